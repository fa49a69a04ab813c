"""Reading a set-up's tables: every value is checked here once, and every fault is named by place and key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Self, TypeVar

from evalapp.dates import parse_day
from evalapp.errors import EvalError
from evalapp.mark import normalised
from evalapp.text import check_line, check_text, is_seen

_Choice = TypeVar("_Choice", bound=StrEnum)
_ID = re.compile(r"\w[\w.\-]{0,39}")
_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")


class Located(dict[str, object]):
    """A table that knows where its user finds it; equal to a plain dict of the same items.

    Attributes:
        where: the place in the file, for example ``評価対象!5``, the fifth row of that sheet.
    """

    def __init__(self, where: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(values or {})
        self.where = where


class LocatedText(str):
    """A text that knows where its user finds it; equal to the plain text.

    Attributes:
        where: the place in the file, for example ``提言!B5``.
    """

    __slots__ = ("where",)
    where: str

    def __new__(cls, where: str, text: str) -> Self:
        """``text``, found at ``where``."""
        located = super().__new__(cls, text)
        located.where = where
        return located


class Fields:
    """One table of a set-up (a TOML table or a row of the workbook).

    Take what you know with the methods, then call ``finish``, which refuses what is left by name.

    Args:
        values: keys and values as the file gives them; ``None`` and empty text count as not given.
        where: how sentences name this table, for example ``"subject 2"``; a ``Located`` names itself.
    """

    def __init__(self, values: object, where: str) -> None:
        if isinstance(values, Located):
            where = values.where
        if not isinstance(values, Mapping):
            raise EvalError("setup-not-a-table", where=where)
        self._values = {str(key): value for key, value in values.items() if value is not None}
        for key, value in self._values.items():
            if isinstance(value, int) and value.bit_length() > 63:
                # no number of TOML; Python itself would refuse to write it out
                found, limit = hex(value)[:40], 2**63 - 1
                raise EvalError(
                    "setup-bad-number", where=where, key=key[:60], found=found, low=-limit, high=limit
                )
        self.where = where

    def names(self, key: str) -> bool:
        """Whether the table has a value for ``key``, and nobody took it yet."""
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """One line of text; a number is taken as it is written. Required without ``default``.

        A line of which nothing is seen counts as not given.
        """
        value = self._values.pop(key, "")
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self._wrong(key, "text")
        line = check_line(str(value), place_of(value, f"{self.where}, {key}"))
        if is_seen(line):
            return line
        if default is None:
            raise EvalError("setup-missing", where=self.where, key=key)
        return default

    def paragraphs(self, key: str) -> str:
        """Text as it is printed, of one or more lines; empty if not given or if nothing of it is seen.

        Ends of lines become one line feed, blank lines and spaces around it go, the indent of its first line
        stays.
        """
        value = self._values.pop(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        text = str(value).replace("\r\n", "\n").replace("\r", "\n").rstrip()
        text = check_text(_BLANK_LINES.sub("", text), place_of(value, f"{self.where}, {key}"))
        return text if is_seen(text) else ""

    def id(self, key: str = "id") -> str:
        """A required id: up to 40 letters, digits, ``_``, ``-`` or ``.``, in composed form (NFC)."""
        value = unicodedata.normalize("NFC", self.text(key))
        if not _ID.fullmatch(value):
            raise EvalError("setup-bad-id", where=self.where, key=key, found=value[:60])
        return value

    def choice(self, key: str, kinds: type[_Choice], default: _Choice | None = None) -> _Choice:
        """One word of ``kinds``. Required without ``default``."""
        found = self.text(key, None if default is None else default.value)
        return self._one_of(key, kinds, found)

    def choices(self, key: str, kinds: type[_Choice]) -> tuple[_Choice, ...]:
        """A list of words of ``kinds`` as it is given; empty if not given."""
        return tuple(self._one_of(key, kinds, text) for text in self.texts(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of lines; empty if not given."""
        value = self._values.pop(key, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._wrong(key, "list")
        if not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "list")
        return tuple(check_line(item, f"{self.where}, {key}") for item in value)

    def date(self, key: str) -> date | None:
        """A day: a TOML date, a spreadsheet's date, or text as ``parse_day`` understands it."""
        value = self._values.pop(key, None)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        if not (text := str(value).strip()):
            return None
        try:
            return parse_day(text)
        except ValueError as error:
            raise EvalError("setup-bad-date", where=self.where, key=key, found=text[:40]) from error

    def integer(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from ``low`` to ``high``. Required without ``default``."""
        value = self._values.pop(key, default)
        if value is None:
            raise EvalError("setup-missing", where=self.where, key=key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise EvalError(
                "setup-bad-number", where=self.where, key=key, found=str(value)[:40], low=low, high=high
            )
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def tables(self, key: str) -> tuple[object, ...]:
        """A list of tables, each still unread; empty if not given."""
        value = self._values.pop(key, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._wrong(key, "list")
        return tuple(value)

    def table(self, key: str) -> Mapping[str, object]:
        """A table, still unread; empty if not given."""
        value = self._values.pop(key, {})
        if not isinstance(value, Mapping):
            raise self._wrong(key, "table")
        return value

    def finish(self) -> None:
        """Refuse what nobody asked for.

        Raises:
            EvalError: ``setup-unknown-key`` names the first key left.
        """
        for key, value in self._values.items():
            place = value.where if isinstance(value, LocatedText) else self.where
            raise EvalError("setup-unknown-key", where=place, key=key[:60])

    def _one_of(self, key: str, kinds: type[_Choice], found: str) -> _Choice:
        try:
            return kinds(found)
        except ValueError as error:
            raise EvalError(
                "setup-not-a-choice", where=self.where, key=key, found=found[:60], allowed=[*kinds]
            ) from error

    def _wrong(self, key: str, expected: str) -> EvalError:
        return EvalError("setup-wrong-type", where=self.where, key=key, expected=expected)


def place_of(value: object, default: str) -> str:
    """How sentences name a table or text: by its own place in a workbook, else by ``default``."""
    return value.where if isinstance(value, Located | LocatedText) else default


def twins(ids: Sequence[str]) -> list[int]:
    """The places of ids that stand before already. An empty text is no id.

    Letters' case and width do not count, since ids become file names and people type them.
    """
    seen: set[str] = set()
    found = []
    for place, one in enumerate(ids):
        if one and normalised(one) in seen:
            found.append(place)
        seen.add(normalised(one))
    return found


def refuse_twins(kind: str, ids: Sequence[str]) -> None:
    """Refuse an id given twice (``twins``).

    Raises:
        EvalError: ``setup-duplicate``.
    """
    for place in twins(ids):
        raise EvalError("setup-duplicate", where=kind, found=ids[place])
