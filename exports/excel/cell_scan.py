"""The wanted cells of one sheet. What no spreadsheet writes is refused, so that damage is no answer."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from exports.excel.parts import RunText
from exports.excel.scan import Attributes, Scan, pairs
from exports.excel.sheet_xml import column_letters, column_number

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ADDRESS = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_KINDS = frozenset(("n", "s", "b", "e", "str", "inlineStr", "d"))


@dataclass(slots=True)
class RawCell:
    """A wanted cell as it stands in the file.

    Attributes:
        kind: as in the attribute ``t``.
        style: index of its style.
        value: the text of ``v``; ``inline`` that of ``is``; ``None`` where there is none.
        formula: with its ``=``; ``=`` alone where another cell's formula fills this one.
    """

    kind: str
    style: int
    value: str | None = None
    inline: str | None = None
    formula: str | None = None


@dataclass(slots=True)
class _Range:
    """The cells that one array formula fills."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, address: str) -> bool:
        row, column = _place(address)
        return self.first[0] <= row <= self.last[0] and self.first[1] <= column <= self.last[1]


class CellScan(Scan):
    """Receives a sheet's elements.

    Attributes:
        cells: those of the wanted addresses that the sheet holds.

    Raises ``ValueError`` where rows or cells are out of order, a cell stands in another's row or holds two
    values: nothing of this is written by a spreadsheet, and openpyxl would read some of it as another score.
    """

    def __init__(self, wanted: Collection[str]) -> None:
        super().__init__(
            {
                "sheetData": self._begin_sheet,
                "row": self._begin_row,
                "c": self._meet_cell,
                "f": self._note_range,
            }
        )
        self.cells: dict[str, RawCell] = {}
        self._wanted = frozenset(wanted)
        self._number, self._row, self._last = 0, "0", ""
        self._begun = False
        self._cell = RawCell("n", 0)
        self._depth = 0
        self._into: list[str] | None = None
        self._inline = RunText()
        self._ranges: list[_Range] = []

    def inside(self, name: str, attributes: Attributes) -> None:
        """A piece of a wanted cell begins."""
        self._depth += 1
        cell = self._cell
        if self._depth > 1:
            if self._into is not None or cell.inline is None:
                raise ValueError(name)
            self._inline.start(name)
        elif name == "v" and cell.value is None:
            cell.value, self._into = "", []
        elif name == "f" and cell.formula is None:
            cell.formula, self._into = "", []
            self._note_range(attributes)
        elif name == "is" and cell.inline is None:
            cell.inline = ""
        else:
            raise ValueError(name)

    def end(self, name: str) -> None:
        """A piece or the cell itself is complete."""
        self._depth -= 1
        if self._depth < 0:
            self.leave()
        elif self._depth:
            self._inline.end(name)
        elif name == "v":
            self._cell.value = "".join(self._into or ())
        elif name == "f":
            self._cell.formula = "=" + "".join(self._into or ())
        elif name == "is":
            self._cell.inline = self._inline.taken()
        if self._depth <= 0:
            self._into = None

    def data(self, text: str) -> None:
        """Keep text that stands in a value, a text or a formula."""
        if self._into is not None:
            self._into.append(text)
        elif self._depth > 1:
            self._inline.data(text)
        elif text.strip():
            raise ValueError(text[:20])

    def finish(self) -> dict[str, RawCell]:
        """The cells; those that an array formula fills are formulas, whatever value they hold.

        Raises:
            ValueError: the part holds no sheet, or none of the wanted cells: a spreadsheet keeps also empty
                ones, for their format.
        """
        if not self._begun or not self.cells:
            raise ValueError("none of the wanted cells is there")
        for address, cell in self.cells.items():
            if cell.formula is None and any(one.holds(address) for one in self._ranges):
                cell.formula = "="
        return self.cells

    def _begin_sheet(self, attributes: Attributes) -> None:  # noqa: ARG002
        if self._begun:
            raise ValueError("two sheets in one")
        self._begun = True

    def _begin_row(self, attributes: Attributes) -> None:
        # the first attribute, as spreadsheets write it; any other order is as good, but slower
        text = attributes[1] if attributes and attributes[0] == "r" else pairs(attributes).get("r")
        number = self._number + 1 if text is None else int(text)
        if number <= self._number or (text is not None and str(number) != text):
            raise ValueError(text)
        self._number, self._row, self._last = number, str(number), ""

    def _meet_cell(self, attributes: Attributes) -> None:
        if attributes and attributes[0] == "r":
            address = attributes[1]
        else:
            address = pairs(attributes).get("r") or self._next()
        last = self._last
        # a longer address is further right in the same row
        behind = address <= last if len(address) == len(last) else len(address) < len(last)
        if behind or address.lstrip(_LETTERS) != self._row:
            raise ValueError(address[:20])
        self._last = address
        if address in self._wanted:
            self._begin_cell(address, pairs(attributes))

    def _begin_cell(self, address: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("t", "n")
        style = int(attributes.get("s", 0))
        if kind not in _KINDS or style < 0:
            raise ValueError(kind[:20])
        self._cell = self.cells[address] = RawCell(kind, style)
        self._depth, self._into = 0, None
        self._inline.taken()
        self.enter()

    def _next(self) -> str:
        """The address of a cell without one: right of the cell before."""
        letters = self._last.rstrip("0123456789")
        return f"{column_letters(column_number(letters) + 1)}{self._row}"

    def _note_range(self, attributes: Attributes) -> None:
        """Remember what an array formula fills: it may reach from an unwanted cell into wanted ones."""
        if len(attributes) > 2:
            values = pairs(attributes)
            if "ref" in values and values.get("t") in ("array", "dataTable"):
                first, _colon, last = values["ref"].partition(":")
                self._ranges.append(_Range(_place(first), _place(last or first)))


def _place(address: str) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(address[:20])
    return int(found[2]), column_number(found[1])
