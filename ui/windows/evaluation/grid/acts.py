"""What can be done in a grid with what is chosen: the clipboard, rows, sorting; with keys and a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from evalapp.cell_blocks import read_block, write_block
from evalapp.errors import EvalError
from ui.windows.evaluation.grid.model import CELL
from ui.windows.kit import Kit

if TYPE_CHECKING:
    from ui.windows.evaluation.grid.view import Grid

_Key = QKeySequence.StandardKey


class GridActs(QObject):
    """The acts of one grid.

    Attributes:
        actions: by name; they have the grid's keys.
    """

    def __init__(self, kit: Kit, grid: Grid) -> None:
        super().__init__(grid)
        self._kit = kit
        self._grid = grid
        self._sorted = -1
        self.actions: dict[str, QAction] = {}
        self._add("cut", self.cut, _Key.Cut)
        self._add("copy", self.copy, _Key.Copy)
        self._add("paste", self.paste, _Key.Paste)
        self._add("fill", self.fill_down, "Ctrl+D")
        if grid.table.rows_change:
            self._add("insert", self.insert, "Ctrl++")
            self._add("delete", self.delete, "Ctrl+-")
            self._add("up", lambda: self.move(-1), "Alt+Shift+Up")
            self._add("down", lambda: self.move(1), "Alt+Shift+Down")
            self._add("ascending", lambda: self._sort(descending=False))
            self._add("descending", lambda: self._sort(descending=True))
        grid.table.changed.connect(self._forget_sorting)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Say the names of the acts."""
        say = self._kit.speaker.say
        names = {
            "cut": say("Cut"),
            "copy": say("Copy"),
            "paste": say("Paste"),
            "fill": say("Fill downwards"),
            "insert": say("Insert a row above"),
            "delete": say("Delete rows"),
            "up": say("Move up"),
            "down": say("Move down"),
            "ascending": say("Sort by this column"),
            "descending": say("Sort by this column, last first"),
        }
        for name, action in self.actions.items():
            action.setText(names[name])

    def menu(self) -> QMenu:
        """A menu of all acts, to be shown."""
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        may, rows = self._grid.table.editable, bool(self._grid.chosen_rows())
        for name, action in self.actions.items():
            if name in {"fill", "insert", "up", "ascending"}:
                menu.addSeparator()
            action.setEnabled(name == "copy" or (may and (rows or name in {"paste", "insert"})))
            menu.addAction(action)
        # they have the keys, too, which are asked for elsewhere next
        menu.aboutToHide.connect(self._enable)
        return menu

    # acts

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, as spreadsheets take them."""
        cells = self._grid.chosen_cells()
        if not cells:
            return
        rows = sorted({row for row, _column in cells if row < self._grid.table.count()})
        columns = sorted({column for _row, column in cells})
        chosen = set(cells)
        block = tuple(
            tuple(self._text(row, column) if (row, column) in chosen else "" for column in columns)
            for row in rows
        )
        QApplication.clipboard().setText(write_block(block))

    def cut(self) -> None:
        """Copy the chosen cells and empty them."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Write the clipboard's block of cells from the present cell on; one text into all chosen cells."""
        with self._editing():
            block = read_block(QApplication.clipboard().text())
            cells = self._grid.chosen_cells()
            if not block or not cells:
                return
            if len(block) == 1 == len(block[0]) and len(cells) > 1:
                self._write(block[0][0])
                return
            row, column = min(row for row, _ in cells), min(column for _, column in cells)
            self._grid.table.paste(row, column, block)
            bottom = min(row + len(block), self._grid.table.count()) - 1
            self._grid.choose(row, column, bottom, column + max(map(len, block)) - 1)

    def clear(self) -> None:
        """Empty the chosen cells."""
        with self._editing():
            self._write("", cleared=True)

    def fill(self, text: str) -> None:
        """Write one text into the chosen cells of the present column, or into the present cell."""
        index = self._grid.currentIndex()
        column = [cell for cell in self._grid.chosen_cells() if cell[1] == index.column()]
        cells = column if (index.row(), index.column()) in column else [(index.row(), index.column())]
        with self._editing():
            self._grid.table.write(dict.fromkeys(self._open(cells), text))

    def fill_down(self) -> None:
        """Write the uppermost chosen cells into those below; of one row, the row above it is taken."""
        rows = self._grid.chosen_rows()
        if len(rows) == 1 and rows[0] > 0:
            rows = [rows[0] - 1, rows[0]]
        if len(rows) > 1:
            columns = sorted({column for _row, column in self._grid.chosen_cells()})
            with self._editing():
                self._grid.table.fill_down(rows, columns)

    def insert(self) -> None:
        """Put as many empty rows as are chosen above them."""
        rows = self._grid.chosen_rows() or [self._grid.table.count()]
        with self._editing():
            self._grid.table.insert(rows[0], len(rows))
            self._grid.choose(rows[0], 0, rows[-1], self._grid.cells.columnCount() - 1)

    def delete(self) -> None:
        """Take the chosen rows out."""
        if rows := self._grid.chosen_rows():
            with self._editing():
                self._grid.table.delete(rows)
                row = min(rows[0], self._grid.cells.rowCount() - 1)
                self._grid.go_to(row, self._grid.currentIndex().column())

    def move(self, by: int) -> None:
        """Move the chosen rows, which stay chosen."""
        rows, count = self._grid.chosen_rows(), self._grid.table.count()
        if rows and rows[0] + by >= 0 and rows[-1] + by < count:
            with self._editing():
                self._grid.table.move(rows, by)
                self._grid.choose(rows[0] + by, 0, rows[-1] + by, self._grid.cells.columnCount() - 1)

    def sort(self, column: int) -> None:
        """Sort by a column; once more turns the order round."""
        descending = self._sorted == column
        with self._editing():
            self._grid.table.sort(column, descending=descending)
            self._sorted = -1 if descending else column
            title = self._grid.cells.columns[column].title
            self._grid.told.emit(
                self._kit.speaker.say("Sorted by “{column}”. Ctrl+Z takes it back.", column=title)
            )

    # private

    def _add(self, name: str, act: Callable[[], object], *keys: QKeySequence.StandardKey | str) -> None:
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked: self._do(name, act))
        self.actions[name] = action
        self._grid.addAction(action)

    def _enable(self) -> None:
        for action in self.actions.values():
            action.setEnabled(True)

    def _do(self, name: str, act: Callable[[], object]) -> None:
        if self._grid.table.editable or name == "copy":
            act()

    @contextmanager
    def _editing(self) -> Iterator[None]:
        try:
            yield
        except EvalError as fault:
            self._grid.refused.emit(fault)

    def _sort(self, *, descending: bool) -> None:
        self._sorted = self._grid.currentIndex().column() if descending else -1
        self.sort(self._grid.currentIndex().column())

    def _write(self, text: str, *, cleared: bool = False) -> None:
        cells = self._open(self._grid.chosen_cells())
        if cells:
            self._grid.table.write(dict.fromkeys(cells, text), cleared=cleared)

    def _open(self, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those that can be changed; the row behind the last is written into only if it alone is chosen."""
        model, count = self._grid.cells, self._grid.table.count()
        alone = all(row >= count for row, _column in cells)
        return [
            cell for cell in cells if not model.index(*cell).data(CELL).locked and (alone or cell[0] < count)
        ]

    def _text(self, row: int, column: int) -> str:
        return str(self._grid.cells.index(row, column).data() or "")

    def _forget_sorting(self) -> None:
        self._sorted = -1
