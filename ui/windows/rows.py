"""Lists with columns as all windows show them: rows to choose, heads to sort by, copied as a table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ui.windows.kit import Kit
from ui.windows.ring import paint_ring
from ui.windows.row_cells import CODE_ROLE, INK_ROLE, SIGN_ROLE, Index, RowDelegate
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.signs import Sign, paint_sign
from ui.windows.widths import divided

__all__ = ["CODE_ROLE", "INK_ROLE", "SIGN_ROLE", "Index", "RowDelegate", "Rows"]

_MEASURED = 100
"""A column is as wide as its widest text among so many first rows."""


class _Heads(QHeaderView):
    """The columns' names, with the way in which they are sorted.

    Attributes:
        held: a mouse button is down on them: widths that change now are the user's.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit = kit
        self.held = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    def text_width(self, section: int) -> float:
        """What the name would need to be shown whole, with the sign of sorting."""
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        return QFontMetricsF(self._kit.theme.font(0.92)).horizontalAdvance(name) + self._kit.theme.em * 2

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(10, round(self._kit.theme.em * 1.9))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note it."""
        self.held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Note it."""
        super().mouseReleaseEvent(event)
        self.held = False

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one name in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.colour("ground"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        words = QRectF(rect).adjusted(em * 0.6, 0, -em * 0.3, 0)
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == logical_index
        if sorted_by:
            down = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            box = QRectF(words.right() - em * 0.8, words.center().y() - em * 0.35, em * 0.7, em * 0.7)
            paint_sign(painter, box, Sign.DOWN if down else Sign.UP, theme.colour("muted"), 2.2)
            words.adjust(0, 0, -em * 0.9, 0)
        name = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        font = theme.font(0.92)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if sorted_by else "muted"))
        shown = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class Rows(QTreeView):
    """A list with columns. Arrows choose a row, Ctrl+C copies what is chosen, a click on a head sorts.

    Args:
        kit: the window's.
        shares: how the columns that take what room is left divide it, by column; the others are as wide as
            what they hold.
        tree: rows can be opened.
        below: a column that is not shown as one: its text stands below the others, from the first of the
            ``shares`` on.
        many: several rows can be chosen together.
        spare: a column that is not shown where there is no room for all: what it says is seen elsewhere, too.

    Signals:
        row_chosen: the present row (``QModelIndex``), which may be no row at all.
        removed: Delete was pressed.
    """

    row_chosen = Signal(QModelIndex)
    removed = Signal()

    def __init__(
        self,
        kit: Kit,
        shares: Mapping[int, float],
        *,
        tree: bool = False,
        many: bool = False,
        below: int | None = None,
        spare: int | None = None,
    ) -> None:
        super().__init__()
        self._kit = kit
        self._shares = dict(shares)
        self._by_hand = False
        self._needed: dict[int, float] = {}
        self._below, self._spare = below, spare
        use_scroll_bars(self, kit.theme, sideways=True)
        self.heads = _Heads(kit)
        self.setHeader(self.heads)
        self._delegate = RowDelegate(kit, self, below=below is not None)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # where both scroll bars meet Qt would paint a frame
        self.setCornerWidget(QWidget())
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(tree)
        self.setExpandsOnDoubleClick(tree)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        modes = QTreeView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.heads.sectionResized.connect(self._note_resize)
        self._fitting = False
        kit.theme.changed.connect(self.fit)
        kit.speaker.changed.connect(self.fit)

    def fit(self) -> None:
        """Give the columns the widths that what they hold now needs, unless the user has given them some."""
        if self.model() is not None:
            self.setIndentation(round(self._kit.theme.em * 1.4))
            if self._below is not None:
                self.heads.hideSection(self._below)
            self._needed = self._measured()
            self._share_out()

    def _measured(self) -> dict[int, float]:
        """The widths that the columns would need to be shown whole."""
        model = self.model()
        rows = [model.index(row, 0) for row in range(min(model.rowCount(), _MEASURED))]
        rows += [model.index(0, 0, row) for row in rows if model.rowCount(row)]
        widths = {}
        for column in range(model.columnCount()):
            if column != self._below:
                cells = [row.siblingAtColumn(column) for row in rows]
                texts = [str(cell.data() or "") for cell in cells]
                # full-width signs take three bytes and twice the room: both together are twice the width
                lengths = [len(text) + len(text.encode()) for text in texts]
                most = max(lengths, default=0)
                longest = (cell for cell, length in zip(cells, lengths, strict=True) if length >= most - 4)
                width = max(map(self._delegate.width, longest), default=0.0)
                if column == 0 and self.rootIsDecorated():
                    width += 2 * self.indentation()
                widths[column] = max(width, self.heads.text_width(column))
        return widths

    def _share_out(self) -> None:
        if self._by_hand or not self._needed:
            return
        self._fitting = True
        room, least = self.viewport().width(), self._kit.theme.em * 9
        needed = dict(self._needed)
        if self._spare is not None:
            lows = (
                min(width, least) if column in self._shares else width for column, width in needed.items()
            )
            hidden = sum(lows) > room
            self.heads.setSectionHidden(self._spare, hidden)
            if hidden:
                del needed[self._spare]
        for column, width in divided(needed, self._shares, room, least).items():
            self.heads.resizeSection(column, int(width))
        self._fitting = False

    def selected_rows(self) -> list[QModelIndex]:
        """The chosen rows, from above."""
        return sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())

    def copy(self) -> None:
        """Put the chosen rows on the clipboard as a table."""
        model = self.model()
        lines = [
            "\t".join(
                " ".join(str(row.siblingAtColumn(column).data() or "").split())
                for column in range(model.columnCount())
            )
            for row in self.selected_rows()
        ]
        if lines:
            QApplication.clipboard().setText("\n".join(lines))

    def _note_resize(self) -> None:
        if not self._fitting and self.heads.held:
            self._by_hand = True

    # Qt's

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the row, its cells, and the text below them."""
        theme, rect = self._kit.theme, QRectF(option.rect)
        chosen = self.selectionModel().isRowSelected(index.row(), index.parent())
        painter.fillRect(rect, theme.colour("hover" if chosen else "card"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        super().drawRow(painter, option, index)
        if self._below is not None:
            self._write_below(painter, option, index, self._below)
        current = self.currentIndex()
        if self.hasFocus() and (index.row(), index.parent()) == (current.row(), current.parent()):
            # Qt's own sign for the whole row is a gradient over it
            paint_ring(painter, QRectF(0, rect.y(), self.viewport().width(), rect.height() - 1), theme)

    def _write_below(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, column: int
    ) -> None:
        theme, em = self._kit.theme, self._kit.theme.em
        text = str(index.sibling(index.row(), column).data() or "").replace("\n", " ")
        first = min(self._shares, default=0)
        sign = bool(index.sibling(index.row(), first).data(SIGN_ROLE))
        top, left = option.rect.y() + self._delegate.line_height, self.heads.sectionViewportPosition(first)
        left = round(left + em * (2.1 if sign else 0.6))
        words = QRectF(left, top - em * 0.15, self.viewport().width() - left - em * 0.6, em * 1.2)
        font = theme.font(0.92)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The room before a row, with the sign that opens it."""
        theme, em = self._kit.theme, self._kit.theme.em
        # Qt has painted the chosen one's in its own colour
        chosen = self.selectionModel().isRowSelected(index.row(), index.parent())
        painter.fillRect(rect, theme.colour("hover" if chosen else "card"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if self.model().rowCount(index):  # hasChildren is private in models of tables
            sign = Sign.DOWN if self.isExpanded(index) else Sign.RIGHT
            side = em * 0.75
            box = QRectF(rect.right() - side, rect.center().y() - side / 2, side, side)
            paint_sign(painter, box, sign, theme.colour("muted"), 2.0)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row it is, and paint the ring where it belongs."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.row_chosen.emit(current)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """What the app chooses is chosen, whichever keys are held: Qt would take Ctrl for adding a row."""
        if event is None and self.selectionMode() is QTreeView.SelectionMode.ExtendedSelection:
            flags = QItemSelectionModel.SelectionFlag
            return flags.ClearAndSelect | flags.Rows
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and remove."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the new width."""
        super().resizeEvent(event)
        self._share_out()
