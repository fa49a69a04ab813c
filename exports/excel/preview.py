"""A workbook as people will see it, read back from its bytes: what a window shows before it is passed on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evalapp.table import Formula
from exports.excel.guard import epoch_of, main_part, relations_of
from exports.excel.looks import Look, Looks
from exports.excel.package import Package
from exports.excel.parts import Collector, Styles, Texts, local
from exports.excel.sheet_xml import SheetTarget, Value, column_number

MOST_ROWS = 500
"""Rows of a sheet that a preview reads; how many there are it tells."""

_ROOM = 4
"""The workbook is the app's own: its size is that of the evaluation, nobody's trap."""

_POINT = 96 / 72
_WIDTH_UNIT = 8.0
_DEFAULT_WIDTH = 72
_DEFAULT_HEIGHT = 15.0
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, as shown; ``number`` stands right by itself."""

    text: str
    look: Look
    number: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that are one: merged, or covered by a chart. Rows and columns count from 0.

    Attributes:
        chart: what the chart says of itself; ``None`` for merged cells.
    """

    row: int
    column: int
    rows: int
    columns: int
    chart: str | None = None


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """The upper part of a sheet.

    Attributes:
        widths: of the columns, in pixels at 96 a inch.
        heights: of the rows shown, likewise.
        cells: by row and column from 0; those that are empty and look like nothing are missing.
        rows: how many the whole sheet has; more than ``heights`` if it was cut.
    """

    name: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: Mapping[tuple[int, int], Cell]
    blocks: tuple[Block, ...]
    rows: int


class WorkbookPreview:
    """A workbook of the app's own; each sheet is read when it is asked for.

    Args:
        data: the whole file.
        name: as sentences name the file.

    Raises:
        EvalError: as ``guard.read_workbook``.

    Attributes:
        names: of the sheets, in the order of their tabs; hidden ones are left out.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._package = Package(data, name, _ROOM)
        main = main_part(self._package)
        book = Collector("sheet", "workbookPr")
        self._package.feed(main, book)
        relations = relations_of(self._package, main)
        self._texts, self._dates, self._looks = Texts(), Styles(), Looks()
        for _id, kind, part in relations:
            if kind == "sharedStrings":
                self._package.feed(part, self._texts)
            elif kind == "styles":
                self._package.feed(part, self._dates)
                self._package.feed(part, self._looks)
        parts = {identity: part for identity, kind, part in relations if kind == "worksheet"}
        self._epoch = epoch_of(attributes for tag, attributes in book.found if tag == "workbookPr")
        shown = [
            one for tag, one in book.found if tag == "sheet" and one.get("state", "visible") == "visible"
        ]
        self.names = tuple(one["name"] for one in shown)
        self._parts = [parts[one["id"]] for one in shown]
        self._read: dict[int, SheetPreview] = {}

    def sheet(self, number: int) -> SheetPreview:
        """One sheet, counted from 0.

        Raises:
            EvalError: as ``guard.read_workbook``.
        """
        if number not in self._read:
            self._read[number] = self._read_sheet(number)
        return self._read[number]

    def _read_sheet(self, number: int) -> SheetPreview:
        name, part = self.names[number], self._parts[number]
        target = _Target(name, self._texts.items, self._dates.dates, self._epoch)
        try:
            self._package.feed(part, target)
        except _Enough:
            # what follows the rows, merged cells and charts, is not wanted of a sheet cut short
            target.rows.pop(MOST_ROWS + 1, None)
        charts = self._charts(part) if target.last <= MOST_ROWS else []
        return _preview(name, target, self._looks.cells, charts)

    def _charts(self, part: str) -> list[Block]:
        folder, _slash, file = part.rpartition("/")
        if f"{folder}/_rels/{file}.rels" not in self._package:
            return []
        target = _Drawing()
        for _id, kind, drawing in relations_of(self._package, part):
            if kind == "drawing":
                self._package.feed(drawing, target)
        return target.charts


class _Enough(Exception):  # noqa: N818 - no error: the rows wanted are there
    """All wanted rows were read."""


class _Target(SheetTarget):
    """A sheet's cells with the values last shown in place of formulas, and their measures.

    Attributes:
        styles: the number of every cell's look, by row and column from 1.
        widths: of columns, in units.
        heights: of rows, in points.
        merged: references such as ``A1:C1``.
        last: the number of the sheet's last row, as it says itself.
    """

    def __init__(self, name: str, texts: list[str], dates: list[bool], epoch: date) -> None:
        super().__init__(name, texts, dates, epoch)
        self.styles: dict[tuple[int, int], int] = {}
        self.widths: dict[int, float] = {}
        self.heights: dict[int, float] = {}
        self.default_height = _DEFAULT_HEIGHT
        self.merged: list[str] = []
        self.last = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note measures and looks beside the cells."""
        super().start(tag, attributes)
        match local(tag):
            case "c":
                self.styles[self._row, self._column] = int(attributes.get("s", 0))
            case "row":
                if self._row > MOST_ROWS:
                    raise _Enough
                if "ht" in attributes:
                    self.heights[self._row] = float(attributes["ht"])
            case "col":
                for number in range(int(attributes["min"]), min(int(attributes["max"]), 300) + 1):
                    self.widths[number] = float(attributes["width"])
            case "mergeCell":
                self.merged.append(attributes["ref"])
            case "dimension":
                self.last = _corners(attributes["ref"])[2]
            case "sheetFormatPr":
                self.default_height = float(attributes.get("defaultRowHeight", _DEFAULT_HEIGHT))

    def _begin_piece(self, name: str) -> None:
        if name == "f":
            self._into = []  # the formula itself is not shown
        else:
            super()._begin_piece(name)


@dataclass(slots=True)
class _Drawing:
    """The charts of a drawing, by the cells under their corners."""

    charts: list[Block] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An anchor, a number of it, or the chart's description."""
        name = local(tag)
        if name == "twoCellAnchor":
            self._numbers = []
        elif name in ("col", "row"):
            self._text = []
        elif name == "cNvPr":
            column, row, last_column, last_row = self._numbers
            said = attributes.get("descr", attributes.get("name", ""))
            self.charts.append(Block(row, column, last_row - row + 1, last_column - column + 1, said))

    def end(self, tag: str) -> None:
        """A number is complete."""
        if local(tag) in ("col", "row") and self._text is not None:
            self._numbers.append(int("".join(self._text)))
            self._text = None

    def data(self, text: str) -> None:
        """Keep a number's digits."""
        if self._text is not None:
            self._text.append(text)


def _preview(name: str, target: _Target, looks: list[Look], charts: list[Block]) -> SheetPreview:
    cells = {
        (row - 1, column - 1): _cell(target.rows.get(row, {}).get(column), looks[style])
        for (row, column), style in target.styles.items()
    }
    merged = [_block(reference) for reference in target.merged]
    blocks = (*merged, *charts)
    rows = max([row + 1 for row, _column in cells] + [one.row + one.rows for one in blocks], default=0)
    columns = max(
        [column + 1 for _row, column in cells] + [one.column + one.columns for one in blocks], default=0
    )
    widths = (target.widths.get(number) for number in range(1, columns + 1))
    heights = (target.heights.get(number, target.default_height) for number in range(1, rows + 1))
    return SheetPreview(
        name,
        tuple(_DEFAULT_WIDTH if one is None else one * _WIDTH_UNIT for one in widths),
        tuple(one * _POINT for one in heights),
        cells,
        blocks,
        max(rows, target.last),
    )


def _cell(value: Value | None, look: Look) -> Cell:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Cell("" if value is None or isinstance(value, Formula) else look.shown(value), look, number)


def _block(reference: str) -> Block:
    column, row, last_row, last_column = _corners(reference)
    return Block(row - 1, column - 1, last_row - row + 1, last_column - column + 1)


def _corners(reference: str) -> tuple[int, int, int, int]:
    """First column and row, last row and column of ``A1:C1``, counted from 1."""
    found = [(column_number(letters), int(row)) for letters, row in _REFERENCE.findall(reference)]
    return (*found[0], found[-1][1], found[-1][0])
