"""The sheet 集計: the head of the evaluation, then a page with a table and a chart for each subject."""

from __future__ import annotations

from evalapp.report import Report
from exports.excel.book import ROW, Book, Worksheet
from exports.excel.subject_block import Layout, write_subject
from exports.wording import common_kind, labelled


def write_summary(book: Book, report: Report, *, named: bool) -> None:
    """Write the summary sheet; ``named`` puts the members' names over their columns."""
    _ = book.language.gettext
    members = max((len(subject.columns) for subject in report.subjects), default=0)
    names = {member.id: member.name for member in report.members} if named else None
    layout = Layout(max(members, 5), names)
    name = _("Summary")
    sheet = book.sheet(name, landscape=layout.wide, head=report.info.title)
    layout.set_columns(sheet)
    row = top = _write_head(book, sheet, report, named=named)
    breaks: list[int] = []
    for index, subject in enumerate(report.subjects):
        if index:
            breaks.append(row)
        # the first page also holds the head of the evaluation, the others repeat its first row
        room = layout.page_height - ROW * (1 if index else top)
        row = write_subject(book, sheet, name, subject, row, layout, room, breaks)
    # Excel keeps breaks beside a fit to the width only: the height must stay open (0)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, max(row - 1, 0), layout.last)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)


def _write_head(book: Book, sheet: Worksheet, report: Report, *, named: bool) -> int:
    """Write the head from the first row; give the row after it."""
    _ = book.language.gettext
    info, language = report.info, book.language
    book.text(sheet, 0, 0, info.title, bold=True, font_size=14)
    sheet.set_row_pixels(0, 34)
    facts = [
        (_("Organisation"), info.organisation),
        (_("Kind of evaluation"), common_kind(report, language)),
        (_("Date"), language.date(info.held_on) if info.held_on else ""),
    ]
    texts = [labelled(label, value, language) for label, value in facts if value]
    if named:
        texts.append(_("With the members' names: for the secretariat only"))
    if not report.subjects:
        texts.append(_("There is no subject yet."))
    for row, text in enumerate(texts, 1):
        book.text(sheet, row, 0, text)
        sheet.set_row_pixels(row, ROW)
    return len(texts) + 2
