"""The list of corrections (正誤表) as it is printed: what stood, what is right, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evalapp.closing import Correction, CorrectionList, Value
from evalapp.dates import japanese_day
from evalapp.language import Language
from evalapp.mark import NoPoints
from evalapp.model import Evaluation, RecusalKind, Subject
from evalapp.rubric import CommentKind
from evalapp.scoring import Tally
from exports.wording import bracketed, comment_kind, mark_state, numbered, recusal_kind


@dataclass(frozen=True, slots=True)
class Erratum:
    """One line of the list, already said; texts may have several lines.

    Attributes:
        number: through the whole list, from 1.
        place: the criterion and what of it, or what of the whole subject.
        who: the member's name in a named list, else empty.
    """

    number: int
    place: str
    wrong: str
    right: str
    day: str
    reason: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class SubjectErrata:
    """The lines of one subject, below its title."""

    title: str
    lines: tuple[Erratum, ...]


@dataclass(frozen=True, slots=True)
class Errata:
    """The whole list in words.

    Attributes:
        source: what it was made of.
        means: means are printed, so that n has to be explained.
    """

    source: CorrectionList
    subjects: tuple[SubjectErrata, ...]
    named: bool
    means: bool


def errata(source: CorrectionList, language: Language, *, named: bool) -> Errata:
    """The list in words.

    Args:
        source: what is listed.
        language: of the words that are not the evaluation's own.
        named: with members' names and recusals. Else the scores of one criterion stand together, in an order
            that tells nothing of members, and recusals show in the means only.
    """
    evaluation = source.evaluation
    subjects = []
    number = 1
    for place, subject in enumerate(evaluation.subjects, 1):
        own = [one for one in source.corrections if one.subject_id == subject.id]
        groups = [[one] for one in own] if named else _unnamed(own)
        lines = []
        for group in groups:
            lines.append(_erratum(number, group, evaluation, subject, language, named=named))
            number += 1
        if lines:
            title = numbered(place, subject.title, language)
            subjects.append(SubjectErrata(title, tuple(lines)))
    means = any(one.field == "points" for one in source.corrections)
    return Errata(source, tuple(subjects), named, means)


def value_words(field: str, value: Value | None, language: Language) -> str:
    """What stands in a cell, in words."""
    _ = language.gettext
    if field == "recusal":
        return recusal_kind(RecusalKind(str(value)), language) if value else _("Judges this subject")
    if value is None:
        return _("no score") if field == "points" else _("(nothing)")
    return mark_state(NoPoints(value), language) if value in set(NoPoints) else str(value)


def mean_words(counts: Tally, decimals: int, language: Language) -> str:
    """A mean with its denominator: ``2.3 (n=4)``."""
    return f"{counts.printed(decimals)}{bracketed(f'n={counts.n}', language)}"


def place_words(evaluation: Evaluation, one: Correction, language: Language) -> str:
    """The cell of a correction: ``１．必要性　評点``."""
    _ = language.gettext
    names = {"points": _("Score"), "recusal": _("Judging")}
    field = names.get(one.field) or comment_kind(CommentKind(one.field), language)
    subject = next((found for found in evaluation.subjects if found.id == one.subject_id), None)
    if one.criterion_id is None:
        return field
    heading = one.criterion_id
    rubric = evaluation.rubric_of(subject) if subject else None
    if rubric and any(criterion.id == one.criterion_id for criterion in rubric.criteria):
        title = rubric.criterion(one.criterion_id).title
        heading = numbered(rubric.number(one.criterion_id), title, language)
    return heading if one.field == "points" else f"{heading}\n{field}"


def _unnamed(own: Iterable[Correction]) -> list[list[Correction]]:
    """What is printed together: the scores of one criterion; each comment stands alone."""
    groups: dict[tuple[object, ...], list[Correction]] = {}
    for number, one in enumerate(own):
        if one.field != "recusal":
            apart = () if one.field == "points" else (number,)
            groups.setdefault((one.criterion_id, one.field, *apart), []).append(one)
    return [sorted(group, key=lambda one: (str(one.old), str(one.new))) for group in groups.values()]


def _erratum(
    number: int,
    group: Sequence[Correction],
    evaluation: Evaluation,
    subject: Subject,
    language: Language,
    *,
    named: bool,
) -> Erratum:
    first = group[0]
    names = {member.id: member.name for member in evaluation.members}
    days = dict.fromkeys(language.date(japanese_day(one.at)) for one in sorted(group, key=lambda one: one.at))
    reasons = dict.fromkeys(one.reason for one in group if one.reason)
    decimals = evaluation.rubric_of(subject).decimals

    def said(values: Iterable[Value | None], counts: Tally | None) -> str:
        words = [value_words(first.field, value, language) for value in values]
        text = ("、" if language.code == "ja" else ", ").join(words) if first.field == "points" else words[0]
        if counts is None:
            return text
        _ = language.gettext
        return "\n".join(
            (
                _("Score: {scores}").format(scores=text),
                _("Mean: {mean}").format(mean=mean_words(counts, decimals, language)),
            )
        )

    return Erratum(
        number,
        place_words(evaluation, first, language),
        said([one.old for one in group], first.before),
        said([one.new for one in group], first.after),
        "\n".join(days),
        "\n".join(reasons),
        names.get(first.member_id, first.member_id) if named else "",
    )
