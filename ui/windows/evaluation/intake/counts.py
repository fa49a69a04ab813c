"""How many files there are of each status, as buttons that show only those."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from evalapp.intake import Status
from ui.windows.evaluation.intake.words import STATUS_SIGNS, status_word
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.ring import paint_ring
from ui.windows.signs import paint_sign


class CountButton(QAbstractButton):
    """A status with its sign and its count; pressed while only its files are shown."""

    def __init__(self, kit: Kit, status: Status | None) -> None:
        super().__init__()
        self._kit = kit
        self.status = status
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        kit.theme.changed.connect(self.updateGeometry)

    # Qt's

    def sizeHint(self) -> QSize:
        """The sign, the words, and air."""
        em = self._kit.theme.em
        words = QFontMetricsF(self._kit.theme.font(bold=True)).horizontalAdvance(self.text())
        return QSize(round(words + em * (1.6 if self.status is None else 2.9)), round(em * 2))

    def minimumSizeHint(self) -> QSize:
        """No word is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded box, filled while it is pressed."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        checked = self.isChecked()
        ground = "accent" if checked else "hover" if self.underMouse() and self.isEnabled() else "card"
        painter.setPen(QPen(theme.colour("accent" if checked else "edge"), 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        words = rect.adjusted(em * 0.65, 0, -em * 0.4, 0)
        ink = "accent_ink" if checked else "ink" if self.isEnabled() else "muted"
        if self.status is not None:
            sign, colour = STATUS_SIGNS[self.status]
            box = QRectF(words.x(), rect.center().y() - em * 0.45, em * 0.9, em * 0.9)
            paint_sign(painter, box, sign, theme.colour(ink if checked or not self.isEnabled() else colour))
            words.adjust(em * 1.3, 0, 0, 0)
        painter.setFont(theme.font(bold=checked))
        painter.setPen(theme.colour(ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), theme, rect.height() / 2)


class Counts(QWidget):
    """One button for all files, one for each status.

    Signals:
        chosen: the ``Status`` whose files are wanted, or ``None`` for all.
    """

    chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._group = QButtonGroup(self)
        self.buttons: dict[Status | None, CountButton] = {}
        self._flow = Flow()
        self._flow.setSpacing(4)
        for status in (None, *STATUS_SIGNS):
            button = self.buttons[status] = CountButton(kit, status)
            self._group.addButton(button)
            self._flow.addWidget(button)
            button.clicked.connect(lambda _checked, status=status: self.chosen.emit(status))
        self.setLayout(self._flow)

    def show_counts(self, counts: Mapping[Status, int], only: Status | None) -> None:
        """Show how many files there are, and which are shown."""
        say = self._kit.speaker.say
        for status, button in self.buttons.items():
            count = sum(counts.values()) if status is None else counts.get(status, 0)
            word = say("All") if status is None else status_word(status, self._kit.speaker)
            button.setText(f"{word} {count}")
            button.setEnabled(count > 0)
            button.setChecked(status is only)
            button.updateGeometry()
            button.update()
        self.setAccessibleName(say("Show only files of one state"))
