"""The files of a plan as a table model: one row a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import Qt

from evalapp.errors import EvalError
from evalapp.intake import Entry, Plan, Status
from evalapp.language import N_
from evalapp.model import Evaluation
from ui.windows.evaluation.intake.words import STATUS_SIGNS, member_name, status_word, summary, why
from ui.windows.kit import Kit
from ui.windows.revisions import revision_text
from ui.windows.row_models import HeadedRows
from ui.windows.rows import CODE_ROLE, INK_ROLE, SIGN_ROLE, Index
from ui.windows.signs import Sign

STATUS, FILE, MEMBER, REVISION, CODE, SUMMARY = range(6)
_RANK = {status: rank for rank, status in enumerate(STATUS_SIGNS)}
_DONE = frozenset((Status.NEW, Status.REPLACES))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One file as it is shown.

    Attributes:
        place: among the files as they were given.
        status: as planned; one that could not be taken in after all counts as refused.
        texts: of the columns, already said.
        order: what the columns are sorted by.
    """

    entry: Entry
    place: int
    status: Status
    texts: tuple[str, ...]
    order: tuple[object, ...]
    sign: tuple[Sign, str]


class PlanModel(HeadedRows):
    """What a plan would do with each file; once it is carried out, what came of each."""

    heads = (
        N_("State"),
        N_("File name"),
        N_("Member"),
        N_("Revision"),
        N_("Verification code"),
        N_("What it would change"),
    )

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._kit = kit
        self._evaluation: Evaluation | None = None
        self._plan: Plan | None = None
        self._failed: Mapping[str, EvalError] = {}
        self._carried_out = False
        self._all: list[PlanRow] = []
        self._rows: list[PlanRow] = []
        self._sorted_by = STATUS
        self._descending = False
        self.only: Status | None = None

    def count(self) -> int:
        """The files shown."""
        return len(self._rows)

    @property
    def counts(self) -> Counter[Status]:
        """How many files there are of each status."""
        return Counter(row.status for row in self._all)

    @property
    def rows(self) -> list[PlanRow]:
        """What is shown, in its order."""
        return self._rows

    def show_plan(
        self,
        plan: Plan | None,
        evaluation: Evaluation,
        failed: Mapping[str, EvalError],
        *,
        carried_out: bool,
    ) -> None:
        """Show a plan, or none; ``failed`` says of a plan carried out which files were not taken in."""
        if plan is not self._plan:
            self.only = None
        self._plan, self._evaluation = plan, evaluation
        self._failed, self._carried_out = failed, carried_out
        self.retranslate()

    def retranslate(self) -> None:
        """Say all texts."""
        plan, evaluation = self._plan, self._evaluation
        self._all = []
        if plan and evaluation:
            order = {member.id: place for place, member in enumerate(evaluation.members)}
            for place, entry in enumerate(plan.entries):
                self._all.append(self._row(entry, place, evaluation, order))
        if self.only is not None and not self.counts[self.only]:
            self.only = None
        self._arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.heads) - 1)

    def show_only(self, status: Status | None) -> None:
        """Show the files of one status; ``None``: all."""
        if status is not self.only:
            self.only = status
            self._arrange()

    def sentence(self, entry: Entry) -> str:
        """What taking the file in would do or has done, or why it is not taken in."""
        if entry.file in self._failed:
            return why(entry, self._failed[entry.file], self._kit.speaker)
        return summary(entry, self._plan, self._kit.speaker) if self._plan else ""

    def as_csv(self) -> bytes:
        """The rows shown as a CSV file, with the files' whole paths."""
        from exports.plain.cells import csv_file, guarded

        heads = [str(self.headerData(column, Qt.Orientation.Horizontal)) for column in range(len(self.heads))]
        lines = (
            [guarded(row.entry.file if column == FILE else text) for column, text in enumerate(row.texts)]
            for row in self._rows
        )
        return csv_file(heads, lines)

    def _row(self, entry: Entry, place: int, evaluation: Evaluation, order: Mapping[str, int]) -> PlanRow:
        say, speaker, arrival = self._kit.speaker.say, self._kit.speaker, entry.arrival
        status = Status.REFUSED if entry.file in self._failed else entry.status
        word, sign = status_word(status, speaker), STATUS_SIGNS[status]
        if self._carried_out and status in _DONE:
            word, sign = say("has been taken in"), (Sign.DONE, "good")
        elif entry.file in self._failed:
            word = say("was not taken in")
        name = PurePath(entry.file).name
        revision, member, code, rank = "", "", "", len(order)
        if arrival:
            payload = arrival.payload
            member, rank = member_name(evaluation, payload.member), order.get(payload.member, len(order))
            revision, code = revision_text(payload.revision, self._kit, draft=payload.draft), arrival.code
        number = arrival.payload.revision if arrival else 0
        sentence = self.sentence(entry)
        return PlanRow(
            entry,
            place,
            status,
            (word, name, member, revision, code, sentence),
            (_RANK[status], name, rank, number, code, sentence),
            sign,
        )

    def _arrange(self) -> None:
        """Filter and sort; of equals, problems and then those given first come first."""
        column = self._sorted_by
        self.beginResetModel()
        shown = [row for row in self._all if self.only in {None, row.status}]
        # the files refused for one reason stand together
        shown.sort(
            key=lambda row: (
                _RANK[row.status],
                row.status is Status.REFUSED and row.texts[SUMMARY],
                row.place,
            )
        )
        shown.sort(key=lambda row: row.order[column], reverse=self._descending)  # type: ignore[arg-type, return-value]
        self._rows = shown
        self.endResetModel()

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and what they are drawn with."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = row.texts[column]
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = row.entry.file if column == FILE else row.texts[column]
        elif role == SIGN_ROLE:
            found = row.sign if column == STATUS else None
        elif role == INK_ROLE:
            found = "muted" if row.status is Status.UNCHANGED else "ink"
        elif role == CODE_ROLE:
            found = column == CODE
        return found

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._sorted_by, self._descending = max(column, 0), order is Qt.SortOrder.DescendingOrder
        self._arrange()
