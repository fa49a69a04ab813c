"""Filled sheets become tables that know their places: what set-up and texts workbooks share in reading."""

from __future__ import annotations

from collections.abc import Iterable

from evalapp.errors import EvalError
from evalapp.fields import Located
from evalapp.mark import normalised
from exports.excel.guard import Sheet
from exports.excel.sheet_xml import Value, column_letters
from exports.excel.table_cells import is_filled, understood
from exports.excel.table_sheets import GUIDE_NAMES, Column, Kind, TableSheet, table_among


def sheets_by_table(sheets: Iterable[Sheet], tables: Iterable[TableSheet], name: str) -> dict[str, Sheet]:
    """The sheets of a workbook by the keys of their tables; the guide and empty sheets are left out.

    Args:
        sheets: all of the workbook.
        tables: those it may have.
        name: as sentences name the file.

    Raises:
        EvalError: ``setup-unknown-key`` (where, key) for a sheet that is none of them, ``setup-duplicate``
            (where, found) for one that comes twice.
    """
    found: dict[str, Sheet] = {}
    known = tuple(tables)
    guides = [normalised(guide) for guide in GUIDE_NAMES]
    for sheet in sheets:
        table = table_among(known, sheet.name)
        if table is None:
            if any(map(is_filled, (cell for row in sheet.rows for cell in row))) and (
                normalised(sheet.name) not in guides
            ):
                raise EvalError("setup-unknown-key", where=name, key=sheet.name)
        elif table.key in found:
            raise EvalError("setup-duplicate", where=name, found=sheet.name)
        else:
            found[table.key] = sheet
    return found


def read_entries(table: TableSheet, sheet: Sheet, empty: Iterable[str] = ()) -> Located:
    """A sheet with a row a key: key, value, and an explanation that is not read.

    Args:
        table: what may stand there.
        sheet: as read.
        empty: keys whose rows count as given, as empty text, also where their cells are empty.

    Raises:
        EvalError: ``setup-unknown-key``, ``setup-duplicate``, and what ``understood`` refuses.
    """
    values = Located(sheet.name)
    for number, row in enumerate(sheet.rows, 1):
        key, value = (*row[:2], None, None)[:2]
        if not is_filled(key):
            if is_filled(value):
                raise EvalError("setup-unknown-key", where=f"{sheet.name}!B{number}", key=str(value)[:60])
            continue
        column = table.column(str(key))
        if column is None:
            if number == 1:
                continue
            raise EvalError("setup-unknown-key", where=f"{sheet.name}!A{number}", key=str(key)[:60])
        if column.key in values:
            raise EvalError("setup-duplicate", where=sheet.name, found=str(key)[:60])
        if is_filled(value):
            values[column.key] = understood(value, column, f"{sheet.name}!B{number}")
        elif column.key in empty:
            values[column.key] = ""
    return values


def read_lines(table: TableSheet, sheet: Sheet, *, whole: bool = False) -> list[Located]:
    """The rows of a table under their heads; rows without anything that is read are left out.

    Args:
        table: what may stand there.
        sheet: as read.
        whole: no column may be missing, as where what is not there would count as removed.

    Raises:
        EvalError: ``setup-unknown-key`` for a head that is not known or a cell without a head,
            ``setup-duplicate`` for a head that comes twice, ``setup-missing`` for a column that a whole table
            lacks, and what ``understood`` refuses.
    """
    rows = [(number, row) for number, row in enumerate(sheet.rows, 1) if any(map(is_filled, row))]
    columns = _columns(table, sheet.name, rows[0][1]) if rows else []
    for needed in table.columns if whole else ():
        if needed not in columns and needed.kind is not Kind.SHOWN:
            raise EvalError("setup-missing", where=sheet.name, key=needed.key)
    lines = []
    for number, row in rows[1:]:
        values = Located(f"{sheet.name}!{number}")
        for index, cell in enumerate(row):
            if cell is None or not is_filled(cell):
                continue
            where = f"{sheet.name}!{column_letters(index + 1)}{number}"
            column = columns[index] if index < len(columns) else None
            if column is None:
                raise EvalError("setup-unknown-key", where=where, key=str(cell)[:60])
            if column.kind is not Kind.SHOWN:
                values[column.key] = understood(cell, column, where)
        if values:
            lines.append(values)
    return lines


def _columns(table: TableSheet, name: str, heads: tuple[Value | None, ...]) -> list[Column | None]:
    columns: list[Column | None] = []
    for head in heads:
        column = table.column(str(head)) if is_filled(head) else None
        if column is None and is_filled(head):
            raise EvalError("setup-unknown-key", where=name, key=str(head)[:60])
        if column is not None and column in columns:
            raise EvalError("setup-duplicate", where=name, found=str(head)[:60])
        columns.append(column)
    return columns


def reference(line: Located, key: str, known: Iterable[str]) -> str:
    """Take the id out of ``line`` that must be one of ``known``.

    Raises:
        EvalError: ``setup-missing`` or ``setup-unknown-reference``.
    """
    ids = list(known)
    found = str(line.pop(key, ""))
    if not found:
        raise EvalError("setup-missing", where=line.where, key=key)
    if found not in ids:
        raise EvalError("setup-unknown-reference", where=line.where, key=key, found=found[:60], known=ids)
    return found
