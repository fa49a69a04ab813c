"""How the cells of a grid are painted and edited."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from evalapp.text import LINE_LIMIT
from ui.windows.evaluation.grid.model import CELL, COLUMN
from ui.windows.evaluation.grid.table import Cell, Column, Kind
from ui.windows.kit import Kit
from ui.windows.ring import paint_ring
from ui.windows.row_cells import Index
from ui.windows.signs import Sign, paint_sign
from ui.windows.theme import Theme, mixed

_Key = Qt.Key
_ARROWS = {_Key.Key_Left: (0, -1), _Key.Key_Right: (0, 1), _Key.Key_Up: (-1, 0), _Key.Key_Down: (1, 0)}


class CellEditor(QLineEdit):
    """A cell being written in.

    Attributes:
        typed: it was opened by typing: then the arrows leave it, as in a spreadsheet.
        composing: an input method is at work: its keys are its own.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, typed: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self.typed = typed
        self.composing = False
        self.setFrame(False)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("card"))
        self.setPalette(palette)
        # what is too long is said beside the cell, not cut while typing
        self.setMaxLength(LINE_LIMIT * 20)
        pad = round(theme.em * 0.3)
        self.setTextMargins(pad, 0, pad, 0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether something is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's drawing, and the ring."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_ring(painter, QRectF(self.rect()), self._theme, 0)


class GridDelegate(QStyledItemDelegate):
    """Paints cells and opens editors.

    Attributes:
        typed: the next editor is opened by typing.

    Signals:
        left: an editor was left by a key that goes on: rows down and columns right.
    """

    left = Signal(int, int)

    def __init__(self, kit: Kit, view: QTableView) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view
        self.typed = False

    # Qt's

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line of text."""
        editor = CellEditor(self._kit.theme, parent, typed=self.typed)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The text; what is typed takes its place."""
        if isinstance(editor, CellEditor):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was written."""
        if isinstance(editor, CellEditor):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the cell, and wider if the text needs it and there is room."""
        rect = option.rect
        needed = (
            QFontMetricsF(editor.font()).horizontalAdvance(str(_index.data() or "")) + self._kit.theme.em * 2
        )
        room = self._view.viewport().width() - rect.x()
        rect.setWidth(min(max(rect.width(), round(needed)), max(room, rect.width())))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that finish a cell and go on to the next."""
        if isinstance(watched, CellEditor) and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and not watched.composing:
                if (step := _step(event, watched)) is not None:
                    self.commitData.emit(watched)
                    self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                    self.left.emit(*step)
                    return True
            elif watched.composing:
                return False
        return super().eventFilter(watched, event)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(10, round(self._kit.theme.em * 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell in the colours of the theme."""
        theme = self._kit.theme
        cell: Cell = index.data(CELL)
        column: Column = index.data(COLUMN)
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        holding = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("ground" if cell.locked else "card")
        painter.fillRect(rect, mixed(ground, theme.colour("accent"), 0.14) if chosen else ground)
        line = theme.colour("line")
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), line)
        painter.fillRect(QRectF(rect.right() - 1, rect.y(), 1, rect.height()), line)
        words = rect.adjusted(theme.em * 0.45, 0, -theme.em * 0.35, -1)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        words = self._paint_signs(painter, words, cell, column, open_list=holding or hovered)
        if column.kind is Kind.TOGGLE and cell.text:
            painter.setPen(theme.colour("warn"))
            painter.setBrush(theme.colour("notice"))
            painter.drawRoundedRect(rect.adjusted(3.5, 3.5, -4.5, -4.5), 4, 4)
            words = rect.adjusted(0, 0, -1, -1)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink" if cell.text and not cell.locked else "muted"))
        text = (cell.text or cell.instead).replace("\n", " ")
        shown = QFontMetricsF(theme.font()).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        aligned = Qt.AlignmentFlag.AlignHCenter if column.kind is Kind.TOGGLE else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | aligned, shown)
        if holding:
            paint_ring(painter, rect.adjusted(0, 0, -1, -1), theme, 0)
        painter.restore()

    def _paint_signs(
        self, painter: QPainter, words: QRectF, cell: Cell, column: Column, *, open_list: bool
    ) -> QRectF:
        theme, em = self._kit.theme, self._kit.theme.em
        if cell.fault:
            box = QRectF(words.right() - em * 0.9, words.center().y() - em * 0.45, em * 0.9, em * 0.9)
            paint_sign(painter, box, Sign.WARN, theme.colour("warn" if cell.advice else "fault"))
            words = words.adjusted(0, 0, -em * 1.1, 0)
        if column.kind is Kind.CHOICE and open_list and not cell.locked:
            box = QRectF(words.right() - em * 0.8, words.center().y() - em * 0.35, em * 0.7, em * 0.7)
            paint_sign(painter, box, Sign.DOWN, theme.colour("muted"), 2.2)
            words = words.adjusted(0, 0, -em * 0.9, 0)
        return words


def _step(event: QKeyEvent, editor: CellEditor) -> tuple[int, int] | None:
    """Where a key leads to out of an editor; ``None``: it is the editor's own."""
    key, modifiers = _Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers and not shift:
        return None
    if key in {_Key.Key_Return, _Key.Key_Enter}:
        return (-1, 0) if shift else (1, 0)
    if key in {_Key.Key_Tab, _Key.Key_Backtab}:
        return (0, -1) if shift or key == _Key.Key_Backtab else (0, 1)
    if shift or key not in _ARROWS:
        return None
    # up and down mean nothing within a line
    return _ARROWS[key] if editor.typed or key in {_Key.Key_Up, _Key.Key_Down} else None
