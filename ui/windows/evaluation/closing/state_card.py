"""Whether the evaluation is closed, what that means, and the button that changes it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from evalapp.dates import japanese_day
from evalapp.store.closing import Closing
from evalapp.watching import Board, CellState
from ui.watch_words import state_words
from ui.windows.buttons import Button
from ui.windows.card import Card, Note, Tone
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.recents import exact_moment

_MISSING = (CellState.NOT_ISSUED, CellState.ISSUED, CellState.DRAFT, CellState.NEEDS_LOOK)
_NAMED = 6
"""So many members are named of those whose score sheets are missing."""
_BESIDE_FROM = 44
"""In so many heights of a line the buttons have room beside the texts."""


class StateCard(Card):
    """The state, and at the right its buttons.

    Attributes:
        close_button, reopen_button, watch_button, setup_button: those that make sense now are seen.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._board: Board | None = None
        self._closings: tuple[Closing, ...] = ()
        self._read_only = False
        self.title = Paragraph(kit.theme, bold=True, scale=1.15)
        self.deadline = Paragraph(kit.theme)
        self.counts = Note(kit.theme, Tone.PLAIN)
        self.meaning = Paragraph(kit.theme, ink="muted")
        self.close_button = Button(kit.theme, primary=True)
        self.reopen_button = Button(kit.theme)
        self.watch_button = Button(kit.theme, quiet=True)
        self.setup_button = Button(kit.theme)
        buttons = (self.watch_button, self.setup_button, self.reopen_button, self.close_button)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        texts = QVBoxLayout()
        texts.addWidget(self.title)
        texts.addWidget(self.deadline)
        self._head.addLayout(texts, 1)
        acts = QHBoxLayout()
        for button in buttons:
            acts.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        acts.addStretch()
        self._head.addLayout(acts)
        self.rows.addLayout(self._head)
        self.rows.addWidget(self.counts)
        self.rows.addWidget(self.meaning)
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    def show_state(self, board: Board, closings: tuple[Closing, ...], *, read_only: bool) -> None:
        """Show how everything stands."""
        self._board, self._closings, self._read_only = board, closings, read_only
        self.retranslate()

    @property
    def missing(self) -> int:
        """How many answers have not come in whole."""
        return sum(self._board.counts[state] for state in _MISSING) if self._board else 0

    @property
    def doubts(self) -> tuple[str, ...]:
        """What speaks against closing now, in sentences: a deadline ahead, whose score sheets are missing."""
        say, board = self._kit.speaker.say, self._board
        if board is None:
            return ()
        deadline = board.evaluation.info.deadline
        found = [self._deadline()] if deadline and deadline >= japanese_day(self._kit.now()) else []
        names = [row.member.name for row in board.rows if any(row.counts[state] for state in _MISSING)]
        if names:
            listed = ("、" if self._kit.speaker.japanese else ", ").join(names[:_NAMED])
            if (more := len(names) - _NAMED) > 0:
                listed = say("{names} and {count} more", names=listed, count=more)
            found.append(say("Score sheets not in: {count}, of {names}.", count=self.missing, names=listed))
        return tuple(found)

    @property
    def closing_words(self) -> str:
        """What closing means."""
        return self._kit.speaker.say(
            "Closing keeps everything that counts now. Afterwards a change needs a reason and is in"
            " the list of corrections; late answers can still be taken in, and the evaluation can be"
            " reopened."
        )

    def take_keyboard(self) -> None:
        """Put the keyboard on the button that is there."""
        button = self.reopen_button if self.reopen_button.isVisible() else self.close_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.close_button.setText(say("Close the evaluation"))
        self.reopen_button.setText(say("Reopen…"))
        self.watch_button.setText(say("See the progress"))
        self.setup_button.setText(say("To the set-up"))
        if self._board is None:
            return
        closed = bool(self._closings) and self._closings[-1].reopening is None
        empty = not (self._board.subjects and self._board.rows)
        self.title.setText(self._title(closed=closed))
        self.deadline.setText(self._deadline())
        self._say_counts(empty=empty)
        self.meaning.setText(
            say(
                "What counted at the closing is kept. A later change needs a reason and is in the list of"
                " corrections. Reopening wants a reason too, which all changes made then get."
            )
            if closed
            else self.closing_words
        )
        self.close_button.setVisible(not closed and not empty)
        self.reopen_button.setVisible(closed)
        self.setup_button.setVisible(empty)
        self.watch_button.setVisible(not empty)
        for button in (self.close_button, self.reopen_button):
            button.setEnabled(not self._read_only)
        self.setAccessibleName(self.title.text())

    def _title(self, *, closed: bool) -> str:
        say = self._kit.speaker.say
        if not self._closings:
            return say("The evaluation is open")
        last = self._closings[-1]
        if closed:
            return say("Closed: {when}, {name}", when=self._moment(last.at), name=last.actor)
        again = last.reopening
        if again is None:
            raise AssertionError("neither closed nor reopened")
        words = {"when": self._moment(again.at), "name": again.actor, "reason": again.reason}
        return say("Reopened: {when}, {name}: {reason}", **words)

    def _deadline(self) -> str:
        say, board = self._kit.speaker.say, self._board
        deadline = board.evaluation.info.deadline if board else None
        if deadline is None:
            return say("No deadline is set.")
        left = (deadline - japanese_day(self._kit.now())).days
        words = self._kit.speaker.language.date(deadline)
        if left < 0:
            return say("The deadline was {day}; it has passed.", day=words)
        if left == 0:
            return say("The deadline is today.")
        return say("The deadline is {day}, in {days} days.", day=words, days=left)

    def _say_counts(self, *, empty: bool) -> None:
        say, board = self._kit.speaker.say, self._board
        if board is None:
            return
        if empty:
            self.counts.say(
                say("There are no subjects or no members yet. Set the evaluation up first."), Tone.PLAIN
            )
            return
        language = self._kit.speaker.language
        found = [(state, board.counts[state]) for state in CellState if board.counts[state]]
        figures = [f"{state_words(state, language)} {count}" for state, count in found]
        listed = ("、" if self._kit.speaker.japanese else ", ").join(figures)
        sheets = sum(count for state, count in found if state is not CellState.RECUSED)
        if self.missing:
            sentence = say(
                "{missing} of {sheets} score sheets are not in: {figures}.",
                missing=self.missing,
                sheets=sheets,
                figures=listed,
            )
            self.counts.say(sentence, Tone.NOTICE)
        else:
            self.counts.say(
                say("All {sheets} score sheets are in: {figures}.", sheets=sheets, figures=listed), Tone.GOOD
            )

    def _moment(self, at: datetime) -> str:
        return exact_moment(at, self._kit.now(), self._kit.speaker)

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand below the texts where these would have no room beside them."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        below = self.width() < self._kit.theme.em * _BESIDE_FROM
        self._head.setDirection(ways.TopToBottom if below else ways.LeftToRight)
