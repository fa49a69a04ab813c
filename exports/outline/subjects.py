"""The sections of one subject in the report: joint judgement, opinions, recommendations, scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evalapp.language import Language
from evalapp.model import Comment
from evalapp.report import SubjectReport
from evalapp.rubric import CommentKind
from evalapp.texts import (
    OpinionOrder,
    Section,
    SubjectTexts,
    Texts,
    judged_criteria,
    judged_whole,
    sections_of,
)
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
    subject: SubjectReport, texts: Texts, language: Language, words: Words, *, named: bool
) -> Iterator[Block]:
    """The sections of ``subject``, numbered."""
    yield from _Sections(subject, texts, language, words, named=named).blocks()


def response_rows(
    items: Iterable[tuple[str, str, tuple[str, ...]]], language: Language, words: Words
) -> tuple[ResponseRow, ...]:
    """Rows of (text, theme, responses); later rounds get a label, a missing response a placeholder."""
    _ = language.gettext
    rows = []
    for text, theme, responses in items:
        if not responses:
            rows.append(
                ResponseRow(text, (("", _("(No response has been written yet.)")),), theme, placeholder=True)
            )
            continue
        labels = [
            "",
            *(words.heading("later_response", round=number) for number in range(2, len(responses) + 1)),
        ]
        rows.append(ResponseRow(text, tuple(zip(labels, responses, strict=True)), theme))
    return tuple(rows)


class _Sections:
    """Writes the sections of one subject in the planned order."""

    def __init__(
        self, subject: SubjectReport, texts: Texts, language: Language, words: Words, *, named: bool
    ) -> None:
        self._subject, self._texts, self._language, self._words = subject, texts, language, words
        self._named = named
        self._own = texts.of(subject.subject.id)
        planned = judged_criteria(subject.rubric, self._own) if Section.CRITERIA in texts.sections else ()
        self._judged = {criterion.id for criterion in planned}
        self._number = 0

    def blocks(self) -> Iterator[Block]:
        """All blocks."""
        has = set(sections_of(self._subject.rubric, self._texts, self._subject.subject.id))
        if note := nobody_judges(self._subject, self._language):
            yield Note(note)
            if self._own == SubjectTexts():
                return
            has -= {Section.SCORES}
        # nothing that a member wrote is left out, also where the rubric did not ask for it
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
        rubric = self._subject.rubric
        if judged_whole(rubric, self._own):
            yield self._joint(self._own.consensus)
        for kind in _LISTS:
            items = self._loose(kind)
            if items or kind in rubric.comments:
                yield Opinions(comment_kind(kind, self._language), items)

    def _criteria(self) -> Iterator[Block]:
        for criterion in self._subject.rubric.criteria:
            if criterion.id not in self._judged:
                continue
            yield self._heading(criterion.title)
            yield self._joint(self._own.criteria.get(criterion.id, ""))
            for kind in CommentKind:
                items = self._opinions(kind, criterion.id)
                if items or kind in criterion.comments:
                    yield Opinions(comment_kind(kind, self._language), items)

    def _recommendations(self) -> Iterator[Block]:
        _ = self._language.gettext
        yield self._heading(self._word("recommendations"))
        heads = (self._word("recommendation"), self._word("response"))
        found = ((one.text, "", one.responses) for one in self._own.recommendations)
        missing = "" if self._own.recommendations else _("(No recommendation has been written yet.)")
        yield Responses(heads, response_rows(found, self._language, self._words), missing)
        items = self._loose(CommentKind.RECOMMENDATION)
        if items or CommentKind.RECOMMENDATION in self._subject.rubric.comments:
            yield Opinions(self._word("members_recommendations"), items)

    def _scores(self) -> Iterator[Block]:
        yield self._heading(self._word("scores"))
        yield Scores(self._subject, self._named)

    def _joint(self, text: str) -> JointText:
        _ = self._language.gettext
        return (
            JointText(text)
            if text
            else JointText(_("(No joint judgement has been written yet.)"), placeholder=True)
        )

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
        for column in self._subject.columns:
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
