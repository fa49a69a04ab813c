"""The first half of checking and handing in: what is open, and how the answers will be printed."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.windows.ballot.gap_list import GapList, open_places
from ui.windows.ballot.work import Work
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class CheckCard(Card):
    """What is open, each with a way there; or that everything is filled in.

    Signals:
        cell_chosen: as ``GapList``.
        preview_requested: the user wants to see the official sheets.
    """

    cell_chosen = Signal(str, object, object)
    preview_requested = Signal()

    def __init__(self, kit: Kit, work: Work) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._work = work
        self._title = Paragraph(kit.theme, scale=1.1, bold=True)
        self.outcome = Note(kit.theme)
        self.hint = Paragraph(kit.theme, ink="muted")
        self.list = GapList(kit)
        self.preview_button = Button(kit.theme)
        self.rows.addWidget(self._title)
        self.rows.addWidget(self.outcome)
        self.rows.addWidget(self.hint)
        self.rows.addWidget(self.list)
        self.rows.addLayout(Flow(self.preview_button, outdent=RING))
        self.list.cell_chosen.connect(self.cell_chosen)
        self.preview_button.clicked.connect(self.preview_requested)

    @property
    def complete(self) -> bool:
        """Whether nothing that is needed is open."""
        return not any(place.needed for place in self.list.gaps.places)

    def refresh(self) -> None:
        """Look at the answers and say all texts."""
        say = self._kit.speaker.say
        places = open_places(self._work, self._kit.speaker)
        self.list.gaps.show_places(places)
        self.list.fit()
        self.list.setVisible(bool(places))
        self.list.setAccessibleName(say("What is still open"))
        self._title.setText(say("1. Check"))
        self.preview_button.setText(say("Preview the score sheets…"))
        needed = sum(place.needed for place in places)
        unkept = sum(place.unkept for place in places)
        optional = len(places) - needed - unkept
        if unkept:
            self.outcome.say(say("Comments that are not saved: {count}.", count=unkept), Tone.ALARM)
        elif needed:
            self.outcome.say(say("Fields not filled in yet: {count}.", count=needed), Tone.PLAIN)
        else:
            self.outcome.say(say("Everything that is needed is filled in."), Tone.GOOD)
        hints = []
        if optional:
            hints.append(
                say("Subjects without any comment: {count} (comments are optional).", count=optional)
            )
        if places:
            hints.append(say("Click a line, or press Enter, to go there."))
        self.hint.setText((" " if not self._kit.speaker.japanese else "").join(hints))
        self.hint.setVisible(bool(hints))
