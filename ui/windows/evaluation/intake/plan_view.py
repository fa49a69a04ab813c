"""A plan on the screen: counts, the files, the chosen one, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.intake import Entry, Status
from evalapp.model import Evaluation
from ui.windows.card import Note, Tone
from ui.windows.evaluation.halves import Halves
from ui.windows.evaluation.intake.counts import Counts
from ui.windows.evaluation.intake.plan_details import PlanDetails
from ui.windows.evaluation.intake.plan_foot import PlanFoot
from ui.windows.evaluation.intake.plan_model import CODE, FILE, STATUS, SUMMARY, PlanModel
from ui.windows.evaluation.intake.taking import Stage, Taking
from ui.windows.kit import Kit
from ui.windows.rows import Rows


class PlanView(QWidget):
    """Everything about a plan; it decides nothing.

    Attributes:
        note: why the plan was made anew, or why the last act could not be done.
        counts, table, details, foot: its parts.

    Signals:
        remove_wanted: these files (``list[Entry]``) are to be left out.
    """

    remove_wanted = Signal(list)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._taking: Taking | None = None
        self._evaluation: Evaluation | None = None
        self._shown: object = None
        self.note = Note(kit.theme, Tone.NOTICE)
        self.counts = Counts(kit)
        self.model = PlanModel(kit)
        self.table = Rows(kit, {FILE: 1.0}, many=True, below=SUMMARY, spare=CODE)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(STATUS, Qt.SortOrder.AscendingOrder)
        self.details = PlanDetails(kit)
        self.foot = PlanFoot(kit)
        self._head = QHBoxLayout()
        self._head.addWidget(self.counts, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.note)
        self._column.addLayout(self._head)
        self._column.addWidget(Halves(kit, self.table, self.details, 0.61, 42), 1)
        self._column.addWidget(self.foot)
        self.counts.chosen.connect(self._show_only)
        self.table.row_chosen.connect(self._show_row)
        self.table.removed.connect(self._remove)
        self.table.selectionModel().selectionChanged.connect(self._show_removable)
        self.foot.remove_button.clicked.connect(self._remove)
        self.model.modelReset.connect(self._choose_first)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    def show_taking(self, taking: Taking, evaluation: Evaluation, *, may_write: bool) -> None:
        """Show how the plan stands."""
        plan = taking.plan
        if plan is None:
            return
        applied = taking.applied if taking.stage is Stage.APPLIED else None
        new = plan is not self._shown
        self._taking, self._evaluation, self._shown = taking, evaluation, plan
        self.model.show_plan(plan, evaluation, taking.failed, carried_out=applied is not None)
        self.counts.show_counts(self.model.counts, self.model.only)
        self.table.setAccessibleName(self._kit.speaker.say("Files"))
        self.table.fit()
        self._show_note(taking)
        if applied:
            self.foot.show_applied(plan, applied, may_write=may_write)
        else:
            self.foot.show_plan(plan, may_write=may_write, new=new)
        self._show_removable()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(em * 0.5))
        self.table.setMinimumWidth(round(em * 24))
        self.details.setMinimumWidth(round(em * 16))

    def _show_note(self, taking: Taking) -> None:
        say = self._kit.speaker.say
        if taking.fault:
            self.note.say(self._kit.speaker.phrase(taking.fault), Tone.ALARM)
        elif taking.overtaken:
            self.note.say(
                say("The evaluation has changed meanwhile, so the plan was made anew. Look at it again."),
                Tone.NOTICE,
            )
        elif taking.undone is not None:
            self.note.say(
                say(
                    "Intake {number} is undone: the answers before it stand again. Below is what the files"
                    " would do now.",
                    number=taking.undone,
                ),
                Tone.PLAIN,
            )
        else:
            self.note.clear()

    def _show_only(self, status: Status | None) -> None:
        self.model.show_only(status)
        self.counts.show_counts(self.model.counts, status)

    def _choose_first(self) -> None:
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self._show_row(QModelIndex())

    def _show_row(self, index: QModelIndex) -> None:
        taking, evaluation = self._taking, self._evaluation
        if taking is None or taking.plan is None or evaluation is None:
            return
        row = self.model.rows[index.row()] if index.isValid() else None
        self.details.show_entry(
            row.entry if row else None,
            taking.plan,
            evaluation,
            row.texts[SUMMARY] if row else "",
            refused=bool(row and row.status is Status.REFUSED),
        )

    def _chosen(self) -> list[Entry]:
        return [self.model.rows[index.row()].entry for index in self.table.selected_rows()]

    def _show_removable(self) -> None:
        self.foot.remove_button.setEnabled(bool(self.table.selected_rows()))

    def _remove(self) -> None:
        if self._taking and self._taking.stage is Stage.PLANNED and (chosen := self._chosen()):
            self.remove_wanted.emit(chosen)
