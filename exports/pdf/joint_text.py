"""The committee's joint judgement in its frame, which goes on over as many pages as the text needs."""

from __future__ import annotations

from collections.abc import Sequence

from evalapp.language import Language
from exports.paragraphs import paragraphs
from exports.pdf.flow import LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME, HAIR, SHADE
from exports.pdf.wording import SUBHEADING, text_style
from exports.typesetting.lines import Line

_PAD_X, _PAD_Y = 13.0, 10.0
_TOGETHER = 3
"""So many lines stand at least in a frame at the foot of a page."""


class JointBox:
    """A joint judgement, broken into lines.

    Args:
        text: as stored, or what stands in its place.
        placeholder: whether it is such a stand-in: it is printed in bold on grey.
        language: of the document.
    """

    def __init__(self, text: str, language: Language, *, placeholder: bool = False) -> None:
        self._style = SUBHEADING if placeholder else text_style(language)
        self._shaded = placeholder
        printed = text.strip("\r\n") if placeholder else paragraphs(text.strip("\r\n"), language)
        self._lines: Sequence[Line] = self._style.lines(printed, WIDTH - 2 * _PAD_X)

    @property
    def beginning(self) -> float:
        """How much height the box needs to begin on a page."""
        return 2 * _PAD_Y + min(len(self._lines), _TOGETHER) * self._style.leading

    def draw(self, flow: Flow) -> None:
        """Draw it on ``flow``."""
        flow.need(self.beginning)
        rest = self._lines
        first = True
        while rest:
            fit = int((flow.room - 2 * _PAD_Y) / self._style.leading)
            if fit == len(rest) - 1 and fit > 2:
                fit -= 1  # no single line alone on the next page
            now, rest = rest[:fit], rest[fit:]
            self._part(flow, now, first=first, last=not rest)
            first = False
            if rest:
                flow.new_page()

    def _part(self, flow: Flow, lines: Sequence[Line], *, first: bool, last: bool) -> None:
        ink, style, top = flow.ink, self._style, flow.y
        bottom = top + 2 * _PAD_Y + len(lines) * style.leading
        if self._shaded:
            ink.fill(LEFT, top, WIDTH, bottom - top, SHADE)
        y = top + _PAD_Y
        for line in lines:
            ink.justified(line, style, LEFT + _PAD_X, y)
            y += style.leading
        for x in (LEFT, RIGHT):
            ink.rule(x, top, x, bottom, FRAME)
        _edge(flow, top, closed=first)
        _edge(flow, bottom, closed=last)
        flow.y = bottom


def _edge(flow: Flow, y: float, *, closed: bool) -> None:
    """The frame's upper or lower side; a thin one where it goes on over the page."""
    reach = FRAME / 2 if closed else 0
    flow.ink.rule(LEFT - reach, y, RIGHT + reach, y, FRAME if closed else HAIR)
