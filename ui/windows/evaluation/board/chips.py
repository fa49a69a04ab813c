"""The counts above the board: each is a button that shows only cells of its kind, and the key to its sign."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from evalapp.watching import Board, CellState, owing
from ui.watch_words import state_words
from ui.windows.evaluation.board.tiles import paint_state, state_ink
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.ring import paint_ring


class Chip(QAbstractButton):
    """A sign, a word and a count."""

    def __init__(self, kit: Kit, state: CellState | None) -> None:
        super().__init__()
        self._kit = kit
        self._state = state
        self._count = ""
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, word: str, count: str, about: str) -> None:
        """Show a word and a count; ``about`` says what the button does."""
        self._count = count
        self.setText(word)
        self.setAccessibleName(f"{word} {count}")
        self.setAccessibleDescription(about)
        self.setToolTip(about)
        self.updateGeometry()
        self.update()

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        theme, em = self._kit.theme, self._kit.theme.em
        word = QFontMetricsF(theme.font()).horizontalAdvance(self.text())
        count = QFontMetricsF(theme.font(bold=True)).horizontalAdvance(self._count)
        sign = em * 1.2 if self._state else 0
        return QSize(round(word + count + sign + em * 1.7), round(em * 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(
            QPen(theme.colour("accent" if self.isChecked() else "line"), 2 if self.isChecked() else 1)
        )
        painter.setBrush(theme.colour("hover" if lit or self.isChecked() else "card"))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        x = em * 0.65
        if self._state:
            sign = QRectF(x, (self.height() - em) / 2, em, em)
            paint_state(painter, sign, self._state, state_ink(theme, self._state))
            x += em * 1.25
        ink = theme.colour("ink" if self.isEnabled() else "muted")
        painter.setPen(ink)
        painter.setFont(theme.font())
        words = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme.font(bold=True))
        counts = QRectF(0, 0, self.width() - em * 0.7, self.height())
        painter.drawText(counts, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), theme, self.height() / 2)
        painter.end()


class Chips(QWidget):
    """One chip a state, and one for all that is still owed.

    Signals:
        changed: others are pressed.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._board: Board | None = None
        self.owed = Chip(kit, None)
        self.states = {state: Chip(kit, state) for state in CellState}
        self._flow = Flow(self.owed, *self.states.values())
        self.setLayout(self._flow)
        for chip in (self.owed, *self.states.values()):
            chip.toggled.connect(lambda _on: self.changed.emit())
        kit.speaker.changed.connect(self._say)
        kit.theme.changed.connect(self._relayout)
        self._relayout()

    @property
    def chosen(self) -> frozenset[CellState]:
        """The states whose chips are pressed."""
        return frozenset(state for state, chip in self.states.items() if chip.isChecked())

    def show_board(self, board: Board) -> None:
        """Show its counts."""
        self._board = board
        self._say()

    def release(self) -> None:
        """Have no chip pressed."""
        for chip in (self.owed, *self.states.values()):
            chip.setChecked(False)

    def _say(self) -> None:
        if self._board is None:
            return
        say, language, counts = self._kit.speaker.say, self._kit.speaker.language, self._board.counts
        count = len(owing(self._board))
        late = self._board.due
        self.owed.say(
            say("Late") if late else say("Still to answer"),
            str(count),
            say("Show only what is still to be answered"),
        )
        self.owed.setEnabled(bool(count) or self.owed.isChecked())
        for state, chip in self.states.items():
            word = state_words(state, language)
            chip.say(word, f"{counts[state]:,}", say("Show only: {state}", state=word))
            chip.setEnabled(bool(counts[state]) or chip.isChecked())
        self._flow.invalidate()

    def _relayout(self) -> None:
        self._flow.setSpacing(round(self._kit.theme.em * 0.15))
        self._flow.invalidate()
        self.update()
