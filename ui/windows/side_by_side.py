"""Texts side by side in columns, with what differs in them marked: the copies of a ballot, two entries."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.windows.copies_model import GROUND_ROLE, MARKS_ROLE
from ui.windows.kit import Kit
from ui.windows.marked_text import MarkedText
from ui.windows.plain_table import make_plain
from ui.windows.ring import paint_ring
from ui.windows.row_cells import Index
from ui.windows.scroll_bar import use_scroll_bars


class _Cells(QStyledItemDelegate):
    """Texts in as many lines as they take; what differs is marked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the text in the column's width."""
        width = option.rect.width() or 200
        text = self._text(index, width)
        return QSize(width, round(text.height + 2 * self._air))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell, a line below it, and the ring of the keyboard."""
        theme = self._kit.theme
        rect = QRectF(option.rect)
        painter.save()
        heading = not index.sibling(index.row(), 1).data()
        ground = "ground" if heading else index.data(GROUND_ROLE) or "card"
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        text = self._text(index, rect.width())
        text.draw(painter, QPointF(rect.left() + self._inset(index), rect.top() + self._air))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0, 0, 0, -1), theme)
        painter.restore()

    @property
    def _air(self) -> float:
        return self._kit.theme.em * 0.35

    def _text(self, index: Index, width: float) -> MarkedText:
        heading = not index.sibling(index.row(), 1).data()
        theme = self._kit.theme
        ink = "ink" if index.column() or heading else "muted"
        marks = index.data(MARKS_ROLE) or ()
        room = width - 2 * self._inset(index)
        return MarkedText(str(index.data() or ""), marks, theme, room, bold=heading, ink=ink)

    def _inset(self, index: Index) -> int:
        """From the column's edge to its text; texts stand below those of the cards."""
        return round(self._kit.theme.em * (1.2 if index.column() else 0.7))


class SideBySide(QTableView):
    """The table, without heads of its own: they stand above it, with their widths.

    Signals:
        resized: it has another width; what stands above it has its own by then.
    """

    resized = Signal()

    def __init__(self, kit: Kit, model: QAbstractTableModel) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        make_plain(self)
        self.setModel(model)
        self._cells = _Cells(kit)
        self.setItemDelegate(self._cells)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell it."""
        super().resizeEvent(event)
        self.resized.emit()
