"""What is known of the cell that has the keyboard, and what can be done about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from evalapp.model import Role, Subject
from evalapp.watching import Board, BoardRow, Cell, CellState
from exports.wording import bracketed
from ui.watch_words import issue_words, reason_words, source_words, state_words
from ui.windows.buttons import Button
from ui.windows.elided import ElidedLabel
from ui.windows.evaluation.board.tiles import paint_state, state_ink
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph, plain, unbroken
from ui.windows.recents import exact_moment


class StateLine(QWidget):
    """A sign and what it means."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._state: CellState | None = None
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, state: CellState | None, text: str) -> None:
        """Show a state in words; ``None`` shows words alone."""
        self._state, self.text = state, text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(round(self._kit.theme.em * 10), round(self._kit.theme.em * 1.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        if self._state:
            sign = QRectF(0, (self.height() - em) / 2, em, em)
            paint_state(painter, sign, self._state, state_ink(theme, self._state))
            x = em * 1.4
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour("ink"))
        painter.drawText(
            QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text
        )
        painter.end()


class BoardDetail(QWidget):
    """A strip below the board.

    Signals:
        issue_wanted, intake_wanted, reminder_wanted: what the buttons are for.
    """

    issue_wanted = Signal()
    intake_wanted = Signal()
    reminder_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[Board, BoardRow, Subject, Cell] | None = None
        self._many = ""
        self._compact = False
        self.who, self.what = ElidedLabel(), ElidedLabel()
        self.state = StateLine(kit)
        self.reasons = Paragraph(kit.theme)
        self.facts = Paragraph(kit.theme)
        self.issue_button, self.intake_button, self.remind_button = (Button(kit.theme) for _ in range(3))
        self._left = QVBoxLayout()
        for widget in (self.who, self.what, self.state, self.reasons):
            self._left.addWidget(widget)
        self._left.addStretch(1)
        self._buttons = QVBoxLayout()
        for button in (self.remind_button, self.intake_button, self.issue_button):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.addLayout(self._left, 0, 0)
        self._grid.addWidget(self.facts, 0, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(self._buttons, 0, 2)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.issue_button.clicked.connect(lambda _on: self.issue_wanted.emit())
        self.intake_button.clicked.connect(lambda _on: self.intake_wanted.emit())
        self.remind_button.clicked.connect(lambda _on: self.reminder_wanted.emit())
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    def show_cell(self, board: Board, row: BoardRow, subject: Subject, cell: Cell) -> None:
        """Say all of one cell."""
        self._shown, self._many = (board, row, subject, cell), ""
        self.retranslate()

    def show_many(self, words: str, *, remindable: bool) -> None:
        """Say what several cells have in common; ``remindable``: some of their members can be."""
        self._shown, self._many = None, words
        self.retranslate()
        self.remind_button.setVisible(remindable)

    def make_compact(self, *, compact: bool) -> None:
        """Take little room where the window is low: what matters most, the rest under the pointer."""
        if compact != self._compact:
            self._compact = compact
            self.retranslate()
            self.relayout()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.issue_button.setText(say("To Issue"))
        self.intake_button.setText(say("To Intake"))
        self.remind_button.setText(say("Remind…"))
        for button in (self.issue_button, self.intake_button, self.remind_button):
            button.setVisible(False)
        if self._shown is None:
            self.who.set_text(self._many or say("Choose a cell to see what is known of it."))
            self.what.set_text("")
            self.state.say(None, "")
            self.state.setToolTip("")
            self.reasons.setText("")
            self.facts.setText("")
            return
        board, row, subject, cell = self._shown
        chair = say("chair") if row.member.role is Role.CHAIR else ""
        self.who.set_text("　".join(filter(None, (row.member.name, chair, row.member.affiliation))))
        self.what.set_text(f"{subject.id}　{subject.title}")
        self.state.say(cell.state, self._state(cell))
        reasons = "\n".join(reason_words(cell, self._kit.speaker.language))
        facts = self._facts(board, row, cell)
        self.reasons.setText("" if self._compact else reasons)
        self.reasons.setToolTip(plain(reasons))
        self.state.setToolTip(reasons)
        self.facts.setText("\n".join(facts[-2:] if self._compact else facts))
        self.facts.setToolTip(plain("\n".join(facts)))
        arrived = cell.state is CellState.NEEDS_LOOK or cell.submission is not None
        self.intake_button.setVisible(arrived)
        self.issue_button.setVisible(cell.owed and not arrived)
        self.remind_button.setVisible(row.owed > 0 and row.issued is not None)

    def relayout(self) -> None:
        """Take fonts and distances from the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        self.who.setFont(theme.font(bold=True))
        self.what.setFont(theme.font())
        self._left.setSpacing(round(em * 0.2))
        self._buttons.setSpacing(0)
        self._grid.setHorizontalSpacing(round(em * 1.2))
        self._grid.setContentsMargins(round(em * 0.6), round(em * 0.6), 0, 0)
        # the board does not jump from cell to cell
        self.setFixedHeight(round(em * (4.6 if self._compact else 7.8)))
        self.updateGeometry()

    def _state(self, cell: Cell) -> str:
        language, say = self._kit.speaker.language, self._kit.speaker.say
        word = state_words(cell.state, language)
        if cell.recusal:
            kinds = {"conflict": say("conflict of interest"), "absent": say("absent")}
            return word + bracketed(kinds[cell.recusal.value], language)
        if cell.blank:
            return say("{state} (blank cells: {count})", state=word, count=cell.blank)
        return word

    def _facts(self, board: Board, row: BoardRow, cell: Cell) -> list[str]:
        say, language = self._kit.speaker.say, self._kit.speaker.language
        lines = []
        if row.issued:
            what = issue_words(row.issued, language)
            lines.append(say("Issued: {what}, {when}", what=what, when=self._moment(row.issued.at)))
        else:
            lines.append(say("Nothing has been issued to this member."))
        waits = row.received is not None and row.received.waits and cell.state is CellState.NEEDS_LOOK
        own = None if cell.submission is None or waits else board.taken[cell.submission]
        taken = own or row.received
        if taken:
            what = source_words(taken.kind, language)
            revision = say("revision {value}", value=taken.revision)
            when = self._moment(taken.received_at)
            lines.append(say("Received: {what}, {revision}, {when}", what=what, revision=revision, when=when))
            lines.append(say("Verification code: {code}", code=unbroken(taken.code)))
        else:
            lines.append(say("Nothing has been received from this member."))
        if row.owed:
            lines.append(say("Still to answer: {count} of {all}", count=row.owed, all=len(row.cells)))
        return lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line between the board and this."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._kit.theme.colour("line"))
        painter.end()

    def _moment(self, at: datetime) -> str:
        return exact_moment(at, self._kit.now(), self._kit.speaker)
