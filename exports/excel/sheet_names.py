"""Names of sheets and of ranges, made from ids within the rules of Excel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from evalapp.mark import normalised
from evalapp.text import utf16_units

LIMIT = 31
"""Longest name of a sheet in UTF-16 units."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = ("History", "履歴", "TRUE", "FALSE")
"""Excel keeps the name of its list of changes for itself, in English and in Japanese; and XlsxWriter puts no
apostrophes around a truth value."""


def sheet_names(ids: Iterable[str], taken: Iterable[str]) -> list[str]:
    """A sheet's name for each of ``ids``: the id itself where it may be one.

    All differ, from each other and from ``taken``, in more than case and width.
    """
    seen = {normalised(name) for name in (*taken, *_RESERVED)}
    return [_free(cut(_FORBIDDEN.sub("_", _plain(id_)).strip("'") or "_", LIMIT), seen) for id_ in ids]


def range_names(ids: Iterable[str]) -> list[str]:
    """What follows the prefix of a defined name, ``means_…``, for each of ``ids``: letters, digits, dots, _.

    All differ in more than case and width.
    """
    seen: set[str] = set()
    return [_free("".join(sign if _in_name(sign) else "_" for sign in id_), seen) for id_ in ids]


def quoted(sheet: str) -> str:
    """A sheet's name as formulas have it."""
    return "'" + sheet.replace("'", "''") + "'"


def cut(text: str, units: int) -> str:
    """As much of ``text`` as takes ``units`` UTF-16 units."""
    text = text[:units]
    while utf16_units(text) > units:
        text = text[:-1]
    return text


def _plain(id_: str) -> str:
    """``id_`` with ① and Ⅳ as 1 and IV: XlsxWriter takes them for letters, Excel need not."""
    return "".join(
        unicodedata.normalize("NFKC", sign) if unicodedata.category(sign) in ("No", "Nl") else sign
        for sign in id_
    )


def _in_name(sign: str) -> bool:
    # beyond the basic plane Excel is not sure to take a letter for one
    return sign in "._" or (sign <= "\uffff" and unicodedata.category(sign) in _LETTERS)


_LETTERS = frozenset({"Lu", "Ll", "Lo", "Lm", "Nd"})


def _free(name: str, seen: set[str]) -> str:
    number, found = 1, name
    while normalised(found) in seen:
        number += 1
        tail = f"_{number}"
        found = cut(name, LIMIT - len(tail)) + tail
    seen.add(normalised(found))
    return found
