"""A grid's table for Qt."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from evalapp.errors import EvalError
from ui.windows.evaluation.grid.table import Cell, Column, GridTable
from ui.windows.row_cells import Index

CELL = Qt.ItemDataRole.UserRole
"""The role that gives a ``Cell``."""
COLUMN = Qt.ItemDataRole.UserRole + 1
"""The role that gives a cell's ``Column``."""

_Role = Qt.ItemDataRole


class GridModel(QAbstractTableModel):
    """Translates a ``GridTable``.

    Signals:
        refused: an edit was refused (``EvalError``).
    """

    refused = Signal(object)

    def __init__(self, table: GridTable) -> None:
        super().__init__()
        self.table = table
        self._columns = table.columns()
        self._count = self._rows()
        table.changed.connect(self.refresh)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as last said."""
        return self._columns

    @property
    def grows(self) -> bool:
        """Whether there is an empty row at the end in which a new one begins."""
        return self._count > self.table.count()

    def refresh(self) -> None:
        """Show what the table holds now; what is chosen stays chosen by its place."""
        columns, count = self.table.columns(), self._rows()
        if len(columns) != len(self._columns):
            self.beginResetModel()
            self._columns, self._count = columns, count
            self.endResetModel()
            return
        self._columns = columns
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        if count and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, count - 1)

    def _rows(self) -> int:
        return self.table.count() + (1 if self.table.rows_change and self.table.editable else 0)

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many rows as there are; none below an entry."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many columns as there are; none below an entry."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is locked cannot be edited."""
        flags = super().flags(index)
        if index.isValid() and self.table.editable and not self._cell(index).locked:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Texts already said, and the values that the delegate draws."""
        if not index.isValid():
            return None
        if role == COLUMN:
            return self._columns[index.column()]
        cell = self._cell(index)
        return cell if role == CELL else _said(role, cell)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Titles of the columns, numbers or titles of the rows."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
            column = self._columns[section]
            if role == _Role.DisplayRole:
                return column.title
            return (column.hint or column.title) if role == _Role.ToolTipRole else None
        if orientation is Qt.Orientation.Vertical and 0 <= section < self._count:
            return self.table.row_title(section) if role in {_Role.DisplayRole, _Role.ToolTipRole} else None
        return None

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Write what was typed; ``refused`` says why not."""
        if role != _Role.EditRole or not index.isValid():
            return False
        text = str(value)
        if text == self._cell(index).text:
            return False
        try:
            self.table.write({(index.row(), index.column()): text})
        except EvalError as fault:
            self.refused.emit(fault)
            return False
        return True

    def _cell(self, index: Index) -> Cell:
        return self.table.cell(index.row(), index.column())


def _said(role: int, cell: Cell) -> str | None:
    if role == _Role.ToolTipRole:
        return "\n".join(one for one in (cell.fault, cell.locked, cell.text or cell.instead) if one)
    return {
        _Role.DisplayRole: cell.text,
        _Role.EditRole: cell.text,
        _Role.AccessibleTextRole: cell.text or cell.instead,
        _Role.AccessibleDescriptionRole: " ".join(one for one in (cell.fault, cell.locked) if one),
    }.get(_Role(role))
