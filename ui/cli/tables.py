"""Results as text: aligned tables, CSV and JSON. Figures come from the Report as they are."""

from __future__ import annotations

import csv
import io
import unicodedata

from evalapp.language import Language
from evalapp.report import MissingReason, Report, SubjectReport
from exports.plain.results import results_object, results_rows
from exports.wording import evaluation_kind, mark_sign, numbered
from ui.intake_words import recusal_words


def results_text(report: Report, language: Language) -> str:
    """The score tables as in the published report, aligned for a terminal of full-width signs."""
    return "\n".join(line for subject in report.subjects for line in _subject_lines(subject, language))


def recusals_text(report: Report, language: Language) -> str:
    """Who does not judge which subject, and why: for the secretariat's eyes."""
    names = {member.id: member.name for member in report.members}
    lines = []
    for one in (recusal for subject in report.subjects for recusal in subject.recusals):
        why = recusal_words(one.kind, one.reason, language)
        lines.append(f"{one.subject_id}  {one.member_id}  {names[one.member_id]}  {why}")
    return "\n".join(lines or [language.gettext("Nobody has declared a recusal or was recused.")])


def results_csv(report: Report) -> str:
    """One line a criterion, for a pipe."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(results_rows(report))
    return stream.getvalue()


def results_json(report: Report) -> dict[str, object]:
    """The shape documented in ``docs/results.md``; kept from version 0.1 on."""
    return results_object(report)


def _waiting_forms(subject: SubjectReport) -> int:
    return sum(missing.reason is MissingReason.UNCONFIRMED for missing in subject.missing)


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
    if forms := _waiting_forms(subject):
        counted += _(", Excel forms not confirmed: {count}").format(count=forms)
    if subject.recusals:
        counted += _(", recused: {count}").format(count=len(subject.recusals))
    lines.append(f"   {counted}")
    titles = [
        numbered(subject.rubric.number(result.criterion.id), result.criterion.title, language)
        for result in subject.results
    ]
    width = max(map(columns, titles), default=0)
    for title, result in zip(titles, subject.results, strict=True):
        points = " ".join(mark_sign(mark) for mark in result.marks)
        n = "" if result.tally.n == len(subject.columns) else f"  (n={result.tally.n}/{subject.expected})"
        lines.append(
            f"   {title}{' ' * (width - columns(title))}  {subject.printed_mean(result)}  {points}{n}"
        )
    return [*lines, ""]


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes: a full-width sign two, a combining one none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "FWA" else 1
        for sign in text
    )
