"""Buttons with words, painted in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.windows.ring import paint_ring
from ui.windows.theme import Theme

RING = 3
"""The room that a button keeps around itself for the ring, in pixels."""


class Button(QPushButton):
    """A button with words.

    Args:
        theme: colours and sizes.
        primary: the one act that a page is there for; filled with the accent.
        quiet: an act beside the work; without an edge until the pointer is on it.
    """

    def __init__(self, theme: Theme, *, primary: bool = False, quiet: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._primary = primary
        self._quiet = quiet
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._relayout)

    def set_primary(self, *, primary: bool) -> None:
        """Make it the page's one act, or take that from it: which act is the next may change."""
        if primary is not self._primary:
            self._primary = primary
            self._relayout()

    def _relayout(self) -> None:
        self.updateGeometry()
        self.update()

    def _inks(self) -> tuple[QColor, QColor, QColor]:
        """The ground, the edge and the words."""
        colour = self._theme.colour
        if not self.isEnabled():
            if self._quiet:
                clear = QColor(Qt.GlobalColor.transparent)
                return clear, clear, colour("muted")
            return colour("ground"), colour("line"), colour("muted")
        if self._primary:
            ground = colour("accent")
            if self.isDown() or self.underMouse():
                ground = ground.lighter(115) if self._theme.dark else ground.darker(115)
            return ground, ground, colour("accent_ink")
        lit = self.isDown() or self.underMouse()
        if self._quiet:
            ground = colour("hover") if lit else QColor(Qt.GlobalColor.transparent)
            return ground, ground, colour("accent")
        ground = colour("hover") if lit else colour("card")
        return ground, colour("edge"), colour("ink")

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        em = self._theme.em
        width = QFontMetricsF(self._theme.font(bold=self._primary)).horizontalAdvance(self.text())
        air, height = (2.8, 2.6) if self._primary else (1.4, 1.9) if self._quiet else (1.9, 2.2)
        return QSize(round(width + em * air), round(em * height))

    def minimumSizeHint(self) -> QSize:
        """The least room it can be shown in."""
        return QSize(round(self._theme.em * 4), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink = self._inks()
        rect = QRectF(self.rect()).adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 5, 5)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), self._theme, 7)
        font = self._theme.font(bold=self._primary)
        painter.setFont(font)
        painter.setPen(ink)
        room = rect.width() - self._theme.em * 0.5
        words = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
