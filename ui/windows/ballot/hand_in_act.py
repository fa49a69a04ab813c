"""The second half of checking and handing in: the deadline, the folder, and the act itself."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from evalapp.errors import EvalError
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph

_FOLDER = "hand-in-folder"


class ActCard(Card):
    """Where the submission goes, and the button that makes it.

    Signals:
        requested: make the submission now, in ``folder``.
    """

    requested = Signal()

    def __init__(self, kit: Kit, folder: Path, deadline: date | None) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._folder = folder
        self._deadline = deadline
        self._draft = False
        self._fault: EvalError | None = None
        self._title = Paragraph(kit.theme, scale=1.1, bold=True)
        self.due = Paragraph(kit.theme)
        self.late = Note(kit.theme)
        self.explanation = Paragraph(kit.theme)
        self._folder_name = Paragraph(kit.theme, ink="muted")
        self.folder_text = Paragraph(kit.theme)
        self.folder_button = Button(kit.theme)
        self.obstacle = Note(kit.theme, Tone.ALARM)
        self.fault = Note(kit.theme, Tone.ALARM)
        self.other_button = Button(kit.theme)
        self.fault.add(self.other_button)
        self.hand_in_button = Button(kit.theme, primary=True)
        for part in (self._title, self.late, self.due, self.explanation):
            self.rows.addWidget(part)
        self._folder_row = QHBoxLayout()
        self._folder_row.addWidget(self._folder_name, 0, Qt.AlignmentFlag.AlignVCenter)
        self._folder_row.addWidget(self.folder_text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._folder_row.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addLayout(self._folder_row)
        for part in (self.obstacle, self.fault):
            self.rows.addWidget(part)
        self.rows.addLayout(Flow(self.hand_in_button, outdent=RING))
        self.folder_button.clicked.connect(self.choose_folder)
        self.other_button.clicked.connect(self._try_elsewhere)
        self.hand_in_button.clicked.connect(self.requested)

    @property
    def folder(self) -> Path:
        """Where the submission goes: the folder chosen last, if it still is one."""
        chosen = self._kit.settings.text(_FOLDER)
        # never raises, whatever became of the drive
        return Path(chosen) if chosen and os.path.isdir(chosen) else self._folder  # noqa: PTH112

    @property
    def draft(self) -> bool:
        """Whether the button says that it makes a draft."""
        return self._draft

    def choose_folder(self) -> bool:
        """Ask for another folder; whether one was chosen."""
        title = self._kit.speaker.say("Folder for the submission")
        folder = self._kit.dialogs.choose_folder(self.window(), title, self.folder)
        if folder is None:
            return False
        self._kit.settings.set_text(_FOLDER, str(folder))
        self.say_fault(None)
        self.folder_text.setText(str(self.folder))
        return True

    def say_fault(self, fault: EvalError | None) -> None:
        """Show why the submission could not be made, until the next attempt."""
        self._fault = fault
        self._say_fault()

    def refresh(self, *, draft: bool, wanted: bool, obstacle: str) -> None:
        """Say all texts.

        Args:
            draft: the answers are incomplete.
            wanted: there is something to hand in: no file holds these answers yet.
            obstacle: why it cannot be done now; empty if it can.
        """
        say = self._kit.speaker.say
        self._draft = draft
        self._title.setText(say("2. Hand in"))
        self._say_deadline()
        if not wanted and draft:
            text = say("The draft holds your answers as they are. Hand in again when they are complete.")
        elif not wanted:
            text = say("The submission holds your answers as they are. If you change them, hand in again.")
        elif draft:
            text = say(
                "As not everything is filled in, this will be a draft: the secretariat keeps it but does not"
                " count it. Hand in again when it is complete."
            )
        else:
            text = say(
                "Your answers are sealed into one file that only the secretariat can open."
                " You can change them later and hand in again; the newest counts."
            )
        self.explanation.setText(text)
        self._folder_name.setText(say("Saved in"))
        self.folder_text.setText(str(self.folder))
        self.folder_button.setText(say("Choose another folder…"))
        self.other_button.setText(say("Choose another folder…"))
        self.hand_in_button.setText(say("Make a draft submission") if draft else say("Make the submission"))
        self.obstacle.say(obstacle)
        self._say_fault()
        self.hand_in_button.setEnabled(not obstacle)
        self.folder_button.setEnabled(not obstacle)
        for widget in (self._folder_name, self.folder_text, self.folder_button, self.hand_in_button):
            widget.setVisible(wanted)

    def _say_fault(self) -> None:
        if self._fault is None:
            self.fault.say("")
            return
        lost_nothing = self._kit.speaker.say(
            "The submission could not be written there. Your answers are kept."
        )
        gap = "" if self._kit.speaker.japanese else " "
        self.fault.say(f"{lost_nothing}{gap}{self._kit.speaker.phrase(self._fault)}")

    def _say_deadline(self) -> None:
        say, deadline = self._kit.speaker.say, self._deadline
        self.due.setVisible(deadline is not None)
        self.late.say("")
        if deadline is None:
            return
        day = self._kit.speaker.language.date(deadline)
        today = self._kit.now().date()
        self.due.setText(say("To be handed in by {date}.", date=day))
        if today > deadline:
            self.due.hide()
            self.late.say(
                say(
                    "The last day for handing in was {date}. You can still make the file;"
                    " please tell the secretariat when you send it.",
                    date=day,
                ),
            )
        elif today == deadline:
            self.due.setText(say("To be handed in by {date}, which is today.", date=day))

    def _try_elsewhere(self) -> None:
        if self.choose_folder():
            self.requested.emit()
