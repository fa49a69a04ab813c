"""A field for paragraphs of plain text, with the line height that Japanese needs and an undo of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from ui.windows.lines import AIR
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.theme import Theme


class TextBox(QTextEdit):
    """Fills the room it is given and scrolls; Tab leaves it. Put it into a ``TextFrame``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        use_scroll_bars(self, theme)
        self._theme = theme
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.relayout)
        self.relayout()

    @property
    def text(self) -> str:
        """What is written; lines end with a line feed."""
        # toPlainText would turn no-break spaces into spaces
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def put(self, text: str) -> None:
        """Show another text from its beginning on; that cannot be undone."""
        # the line height is no edit of the user's
        self.setUndoRedoEnabled(False)
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(AIR * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spaced)
        self.setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def relayout(self) -> None:
        """Take sizes from the text size."""
        self.setFont(self._theme.font())
        self.document().setDocumentMargin(self._theme.em * 0.6)

    # Qt's

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows where the keyboard is."""
        super().focusInEvent(event)
        self._repaint_frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame shows where the keyboard is."""
        super().focusOutEvent(event)
        self._repaint_frame()

    def _repaint_frame(self) -> None:
        if frame := self.parentWidget():
            frame.update()


class TextFrame(QWidget):
    """The ground and the edge of a text box, and the ring of the keyboard."""

    def __init__(self, theme: Theme, box: TextBox) -> None:
        super().__init__()
        self._theme = theme
        self._box = box
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.addWidget(box)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.setBrush(self._theme.colour("card"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._box.hasFocus():
            paint_ring(painter, rect, self._theme)
