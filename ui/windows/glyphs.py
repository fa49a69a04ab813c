"""Small signs on buttons, drawn as lines so that every look and size has them sharp."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton

from ui.windows.theme import Theme


class Glyph(Enum):
    """A sign as strokes in a box of 16 by 16: points to join, strokes apart from each other."""

    CONTENTS = "2,4 2.4,4|6,4 14,4|2,8 2.4,8|6,8 14,8|2,12 2.4,12|6,12 14,12"
    LEFT = "10,3 5,8 10,13"
    RIGHT = "6,3 11,8 6,13"
    UP = "3,10 8,5 13,10"
    DOWN = "3,6 8,11 13,6"
    MINUS = "3,8 13,8"
    PLUS = "3,8 13,8|8,3 8,13"
    FIT_WIDTH = "2,3 2,13|14,3 14,13|4.5,8 11.5,8|6.5,6 4.5,8 6.5,10|9.5,6 11.5,8 9.5,10"
    FIT_PAGE = "4,2 12,2 12,14 4,14 4,2|6.5,5 9.5,5|6.5,8 9.5,8|6.5,11 9.5,11"
    FIND = "10.5,10.5 14,14"
    MORE = "3,8 3.4,8|8,8 8.4,8|13,8 13.4,8"
    CLOSE = "4,4 12,12|12,4 4,12"
    SAVE = "8,2 8,10|4.5,6.5 8,10 11.5,6.5|2,11 2,14 14,14 14,11"


class GlyphButton(QToolButton):
    """A button for an action, showing a glyph; its name and its keys are said in the tip."""

    def __init__(self, theme: Theme, glyph: Glyph, action: QAction) -> None:
        super().__init__()
        self._theme = theme
        self._path = _path(glyph)
        self.setDefaultAction(action)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action.changed.connect(self._take_name)
        theme.changed.connect(self.updateGeometry)
        self._take_name()

    def _take_name(self) -> None:
        action = self.defaultAction()
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        name = action.text().removesuffix("…")
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        side = round(self._theme.em * 1.9)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """No smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground that says its state, the ring of the keyboard, the glyph."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "ink"
        rect = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.isChecked() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(rect, 4, 4)
            ink = "accent_ink"
        elif self.isEnabled() and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(rect, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 5, 5)
        side = self._theme.em
        painter.setOpacity(1.0 if self.isEnabled() else 0.35)
        painter.translate((self.width() - side) / 2, (self.height() - side) / 2)
        painter.scale(side / 16, side / 16)
        pen = QPen(self._theme.colour(ink), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)


def _path(glyph: Glyph) -> QPainterPath:
    path = QPainterPath()
    if glyph is Glyph.FIND:
        path.addEllipse(QPointF(7, 7), 4.8, 4.8)
    for stroke in glyph.value.split("|"):
        points = [QPointF(*map(float, point.split(","))) for point in stroke.split()]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
    return path
