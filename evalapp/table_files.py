"""Tables from CSV and JSON files. (Excel files are read in ``exports.excel``.)"""

from __future__ import annotations

import csv
import io
import json
from itertools import islice

from evalapp.errors import EvalError
from evalapp.table import Row, Table

MAX_ROWS = 100_000
MAX_COLUMNS = 100
"""Largest table: 100 subjects judged by 100 members on seven criteria are within."""

_MAX_VALUES = 2_000_000
"""Most values of a file that are built before anything is understood: separators are counted first."""


def read_csv_table(data: bytes) -> Table:
    """A table from comma- or tab-separated text in UTF-8, UTF-16 or the Shift_JIS that Excel writes in Japan.

    Raises:
        EvalError: ``table-not-text``, ``table-broken``, ``table-too-large`` ….
    """
    text = _decoded(data)
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    if text.count(delimiter) > _MAX_VALUES:
        _check_size(_MAX_VALUES, 0)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = list(islice(reader, MAX_ROWS + 1))
    except csv.Error as error:
        raise EvalError("table-broken", line=reader.line_num) from error
    _check_size(len(lines), max(map(len, lines), default=0))
    filled = [(number, line) for number, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not filled:
        raise EvalError("answers-empty")
    heads = tuple(filled[0][1])
    rows = []
    for number, line in filled[1:]:
        if any(cell.strip() for cell in line[len(heads) :]):
            raise EvalError("table-long-row", row=number)
        cells = [cell if cell.strip() else None for cell in line[: len(heads)]]
        rows.append(Row(number, (*cells, *[None] * (len(heads) - len(cells)))))
    return Table(heads, tuple(rows))


def write_csv_table(table: Table) -> bytes:
    """A table as CSV that a Japanese Excel opens as it should: UTF-8 with its mark, CRLF line ends."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(table.heads)
    writer.writerows(row.cells for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def read_json_table(data: bytes) -> Table:
    """A table from a JSON list of objects, or from ``{"answers": [...]}``.

    Raises:
        EvalError: ``table-not-text``, ``table-broken``, ``table-too-large`` ….
    """
    if data.count(b",") + data.count(b"{") + data.count(b"[") > _MAX_VALUES:
        _check_size(_MAX_VALUES, 0)
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise EvalError("table-not-text") from error
    except (ValueError, RecursionError) as error:
        raise EvalError("table-broken", line=getattr(error, "lineno", 1)) from error
    if isinstance(value, dict):
        value = value.get("answers")
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise EvalError("table-no-list")
    _check_size(len(value), max(map(len, value), default=0))
    heads = tuple(dict.fromkeys(str(key) for item in value for key in item))
    _check_size(len(value), len(heads))
    rows = []
    for number, item in enumerate(value, 1):
        cells = tuple(item.get(head) for head in heads)
        if any(isinstance(cell, dict | list) for cell in cells):
            raise EvalError("table-nested", item=number)
        if any(cell is not None and cell != "" for cell in cells):
            rows.append(Row(number, cells))
    return Table(heads, tuple(rows))


def _check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise EvalError("table-too-large", rows=MAX_ROWS, columns=MAX_COLUMNS)


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise EvalError("table-not-text")
