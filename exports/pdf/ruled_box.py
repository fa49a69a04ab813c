"""A box for written text: a caption band, ruled lines, and as many pages as the text needs."""

from __future__ import annotations

from collections.abc import Sequence

from exports.pdf.air import Air
from exports.pdf.flow import LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME, HAIR
from exports.pdf.ink import Style
from exports.pdf.wording import STRONG_LABEL
from exports.typesetting.lines import Line

PAD = 8.0
TEXT_WIDTH = WIDTH - 2 * PAD
_BAND_AIR = 4.0
_HEAD, _FOOT = 2.0, 3.5
_PLENTY = Air()


def box_height(lines: int, style: Style, captions: int = 1, air: Air = _PLENTY) -> float:
    """How high a box is with so many lines of text under so many lines of caption."""
    caption = air.style(STRONG_LABEL).leading
    return captions * caption + air.pad(_BAND_AIR + _HEAD + _FOOT) + lines * style.leading


def ruled_box(
    flow: Flow, caption: str, lines: Sequence[Line], style: Style, *, continued: str, least: int = 1
) -> None:
    """Draw a box that grows with its text and goes on over pages.

    Args:
        flow: where, and with how much air around the lines.
        caption: in the band on top; repeated with ``continued`` on every further page.
        lines: broken for ``TEXT_WIDTH``.
        style: of the text; its leading is the distance of the rules.
        continued: the word after a repeated caption.
        least: so many lines at least, empty ones to be written on.
    """
    rest = list(lines) + [Line("", 0)] * (least - len(lines))
    band = STRONG_LABEL.label(caption, WIDTH - PAD)
    flow.need(box_height(min(len(rest), 3), style, len(band), flow.air))
    while rest:
        fit = max(int((flow.room - box_height(0, style, len(band), flow.air)) / style.leading), 1)
        if fit == len(rest) - 1 and fit > 2:
            fit -= 1  # no single line alone on the next page
        now, rest = rest[:fit], rest[fit:]
        _part(flow, band, now, style, last=not rest)
        if rest:
            band = STRONG_LABEL.label(f"{caption}{continued}", WIDTH - PAD)
            flow.new_page()


def _part(flow: Flow, band: Sequence[Line], lines: Sequence[Line], style: Style, *, last: bool) -> None:
    ink, top, air = flow.ink, flow.y, flow.air
    caption = air.style(STRONG_LABEL)
    height = box_height(len(lines), style, len(band), air)
    ruled = top + len(band) * caption.leading + air.pad(_BAND_AIR)
    ink.fill(LEFT, top, WIDTH, ruled - top, 0.93)
    y = top + air.pad(_BAND_AIR) / 2
    for line in band:
        ink.line(line, caption, LEFT + PAD / 2, y)
        y += caption.leading
    y = ruled + air.pad(_HEAD)
    for index, line in enumerate(lines, 1):
        ink.justified(line, style, LEFT + PAD, y)
        y += style.leading
        if index < len(lines) or not last:
            ink.rule(LEFT + PAD, y, RIGHT - PAD, y, 0.25, grey=0.7)
    ink.rule(LEFT, ruled, RIGHT, ruled, HAIR)
    ink.box(LEFT, top, WIDTH, height, FRAME)
    flow.y = top + height
