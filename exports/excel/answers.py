"""The raw table of answers in a workbook; ``evalapp.answers`` understands it."""

from __future__ import annotations

from evalapp.errors import EvalError
from evalapp.table import Formula, Row, Table
from exports.excel.guard import Sheet, Workbook, read_workbook
from exports.excel.sheet_xml import Value

_SHEET_NAMES = ("回答", "answers")


def read_answers_table(data: bytes, name: str) -> Table:
    """The table on the sheet 回答 (or ``answers``), otherwise on the first visible sheet that is not empty.

    Its first filled row is the head; rows without anything are left out. Cells under an empty head must
    be empty.

    Args:
        data: the whole file, untrusted.
        name: as sentences name the file.

    Raises:
        EvalError: ``answers-empty`` without any filled cell; ``table-long-row`` (row) for a cell without
            a head; ``answers-formula`` (head) for a formula in the head; and all of ``read_workbook``.
    """
    sheet = _sheet(read_workbook(data, name))
    filled = [(number, row) for number, row in enumerate(sheet.rows, 1) if any(map(_is_filled, row))]
    if not filled:
        raise EvalError("answers-empty")
    heads = tuple(_head(cell) for cell in filled[0][1])
    while heads and not heads[-1]:
        heads = heads[:-1]
    return Table(heads, tuple(_row(number, row, heads) for number, row in filled[1:]))


def _sheet(book: Workbook) -> Sheet:
    for sheet in book.sheets:
        if sheet.name.strip().casefold() in _SHEET_NAMES:
            return sheet
    shown = [sheet for sheet in book.sheets if sheet.rows and not sheet.hidden]
    return shown[0] if shown else book.sheets[0]


def _row(number: int, row: tuple[Value | None, ...], heads: tuple[str, ...]) -> Row:
    cells = [cell if _is_filled(cell) else None for cell in row]
    cells += [None] * (len(heads) - len(cells))
    if any(
        cell is not None and not head for cell, head in zip(cells, [*heads, *[""] * len(cells)], strict=False)
    ):
        raise EvalError("table-long-row", row=number)
    return Row(number, tuple(cells[: len(heads)]))


def _head(cell: Value | None) -> str:
    if isinstance(cell, Formula):
        raise EvalError("answers-formula", head=cell.text[:60])
    return "" if cell is None else str(cell).strip()


def _is_filled(cell: Value | None) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())
