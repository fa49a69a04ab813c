"""Blocks of cells as spreadsheets put them on the clipboard, and the order in which people sort."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from evalapp.errors import EvalError
from evalapp.table_files import MAX_COLUMNS
from evalapp.text import cleaned

MAX_BLOCK_ROWS = 2_000
"""Most rows that are pasted at once."""

Block = tuple[tuple[str, ...], ...]
"""Rows of cells."""

_DIGITS = re.compile(r"([0-9]+)")


def read_block(text: str) -> Block:
    """The cells of tab-separated text as Excel and LibreOffice copy it: quoted cells may hold line ends.

    Signs that nobody sees are taken out; line ends and tabs inside a cell become one space. Empty rows at the
    end do not count.

    Raises:
        EvalError: ``paste-too-large``.
    """
    cells = cleaned(text).text
    try:
        rows = _split(cells, quoted=True)
    except csv.Error:  # a quotation mark that stands for itself: what no spreadsheet writes
        rows = _split(cells, quoted=False)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MAX_BLOCK_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise EvalError("paste-too-large", rows=MAX_BLOCK_ROWS, columns=MAX_COLUMNS)
    return tuple(rows)


def write_block(block: Block) -> str:
    """Cells as tab-separated text that spreadsheets take; ``read_block`` gives them back."""
    stream = io.StringIO(newline="")
    csv.writer(stream, "excel-tab", lineterminator="\n").writerows(block)
    return stream.getvalue()


def one_line(text: str) -> str:
    """``text`` with one space in place of line ends and tabs, and none around it."""
    return re.sub(r"[ \t]*[\n\t][\n\t ]*", " ", text.strip())


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """What to sort by so that m2 stands before m10, whatever the width and case of letters and digits."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part)
        for part in _DIGITS.split(plain)
        if part
    )


def _split(text: str, *, quoted: bool) -> list[tuple[str, ...]]:
    lines = io.StringIO(text, newline="")
    if quoted:
        reader = csv.reader(lines, "excel-tab", strict=True)
    else:
        reader = csv.reader(lines, "excel-tab", strict=True, quoting=csv.QUOTE_NONE)
    return [tuple(map(one_line, row)) for row in reader]
