"""Both entries of a paper sheet held side by side, against the paper: corrected, confirmed or rejected."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.confirming_paper import Paper
from evalapp.double_entry import Stage, stage
from evalapp.errors import EvalError
from evalapp.intake import Difference
from evalapp.model import Subject
from evalapp.rubric import Rubric
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.evaluation.double_entry.comparison_model import ComparisonModel
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.side_by_side import SideBySide

_SHARES = (0.28, 0.36, 0.36)


class _Table(SideBySide):
    """Takes 1 and 2."""

    digit = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in {"1", "2", "１", "２"}:
            self.digit.emit(1 if event.text() in {"1", "１"} else 2)
        else:
            super().keyPressEvent(event)


class Comparison(QWidget):
    """Shows every cell; a person says which entry agrees with the paper where they differ.

    Signals:
        settled: of this ``Difference`` the entry with this number (1, 2) agrees with the paper.
        reentry_wanted: neither is right: the first entry is to be corrected by hand.
        confirmed, rejected: what the person decided.
    """

    settled = Signal(Difference, int)
    reentry_wanted = Signal()
    confirmed = Signal()
    rejected = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._paper: Paper | None = None
        self._may_confirm = True
        self._read_only = False
        self.model = ComparisonModel(kit)
        self.table = _Table(kit, self.model)
        self.note = Note(kit.theme, Tone.PLAIN)
        self.stands = Note(kit.theme, Tone.NOTICE)
        self.fault = Note(kit.theme, Tone.ALARM)
        self._heads = [Paragraph(kit.theme, ink="muted", scale=0.92) for _share in _SHARES]
        self.first_button, self.second_button = Button(kit.theme), Button(kit.theme)
        self.reentry_button = Button(kit.theme, quiet=True)
        self.confirm_button = Button(kit.theme, primary=True)
        self.reject_button = Button(kit.theme)
        self._buttons = Flow(
            self.first_button,
            self.second_button,
            self.confirm_button,
            self.reject_button,
            self.reentry_button,
            outdent=RING,
        )
        self._head_row = QHBoxLayout()
        for head, share in zip(self._heads, _SHARES, strict=True):
            self._head_row.addWidget(head, round(share * 100))
        self._column = QVBoxLayout(self)
        for widget in (self.note, self.stands):
            self._column.addWidget(widget)
        self._column.addLayout(self._head_row)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.fault)
        self._column.addLayout(self._buttons)
        self.first_button.clicked.connect(lambda _checked: self._pick(1))
        self.second_button.clicked.connect(lambda _checked: self._pick(2))
        self.table.digit.connect(self._pick)
        self.table.resized.connect(self._fit)
        self.table.selectionModel().currentChanged.connect(lambda *_moved: self._show_buttons())
        self.reentry_button.clicked.connect(lambda _checked: self.reentry_wanted.emit())
        self.confirm_button.clicked.connect(lambda _checked: self.confirmed.emit())
        self.reject_button.clicked.connect(lambda _checked: self.rejected.emit())
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    def show_paper(
        self, paper: Paper, subject: Subject, rubric: Rubric, *, may_confirm: bool, read_only: bool
    ) -> None:
        """Show both entries as they are now."""
        row = self.table.currentIndex().row()
        same = self._paper is not None and _place(self._paper) == _place(paper)
        self._paper, self._may_confirm, self._read_only = paper, may_confirm, read_only
        self.table.setAccessibleName(f"{subject.id} {subject.title}")
        self.model.show_typing(paper.typing, rubric)
        self.fault.clear()
        self._choose(self.model.next_different(row - 1 if same else -1))
        self.retranslate()
        self._fit()

    def take_keyboard(self) -> None:
        """Put the keyboard where the next decision is."""
        if self.model.next_different(-1) is not None or self._read_only:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_fault(self, fault: EvalError) -> None:
        """Say why it cannot be decided so."""
        self.fault.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.first_button.setText(say("The paper says the 1st (1)"))
        self.second_button.setText(say("The paper says the 2nd (2)"))
        self.reentry_button.setText(say("Neither…"))
        self.confirm_button.setText(say("Agrees with the paper: take it in"))
        self.reject_button.setText(say("Reject…"))
        if self._paper and self._paper.typing.second:
            typing = self._paper.typing
            self._heads[0].setText("")
            self._heads[1].setText(say("First entry: {name}", name=typing.first.by))
            self._heads[2].setText(say("Second entry: {name}", name=self._paper.typing.second.by))
            self._say_state(self._paper)
        self._show_buttons()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(em * 0.5))
        self._head_row.setContentsMargins(round(em * 0.7), 0, 0, 0)
        self._buttons.setSpacing(round(em * 0.4))
        self._fit()

    def _say_state(self, paper: Paper) -> None:
        say = self._kit.speaker.say
        if stage(paper.typing) is Stage.DIFFERENT:
            self.note.say(
                say(
                    "The entries differ in {count} places. Look at the paper and say which one is right.",
                    count=len(paper.differences),
                ),
                Tone.ALARM,
            )
        else:
            sentence = say("Both entries agree. Hold them against the paper once more, then take them in.")
            if paper.blanks:
                sentence += " " + say("Blank cells: {count}. They count as blank.", count=len(paper.blanks))
            if not self._may_confirm:
                sentence += " " + say(
                    "{name} typed the first entry: another person confirms it.", name=paper.typing.first.by
                )
            self.note.say(sentence, Tone.GOOD if self._may_confirm else Tone.PLAIN)
        if paper.stands and paper.replaces:
            self.stands.say(
                say(
                    "An answer of this member is in already. Taking this in replaces {count} of its cells.",
                    count=len(paper.replaces),
                )
            )
        elif paper.stands:
            self.stands.say(say("The same answer is in already: nothing would change."), Tone.PLAIN)
        else:
            self.stands.clear()

    def _show_buttons(self) -> None:
        different = self.model.next_different(-1) is not None
        for button in (self.first_button, self.second_button, self.reentry_button):
            button.setVisible(different)
            button.setEnabled(not self._read_only)
        here = self.model.difference(self.table.currentIndex().row()) is not None
        for button in (self.first_button, self.second_button):
            button.setEnabled(here and not self._read_only)
        self.confirm_button.setVisible(not different)
        self.confirm_button.setEnabled(not self._read_only)
        self.reject_button.setEnabled(not self._read_only)

    def _choose(self, row: int | None) -> None:
        self.table.setCurrentIndex(self.model.index(row, 1) if row is not None else QModelIndex())

    def _pick(self, number: int) -> None:
        difference = self.model.difference(self.table.currentIndex().row())
        if difference and not self._read_only:
            self.settled.emit(difference, number)

    def _fit(self) -> None:
        bar = self.table.verticalScrollBar().sizeHint().width()
        room = self.table.width() - bar
        for column, share in enumerate(_SHARES):
            self.table.setColumnWidth(column, int(room * share))
        self.table.resizeRowsToContents()


def _place(paper: Paper) -> tuple[str, str]:
    return paper.typing.member_id, paper.typing.subject_id
