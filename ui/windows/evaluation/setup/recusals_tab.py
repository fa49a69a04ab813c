"""Who does not judge what: the matrix, and below it the reasons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.windows.evaluation.grid.view import Grid
from ui.windows.evaluation.setup.recusal_tables import ReasonsTable, RecusalMatrix
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.lines import Paragraph


class RecusalsTab(QWidget):
    """Both tables; without subjects or members a sentence on what comes first."""

    def __init__(self, work: SetupWork) -> None:
        super().__init__()
        kit = self._kit = work.office.kit
        self._work = work
        self.table = RecusalMatrix(work)
        self.matrix = Grid(kit, self.table, head_lines=2)
        self.reasons_table = ReasonsTable(work)
        self.reasons = Grid(kit, self.reasons_table)
        for grid in (self.matrix, self.reasons):
            grid.refused.connect(lambda fault: work.office.said.emit(kit.speaker.phrase(fault)))
            grid.told.connect(work.office.said)
        self._hint = Paragraph(kit.theme, ink="muted", scale=0.9)
        self._reasons_head = Paragraph(kit.theme, bold=True)
        below = self._below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(self._reasons_head)
        lower.addWidget(self.reasons, 1)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.matrix)
        self._split.addWidget(below)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._hint)
        self._column.addWidget(self._split, 1)
        self._column.addStretch(0)
        work.changed.connect(self.refresh)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def refresh(self) -> None:
        """Show what there is to show."""
        say = self._kit.speaker.say
        there = self.table.count() > 0 and bool(self.table.columns())
        self._split.setVisible(there)
        self._below.setVisible(self.reasons_table.count() > 0)
        self._column.setStretch(2, 0 if there else 1)
        self._hint.setText(
            say("Choose a cell and press Space, or click it again: conflict of interest, absent, judges it.")
            + " "
            + say("What stands here is internal and never published.")
            if there
            else say("Enter subjects and members first; then you can say here who does not judge what.")
        )

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._reasons_head.setText(say("Reasons"))
        self.matrix.setAccessibleName(say("Recusals by subject and member"))
        self.reasons.setAccessibleName(say("Reasons of recusals"))
        self.refresh()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(em * 0.4))
        self._split.setHandleWidth(round(em * 0.6))
        self._below.setMinimumHeight(round(em * 7))
        self.matrix.setMinimumHeight(round(em * 6))

    def take_keyboard(self) -> None:
        """Put the keyboard on a cell."""
        if not self.matrix.currentIndex().isValid() and self.table.count():
            self.matrix.go_to(0, 0)
        self.matrix.setFocus()

    def show_place(self, member: int, subject: int) -> None:
        """Go to the reason of a recusal, given by the keys of its member's and its subject's rows."""
        for row, one in enumerate(self._work.draft.recusals):
            if (one.member, one.subject) == (member, subject):
                self.reasons.show_cell(row, 3)
