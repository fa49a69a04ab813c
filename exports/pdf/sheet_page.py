"""What one official score sheet is printed from, and the sheets of a report, an evaluation or a ballot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evalapp.ballot import Ballot, blank_sheet
from evalapp.mark import NoPoints
from evalapp.model import Evaluation, EvaluationInfo, Member, ScoreSheet, Subject
from evalapp.report import Report, SourceKind
from evalapp.rubric import Rubric
from evalapp.store.ballot_file import HandIn
from evalapp.submission import decode_payload


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One score sheet to print.

    Attributes:
        member: ``None`` prints anonymously: no name, no code and no day of handing in, for the same code or
            day on several sheets would show that they are one member's.
        code: the verification code of what was handed in; empty where nothing was.
        handed_in: the day it was handed in, typed in or taken in, ``None`` for a form or a draft.
        source: how the answers came in. Only of what was handed in is a code printed: of nothing else does
            the member have a code to hold against it.
        draft: it was handed in incomplete (途中).
    """

    info: EvaluationInfo
    subject: Subject
    rubric: Rubric
    sheet: ScoreSheet
    member: Member | None
    code: str
    handed_in: date | None
    source: SourceKind = SourceKind.SEALED
    draft: bool = False

    @property
    def shown_code(self) -> str:
        """The code as printed: empty on an anonymous sheet, and where nothing was handed in."""
        return "" if self.member is None or self.source is not SourceKind.SEALED else self.code

    @property
    def is_form(self) -> bool:
        """Whether nothing is filled in yet: it is to be written on by hand."""
        return (
            self.handed_in is None
            and self.sheet.recusal is None
            and not self.sheet.comments
            and all(mark is NoPoints.BLANK for mark in self.sheet.marks.values())
        )

    @property
    def qr_text(self) -> str:
        """What the QR code says; empty where there is none.

        A sheet that was handed in says its printed verification code, so that paper and file can be held
        together. A form says which sheet it is, for typing in: ``evalapp:blank:EVALUATION:MEMBER:SUBJECT``
        with the first eight signs of the evaluation's id, and without the member where none is printed.
        """
        if not self.is_form:
            return self.shown_code
        member = [self.member.id] if self.member else []
        return ":".join(["evalapp:blank", self.info.id[:8], *member, self.subject.id])


def filled_pages(report: Report, *, named: bool) -> Iterator[SheetPage]:
    """The sheets of all counted answers, subject by subject, in the order of the report's columns.

    Without ``named`` nothing on them tells which sheets are one member's.
    """
    for subject in report.subjects:
        for number, column in enumerate(subject.columns):
            yield SheetPage(
                report.info,
                subject.subject,
                subject.rubric,
                subject.sheet(number),
                column.member if named else None,
                column.source.code if named else "",
                column.source.handed_in,
                source=column.source.kind,
            )


def blank_pages(evaluation: Evaluation, member: Member | None) -> Iterator[SheetPage]:
    """The forms to fill in by hand: one for every subject that ``member`` is to judge, in their order.

    Without a member one for every subject, with empty fields for name and affiliation.
    """
    for subject in evaluation.subjects:
        if member is None or evaluation.recusal(member.id, subject.id) is None:
            rubric = evaluation.rubric_of(subject)
            sheet = blank_sheet(subject, rubric)
            yield SheetPage(evaluation.info, subject, rubric, sheet, member, "", None)


def ballot_pages(
    ballot: Ballot, sheets: Sequence[ScoreSheet], hand_in: HandIn | None, *, blank: bool = False
) -> Iterator[SheetPage]:
    """A member's own sheets: one for every subject the member is to judge, in the evaluation's order.

    Args:
        ballot: whose they are.
        sheets: as they stand, one for each judged subject.
        hand_in: the last one, if any. Its day and code are printed only if it holds these very sheets: on
            changed ones they would claim what was never handed in.
        blank: print forms to fill in by hand, whatever ``sheets`` hold.

    Raises:
        EvalError: ``submission-…``, the hand-in cannot be read.
    """
    handed = None
    if hand_in is not None and not blank and decode_payload(hand_in.message).sheets == tuple(sheets):
        handed = hand_in
    by_subject = {} if blank else {sheet.subject_id: sheet for sheet in sheets}
    for subject, rubric in ballot.asked.values():
        yield SheetPage(
            ballot.info,
            subject,
            rubric,
            by_subject.get(subject.id) or blank_sheet(subject, rubric),
            ballot.member,
            handed.code if handed else "",
            handed.at.date() if handed else None,
            draft=handed is not None and handed.draft,
        )
