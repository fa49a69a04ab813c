"""A flat sheet: a head row, then one row an item; frozen, filtered, no merged cells, ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.excel.book import LINE, Book, fitted, is_plain, lines, xl_col_to_name

_HEAD: dict[str, object] = {
    "bold": True,
    "bg_color": "#E7E6E6",
    "border": 1,
    "border_color": "#7F7F7F",
    "text_wrap": True,
    "align": "center",
}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a listing.

    Attributes:
        head: as printed.
        width: in column units.
        key: completes the defined name of the column's cells, ``marks_points``.
        style: format properties of its cells.
    """

    head: str
    width: float
    key: str
    style: tuple[tuple[str, object], ...] = ()


def write_listing(
    book: Book,
    name: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[str | int | None]],
    *,
    title: str,
    prefix: str,
) -> int:
    """Write a sheet ``name`` with ``rows`` under the heads of ``columns``; give the number of rows.

    The defined name ``prefix`` is the whole table with its head, ``prefix_key`` a column without it.
    """
    sheet = book.sheet(name, landscape=True, head=title)
    styles = []
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        book.text(sheet, 0, index, column.head, **_HEAD)
        styles.append({"valign": "top", "bottom": 4, "bottom_color": "#A6A6A6", **dict(column.style)})
    sheet.set_row_pixels(0, LINE * max(lines(column.head, column.width - 4) for column in columns) + 8)
    count = 0
    wrapped = [index for index, style in enumerate(styles) if style.get("text_wrap")]
    sheet.set_default_row(18)
    formats = [book.format(**style) for style in styles]
    # most texts of a large table are the same few: they are looked at once
    plain: set[str] = set()
    for count, cells in enumerate(rows, 1):
        for index, value in enumerate(cells):
            if value in plain:
                sheet.write_string(count, index, value, formats[index])
            elif value is None:
                sheet.write_blank(count, index, None, formats[index])
            elif isinstance(value, int):
                sheet.write_number(count, index, value, formats[index])
            else:
                book.text(sheet, count, index, value, **styles[index])
                if not wrapped and is_plain(value):
                    plain.add(value)
        if wrapped:
            height = fitted((str(cells[index]), columns[index].width) for index in wrapped)
            sheet.set_row_pixels(count, height)
    last = len(columns) - 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, last)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, count, last)
    quoted = f"'{name}'"
    book.define(prefix, f"{quoted}!$A$1:${xl_col_to_name(last)}${count + 1}")
    for index, column in enumerate(columns):
        letter = xl_col_to_name(index)
        book.define(f"{prefix}_{column.key}", f"{quoted}!${letter}$2:${letter}${max(count, 1) + 1}")
    return count
