"""How far the files are, with the button that ends it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.windows.buttons import RING, Button
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class JobPanel(QWidget):
    """A sentence, a bar, and a button.

    Attributes:
        sentence: what is being done.
        cancel_button: the only thing that can be done meanwhile.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.sentence = Paragraph(kit.theme, scale=1.1, bold=True)
        self._count = Paragraph(kit.theme, ink="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel_button = Button(kit.theme)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        for widget in (self.sentence, self._bar, self._count):
            self._column.addWidget(widget)
        self._column.addLayout(Flow(self.cancel_button, outdent=RING))
        self._column.addStretch(3)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    def show_work(self, sentence: str, *, may_cancel: bool) -> None:
        """Say what is being done."""
        self.sentence.setText(sentence)
        self._bar.setAccessibleName(sentence)
        self.cancel_button.setText(self._kit.speaker.say("Cancel"))
        self.cancel_button.setVisible(may_cancel)

    def show_steps(self, done: int, count: int) -> None:
        """Show how far it is; a count of 0: nobody knows."""
        self._bar.setRange(0, count)
        self._bar.setValue(done)
        say = self._kit.speaker.say
        self._count.setText(say("{done} of {count} files", done=done, count=count) if count else "")

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        side = round(max(em * 2, (self.width() - em * 40) / 2))
        self._column.setContentsMargins(side, round(em * 2), side, round(em * 2))
        self._column.setSpacing(round(em * 0.7))

    # Qt's

    def resizeEvent(self, event: object) -> None:
        """Keep it in the middle."""
        del event
        self.relayout()
