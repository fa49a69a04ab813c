"""What stands in the middle of a page that has nothing to show yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.windows.buttons import Button
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class Nothing(QWidget):
    """One sentence, and a button that goes where the work is."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.sentence = Paragraph(kit.theme, ink="muted", scale=1.1)
        self.button = Button(kit.theme, primary=True)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        # not by alignment: that would give a text that wraps the height of another width
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sentence, 100)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(3)
        kit.theme.changed.connect(self._relayout)
        self._relayout()
        self.clear()

    def show_words(self, sentence: str, label: str) -> None:
        """Say what is missing, and what the button is called."""
        self.sentence.setText(sentence)
        self._limit()
        self.button.setText(label)
        self.button.show()

    def clear(self) -> None:
        """Say nothing."""
        self.sentence.setText("")
        self.button.hide()

    def _limit(self) -> None:
        self.sentence.setMaximumWidth(self.sentence.sizeHint().width())

    def _relayout(self) -> None:
        em = round(self._kit.theme.em)
        self._column.setContentsMargins(em * 2, em * 2, em * 2, em * 2)
        self._column.setSpacing(em)
        self._limit()
