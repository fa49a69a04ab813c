"""The report's cover, and what every page after it says at its head and foot."""

from __future__ import annotations

from collections.abc import Callable

from evalapp.language import Language
from exports.outline.blocks import Edition, Outline
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, WIDTH, Flow
from exports.pdf.ink import Ink, Style, cut
from exports.pdf.wording import FOOT, LABEL, STRONG_LABEL
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line
from exports.typesetting.titles import set_title

_TITLES = tuple(Style(Design.STRONG, size, size * 1.6) for size in (23, 18, 14, 11))
"""A long title is set smaller."""
_TITLE_ROOM = 260.0
_KIND = Style(Design.STRONG, 15, 25)
_DRAFT = Style(Design.STRONG, 18, 28)
_BODY = Style(Design.LABEL, 13, 23)
_NAMED = Style(Design.STRONG, 11, 17)
_NUMBER = Style(Design.LABEL, 9, 12)
_TITLE_TOP, _BODY_TOP, _NAMED_TOP = 176.0, 610.0, 712.0
_HEAD_TOP = 40.0


def cover(flow: Flow, outline: Outline, language: Language) -> None:
    """Draw the cover on the empty page of ``flow``; a title too long for it goes on overleaf."""
    flow.y = _TITLE_TOP
    for style in _TITLES:
        lines = set_title(outline.title, style.typeface, style.measure(WIDTH - 20))
        if len(lines) * style.leading <= _TITLE_ROOM:
            break
    _centred(flow, lines, style)
    if outline.subtitle:
        flow.y += 16
        _centred(flow, set_title(outline.subtitle, _KIND.typeface, _KIND.measure(WIDTH - 20)), _KIND)
    if outline.edition is Edition.DRAFT:
        flow.y += 18
        _centred(flow, _DRAFT.label(draft_mark(language), WIDTH), _DRAFT)
    flow.y = max(flow.y + 20, _BODY_TOP)
    for text in (language.date(outline.day) if outline.day else "", outline.organisation):
        if text:
            _centred(flow, set_title(text, _BODY.typeface, _BODY.measure(WIDTH - 20)), _BODY)
    if outline.named:
        flow.y = max(flow.y + 14, _NAMED_TOP)
        _warning(flow, language)


def draft_mark(language: Language) -> str:
    """（案）."""
    _ = language.gettext
    return _("(Draft)")


def named_note(language: Language) -> str:
    """What an edition with names says of itself."""
    _ = language.gettext
    return _("With the members' names: not for publication")


def _centred(flow: Flow, lines: tuple[Line, ...], style: Style) -> None:
    for line in lines:
        flow.need(style.leading)
        flow.ink.line(line, style, (LEFT + RIGHT) / 2, flow.y, align=0.5)
        flow.y += style.leading


def _warning(flow: Flow, language: Language) -> None:
    text = named_note(language)
    width = _NAMED.width(text) + 36
    flow.need(_NAMED.leading + 14)
    flow.ink.box((LEFT + RIGHT - width) / 2, flow.y, width, _NAMED.leading + 14, 1.2)
    flow.ink.text(text, _NAMED, (LEFT + RIGHT) / 2, flow.y + 7, align=0.5)
    flow.y += _NAMED.leading + 14


def margins(
    outline: Outline, language: Language, chapter: Callable[[int], str], *, covers: int
) -> Callable[[Ink, int, int], None]:
    """What draws head and foot of a page: its number, the report's title and the chapter.

    Args:
        outline: of the report.
        language: of the marks.
        chapter: the chapter that a page, counted from 1, belongs to.
        covers: so many pages in front have neither.
    """
    side = (WIDTH - 70) / 2

    def draw(ink: Ink, page: int, pages: int) -> None:
        if page <= covers:
            return
        if outline.named:
            ink.text(named_note(language), STRONG_LABEL, LEFT, _HEAD_TOP)
        if outline.edition is Edition.DRAFT:
            ink.text(draft_mark(language), _DRAFTED, RIGHT, _HEAD_TOP - 1, align=1)
        y = BOTTOM + 20
        ink.rule(LEFT, y - 6, RIGHT, y - 6, 0.35, grey=0.4)
        ink.text(cut(outline.title, FOOT, side), FOOT, LEFT, y + 0.5)
        ink.text(f"{page} / {pages}", _NUMBER, (LEFT + RIGHT) / 2, y, align=0.5)
        ink.text(cut(chapter(page), FOOT, side), FOOT, RIGHT, y + 0.5, align=1)

    return draw


_DRAFTED = Style(LABEL.design, 11, 14)
