"""The table of contents: every listed heading with its page, over as many pages as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalapp.language import Language
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, TOP, WIDTH, Flow
from exports.pdf.ink import Style
from exports.pdf.report_headings import Entry
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line

_CAPTION = Style(Design.STRONG, 16, 25)
_CAPTION_BELOW = 16.0
_STEP, _NUMBER, _GAP = 15.0, 30.0, 8.0


@dataclass(frozen=True, slots=True)
class _Look:
    style: Style
    above: float


_PLAIN = _Look(Style(Design.LABEL, 9, 15.5), 0)
_LOOKS = {
    1: _Look(Style(Design.STRONG, 11, 18), 4),
    2: _Look(Style(Design.STRONG, 10.5, 17), 9),
    3: _Look(Style(Design.LABEL, 10, 16), 4),
}


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    look: _Look
    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        return LEFT + self.entry.depth * _STEP

    @property
    def height(self) -> float:
        return self.look.above + len(self.lines) * self.look.style.leading


def contents(flow: Flow, entries: Sequence[Entry], language: Language, *, before: int) -> None:
    """Draw the contents, beginning on a new page of ``flow``.

    Args:
        flow: where; what it holds already is counted in ``before``.
        entries: the headings, with their pages from 0 in what follows the contents.
        language: of the caption.
        before: how many pages stand before the contents.
    """
    _ = language.gettext
    pages = _paged([_row(entry) for entry in entries])
    first = before + len(pages) + 1
    for number, rows in enumerate(pages):
        flow.new_page()
        if not number:
            flow.bookmark(_("Contents"), 0)
            caption = "　".join(_("Contents")) if language.code == "ja" else _("Contents")
            flow.ink.text(caption, _CAPTION, (LEFT + RIGHT) / 2, flow.y, align=0.5)
            flow.y += _CAPTION.leading + _CAPTION_BELOW
        for row in rows:
            _draw(flow, row, first)


def _row(entry: Entry) -> _Row:
    look = _LOOKS.get(entry.level, _PLAIN)
    room = WIDTH - entry.depth * _STEP - _NUMBER - _GAP
    return _Row(entry, look, look.style.label(entry.text, room))


def _paged(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows of each page, at least one page; an entry stands with the first of those under it."""
    pages: list[list[_Row]] = [[]]
    room = BOTTOM - TOP - _CAPTION.leading - _CAPTION_BELOW
    for place, row in enumerate(rows):
        wanted = row.height
        for above, below in zip(rows[place:], rows[place + 1 :], strict=False):
            if below.entry.depth <= above.entry.depth:
                break
            wanted += below.height
        if wanted > room and pages[-1]:
            pages.append([])
            room = BOTTOM - TOP
        pages[-1].append(row)
        room -= row.height
    return pages


def _draw(flow: Flow, row: _Row, first: int) -> None:
    ink, style = flow.ink, row.look.style
    if not flow.fresh:
        flow.y += row.look.above
    top = flow.y
    for line in row.lines:
        ink.line(line, style, row.left, flow.y)
        flow.y += style.leading
    middle = flow.y - style.leading / 2 + style.size * 0.28
    number = str(row.entry.page + first)
    end = row.left + row.lines[-1].width * style.size / 1000
    ink.dots(end + _GAP, RIGHT - max(style.width(number) + _GAP, 20), middle)
    ink.text(number, style, RIGHT, flow.y - style.leading, align=1)
    ink.link(row.left, top, RIGHT - row.left, flow.y - top, row.entry.name)
