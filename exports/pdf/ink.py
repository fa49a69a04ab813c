"""Drawing on one page: lines of text, rules, boxes, discs. Points; x from the left, y from the top edge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from exports.pdf.embedding import EmbeddedFonts
from exports.typesetting.faces import Design, Typeface, typeface
from exports.typesetting.justify import runs
from exports.typesetting.lines import Line, one_line, set_label, set_text
from exports.typesetting.prepare import clusters

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4."""

_ASCENT = 0.88
_LEAST_SPREAD = 1e-4
_SPOKEN_SPREAD = 80
"""Wider letter spacing than this is read as spaces by programs that extract text (thousandths of an em)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: its typeface, size and line distance in points."""

    design: Design
    size: float
    leading: float

    @property
    def typeface(self) -> Typeface:
        """The typeface of ``design``."""
        return typeface(self.design)

    def measure(self, width: float) -> int:
        """``width`` in thousandths of this style's em, at least one em."""
        return max(int(width * 1000 / self.size), 1000)

    def lines(self, text: str, width: float) -> list[Line]:
        """A user's text, broken for a box ``width`` points wide."""
        return set_text(text, self.typeface, self.measure(width))

    def label(self, text: str, width: float) -> tuple[Line, ...]:
        """The same for texts that return on many pages."""
        return set_label(text, self.typeface, self.measure(width))

    def width(self, text: str) -> float:
        """How long ``text`` is on one line, in points."""
        return _flat(text, self.design).width * self.size / 1000


def cut(text: str, style: Style, room: float) -> str:
    """``text``, or as much of it with … as is not longer than ``room`` points on one line."""
    if style.width(text) <= room:
        return text
    # Cut where the user's own text can be cut: a line's text is prepared and must not be prepared again.
    signs = clusters(text)[: int(3 * room / style.size) + 1]
    while signs and style.width("".join(signs) + "…") > room:
        signs.pop()
    return "".join(signs) + "…"


@lru_cache(maxsize=4096)
def _flat(text: str, design: Design) -> Line:
    return one_line(text, typeface(design))


class Shapes:
    """The text-showing operators of one document; labels that return are encoded once."""

    def __init__(self, fonts: EmbeddedFonts) -> None:
        self._fonts = fonts
        self._labels: dict[tuple[Line, Design, float], str] = {}

    def label(self, line: Line, style: Style) -> str:
        """The operators for a line in its natural width."""
        key = (line, style.design, style.size)
        operators = self._labels.get(key)
        if operators is None:
            operators = self._labels[key] = self.line(line, style, justified=False)
        return operators

    def line(self, line: Line, style: Style, *, justified: bool) -> str:
        """The operators for a line; they assume nothing about the state before."""
        parts: list[str] = []
        size = style.size
        font = ""
        widest = 0.0
        for run in runs(line, style.typeface, justified=justified):
            name, codes = self._fonts.of(run.face)
            if name != font:
                font = name
                parts.append(f"/{name} {size:g} Tf")
            # a share that floats leave over would be written as 1e-18, which PDF does not know
            spread = run.spread * size / 1000
            parts.append(f"{spread:.3g} Tc" if spread >= _LEAST_SPREAD else "0 Tc")
            widest = max(widest, run.spread)
            shift = run.spread - run.after
            shown = run.text.translate(codes)
            parts.append(f"[<{shown}>{shift:.0f}]TJ" if shift >= 0.5 or shift <= -0.5 else f"<{shown}>Tj")
        operators = " ".join(parts)
        if widest <= _SPOKEN_SPREAD:
            return operators
        sources = style.typeface.main.sources
        return _spoken("".join(sources.get(sign, sign) for sign in line.text), operators)


def _spoken(text: str, operators: str) -> str:
    words = ("\ufeff" + text).encode("utf-16-be").hex().upper()
    return f"/Span<</ActualText<{words}>>>BDC {operators} EMC"


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle on a page that leads to the bookmark named ``target``."""

    x: float
    top: float
    width: float
    height: float
    target: str


class Ink:
    """The content of one page.

    Attributes:
        links: what can be clicked on it.
    """

    def __init__(self, shapes: Shapes) -> None:
        self.links: list[Link] = []
        self._shapes = shapes
        self._operators: list[str] = []

    @property
    def content(self) -> str:
        """All operators drawn so far."""
        return "\n".join(self._operators)

    def justified(self, line: Line, style: Style, x: float, top: float) -> None:
        """A line of running text, filling the measure it was broken for; its line box begins at ``top``."""
        if line.text:
            self._show(self._shapes.line(line, style, justified=True), x, _baseline(style, top))

    def line(
        self, line: Line, style: Style, x: float, top: float, *, align: float = 0.0, grey: float = 0.0
    ) -> None:
        """A line in its natural width; ``align`` 0 begins at ``x``, 0.5 centres on it, 1 ends there."""
        if line.text:
            x -= line.width * style.size / 1000 * align
            self._show(self._shapes.label(line, style), x, _baseline(style, top), grey)

    def text(
        self, text: str, style: Style, x: float, top: float, *, align: float = 0.0, grey: float = 0.0
    ) -> None:
        """``text`` on one line however long; for the rest as ``line``."""
        self.line(_flat(text, style.design), style, x, top, align=align, grey=grey)

    def _show(self, operators: str, x: float, baseline: float, grey: float = 0.0) -> None:
        placed = f"BT {x:.2f} {PAGE_HEIGHT - baseline:.2f} Td {operators} ET"
        self._operators.append(f"{grey:g} g {placed} 0 g" if grey else placed)

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.4, grey: float = 0.0) -> None:
        """A straight line ``width`` points thick."""
        path = f"{width:g} w {x1:.2f} {PAGE_HEIGHT - y1:.2f} m {x2:.2f} {PAGE_HEIGHT - y2:.2f} l S"
        self._operators.append(f"{grey:g} G {path} 0 G" if grey else path)

    def link(self, x: float, top: float, width: float, height: float, target: str) -> None:
        """Let this rectangle lead to the bookmark named ``target``."""
        self.links.append(Link(x, top, width, height, target))

    def dots(self, x1: float, x2: float, y: float, pitch: float = 4.0) -> None:
        """A leader of dots; those of all lines stand under each other."""
        first, last = math.ceil(x1 / pitch) * pitch, math.floor(x2 / pitch) * pitch
        if last > first:
            path = f"{first:.2f} {PAGE_HEIGHT - y:.2f} m {last:.2f} {PAGE_HEIGHT - y:.2f} l S"
            self._operators.append(f"q 0.9 w 1 J [0 {pitch:g}] 0 d {path} Q")

    def box(self, x: float, top: float, width: float, height: float, rule: float = 0.4) -> None:
        """The outline of a rectangle."""
        self._operators.append(
            f"{rule:g} w {x:.2f} {PAGE_HEIGHT - top - height:.2f} {width:.2f} {height:.2f} re S"
        )

    def fill(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """A filled rectangle; ``grey`` 0 is black, 1 white."""
        self._operators.append(
            f"{grey:g} g {x:.2f} {PAGE_HEIGHT - top - height:.2f} {width:.2f} {height:.2f} re f 0 g"
        )

    def disc(self, x: float, y: float, radius: float, *, filled: bool, rule: float = 0.6) -> None:
        """A circle around a point."""
        centre, k, r = PAGE_HEIGHT - y, radius * 0.5523, radius
        path = (
            f"{x + r:.2f} {centre:.2f} m "
            f"{x + r:.2f} {centre + k:.2f} {x + k:.2f} {centre + r:.2f} {x:.2f} {centre + r:.2f} c "
            f"{x - k:.2f} {centre + r:.2f} {x - r:.2f} {centre + k:.2f} {x - r:.2f} {centre:.2f} c "
            f"{x - r:.2f} {centre - k:.2f} {x - k:.2f} {centre - r:.2f} {x:.2f} {centre - r:.2f} c "
            f"{x + k:.2f} {centre - r:.2f} {x + r:.2f} {centre - k:.2f} {x + r:.2f} {centre:.2f} c h"
        )
        self._operators.append(f"{path} f" if filled else f"{rule:g} w {path} S")

    def shape(self, path: str, x: float, top: float, unit: float) -> None:
        """A black shape: the operators of ``path``, whose unit is ``unit`` points, downwards from ``top``."""
        self._operators.append(f"q {unit:.5f} 0 0 {-unit:.5f} {x:.2f} {PAGE_HEIGHT - top:.2f} cm {path} f Q")


def _baseline(style: Style, top: float) -> float:
    return top + (style.leading - style.size) / 2 + _ASCENT * style.size
