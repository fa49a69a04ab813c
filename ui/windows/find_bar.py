"""The row below a reader's controls in which words are searched."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.windows.controls import LineField
from ui.windows.kit import Kit
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign


class FindBar(QWidget):
    """A field for words, how many places there are, and steps between them.

    Attributes:
        field: where the words are typed.

    Signals:
        stepped: to the next (1) or the previous (-1) place.
        left: the user is done.
    """

    stepped = Signal(int)
    left = Signal()

    def __init__(self, kit: Kit, following: QAction, previous: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._counted: tuple[int, int, bool] | None = None
        self.field = LineField(kit.theme)
        self.field.setClearButtonEnabled(False)
        self.field.setMaxLength(200)
        self._count = QLabel()
        self._close = QAction(self)
        self._close.triggered.connect(self.left)
        self._narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._buttons = [
            SignButton(kit.theme, sign, action)
            for sign, action in ((Sign.UP, previous), (Sign.DOWN, following), (Sign.CLOSE, self._close))
        ]
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    @property
    def said(self) -> str:
        """Which place of how many, ending in … while it is being searched; empty if nothing is."""
        return self._count.text().strip()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.field.setPlaceholderText(say("Words in this document"))
        self.field.setAccessibleName(say("Words in this document"))
        self._close.setText(say("Close the search"))
        self._say_count()

    def relayout(self) -> None:
        """One row, or two where the words would have too little room."""
        em = self._kit.theme.em
        self._grid.setContentsMargins(round(em * 0.4), 0, round(em * 0.4), round(em * 0.25))
        narrow = self.width() < em * 16
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for column, part in enumerate((self._count, *self._buttons), 1):
            self._grid.addWidget(part, int(narrow), column)
        self._grid.addWidget(self.field, 0, 0, 1, 5 if narrow else 1)

    def show_count(self, number: int, count: int, *, complete: bool) -> None:
        """Say which place of how many; ``complete`` when all pages have been searched."""
        self._counted = number, count, complete
        self._say_count()

    def show_nothing(self) -> None:
        """Nothing is searched."""
        self._counted = None
        self._say_count()

    def _say_count(self) -> None:
        if self._counted is None:
            said = ""
        else:
            number, count, complete = self._counted
            said = f"{number} / {count}" if count else ""
            if complete and not count:
                said = self._kit.speaker.say("not found")
            elif not complete:
                said += "…"
        self._count.setText(f" {said} " if said else "")
        self.field.setAccessibleDescription(said)

    def minimumSizeHint(self) -> QSize:
        """Room for a short word: the row fits a narrow panel."""
        return QSize(round(self._kit.theme.em * 9), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the rows there is room for."""
        super().resizeEvent(event)
        self.relayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Shift+Enter step, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
