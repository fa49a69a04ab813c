"""How a subject is painted in the list: its title, how far its sheet is, and a bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evalapp.progress import Stage
from ui.windows.ballot.subject_model import (
    ENTRY,
    Index,
    SubjectEntry,
    comments_text,
    scores_text,
    stage_text,
    subject_name,
)
from ui.windows.kit import Kit
from ui.windows.lines import Lines, broken
from ui.windows.ring import paint_ring
from ui.windows.signs import Sign, paint_sign

_TITLE_LINES = 3
_SEGMENTS = 16
"""Up to so many criteria have each a segment of the bar; more share one bar."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The places in one item, from its left upper corner.

    Attributes:
        stacked: the second fact stands below the first, for both have no room in one line.
        height: of the item; the same however far the sheet is, so that nothing moves while the member scores.
    """

    title: Lines
    stacked: bool
    height: float


class SubjectDelegate(QStyledItemDelegate):
    """Paints ``SubjectEntry`` values.

    Args:
        kit: the window's.
        width: of the list's viewport now.
        parent: the list.
    """

    def __init__(self, kit: Kit, width: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._width = width
        self._plans: dict[tuple[str, int], _Plan] = {}
        kit.theme.changed.connect(self._plans.clear)
        kit.speaker.changed.connect(self._plans.clear)

    def _plan(self, entry: SubjectEntry) -> _Plan:
        key = entry.subject.id, self._width()
        if key not in self._plans:
            self._plans[key] = self._planned(entry)
        return self._plans[key]

    def _planned(self, entry: SubjectEntry) -> _Plan:
        theme, em = self._kit.theme, self._kit.theme.em
        room = self._width() - em * 1.7
        title = broken(subject_name(entry.subject), theme.font(), room, _TITLE_LINES, 1.32)
        if entry.progress is None:
            return _Plan(title, stacked=False, height=title.height + em * 2.35)
        speaker, progress = self._kit.speaker, entry.progress
        metrics = QFontMetricsF(theme.font(0.88))
        first = max(
            metrics.horizontalAdvance(scores_text(progress.scored, progress.scored, speaker)),
            metrics.horizontalAdvance(speaker.say("Filled in")) + em * 1.2,
        )
        second = metrics.horizontalAdvance(comments_text(progress.commentable, progress.commentable, speaker))
        stacked = first + em + second > room
        bar = em * 0.8 if progress.scored else 0
        return _Plan(title, stacked, title.height + em * (3.6 if stacked else 2.35) + bar)

    def _paint_facts(self, painter: QPainter, entry: SubjectEntry, place: QRectF, plan: _Plan) -> None:
        """The words below the title, and the bar."""
        theme, speaker, em = self._kit.theme, self._kit.speaker, self._kit.theme.em
        progress = entry.progress
        painter.setFont(theme.font(0.88))
        line = QRectF(place.x(), place.y() + plan.title.height + em * 0.3, place.width(), em * 1.25)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if entry.recusal is not None or progress is None:
            painter.setPen(theme.colour("muted"))
            painter.drawText(line, left, stage_text(entry, speaker))
            return
        if entry.unkept or progress.stage is Stage.COMPLETE:
            sign = QRectF(line.x(), line.center().y() - em * 0.45, em * 0.9, em * 0.9)
            ink = theme.colour("fault" if entry.unkept else "good")
            paint_sign(painter, sign, Sign.WARN if entry.unkept else Sign.DONE, ink)
            painter.setPen(ink)
            painter.drawText(line.adjusted(em * 1.15, 0, 0, 0), left, stage_text(entry, speaker))
        else:
            painter.setPen(theme.colour("ink"))
            words = scores_text(progress.marked, progress.scored, speaker) or stage_text(entry, speaker)
            painter.drawText(line, left, words)
        painter.setPen(theme.colour("muted"))
        comments = comments_text(progress.commented, progress.commentable, speaker)
        if entry.unkept and not plan.stacked:
            # what is amiss needs the whole line
            comments = ""
        if plan.stacked:
            line.translate(0, em * 1.25)
            metrics = QFontMetricsF(painter.font())
            painter.drawText(
                line, left, metrics.elidedText(comments, Qt.TextElideMode.ElideRight, line.width())
            )
        else:
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, comments)
        if progress.scored:
            self._paint_bar(painter, line, progress.marked, progress.scored)

    def _paint_bar(self, painter: QPainter, line: QRectF, marked: int, scored: int) -> None:
        theme, em = self._kit.theme, self._kit.theme.em
        ink = theme.colour("good" if marked == scored else "accent")
        segments = scored if scored <= _SEGMENTS else 1
        gap = em * 0.16
        width = (line.width() - gap * (segments - 1)) / segments
        for number in range(segments):
            box = QRectF(line.x() + number * (width + gap), line.bottom() + em * 0.28, width, em * 0.3)
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            filled = box if segments > 1 else box.adjusted(0, 0, box.width() * (marked / scored - 1), 0)
            if segments == 1 or number >= marked:
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            if (segments == 1 and marked) or (segments > 1 and number < marked):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                painter.drawRoundedRect(filled, 2, 2)

    # Qt's

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size it asks for at the present text size."""
        return QSize(self._width(), round(self._plan(index.data(ENTRY)).height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        entry: SubjectEntry = index.data(ENTRY)
        plan = self._plan(entry)
        state, rect = option.state, QRectF(option.rect)
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(rect, theme.colour("card"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        if current:
            painter.fillRect(QRectF(rect.x(), rect.y(), em * 0.3, rect.height() - 1), theme.colour("accent"))
        ink = QColor(theme.colours.muted if entry.recusal is not None else theme.colours.ink)
        place = rect.adjusted(em * 0.95, em * 0.5, -em * 0.75, 0)
        plan.title.draw(painter, QPointF(place.topLeft()), theme.font(), ink)
        self._paint_facts(painter, entry, place, plan)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0.5, 0.5, -0.5, -1.5), theme)
        painter.restore()
