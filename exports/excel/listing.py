"""A flat table: a head row, then one row an item; frozen, filtered, no merged cells, ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.excel.book import (
    LINE,
    Book,
    Worksheet,
    fitted,
    is_plain,
    lines,
    number_format,
    xl_col_to_name,
    xl_range_abs,
)
from exports.excel.sheet_names import quoted
from exports.excel.styles import LIST, LIST_LINK, LIST_WRAPPED, TABLE_HEAD, CellStyle


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a listing.

    Attributes:
        head: as printed.
        width: in column units.
        key: completes the defined name of the column's cells, ``marks_points``.
        style: of its cells.
    """

    head: str
    width: float
    key: str
    style: CellStyle = LIST


@dataclass(frozen=True, slots=True)
class Live:
    """A cell with a formula.

    Attributes:
        formula: begins with ``=``.
        value: what it gives: stored beside it, for readers that do not calculate.
        decimals: digits after the point that are shown.
    """

    formula: str
    value: str | float
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to the sheet ``target``."""

    text: str
    target: str


Cell = str | int | None | Live | Link


def write_listing(
    book: Book,
    name: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str,
    prefix: str,
) -> int:
    """Write a sheet ``name`` with ``rows`` under the heads of ``columns``; give the number of rows.

    The defined name ``prefix`` is the whole table with its head, ``prefix_key`` a column without it.
    """
    sheet = book.sheet(name, landscape=True, head=title)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    return write_table_at(book, sheet, 0, columns, rows, prefix=prefix)


def write_table_at(
    book: Book,
    sheet: Worksheet,
    top: int,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Cell]],
    *,
    prefix: str,
) -> int:
    """The table of ``write_listing`` from row ``top`` of a sheet on, which holds no other."""
    for index, column in enumerate(columns):
        book.text(sheet, top, index, column.head, TABLE_HEAD)
    height = LINE * max(lines(column.head, column.width - 4) for column in columns) + 8
    sheet.set_row_pixels(top, height)
    last, end = len(columns) - 1, _write_rows(book, sheet, top, columns, rows)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, end, last)
    sheet.repeat_rows(top)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, end, last)
    place = quoted(sheet.get_name())
    book.define(prefix, f"{place}!{xl_range_abs(top, 0, end, last)}")
    for index, column in enumerate(columns):
        letter = xl_col_to_name(index)
        # a table without rows has one empty row
        book.define(
            f"{prefix}_{column.key}", f"{place}!${letter}${top + 2}:${letter}${max(end, top + 1) + 1}"
        )
    return end - top


def _write_rows(
    book: Book, sheet: Worksheet, top: int, columns: Sequence[ListColumn], rows: Iterable[Sequence[Cell]]
) -> int:
    """Write ``rows`` below the head in row ``top``; give the last row written."""
    styles = [column.style for column in columns]
    formats = [book.format(style) for style in styles]
    wrapped = [index for index, style in enumerate(styles) if style is LIST_WRAPPED]
    sheet.set_default_row(18)
    # most texts of a large table are the same few: they are looked at once
    plain: set[str] = set()
    row = top
    for row, cells in enumerate(rows, top + 1):
        for index, value in enumerate(cells):
            if value in plain:
                sheet.write_string(row, index, value, formats[index])
            elif value is None:
                sheet.write_blank(row, index, None, formats[index])
            elif isinstance(value, int):
                sheet.write_number(row, index, value, formats[index])
            elif isinstance(value, Link):
                book.link(sheet, row, index, value.target, value.text, LIST_LINK)
            elif isinstance(value, Live):
                cell = book.format(styles[index], num_format=number_format(value.decimals))
                sheet.write_formula(row, index, value.formula, cell, value.value)
            else:
                book.text(sheet, row, index, value, styles[index])
                if is_plain(value):
                    plain.add(value)
        if wrapped:
            texts = ((cells[index], columns[index].width) for index in wrapped)
            height = fitted((text if isinstance(text, str) else "", units) for text, units in texts)
            sheet.set_row_pixels(row, height)
    return row
