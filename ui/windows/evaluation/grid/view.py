"""A table that is edited as people know it from spreadsheets."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from ui.windows.evaluation.grid.acts import GridActs
from ui.windows.evaluation.grid.cells import CellEditor, GridDelegate
from ui.windows.evaluation.grid.heads import GridHeads
from ui.windows.evaluation.grid.model import CELL, COLUMN, GridModel
from ui.windows.evaluation.grid.table import Cell, Column, GridTable, Kind
from ui.windows.kit import Kit
from ui.windows.menus import literal
from ui.windows.row_cells import Index
from ui.windows.scroll_bar import use_scroll_bars

_Key = Qt.Key
_Trigger = QAbstractItemView.EditTrigger
_BY_HAND = _Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked


class Grid(QTableView):
    """Type to write, Enter and Tab go on, Ctrl+C, X and V move blocks of cells to and from spreadsheets.

    Args:
        kit: the window's.
        table: what is shown and edited.
        head_lines: in which the heads of the columns stand.

    Signals:
        refused: an edit could not be made (``EvalError``).
        told: a sentence on why nothing happens.
    """

    refused = Signal(object)
    told = Signal(str)

    def __init__(self, kit: Kit, table: GridTable, *, head_lines: int = 1) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme, sideways=True)
        self._kit = kit
        self.table = table
        self.cells = GridModel(table)
        self._tab_from: int | None = None
        self._pressed = QModelIndex()
        self._toggled = False
        self._by_hand = False
        self._fitting = False
        self.columns_heads = GridHeads(Qt.Orientation.Horizontal, kit, head_lines)
        self.rows_heads = GridHeads(Qt.Orientation.Vertical, kit, numbered=table.numbered)
        self.setHorizontalHeader(self.columns_heads)
        self.setVerticalHeader(self.rows_heads)
        self.setModel(self.cells)
        self.delegate = GridDelegate(kit, self)
        self.setItemDelegate(self.delegate)
        self._set_up()
        self.acts = GridActs(kit, self)
        if table.rows_change:
            self.columns_heads.sectionClicked.connect(self.acts.sort)
        self.delegate.left.connect(self.step)
        self.cells.refused.connect(self.refused)
        self.cells.modelReset.connect(self.fit)
        table.changed.connect(self.rows_heads.relayout)
        self.columns_heads.sectionResized.connect(self._note_resize)
        kit.theme.changed.connect(self.fit)
        kit.theme.changed.connect(self._take_colours)
        if corner := self.findChild(QAbstractButton):
            corner.installEventFilter(self)
        self._take_colours()
        self.fit()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(_BY_HAND)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    # where one is

    @property
    def editor(self) -> CellEditor | None:
        """The cell that is being written in, if any."""
        # those that are closed go a moment later
        return next((one for one in self.findChildren(CellEditor) if one.isVisible()), None)

    def chosen_rows(self) -> list[int]:
        """The rows in which anything is chosen, from above, without the empty one at the end."""
        return sorted({row for row, _column in self.chosen_cells() if row < self.table.count()})

    def chosen_cells(self) -> list[tuple[int, int]]:
        """All chosen cells by row and column, from above."""
        return sorted((one.row(), one.column()) for one in self.selectionModel().selectedIndexes())

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the present one, and it alone chosen."""
        # QTableView.setCurrentIndex would look at which keys are held
        self.selectionModel().setCurrentIndex(
            self.cells.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def choose(self, top: int, left: int, bottom: int, right: int) -> None:
        """Choose a block of cells; the first of them is the present one."""
        model = self.cells
        bottom, right = min(bottom, model.rowCount() - 1), min(right, model.columnCount() - 1)
        self.go_to(top, left)
        block = QItemSelection(model.index(top, left), model.index(bottom, right))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_cell(self, row: int, column: int) -> None:
        """Go to a cell and take the keyboard there."""
        self.go_to(row, column)
        self.scrollTo(self.currentIndex())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Take what is being written in an open editor."""
        if editor := self.editor:
            if editor.composing:
                QGuiApplication.inputMethod().commit()
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def step(self, rows: int, columns: int) -> bool:
        """Go on from the present cell, from a row's end into the next row; ``False``: there is no more."""
        index, model = self.currentIndex(), self.cells
        row, column = index.row() + rows, index.column() + columns
        if columns and self._tab_from is None:
            self._tab_from = index.column()
        if rows and self._tab_from is not None:
            column, self._tab_from = self._tab_from, None
        if column >= model.columnCount():
            row, column = row + 1, 0
        elif column < 0:
            row, column = row - 1, model.columnCount() - 1
        if not model.hasIndex(row, column):
            return False
        tab_from = self._tab_from
        self.go_to(row, column)
        self._tab_from = tab_from
        return True

    def open_choices(self) -> QMenu | None:
        """Open the list of the present cell; ``None`` if it has none."""
        index = self.currentIndex()
        column: Column = index.data(COLUMN)
        if column is None or column.kind is Kind.TEXT or not self._may_edit(index):
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cell: Cell = index.data(CELL)
        for value, word in column.choices:
            action = menu.addAction(literal(word))
            action.setCheckable(True)
            action.setChecked(cell.text == word or (not cell.text and not value))
            action.triggered.connect(
                lambda _checked, word=word, value=value: self.acts.fill(word if value else "")
            )
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        return menu

    def toggle(self) -> None:
        """Put the next of its words into the present cell."""
        index = self.currentIndex()
        column: Column = index.data(COLUMN)
        if column is None or column.kind is not Kind.TOGGLE or not self._may_edit(index):
            return
        words = [word if value else "" for value, word in column.choices]
        now = index.data(CELL).text
        place = words.index(now) if now in words else -1
        self.acts.fill(words[(place + 1) % len(words)])

    # sizes

    def fit(self) -> None:
        """Give the columns their widths, unless the user has given them some; what is left is shared out."""
        em = self._kit.theme.em
        self.setFont(self._kit.theme.font())
        columns = self.cells.columns
        # the scroll bar's room is kept free, so that columns do not jump when it comes
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        room -= sum(round(column.width * em) for column in columns)
        self.rows_heads.room = 0 if any(column.share for column in columns) else room
        self.columns_heads.relayout()
        self.rows_heads.relayout()
        if self._by_hand:
            return
        self._fitting = True
        room -= self.rows_heads.width()
        shares = sum(column.share for column in columns)
        for number, column in enumerate(columns):
            more = max(room, 0) * column.share / shares if shares else 0
            self.columns_heads.resizeSection(number, round(column.width * em) + int(more))
        self._fitting = False

    def _take_colours(self) -> None:
        # only rows are white
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._kit.theme.colour("ground"))
        self.viewport().setPalette(palette)
        if corner := self.findChild(QAbstractButton):
            corner.update()

    def _note_resize(self) -> None:
        if not self._fitting and self.columns_heads.underMouse():
            self._by_hand = True

    def _may_edit(self, index: Index) -> bool:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            return True
        if index.isValid() and (locked := index.data(CELL).locked):
            self.told.emit(locked)
        return False

    # Qt's

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The corner between the heads is plain ground."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QAbstractButton):
            painter = QPainter(watched)
            painter.fillRect(watched.rect(), self._kit.theme.colour("ground"))
            painter.end()
            return True
        return super().eventFilter(watched, event)

    def edit(self, index: Index, trigger: _Trigger | None = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Note how editing begins: what was typed first takes the place of the text."""
        if trigger is None:
            super().edit(index)
            return True
        if trigger & _BY_HAND and not self._may_edit(index):
            return False
        kind = index.data(COLUMN).kind if index.isValid() else Kind.TEXT
        if trigger & (_Trigger.EditKeyPressed | _Trigger.DoubleClicked) and kind is not Kind.TEXT:
            if kind is Kind.CHOICE:
                # the key or click that opens it would close it again
                QTimer.singleShot(0, self.open_choices)
            return False
        self.delegate.typed = trigger == _Trigger.AnyKeyPressed
        return bool(super().edit(index, trigger, event))  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet."""
        key, modifiers = _Key(event.key()), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        plain = not modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        index = self.currentIndex()
        kind = index.data(COLUMN).kind if index.isValid() else Kind.TEXT
        if key in {_Key.Key_Return, _Key.Key_Enter} and plain:
            self.step(-1 if shift else 1, 0)
        elif key in {_Key.Key_Delete, _Key.Key_Backspace} and plain:
            self.acts.clear()
        elif key == _Key.Key_Space and plain and kind is Kind.TOGGLE:
            self.toggle()
        elif kind is Kind.CHOICE and (
            (key in {_Key.Key_Space, _Key.Key_F4} and plain)
            or (key == _Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier)
        ):
            self.open_choices()
        else:
            super().keyPressEvent(event)
            if self.currentIndex() != index:
                self._tab_from = None

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is composed begins a cell; Qt would lose a text that comes without being composed."""
        editing = self.editor is not None
        super().inputMethodEvent(event)
        editor = self.editor
        if editor and not editing and event.commitString() and not event.preeditString():
            editor.setText(event.commitString())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab goes from cell to cell, and out of the table at its ends."""
        if self.currentIndex().isValid() and self.step(0, 1 if forward else -1):
            return True
        self._tab_from = None
        return super().focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether the present cell was clicked again."""
        self._tab_from = None
        index = self.indexAt(event.position().toPoint())
        again = index.isValid() and index == self.currentIndex() and self.hasFocus()
        self._pressed = index if again and event.button() is Qt.MouseButton.LeftButton else QModelIndex()
        self._toggled = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A second click goes on to the next word."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self._pressed.isValid() and index == self._pressed and len(self.chosen_cells()) == 1:
            self._toggled = index.data(COLUMN).kind is Kind.TOGGLE
            self.toggle()
        self._pressed = QModelIndex()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click writes, opens the list, or goes on to the next word."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(COLUMN).kind is Kind.TOGGLE:
            if not self._toggled:
                self.toggle()
            self._toggled = False
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is chosen."""
        index = self.indexAt(event.pos())
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.go_to(index.row(), index.column())
        menu = self.acts.menu()
        menu.popup(event.globalPos())

    def keyboardSearch(self, search: str) -> None:
        """Nothing: what is typed is written."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self.fit()
