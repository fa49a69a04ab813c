"""Scroll bars without arrows and grooves: a quiet handle that grows with the text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider

from ui.windows.theme import Theme


def use_scroll_bars(area: QAbstractScrollArea, theme: Theme, *, sideways: bool = False) -> None:
    """Give an area its scroll bar; to be called before anybody else asks for it.

    Args:
        area: what scrolls.
        theme: colours and sizes.
        sideways: it scrolls to the side too.
    """
    area.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, theme))
    if sideways:
        area.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal, theme))


class ScrollBar(QScrollBar):
    """Works as every scroll bar and only looks otherwise."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme) -> None:
        super().__init__(orientation)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # what it stands on shows through
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        theme.changed.connect(self.updateGeometry)

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        hint, thick = super().sizeHint(), round(self._theme.em * 0.72)
        upright = self.orientation() is Qt.Orientation.Vertical
        return QSize(thick, hint.height()) if upright else QSize(hint.width(), thick)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        if self.maximum() <= self.minimum():
            return
        painter = QPainter(self)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = QRectF(
            self.style().subControlRect(
                QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
            )
        )
        across = self._theme.em * (0.14 if self.underMouse() or self.isSliderDown() else 0.2)
        if self.orientation() is Qt.Orientation.Vertical:
            handle.adjust(across, 0, -across, 0)
        else:
            handle.adjust(0, across, 0, -across)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("muted" if self.isSliderDown() else "edge"))
        radius = min(handle.width(), handle.height()) / 2
        painter.drawRoundedRect(handle, radius, radius)
