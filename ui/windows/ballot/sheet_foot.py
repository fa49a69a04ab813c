"""The end of a score sheet: on to the next subject, or to handing in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.windows.buttons import Button
from ui.windows.kit import Kit


class SheetFoot(QWidget):
    """Two buttons.

    Signals:
        step_wanted: the next (1) or the previous (-1) subject.
        hand_in_wanted: this was the last one.
    """

    step_wanted = Signal(int)
    hand_in_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._last = False
        self.previous_button = Button(kit.theme)
        self.next_button = Button(kit.theme)
        self.previous_button.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next_button.clicked.connect(self._go_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.previous_button)
        row.addStretch(1)
        row.addWidget(self.next_button)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in order."""
        return self.previous_button, self.next_button

    def show_way(self, *, first: bool, last: bool) -> None:
        """Whether the sheet is the first and the last one."""
        self._last = last
        self.previous_button.setVisible(not first)
        self.retranslate()

    def take_focus(self) -> None:
        """Bring the keyboard to the way on."""
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say where the buttons lead."""
        say = self._kit.speaker.say
        self.previous_button.setText(say("Previous subject"))
        self.next_button.setText(say("On to checking and handing in") if self._last else say("Next subject"))

    def _go_on(self) -> None:
        if self._last:
            self.hand_in_wanted.emit()
        else:
            self.step_wanted.emit(1)

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        button = next((one for one in (self.previous_button, self.next_button) if one.hasFocus()), None)
        if button and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            button.click()
        else:
            event.ignore()
