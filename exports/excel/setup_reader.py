"""A filled set-up workbook becomes the tables that its TOML shape has."""

from __future__ import annotations

from collections.abc import Iterable

from evalapp.errors import EvalError
from evalapp.fields import Located
from evalapp.mark import normalised
from exports.excel.guard import Sheet, read_workbook
from exports.excel.setup_cells import is_filled, understood
from exports.excel.setup_steps import Steps
from exports.excel.setup_tables import (
    EVALUATION,
    GUIDE_NAMES,
    STEP,
    TABLES,
    Column,
    TableSheet,
    table_named,
)
from exports.excel.sheet_xml import Value, column_letters


def read_setup_book(data: bytes, name: str) -> dict[str, object]:
    """Read a set-up workbook into what ``tomllib`` gives for the same set-up as TOML.

    Heads, tabs and words may be Japanese or English; empty rows and cells are left out; dates come as
    ``date`` or, where they were typed as text that is no Japanese date, as that text. Words that are no
    choice of their column are left for ``evalapp.setup`` to refuse. Each table is a ``Located`` that names
    its sheet and row (``評価対象!5``), the one of the evaluation its sheet.

    Args:
        data: the whole file, untrusted.
        name: as sentences name the file.

    Raises:
        EvalError: ``setup-unknown-key`` (where, key) for a sheet, a head or a cell without a head;
            ``setup-duplicate`` (where, found) for a sheet or head that comes twice; ``setup-formula``
            (where, key); ``setup-wrong-type`` (where, key, expected) for a date or a truth value where
            text is expected; ``setup-missing`` and ``setup-unknown-reference`` for a criterion or step
            without its rubric; and all of ``read_workbook``.
    """
    sheets = _by_table(read_workbook(data, name).sheets, name)
    setup: dict[str, object] = (
        {"evaluation": _evaluation(sheets[EVALUATION.key])} if EVALUATION.key in sheets else {}
    )
    lines = {
        table.key: _lines(table, sheets[table.key])
        for table in TABLES
        if table is not EVALUATION and table.key in sheets
    }
    for key in ("subject", "member", "recusal"):
        if lines.get(key):
            setup[key] = lines[key]
    rubrics = _rubrics(lines)
    if rubrics:
        setup["rubric"] = rubrics
    return setup


def _by_table(sheets: tuple[Sheet, ...], name: str) -> dict[str, Sheet]:
    found: dict[str, Sheet] = {}
    guides = [normalised(guide) for guide in GUIDE_NAMES]
    for sheet in sheets:
        table = table_named(sheet.name)
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


def _evaluation(sheet: Sheet) -> Located:
    """The sheet with one row a key: key, value, and an explanation that is not read."""
    values = Located(sheet.name)
    for number, row in enumerate(sheet.rows, 1):
        key, value = (*row[:2], None, None)[:2]
        if not is_filled(key):
            if is_filled(value):
                raise EvalError("setup-unknown-key", where=f"{sheet.name}!B{number}", key=str(value)[:60])
            continue
        column = EVALUATION.column(str(key))
        if column is None:
            if number == 1:
                continue
            raise EvalError("setup-unknown-key", where=f"{sheet.name}!A{number}", key=str(key)[:60])
        if column.key in values:
            raise EvalError("setup-duplicate", where=sheet.name, found=str(key)[:60])
        if is_filled(value):
            values[column.key] = understood(value, column, f"{sheet.name}!B{number}")
    return values


def _lines(table: TableSheet, sheet: Sheet) -> list[Located]:
    rows = [(number, row) for number, row in enumerate(sheet.rows, 1) if any(map(is_filled, row))]
    if not rows:
        return []
    columns = _columns(table, sheet.name, rows[0][1])
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
            values[column.key] = understood(cell, column, where)
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


def _rubrics(lines: dict[str, list[Located]]) -> list[Located]:
    """The rubrics with their criteria and steps, which have sheets of their own."""
    rubrics = lines.get("rubric", [])
    criteria: dict[str, list[dict[str, object]]] = {str(rubric.get("id", "")): [] for rubric in rubrics}
    for line in lines.get("criterion", []):
        criteria[_reference(line, "rubric", criteria)].append(line)
    steps = Steps()
    for line in lines.get(STEP.key, []):
        owner = _reference(line, "rubric", criteria)
        known = [str(criterion.get("id", "")) for criterion in criteria[owner]]
        about = _reference(line, "criterion", known) if "criterion" in line else ""
        steps.add(owner, about, str(line.pop("evaluation_kind", "")), line)
    for rubric in rubrics:
        own = criteria[str(rubric.get("id", ""))]
        steps.put_into(rubric, own)
        if own:
            rubric["criteria"] = own
    return rubrics


def _reference(line: Located, key: str, known: Iterable[str]) -> str:
    ids = list(known)
    found = str(line.pop(key, ""))
    if not found:
        raise EvalError("setup-missing", where=line.where, key=key)
    if found not in ids:
        raise EvalError("setup-unknown-reference", where=line.where, key=key, found=found[:60], known=ids)
    return found
