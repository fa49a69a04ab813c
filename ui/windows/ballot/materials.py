"""The materials of a subject beside its score sheet, each opened where it was left."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.model import Subject
from ui.windows.busy import busy
from ui.windows.card import Note, Tone
from ui.windows.controls import ComboBox
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.pdf_reader import PdfReader
from ui.windows.pdf_saving import SavedPdf, save_pdf
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign

_KEEP_AFTER = 400  # milliseconds without scrolling


class MaterialsPanel(QWidget):
    """A choice of the subject's materials and a reader.

    Only the document shown is loaded, and only while the panel is seen. Which one was open last, and the
    place in each, are remembered on this computer.

    Attributes:
        choice: the names of the materials.
        reader: the document.
    """

    def __init__(self, kit: Kit, ballot_id: str, load: Callable[[str, str], bytes]) -> None:
        """``load`` gives the bytes of a material by subject id and name, or raises an ``EvalError``."""
        super().__init__()
        self._kit = kit
        self._ballot_id = ballot_id
        self._load = load
        self._subject: Subject | None = None
        self._open: tuple[str, str] | None = None
        self._saved: SavedPdf | EvalError | None = None
        self.choice = ComboBox(kit.theme)
        self.choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(6)
        self._save = QAction(self)
        self._save.triggered.connect(self.save_copy)
        self._note = Note(kit.theme, Tone.GOOD)
        self._nothing = Paragraph(kit.theme, ink="muted")
        self._nothing_page = QWidget()
        self._nothing_column = QVBoxLayout(self._nothing_page)
        self._nothing_column.addWidget(self._nothing)
        self.reader = PdfReader(kit)
        self._row = QHBoxLayout()
        self._row.addWidget(self.choice, 1)
        self._save_button = SignButton(kit.theme, Sign.SAVE, self._save)
        self._row.addWidget(self._save_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._note_row = QHBoxLayout()
        self._note_row.addWidget(self._note)
        self._column.addLayout(self._note_row)
        self._column.addWidget(self._nothing_page)
        self._column.addWidget(self.reader, 1)
        self._column.addStretch()
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._timer.timeout.connect(self.keep_place)
        self.choice.activated.connect(self._choose)
        self.reader.place_changed.connect(self._timer.start)
        self.setFocusProxy(self.reader)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()
        self._show_parts()

    @property
    def name(self) -> str:
        """The material that is chosen; empty if there is none."""
        return self.choice.currentText()

    @property
    def said(self) -> str:
        """That there are no materials, or what saving a copy came to; empty for nothing."""
        return self._note.label.text() if self._nothing_page.isHidden() else self._nothing.text()

    def show_subject(self, subject: Subject) -> None:
        """Offer the materials of another subject, the one opened last first."""
        if self._subject == subject:
            return
        self._close()
        self._subject = subject
        self.choice.clear()
        self.choice.addItems(subject.materials)
        last = self._kit.settings.text(self._key("last"))
        self.choice.setCurrentIndex(max(self.choice.findText(last), 0) if subject.materials else -1)
        self._show_parts()
        if self.isVisible():
            self._show_chosen()

    def keep_place(self) -> None:
        """Remember now where the reader is."""
        self._timer.stop()
        if self._open and not self.reader.error:
            self._kit.settings.set_text(self._key("place", self._open[1]), self.reader.state())
            self._kit.settings.write()

    def save_copy(self) -> None:
        """Ask where, and write the material shown to a file of its own."""
        if self._open is None:
            return
        title = self._kit.speaker.say("Save a copy")
        try:
            self._saved = save_pdf(self._kit, self, title, self.name, self._load(*self._open))
        except EvalError as error:
            self._saved = error
        self._say_saved()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.choice.setAccessibleName(say("Material"))
        self._save.setText(say("Save a copy …"))
        self._nothing.setText(say("No materials are attached to this subject."))
        self._say_saved()

    def relayout(self) -> None:
        """Take distances from the text size."""
        gap = round(self._kit.theme.em * 0.4)
        self._row.setContentsMargins(gap, gap, gap, gap // 2)
        self._row.setSpacing(gap)
        self._note_row.setContentsMargins(gap, 0, gap, 0)
        self._column.setSpacing(0)
        self._nothing_column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 0)

    def _choose(self) -> None:
        self._close()
        self._kit.settings.set_text(self._key("last"), self.name)
        self._show_chosen()

    def _close(self) -> None:
        self.keep_place()
        self._open = None
        self._saved = None
        self._say_saved()
        self.reader.clear()

    def _show_chosen(self) -> None:
        if self._subject is None or not self.name or self._open == (self._subject.id, self.name):
            return
        self._open = self._subject.id, self.name
        try:
            with busy():
                content = self._load(*self._open)
                self.reader.show_pdf(
                    self.name, content, self._kit.settings.text(self._key("place", self.name))
                )
        except EvalError as error:
            self.reader.show_error(error)

    def _say_saved(self) -> None:
        sentence, tone = "", Tone.GOOD
        if isinstance(self._saved, SavedPdf):
            sentence = self._saved.sentence(self._kit)
        elif self._saved:
            sentence, tone = self._kit.speaker.phrase(self._saved), Tone.ALARM
        self._note.say(sentence, tone)

    def _show_parts(self) -> None:
        some = self.choice.count() > 0
        self.choice.setVisible(some)
        self._save_button.setVisible(some)
        self.reader.setVisible(some)
        self._nothing_page.setVisible(not some and self._subject is not None)

    def _key(self, what: str, name: str = "") -> str:
        # names of others are no keys: they may hold anything
        subject = self._subject.id if self._subject else ""
        digest = sha256(f"{subject}\0{name}".encode()).hexdigest()
        return f"materials/{self._ballot_id}/{what}-{digest[:16]}"

    def showEvent(self, event: QShowEvent) -> None:
        """Load what is to be seen."""
        super().showEvent(event)
        self._show_chosen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the place."""
        super().hideEvent(event)
        self.keep_place()
