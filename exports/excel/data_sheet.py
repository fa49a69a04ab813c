"""The sheet データ: one row a mark, to sort, filter and count."""

from __future__ import annotations

from collections.abc import Iterator

from evalapp.language import Language
from evalapp.mark import NoPoints
from evalapp.report import Report, SubjectReport
from exports.excel.book import Book, width
from exports.excel.listing import ListColumn, write_listing
from exports.excel.styles import LIST_CENTRED
from exports.wording import evaluation_kind, mark_state


def write_data(book: Book, report: Report, *, named: bool) -> None:
    """Write the data sheet. Without ``named`` a member is the number of a column of the subject's table."""
    _ = book.language.gettext
    members = (
        [
            ListColumn(_("Member ID"), 12, "member_id"),
            ListColumn(_("Member"), 16, "member"),
        ]
        if named
        else [ListColumn(_("Column no."), 8, "column", LIST_CENTRED)]
    )
    subjects = [width(subject.subject.title) for subject in report.subjects]
    titles = [width(result.criterion.title) for subject in report.subjects for result in subject.results]
    columns = [
        ListColumn(_("Subject ID"), 10, "subject_id", LIST_CENTRED),
        ListColumn(_("Subject"), _between(subjects, 20, 50), "subject"),
        ListColumn(_("Kind of evaluation"), 14, "kind"),
        ListColumn(_("Criterion no."), 8, "criterion_no", LIST_CENTRED),
        ListColumn(_("Criterion ID"), 12, "criterion_id"),
        ListColumn(_("Criterion"), _between(titles, 20, 50), "criterion"),
        *members,
        ListColumn(_("State"), 12, "state"),
        ListColumn(_("Points"), 8, "points", LIST_CENTRED),
        ListColumn(_("Step of the scale"), 20, "step"),
    ]
    rows = (row for subject in report.subjects for row in _rows(subject, book.language, named=named))
    write_listing(book, _("Data"), columns, rows, title=report.info.title, prefix="marks")


def _between(widths: list[int], least: int, most: int) -> int:
    return min(max([least, *widths]), most)


def _rows(subject: SubjectReport, language: Language, *, named: bool) -> Iterator[list[str | int | None]]:
    info = subject.subject
    kind = evaluation_kind(info.evaluation_kind, language)
    for result in subject.results:
        criterion = result.criterion
        number = subject.rubric.number(criterion.id)
        labels = {step.points: step.label for step in criterion.scale_for(info.evaluation_kind).steps}
        left: list[str | int | None] = [info.id, info.title, kind, number, criterion.id, criterion.title]
        for index, (column, mark) in enumerate(zip(subject.columns, result.marks, strict=True), 1):
            who: list[str | int | None] = [column.member.id, column.member.name] if named else [index]
            points = None if isinstance(mark, NoPoints) else mark
            label = None if points is None else labels.get(points) or None
            yield [*left, *who, mark_state(mark, language), points, label]
