"""The texts workbook: the joint texts of a report to edit in Excel, and reading them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from evalapp.language import Language
from evalapp.model import Evaluation
from evalapp.texts_kept import KeptTexts
from exports.excel.book import LINE, ROW, Book, Worksheet
from exports.excel.table_sheets import Column, Kind, TableSheet
from exports.excel.table_writer import Place, TableWriter
from exports.excel.texts_guide import explanation, write_guide
from exports.excel.texts_reader import read_texts_book
from exports.excel.texts_rows import texts_rows
from exports.excel.texts_tables import FINDING, JUDGEMENT, RECOMMENDATION, REPORT, TABLES

__all__ = ["TEXTS_LIMIT", "read_texts_book", "texts_book"]

TEXTS_LIMIT = 16 * 2**20
"""Largest texts workbook in bytes."""

_MADE_AT = datetime(2020, 1, 1)  # noqa: DTZ001 - a constant: the same texts give the same bytes

_HEIGHTS = {JUDGEMENT.key: 4 * LINE, RECOMMENDATION.key: 3 * LINE, FINDING.key: 3 * LINE}
"""Least heights of rows in pixels: an empty cell looks like one for a text."""


def texts_book(kept: KeptTexts, evaluation: Evaluation, language: Language) -> bytes:
    """The texts as a workbook to edit, with a row for every joint judgement that the report has.

    Args:
        kept: the texts as they stand; what is read back is held against them.
        evaluation: whose texts they are.
        language: of tabs, heads, words and explanations.
    """
    _ = language.gettext
    book = Book(language, _("Joint texts of the report"), _MADE_AT)
    advice = _Advice(language, write_guide(book, evaluation))
    writer = TableWriter(book, advice, growing=True)
    rows = texts_rows(kept, evaluation, language)
    for table in TABLES:
        if table is REPORT:
            writer.entries(table, rows[table.key][0])
        else:
            writer.table(table, rows[table.key], _HEIGHTS.get(table.key, ROW))
    return book.bytes()


@dataclass(frozen=True, slots=True)
class _Advice:
    """What a texts workbook says of its cells. The texts themselves have no hint: it would cover them."""

    language: Language
    subjects: str

    def explain(self, table: TableSheet, column: Column) -> str:
        return explanation(table, column, self.language)

    def validate(self, sheet: Worksheet, place: Place, table: TableSheet, column: Column) -> None:
        options: dict[str, object] = {
            "input_title": column.head(self.language)[:32],
            "input_message": self.explain(table, column)[:255],
            "ignore_blank": True,
            "validate": "any",
        }
        if column.kind is Kind.CHOICE:
            words = [column.word(value, self.language) for value in column.words]
            options |= {"validate": "list", "source": words}
        elif column.key == "subject":
            options |= {"validate": "list", "source": f"={self.subjects}"}
        elif column.kind is Kind.PASSAGE:
            return
        sheet.data_validation(*place, options)
