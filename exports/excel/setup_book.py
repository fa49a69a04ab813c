"""The set-up workbook: an empty one to fill in, a filled one from a set-up, and reading it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from evalapp.errors import EvalError
from evalapp.language import Language
from exports.excel.book import ROW, Book, Worksheet, fitted
from exports.excel.setup_guide import explanation, write_guide
from exports.excel.setup_lists import add_list
from exports.excel.setup_reader import read_setup_book
from exports.excel.setup_steps import step_rows
from exports.excel.setup_tables import EVALUATION, NO, NONE, TABLES, YES, Column, Kind, TableSheet

__all__ = ["read_setup_book", "setup_book", "setup_template"]

_MADE_AT = datetime(2020, 1, 1)  # noqa: DTZ001 - a constant: the same set-up gives the same bytes
_ROWS = 500
_GRID: dict[str, object] = {"border": 1, "border_color": "#A6A6A6"}
_HEAD: dict[str, object] = _GRID | {"bold": True, "text_wrap": True}
_REQUIRED = {"bg_color": "#D9D9D9"}
_OPTIONAL = {"bg_color": "#F2F2F2"}


def setup_template(language: Language) -> bytes:
    """An empty set-up workbook: a guide, and a sheet for each table with heads and drop-down lists."""
    return setup_book({}, language)


def setup_book(setup: Mapping[str, object], language: Language) -> bytes:
    """A set-up workbook filled with ``setup``.

    Args:
        setup: tables in the shape that ``read_setup_book`` and ``tomllib`` give.
        language: of tabs, heads, words and explanations.

    Raises:
        EvalError: ``setup-unknown-key`` (where, key) for a key that has no column.
    """
    _ = language.gettext
    known = {table.key for table in TABLES} - {"step", "criterion"}
    _refuse_unknown(setup, known, "set-up")
    book = Book(language, _("Set-up of an evaluation"), _MADE_AT)
    write_guide(book)
    rows = _rows(setup)
    for table in TABLES:
        if table is EVALUATION:
            _write_evaluation(book, table, rows[table.key][0])
        else:
            _write_table(book, table, rows[table.key])
    return book.bytes()


def _rows(setup: Mapping[str, object]) -> dict[str, list[Mapping[str, object]]]:
    """The rows of every sheet."""
    evaluation = setup.get("evaluation", {})
    rows = {table.key: _tables(setup.get(table.key)) for table in TABLES}
    rows[EVALUATION.key] = [evaluation if isinstance(evaluation, Mapping) else {}]
    rubrics = rows["rubric"]
    rows["rubric"] = [_without(rubric, "steps", "criteria") for rubric in rubrics]
    rows["step"] = [step for rubric in rubrics for step in step_rows(rubric)]
    rows["criterion"] = [
        {"rubric": rubric.get("id", "")} | _without(criterion, "steps", "steps_by_kind")
        for rubric in rubrics
        for criterion in _tables(rubric.get("criteria"))
    ]
    return rows


def _tables(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _without(table: Mapping[str, object], *keys: str) -> dict[str, object]:
    return {key: value for key, value in table.items() if key not in keys}


def _refuse_unknown(table: Mapping[str, object], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise EvalError("setup-unknown-key", where=where, key=key[:60])


def _write_evaluation(book: Book, table: TableSheet, values: Mapping[str, object]) -> None:
    """Write the sheet with a row a key: key, value, explanation."""
    _ = book.language.gettext
    _refuse_unknown(values, {column.key for column in table.columns}, table.key)
    sheet = book.sheet(table.name(book.language), grid=True)
    widths = (20, 50, 56)
    for index, head in enumerate((_("Item"), _("Entry"), _("Explanation"))):
        sheet.set_column(index, index, widths[index])
        book.text(sheet, 0, index, head, **_HEAD, **_OPTIONAL)
    sheet.set_row_pixels(0, ROW)
    for row, column in enumerate(table.columns, 1):
        text = explanation(table, column, book.language)
        shade = _REQUIRED if column.required else _OPTIONAL
        book.text(sheet, row, 0, column.head(book.language), **_HEAD, **shade, valign="top")
        _write_value(book, sheet, row, 1, values.get(column.key), column)
        book.text(sheet, row, 2, text, **_GRID, text_wrap=True, font_size=9, valign="top")
        add_list(sheet, (row, 1, row, 1), table, column, book.language)
        sheet.set_row_pixels(row, max(ROW, fitted([(text, widths[2]), (_shown(values, column), widths[1])])))
    sheet.freeze_panes(1, 1)
    sheet.fit_to_pages(1, 0)


def _shown(values: Mapping[str, object], column: Column) -> str:
    return str(values.get(column.key, ""))


def _write_table(book: Book, table: TableSheet, rows: Sequence[Mapping[str, object]]) -> None:
    sheet = book.sheet(table.name(book.language), landscape=True, grid=True)
    keys = {column.key for column in table.columns}
    last = max(_ROWS, len(rows) + 50)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, book.format(**_style(column)))
        shade = _REQUIRED if column.required else _OPTIONAL
        book.text(sheet, 0, index, column.head(book.language), **_HEAD, **shade)
        add_list(sheet, (1, index, last, index), table, column, book.language)
    sheet.set_row_pixels(0, ROW + 6)
    for number, values in enumerate(rows, 1):
        _refuse_unknown(values, keys, f"{table.key} {number}")
        for index, column in enumerate(table.columns):
            _write_value(book, sheet, number, index, values.get(column.key), column)
        shown = [(_shown(values, column), column.width) for column in table.columns]
        sheet.set_row_pixels(number, max(ROW, fitted(shown)))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


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


def _write_value(book: Book, sheet: Worksheet, row: int, index: int, value: object, column: Column) -> None:
    style = _style(column) | _GRID
    language = book.language
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
        book.text(
            sheet, row, index, ("\n" if column.kind is Kind.LIST else "; ").join(words) or none, **style
        )
    else:
        book.text(sheet, row, index, column.word(str(value), language), **style)
