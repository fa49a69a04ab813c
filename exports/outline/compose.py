"""A Report becomes an Outline: which chapters, sections and lists the evaluation part has, in which words."""

from __future__ import annotations

from collections.abc import Iterator

from evalapp.language import Language
from evalapp.model import Role, SubjectKind
from evalapp.report import Report, SubjectReport
from evalapp.texts import Chapter, Finding, Gap
from exports.outline.blocks import (
    Block,
    Edition,
    Heading,
    ListedMember,
    MeetingList,
    MeetingRow,
    MemberList,
    Note,
    Outline,
    Responses,
)
from exports.outline.subjects import response_rows, subject_blocks
from exports.outline.words import Words
from exports.wording import common_kind, full_width, numbered, provenance


def compose(report: Report, language: Language, edition: Edition, *, named: bool) -> Outline:
    """The evaluation part of ``report``.

    Args:
        report: what is printed; its texts decide on chapters and sections.
        language: of the words that are neither the report's own nor its headings'.
        edition: what is missing stands as a placeholder in either, and in ``Outline.missing``; to refuse a
            final edition is the caller's.
        named: with the members' names beside scores and comments.
    """
    words = Words(language.code, report.texts)
    composer = _Composer(report, language, words, named=named)
    info = report.info
    return Outline(
        title=report.texts.title or info.title,
        subtitle=("　" if language.code == "ja" else ": ").join(
            filter(None, (common_kind(report, language), words.heading("part")))
        ),
        organisation=info.organisation,
        day=info.held_on,
        edition=edition,
        named=named,
        provenance=provenance(report, language),
        blocks=tuple(composer.blocks()),
    )


class _Composer:
    """Goes through the chapters and counts them."""

    def __init__(self, report: Report, language: Language, words: Words, *, named: bool) -> None:
        self._report, self._language, self._words, self._named = report, language, words, named
        self._chapters = 0

    def blocks(self) -> Iterator[Block]:
        """All blocks."""
        words = self._words
        yield Heading(words.heading("part"), 1, new_page=True)
        yield Note(words.heading("lead", committee=words.committee()))
        chapters = {
            Chapter.PROJECTS: lambda: self._judged(SubjectKind.PROJECT),
            Chapter.PROGRAMME: lambda: self._judged(SubjectKind.PROGRAMME),
            Chapter.REVIEWS: self._reviews,
            Chapter.COMMITTEE: self._committee,
            Chapter.MEETINGS: self._meetings,
        }
        for chapter in self._report.texts.chapters:
            yield from chapters[chapter]()

    def _chapter(self, key: str, **values: str) -> Heading:
        self._chapters += 1
        word = self._words.heading(key, **values)
        _ = self._language.gettext
        number = full_width(self._chapters) if self._language.code == "ja" else str(self._chapters)
        text = _("Chapter {number}: {title}").format(number=number, title=word)
        return Heading(text, 2, new_page=True)

    def _of(self, kind: SubjectKind) -> list[SubjectReport]:
        return [subject for subject in self._report.subjects if subject.subject.kind is kind]

    def _judged(self, kind: SubjectKind) -> Iterator[Block]:
        subjects = self._of(kind)
        if not subjects:
            return
        yield self._chapter("projects" if kind is SubjectKind.PROJECT else "programme")
        titled = kind is SubjectKind.PROJECT or len(subjects) > 1
        for place, subject in enumerate(subjects):
            if titled:
                yield Heading(self._title(subject), 3, new_page=place > 0)
            yield from subject_blocks(subject, self._report, self._language, self._words, named=self._named)

    def _title(self, subject: SubjectReport) -> str:
        id_ = subject.subject.id
        sign = full_width(id_) if self._language.code == "ja" and len(id_) == 1 else id_
        return (
            f"{sign}　{subject.subject.title}"
            if self._language.code == "ja"
            else f"{sign}  {subject.subject.title}"
        )

    def _reviews(self) -> Iterator[Block]:
        kinds = ((SubjectKind.PROJECT, "reviewed_projects"), (SubjectKind.PROGRAMME, "reviewed_programme"))
        reviewed = [
            (key, [one for one in self._of(kind) if self._report.texts.of(one.subject.id).reviews])
            for kind, key in kinds
        ]
        if not any(subjects for _key, subjects in reviewed):
            return
        yield self._chapter("reviews", body=self._words.body())
        number = 0
        for key, subjects in reviewed:
            if not subjects:
                continue
            number += 1
            yield Heading(numbered(number, self._words.heading(key), self._language), 3)
            for subject in subjects:
                if key == "reviewed_projects" or len(subjects) > 1:
                    yield Heading(self._title(subject), 4)
                place = 1
                for review in self._report.texts.of(subject.subject.id).reviews:
                    yield Heading(review.title, 5, listed=False)
                    yield self._findings(subject.subject.id, place, review.findings)
                    place += len(review.findings)

    def _findings(self, subject_id: str, first: int, findings: tuple[Finding, ...]) -> Responses:
        heads = (self._words.heading("finding"), self._words.heading("response"))
        found = (
            (one.text, one.theme, one.responses, Gap(subject_id, "finding-response", None, number))
            for number, one in enumerate(findings, first)
        )
        return Responses(heads, response_rows(found, self._language, self._words))

    def _committee(self) -> Iterator[Block]:
        _ = self._language.gettext
        yield self._chapter("members", committee=self._words.committee())
        yield MemberList(
            tuple(
                ListedMember(one.name, _("Chair") if one.role is Role.CHAIR else "", one.affiliation)
                for one in sorted(self._report.members, key=lambda one: one.role is not Role.CHAIR)
            )
        )

    def _meetings(self) -> Iterator[Block]:
        meetings = self._report.texts.meetings
        if not meetings:
            return
        yield self._chapter("meetings", committee=self._words.committee())
        date = self._language.date
        yield MeetingList(
            tuple(
                MeetingRow(one.title, date(one.held_on) if one.held_on else "", one.agenda)
                for one in meetings
            )
        )
