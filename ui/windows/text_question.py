"""A question that is answered with one line of text."""

from __future__ import annotations

from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget


class TextQuestion(QDialog):
    """A line to write in; the button that takes it works once something is written.

    Args:
        parent: the window asking.
        question: as rich text.
        details: as rich text; may be empty.
        text: what stands there first.
        label: of the button that takes the text.
    """

    def __init__(self, parent: QWidget | None, question: str, details: str, text: str, label: str) -> None:
        super().__init__(parent)
        self.line = QLineEdit(text)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._take = self.buttons.addButton(label, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        heading = QLabel(question)
        heading.setBuddy(self.line)
        # of its buddy a reader would get the markup
        self.line.setAccessibleName(_plain(question))
        self.line.setAccessibleDescription(_plain(details))
        texts = [heading, *([QLabel(details)] if details else [])]
        bold = heading.font()
        bold.setBold(True)
        heading.setFont(bold)
        em = self.fontMetrics().height()
        for one in texts:
            one.setWordWrap(True)
            one.setMinimumWidth(em * 28)
            column.addWidget(one)
        column.addWidget(self.line)
        column.addWidget(self.buttons)
        column.setSpacing(round(em * 0.7))
        margin = round(em * 1.1)
        column.setContentsMargins(margin, margin, margin, margin)
        self.line.textChanged.connect(self._show_takable)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.line.selectAll()
        # only now that it is in the dialog; otherwise Enter would press Cancel
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self._take.setDefault(True)
        self._show_takable()

    def ask(self) -> str | None:
        """Wait for the answer: the line without spaces around it, or ``None``."""
        return self.line.text().strip() if self.exec() == QDialog.DialogCode.Accepted else None

    def _show_takable(self) -> None:
        self._take.setEnabled(bool(self.line.text().strip()))


def _plain(text: str) -> str:
    return QTextDocumentFragment.fromHtml(text).toPlainText()
