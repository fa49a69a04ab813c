"""A slide as pages of a screen's size: figures first, then the comments, as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from exports.slides import Remarks, Row, Slide
from ui.windows.evaluation.meeting.look import Look
from ui.windows.lines import Lines, broken

_AIR = 1.42
_TITLE_AIR = 1.22


@dataclass(frozen=True, slots=True)
class Text:
    """Lines at a place of the page."""

    lines: Lines
    place: QPointF
    scale: float
    bold: bool = False
    ink: str = "ink"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the score table: its place, and its title in lines."""

    row: Row
    title: Lines
    place: QRectF


@dataclass(frozen=True, slots=True)
class Table:
    """The figures on one page.

    Attributes:
        head: the band of the heads.
        title: the width of the criteria's column; then come mean, bar, n and the unnamed columns, each of
            no width where this page does not have it.
        scale: of the type in the unnamed columns.
    """

    head: QRectF
    rows: tuple[TableRow, ...]
    title: float
    mean: float
    bar: float
    count: float
    mark: float
    scale: float
    maximum: int


@dataclass(frozen=True, slots=True)
class Page:
    """One screen."""

    texts: tuple[Text, ...]
    table: Table | None = None


@dataclass(slots=True)
class _Filling:
    """A page of comments being filled from above."""

    look: Look
    area: QRectF
    head: tuple[Text, ...]
    pages: list[Page] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    y: float = 0.0

    def room(self) -> float:
        return self.area.height() - self.y

    def put(self, lines: Lines, left: float, scale: float, *, bold: bool = False, ink: str = "ink") -> None:
        place = QPointF(self.area.x() + left, self.area.y() + self.y)
        self.texts.append(Text(lines, place, scale, bold, ink))
        self.y += lines.height

    def turn(self) -> None:
        if self.texts:
            self.pages.append(Page((*self.head, *self.texts)))
        self.texts, self.y = [], 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in the language of the app: of a list that goes on, and where there are no comments."""

    continued: str
    legend_gap: str


def pages_of(slide: Slide, look: Look, words: Words) -> tuple[Page, ...]:
    """The pages of one subject, at least one."""
    head, area = _head(slide, look)
    pages = [*_figures(slide, look, head, area, words), *_comments(slide, look, head, area, words)]
    return tuple(pages) or (Page(head),)


def _head(slide: Slide, look: Look) -> tuple[tuple[Text, ...], QRectF]:
    """Title and kind at the top of every page, and the area that is left below them."""
    page, unit = look.page, look.unit
    name = f"{slide.subject_id}　{slide.title}"
    title = broken(name, look.font(1.2, bold=True), page.width(), 2, _TITLE_AIR)
    kind = broken(slide.kind, look.font(0.7), page.width(), 1, 1.3)
    texts = (
        Text(title, page.topLeft(), 1.2, bold=True),
        Text(kind, page.topLeft() + QPointF(0, title.height + unit * 0.05), 0.7, ink="muted"),
    )
    top = title.height + kind.height + unit * 0.75
    foot = unit * 1.0
    return texts, page.adjusted(0, top, 0, -foot)


def _figures(slide: Slide, look: Look, head: tuple[Text, ...], area: QRectF, words: Words) -> Iterator[Page]:
    unit = look.unit
    if slide.note:
        note = broken(slide.note, look.font(), area.width(), 6, _AIR)
        yield Page((*head, Text(note, area.topLeft(), 1.0)))
    if not slide.rows:
        return
    legend = broken(words.legend_gap.join(slide.legend), look.font(0.62), area.width(), 2, 1.3)
    below = legend.height + unit * 0.3 if slide.legend else 0.0
    foot = Text(legend, QPointF(area.x(), area.bottom() - legend.height), 0.62, ink="muted")
    texts = (*head, foot) if slide.legend else head
    room = area.adjusted(0, 0, 0, -below)
    for kind in _kinds(slide, look, room):
        yield from (Page(texts, table) for table in _tables(slide, look, room, kind))


def _kinds(slide: Slide, look: Look, room: QRectF) -> tuple[Table, ...]:
    """The tables in which the figures are shown: all in one, or bars and unnamed columns apart."""
    unit, marks = look.unit, len(slide.rows[0].signs)
    mean = QFontMetricsF(look.font(1.15, bold=True)).horizontalAdvance("0.00") + unit * 0.6
    counts = max((row.count for row in slide.rows), key=len)
    count = QFontMetricsF(look.font(0.62)).horizontalAdvance(counts) + unit * 0.6 if counts else 0.0
    font = QFontMetricsF(look.font(0.86))
    longest = max(font.horizontalAdvance(row.title) for row in slide.rows)
    title = min(max(longest + unit * 0.8, room.width() * 0.25), room.width() * 0.42)
    widest, scale = _mark_width(slide, look, 1.0), 1.0
    free = room.width() - title - mean - count
    empty = QRectF()
    if widest * marks <= free * 0.55:
        mark = min(free * 0.42 / marks, unit * 2.0) if marks else 0.0
        mark = max(mark, widest) if marks else 0.0
        bar = free - mark * marks - (unit * 0.8 if marks else 0.0)
        return (Table(empty, (), title, mean, bar, count, mark, scale, slide.maximum),)
    bars = Table(empty, (), room.width() * 0.42, mean, 0.0, count, 0.0, scale, slide.maximum)
    bars = _with_bar(bars, room.width() * 0.58 - mean - count)
    title = room.width() * 0.28
    while (_mark_width(slide, look, scale)) * marks > room.width() - title - mean and scale > 0.5:
        scale -= 0.05
    mark = (room.width() - title - mean) / marks
    return bars, Table(empty, (), title, mean, 0.0, 0.0, mark, scale, slide.maximum)


def _with_bar(table: Table, bar: float) -> Table:
    return Table(
        table.head,
        table.rows,
        table.title,
        table.mean,
        bar,
        table.count,
        table.mark,
        table.scale,
        table.maximum,
    )


def _mark_width(slide: Slide, look: Look, scale: float) -> float:
    metrics = QFontMetricsF(look.font(scale))
    # the signs of cells without points are wider than any digit: they are painted smaller where need be
    points = {sign for row in slide.rows for sign in row.signs if sign.isascii()} or {"0"}
    return max(map(metrics.horizontalAdvance, points)) + look.unit * 0.17


def _tables(slide: Slide, look: Look, room: QRectF, kind: Table) -> Iterator[Table]:
    """The rows on as many pages as they need, as high as there is room for."""
    unit, head = look.unit, look.unit * 1.5
    font = look.font(0.86)
    titles = [broken(row.title, font, kind.title - unit * 0.6, 3, 1.2) for row in slide.rows]
    least = [max(title.height + unit * 0.5, unit * 1.7) for title in titles]
    free = room.height() - head
    groups: list[list[int]] = [[]]
    taken = 0.0
    for place, height in enumerate(least):
        if taken + height > free and groups[-1]:
            groups.append([])
            taken = 0.0
        groups[-1].append(place)
        taken += height
    for group in groups:
        spare = (free - sum(least[place] for place in group)) / len(group)
        y, rows = room.y() + head, []
        for place in group:
            height = least[place] + min(max(spare, 0.0), unit * 0.9)
            rows.append(TableRow(slide.rows[place], titles[place], QRectF(room.x(), y, room.width(), height)))
            y += height
        band = QRectF(room.x(), room.y(), room.width(), head)
        yield Table(
            band,
            tuple(rows),
            kind.title,
            kind.mean,
            kind.bar,
            kind.count,
            kind.mark,
            kind.scale,
            kind.maximum,
        )


def _comments(slide: Slide, look: Look, head: tuple[Text, ...], area: QRectF, words: Words) -> Iterator[Page]:
    filling = _Filling(look, area, head)
    section = ""
    for remarks in slide.remarks:
        _list(filling, remarks, words, new=remarks.section != section)
        section = remarks.section
    filling.turn()
    yield from filling.pages


def _list(filling: _Filling, remarks: Remarks, words: Words, *, new: bool) -> None:
    """One list of comments; where it goes on on another page its heading does too."""
    look, unit, width = filling.look, filling.look.unit, filling.area.width()
    section = broken(remarks.section, look.font(0.86, bold=True), width, 2, 1.3)
    heading = broken(remarks.kind, look.font(0.95, bold=True), width, 1, 1.3)
    pitch = QFontMetricsF(look.font(0.95)).height() * _AIR
    if filling.room() < section.height + heading.height + unit * 0.8 + pitch * 2:
        filling.turn()
    if filling.y:
        filling.y += unit * (0.9 if new else 0.6)
    if new or not filling.y:
        filling.put(section, 0, 0.86, bold=True, ink="muted")
    filling.put(heading, 0, 0.95, bold=True)
    again = broken(f"{remarks.kind}{words.continued}", look.font(0.95, bold=True), width, 1, 1.3)
    for remark in remarks.items:
        filling.y += unit * 0.35
        lines = broken(remark.text, look.font(0.95), width - unit * 1.05, 10_000, _AIR)
        rest, first = lines.texts, True
        while rest:
            fit = int(filling.room() // pitch)
            # no single line is left alone at a page's foot or carried over to the next
            few = len(rest) > 2 and fit < 2
            if fit < 1 or few:
                filling.turn()
                filling.put(section, 0, 0.86, bold=True, ink="muted")
                filling.put(again, 0, 0.95, bold=True)
                filling.y += unit * 0.35
                continue
            fit = fit - 1 if len(rest) == fit + 1 and fit > 2 else fit
            now = Lines(rest[:fit], lines.pitch, lines.width, cut=False)
            if first and remark.bulleted:
                bullet = Lines(("・",), lines.pitch, unit, cut=False)
                place = QPointF(filling.area.x(), filling.area.y() + filling.y)
                filling.texts.append(Text(bullet, place, 0.95))
            filling.put(now, unit * 1.05 if remark.bulleted else 0.0, 0.95)
            rest, first = rest[fit:], False
