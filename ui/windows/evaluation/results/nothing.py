"""What stands on a page that has nothing to show yet."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class Nothing(QWidget):
    """One sentence, and a button that goes where the work is; its margins are those of what holds it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._note = Note(kit.theme, Tone.PLAIN)
        self.button = Button(kit.theme)
        self._note.add(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        column.addStretch()

    @property
    def sentence(self) -> Paragraph:
        """What is said."""
        return self._note.label

    def show_words(self, sentence: str, label: str) -> None:
        """Say what is missing, and what the button is called."""
        self._note.say(sentence)
        self.button.setText(label)

    def clear(self) -> None:
        """Say nothing."""
        self._note.clear()
