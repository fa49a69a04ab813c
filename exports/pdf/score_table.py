"""The published score table of one subject: criterion, mean, and one unnamed column a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalapp.language import Language
from evalapp.report import CriterionResult, SubjectReport
from exports.pdf.flow import LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME, HAIR, PAD_X, Cell, Grid, Head
from exports.pdf.ink import Ink, Style
from exports.pdf.wording import LABEL, SMALL, STRONG_LABEL
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line, one_line
from exports.typesetting.prepare import clusters
from exports.wording import mark_sign, marks_legend, numbered

_MEAN = Style(Design.STRONG, 10.5, 14)
_MEAN_WIDTH, _COUNT_WIDTH = 42.0, 44.0
_LEAST_TITLE, _MOST_COLUMN, _LEAST_MEMBERS, _AIR = 168.0, 34.0, 76.0, 3.4


@dataclass(frozen=True, slots=True)
class Band:
    """The members' columns that stand side by side in one table."""

    first: int
    count: int
    width: float
    style: Style


def bands(subject: SubjectReport, room: float) -> list[Band]:
    """How the members' columns are set in ``room`` points: in smaller type, or in several tables."""
    count = len(subject.columns)
    if not count:
        return []
    words = {mark_sign(mark) for result in subject.results for mark in result.marks} or {"0"}
    for size in (9.5, 8.5, 7.5):
        style = Style(Design.LABEL, size, 14)
        least = max(style.width(word) for word in words) + _AIR
        if least * count <= room:
            width = max(_MOST_COLUMN, _LEAST_MEMBERS / count)
            return [Band(0, count, min(max(room / count, least), width), style)]
    fit = max(int(room / least), 1)
    tables = -(-count // fit)
    share = -(-count // tables)
    return [
        Band(first, min(share, count - first), min(room / share, _MOST_COLUMN), style)
        for first in range(0, count, share)
    ]


def score_table(flow: Flow, subject: SubjectReport, language: Language, *, named: bool) -> None:
    """Draw the table and its legend.

    Args:
        flow: where.
        subject: its results; nothing is drawn without any. ``n`` is shown where it is not all expected.
        language: of the heads.
        named: print the members' names over their columns.
    """
    if not subject.results:
        return
    counted = not subject.even
    fixed = _MEAN_WIDTH + (_COUNT_WIDTH if counted else 0)
    found = bands(subject, WIDTH - _LEAST_TITLE - fixed)
    for index, band in enumerate(found or [Band(0, 0, 0, LABEL)]):
        if index:
            flow.space(8)
        _draw(flow, subject, band, language, counted=counted, named=named)
    _legend(flow, subject, language)


def _draw(
    flow: Flow,
    subject: SubjectReport,
    band: Band,
    language: Language,
    *,
    counted: bool,
    named: bool,
) -> None:
    edges = _edges(band, counted=counted)
    names = [column.member.name for column in subject.columns[band.first : band.first + band.count]]
    grid = Grid(flow, edges, _head(edges, names if named else [], band, language, counted=counted))
    rows = [
        _row(result, subject, band, language, title_width=edges[1] - LEFT, counted=counted)
        for result in subject.results
    ]
    grid.rows(rows, least=21)
    flow.y += 4


def _edges(band: Band, *, counted: bool) -> list[float]:
    edges = [RIGHT - band.width * index for index in range(band.count + 1)]
    edges.append(edges[-1] - _COUNT_WIDTH if counted else edges[-1] - _MEAN_WIDTH)
    if counted:
        edges.append(edges[-1] - _MEAN_WIDTH)
    return [LEFT, *reversed(edges)]


def _row(
    result: CriterionResult,
    subject: SubjectReport,
    band: Band,
    language: Language,
    *,
    title_width: float,
    counted: bool,
) -> list[Cell]:
    title = numbered(subject.rubric.number(result.criterion.id), result.criterion.title, language)
    cells = [
        Cell(LABEL.label(title, title_width - 2 * PAD_X), LABEL),
        _centred(subject.printed_mean(result), _MEAN),
    ]
    if counted:
        cells.append(_centred(f"n={result.tally.n}/{subject.expected}", SMALL))
    marks = result.marks[band.first : band.first + band.count]
    return cells + [_centred(mark_sign(mark), band.style) for mark in marks]


def _centred(text: str, style: Style) -> Cell:
    return Cell(style.label(text, 500), style, centred=True)


def _head(edges: Sequence[float], names: list[str], band: Band, language: Language, *, counted: bool) -> Head:
    _ = language.gettext
    members_left = edges[-1 - band.count]
    caption = STRONG_LABEL.label(_("Scores of the members"), RIGHT - members_left - 4) if band.count else ()
    caption_height = max(len(caption) * STRONG_LABEL.leading + 8, 22)
    stacks = [_stack(name, band.width) for name in names]
    names_height = max((len(stack) for stack in stacks), default=0) * _NAME.leading
    height = caption_height + (names_height + 8 if stacks else 0)

    def draw(ink: Ink, top: float) -> None:
        middle = top + (height - STRONG_LABEL.leading) / 2
        ink.fill(LEFT, top, RIGHT - LEFT, height, 0.93)
        ink.text(_("Criteria"), STRONG_LABEL, (LEFT + edges[1]) / 2, middle, align=0.5)
        ink.text(_("Mean"), STRONG_LABEL, (edges[1] + edges[2]) / 2, middle, align=0.5)
        if counted:
            ink.text("n", STRONG_LABEL, (edges[2] + edges[3]) / 2, middle, align=0.5)
        y = top + (caption_height - len(caption) * STRONG_LABEL.leading) / 2
        for line in caption:
            ink.line(line, STRONG_LABEL, (members_left + RIGHT) / 2, y, align=0.5)
            y += STRONG_LABEL.leading
        for edge in edges[1 : len(edges) - band.count]:
            ink.rule(edge, top, edge, top + height, HAIR)
        if stacks:
            ink.rule(members_left, top + caption_height, RIGHT, top + caption_height, HAIR)
        for index, stack in enumerate(stacks):
            x = members_left + (index + 0.5) * band.width
            if index:
                ink.rule(x - band.width / 2, top + caption_height, x - band.width / 2, top + height, HAIR)
            for place, sign in enumerate(stack):
                ink.line(sign, _NAME, x, top + caption_height + 4 + place * _NAME.leading, align=0.5)
        ink.rule(LEFT, top + height, RIGHT, top + height, FRAME * 0.7)

    return Head(height, draw)


_NAME = Style(Design.LABEL, 7.5, 8.6)


def _stack(name: str, width: float) -> list[Line]:
    """A name over its column: a Japanese one downwards, a Latin one broken as far as the column allows."""
    if name.isascii() and width >= 30:
        return list(_NAME.label(name, width - 4))
    signs = [sign for sign in clusters(name) if not sign.isspace()]
    return [one_line(sign, _NAME.typeface) for sign in signs[:24]]


def _legend(flow: Flow, subject: SubjectReport, language: Language) -> None:
    notes = marks_legend(subject, language)
    if not notes:
        return
    gap = "　" if language.code == "ja" else "   "
    for line in SMALL.label(gap.join(notes), WIDTH):
        flow.need(SMALL.leading)
        flow.ink.line(line, SMALL, LEFT, flow.y)
        flow.y += SMALL.leading
