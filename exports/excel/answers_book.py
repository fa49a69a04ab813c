"""The ANSWERS table of a ballot as a workbook to fill in."""

from __future__ import annotations

from datetime import UTC, datetime

from evalapp.language import Language
from evalapp.table import Table
from exports.excel.book import Book
from exports.excel.listing import ListColumn, write_listing
from exports.excel.styles import LIST_WRAPPED

_WIDTHS = (10, 34, 34, 10, 44, 44, 44)
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


def answers_book(table: Table, language: Language) -> bytes:
    """``table`` as an .xlsx file that ``exports.excel.answers`` reads back; equal tables give equal bytes."""
    _ = language.gettext
    book = Book(language, _("Answers"), _MADE)
    columns = [
        ListColumn(head, width, f"column_{number}", LIST_WRAPPED)
        for number, (head, width) in enumerate(zip(table.heads, _WIDTHS, strict=True), 1)
    ]
    rows = ([_cell(cell) for cell in row.cells] for row in table.rows)
    write_listing(book, _("Answers"), columns, rows, title=_("Answers"), prefix="answers")
    return book.bytes()


def _cell(value: object) -> str | int | None:
    return value if isinstance(value, int) or value is None else str(value)
