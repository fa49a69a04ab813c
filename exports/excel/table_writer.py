"""Sheets to fill in: heads, hints, values and grids that set-up and texts workbooks share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from evalapp.choice_words import NO, YES
from evalapp.errors import EvalError
from exports.excel.book import ROW, Book, Worksheet, fitted
from exports.excel.table_sheets import NONE, Column, Kind, TableSheet

Place = tuple[int, int, int, int]
"""First row, first column, last row, last column of cells, from 0."""

_ROWS = 500
_GRID: dict[str, object] = {"border": 1, "border_color": "#A6A6A6"}
_HEAD: dict[str, object] = _GRID | {"bold": True, "text_wrap": True}
_REQUIRED = {"bg_color": "#D9D9D9"}
_OPTIONAL = {"bg_color": "#F2F2F2"}
_GREY = {"bg_color": "#EDEDED", "font_color": "#595959"}


class Advice(Protocol):
    """What a workbook says beside and in its cells."""

    def explain(self, table: TableSheet, column: Column) -> str:
        """What to enter in a column."""

    def validate(self, sheet: Worksheet, place: Place, table: TableSheet, column: Column) -> None:
        """Give cells their hint and their list of choices."""


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes the sheets of one workbook.

    Attributes:
        growing: rows are fitted again when somebody writes in them.
    """

    book: Book
    advice: Advice
    growing: bool = False

    def entries(self, table: TableSheet, values: Mapping[str, object]) -> None:
        """Write a sheet with a row a key: key, value, explanation.

        Raises:
            EvalError: ``setup-unknown-key`` (where, key) for a key that has no column.
        """
        book, language = self.book, self.book.language
        _ = language.gettext
        refuse_unknown(values, {column.key for column in table.columns}, table.key)
        sheet = book.sheet(table.name(language), grid=True, growing=self.growing)
        widths = (20, 50, 56)
        for index, head in enumerate((_("Item"), _("Entry"), _("Explanation"))):
            sheet.set_column(index, index, widths[index])
            book.text(sheet, 0, index, head, **_HEAD, **_OPTIONAL)
        sheet.set_row_pixels(0, ROW)
        for row, column in enumerate(table.columns, 1):
            text = self.advice.explain(table, column)
            shade = _REQUIRED if column.required else _OPTIONAL
            book.text(sheet, row, 0, column.head(language), **_HEAD, **shade, valign="top")
            self._value(sheet, row, 1, values.get(column.key), column)
            book.text(sheet, row, 2, text, **_GRID, text_wrap=True, font_size=9, valign="top")
            self.advice.validate(sheet, (row, 1, row, 1), table, column)
            needed = [(text, widths[2]), (_shown(values, column), widths[1])]
            sheet.set_row_pixels(row, max(ROW, fitted(needed)))
        sheet.freeze_panes(1, 1)
        sheet.fit_to_pages(1, 0)

    def table(self, table: TableSheet, rows: Sequence[Mapping[str, object]], least: int = ROW) -> None:
        """Write a sheet with ``rows`` at least ``least`` pixels high under their heads, and room for more.

        Raises:
            EvalError: ``setup-unknown-key`` (where, key) for a key that has no column.
        """
        book, language = self.book, self.book.language
        sheet = book.sheet(table.name(language), landscape=True, grid=True, growing=self.growing)
        keys = {column.key for column in table.columns}
        last = max(_ROWS, len(rows) + 50)
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width, book.format(**_style(column)))
            shade = _REQUIRED if column.required else _OPTIONAL
            book.text(sheet, 0, index, column.head(language), **_HEAD, **shade)
            self.advice.validate(sheet, (1, index, last, index), table, column)
        sheet.set_row_pixels(0, ROW + 6)
        for number, values in enumerate(rows, 1):
            refuse_unknown(values, keys, f"{table.key} {number}")
            for index, column in enumerate(table.columns):
                self._value(sheet, number, index, values.get(column.key), column)
            shown = [(_shown(values, column), column.width) for column in table.columns]
            sheet.set_row_pixels(number, max(least, fitted(shown)))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)

    def _value(self, sheet: Worksheet, row: int, index: int, value: object, column: Column) -> None:
        book, language = self.book, self.book.language
        style = _style(column) | _GRID | (_GREY if column.kind in (Kind.SHOWN, Kind.KEPT) else {})
        if value is None:
            sheet.write_blank(row, index, None, book.format(**style))
        elif isinstance(value, bool):
            book.text(sheet, row, index, (YES if value else NO)[0 if language.code == "ja" else 1], **style)
        elif isinstance(value, date):
            sheet.write_datetime(row, index, value, book.format(**style))
        elif isinstance(value, int | float) and column.kind is Kind.INTEGER:
            sheet.write_number(row, index, value, book.format(**style))
        elif isinstance(value, list):
            words = [column.word(str(item), language) for item in value]
            none = NONE[0 if language.code == "ja" else 1] if column.kind is Kind.CHOICES else ""
            between = "; " if column.kind is Kind.CHOICES else "\n"
            book.text(sheet, row, index, between.join(words) or none, **style)
        else:
            book.text(sheet, row, index, column.word(str(value), language), **style)


def refuse_unknown(table: Mapping[str, object], known: set[str], where: str) -> None:
    """Refuse a key that is not in ``known``.

    Raises:
        EvalError: ``setup-unknown-key`` (where, key).
    """
    for key in table:
        if key not in known:
            raise EvalError("setup-unknown-key", where=where, key=key[:60])


def _shown(values: Mapping[str, object], column: Column) -> str:
    value = values.get(column.key, "")
    if isinstance(value, list) and column.kind is Kind.ORDER:
        return "\n".join(map(str, value))
    return str(value)


def _style(column: Column) -> dict[str, object]:
    """Text stays text, so that an id 1-2 is no date; dates look like dates."""
    match column.kind:
        case Kind.DATE:
            return {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}
        case Kind.INTEGER:
            return {"align": "center", "valign": "top"}
        case Kind.FLAG:
            return {"align": "center", "num_format": "@", "valign": "top"}
        case _:
            return {"num_format": "@", "text_wrap": True, "valign": "top"}
