"""A ruled table on a flow: its head returns on every page, and a row taller than a page splits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from exports.pdf.flow import BOTTOM, TOP, Flow
from exports.pdf.ink import Ink, Style
from exports.typesetting.lines import Line

PAD_X, PAD_Y = 5.0, 4.0
HAIR, FRAME = 0.35, 0.9
SHADE = 0.88
"""The grey under what a draft lacks."""

_FEW = 4
"""A row that must split begins with at least so many lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Broken lines.

    Attributes:
        style: of the lines; its leading is the distance of all.
        centred: set short words in the middle of their column.
        on_top: begin at the row's top, not in its middle.
        shaded: a grey ground, for what is no answer yet.
        strong: the places (from 0) of lines that are set in ``strong_style``.
    """

    lines: Sequence[Line]
    style: Style
    centred: bool = False
    on_top: bool = False
    shaded: bool = False
    strong: frozenset[int] = frozenset()
    strong_style: Style | None = None

    @property
    def height(self) -> float:
        """The height of its lines without the padding."""
        return len(self.lines) * self.style.leading

    def parted(self, at: int) -> tuple[Cell, Cell]:
        """The first ``at`` lines, and the others."""
        now, later = self.lines[:at], self.lines[at:]
        strong = frozenset(place - at for place in self.strong if place >= at)
        return replace(self, lines=now), replace(self, lines=later, strong=strong)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its height, and how it is drawn from a given top."""

    height: float
    draw: Callable[[Ink, float], None]


class Grid:
    """A table on a flow.

    Args:
        flow: where.
        edges: of its columns, in points from the left; the first is the table's left edge.
        head: returns on every page.
        pad: the space left, right, above and below a cell's lines.
        whole: a row up to this height is kept on one page; ``None`` is the height of a page.
    """

    def __init__(
        self,
        flow: Flow,
        edges: Sequence[float],
        head: Head,
        *,
        pad: tuple[float, float] = (PAD_X, PAD_Y),
        whole: float | None = None,
    ) -> None:
        self._flow = flow
        self._edges = edges
        self._head = head
        self._pad_x, self._pad_y = pad
        page = BOTTOM - TOP - head.height
        self._whole = page if whole is None else min(whole, page)
        self._top = 0.0

    def rows(self, rows: Sequence[Sequence[Cell]], *, least: float = 0.0) -> None:
        """Draw the head, all rows, each at least ``least`` points high, and the frame."""
        self._flow.need(self.beginning(rows, least=least))
        self._begin()
        for cells in rows:
            self._row(cells, self._height(cells, least))
        self._end()

    def beginning(self, rows: Sequence[Sequence[Cell]], *, least: float = 0.0) -> float:
        """How much height the table needs to begin on a page."""
        first = max((self._height(cells, least) for cells in rows[:1]), default=0.0)
        return self._head.height + (first if first <= self._whole else self._beginning(rows[0]))

    def _beginning(self, cells: Sequence[Cell]) -> float:
        lines = min(_FEW, max(len(cell.lines) for cell in cells))
        return 3 * self._pad_y + lines * max(cell.style.leading for cell in cells)

    def _begin(self) -> None:
        self._top = self._flow.y
        self._head.draw(self._flow.ink, self._top)
        self._flow.y += self._head.height

    def _row(self, cells: Sequence[Cell], height: float) -> None:
        flow = self._flow
        if height > flow.room and height <= self._whole:
            self._turn()
        if height <= flow.room:
            self._draw(cells, height)
            return
        begin = self._beginning(cells)
        while any(cell.lines for cell in cells):
            if flow.room < begin:
                self._turn()
            now, cells = _split(cells, flow.room - 2 * self._pad_y)
            self._draw(now, self._height(now))

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
            if cell.shaded:
                ink.fill(left, top, right - left, height, SHADE)
            y = top + (self._pad_y if cell.on_top else (height - cell.height) / 2)
            for place, line in enumerate(cell.lines):
                if cell.centred:
                    ink.line(line, cell.style, (left + right) / 2, y, align=0.5)
                elif place in cell.strong and cell.strong_style:
                    ink.line(line, cell.strong_style, left + self._pad_x, y)
                else:
                    ink.justified(line, cell.style, left + self._pad_x, y)
                y += cell.style.leading
        ink.rule(self._edges[0], top, self._edges[-1], top, HAIR)
        flow.y += height

    def _height(self, cells: Sequence[Cell], least: float = 0.0) -> float:
        return max([least, *(cell.height + 2 * self._pad_y for cell in cells)])


def _split(cells: Sequence[Cell], room: float) -> tuple[list[Cell], list[Cell]]:
    now: list[Cell] = []
    later: list[Cell] = []
    for cell in cells:
        fit = max(int(room / cell.style.leading), 1)
        if fit == len(cell.lines) - 1 and fit > 2:
            fit -= 1  # no single line alone on the next page
        for part, parts in zip(cell.parted(fit), (now, later), strict=True):
            parts.append(part)
    return now, later
