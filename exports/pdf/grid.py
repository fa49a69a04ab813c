"""A ruled table on a flow: its head returns on every page, and a row taller than a page splits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exports.pdf.flow import BOTTOM, TOP, Flow
from exports.pdf.ink import Ink, Style
from exports.typesetting.lines import Line

PAD_X, PAD_Y = 5.0, 4.0
HAIR, FRAME = 0.35, 0.9


@dataclass(frozen=True, slots=True)
class Cell:
    """Broken lines in one style; ``centred`` sets short words in the middle of their column."""

    lines: Sequence[Line]
    style: Style
    centred: bool = False

    @property
    def height(self) -> float:
        """The height of its lines without the padding."""
        return len(self.lines) * self.style.leading


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its height, and how it is drawn from a given top."""

    height: float
    draw: Callable[[Ink, float], None]


class Grid:
    """A table whose columns end at ``edges`` (points from the left, the first is the table's left edge)."""

    def __init__(self, flow: Flow, edges: Sequence[float], head: Head) -> None:
        self._flow = flow
        self._edges = edges
        self._head = head
        self._top = 0.0

    def rows(self, rows: Sequence[Sequence[Cell]], *, least: float = 0.0) -> None:
        """Draw the head, all rows, each at least ``least`` points high, and the frame."""
        whole_page = BOTTOM - TOP - self._head.height
        first = max((_height(cells, least) for cells in rows[:1]), default=0.0)
        self._flow.need(self._head.height + (first if first <= whole_page else 60))
        self._begin()
        for cells in rows:
            self._row(cells, _height(cells, least), whole_page)
        self._end()

    def _begin(self) -> None:
        self._top = self._flow.y
        self._head.draw(self._flow.ink, self._top)
        self._flow.y += self._head.height

    def _row(self, cells: Sequence[Cell], height: float, whole_page: float) -> None:
        flow = self._flow
        if height > flow.room and height <= whole_page:
            self._turn()
        if height <= flow.room:
            self._draw(cells, height)
            return
        while any(cell.lines for cell in cells):
            if flow.room < 3 * PAD_Y + max(cell.style.leading for cell in cells):
                self._turn()
            now, cells = _split(cells, flow.room - 2 * PAD_Y)
            self._draw(now, _height(now))

    def _end(self) -> None:
        ink, left, right, y = self._flow.ink, self._edges[0], self._edges[-1], self._flow.y
        ink.box(left, self._top, right - left, y - self._top, FRAME)
        for x in self._edges[1:-1]:
            ink.rule(x, self._top + self._head.height, x, y, HAIR)

    def _turn(self) -> None:
        self._end()
        self._flow.new_page()
        self._begin()

    def _draw(self, cells: Sequence[Cell], height: float) -> None:
        flow = self._flow
        ink, top = flow.ink, flow.y
        for cell, left, right in zip(cells, self._edges, self._edges[1:], strict=False):
            y = top + (height - cell.height) / 2
            for line in cell.lines:
                if cell.centred:
                    ink.line(line, cell.style, (left + right) / 2, y, align=0.5)
                else:
                    ink.justified(line, cell.style, left + PAD_X, y)
                y += cell.style.leading
        ink.rule(self._edges[0], top, self._edges[-1], top, HAIR)
        flow.y += height


def _height(cells: Sequence[Cell], least: float = 0.0) -> float:
    return max([least, *(cell.height + 2 * PAD_Y for cell in cells)])


def _split(cells: Sequence[Cell], room: float) -> tuple[list[Cell], list[Cell]]:
    now: list[Cell] = []
    later: list[Cell] = []
    for cell in cells:
        fit = max(int(room / cell.style.leading), 1)
        now.append(Cell(cell.lines[:fit], cell.style, cell.centred))
        later.append(Cell(cell.lines[fit:], cell.style, cell.centred))
    return now, later
