"""The frozen Report: the one value that documents, screens and the command line print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from evalapp.mark import Mark
from evalapp.model import Comment, EvaluationInfo, Member, Recusal, ScoreSheet, Subject
from evalapp.rubric import Criterion, Rubric
from evalapp.scoring import Tally
from evalapp.texts import NO_TEXTS, Texts


class SourceKind(StrEnum):
    """How a sheet reached the secretariat: handed in, typed in from paper, or in a confirmed Excel form."""

    SEALED = "sealed"
    TYPED = "typed"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sheet comes from.

    Attributes:
        code: the verification code as printed, for example ``"7K3M-Q2XA-9F"``.
        revision: the ballot's revision number, 1 or more; for typed answers and forms their count.
        received_at: when the secretariat accepted it (UTC).
        handed_in: the member's day of handing in; else the day of typing or of taking the form in.
    """

    kind: SourceKind
    code: str
    revision: int
    received_at: datetime
    handed_in: date | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One member's column in a subject's table. It is a person: printed without a name when published."""

    member: Member
    source: Source
    comments: tuple[Comment, ...] = ()


class MissingReason(StrEnum):
    """Why an expected sheet is not counted."""

    NOT_RECEIVED = "not_received"
    DRAFT = "draft"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Missing:
    """An expected sheet that is not counted. Internal."""

    member: Member
    reason: MissingReason


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One row of a subject's table.

    Attributes:
        marks: one a column, in the order of ``SubjectReport.columns``.
        tally: its counts; ``tally.printed(decimals)`` is the published mean.
    """

    criterion: Criterion
    marks: tuple[Mark, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """All results of one subject.

    Attributes:
        columns: the counted sheets; recused members and missing sheets have none.
        results: the scored criteria in the rubric's order; empty for a comment-only rubric.
        recusals: set up or declared by members. Internal; their reasons are printed in no document.
        missing: expected sheets not counted. Internal.
    """

    subject: Subject
    rubric: Rubric
    columns: tuple[Column, ...]
    results: tuple[CriterionResult, ...]
    recusals: tuple[Recusal, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def expected(self) -> int:
        """How many members are to judge the subject: all but the recused."""
        return len(self.columns) + len(self.missing)

    @property
    def even(self) -> bool:
        """Every mean is of all who were to judge: the printed table needs no n."""
        return all(result.tally.n == self.expected for result in self.results)

    @property
    def maximum(self) -> int:
        """The most points that any of its criteria allows, 1 or more: where the axis of its chart ends."""
        kind = self.subject.evaluation_kind
        return max((1, *(result.criterion.scale_for(kind).maximum for result in self.results)))

    def printed_mean(self, result: CriterionResult) -> str:
        """The mean of ``result`` as printed."""
        return result.tally.printed(self.rubric.decimals)

    def sheet(self, column: int) -> ScoreSheet:
        """The score sheet behind one column (counted from 0)."""
        marks = {result.criterion.id: result.marks[column] for result in self.results}
        return ScoreSheet(self.subject.id, marks, self.columns[column].comments)


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation came to, at one moment.

    Attributes:
        subjects: in the secretariat's order; columns in the order asked for at compiling.
        members: the whole committee, in the secretariat's order. Internal unless published by choice.
        compiled_at: the moment of the record's last line (UTC): the same state prints the same bytes.
        record_head: the hash of that line: which state was printed.
        version: the app's version.
        texts: the joint texts as they stand.
        unconfirmed: members whose Excel form waits for a person's decision; what it says is not counted.
    """

    info: EvaluationInfo
    subjects: tuple[SubjectReport, ...]
    members: tuple[Member, ...]
    compiled_at: datetime
    record_head: str
    version: str
    texts: Texts = NO_TEXTS
    unconfirmed: tuple[Member, ...] = ()
