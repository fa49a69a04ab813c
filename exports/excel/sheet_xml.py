"""The cells of one sheet, streamed: only what is filled is kept, whatever size the sheet claims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from evalapp.errors import EvalError
from evalapp.table import Formula
from exports.excel.parts import RunText, local, unescaped

Value: TypeAlias = "str | int | float | bool | date | datetime | time | Formula"
"""What a filled cell holds. ``datetime`` only where a date has a time of day."""

MAX_ROWS = 50_000
"""Rows below hold nothing that we read; a filled cell there is refused."""

MAX_COLUMNS = 300
"""Columns to the right hold nothing that we read; a filled cell there is refused."""

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[+-]?(\d{1,400}\.?\d{0,400}|\.\d{1,400})([Ee][+-]?\d{1,4})?")
_LEAP_BUG = 60


class SheetTarget:
    """Receives a sheet's elements.

    Attributes:
        rows: the filled cells by row and column, counted from 1.
    """

    def __init__(self, name: str, texts: list[str], dates: list[bool], epoch: date) -> None:
        """``texts`` and ``dates`` as in the shared parts; ``epoch`` is the day of serial number 0."""
        self.rows: dict[int, dict[int, Value]] = {}
        self._name, self._texts, self._dates, self._epoch = name, texts, dates, epoch
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._into: list[str] | None = None
        self._value: list[str] = []
        self._inline = RunText()
        self._formula: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A row, a cell or a piece of a cell begins."""
        name = local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif self._cell is not None:
            self._begin_piece(name)

    def end(self, tag: str) -> None:
        """A cell is complete."""
        name = local(tag)
        if name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif self._cell is not None:
            self._inline.end(name)
        self._into = None

    def data(self, text: str) -> None:
        """Keep text that stands in a value, a text or a formula."""
        if self._into is not None:
            self._into.append(text)
        elif self._cell is not None:
            self._inline.data(text)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            found = _REFERENCE.fullmatch(reference)
            if not found or int(found[2]) != self._row:
                raise ValueError(reference)
            self._column = column_number(found[1])
        self._cell = attributes
        self._value, self._formula = [], None
        self._inline.taken()

    def _begin_piece(self, name: str) -> None:
        if name == "v":
            self._into = self._value
        elif name == "f":
            self._into = self._formula = []
        else:
            self._inline.start(name)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        value = self._understood(attributes)
        if value is None or value == "":
            return
        if not (1 <= self._row <= MAX_ROWS and 1 <= self._column <= MAX_COLUMNS):
            cell = f"{column_letters(self._column)}{self._row}"
            raise EvalError("workbook-cell-too-far", sheet=self._name, cell=cell)
        row = self.rows.setdefault(self._row, {})
        if self._column in row:
            raise ValueError("a cell stands twice")
        row[self._column] = value

    def _understood(self, attributes: dict[str, str]) -> Value | None:
        if self._formula is not None:
            return Formula("=" + "".join(self._formula))
        kind = attributes.get("t", "n")
        if kind == "inlineStr":
            return self._inline.taken()
        style = int(attributes.get("s", 0))
        is_date = 0 <= style < len(self._dates) and self._dates[style]
        return typed(kind, "".join(self._value), self._texts, self._epoch if is_date else None)


def typed(kind: str, text: str, texts: Mapping[int, str] | Sequence[str], epoch: date | None) -> Value | None:
    """What a cell that is no formula holds; ``None`` for an empty one.

    Args:
        kind: as in its attribute ``t``.
        text: of its value, as it stands in the file.
        texts: the shared ones, by index.
        epoch: as in :func:`from_serial` where the cell shows a date, else ``None``.

    Raises:
        ValueError or LookupError: the text does not fit the kind.
    """
    if kind in ("str", "e"):
        return unescaped(text)
    text = text.strip()
    if not text:
        return None
    match kind:
        case "s":
            index = int(text)
            if index < 0:
                raise ValueError(text)
            return texts[index]
        case "b":
            return bool(int(text))
        case "d":
            return _iso(text)
    number = _number(text)
    return number if epoch is None else from_serial(number, epoch)


def column_number(letters: str) -> int:
    """``A`` is 1, ``XFD`` 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is ``A``."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def from_serial(number: float, epoch: date) -> Value:
    """The date, time or both that a spreadsheet shows for ``number``; ``number`` itself if there is none.

    Args:
        number: days since ``epoch``.
        epoch: 1899-12-30, or 1904-01-01 in workbooks from old Macs.
    """
    if not 0 <= number < 2_958_466:
        return number
    days, seconds = divmod(round(number * 86_400), 86_400)
    minutes, second = divmod(seconds, 60)
    clock = time(minutes // 60, minutes % 60, second)
    if days == 0:
        return clock if number else number
    if epoch.year == 1899 and days <= _LEAP_BUG:
        # Excel counts a 29 February 1900; days before it are one late, the day itself is none
        if days == _LEAP_BUG:
            return number
        days += 1
    try:
        day = epoch + timedelta(days=days)
    except OverflowError:
        return number
    return datetime.combine(day, clock) if seconds else day


def _number(text: str) -> int | float:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text[:20])
    value = float(text)
    if abs(value) == float("inf"):
        raise ValueError(text[:20])
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _iso(text: str) -> Value:
    if "T" not in text and ":" in text:
        return time.fromisoformat(text)
    moment = datetime.fromisoformat(text.removesuffix("Z"))
    return moment if moment.time() != time.min else moment.date()
