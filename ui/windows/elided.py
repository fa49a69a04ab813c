"""A line of text that is shortened where there is no room; the whole of it shows under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class ElidedLabel(QWidget):
    """One line that never asks for more room than a few signs."""

    def __init__(self, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self._side = side
        self._text = ""
        self._shorter: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, *shorter: str) -> None:
        """Show another text; where it has no room the first of ``shorter`` that has."""
        self._text = text
        self._shorter = shorter
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of the text as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        line = QFontMetrics(self.font())
        ways = (self._text, *self._shorter)
        fitting = next((way for way in ways if line.horizontalAdvance(way) <= self.width()), ways[-1])
        shown = line.elidedText(fitting, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | self._side, shown)
        painter.end()

    def sizeHint(self) -> QSize:
        """Room for a short text; more is taken if there is any."""
        line = QFontMetrics(self.font())
        return QSize(line.horizontalAdvance(self._text), line.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """A few signs."""
        line = QFontMetrics(self.font())
        return QSize(line.horizontalAdvance("評価…"), line.height() + 2)
