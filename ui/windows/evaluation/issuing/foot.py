"""Where issued files go, in which language, and the buttons that issue; while it runs, how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from evalapp.language import LANGUAGES
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import ComboBox
from ui.windows.elided import ElidedLabel
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.preferences import LANGUAGE_NAMES
from ui.windows.recents import short_place


class IssueFoot(Card):
    """The card below the table.

    Attributes:
        told: what the last act came to.

    Signals:
        folder_wanted: another folder is to be chosen.
        language_chosen: of documents and mails, by its code.
    """

    folder_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._folder: Path | None = None
        self._folder_head = QLabel()
        self._folder_name = ElidedLabel()
        self.change_button = Button(kit.theme)
        self.show_button = Button(kit.theme, quiet=True)
        self._language_head = QLabel()
        self.language = ComboBox(kit.theme)
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self._language_head.setBuddy(self.language)
        self.issue_button = Button(kit.theme, primary=True)
        self.mail_button = Button(kit.theme)
        self.print_button = Button(kit.theme)
        self.cancel_button = Button(kit.theme)
        self.told = Note(kit.theme, Tone.PLAIN)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._doing = QLabel()
        self._lay_out()
        self.change_button.clicked.connect(lambda _checked: self.folder_wanted.emit())
        self.language.activated.connect(lambda _row: self.language_chosen.emit(self.language.currentData()))
        self.show_progress(None)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    def show_folder(self, folder: Path) -> None:
        """Show where files go."""
        self._folder = folder
        self._folder_name.set_text(
            str(folder), str(Path(short_place(folder, self._kit.speaker)) / folder.name)
        )
        self.show_button.setVisible(folder.is_dir())

    def show_language(self, code: str) -> None:
        """Show the language chosen."""
        self.language.setCurrentIndex(self.language.findData(code))

    def show_progress(self, steps: tuple[int, int] | None, doing: str = "") -> None:
        """Show how far the work is: (done, total), or ``None`` if nothing is under way."""
        self._work.setVisible(steps is not None)
        self._acts.setVisible(steps is None)
        if steps is not None:
            self._progress.setRange(0, steps[1])
            self._progress.setValue(steps[0])
            self._doing.setText(doing)
            self._progress.setAccessibleName(doing)

    def retranslate(self) -> None:
        """Say all texts but those that count members."""
        say = self._kit.speaker.say
        self._folder_head.setText(say("Into the folder:"))
        self.change_button.setText(say("Change…"))
        self.change_button.setAccessibleName(say("Choose the folder for issued files"))
        self.show_button.setText(say("Show in folder"))
        self._language_head.setText(say("Language:"))
        self.language.setAccessibleName(say("Language of documents and mails"))
        self.cancel_button.setText(say("Cancel"))

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        for row in (self._where, self._working):
            row.setSpacing(round(em * 0.6))
        self._flow.setSpacing(round(em * 0.4))
        self._language_row.setSpacing(round(em * 0.5))

    def _lay_out(self) -> None:
        self._where = QHBoxLayout()
        self._where.addWidget(self._folder_head)
        self._where.addWidget(self._folder_name, 1)
        self._where.addWidget(self.show_button)
        self._where.addWidget(self.change_button)
        language = QWidget()
        self._language_row = QHBoxLayout(language)
        self._language_row.setContentsMargins(0, 0, 0, 0)
        self._language_row.addWidget(self._language_head)
        self._language_row.addWidget(self.language)
        self._acts = QWidget()
        self._flow = Flow(self.issue_button, self.mail_button, self.print_button, language, outdent=RING)
        acts = QVBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.addLayout(self._flow)
        self._work = QWidget()
        self._working = QHBoxLayout(self._work)
        self._working.setContentsMargins(0, 0, 0, 0)
        self._working.addWidget(self._doing)
        self._working.addWidget(self._progress, 1)
        self._working.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addLayout(self._where)
        self.rows.addWidget(self._acts)
        self.rows.addWidget(self._work)
        self.rows.addWidget(self.told)
