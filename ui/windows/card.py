"""What a page is made of: cards, and notes that say how something stands."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.windows.buttons import RING
from ui.windows.flow import Flow
from ui.windows.lines import AIR, Paragraph
from ui.windows.signs import Sign, paint_sign
from ui.windows.theme import Theme


class Card(QFrame):
    """A sheet with rounded corners on the ground of a page. Put widgets into ``rows``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = QVBoxLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._relayout)
        self._relayout()

    def _relayout(self) -> None:
        em = round(self._theme.em)
        self.rows.setContentsMargins(round(em * 1.2), em, round(em * 1.2), em)
        self.rows.setSpacing(round(em * 0.7))
        self.update()

    # Qt's

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)


class Tone(Enum):
    """How a note is meant: its ground, its sign and the ink of that; ``CAUTION`` is for a note in a card."""

    GOOD = ("", Sign.DONE, "good")
    PLAIN = ("", Sign.INFO, "muted")
    NOTICE = ("notice", Sign.WARN, "warn")
    CAUTION = ("", Sign.WARN, "warn")
    ALARM = ("alarm", Sign.WARN, "fault")

    @property
    def ground(self) -> str:
        """The name of a colour, empty for none."""
        return self.value[0]


class Note(QFrame):
    """A sentence with a sign before it; hidden while it has nothing to say.

    Attributes:
        label: the sentence, for screen readers and tests.

    Signals:
        said: it has something to say.
    """

    said = Signal()

    def __init__(self, theme: Theme, tone: Tone = Tone.NOTICE) -> None:
        super().__init__()
        self._theme = theme
        self._tone = tone
        self.label = Paragraph(theme)
        self._buttons = Flow(outdent=RING)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.label)
        # not Maximum: that would cut what needs more lines than the hint
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()
        theme.changed.connect(self._relayout)
        self._relayout()

    def say(self, sentence: str, tone: Tone | None = None) -> None:
        """Show ``sentence``; an empty one hides the note."""
        if tone is not None and tone is not self._tone:
            self._tone = tone
            self._relayout()
        self.label.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            self.said.emit()

    def say_aloud(self, sentence: str, tone: Tone) -> None:
        """Show ``sentence`` and have it read to those who cannot see that it came."""
        self.say(sentence, tone)
        self.setAccessibleName(sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Say nothing more."""
        self.label.setText("")
        self.hide()

    def add(self, widget: QWidget) -> None:
        """Put a button below the sentence."""
        if not self._buttons.count():
            self._column.addLayout(self._buttons)
        self._buttons.addWidget(widget)

    def _relayout(self) -> None:
        em = self._theme.em
        pad = round(em * 0.6) if self._tone.ground else 0
        self._column.setContentsMargins(round(pad + em * 1.6), pad, pad, pad)
        self._column.setSpacing(round(em * 0.4))
        self.update()

    # Qt's

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, sign, ink = self._tone.value
        em = self._theme.em
        if ground:
            painter.setPen(QPen(self._theme.colour(ink), 1))
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        pad = em * 0.6 if ground else 0.0
        box = QRectF(pad, self.label.y() + em * (AIR - 1) / 2, em, em)
        paint_sign(painter, box, sign, self._theme.colour(ink))
