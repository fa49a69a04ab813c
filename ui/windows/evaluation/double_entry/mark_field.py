"""The cell for one score of a paper sheet: a key is enough, and the next cell follows by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetricsF, QInputMethodEvent, QKeyEvent

from evalapp.errors import EvalError
from evalapp.keying import keyed
from evalapp.mark import Mark, NoPoints, normalised
from evalapp.rubric import Scale
from ui.windows.controls import LineField
from ui.windows.kit import Kit

_SECOND_DIGIT_WITHIN = 1_500
"""As in the member's window: milliseconds in which a second digit makes a number with the first."""

_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MarkField(LineField):
    """Shows points, 評価不能 or nothing. Digits score, N is “cannot judge”, Delete clears.

    Signals:
        marked: the typist gave this mark.
        moved: to the previous (-1) or next (1) cell.
        refused: an ``EvalError``: the key is no score.
    """

    marked = Signal(object)
    moved = Signal(int)
    refused = Signal(EvalError)

    def __init__(self, kit: Kit, scale: Scale) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._scale = scale
        self._mark: Mark = NoPoints.BLANK
        self._digits = ""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # a composed digit would wait for Enter
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._waiting = QTimer(self, singleShot=True, interval=_SECOND_DIGIT_WITHIN)
        self._waiting.timeout.connect(self._forget)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.updateGeometry)

    def show_mark(self, mark: Mark) -> None:
        """Show what stands on the sheet."""
        self._mark = mark
        self.retranslate()

    def retranslate(self) -> None:
        """Say the mark."""
        blank, cannot = self._mark is NoPoints.BLANK, self._mark is NoPoints.CANNOT_JUDGE
        word = self._kit.speaker.say("Cannot judge") if cannot else "" if blank else str(self._mark)
        self.setText(word)
        self.selectAll()

    def _take(self, sign: str) -> None:
        if normalised(sign) == "n":
            self._give(NoPoints.CANNOT_JUDGE, goes_on=False)
            return
        try:
            found = keyed(self._digits, sign, self._scale)
        except EvalError as refusal:
            self._forget()
            self.refused.emit(refusal)
            return
        self._digits = found.digits
        if found.points is not None:
            self._give(found.points, goes_on=bool(found.digits))
        if found.digits:
            self._waiting.start()

    def _give(self, mark: Mark, *, goes_on: bool) -> None:
        self.show_mark(mark)
        self.marked.emit(mark)
        if not goes_on:
            self._forget()
            if mark is not NoPoints.BLANK:
                self.moved.emit(1)

    def _forget(self) -> None:
        self._waiting.stop()
        self._digits = ""

    # Qt's

    def sizeHint(self) -> QSize:
        """Room for the longest word."""
        em = self._kit.theme.em
        word = self._kit.speaker.say("Cannot judge")
        width = QFontMetricsF(self._kit.theme.font()).horizontalAdvance(word)
        return QSize(round(width + em * 1.4), round(em * 1.75))

    def minimumSizeHint(self) -> QSize:
        """No smaller."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key of the cell; what is none of its own goes on to the window."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            event.ignore()
        elif key in _STEPS or key in _ENTER:
            self._forget()
            self.moved.emit(_STEPS.get(key, 1))
        elif key in _CLEARING and not self.isReadOnly():
            self._forget()
            self._give(NoPoints.BLANK, goes_on=False)
        elif len(event.text()) == 1 and event.text().isprintable() and not event.text().isspace():
            if not self.isReadOnly():
                self._take(event.text())
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method sends all the same is taken key by key."""
        for sign in event.commitString() if not self.isReadOnly() else "":
            self._take(sign)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A cell of one key has none."""
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """All of it is replaced by the next key."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Digits belong to one cell."""
        super().focusOutEvent(event)
        self._forget()
        self.deselect()
