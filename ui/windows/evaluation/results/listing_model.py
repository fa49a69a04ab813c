"""Rows of figures that can be sorted and searched: what the internal view and the comparison list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

ITEM = Qt.ItemDataRole.UserRole
"""The role that gives an ``Item``."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value as a bar in its cell; all places from 0.0 (left) to 1.0.

    Attributes:
        start: where the bar begins; ``end``: the value.
        mark: a line to hold the value against, if any.
    """

    start: float
    end: float
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One cell.

    Attributes:
        text: already said; of a bar what it says to those who cannot see it.
        key: by which the column is sorted; all of a column can be compared with each other.
        figure: set in the middle, and ``text`` is never shortened.
        tip: said under the pointer besides the text.
    """

    text: str
    key: Any
    figure: bool = False
    bold: bool = False
    ink: str = "ink"
    bar: Bar | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``what`` is what it is about, for those who ask."""

    items: tuple[Item, ...]
    what: object = None


class ListingModel(QAbstractTableModel):
    """Rows as they were given, until a column is sorted."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[str, ...] = ()
        self._all: tuple[Line, ...] = ()
        self._words = ""
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, heads: Sequence[str], lines: Sequence[Line]) -> None:
        """Take other rows; they are sorted and searched as those before were."""
        self.beginResetModel()
        self._heads, self._all = tuple(heads), tuple(lines)
        self._arrange()
        self.endResetModel()

    def look_for(self, words: str) -> None:
        """Show only rows that have all these words in their texts."""
        self.beginResetModel()
        self._words = words
        self._arrange()
        self.endResetModel()

    def row_of(self, what: object) -> int | None:
        """Where the row about something stands now, if it is shown."""
        return next((row for row, line in enumerate(self.lines) if line.what == what), None)

    def _arrange(self) -> None:
        wanted = self._words.casefold().split()
        found = [
            line
            for line in self._all
            if all(any(word in item.text.casefold() for item in line.items) for word in wanted)
        ]
        if self._sorted and self._sorted[0] < len(self._heads):
            column, order = self._sorted
            found.sort(key=lambda line: line.items[column].key, reverse=order is Qt.SortOrder.DescendingOrder)
        self.lines = tuple(found)

    # Qt's

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the rows' own order back. Equal rows stay as they were."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self.lines[index.row()] for index in before]
        self._sorted = (column, order) if column >= 0 else None
        self._arrange()
        places = {id(line): row for row, line in enumerate(self.lines)}
        after = [
            self.index(places[id(line)], index.column()) for line, index in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many rows as there are; none below an entry."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many columns as there are; none below an entry."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and the values that the delegate draws."""
        if not index.isValid():
            return None
        item = self.lines[index.row()].items[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.text
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(part for part in (item.text, item.tip) if part)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._heads[index.column()]}: {item.text}" if item.text else None
            case _ if role == ITEM:
                return item
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings, already said."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section] if section < len(self._heads) else None
