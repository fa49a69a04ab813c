"""The place where files are dropped, with the buttons for those who rather choose them."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from evalapp.errors import EvalError
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.dropping import paint_drop_place
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.signs import Sign, paint_sign

_WIDEST = 46
"""In heights of a line: longer lines are tiring to read."""


class DropZone(QFrame):
    """Says what can be dropped. The window takes the drop, wherever it falls.

    Attributes:
        files_button, folder_button: choose instead of dropping.
        notice: what has to be known before; ``issue_button`` on it leads to where ballots are issued.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._issued = True
        self._fault: EvalError | None = None
        self._lit = False
        self._title = Paragraph(kit.theme, scale=1.2, bold=True)
        self._text = Paragraph(kit.theme, ink="muted")
        self.files_button = Button(kit.theme, primary=True)
        self.folder_button = Button(kit.theme)
        self.notice = Note(kit.theme, Tone.NOTICE)
        self.issue_button = Button(kit.theme)
        self.notice.add(self.issue_button)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        for widget in (self._title, self._text):
            self._column.addWidget(widget)
        self._buttons = Flow(self.files_button, self.folder_button, outdent=RING)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self.notice)
        self._column.addStretch(3)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    def show_state(self, *, issued: bool, fault: EvalError | None) -> None:
        """Say why the last files could not be planned, or that nothing was issued yet."""
        self._issued, self._fault = issued, fault
        self.retranslate()

    def light(self, *, lit: bool) -> None:
        """Show whether files are being dragged over the window."""
        self._lit = lit
        self.update()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._title.setText(say("Drop submissions and Excel forms here"))
        self._text.setText(
            say(
                "Any number of files, or folders of them, in any order. First you see what each of them would"
                " change; nothing is written before you take them in."
            )
        )
        self.files_button.setText(say("Choose files…"))
        self.folder_button.setText(say("Choose a folder…"))
        self.issue_button.setText(say("To issuing"))
        self.issue_button.setVisible(not self._issued)
        if self._fault:
            self.notice.say(self._kit.speaker.phrase(self._fault), Tone.ALARM)
        elif not self._issued:
            self.notice.say(say("Nothing has been issued yet, so nothing can have come back."), Tone.PLAIN)
        else:
            self.notice.clear()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.8))
        self._buttons.setSpacing(round(em * 0.4))
        self._set_margins()
        self.update()

    def _set_margins(self) -> None:
        em = self._kit.theme.em
        side = round(max(em * 2, (self.width() - em * _WIDEST) / 2))
        self._column.setContentsMargins(side, round(em * 5), side, round(em * 2))

    # Qt's

    def resizeEvent(self, event: object) -> None:
        """Keep the text in the middle."""
        del event
        self._set_margins()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed edge around white ground, and an arrow into it."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_drop_place(painter, QRectF(self.rect()), theme, lit=self._lit)
        side = em * 2.6
        box = QRectF(self._title.x(), self._title.y() - side - em * 0.8, side, side)
        paint_sign(painter, box, Sign.SAVE, theme.colour("accent"), 1.1)
        painter.end()
