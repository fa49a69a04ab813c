"""A field for a passage: its name, the text, and what is to be said of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.text import COMMENT_LIMIT, LINE_LIMIT, check_text
from ui.windows.ballot.comment_editor import CommentEditor
from ui.windows.ballot.editor_frame import EditorFrame
from ui.windows.card import Note, Tone
from ui.windows.controls import LineField
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph

_EDGE = 4
"""Pixels that a field keeps around its edge for the ring."""


def in_line(widget: QWidget) -> QHBoxLayout:
    """``widget`` so that it begins where the fields' edges do."""
    row = QHBoxLayout()
    row.setContentsMargins(_EDGE, 0, _EDGE, 0)
    row.addWidget(widget)
    return row


class PassageField(QWidget):
    """A text of one or more lines, which undoes its own typing.

    Attributes:
        editor: where it is written.
        note: what is wrong with it.

    Signals:
        left: the keyboard has gone; what was typed is to be saved.
        typed: it is another text.
    """

    left = Signal()
    typed = Signal()

    def __init__(self, kit: Kit, lines: tuple[int, int] = (2, 14), *, strong: bool = False) -> None:
        super().__init__()
        self._kit = kit
        self._loaded = ""
        self._name = Paragraph(kit.theme, bold=strong, ink="ink" if strong else "muted")
        self.editor = CommentEditor(kit, COMMENT_LIMIT, lines, own_undo=True)
        self.note = Note(kit.theme, Tone.ALARM)
        self._head = QHBoxLayout()
        self._head.addWidget(self._name, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(EditorFrame(kit, self.editor))
        self._column.addWidget(self.note)
        self.editor.left.connect(self.left)
        self.editor.typed.connect(self._look)
        self.editor.refused.connect(lambda fault: self.note.say_aloud(kit.speaker.phrase(fault), Tone.ALARM))
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    @property
    def text(self) -> str:
        """What is written."""
        return self.editor.text

    @property
    def dirty(self) -> bool:
        """Whether it is another text than the one loaded."""
        return self.text != self._loaded

    @property
    def fault(self) -> EvalError | None:
        """Why the text cannot be kept."""
        try:
            check_text(self.text, self._name.text())
        except EvalError as fault:
            return fault
        return None

    def add_beside_name(self, widget: QWidget) -> None:
        """Put a button at the right end of the name's line."""
        self._head.addWidget(widget)

    def load(self, text: str) -> None:
        """Show a text that is kept; one that stands there already stays with its undoing."""
        self._loaded = text
        if self.text != text:
            self.editor.put(text)
            # it is read before it is written on
            self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self._look()

    def rename(self, name: str, of: str = "") -> None:
        """Say what it is, and of what for those who cannot see where it stands."""
        self._name.setText(name)
        self.editor.setAccessibleName(f"{name} ({of})" if of else name)

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read."""
        self.editor.setReadOnly(read_only)

    def relayout(self) -> None:
        """Take distances from the text size."""
        self._column.setSpacing(round(self._kit.theme.em * 0.1))
        self._head.setContentsMargins(_EDGE, 0, _EDGE, 0)

    def _look(self) -> None:
        fault = self.fault
        self.note.say(self._kit.speaker.phrase(fault) if fault else "")
        self.typed.emit()


class LineRow(QWidget):
    """A field of one line with its name before it.

    Attributes:
        field: where it is written.

    Signals:
        left: it was changed and the keyboard has gone.
    """

    left = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._loaded = ""
        self._name = Paragraph(kit.theme, ink="muted")
        self.field = LineField(kit.theme)
        self.field.setMaxLength(LINE_LIMIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 0, _EDGE, 0)
        column.setSpacing(round(kit.theme.em * 0.2))
        column.addWidget(self._name)
        column.addWidget(self.field)
        self.field.editingFinished.connect(self.left)

    @property
    def text(self) -> str:
        """What is written."""
        return self.field.text()

    @property
    def dirty(self) -> bool:
        """Whether it is another text than the one loaded."""
        return self.text != self._loaded

    def load(self, text: str) -> None:
        """Show a text that is kept."""
        self._loaded = text
        if self.text != text:
            self.field.setText(text)

    def rename(self, name: str) -> None:
        """Say what it is."""
        self._name.setText(name)
        self.field.setAccessibleName(name)
