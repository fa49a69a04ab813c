"""The sheet 集計: the head of the evaluation, then a row for each criterion of each subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evalapp.language import Language
from evalapp.report import Report, SubjectReport
from evalapp.scoring import NO_MEAN
from exports.excel import styles
from exports.excel.book import ROW, Book, Worksheet, width, xl_range_abs, xl_rowcol_to_cell
from exports.excel.listing import Cell, Link, ListColumn, Live, write_table_at
from exports.excel.sheet_names import quoted
from exports.excel.subject_layout import FIRST, MEAN
from exports.excel.subject_sheet import Place
from exports.wording import common_kind, evaluation_kind, labelled, nobody_judges, numbered


def write_summary(
    book: Book, sheet: Worksheet, report: Report, places: Sequence[Place], lists: Sequence[str]
) -> None:
    """Fill the summary, whose figures are formulas over the sheets of the subjects.

    Args:
        sheet: the first of the workbook.
        places: where the figures of each subject stand.
        lists: the names of the other sheets, to which the head leads.
    """
    _ = book.language.gettext
    titles = [width(subject.subject.title) for subject in report.subjects]
    columns = [
        ListColumn(_("Subject ID"), 12, "subject_id"),
        ListColumn(_("Subject"), min(max([20, *titles]), 50), "subject", styles.LIST_WRAPPED),
        ListColumn(_("Kind of evaluation"), 14, "kind"),
        ListColumn(_("Criterion"), 42, "criterion", styles.LIST_WRAPPED),
        ListColumn(_("Mean"), 9, "mean", styles.LIST_MEAN),
        ListColumn(_("Members (n)"), 9, "n", styles.LIST_CENTRED),
        ListColumn(_("Members to judge"), 9, "expected", styles.LIST_CENTRED),
    ]
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    top = _write_head(book, sheet, report, lists)
    rows = (
        row
        for subject, place in zip(report.subjects, places, strict=True)
        for row in _rows(subject, place, book.language)
    )
    count = write_table_at(book, sheet, top, columns, rows, prefix="summary")
    if count:
        # also where the rows are sorted in another way
        other = {"type": "formula", "criteria": f"=$A{top + 2}<>$A{top + 1}", "format": book.rule_above()}
        sheet.conditional_format(top + 1, 0, top + count, len(columns) - 1, other)


def _write_head(book: Book, sheet: Worksheet, report: Report, lists: Sequence[str]) -> int:
    """Write the head from the first row on; give the row after it."""
    _ = book.language.gettext
    info, language = report.info, book.language
    book.text(sheet, 0, 0, info.title, styles.TITLE)
    sheet.set_row_pixels(0, 34)
    facts = [
        (_("Organisation"), info.organisation),
        (_("Kind of evaluation"), common_kind(report, language)),
        (_("Date"), language.date(info.held_on) if info.held_on else ""),
    ]
    texts = [labelled(label, value, language) for label, value in facts if value]
    if not report.subjects:
        texts.append(_("There is no subject yet."))
    for row, text in enumerate(texts, 1):
        book.text(sheet, row, 0, text)
        sheet.set_row_pixels(row, ROW)
    row = len(texts) + 1
    for column, name in enumerate(lists, 1):
        book.link(sheet, row, column, name, f"→ {name}")
    return row + 1


def _rows(subject: SubjectReport, place: Place, language: Language) -> Iterator[list[Cell]]:
    _ = language.gettext
    info, sheet = subject.subject, quoted(place.sheet)
    left: list[Cell] = [info.title, evaluation_kind(info.evaluation_kind, language)]
    lead: Cell = Link(info.id, place.sheet)
    nobody = nobody_judges(subject, language)
    if nobody or not subject.results:
        note = nobody or _("This evaluation takes no points; the comments are on their own sheet.")
        yield [lead, *left, note, None, None, subject.expected]
        return
    for row, result in enumerate(subject.results, place.row):
        title = numbered(subject.rubric.number(result.criterion.id), result.criterion.title, language)
        printed = subject.printed_mean(result)
        value = printed if printed == NO_MEAN else float(printed)
        # absolute: a spreadsheet that sorts the rows would else lead each formula to another row
        cell = xl_rowcol_to_cell(row, MEAN, row_abs=True, col_abs=True)
        mean = Live(f"={sheet}!{cell}", value, subject.rubric.decimals)
        n: Cell = 0
        if place.members:
            marks = xl_range_abs(row, FIRST, row, FIRST + place.members - 1)
            n = Live(f"=COUNT({sheet}!{marks})", result.tally.n)
        yield [lead, *left, title, mean, n, subject.expected]
        # one link a subject is enough to find, and to write
        lead = info.id
