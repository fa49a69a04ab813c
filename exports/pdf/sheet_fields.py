"""The ruled fields in the head of a sheet: a grey caption and what belongs to it, one or more in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalapp.language import Language
from exports.pdf.flow import LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import HAIR, PAD_X
from exports.pdf.ink import Ink, Style
from exports.pdf.wording import LABEL, SMALL, TITLE
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line

SUBJECT = Style(Design.STRONG, 10.5, 15)
_CAPTION = Style(Design.STRONG, 9, 11.5)
_TINY = Style(Design.LABEL, 6.5, 9.5)
CAPTION_WIDTH = 74.0
_LONG = 100
"""A title of more characters is set small, and a name cut: the head must stay on its page."""


@dataclass(frozen=True, slots=True)
class Field:
    """A caption and its text between two edges of the page (points from the left)."""

    left: float
    right: float
    caption: str
    text: str
    style: Style = LABEL
    caption_width: float = CAPTION_WIDTH


def sheet_title(flow: Flow, title: str, organisation: str) -> None:
    """The title in the middle, the evaluating body at the right edge."""
    ink = flow.ink
    ink.text(title, TITLE, (LEFT + RIGHT) / 2, flow.y - 6, align=0.5)
    y = flow.y + 2
    room = (WIDTH - TITLE.width(title)) / 2 - 8
    for line in SMALL.label(short(organisation), min(room, 180)):
        ink.line(line, SMALL, RIGHT, y, align=1)
        y += SMALL.leading
    flow.y = max(flow.y + flow.air.pad(8) + TITLE.leading - 8, y + 3)


def whole_field(caption: str, text: str, style: Style = LABEL) -> Field:
    """A field over the whole width; a long text is set small."""
    return Field(LEFT, RIGHT, caption, text, _TINY if len(text) > _LONG else style)


def half_fields(left: tuple[str, str], right: tuple[str, str], edge: float = RIGHT) -> tuple[Field, Field]:
    """Two fields, each a caption and a text, that share the width up to ``edge``.

    Where less than the whole width is left, the right one has a narrower caption and gives way.
    """
    middle, width = (LEFT + WIDTH / 2, CAPTION_WIDTH) if edge == RIGHT else (edge - 190.0, 68.0)
    return Field(LEFT, middle, *left), Field(middle, edge, *right, caption_width=width)


def short(text: str) -> str:
    """``text``, cut if it is too long for a field that must not grow."""
    return text if len(text) <= _LONG else text[:_LONG] + "…"


def field_row(flow: Flow, *fields: Field, least: float = 0.0) -> None:
    """Draw the fields side by side, at least ``least`` points high, and the rule above them."""
    ink, top = flow.ink, flow.y
    captions = [_CAPTION.label(field.caption, field.caption_width - 8) for field in fields]
    texts = [
        field.style.label(field.text, field.right - field.left - field.caption_width - 2 * PAD_X)
        for field in fields
    ]
    height = max(
        least,
        *(len(lines) * _CAPTION.leading + flow.air.pad(7) for lines in captions),
        *(
            len(lines) * field.style.leading + flow.air.pad(7)
            for field, lines in zip(fields, texts, strict=True)
        ),
    )
    for field, caption, text in zip(fields, captions, texts, strict=True):
        edge = field.left + field.caption_width
        ink.fill(field.left, top, field.caption_width, height, 0.93)
        _stack(ink, caption, _CAPTION, field.left + PAD_X, top + height / 2)
        _stack(ink, text, field.style, edge + PAD_X, top + height / 2)
        ink.rule(edge, top, edge, top + height, HAIR)
        if field.left > LEFT:
            ink.rule(field.left, top, field.left, top + height, HAIR)
    ink.rule(LEFT, top, fields[-1].right, top, HAIR)
    flow.y += height


def seal(ink: Ink, right: float, middle: float, language: Language) -> None:
    """The ring for a seal, ending 7 points left of ``right``; where seals are not used, nothing."""
    if language.code == "ja":
        ink.disc(right - 20, middle, 12.5, filled=False, rule=0.3)
        ink.text("印", LABEL, right - 20, middle - LABEL.leading / 2, align=0.5, grey=0.55)


def _stack(ink: Ink, lines: Sequence[Line], style: Style, x: float, middle: float) -> None:
    y = middle - len(lines) * style.leading / 2
    for line in lines:
        ink.line(line, style, x, y)
        y += style.leading
