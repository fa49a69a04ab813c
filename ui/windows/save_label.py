"""The visible state of saving: 「保存済み 14:03」."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.windows.kit import Kit
from ui.windows.saving import Saves, Saving
from ui.windows.signs import Sign, paint_sign

_SIGNS = {
    Saving.SAVED: (Sign.DONE, "good"),
    Saving.TYPING: (Sign.BUSY, "muted"),
    Saving.UNKEPT: (Sign.WARN, "fault"),
    Saving.FAILED: (Sign.WARN, "fault"),
    Saving.READ_ONLY: (Sign.LOCK, "muted"),
}


class SaveLabel(QWidget):
    """Says where the work is, in a word and with a sign.

    Args:
        kit: the window's.
        work: whose state is said.
        told: what more there is to say of it, or empty: then the file's path is said.
    """

    def __init__(self, kit: Kit, work: Saves, told: Callable[[], str] = str) -> None:
        super().__init__()
        self._kit = kit
        self._work = work
        self._told = told
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.retranslate()
        work.state_changed.connect(self.retranslate)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.updateGeometry)

    def retranslate(self) -> None:
        """Say the state."""
        say, state = self._kit.speaker.say, self._work.state
        match state.saving:
            case Saving.SAVED if state.at:
                self.text = say("Saved {time}", time=f"{state.at.astimezone():%H:%M}")
            case Saving.SAVED:
                self.text = say("All saved")
            case Saving.TYPING:
                self.text = say("Typing …")
            case Saving.UNKEPT:
                self.text = say("A comment is not saved")
            case Saving.FAILED:
                self.text = say("Not saved")
            case Saving.READ_ONLY:
                self.text = say("Read only")
        self.setAccessibleName(self.text)
        told = self._told()
        self.setAccessibleDescription(told)
        self.setToolTip(told or str(self._work.path))
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign and the word."""
        em = self._kit.theme.em
        sign, name = _SIGNS[self._work.state.saving]
        colour = QColor(getattr(self._kit.theme.colours, name))
        painter = QPainter(self)
        # its right edge is that of the window's content
        words = QRectF(self.rect())
        left = words.right() - QFontMetricsF(self.font()).horizontalAdvance(self.text) - em * 1.15
        paint_sign(painter, QRectF(left, self.height() / 2 - em * 0.45, em * 0.9, em * 0.9), sign, colour)
        painter.setPen(colour)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.text)
        painter.end()

    def sizeHint(self) -> QSize:
        """As wide as the longest word it usually says, so that nothing moves while one types."""
        say = self._kit.speaker.say
        words = (self.text, say("Saved {time}", time="00:00"), say("Typing …"), say("All saved"))
        line, em = QFontMetricsF(self.font()), self._kit.theme.em
        return QSize(round(em * 1.3 + max(line.horizontalAdvance(word) for word in words)), round(em * 1.4))
