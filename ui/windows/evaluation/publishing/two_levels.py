"""Lists whose rows can be opened: what models of two levels have in common."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject

from ui.windows.row_cells import Index


class TwoLevels(QAbstractItemModel):
    """Rows, and details below each; a model says how many there are of both."""

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

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The rows, or the details of one."""
        if not parent.isValid():
            return self.count()
        return self.count_below(parent.row()) if not parent.internalId() and parent.column() == 0 else 0
