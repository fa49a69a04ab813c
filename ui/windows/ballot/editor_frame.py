"""What is seen around a field for text."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.windows.ballot.comment_editor import CommentEditor
from ui.windows.kit import Kit
from ui.windows.ring import paint_ring


class EditorFrame(QWidget):
    """The edge around an editor, and the ring when the keyboard is in it."""

    def __init__(self, kit: Kit, editor: CommentEditor) -> None:
        super().__init__()
        self._kit = kit
        self._editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(editor)
        editor.entered.connect(self.update)
        editor.left.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        theme = self._kit.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        writable = self._editor.isEnabled() and not self._editor.isReadOnly()
        painter.setPen(QPen(theme.colour("edge" if writable else "line"), 1))
        painter.setBrush(theme.colour("card" if self._editor.isEnabled() else "ground"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), theme.em * 0.3, theme.em * 0.3
        )
        if self._editor.hasFocus():
            paint_ring(painter, QRectF(self.rect()), theme, theme.em * 0.3 + 2)
        painter.end()
