"""Flat tabs: words in a row, the present one underlined."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QTabBar

from ui.windows.kit import Kit
from ui.windows.ring import paint_ring


class FlatTabs(QTabBar):
    """A tab bar that paints itself; the wheel does not turn it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        kit.theme.changed.connect(self.relayout)

    def relayout(self) -> None:
        """Take sizes from the text size: a tab bar keeps those it has until its font is set."""
        self.setFont(self._kit.theme.font())
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, the line below the present one, and the ring of the keyboard."""
        colours, em = self._kit.theme.colours, self._kit.theme.em
        painter = QPainter(self)
        hovered = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for number in range(self.count()):
            rect, present = self.tabRect(number), number == self.currentIndex()
            if number == hovered and not present:
                painter.fillRect(rect, QColor(colours.hover))
            painter.setFont(self._bold(bold=present))
            painter.setPen(QColor(colours.ink if present else colours.muted))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(number))
            if present:
                thick = max(3, round(em * 0.18))
                inner = rect.adjusted(round(em * 0.5), 0, -round(em * 0.5), 0)
                painter.fillRect(
                    QRect(inner.left(), rect.bottom() - thick + 1, inner.width(), thick),
                    QColor(colours.accent),
                )
                if self.hasFocus():
                    paint_ring(painter, QRectF(rect).adjusted(1, 1, -1, -thick - 1), self._kit.theme)
        painter.end()

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the word in bold, so that nothing moves when another tab is chosen."""
        line, em = QFontMetrics(self._bold(bold=True)), self._kit.theme.em
        return QSize(line.horizontalAdvance(self.tabText(index)) + round(em * 1.4), round(em * 2.1))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """As ``tabSizeHint``: no word is cut."""
        return self.tabSizeHint(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to others."""
        event.ignore()

    def _bold(self, *, bold: bool) -> QFont:
        return self._kit.theme.font(bold=bold)
