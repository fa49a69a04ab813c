"""What stands between two entries: the first is finished, and somebody begins the second."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.double_entry import TypedEntry
from evalapp.record import same_person
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.recents import exact_moment


class Between(QWidget):
    """Says who typed the first entry; shows nothing of it.

    Signals:
        second_wanted, first_wanted, rejected: what is to be done next.
    """

    second_wanted = Signal()
    first_wanted = Signal()
    rejected = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._entry: TypedEntry | None = None
        self._actor = ""
        self._state = Note(kit.theme, Tone.GOOD)
        self._advice = Paragraph(kit.theme)
        self._same = Note(kit.theme, Tone.PLAIN)
        self.second_button = Button(kit.theme, primary=True)
        self.first_button = Button(kit.theme)
        self.reject_button = Button(kit.theme, quiet=True)
        card = Card(kit.theme)
        for widget in (self._state, self._advice, self._same):
            card.rows.addWidget(widget)
        self._buttons = Flow(self.second_button, self.first_button, self.reject_button, outdent=RING)
        card.rows.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.second_button.clicked.connect(lambda _checked: self.second_wanted.emit())
        self.first_button.clicked.connect(lambda _checked: self.first_wanted.emit())
        self.reject_button.clicked.connect(lambda _checked: self.rejected.emit())
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    def show_entry(self, entry: TypedEntry, actor: str, *, read_only: bool) -> None:
        """Show that this entry is finished, to ``actor``."""
        self._entry, self._actor = entry, actor
        for button in (self.second_button, self.first_button, self.reject_button):
            button.setEnabled(not read_only)
        self.retranslate()

    def take_keyboard(self) -> None:
        """Put the keyboard where work goes on."""
        self.second_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.second_button.setText(say("Type the second entry"))
        self.first_button.setText(say("Correct the first entry"))
        self.reject_button.setText(say("Reject…"))
        self._advice.setText(
            say("The second entry is typed off the paper again, without seeing the first one.")
        )
        if self._entry is None:
            return
        when = exact_moment(
            self._entry.at.astimezone(self._kit.now().tzinfo), self._kit.now(), self._kit.speaker
        )
        self._state.say(
            say("The first entry is finished: {name}, {when}.", name=self._entry.by, when=when), Tone.GOOD
        )
        same = same_person(self._actor, self._entry.by)
        sentence = say(
            "You typed the first entry too. Two people see more: let somebody else type the second."
        )
        self._same.say(sentence if same else "", Tone.PLAIN)
