"""The sheet 記入要領: how a workbook is filled in, and what stands in each of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exports.excel.book import ROW, Book, Worksheet, fitted
from exports.excel.table_sheets import GUIDE_NAMES, Column, TableSheet

_GRID: dict[str, object] = {"border": 1, "border_color": "#A6A6A6", "valign": "top", "text_wrap": True}
_WIDTHS = (16, 26, 10, 76)


def columns_guide(
    book: Book,
    title: str,
    notes: Sequence[str],
    tables: Sequence[TableSheet],
    explain: Callable[[TableSheet, Column], str],
) -> tuple[Worksheet, int]:
    """Write the guide: ``notes``, then a list of all columns; give its sheet and the first free row."""
    language = book.language
    _ = language.gettext
    sheet = book.sheet(GUIDE_NAMES[0 if language.code == "ja" else 1])
    for index, size in enumerate(_WIDTHS):
        sheet.set_column(index, index, size)
    book.text(sheet, 0, 0, title, bold=True, font_size=14)
    sheet.set_row_pixels(0, 34)
    for row, note in enumerate(notes, 1):
        book.text(sheet, row, 0, note)
        sheet.set_row_pixels(row, ROW)
    row = len(notes) + 2
    guide_row(book, sheet, row, (_("Sheet"), _("Column"), _("Required"), _("Explanation")), head=True)
    for table in tables:
        for position, column in enumerate(table.columns):
            row += 1
            text = explain(table, column)
            name = table.name(language) if position == 0 else ""
            head = column.head(language).removesuffix(" *")
            guide_row(book, sheet, row, (name, head, "*" if column.required else "", text))
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(len(notes) + 2)
    return sheet, row + 1


def guide_row(book: Book, sheet: Worksheet, row: int, cells: Sequence[str], *, head: bool = False) -> None:
    """Write one row of a list on the guide."""
    style = _GRID | ({"bold": True, "bg_color": "#D9D9D9"} if head else {})
    for index, cell in enumerate(cells):
        book.text(sheet, row, index, cell, **style)
    if not head:
        sheet.set_row_pixels(row, fitted(zip(cells, _WIDTHS, strict=False)))
