"""The results as plain data. Figures come from the Report as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator

from evalapp.mark import NoPoints
from evalapp.report import CriterionResult, MissingReason, Report, SubjectReport
from exports.plain.cells import csv_file, guarded, mark_value
from exports.plain.comments import comments_object

_COUNTS = ("n", "sum", "blank", "cannot_judge", "recused", "expected")


def results_rows(report: Report) -> Iterator[list[object]]:
    """The heads, then a row a criterion; the points of the unnamed columns stand at the end.

    The shape of ``evalapp results --csv``, documented in ``docs/results.md``.
    """
    width = max((len(subject.columns) for subject in report.subjects), default=0)
    heads = ["subject", "subject_title", "criterion", "criterion_title", "mean", "exact", *_COUNTS]
    yield [*heads, *(f"points_{number}" for number in range(1, width + 1))]
    for subject in report.subjects:
        for result in subject.results:
            exact = "" if result.tally.mean is None else str(result.tally.mean)
            points = [mark_value(mark) for mark in result.marks]
            yield [*_titles(subject, result), exact, *_counts(subject, result), *points]


def results_csv(report: Report, *, named: bool) -> bytes:
    """A line a criterion: ``results.csv`` of ``docs/results.md``, kept from version 0.2 on.

    ``named`` gives every member of the committee one column in the committee's order; without it the columns
    are those of each subject, in the report's order, and nothing of a member is in the file.
    """
    width = max((len(subject.columns) for subject in report.subjects), default=0)
    members = [member.id for member in report.members]
    ends: list[object] = [*members] if named else [*range(1, width + 1)]
    heads = ["subject", "subject_title", "criterion", "criterion_title", "mean", *_COUNTS]
    return csv_file(
        [*heads, *(f"points_{end}" for end in ends)],
        (
            [
                *_titles(subject, result),
                *_counts(subject, result),
                *(_named_marks(subject, result, members) if named else _marks(result, width)),
            ]
            for subject in report.subjects
            for result in subject.results
        ),
    )


def results_object(report: Report) -> dict[str, object]:
    """The shape of ``evalapp results --json``, documented in ``docs/results.md``; kept from 0.1 on."""
    return {
        "evaluation": _evaluation_object(report),
        "subjects": [_subject_object(subject) for subject in report.subjects],
    }


def report_json(report: Report, *, named: bool) -> bytes:
    """Results and comments: ``results.json`` of ``docs/results.md``, kept from version 0.2 on.

    The shape of ``results_object`` with the edition, and with each subject's comments. ``named`` adds the
    committee, and whose each column and comment is; without it nothing of a member is in the file.
    """
    shape: dict[str, object] = {
        "edition": "named" if named else "anonymous",
        "evaluation": _evaluation_object(report),
    }
    if named:
        shape["committee"] = [
            {"id": member.id, "name": member.name, "role": member.role.value} for member in report.members
        ]
    shape["subjects"] = [
        _subject_object(subject)
        | (_people(subject) if named else {})
        | {"comments": comments_object(subject, named=named)}
        for subject in report.subjects
    ]
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def _titles(subject: SubjectReport, result: CriterionResult) -> list[object]:
    return [
        subject.subject.id,
        guarded(subject.subject.title),
        result.criterion.id,
        guarded(result.criterion.title),
        subject.printed_mean(result),
    ]


def _counts(subject: SubjectReport, result: CriterionResult) -> list[object]:
    tally = result.tally
    counts = (tally.n, tally.total, tally.blank, tally.cannot_judge, tally.recused)
    return [*counts, subject.expected]


def _marks(result: CriterionResult, width: int) -> list[object]:
    points: list[object] = [mark_value(mark) for mark in result.marks]
    return points + [None] * (width - len(points))


def _named_marks(subject: SubjectReport, result: CriterionResult, members: list[str]) -> list[object]:
    """A place for every member of the committee: their mark, or why there is none."""
    marks = zip(subject.columns, result.marks, strict=True)
    found: dict[str, object] = {column.member.id: mark_value(mark) for column, mark in marks}
    found |= {missing.member.id: missing.reason.value for missing in subject.missing}
    found |= {recusal.member_id: NoPoints.RECUSED.value for recusal in subject.recusals}
    return [found.get(member) for member in members]


def _people(subject: SubjectReport) -> dict[str, object]:
    return {
        "columns": [
            {"member": column.member.id, "code": column.source.code, "source": column.source.kind.value}
            for column in subject.columns
        ],
        "missing": [
            {"member": missing.member.id, "reason": missing.reason.value} for missing in subject.missing
        ],
        "recusals": [recusal.member_id for recusal in subject.recusals],
    }


def _evaluation_object(report: Report) -> dict[str, object]:
    info = report.info
    return {
        "id": info.id,
        "title": info.title,
        "organisation": info.organisation,
        "kind": info.kind.value,
        "date": info.held_on.isoformat() if info.held_on else None,
        "deadline": info.deadline.isoformat() if info.deadline else None,
        "members": len(report.members),
        "as_of": report.compiled_at.isoformat(),
        "record_head": report.record_head,
    }


def _subject_object(subject: SubjectReport) -> dict[str, object]:
    reasons = [missing.reason for missing in subject.missing]
    return {
        "id": subject.subject.id,
        "title": subject.subject.title,
        "kind": subject.subject.kind.value,
        "evaluation_kind": subject.subject.evaluation_kind.value,
        "rubric": subject.rubric.id,
        "expected": subject.expected,
        "received": len(subject.columns),
        "drafts": reasons.count(MissingReason.DRAFT),
        "unconfirmed": reasons.count(MissingReason.UNCONFIRMED),
        "criteria": [
            {
                "id": result.criterion.id,
                "title": result.criterion.title,
                "points": [mark_value(mark) for mark in result.marks],
                "n": result.tally.n,
                "sum": result.tally.total,
                "mean": subject.printed_mean(result),
                "exact": None if result.tally.mean is None else str(result.tally.mean),
                "blank": result.tally.blank,
                "cannot_judge": result.tally.cannot_judge,
                "recused": result.tally.recused,
            }
            for result in subject.results
        ],
    }
