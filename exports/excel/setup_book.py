"""The set-up workbook: an empty one to fill in, a filled one from a set-up, and reading it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from evalapp.language import Language
from exports.excel.book import Book, Worksheet
from exports.excel.setup_guide import explanation, write_guide
from exports.excel.setup_lists import add_list
from exports.excel.setup_reader import read_setup_book
from exports.excel.setup_steps import step_rows
from exports.excel.setup_tables import EVALUATION, TABLES
from exports.excel.table_sheets import Column, TableSheet
from exports.excel.table_writer import Place, TableWriter, refuse_unknown

__all__ = ["read_setup_book", "setup_book", "setup_template"]

_MADE_AT = datetime(2020, 1, 1)  # noqa: DTZ001 - a constant: the same set-up gives the same bytes


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
    refuse_unknown(setup, known, "set-up")
    book = Book(language, _("Set-up of an evaluation"), _MADE_AT)
    write_guide(book)
    rows = _rows(setup)
    writer = TableWriter(book, _SetupAdvice(language))
    for table in TABLES:
        if table is EVALUATION:
            writer.entries(table, rows[table.key][0])
        else:
            writer.table(table, rows[table.key])
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


@dataclass(frozen=True, slots=True)
class _SetupAdvice:
    """What a set-up workbook says of its cells."""

    language: Language

    def explain(self, table: TableSheet, column: Column) -> str:
        return explanation(table, column, self.language)

    def validate(self, sheet: Worksheet, place: Place, table: TableSheet, column: Column) -> None:
        add_list(sheet, place, table, column, self.language)
