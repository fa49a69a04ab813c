"""What models have in common: how many rows there are, and the heads above them."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
)

from ui.windows.row_cells import Index
from ui.windows.speaker import Speaker

_NOWHERE = QModelIndex()
_SHOWN = Qt.ItemDataRole.DisplayRole
_ACROSS = Qt.Orientation.Horizontal


class PlainRows(QAbstractListModel):
    """Rows of one column, without a head; a model says how many there are."""

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Have everything said anew."""
        if rows := self.count():
            self.dataChanged.emit(self.index(0), self.index(rows - 1))

    # Qt's

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows; none below an entry."""
        return 0 if parent.isValid() else self.count()


class HeadedRows(QAbstractTableModel):
    """Rows below heads; a model says how many rows there are.

    Attributes:
        heads: what the columns are called, in English; empty where a column has no name.
    """

    heads: ClassVar[tuple[str, ...]]

    def __init__(self, speaker: Speaker) -> None:
        super().__init__()
        self._speaker = speaker

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Have everything said anew."""
        last = len(self.heads) - 1
        self.headerDataChanged.emit(_ACROSS, 0, last)
        if rows := self.count():
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, last))

    # Qt's

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows; none below an entry."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One a head; none below an entry."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _SHOWN) -> str | None:
        """Heads, already said."""
        return _said_head(self.heads, self._speaker, section, orientation, role)


class TwoLevels(QAbstractItemModel):
    """Rows that can be opened, with details below each; a model says how many there are of both.

    Attributes:
        heads: as those of ``HeadedRows``.
    """

    heads: ClassVar[tuple[str, ...]]

    def __init__(self, speaker: Speaker) -> None:
        super().__init__()
        self._speaker = speaker

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def count_below(self, row: int) -> int:
        """How many details a row has."""
        raise NotImplementedError

    def place(self, index: Index) -> tuple[int, int | None]:
        """The row, and the detail in it if it is one."""
        above = index.internalId()
        return (above - 1, index.row()) if above else (index.row(), None)

    # Qt's

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """A row has the id 0, a detail the place of its row from 1."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index | None = None) -> QModelIndex | QObject | None:  # type: ignore[override]
        """The row that a detail belongs to."""
        if index is None:
            return super().parent()
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows, or the details of one."""
        if not parent.isValid():
            return self.count()
        return self.count_below(parent.row()) if not parent.internalId() and parent.column() == 0 else 0

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """The same for rows and details."""
        return len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _SHOWN) -> str | None:
        """Heads, already said."""
        return _said_head(self.heads, self._speaker, section, orientation, role)


def _said_head(
    heads: tuple[str, ...], speaker: Speaker, section: int, orientation: Qt.Orientation, role: int
) -> str | None:
    if orientation is not _ACROSS or role != _SHOWN:
        return None
    # the empty text is not for gettext: it stands for the head of the catalogue
    return speaker.say(heads[section]) if heads[section] else ""
