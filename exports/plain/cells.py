"""What tables of text have in common: safe cells, and one sign for every state of a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evalapp.mark import Mark, NoPoints
from evalapp.table import Row, Table
from evalapp.table_files import write_csv_table

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Text that a spreadsheet does not take for a formula when it opens the CSV."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def mark_value(mark: Mark) -> int | str | None:
    """The points; ``None`` for a blank, else the state's word."""
    if mark is NoPoints.BLANK:
        return None
    return mark.value if isinstance(mark, NoPoints) else mark


def csv_file(heads: Iterable[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as Japanese spreadsheets open it: UTF-8 with its mark, CRLF line ends."""
    return write_csv_table(
        Table(tuple(heads), tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 2)))
    )
