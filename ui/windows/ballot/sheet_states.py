"""What stands above or in place of a sheet that is not judged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from evalapp.model import RecusalKind
from ui.windows.buttons import Button
from ui.windows.card import Card, Note, Tone
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.speaker import Speaker


def recusal_name(kind: RecusalKind, speaker: Speaker) -> str:
    """辞退（利害関係）, 欠席."""
    return {
        RecusalKind.CONFLICT: speaker.say("Recused (conflict of interest)"),
        RecusalKind.ABSENT: speaker.say("Absent"),
    }[kind]


class RecusedBanner(Card):
    """Says that the member does not judge the subject, and takes it back.

    Signals:
        back_wanted: the member wants to judge it after all.
    """

    back_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._kind = RecusalKind.CONFLICT
        self._given = ""
        self._state = Note(kit.theme, Tone.PLAIN)
        self._reason = Paragraph(kit.theme, ink="muted")
        self.back_button = Button(kit.theme)
        self.back_button.clicked.connect(self.back_wanted)
        texts = QVBoxLayout()
        texts.addWidget(self._state)
        texts.addWidget(self._reason)
        row = QHBoxLayout()
        row.addLayout(texts, 1)
        row.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(row)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)

    @property
    def sentence(self) -> str:
        """What it says."""
        return f"{self._state.label.text()}\n{self._reason.text()}".strip()

    def show_recusal(self, kind: RecusalKind, reason: str, *, read_only: bool) -> None:
        """Show what was declared."""
        self._kind = kind
        self._given = reason
        self.back_button.setVisible(not read_only)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything."""
        say = self._kit.speaker.say
        kind = recusal_name(self._kind, self._kit.speaker)
        self._state.say(say("You do not judge this: {kind}. Nothing of this sheet is handed in.", kind=kind))
        self._reason.setText(say("Reason: {reason}", reason=self._given) if self._given else "")
        self._reason.setVisible(bool(self._given))
        self.back_button.setText(say("Take back"))
        self.setAccessibleName(self.sentence)


class SetUpRecusal(Card):
    """Says in place of a sheet that the secretariat has set the subject up as not judged by this member."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._kind = RecusalKind.CONFLICT
        self._state = Note(kit.theme, Tone.PLAIN)
        self._text = Paragraph(kit.theme, ink="muted")
        self.rows.addWidget(self._state)
        self.rows.addWidget(self._text)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)

    @property
    def sentence(self) -> str:
        """What it says."""
        return f"{self._state.label.text()}\n{self._text.text()}"

    def show_recusal(self, kind: RecusalKind) -> None:
        """Show why."""
        self._kind = kind
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything."""
        say = self._kit.speaker.say
        kind = recusal_name(self._kind, self._kit.speaker)
        self._state.say(say("The secretariat has registered that you do not judge this: {kind}.", kind=kind))
        self._text.setText(
            say("There is nothing to enter here. If this is not right, please tell the secretariat.")
        )
        self.setAccessibleName(self.sentence)
