"""The meaning of one cell of a sheet that people fill in."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from evalapp.choice_words import NO, YES, value_of
from evalapp.errors import EvalError
from evalapp.fields import LocatedText
from evalapp.mark import normalised
from evalapp.table import Formula
from exports.excel.sheet_xml import Value
from exports.excel.table_sheets import NONE, Column, Kind

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "": 0}
_JAPANESE_DATE = re.compile(r"(令和|平成|昭和|)\s*(\d{1,4}|元)年\s*(\d{1,2})月\s*(\d{1,2})日")


def understood(cell: Value | None, column: Column, where: str) -> object:
    """What a filled cell means in its column.

    Words that are no choice, numbers that are no number and texts that are no date come back as they
    are: ``evalapp.setup`` refuses them by name.

    Raises:
        EvalError: ``setup-formula`` (where, key); ``setup-wrong-type`` (where, key, expected) for a date
            or a truth value where text is expected, as when a spreadsheet made a date of ``1-2``.
    """
    if isinstance(cell, Formula):
        raise EvalError("setup-formula", where=where, key=column.key)
    readers = {Kind.DATE: _date, Kind.FLAG: _flag, Kind.INTEGER: _integer}
    if column.kind in readers:
        return readers[column.kind](cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise EvalError("setup-wrong-type", where=where, key=column.key, expected="text")
    if column.kind is Kind.PASSAGE:
        return LocatedText(where, str(cell))
    return _from_text(str(cell), column)


def is_filled(cell: Value | None) -> bool:
    """Whether a cell holds more than space."""
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _from_text(text: str, column: Column) -> object:
    match column.kind:
        case Kind.CHOICE:
            return value_of(text.strip(), column.words)
        case Kind.CHOICES:
            parts = _split(text, r"[;；\n、,，]")
            if len(parts) == 1 and normalised(parts[0]) in map(normalised, NONE):
                return []
            return [value_of(part, column.words) for part in parts]
        case Kind.ORDER:
            return [value_of(part, column.words) for part in _split(text, r"[;；\n、,，]")]
        case Kind.LIST:
            return _split(text, r"[;；\n]")
        case _:
            return text


def _split(text: str, separator: str) -> list[str]:
    return [part.strip() for part in re.split(separator, text) if part.strip()]


def _flag(cell: Value | None) -> object:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int) and cell in (0, 1):
        return bool(cell)
    word = normalised(str(cell))
    if word in map(normalised, YES):
        return True
    return False if word in map(normalised, NO) else str(cell)


def _integer(cell: Value | None) -> object:
    if isinstance(cell, str):
        digits = normalised(cell)
        return int(digits) if re.fullmatch("[0-9]{1,9}", digits) else cell
    return cell if isinstance(cell, int | float) else str(cell)


def _date(cell: Value | None) -> object:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell)
    found = _JAPANESE_DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return text
    year = 1 if found[2] == "元" else int(found[2])
    try:
        return date(_ERAS[found[1]] + year, int(found[3]), int(found[4]))
    except ValueError:
        return text
