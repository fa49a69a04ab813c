"""The tables of the report that hold words: recommendations and responses, members, meetings."""

from __future__ import annotations

from collections.abc import Sequence

from evalapp.language import Language
from exports.outline.blocks import MeetingList, MemberList, ResponseRow, Responses
from exports.pdf.flow import LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME, HAIR, Cell, Grid, Head
from exports.pdf.ink import Ink, Style
from exports.pdf.wording import STRONG_LABEL, text_style
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line
from exports.wording import unparted

_PAD = (8.0, 6.0)
_ROW = 26.0
_EMPTY = 62.0
"""The height of a box that is left empty."""
_WHOLE = 190.0
"""A row of running text up to this height is kept on one page; a taller one may go on overleaf."""
_LIST = Style(Design.LABEL, 9.5, 15)


class WordTable:
    """A ruled table on a flow.

    Args:
        flow: where.
        edges: the table's columns, in points from the left.
        heads: one a column.
        rows: one cell a column; without any, an empty box stands under the heads.
        pad: see ``Grid``.
        whole: see ``Grid``.
    """

    def __init__(
        self,
        flow: Flow,
        edges: Sequence[float],
        heads: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        pad: tuple[float, float] = _PAD,
        whole: float | None = None,
    ) -> None:
        self._flow = flow
        self._grid = Grid(flow, edges, _head(edges, heads), pad=pad, whole=whole)
        self._rows = rows or [[Cell((), _LIST) for _ in heads]]
        self._least = _ROW if rows else _EMPTY

    @property
    def beginning(self) -> float:
        """How much height the table needs to begin on a page."""
        return self._grid.beginning(self._rows, least=self._least)

    def draw(self) -> None:
        """Draw it."""
        self._grid.rows(self._rows, least=self._least)


def response_table(flow: Flow, block: Responses, language: Language) -> WordTable:
    """What was asked beside what was answered."""
    edges = (LEFT, LEFT + WIDTH / 2, RIGHT)
    room = WIDTH / 2 - 2 * _PAD[0]
    rows = [_response_row(row, room, language) for row in block.rows]
    if block.placeholder:
        rows = [[_missing(block.placeholder, room, language), _missing("", room, language)]]
    return WordTable(flow, edges, block.heads, rows, whole=_WHOLE)


def member_table(flow: Flow, block: MemberList, language: Language) -> WordTable:
    """The committee's members with their places in it."""
    _ = language.gettext
    edges = (LEFT, LEFT + 62, LEFT + 194, RIGHT)
    heads = (_("Role"), _("Name"), _("Affiliation and position"))
    rows = [
        [
            Cell(STRONG_LABEL.label(one.role, 54) if one.role else (), STRONG_LABEL, centred=True),
            _listed(unparted(one.name), edges, 1),
            _listed(one.affiliation, edges, 2),
        ]
        for one in block.members
    ]
    return WordTable(flow, edges, heads, rows)


def meeting_table(flow: Flow, block: MeetingList, language: Language) -> WordTable:
    """The committee's meetings with day and agenda."""
    _ = language.gettext
    edges = (LEFT, LEFT + 118, LEFT + 244, RIGHT)
    heads = (_("Meeting"), _("Held on"), _("Agenda"))
    rows = [
        [_listed(text, edges, column) for column, text in enumerate((one.title, one.day, one.agenda))]
        for one in block.meetings
    ]
    return WordTable(flow, edges, heads, rows, whole=_WHOLE)


def _response_row(row: ResponseRow, room: float, language: Language) -> list[Cell]:
    asked = _column([(_theme(row.theme, language), row.text)], room, language)
    if row.placeholder:
        return [asked, *(_missing(text, room, language) for _label, text in row.responses)]
    return [asked, _column(row.responses, room, language)]


def _theme(theme: str, language: Language) -> str:
    if not theme:
        return ""
    return f"＜{theme}＞" if language.code == "ja" else theme


def _column(parts: Sequence[tuple[str, str]], room: float, language: Language) -> Cell:
    """Texts under each other, each under its label; labels may be empty."""
    style = text_style(language)
    strong_style = _strong(language)
    lines: list[Line] = []
    strong: set[int] = set()
    for label, text in parts:
        if lines:
            lines.append(Line("", 0))
        if label:
            heading = strong_style.label(label, room)
            strong |= set(range(len(lines), len(lines) + len(heading)))
            lines += heading
        lines += style.lines(text.strip("\r\n"), room)
    return Cell(lines, style, on_top=True, strong=frozenset(strong), strong_style=strong_style)


def _missing(text: str, room: float, language: Language) -> Cell:
    style = _strong(language)
    return Cell(style.label(text, room) if text else (), style, on_top=True, shaded=True)


def _strong(language: Language) -> Style:
    style = text_style(language)
    return Style(Design.STRONG, style.size - 0.5, style.leading)


def _listed(text: str, edges: Sequence[float], column: int) -> Cell:
    width = edges[column + 1] - edges[column] - 2 * _PAD[0]
    return Cell(_LIST.lines(text.strip("\r\n"), width) if text else (), _LIST)


def _head(edges: Sequence[float], words: Sequence[str]) -> Head:
    columns = [
        STRONG_LABEL.label(word, right - left - _PAD[0])
        for word, left, right in zip(words, edges, edges[1:], strict=False)
    ]
    height = max(len(lines) for lines in columns) * STRONG_LABEL.leading + 8

    def draw(ink: Ink, top: float) -> None:
        ink.fill(LEFT, top, RIGHT - LEFT, height, 0.93)
        for lines, left, right in zip(columns, edges, edges[1:], strict=False):
            y = top + (height - len(lines) * STRONG_LABEL.leading) / 2
            for line in lines:
                ink.line(line, STRONG_LABEL, (left + right) / 2, y, align=0.5)
                y += STRONG_LABEL.leading
        for edge in edges[1:-1]:
            ink.rule(edge, top, edge, top + height, HAIR)
        ink.rule(LEFT, top + height, RIGHT, top + height, FRAME * 0.7)

    return Head(height, draw)
