"""The head of the secretariat's window: which evaluation, how long is left, who works, what is saved."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from evalapp.errors import EvalError
from evalapp.setup_draft import Draft, DraftRow, is_blank
from evalapp.store.setup_draft import read_draft
from ui.windows.band import Band
from ui.windows.buttons import Button
from ui.windows.evaluation.office import Office
from ui.windows.head_lines import HeadLines, days_left
from ui.windows.save_label import SaveLabel


class Header(Band):
    """Title and state of the evaluation.

    Signals:
        operator_wanted: the user wants to say who is at the keyboard.
    """

    operator_wanted = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__(office.kit)
        self._office = office
        self._lines = HeadLines(office.kit)
        self.operator = Button(office.kit.theme, quiet=True)
        self.operator.clicked.connect(lambda _checked: self.operator_wanted.emit())
        self.save_label = SaveLabel(office.kit, office)
        row = self._row = QHBoxLayout(self)
        row.addLayout(self._lines, 1)
        row.addWidget(self.operator, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.save_label, 0, Qt.AlignmentFlag.AlignVCenter)
        self.retranslate()
        self.relayout()
        office.changed.connect(self.retranslate)
        office.state_changed.connect(self.retranslate)
        office.kit.speaker.changed.connect(self.retranslate)
        office.kit.theme.changed.connect(self.relayout)

    @property
    def about(self) -> str:
        """The line below the title."""
        return self._lines.about.text

    def retranslate(self) -> None:
        """Say all texts."""
        kit, evaluation = self._office.kit, self._office.evaluation
        say, info = kit.speaker.say, evaluation.info
        self._lines.title.set_text(info.title)
        draft = self._draft()
        subjects, members = (
            (_written(draft.subjects), _written(draft.members))
            if draft
            else (len(evaluation.subjects), len(evaluation.members))
        )
        parts = [say("Being set up")] if draft else []
        parts += [say("{count} subjects", count=subjects), say("{count} members", count=members)]
        if info.deadline:
            parts.append(say("Deadline: {day}", day=kit.speaker.language.date(info.deadline)))
        if self._office.closed:
            parts.append(say("Closed"))
        elif info.deadline:
            parts.append(days_left(info.deadline, kit))
        gap = "　" if kit.speaker.japanese else "   "
        self._lines.about.set_text(*(gap.join(parts[begin:]) for begin in range(len(parts))))
        self.operator.setText(say("At work: {name}", name=self._office.actor))
        self.operator.setToolTip(say("Whose name the record gets. Click to change it."))

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._row.setSpacing(round(em * 0.9))
        self._row.setContentsMargins(round(em * 0.9), round(em * 0.5), round(em * 0.9), round(em * 0.5))
        self.update()

    def _draft(self) -> Draft | None:
        """The set-up as typed, as long as there is no other."""
        evaluation = self._office.evaluation
        if evaluation.subjects and evaluation.members:
            return None
        # what cannot be read is said by the page that is shown
        with contextlib.suppress(EvalError):
            return read_draft(self._office.file)
        return None


def _written(rows: Iterable[DraftRow]) -> int:
    return sum(not is_blank(row) for row in rows)
