"""One mail: to whom, what about, its text, what is to be attached, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evalapp.mailing import Mail
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.controls import LineField
from ui.windows.elided import ElidedLabel
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.text_box import TextBox, TextFrame


class MailForm(QWidget):
    """Shows a mail and lets its subject and text be changed. It opens nothing itself.

    Attributes:
        told: what the last act came to.

    Signals:
        changed: the user has changed subject or text.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._mail = Mail("", "", "")
        self._file: tuple[str, Path | None] = ("", None)
        self._done = False
        self._showing = False
        self._heads = [QLabel() for _ in range(3)]
        self.to = LineField(kit.theme)
        self.to.setReadOnly(True)
        self.subject = LineField(kit.theme)
        self.body = TextBox(kit.theme)
        self._attached = ElidedLabel()
        self.folder_button = Button(kit.theme, quiet=True)
        self.draft_button = Button(kit.theme, primary=True)
        self.copy_button = Button(kit.theme)
        self.done_button = Button(kit.theme)
        self.told = Note(kit.theme, Tone.PLAIN)
        self._lay_out()
        self.subject.textEdited.connect(self._note_change)
        self.body.textChanged.connect(self._note_change)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    @property
    def mail(self) -> Mail:
        """As it is written now."""
        return Mail(self._mail.to, self.subject.text(), self.body.text + "\n")

    def show_mail(self, mail: Mail, file_name: str, path: Path | None, *, done: bool) -> None:
        """Show another mail, or the same in another state.

        Args:
            mail: as it stands.
            file_name: to be attached; empty for nothing.
            path: where that file lies, if it is known.
            done: whether the mail is marked as done.
        """
        self._file, self._done = (file_name, path), done
        if mail != self._mail or self._mail != self.mail:
            self._mail = mail
            self._showing = True
            self.to.setText(mail.to)
            self.subject.setText(mail.subject)
            self.subject.setCursorPosition(0)
            self.body.put(mail.body.rstrip("\n"))
            self._showing = False
        self.retranslate()

    def retranslate(self) -> None:
        """Say all texts."""
        say, (name, path) = self._kit.speaker.say, self._file
        for head, text in zip(
            self._heads, (say("To:"), say("Subject line:"), say("To be attached:")), strict=True
        ):
            head.setText(text)
        self.to.setAccessibleName(say("To"))
        self.to.setPlaceholderText(say("No address: add it in the set-up, or copy the text."))
        self.subject.setAccessibleName(say("Subject line"))
        self.body.setAccessibleName(say("Text of the mail"))
        missing = say("{file} (not in the folder for issued files)", file=name)
        self._attached.set_text(name if path or not name else missing)
        for widget in (self._heads[2], self._attached):
            widget.setVisible(bool(name))
        self.folder_button.setVisible(path is not None)
        self.folder_button.setText(say("Show in folder"))
        self.draft_button.setText(say("Open in the mail program"))
        self.copy_button.setText(say("Copy the text"))
        self.done_button.setText(say("Mark as not done") if self._done else say("Mark as done"))

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.6))
        self._grid.setHorizontalSpacing(round(em * 0.6))
        self._grid.setVerticalSpacing(round(em * 0.4))
        self._enclosed.setSpacing(round(em * 0.6))
        self._buttons.setSpacing(round(em * 0.4))
        for field in (self.to, self.subject):
            field.setFixedHeight(round(em * 1.9))

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        for row, field in enumerate((self.to, self.subject)):
            self._grid.addWidget(self._heads[row], row, 0)
            self._grid.addWidget(field, row, 1)
        self._enclosed = QHBoxLayout()
        self._enclosed.addWidget(self._heads[2])
        self._enclosed.addWidget(self._attached, 1)
        self._enclosed.addWidget(self.folder_button)
        self._buttons = Flow(
            self.draft_button,
            self.copy_button,
            self.done_button,
            outdent=RING,
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._grid)
        self._column.addWidget(TextFrame(self._kit.theme, self.body), 1)
        self._column.addLayout(self._enclosed)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self.told)

    def _note_change(self) -> None:
        if not self._showing:
            self._mail = self.mail
            self.changed.emit()
