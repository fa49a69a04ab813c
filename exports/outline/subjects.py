"""The sections of one subject in the report: joint judgement, opinions, recommendations, scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evalapp.language import Language
from evalapp.model import Comment
from evalapp.report import Report, SubjectReport
from evalapp.rubric import CommentKind
from evalapp.texts import Gap, OpinionOrder, Section, judged_criteria, judged_whole, sections_of, unasked
from exports.outline.blocks import (
    Block,
    Heading,
    JointText,
    Note,
    Opinion,
    Opinions,
    ResponseRow,
    Responses,
    Scores,
)
from exports.outline.words import Words
from exports.unlinking import unlinked_place
from exports.wording import bracketed, comment_kind, nobody_judges, numbered

_LISTS = (CommentKind.POSITIVE, CommentKind.ISSUE)


def subject_blocks(
    subject: SubjectReport, report: Report, language: Language, words: Words, *, named: bool
) -> Iterator[Block]:
    """The sections of ``subject``, numbered."""
    yield from _Sections(subject, report, language, words, named=named).blocks()


def response_rows(
    items: Iterable[tuple[str, str, tuple[str, ...], Gap]], language: Language, words: Words
) -> tuple[ResponseRow, ...]:
    """Rows of (text, theme, responses, what is missing without any).

    Later rounds get a label, a missing response a placeholder.
    """
    _ = language.gettext
    rows = []
    for text, theme, responses, gap in items:
        if not responses:
            rows.append(ResponseRow(text, (("", _("(No response has been written yet.)")),), theme, gap))
            continue
        labels = [
            "",
            *(words.heading("later_response", round=number) for number in range(2, len(responses) + 1)),
        ]
        rows.append(ResponseRow(text, tuple(zip(labels, responses, strict=True)), theme))
    return tuple(rows)


class _Sections:
    """Writes the sections of one subject in the planned order.

    Of a subject that nobody judges nothing is asked: what is written on it is printed, nothing is missing but
    responses.
    """

    def __init__(
        self, subject: SubjectReport, report: Report, language: Language, words: Words, *, named: bool
    ) -> None:
        texts = report.texts
        self._subject, self._texts, self._language, self._words = subject, texts, language, words
        self._named, self._committee = named, [member.id for member in report.members]
        self._id, self._own = subject.subject.id, texts.of(subject.subject.id)
        self._unjudged = nobody_judges(subject, language)
        self._rubric = unasked(subject.rubric) if self._unjudged else subject.rubric
        planned = judged_criteria(self._rubric, self._own) if Section.CRITERIA in texts.sections else ()
        self._judged = {criterion.id for criterion in planned}
        self._number = 0

    def blocks(self) -> Iterator[Block]:
        """All blocks."""
        if self._unjudged:
            yield Note(self._unjudged)
        has = set(sections_of(self._rubric, self._texts, self._id))
        # what a member wrote is printed also where the rubric did not ask for it
        has |= {Section.CONSENSUS} if any(self._loose(kind) for kind in _LISTS) else set()
        has |= {Section.RECOMMENDATIONS} if self._loose(CommentKind.RECOMMENDATION) else set()
        writers = {
            Section.CONSENSUS: self._consensus,
            Section.CRITERIA: self._criteria,
            Section.RECOMMENDATIONS: self._recommendations,
            Section.SCORES: self._scores,
        }
        for section in self._texts.sections:
            if section in has:
                yield from writers[section]()

    def _heading(self, text: str) -> Heading:
        self._number += 1
        return Heading(numbered(self._number, text, self._language), 4)

    def _word(self, key: str) -> str:
        return self._words.heading(key, self._subject.subject.evaluation_kind)

    def _consensus(self) -> Iterator[Block]:
        yield self._heading(self._word("consensus"))
        if judged_whole(self._rubric, self._own):
            yield self._joint(self._own.consensus, Gap(self._id, "consensus"))
        for kind in _LISTS:
            items = self._loose(kind)
            if items or kind in self._rubric.comments:
                yield Opinions(comment_kind(kind, self._language), items)

    def _criteria(self) -> Iterator[Block]:
        for criterion in self._rubric.criteria:
            if criterion.id not in self._judged:
                continue
            yield self._heading(criterion.title)
            gap = Gap(self._id, "consensus", criterion.id)
            yield self._joint(self._own.criteria.get(criterion.id, ""), gap)
            for kind in CommentKind:
                items = self._opinions(kind, criterion.id)
                if items or kind in criterion.comments:
                    yield Opinions(comment_kind(kind, self._language), items)

    def _recommendations(self) -> Iterator[Block]:
        _ = self._language.gettext
        yield self._heading(self._word("recommendations"))
        heads = (self._word("recommendation"), self._word("response"))
        asked = CommentKind.RECOMMENDATION in self._rubric.comments
        if self._own.recommendations:
            found = (
                (one.text, "", one.responses, Gap(self._id, "response", None, number))
                for number, one in enumerate(self._own.recommendations, 1)
            )
            yield Responses(heads, response_rows(found, self._language, self._words))
        elif asked:
            gap = Gap(self._id, "recommendations")
            yield Responses(heads, (), gap, _("(No recommendation has been written yet.)"))
        items = self._loose(CommentKind.RECOMMENDATION)
        if items or asked:
            yield Opinions(self._word("members_recommendations"), items)

    def _scores(self) -> Iterator[Block]:
        yield self._heading(self._word("scores"))
        yield Scores(self._subject, self._named)

    def _joint(self, text: str, gap: Gap) -> JointText:
        _ = self._language.gettext
        return JointText(text) if text else JointText(_("(No joint judgement has been written yet.)"), gap)

    def _opinions(self, kind: CommentKind, criterion_id: str) -> tuple[Opinion, ...]:
        return self._listed(
            (comment, name) for comment, name in self._comments(kind) if comment.criterion_id == criterion_id
        )

    def _loose(self, kind: CommentKind) -> tuple[Opinion, ...]:
        """The comments of a kind that stand under no criterion's own heading."""
        return self._listed(
            (comment, name)
            for comment, name in self._comments(kind)
            if comment.criterion_id not in self._judged
        )

    def _comments(self, kind: CommentKind) -> Iterator[tuple[Comment, str]]:
        # in the committee's order: that of the columns would tell which column is whose
        for column in sorted(
            self._subject.columns, key=lambda column: self._committee.index(column.member.id)
        ):
            for comment in column.comments:
                if comment.kind is kind:
                    yield comment, column.member.name

    def _listed(self, found: Iterable[tuple[Comment, str]]) -> tuple[Opinion, ...]:
        items = [Opinion(self._text(comment), name if self._named else "") for comment, name in found]
        if not self._named and self._texts.opinions is OpinionOrder.UNLINKED:
            items.sort(key=lambda item: unlinked_place(item.text))
        return tuple(items)

    def _text(self, comment: Comment) -> str:
        if comment.criterion_id is None or comment.criterion_id in self._judged:
            return comment.text
        title = self._subject.rubric.criterion(comment.criterion_id).title
        return (
            bracketed(title, self._language).strip()
            + ("" if self._language.code == "ja" else " ")
            + comment.text
        )
