"""A CSV file of the app's own as a spreadsheet opens it: what a window shows before it is passed on."""

from __future__ import annotations

import csv
import io
import unicodedata
from itertools import islice

from exports.excel.looks import Look
from exports.excel.preview import MOST_ROWS, Cell, SheetPreview

_HEAD = Look(bold=True, points=10, ground="#f2f2f2")
_BODY = Look(points=10)
_SIGN = 7.5
_WIDEST, _NARROWEST, _HIGH = 420.0, 56.0, 24.0


def csv_preview(data: bytes, name: str) -> SheetPreview:
    """The first rows of a CSV file; line breaks within a cell are shown as spaces.

    Args:
        data: the whole file.
        name: of the sheet.
    """
    text = data.decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""))
    rows = [[" ".join(cell.split()) for cell in row] for row in islice(reader, MOST_ROWS)]
    columns = max(map(len, rows), default=0)
    cells = {
        (number, column): Cell(cell, _BODY if number else _HEAD)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    }
    widths = (max(_width(row[column]) for row in rows if column < len(row)) for column in range(columns))
    return SheetPreview(
        name, tuple(widths), (_HIGH,) * len(rows), cells, (), len(rows) + sum(1 for _row in reader)
    )


def _width(text: str) -> float:
    signs = sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text[:60])
    return min(max(signs * _SIGN + 16, _NARROWEST), _WIDEST)
