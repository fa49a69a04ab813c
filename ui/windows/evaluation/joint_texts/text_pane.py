"""Two or three states of a text beside each other; what differs is marked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QPainter, QPaintEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from evalapp.text import utf16_units
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.scroll_bar import use_scroll_bars


class TextPane(QWidget):
    """A text to be read under its name."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._marks: tuple[range, ...] = ()
        self.name = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.text = _Text(kit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.name)
        column.addWidget(self.text, 1)
        kit.theme.changed.connect(self._mark)

    def show_text(self, name: str, text: str, marks: Iterable[range]) -> None:
        """Show a text.

        Args:
            name: of the state it is.
            text: all of it.
            marks: what is marked, by places of signs.
        """
        self.name.setText(name)
        self.text.setAccessibleName(name)
        self.text.put(text)
        self._marks = tuple(marks)
        self._mark()

    def _mark(self) -> None:
        text = self.text.toPlainText()
        marked = QTextCharFormat()
        marked.setBackground(self._kit.theme.colour("notice"))
        marked.setFontUnderline(True)
        found = []
        for mark in self._marks:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(utf16_units(text[: mark.start]))
            cursor.setPosition(utf16_units(text[: mark.stop]), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format = marked
            found.append(selection)
        self.text.setExtraSelections(found)


class _Text(QTextEdit):
    """Reads like what is written in the app."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        kit.theme.changed.connect(self._relayout)
        self._relayout()

    def put(self, text: str) -> None:
        """Show another text from its beginning."""
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spaced)

    def _relayout(self) -> None:
        self.setFont(self._kit.theme.font())
        self.document().setDocumentMargin(self._kit.theme.em * 0.5)

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and an edge around it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(self._kit.theme.colour("line"))
        painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()
