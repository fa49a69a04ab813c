"""Copies of one ballot with different contents, side by side: the user says with which the work goes on."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import (
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evalapp.copies import Choose, Copy
from evalapp.progress import progress
from ui.windows.buttons import RING, Button
from ui.windows.card import Card
from ui.windows.copies_model import CopiesModel, copy_name
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.recents import exact_moment, short_place
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.side_by_side import SideBySide


class CopyCard(Card):
    """One copy: where it lies, when it was saved, how much it holds, what was handed in from it."""

    def __init__(self, kit: Kit, copy: Copy, place: int) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._copy = copy
        self._place = place
        self._name = Paragraph(kit.theme, bold=True)
        self._where = Paragraph(kit.theme, ink="muted", scale=0.92)
        self._facts = Paragraph(kit.theme)
        self.button = Button(kit.theme)
        for widget in (self._name, self._where, self._facts):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)
        self.rows.addLayout(Flow(self.button, outdent=RING))
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        name = copy_name(self._kit, self._place)
        self._name.setText(name)
        self._where.setText(f"{self._copy.path.name}\n{short_place(self._copy.path, self._kit.speaker)}")
        self._where.setToolTip(str(self._copy.path))
        facts = [
            say("Last saved: {when}", when=self._moment(self._copy.saved_at)),
            self._filled(),
            *self._hand_ins(),
        ]
        self._facts.setText("\n".join(facts))
        self.button.setText(say("Go on with this one"))
        self.button.setAccessibleName(": ".join([say("Go on with this one"), name]))
        self.button.setAccessibleDescription("\n".join([self._where.text(), *facts]))

    def _moment(self, at: datetime) -> str:
        return exact_moment(at, self._kit.now(), self._kit.speaker)

    def _filled(self) -> str:
        copy = self._copy
        states = [progress(sheet, *copy.ballot.asked[sheet.subject_id]) for sheet in copy.sheets]
        return self._kit.speaker.say(
            "Scores {marked}/{scored}, comments {comments}",
            marked=sum(state.marked for state in states),
            scored=sum(state.scored for state in states),
            comments=sum(state.commented for state in states),
        )

    def _hand_ins(self) -> list[str]:
        say = self._kit.speaker.say
        if not self._copy.hand_ins:
            return [say("Nothing handed in from here")]
        found = []
        for note in self._copy.hand_ins:
            words = {"number": note.revision, "when": self._moment(note.at)}
            found.append(
                say("Handed in: revision {number} ({when}, draft)", **words)
                if note.draft
                else say("Handed in: revision {number} ({when})", **words)
            )
        return found


class CopiesWindow(QWidget):
    """The choice. Closing the window chooses nothing.

    Signals:
        chosen: the ``Copy`` to go on with.
    """

    chosen = Signal(object)

    def __init__(self, kit: Kit, choice: Choose) -> None:
        super().__init__()
        self._kit = kit
        copies = (choice.asked, *choice.others)
        self._title = Paragraph(kit.theme, scale=1.25, bold=True)
        self._advice = Paragraph(kit.theme)
        self._hint = Paragraph(kit.theme, ink="muted")
        self.cards = [CopyCard(kit, copy, place) for place, copy in enumerate(copies)]
        for card, copy in zip(self.cards, copies, strict=True):
            card.button.clicked.connect(partial(self._choose, copy))
        self.model = CopiesModel(kit, copies)
        self.table = SideBySide(kit, self.model)
        self._join_headings()
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.addWidget(self._title)
        self._column.addWidget(self._advice)
        self._row = QHBoxLayout()
        self._row.addWidget(self._hint)
        for card in self.cards:
            self._row.addWidget(card, 1)
        self._column.addLayout(self._row)
        self._column.addWidget(self.table, 1)
        scroll = QScrollArea(widgetResizable=True)
        use_scroll_bars(scroll, kit.theme)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        QShortcut(Qt.Key.Key_Escape, self, self.close)
        self.retranslate()
        self.relayout()
        self.table.resized.connect(self._fit)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        room = self.screen().availableSize() * 0.92
        self.resize(QSize(round(kit.theme.em * 68), round(kit.theme.em * 44)).boundedTo(room))
        self.cards[0].button.setFocus()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.setWindowTitle(say("Which copy do you want to go on with?"))
        self._title.setText(
            say(
                "There are copies of this ballot with different answers. Which one do you want to go on with?"
            )
        )
        self._advice.setText(
            say("Nothing is deleted: the copies you do not choose stay where they are, as they are.")
        )
        only_hand_ins = not self.model.rowCount()
        self._hint.setText(
            say("The answers are the same; what was handed in is not.")
            if only_hand_ins
            else say("Below: the answers in which they differ.")
        )
        self.table.setAccessibleName(say("The answers in which the copies differ"))
        self._fit()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = round(self._kit.theme.em)
        self._column.setContentsMargins(em * 2, round(em * 1.6), em * 2, round(em * 1.6))
        self._column.setSpacing(round(em * 0.7))
        self._row.setSpacing(round(em * 0.8))
        self._hint.setFixedWidth(em * 11)
        self.table.setMinimumHeight(em * 12 if self.model.rowCount() else 0)
        self._fit()

    def _join_headings(self) -> None:
        for number, row in enumerate(self.model.rows):
            if not row.field:
                self.table.setSpan(number, 0, 1, self.model.columnCount())
        self.table.setVisible(bool(self.model.rowCount()))

    def _choose(self, copy: Copy) -> None:
        self.chosen.emit(copy)

    def _fit(self) -> None:
        """The columns of the table stand below the cards."""
        bar = self.table.verticalScrollBar().sizeHint().width()
        self._row.setContentsMargins(0, 0, bar, 0)
        room = self.table.width() - bar
        edges = [0, *(card.x() - self.table.x() for card in self.cards), room]
        for column, (left, right) in enumerate(pairwise(edges)):
            self.table.setColumnWidth(column, right - left)
        self.table.resizeRowsToContents()
