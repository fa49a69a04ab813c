"""How a fault in a set-up names its place, key and choices: as they stand in the file the user filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evalapp.errors import EvalError
from evalapp.language import N_, Language
from exports.excel.setup_tables import table_named
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
        N_("text"),
        N_("list"),
        N_("table"),
        N_("true or false"),
    )
)


def setup_words(error: EvalError, language: Language) -> Mapping[str, str | list[str]]:
    """The parameters of a ``setup-…`` fault that have words of their own.

    A workbook's user reads the sheet, the row and the head (``評価対象!5``, 名称); a TOML file's user reads
    its keys, in Japanese with the word beside them (``title（名称）``).
    """
    place = str(error.params.get("where", ""))
    found: dict[str, str | list[str]] = {
        name: _worded(str(error.params[name]), language)
        for name in ("where", "expected")
        if name in error.params
    }
    column = _column(place, str(error.params.get("key", "")))
    if column is None:
        return found
    workbook = "!" in place
    head = column.head(language).removesuffix(" *")
    found["key"] = head if workbook else _beside(column.key, head, language)
    allowed = error.params.get("allowed")
    if isinstance(allowed, list):
        words = {value: column.word(str(value), language) for value in allowed}
        found["allowed"] = [
            word if workbook else _beside(str(value), word, language) for value, word in words.items()
        ]
    return found


def _column(place: str, key: str) -> Column | None:
    last = place.rsplit(", ", maxsplit=1)[-1]
    word = re.match(r"[^!0-9]+", last)
    table = table_named(word[0].strip()) if word else None
    return next((column for column in table.columns if column.key == key), None) if table else None


def _beside(key: str, word: str, language: Language) -> str:
    return f"{key}（{word}）" if language.code == "ja" and word != key else key


def _worded(text: str, language: Language) -> str:
    def translated(word: re.Match[str]) -> str:
        return language.gettext(word[0]) if word[0] in WORDS else word[0]

    return re.sub(r"true or false|[a-z-]+", translated, text)
