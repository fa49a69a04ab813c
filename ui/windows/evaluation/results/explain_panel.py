"""How the chosen figure came about: always in sight below the table."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.windows.evaluation.results.words import Explanation
from ui.windows.kit import Kit
from ui.windows.lines import AIR, broken


class ExplainPanel(QWidget):
    """What the figure is, how it is reckoned, what is outside of it. Its height never changes with that.

    Attributes:
        shown: what is said now.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.shown: Explanation | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self._relayout)

    def show_explanation(self, explanation: Explanation | None) -> None:
        """Say another one; ``None`` says how to choose."""
        self.shown = explanation
        text = explanation.text if explanation else self._hint()
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def _hint(self) -> str:
        return self._kit.speaker.say("Choose a mean or a score in the table to see how it came about.")

    def _relayout(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt's

    def sizeHint(self) -> QSize:
        """Room for three lines."""
        em = self._kit.theme.em
        return QSize(round(em * 30), round(em * (AIR * 3.1 + 0.9)))

    def minimumSizeHint(self) -> QSize:
        """The same height in any width."""
        return QSize(round(self._kit.theme.em * 12), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Head, sum, sentences."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("card"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.colour("line"))
        left, width, top = em * 1.2, self.width() - em * 2.4, em * 0.55
        if self.shown is None:
            lines = broken(self._hint(), theme.font(), width, 3)
            lines.draw(painter, QPointF(left, top), theme.font(), theme.colour("muted"))
            painter.end()
            return
        gap = "" if self._kit.speaker.japanese else " "
        bold, plain = theme.font(bold=True), theme.font()
        head = broken(self.shown.head, bold, width, 1)
        sum_ = broken(self.shown.sum, plain, width, 2) if self.shown.sum else None
        head.draw(painter, QPointF(left, top), bold, theme.colour("ink"))
        top += head.height
        left_over = 2
        beside = head.width + em * 1.6
        if sum_ and len(sum_.texts) == 1 and beside + sum_.width <= width:
            sum_.draw(painter, QPointF(left + beside, top - head.height), plain, theme.colour("ink"))
        elif sum_:
            sum_.draw(painter, QPointF(left, top), plain, theme.colour("ink"))
            top += sum_.height
            left_over -= len(sum_.texts)
        if left_over and self.shown.rest:
            rest = broken(gap.join(self.shown.rest), theme.font(0.95), width, left_over)
            rest.draw(painter, QPointF(left, top), theme.font(0.95), theme.colour("muted"))
        painter.end()
