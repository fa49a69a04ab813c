"""The heads of the board, which stay in sight: members at the left, subjects above."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from evalapp.watching import CellState
from ui.windows.evaluation.board.board_model import BoardModel
from ui.windows.evaluation.board.tiles import paint_state
from ui.windows.kit import Kit
from ui.windows.lines import Lines, broken
from ui.windows.signs import Sign, paint_sign

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_OVER = Qt.TextFlag.TextDontClip
_SMALLEST = 0.58
"""Text never gets smaller than this share of the usual size."""

TITLES_FROM = 5.0
"""From this width of a column on (in heights of a line) there is room for titles."""


class _Head(QHeaderView):
    """What both heads have in common.

    Attributes:
        pitch: the size of a section; single ones may differ from it by a part of a pixel.
    """

    def __init__(self, orientation: Qt.Orientation, kit: Kit, model: BoardModel) -> None:
        super().__init__(orientation)
        self._kit = kit
        self._board = model
        self.pitch = 1.0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setMinimumSectionSize(1)

    def _marked(self, section: int) -> bool:
        """Whether the cell of the keyboard is in this row or column."""
        view = self.parent()
        current = view.currentIndex() if isinstance(view, QTableView) else QModelIndex()
        upright = self.orientation() is Qt.Orientation.Horizontal
        return current.isValid() and section == (current.column() if upright else current.row())


class MemberHead(_Head):
    """Names, and how many subjects each has still to answer."""

    def __init__(self, kit: Kit, model: BoardModel) -> None:
        super().__init__(Qt.Orientation.Vertical, kit, model)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one name in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        row = self._board.row(logical_index)
        painter.save()
        painter.fillRect(rect, theme.colour("hover" if self._marked(logical_index) else "ground"))
        if rect.height() > em * 1.2:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        scale = min(1.0, max(_SMALLEST, self.pitch / (em * 1.12)))
        room = QRectF(rect).adjusted(em * 0.6, 0, -em * 0.5, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.owed:
            font = theme.font(scale * 0.95, bold=True)
            painter.setFont(font)
            painter.setPen(theme.colour("fault" if row.late else "ink"))
            count = str(row.owed)
            painter.drawText(room, _RIGHT, count)
            room.setRight(room.right() - QFontMetricsF(font).horizontalAdvance(count) - em * 0.2)
            side = min(em * 0.75, self.pitch * 0.8)
            sign = QRectF(room.right() - side, rect.center().y() - side / 2 + 0.5, side, side)
            if row.late:
                paint_sign(painter, sign, Sign.WARN, theme.colour("fault"))
            else:
                paint_state(painter, sign, CellState.ISSUED, theme.colour("muted"))
            room.setRight(sign.left() - em * 0.3)
        else:
            side = min(em * 0.8, self.pitch * 0.8)
            sign = QRectF(room.right() - side, rect.center().y() - side / 2 + 0.5, side, side)
            if row.counts[CellState.NEEDS_LOOK]:
                paint_state(painter, sign, CellState.NEEDS_LOOK, theme.colour("warn"))
            else:
                paint_sign(painter, sign, Sign.DONE, theme.colour("good"))
            room.setRight(sign.left() - em * 0.3)
        font = theme.font(scale)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        name = QFontMetricsF(font).elidedText(row.member.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, name)
        painter.restore()


class SubjectHead(_Head):
    """Ids with titles where there is room; else ids alone, turned where they are wider than a column."""

    def __init__(self, kit: Kit, model: BoardModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, kit, model)
        self._turned = False

    def height_for(self, width: float) -> int:
        """The height it needs for columns of this width."""
        em, count = self._kit.theme.em, self._board.columnCount()
        self._turned = False
        if width >= TITLES_FROM * em:
            heights = [self._title(section, width) for section in range(count)]
            return round(max((lines.height for lines in heights), default=0) + em * 2.3)
        if self._upright(width):
            return round(em * 1.9)
        self._turned = True
        metrics = QFontMetricsF(self._kit.theme.font(self._scale(width)))
        longest = max((metrics.horizontalAdvance(self._id(s)) for s in range(count)), default=0)
        return round(min(longest, em * 6) + em * 0.9)

    def _id(self, section: int) -> str:
        return self._board.subject(section).id

    def _title(self, section: int, width: float) -> Lines:
        em = self._kit.theme.em
        return broken(
            self._board.subject(section).title, self._kit.theme.font(0.88), width - em * 0.8, 3, 1.3
        )

    def _scale(self, width: float) -> float:
        return min(0.92, max(_SMALLEST, width / (self._kit.theme.em * 1.05)))

    def _upright(self, width: float) -> bool:
        """Whether all ids stand side by side without being turned."""
        metrics = QFontMetricsF(self._kit.theme.font(0.92))
        room = width - self._kit.theme.em * 0.5
        return all(metrics.horizontalAdvance(self._id(s)) <= room for s in range(self._board.columnCount()))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one subject in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter.save()
        painter.fillRect(rect, theme.colour("hover" if self._marked(logical_index) else "ground"))
        owed = self._board.subject_owed(logical_index)
        ink = theme.colour("ink")
        room = QRectF(rect)
        if rect.width() >= TITLES_FROM * em:
            self._paint_wide(painter, room, logical_index, owed)
        elif not self._turned:
            painter.setFont(theme.font(0.92, bold=bool(owed)))
            painter.setPen(ink)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._id(logical_index))
        painter.restore()
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sections, and over them the turned ids: of all columns, or of some where they would touch."""
        super().paintEvent(event)
        if not self._turned or not self._board.columnCount():
            return
        theme = self._kit.theme
        fonts = [theme.font(self._scale(self.pitch), bold=bold) for bold in (False, True)]
        metrics = [QFontMetricsF(font) for font in fonts]
        step = next(
            one for one in (1, 2, 5, 10, 20, 50) if one * self.pitch >= metrics[0].height() * 0.8 or one == 50
        )
        painter = QPainter(self.viewport())
        for section in range(self._board.columnCount()):
            left = self.sectionViewportPosition(section)
            if section % step or not event.rect().left() - self.pitch <= left <= event.rect().right():
                continue
            owed = self._board.subject_owed(section) > 0
            if not section:
                # at the very edge half a line would be cut off
                left += max(round((metrics[0].height() - self.pitch) / 2), 0)
            painter.setFont(fonts[owed])
            painter.setPen(theme.colour("ink" if owed else "muted"))
            self._paint_turned(
                painter, QRectF(left, 0, self.sectionSize(section), self.height()), section, metrics[owed]
            )
        painter.end()

    def _paint_turned(self, painter: QPainter, room: QRectF, section: int, metrics: QFontMetricsF) -> None:
        em = self._kit.theme.em
        shown = metrics.elidedText(self._id(section), Qt.TextElideMode.ElideRight, room.height() - em * 0.5)
        painter.save()
        painter.translate(room.left(), room.bottom() - em * 0.35)
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, room.height(), room.width()), _LEFT | _OVER, shown)
        painter.restore()

    def _paint_wide(self, painter: QPainter, room: QRectF, section: int, owed: int) -> None:
        theme, em = self._kit.theme, self._kit.theme.em
        line = QRectF(room.x() + em * 0.4, room.y() + em * 0.4, room.width() - em * 0.8, em * 1.2)
        painter.setFont(theme.font(0.95, bold=True))
        painter.setPen(theme.colour("ink"))
        painter.drawText(line, _LEFT, self._id(section))
        if owed:
            say = self._kit.speaker.say
            painter.setFont(theme.font(0.85))
            painter.setPen(theme.colour("muted"))
            painter.drawText(line, _RIGHT, say("Open: {count}", count=owed))
        lines = self._title(section, room.width())
        lines.draw(
            painter, QPointF(line.x(), line.bottom() + em * 0.1), theme.font(0.88), theme.colour("ink")
        )
