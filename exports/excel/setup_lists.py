"""Drop-down lists and hints in the cells of a set-up workbook."""

from __future__ import annotations

from evalapp.choice_words import NO, YES
from evalapp.language import Language
from evalapp.rubric_data import shipped_rubric_ids
from exports.excel.book import Worksheet
from exports.excel.setup_guide import explanation
from exports.excel.setup_tables import MEMBER, RUBRIC, SUBJECT
from exports.excel.table_sheets import Column, Kind, TableSheet

_REFERENCES = {
    ("recusal", "member"): MEMBER,
    ("recusal", "subject"): SUBJECT,
    ("step", "rubric"): RUBRIC,
    ("criterion", "rubric"): RUBRIC,
}


def add_list(
    sheet: Worksheet, place: tuple[int, int, int, int], table: TableSheet, column: Column, language: Language
) -> None:
    """Give the cells of ``place`` (first row, column, last row, column) a hint and, for a choice, a list.

    Only choices and numbers refuse other entries; reading checks everything anyway.
    """
    options: dict[str, object] = {
        "input_title": column.head(language)[:32],
        "input_message": explanation(table, column, language)[:255],
        "ignore_blank": True,
    }
    if column.kind is Kind.CHOICE:
        options |= {"validate": "list", "source": [column.word(value, language) for value in column.words]}
    elif column.kind is Kind.FLAG:
        index = 0 if language.code == "ja" else 1
        options |= {"validate": "list", "source": [YES[index], NO[index]]}
    elif column.kind is Kind.INTEGER:
        most = 3 if column.key == "decimals" else 1_000
        options |= {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": most}
    elif column.key == "rubric" and table.key in ("evaluation", "subject"):
        options |= {"validate": "list", "source": list(shipped_rubric_ids()), "show_error": False}
    elif (table.key, column.key) in _REFERENCES:
        other = _REFERENCES[table.key, column.key].name(language)
        options |= {"validate": "list", "source": f"='{other}'!$A$2:$A$500", "show_error": False}
    else:
        options |= {"validate": "any"}
    sheet.data_validation(*place, options)
