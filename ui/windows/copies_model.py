"""Where copies of one ballot differ, cell by cell: a row a cell, a column a copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from evalapp.copies import Copy, differences
from evalapp.differing import text_differences
from evalapp.rubric import CommentKind
from ui.windows.ballot.words import comment_name, criterion_name
from ui.windows.kit import Kit

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

MARKS_ROLE = Qt.ItemDataRole.UserRole
"""``tuple[range, ...]``: the signs of a text in which it differs from the other copies."""

GROUND_ROLE = Qt.ItemDataRole.UserRole + 1
"""The name of the ground's colour, where it is not that of a card."""

_KINDS = frozenset(CommentKind)
_FIRST = ("recusal", "reason")


@dataclass(frozen=True, slots=True)
class Row:
    """A cell that differs, or (``field`` empty) the title above the cells of a subject.

    Attributes:
        field: as in ``intake.Difference``.
        values: one a copy, in their order; ``None`` where nothing stands.
    """

    subject_id: str
    criterion_id: str | None = None
    field: str = ""
    values: tuple[int | str | None, ...] = ()


def compared(copies: Sequence[Copy]) -> tuple[Row, ...]:
    """All cells in which any of ``copies`` differs from another, under their subjects."""
    first, *others = copies
    found = [
        {(one.subject_id, one.criterion_id, one.field): one for one in differences(first, other)}
        for other in others
    ]
    rows: list[Row] = []
    for subject_id, (_subject, rubric) in first.ballot.asked.items():
        order = {criterion.id: place for place, criterion in enumerate(rubric.criteria)}
        places = {place for one in found for place in one if place[0] == subject_id}
        if places:
            rows.append(Row(subject_id))
        for place in sorted(places, key=lambda one: _order(one[1], one[2], order)):
            old = next(one[place].old for one in found if place in one)
            rows.append(Row(*place, (old, *(one[place].new if place in one else old for one in found))))
    return tuple(rows)


def _order(criterion_id: str | None, field: str, order: dict[str, int]) -> tuple[int, int]:
    if field in _FIRST:
        return (-1, _FIRST.index(field))
    kind = list(CommentKind).index(CommentKind(field)) + 1 if field in _KINDS else 0
    return (order.get(criterion_id or "", len(order)), kind)


class CopiesModel(QAbstractTableModel):
    """The rows of ``compared`` in words. Column 0 names the cell."""

    def __init__(self, kit: Kit, copies: Sequence[Copy]) -> None:
        super().__init__()
        self._kit = kit
        self._copies = tuple(copies)
        self._rows = compared(copies)
        kit.speaker.changed.connect(self.retranslate)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def retranslate(self) -> None:
        """Say everything anew."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """One a cell that differs, one a subject that has some."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """One for the names, one a copy."""
        return 0 if parent.isValid() else 1 + len(self._copies)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, already said."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self._name(row) if index.column() == 0 else self._value(row, index.column() - 1)
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [self._name(row)]
            if index.column():
                parts += [str(self.headerData(index.column(), Qt.Orientation.Horizontal))]
                parts += [self._value(row, index.column() - 1)]
            found = ": ".join(parts)
        elif role == MARKS_ROLE:
            found = self._marks(row, index.column() - 1)
        return found

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Which copy a column is."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or not section:
            return None
        return copy_name(self._kit, section - 1)

    def _name(self, row: Row) -> str:
        ballot, say = self._copies[0].ballot, self._kit.speaker.say
        if not row.field:
            return f"{row.subject_id}　{ballot.asked[row.subject_id][0].title}"
        if row.field == "points" and row.criterion_id:
            return criterion_name(ballot, row.subject_id, row.criterion_id)
        if row.field in _KINDS:
            kind = CommentKind(row.field)
            return comment_name(ballot, row.subject_id, row.criterion_id, kind, self._kit.speaker)
        return say("Not judging this subject") if row.field == "recusal" else say("Reason for not judging")

    def _value(self, row: Row, place: int) -> str:
        if not row.field:
            return ""
        value, say = row.values[place], self._kit.speaker.say
        if value is None:
            return say("(nothing)")
        words = {
            "cannot_judge": say("Cannot judge"),
            "conflict": say("conflict of interest"),
            "absent": say("absent"),
        }
        text = str(value)
        return words.get(text, text) if row.field in {"points", "recusal"} else text

    def _marks(self, row: Row, place: int) -> tuple[range, ...]:
        texts = [value for value in row.values if isinstance(value, str)]
        if place < 0 or row.field not in {*_KINDS, "reason"} or len(texts) < len(row.values):
            return ()
        if place == 0:
            return tuple(old for old, _new in text_differences(texts[0], texts[1]) if old)
        return tuple(new for _old, new in text_differences(texts[0], texts[place]) if new)


def copy_name(kit: Kit, place: int) -> str:
    """What a copy is called: the one that was opened, and the others by number if there are several."""
    say = kit.speaker.say
    return say("The file just opened") if place == 0 else say("Copy {number}", number=place)
