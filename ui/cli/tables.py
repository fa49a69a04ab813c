"""Results as text: aligned tables, CSV and JSON. Figures come from the Report as they are."""

from __future__ import annotations

import csv
import io
import unicodedata

from evalapp.language import Language
from evalapp.mark import Mark, NoPoints
from evalapp.report import MissingReason, Report, SubjectReport
from exports.wording import evaluation_kind, mark_sign, numbered


def results_text(report: Report, language: Language) -> str:
    """The score tables as in the published report, aligned for a terminal of full-width signs."""
    return "\n".join(line for subject in report.subjects for line in _subject_lines(subject, language))


def results_csv(report: Report) -> str:
    """One line a criterion; the points of the unnamed columns at the end."""
    width = max((len(subject.columns) for subject in report.subjects), default=0)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    counts = ["n", "sum", "blank", "cannot_judge", "recused", "expected"]
    heads = ["subject", "subject_title", "criterion", "criterion_title", "mean", "exact", *counts]
    writer.writerow([*heads, *(f"points_{number}" for number in range(1, width + 1))])
    for subject in report.subjects:
        for result in subject.results:
            tally = result.tally
            writer.writerow(
                [
                    subject.subject.id,
                    _plain(subject.subject.title),
                    result.criterion.id,
                    _plain(result.criterion.title),
                    subject.printed_mean(result),
                    "" if tally.mean is None else str(tally.mean),
                    tally.n,
                    tally.total,
                    tally.blank,
                    tally.cannot_judge,
                    tally.recused,
                    subject.expected,
                    *(_json_mark(mark) for mark in result.marks),
                ]
            )
    return stream.getvalue()


def results_json(report: Report) -> dict[str, object]:
    """The shape documented in ``docs/results.md``; kept from version 0.1 on."""
    info = report.info
    return {
        "evaluation": {
            "id": info.id,
            "title": info.title,
            "organisation": info.organisation,
            "kind": info.kind.value,
            "date": info.held_on.isoformat() if info.held_on else None,
            "deadline": info.deadline.isoformat() if info.deadline else None,
            "members": len(report.members),
            "as_of": report.compiled_at.isoformat(),
            "record_head": report.record_head,
        },
        "subjects": [_subject_json(subject) for subject in report.subjects],
    }


def _subject_json(subject: SubjectReport) -> dict[str, object]:
    drafts = sum(missing.reason is MissingReason.DRAFT for missing in subject.missing)
    return {
        "id": subject.subject.id,
        "title": subject.subject.title,
        "kind": subject.subject.kind.value,
        "evaluation_kind": subject.subject.evaluation_kind.value,
        "rubric": subject.rubric.id,
        "expected": subject.expected,
        "received": len(subject.columns),
        "drafts": drafts,
        "criteria": [
            {
                "id": result.criterion.id,
                "title": result.criterion.title,
                "points": [_json_mark(mark) for mark in result.marks],
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


def _json_mark(mark: Mark) -> int | str | None:
    if mark is NoPoints.BLANK:
        return None
    return mark.value if isinstance(mark, NoPoints) else mark


def _plain(text: str) -> str:
    """Text that a spreadsheet does not take for a formula when it opens the CSV."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _subject_lines(subject: SubjectReport, language: Language) -> list[str]:
    _ = language.gettext
    kind = evaluation_kind(subject.subject.evaluation_kind, language)
    lines = [f"{subject.subject.id}  {subject.subject.title}  {kind}"]
    counted = _("sheets counted: {received} of {expected}").format(
        received=len(subject.columns), expected=subject.expected
    )
    drafts = sum(missing.reason is MissingReason.DRAFT for missing in subject.missing)
    if drafts:
        counted += _(", drafts not counted: {count}").format(count=drafts)
    if subject.recusals:
        counted += _(", recused: {count}").format(count=len(subject.recusals))
    lines.append(f"   {counted}")
    titles = [
        numbered(subject.rubric.number(result.criterion.id), result.criterion.title, language)
        for result in subject.results
    ]
    width = max(map(_columns, titles), default=0)
    for title, result in zip(titles, subject.results, strict=True):
        points = " ".join(mark_sign(mark) for mark in result.marks)
        n = "" if result.tally.n == len(subject.columns) else f"  (n={result.tally.n}/{subject.expected})"
        lines.append(
            f"   {title}{' ' * (width - _columns(title))}  {subject.printed_mean(result)}  {points}{n}"
        )
    return [*lines, ""]


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "FWA" else 1
        for sign in text
    )
