"""The members' comments on a subject as the report lists them; can be marked and copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from exports.slides import Remarks
from exports.wording import list_heading
from ui.windows.kit import Kit


class RemarksView(QTextEdit):
    """As high as its text: the page around it scrolls."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[Remarks, ...] = ()
        # one's own from the beginning: the view keeps what it is given, but deletes what it made
        self._document = QTextDocument(self)
        self.setDocument(self._document)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_remarks(self, remarks: tuple[Remarks, ...]) -> None:
        """Show other comments."""
        self._shown = remarks
        self.rewrite()

    def rewrite(self) -> None:
        """Write everything anew, in the language and the colours of now."""
        say, theme = self._kit.speaker.say, self._kit.theme
        self.setAccessibleName(say("Comments of the members"))
        # written apart: in the view every step would be laid out
        document = QTextDocument(self)
        # nothing is undone here, and every undo step of a long text costs
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setTextWidth(self.viewport().width())
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        first, section = True, ""
        for remarks in self._shown:
            if remarks.section != section:
                section = remarks.section
                self._write(cursor, section, 1.1, 0 if first else 1.4, bold=True, first=first)
                first = False
            heading = list_heading(remarks.kind, self._kit.speaker.language)
            self._write(cursor, heading, 1.0, 0.7, bold=True, first=first)
            first = False
            for remark in remarks.items:
                self._write(cursor, remark.text, 1.0, 0.4, hangs=True, bullet=remark.bulleted)
        if not self._shown:
            self._write(cursor, say("Nobody has written a comment."), 1.0, 0, first=True)
        cursor.endEditBlock()
        self.setDocument(document)
        self._document.deleteLater()
        self._document = document
        palette = self.palette()
        palette.setColor(self.palette().ColorRole.Base, theme.colour("card"))
        self.setPalette(palette)
        self._fit()

    def _write(
        self,
        cursor: QTextCursor,
        text: str,
        scale: float,
        above: float,
        *,
        bold: bool = False,
        first: bool = False,
        hangs: bool = False,
        bullet: bool = False,
    ) -> None:
        theme = self._kit.theme
        block = QTextBlockFormat()
        block.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setTopMargin(theme.em * above)
        signs = QTextCharFormat()
        signs.setFont(theme.font(scale, bold=bold))
        signs.setForeground(QColor(theme.colours.ink))
        if hangs:
            block.setLeftMargin(theme.em)
            hanging = QFontMetricsF(theme.font(scale)).horizontalAdvance("・")
            block.setTextIndent(-hanging if bullet else 0)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        # the line ends of a comment stay inside its paragraph
        cursor.insertText(("・" if bullet else "") + text.replace("\n", "\u2028"), signs)

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 2)

    # Qt's

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(round(self._kit.theme.em * 40), round(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text out for its new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
