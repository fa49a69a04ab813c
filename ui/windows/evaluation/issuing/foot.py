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
        self._next = self.issue_button
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

    def show_next(self, *, mails: bool) -> None:
        """Mark the act that comes next: the mails, or issuing."""
        self.mail_button.set_primary(primary=mails)
        self.issue_button.set_primary(primary=not mails)
        self._next = self.mail_button if mails else self.issue_button

    def show_progress(self, steps: tuple[int, int] | None, doing: str = "") -> None:
        """Show how far the work is: (done, total), or ``None`` if nothing is under way.

        The keyboard goes from the button that began it to the one that cancels, and then to what comes next.
        """
        holding = self.window().focusWidget()
        for part in (self._acts, self._work):
            part.show()
        if steps is not None and holding and self._acts.isAncestorOf(holding):
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif steps is None and holding is self.cancel_button:
            self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        (self._acts if steps is not None else self._work).hide()
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
