"""The report's headings: each waits for what follows it, so that none stands alone at a page's foot."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.language import Language
from exports.outline.blocks import Heading
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, TOP, WIDTH, Flow
from exports.pdf.ink import Style
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line
from exports.typesetting.titles import set_title

_PART_TOP = 238.0
_BAR = 8.0
"""How far a subject's title stands in from the bar before it."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a level is set: its style and the space above and below."""

    style: Style
    above: float
    below: float


_LOOKS = {
    1: _Look(Style(Design.STRONG, 24, 36), 0, 44),
    2: _Look(Style(Design.STRONG, 16, 25), 0, 18),
    3: _Look(Style(Design.STRONG, 13, 20), 20, 12),
    4: _Look(Style(Design.STRONG, 11.5, 18), 20, 7),
    5: _Look(Style(Design.STRONG, 10.5, 17), 15, 5),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed heading where it came to stand.

    Attributes:
        level: as of its heading.
        depth: how many listed headings it stands under.
        page: of the flow, from 0.
        name: of its bookmark.
    """

    text: str
    level: int
    depth: int
    page: int
    name: str


class Headings:
    """Sets headings on ``flow``.

    Attributes:
        entries: the listed headings drawn so far.
    """

    def __init__(self, flow: Flow, language: Language) -> None:
        self.entries: list[Entry] = []
        self._flow = flow
        self._language = language
        self._waiting: list[Heading] = []
        self._open: list[int] = []

    def add(self, heading: Heading) -> None:
        """Take a heading; it is drawn with what follows."""
        if heading.new_page:
            self.release(0)
        self._waiting.append(heading)

    def release(self, beginning: float) -> None:
        """Draw what waits, on a page that has ``beginning`` points left for what follows."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        if waiting[0].new_page and not self._flow.fresh:
            self._flow.new_page()
        broken = [_lines(heading) for heading in waiting]
        heights = [_height(heading, lines) for heading, lines in zip(waiting, broken, strict=True)]
        self._flow.need(min(sum(heights) + beginning, BOTTOM - TOP))
        given = 0.0
        for heading, lines in zip(waiting, broken, strict=True):
            look = _LOOKS[heading.level]
            self._flow.space(max(look.above - given, 0))
            self._draw(heading, lines, look)
            given = look.below

    def _draw(self, heading: Heading, lines: tuple[Line, ...], look: _Look) -> None:
        flow = self._flow
        if heading.level == 1:
            flow.y = _PART_TOP
        if heading.listed:
            self._list(heading)
        top = flow.y
        if heading.level == 1:
            self._part(lines, look.style)
        else:
            flow.lines(lines, look.style, LEFT + (_BAR if heading.level == 3 else 0))
        if heading.level == 2:
            flow.ink.rule(LEFT, flow.y + 3, RIGHT, flow.y + 3, 1.4)
        if heading.level == 3 and flow.y > top:
            flow.ink.fill(LEFT, top + 2.5, 3, flow.y - top - 5, 0)
            flow.ink.rule(LEFT, flow.y + 1.5, RIGHT, flow.y + 1.5, 0.6)
        flow.y += look.below

    def _part(self, lines: tuple[Line, ...], style: Style) -> None:
        flow = self._flow
        for line in lines:
            flow.need(style.leading)
            flow.ink.line(line, style, (LEFT + RIGHT) / 2, flow.y, align=0.5)
            flow.y += style.leading

    def _list(self, heading: Heading) -> None:
        while self._open and self._open[-1] >= heading.level:
            self._open.pop()
        depth = len(self._open)
        self._open.append(heading.level)
        name = f"h{len(self.entries)}"
        self.entries.append(Entry(heading.text, heading.level, depth, self._flow.pages - 1, name))
        self._flow.bookmark(heading.text, depth, name)


def _lines(heading: Heading) -> tuple[Line, ...]:
    style = _LOOKS[heading.level].style
    if heading.level == 1:
        return set_title(heading.text, style.typeface, style.measure(WIDTH))
    return style.label(heading.text, WIDTH - (_BAR if heading.level == 3 else 0))


def _height(heading: Heading, lines: tuple[Line, ...]) -> float:
    look = _LOOKS[heading.level]
    return look.above + len(lines) * look.style.leading + look.below
