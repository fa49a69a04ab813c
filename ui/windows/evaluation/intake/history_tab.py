"""The tab of what was taken in so far: every intake with its files, and the undoing of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.store.intakes import IntakeNote
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.evaluation.intake.history_model import HistoryModel
from ui.windows.evaluation.intake.taking import undoing
from ui.windows.evaluation.office import Office
from ui.windows.flow import Flow
from ui.windows.lines import Paragraph
from ui.windows.rows import Rows


class HistoryTab(QWidget):
    """The list and its one act.

    Attributes:
        model, table: the intakes.
        note: what undoing the chosen one means, or why it cannot be undone.
        undo_button: undoes it.
    """

    def __init__(self, office: Office) -> None:
        super().__init__()
        kit = office.kit
        self._office = office
        self._kit = kit
        self._empty = Paragraph(kit.theme, ink="muted")
        self.model = HistoryModel(office)
        self.table = Rows(kit, {0: 1.2, 4: 2.0}, tree=True)
        self.table.setModel(self.model)
        self.note = Note(kit.theme, Tone.PLAIN)
        self.undo_button = Button(kit.theme)
        self._lay_out()
        self.table.row_chosen.connect(lambda _index: self._show_chosen())
        self.undo_button.clicked.connect(lambda _checked: self._undo())
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def show_notes(self, notes: Sequence[IntakeNote]) -> None:
        """Show the intakes; which were open and which was chosen stays."""
        if tuple(notes) != self.model.notes:
            chosen = self.chosen
            opened = {one.number for row, one in enumerate(self.model.notes) if self._is_open(row)}
            self.model.show_notes(notes)
            for row, one in enumerate(notes):
                if one.number in opened:
                    self.table.expand(self.model.index(row, 0))
            numbers = [one.number for one in notes]
            row = numbers.index(chosen.number) if chosen and chosen.number in numbers else 0
            if notes:
                self.table.setCurrentIndex(self.model.index(row, 0))
            self.table.fit()
        self._stack.setCurrentIndex(1 if notes else 0)
        self._show_chosen()

    @property
    def chosen(self) -> IntakeNote | None:
        """The intake that is chosen, or one of whose files is."""
        return self.model.note_at(self.table.currentIndex())

    def take_keyboard(self) -> None:
        """Put the keyboard where work begins."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._empty.setText(
            say("Nothing has been taken in yet. Every intake is listed here and can be undone.")
        )
        self.undo_button.setText(say("Undo this intake"))
        self.table.setAccessibleName(say("Intakes so far"))
        notes = self.model.notes
        self.model.show_notes(())
        self.show_notes(notes)

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.6))
        self._empty.setMaximumWidth(round(em * 46))
        self._blank.setContentsMargins(0, round(em * 0.4), 0, 0)

    def _is_open(self, row: int) -> bool:
        return self.table.isExpanded(self.model.index(row, 0))

    def _lay_out(self) -> None:
        blank, full = QWidget(), QWidget()
        self._blank = QVBoxLayout(blank)
        self._blank.addWidget(self._empty)
        self._blank.addStretch(1)
        self._column = QVBoxLayout(full)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.note)
        self._column.addLayout(Flow(self.undo_button, outdent=RING))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(blank)
        self._stack.addWidget(full)

    def _show_chosen(self) -> None:
        one, say = self.chosen, self._kit.speaker.say
        may = one is not None and not one.undone_at and not one.hindrance and not self._office.read_only
        self.undo_button.setEnabled(may)
        if one is None:
            self.note.clear()
        elif one.undone_at:
            self.note.say(
                say("Intake {number} is undone; nothing of it counts.", number=one.number), Tone.PLAIN
            )
        elif one.hindrance:
            self.note.say(self._kit.speaker.phrase(one.hindrance), Tone.NOTICE)
        else:
            self.note.say(
                say("If intake {number} is undone, the answers before it stand again.", number=one.number),
                Tone.PLAIN,
            )

    def _undo(self) -> None:
        one, office = self.chosen, self._office
        reason = office.ask_reason(self) if one else None
        if one is None or reason is None:
            return
        self.undo_button.setEnabled(False)

        def undone(number: int) -> None:
            say = self._kit.speaker.say
            office.said.emit(
                say("Intake {number} is undone. The answers before it stand again.", number=number)
            )

        def failed(fault: EvalError) -> None:
            self._show_chosen()
            self.note.say(self._kit.speaker.phrase(fault), Tone.ALARM)

        undoing(office, one.number, reason, undone, failed)
