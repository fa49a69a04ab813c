"""How a fault in a set-up or texts file names its place, key and choices: as they stand in that file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evalapp.errors import EvalError
from evalapp.language import N_, Language
from exports.excel import setup_tables, texts_tables
from exports.excel.table_sheets import Column

WORDS = frozenset(
    (
        N_("set-up"),
        N_("evaluation"),
        N_("subject"),
        N_("member"),
        N_("recusal"),
        N_("rubric"),
        N_("criterion"),
        N_("criteria"),
        N_("step"),
        N_("plain text"),
        N_("list"),
        N_("table"),
        N_("true or false"),
        N_("texts file"),
        N_("top level"),
        N_("report"),
        N_("headings"),
        N_("recommendation"),
        N_("review"),
        N_("finding"),
        N_("meeting"),
    )
)
_WORD = re.compile("|".join([*(word for word in sorted(WORDS) if " " in word), "[a-z-]+"]))
_TABS = {name for table in texts_tables.TABLES for name in (table.ja, table.en)}
_DOCUMENTS = {
    "set-up": (N_("set-up"), setup_tables.table_named),
    "texts": (N_("texts file"), texts_tables.table_named),
    "draft": (N_("set-up"), setup_tables.table_named),
}


def setup_words(error: EvalError, language: Language) -> Mapping[str, str | list[str]]:
    """The parameters of a fault in a set-up, or another ``document``, that have words of their own.

    A workbook's user reads the sheet, the row and the head (``評価対象!5``, 名称); a TOML file's user reads
    its keys, in Japanese with the word beside them (``title（名称）``).
    """
    params = error.params
    document = str(params.get("document", "set-up"))
    place, key = str(params.get("where", "")), str(params.get("key", ""))
    if error.code.startswith("text-"):
        return {"where": _text_place(place, "draft" if document == "draft" else "texts", language)}
    found: dict[str, str | list[str]] = {"where": _worded(place, language)} if place else {}
    if "expected" in params:
        expected = str(params["expected"])
        found["expected"] = _worded("plain text" if expected == "text" else expected, language)
    found["document"] = language.gettext(_DOCUMENTS[document][0])
    column = _column(place, key, document)
    if column is None:
        return found | ({"key": _worded(key, language)} if error.code == "setup-unknown-reference" else {})
    workbook = "!" in place or document == "draft" or (document == "texts" and place in _TABS)
    head = column.head(language).removesuffix(" *")
    found["key"] = head if workbook else _beside(column.key, head, language)
    allowed = params.get("allowed")
    if isinstance(allowed, list):
        words = {value: column.word(str(value), language) for value in allowed}
        found["allowed"] = [
            word if workbook else _beside(str(value), word, language) for value, word in words.items()
        ]
    return found


def _text_place(where: str, document: str, language: Language) -> str:
    """The place of a text: a workbook's cell, in TOML table and key, in a draft row and column."""
    place, _comma, key = where.rpartition(", ")
    if "!" in where or not place:
        return where
    column = _column(place, key, document)
    head = column.head(language).removesuffix(" *") if column else key
    word = head if document == "draft" else _beside(key, head, language)
    return f"{_worded(place, language)}, {word}"


def _column(place: str, key: str, document: str) -> Column | None:
    last = place.rsplit(", ", maxsplit=1)[-1]
    word = re.match(r"[^!0-9]+", last)
    table = _DOCUMENTS[document][1](word[0].strip()) if word else None
    return next((column for column in table.columns if column.key == key), None) if table else None


def _beside(key: str, word: str, language: Language) -> str:
    return f"{key}（{word}）" if language.code == "ja" and word != key else key


def _worded(text: str, language: Language) -> str:
    def translated(word: re.Match[str]) -> str:
        return language.gettext(word[0]) if word[0] in WORDS else word[0]

    return _WORD.sub(translated, text)
