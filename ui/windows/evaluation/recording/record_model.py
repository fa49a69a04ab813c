"""The lines of the record as a table model: those that are looked for, in the order asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import Qt

from evalapp.language import N_
from ui.record_list import Asked, Entry, matching
from ui.windows.kit import Kit
from ui.windows.row_models import HeadedRows
from ui.windows.rows import INK_ROLE, SIGN_ROLE, Index
from ui.windows.signs import Sign


class Column(IntEnum):
    """The columns."""

    NUMBER = 0
    WHEN = 1
    ACT = 2
    WHAT = 3
    WHO = 4


class RecordModel(HeadedRows):
    """Entries in rows; the newest first until another order is asked for."""

    heads = (N_("No."), N_("When"), N_("What was done"), N_("To what"), N_("By whom"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._kit = kit
        self._entries: Sequence[Entry] = ()
        self._asked = Asked()
        self._places: list[int] = []
        self._broken: frozenset[int] = frozenset()
        self._sorted = (Column.NUMBER, Qt.SortOrder.DescendingOrder)
        kit.speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The lines shown."""
        return len(self._places)

    def retranslate(self) -> None:
        """Say the heads of the columns anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def show_entries(self, entries: Sequence[Entry], asked: Asked) -> None:
        """Take other lines, or look for others among them."""
        self.beginResetModel()
        self._entries, self._asked = entries, asked
        self._places = matching(entries, asked, self._kit.now().tzinfo)
        self._order()
        self.endResetModel()

    def mark_broken(self, numbers: frozenset[int]) -> None:
        """Mark the lines at which the chain is broken, by their numbers."""
        self._broken = numbers
        if self._places:
            last = self.index(len(self._places) - 1, Column.NUMBER)
            self.dataChanged.emit(self.index(0, Column.NUMBER), last)

    @property
    def shown(self) -> list[Entry]:
        """The entries in the order shown."""
        return [self._entries[place] for place in self._places]

    def entry(self, index: Index) -> Entry | None:
        """The entry of a row."""
        return self._entries[self._places[index.row()]] if index.isValid() else None

    def row_of(self, number: int) -> int | None:
        """The row of the line with this number, if it is shown."""
        found = (row for row, place in enumerate(self._places) if self._entries[place].line.number == number)
        return next(found, None)

    def _order(self) -> None:
        column, order = self._sorted
        entries = self._entries
        keys = {
            Column.ACT: lambda place: entries[place].act,
            Column.WHAT: lambda place: entries[place].what,
            Column.WHO: lambda place: entries[place].line.actor,
        }
        # by number first: lines alike in the column stay in their order
        self._places.sort(reverse=order is Qt.SortOrder.DescendingOrder)
        if column in keys:
            self._places.sort(key=keys[column], reverse=order is Qt.SortOrder.DescendingOrder)

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, already said."""
        entry = self.entry(index)
        if entry is None:
            return None
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self._text(entry, Column(index.column()))
        elif role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.WHAT:
            found = entry.what
        elif role == INK_ROLE and index.column() in {Column.NUMBER, Column.WHEN}:
            found = "muted"
        elif role == SIGN_ROLE and index.column() == Column.NUMBER and entry.line.number in self._broken:
            found = (Sign.WARN, "fault")
        return found

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Another order."""
        self._sorted = (Column(max(column, 0)), order)
        self.layoutAboutToBeChanged.emit()
        before = self._places[:]
        self._order()
        rows = {place: row for row, place in enumerate(self._places)}
        for index in self.persistentIndexList():
            self.changePersistentIndex(index, self.index(rows[before[index.row()]], index.column()))
        self.layoutChanged.emit()

    def _text(self, entry: Entry, column: Column) -> str:
        match column:
            case Column.NUMBER:
                return str(entry.line.number)
            case Column.WHEN:
                return when_words(entry.at, self._kit)
            case Column.ACT:
                return entry.act
            case Column.WHAT:
                return entry.what
            case Column.WHO:
                return entry.line.actor


def when_words(at: datetime, kit: Kit) -> str:
    """A moment to the second, as the computer's clock stood."""
    local = at.astimezone(kit.now().tzinfo)
    return f"{local:%Y/%m/%d %H:%M:%S}" if kit.speaker.japanese else f"{local:%Y-%m-%d %H:%M:%S}"
