"""Compile (集計): accepted sheets become the frozen Report. The only way from answers to printed figures."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from evalapp.columns import ColumnOrder
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment, Evaluation, Recusal, RecusalKind, Subject
from evalapp.report import (
    Column,
    CriterionResult,
    Missing,
    MissingReason,
    Report,
    Source,
    SubjectReport,
)
from evalapp.scoring import tally
from evalapp.texts import NO_TEXTS, Texts


@dataclass(frozen=True, slots=True)
class Received:
    """One accepted sheet, by place in the evaluation's lists (from 0), without its marks.

    Attributes:
        recusal: declared by the member in the sheet.
        reason: of that recusal, may be empty.
    """

    member: int
    source: Source
    draft: bool = False
    recusal: RecusalKind | None = None
    reason: str = ""

    @property
    def counted(self) -> bool:
        """Whether the sheet has a column: it is neither a draft nor a recusal."""
        return not self.draft and self.recusal is None


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything accepted.

    Attributes:
        sheets: by subject (place from 0), in the order of the members.
        marks: by subject (place from 0): for each scored criterion the marks of the counted sheets (neither
            draft nor recused), in the order of the members.
        comments: by subject and member (places from 0).
        waiting: members (places from 0) whose Excel form awaits a decision, and whether it is complete.
    """

    sheets: Mapping[int, tuple[Received, ...]]
    marks: Mapping[int, tuple[tuple[Mark, ...], ...]]
    comments: Mapping[tuple[int, int], tuple[Comment, ...]]
    waiting: Mapping[int, bool] = field(default_factory=dict)


def compile_report(
    evaluation: Evaluation,
    answers: Answers,
    *,
    compiled_at: datetime,
    record_head: str,
    version: str,
    texts: Texts = NO_TEXTS,
) -> Report:
    """The Report with columns as listed.

    Args:
        evaluation: as set up.
        answers: every accepted sheet.
        compiled_at: UTC.
        record_head: hash of the record's last line.
        version: the app's.
        texts: as they stand.
    """
    subjects = tuple(
        _subject_report(evaluation, place, subject, answers)
        for place, subject in enumerate(evaluation.subjects)
    )
    unconfirmed = tuple(member for place, member in enumerate(evaluation.members) if place in answers.waiting)
    return Report(
        evaluation.info, subjects, evaluation.members, compiled_at, record_head, version, texts, unconfirmed
    )


def ordered_columns(report: Report, order: ColumnOrder, secret: str) -> Report:
    """The same Report with its columns in another order.

    Args:
        report: with columns as listed.
        order: ``SHUFFLED`` gives each subject an order of its own; ``SORTED`` puts the highest totals first.
        secret: known to the secretariat only, so that nobody can undo the shuffle; the same secret gives
            the same order again.
    """
    if order is ColumnOrder.AS_LISTED:
        return report
    subjects = tuple(_reordered(subject, order, secret) for subject in report.subjects)
    return replace(report, subjects=subjects)


def _subject_report(evaluation: Evaluation, place: int, subject: Subject, answers: Answers) -> SubjectReport:
    rubric = evaluation.rubric_of(subject)
    recusals = {r.member_id: r for r in evaluation.recusals if r.subject_id == subject.id}
    received = {sheet.member: sheet for sheet in answers.sheets.get(place, ())}
    columns: list[Column] = []
    missing: list[Missing] = []
    for number, member in enumerate(evaluation.members):
        sheet = received.get(number)
        if member.id in recusals:
            continue
        if sheet is None:
            missing.append(Missing(member, _reason(answers.waiting.get(number))))
        elif sheet.draft:
            missing.append(Missing(member, MissingReason.DRAFT))
        elif sheet.recusal:
            recusals[member.id] = Recusal(member.id, subject.id, sheet.recusal, sheet.reason)
        else:
            columns.append(Column(member, sheet.source, answers.comments.get((place, number), ())))
    rows = answers.marks.get(place) or tuple(() for _ in rubric.scored)
    if any(len(row) != len(columns) for row in rows):
        raise AssertionError(f"marks of {subject.id} do not match its sheets")
    recused = len(recusals)
    results = tuple(
        CriterionResult(criterion, row, tally(row, recused))
        for criterion, row in zip(rubric.scored, rows, strict=True)
    )
    in_order = tuple(recusals[member.id] for member in evaluation.members if member.id in recusals)
    return SubjectReport(subject, rubric, tuple(columns), results, in_order, tuple(missing))


def _reason(complete: bool | None) -> MissingReason:  # noqa: FBT001 - a value of ``Answers.waiting``
    """Why there is no sheet, by what waits in its stead."""
    if complete is None:
        return MissingReason.NOT_RECEIVED
    return MissingReason.UNCONFIRMED if complete else MissingReason.DRAFT


def _reordered(subject: SubjectReport, order: ColumnOrder, secret: str) -> SubjectReport:
    def chance(column: int) -> bytes:
        member_id = subject.columns[column].member.id
        return hashlib.sha256(f"{secret}\n{subject.subject.id}\n{member_id}".encode()).digest()

    def total(column: int) -> int:
        marks = (result.marks[column] for result in subject.results)
        return sum(mark for mark in marks if not isinstance(mark, NoPoints))

    places = sorted(range(len(subject.columns)), key=chance)
    if order is ColumnOrder.SORTED:
        places.sort(key=total, reverse=True)
    return replace(
        subject,
        columns=tuple(subject.columns[place] for place in places),
        results=tuple(
            replace(result, marks=tuple(result.marks[place] for place in places))
            for result in subject.results
        ),
    )
