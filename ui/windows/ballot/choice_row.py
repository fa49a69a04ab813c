"""The choices of one criterion and the keys that score it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.keying import keyed
from evalapp.mark import Mark, NoPoints, normalised
from evalapp.rubric import Scale
from ui.windows.ballot.choice import EDGE, Choice
from ui.windows.ballot.choice_grid import ChoiceGrid
from ui.windows.ballot.sheet_scroll import wish
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.kit import Kit

_SECOND_DIGIT_WITHIN = 1_500
"""A second digit makes a number with the first only within so many milliseconds."""

_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CRITERIA = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ChoiceRow(QWidget):
    """One Tab stop: Left and Right go from choice to choice, Space or a digit chooses.

    Signals:
        marked: the member gave a mark; the second value: it goes on the one just before (a second digit).
        moved: to the previous (-1) or next (1) criterion.
        next_wanted: to the next open field.
        entered: the keyboard has come here.
    """

    marked = Signal(object, bool)
    moved = Signal(int)
    next_wanted = Signal()
    entered = Signal()

    def __init__(self, kit: Kit, title: str, scale: Scale) -> None:
        super().__init__()
        self._kit = kit
        self._title = title
        self._scale = scale
        self._mark: Mark = NoPoints.BLANK
        self._digits = ""
        self._goes_on = False
        self._read_only = False
        self.steps = [Choice(kit, str(step.points), step.label) for step in scale.steps]
        self.cannot_judge = Choice(kit, "", "", quiet=True)
        self.clear_button = Button(kit.theme, quiet=True)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid = ChoiceGrid(kit, self.steps, self.cannot_judge, self.clear_button, self)
        self.note = Note(kit.theme, Tone.ALARM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(EDGE)
        column.addWidget(self._grid)
        below = QVBoxLayout()
        below.setContentsMargins(EDGE, 0, EDGE, 0)
        below.addWidget(self.note)
        column.addLayout(below)
        self._values: dict[Choice, Mark] = {
            **dict(zip(self.steps, scale.points, strict=True)),
            self.cannot_judge: NoPoints.CANNOT_JUDGE,
        }
        for choice in self._values:
            choice.clicked.connect(self._choose_clicked)
            choice.focused.connect(self._note_focus)
        self.clear_button.clicked.connect(lambda: self._give(NoPoints.BLANK))
        self._waiting = QTimer(self, singleShot=True, interval=_SECOND_DIGIT_WITHIN)
        self._waiting.timeout.connect(self._forget_digits)
        self.setAccessibleName(title)
        self.retranslate()
        self.show_mark(self._mark)
        kit.speaker.changed.connect(self.retranslate)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The steps of the scale, and that one cannot judge."""
        return tuple(self._values)

    @property
    def current(self) -> Choice:
        """Where the keyboard is, or would come with Tab: at the mark that stands, else at the first step."""
        choices = list(self._values)
        here = next((choice for choice in choices if choice.hasFocus()), None)
        return here or next((one for one in choices if one.isChecked()), choices[0])

    def retranslate(self) -> None:
        """Say the words that are not the scale's own."""
        say = self._kit.speaker.say
        self.cannot_judge.rename(say("Cannot judge"))
        self.clear_button.setText(say("Clear"))
        self.clear_button.setAccessibleName(say("Clear: {what}", what=self._title))
        self.clear_button.setToolTip(say("Clear (Delete)"))
        self.cannot_judge.setToolTip(say("Cannot judge (N)"))
        for choice in self._values:
            choice.setAccessibleDescription(self._title)
        self._grid.relayout()

    def show_mark(self, mark: Mark) -> None:
        """Show what the sheet holds."""
        self._mark = mark
        for choice, value in self._values.items():
            choice.show_chosen(chosen=value == mark)
        self._show_clear()
        self._keep_one_tab_stop()

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether the mark is only shown."""
        if read_only == self._read_only and self.cannot_judge.fixed == read_only:
            return
        self._read_only = read_only
        for choice in self._values:
            choice.set_fixed(fixed=read_only)
        self._show_clear()

    def forget(self) -> None:
        """Take away what is left of keys pressed: another sheet is shown."""
        self._forget_digits()
        self.note.clear()

    def take_focus(self) -> None:
        """Bring the keyboard here."""
        self.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_clear(self) -> None:
        # it keeps its room: nothing moves when it comes
        self.clear_button.setVisible(self._mark is not NoPoints.BLANK and not self._read_only)

    def _keep_one_tab_stop(self) -> None:
        current = self.current
        for choice in self._values:
            strong = choice is current
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus)

    def _note_focus(self) -> None:
        self._keep_one_tab_stop()
        self.entered.emit()

    def _choose_clicked(self) -> None:
        choice = self.sender()
        if isinstance(choice, Choice):
            self._give(self._values[choice])

    def _forget_digits(self) -> None:
        self._waiting.stop()
        self._digits = ""
        self._goes_on = False

    def _give(self, mark: Mark, *, joins: bool = False) -> None:
        if not joins:
            self._forget_digits()
        self.note.clear()
        # a screen reader presses choices that the mouse cannot
        if mark != self._mark and not self._read_only:
            self.marked.emit(mark, joins)
        if any(choice.hasFocus() for choice in self._values):
            chosen = next((one for one, value in self._values.items() if value == mark), self.current)
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_digit(self, sign: str) -> None:
        try:
            found = keyed(self._digits, sign, self._scale)
        except EvalError as refusal:
            self._forget_digits()
            self.note.say_aloud(self._phrase(refusal, sign), Tone.ALARM)
            return
        joins = self._goes_on and str(found.points) == self._digits + normalised(sign)
        goes_on = found.points is not None
        if found.points is not None:
            self._give(found.points, joins=joins)
        else:
            self.note.clear()
        self._digits = found.digits
        self._goes_on = goes_on and bool(found.digits)
        if found.digits:
            self._waiting.start()

    def _phrase(self, refusal: EvalError, sign: str) -> str:
        if refusal.code != "points-not-understood":
            return self._kit.speaker.phrase(refusal)
        return self._kit.speaker.say(
            "“{sign}” is no key for a score. Use one of {allowed}, N for “cannot judge”, Delete to clear.",
            sign=sign,
            allowed=", ".join(map(str, self._scale.points)),
        )

    def _step(self, by: int) -> None:
        choices = list(self._values)
        at = choices.index(self.current) + by
        choices[max(0, min(at, len(choices) - 1))].setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        return wish(self._kit.theme, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key of the row; what is none of its own goes on to the window."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~_PLAIN:
            event.ignore()
            return
        self.note.clear()
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in _CRITERIA:
            self.moved.emit(_CRITERIA[key])
        elif key in _ENTER:
            self.next_wanted.emit()
        elif not (self._read_only or self._take(key, event.text())):
            event.ignore()

    def _take(self, key: Qt.Key, text: str) -> bool:
        """Whether ``key`` changes the mark, or is refused."""
        if key == Qt.Key.Key_Space:
            self._give(self._values[self.current])
        elif key in _CLEARING:
            self._give(NoPoints.BLANK)
        elif normalised(text) == "n":
            self._give(NoPoints.CANNOT_JUDGE)
        elif len(text) == 1 and text.isprintable() and not text.isspace():
            self._take_digit(text)
        else:
            return False
        return True
