"""The list of paper sheets: whose, on what, how far; narrowed to one member or one stage."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.double_entry import Stage
from evalapp.model import Evaluation
from ui.windows.controls import ComboBox
from ui.windows.evaluation.double_entry.paper_model import (
    MEMBER,
    SUBJECT,
    PaperModel,
    PaperRow,
    stage_words,
)
from ui.windows.kit import Kit
from ui.windows.rows import Rows


class PaperList(QWidget):
    """Choices above, rows below.

    Signals:
        chosen: the user has chosen this ``PaperRow``.
    """

    chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._members: tuple[tuple[str, str], ...] = ()
        self._quiet = False
        self.model = PaperModel(kit)
        self.members = ComboBox(kit.theme)
        self.stages = ComboBox(kit.theme)
        self.rows = Rows(kit, {SUBJECT: 1.0})
        self.rows.setSortingEnabled(True)
        self.rows.setModel(self.model)
        self.rows.heads.setSortIndicator(MEMBER, Qt.SortOrder.AscendingOrder)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.members)
        self._column.addWidget(self.stages)
        self._column.addWidget(self.rows, 1)
        self.members.currentIndexChanged.connect(self._narrow)
        self.stages.currentIndexChanged.connect(self._narrow)
        self.rows.row_chosen.connect(self._choose)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    def show_rows(self, evaluation: Evaluation, rows: tuple[PaperRow, ...]) -> None:
        """Show what there is now; the row chosen stays chosen."""
        self._members = tuple((one.id, one.name) for one in evaluation.members)
        present = self.present
        self._quiet = True
        self.model.show_rows(rows)
        self._quiet = False
        self.retranslate()
        self.rows.fit()
        if present:
            self.mark(present.member.id, present.subject.id)

    @property
    def present(self) -> PaperRow | None:
        """The row chosen now."""
        return self._row(self.rows.currentIndex())

    def mark(self, member_id: str, subject_id: str) -> None:
        """Show a row as chosen, where it is in the list; nothing is told."""
        self._quiet = True
        found = self.model.place_of(member_id, subject_id)
        self.rows.setCurrentIndex(self.model.index(found, 0) if found is not None else QModelIndex())
        self._quiet = False

    def after(self, member_id: str, subject_id: str, stage: Stage) -> PaperRow | None:
        """The next row below this one, of the same member, in a stage, that nothing stands for yet."""
        rows = [row for row in self.model.every if row.member.id == member_id]
        at = next((at for at, row in enumerate(rows) if row.subject.id == subject_id), len(rows))
        below = [*rows[at + 1 :], *rows[:at]]
        return next(
            (row for row in below if row.stage is stage and not (stage is Stage.UNTYPED and row.stands)), None
        )

    def retranslate(self) -> None:
        """Say all texts, with the counts as they are."""
        say = self._kit.speaker.say
        counts = Counter(row.stage for row in self.model.every)
        _fill(self.members, [("", say("All members")), *self._members])
        _fill(
            self.stages,
            [
                (None, say("All states")),
                *((one, f"{stage_words(one, self._kit.speaker)} ({counts[one]})") for one in Stage),
            ],
        )
        self.members.setAccessibleName(say("Member"))
        self.stages.setAccessibleName(say("State"))
        self.rows.setAccessibleName(say("Paper score sheets"))

    def relayout(self) -> None:
        """Take distances from the text size."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(self._kit.theme.em * 0.4))

    def _row(self, index: QModelIndex) -> PaperRow | None:
        return self.model.rows[index.row()] if index.isValid() else None

    def _narrow(self) -> None:
        member_id = self.members.currentData() or ""
        self.rows.setColumnHidden(MEMBER, bool(member_id))
        found = self.stages.currentData()  # Qt gives a plain text back
        self.model.narrow(member_id, Stage(found) if found else None)
        self.rows.fit()

    def _choose(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row and not self._quiet:
            self.chosen.emit(row)


def _fill(box: ComboBox, items: list[tuple[object, str]]) -> None:
    """Show these items; the one chosen stays chosen."""
    present = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 - Qt's own
    box.clear()
    for value, words in items:
        box.addItem(words, value)
    box.setCurrentIndex(
        max(0, [value for value, _words in items].index(present) if _held(items, present) else 0)
    )
    box.blockSignals(False)  # noqa: FBT003


def _held(items: list[tuple[object, str]], value: object) -> bool:
    return any(one == value for one, _words in items)
