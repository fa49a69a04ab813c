"""A table of figures: sorted by a click on its heads, searched, copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.windows.evaluation.results.copying import copy_cells
from ui.windows.evaluation.results.listing_model import ITEM, Bar, Index, Line, ListingModel
from ui.windows.kit import Kit
from ui.windows.lines import broken
from ui.windows.plain_table import make_plain
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.signs import Sign, paint_sign

_PAD = 0.55
"""At each side of a cell, in heights of a line."""
_NARROW = 2.9
"""What a figure needs at least, in heights of a line."""


class _Items(QStyledItemDelegate):
    """Paints items on one line."""

    def __init__(self, kit: Kit, parent: QTableView) -> None:
        super().__init__(parent)
        self._kit = kit

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Text or bar, a line below."""
        theme, em, state = self._kit.theme, self._kit.theme.em, option.state
        rect, item = QRectF(option.rect), index.data(ITEM)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inner = rect.adjusted(em * _PAD, 0, -em * _PAD, 0)
        if item.bar:
            self._paint_bar(painter, inner, item.bar)
        else:
            font = theme.font(bold=item.bold)
            painter.setFont(font)
            painter.setPen(theme.colour(item.ink))
            side = Qt.AlignmentFlag.AlignHCenter if item.figure else Qt.AlignmentFlag.AlignLeft
            words = item.text
            if not item.figure:
                words = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(rect if item.figure else inner, side | Qt.AlignmentFlag.AlignVCenter, words)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme)

    def _paint_bar(self, painter: QPainter, inner: QRectF, bar: Bar) -> None:
        theme, em = self._kit.theme, self._kit.theme.em
        middle, half = inner.center().y(), em * 0.34
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(inner.left(), middle), QPointF(inner.right(), middle))
        start = inner.left() + inner.width() * bar.start
        end = inner.left() + inner.width() * bar.end
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawLine(QPointF(start, inner.top() + em * 0.3), QPointF(start, inner.bottom() - em * 0.3))
        if start != end:
            painter.setPen(QPen(theme.colour("ink"), 1))
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(QRectF(QPointF(start, middle - half), QPointF(end, middle + half)).normalized())
        if bar.mark is not None:
            x = inner.left() + inner.width() * bar.mark
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawLine(QPointF(x, inner.top() + em * 0.15), QPointF(x, inner.bottom() - em * 0.15))


class _Heads(QHeaderView):
    """The heads; an arrow says by which the rows are sorted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit = kit
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(20)

    def _figures(self, section: int) -> bool:
        index = self.model().index(0, section)
        return bool(index.isValid() and index.data(ITEM).figure)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """One head in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("ground"))
        sorted_ = self.isSortIndicatorShown() and self.sortIndicatorSection() == logical_index
        font = theme.font(0.92, bold=True)
        words = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        room = rect.width() - em * (2 * _PAD - 0.4) - (em * 0.8 if sorted_ else 0)
        lines = broken(words, font, room, 2, 1.15)
        # over figures in the middle, as they stand
        figures = self._figures(logical_index)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        side = Qt.AlignmentFlag.AlignHCenter if figures else Qt.AlignmentFlag.AlignLeft
        inner = QRectF(rect).adjusted(em * (0.2 if figures else _PAD), 0, -em * (0.9 if sorted_ else 0.2), 0)
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, "\n".join(lines.texts))
        if sorted_:
            down = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            box = QRectF(rect.right() - em * 1.05, rect.center().y() - em * 0.4, em * 0.8, em * 0.8)
            paint_sign(painter, box, Sign.DOWN if down else Sign.UP, theme.colour("accent"), 2.2)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class ListingTable(QTableView):
    """Rows of ``Line``; one of them is the current one.

    Args:
        kit: the window's.
        widths: of columns, in heights of a line; the others share what is left by their weight.
        weights: of the columns that take what is left.
        least: what each of these has on the average, in heights of a line; then the table scrolls.

    Signals:
        chosen: another row is the current one; its ``what``, or ``None``.
    """

    chosen = Signal(object)

    def __init__(
        self, kit: Kit, widths: Mapping[int, float], weights: Mapping[int, float], least: float = 6.0
    ) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme, sideways=True)
        self._kit = kit
        self._widths, self._weights, self._least = widths, weights, least
        self._told: object = None
        self.lines = ListingModel()
        self.setHorizontalHeader(_Heads(kit))
        self.verticalHeader().hide()
        self.setModel(self.lines)
        self.setItemDelegate(_Items(kit, self))
        make_plain(self)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    def show_lines(self, heads: Sequence[str], lines: Sequence[Line]) -> None:
        """Show other rows; the current one stays, if what it is about is still there."""
        column = max(self.currentIndex().column(), 0)
        before = self._told
        self.lines.show_lines(heads, lines)
        row = self.lines.row_of(before) if before is not None else None
        if lines:
            self.setCurrentIndex(self.lines.index(row or 0, column))
        self._fit()

    def look_for(self, words: str) -> None:
        """Show only rows with these words."""
        self.lines.look_for(words)
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(0, 0))

    def relayout(self) -> None:
        """Take sizes and colours from the theme."""
        em = self._kit.theme.em
        self.verticalHeader().setDefaultSectionSize(round(em * 1.95))
        self.horizontalHeader().setFixedHeight(round(em * 2.7))
        self.verticalScrollBar().setSingleStep(round(em * 1.95))
        palette = self.palette()
        # the corner between the scroll bars too
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, self._kit.theme.colour("card"))
        self.setPalette(palette)
        self._fit()

    def _fit(self) -> None:
        em, room = self._kit.theme.em, self.viewport().width()
        heads = self.horizontalHeader()
        columns = [column for column in self._widths if column < heads.count()]
        words = {column: self._longest_word(column) + em * 0.9 for column in columns}
        widths = {column: max(em * self._widths[column], words[column]) for column in columns}
        if sum(widths.values()) + em * self._least * len(self._weights) > room:
            widths = {column: max(min(widths[column], em * _NARROW), words[column]) for column in columns}
        taken = 0.0
        for column, width in widths.items():
            heads.resizeSection(column, round(width))
            taken += round(width)
        left = max(room - taken, em * self._least * len(self._weights))
        for column, weight in self._weights.items():
            if column < heads.count():
                heads.resizeSection(column, int(left * weight / sum(self._weights.values())))

    def _longest_word(self, column: int) -> float:
        """The width of what a head cannot break: a word of a language that has some."""
        metrics = QFontMetricsF(self._kit.theme.font(0.92, bold=True))
        head = str(self.lines.headerData(column, Qt.Orientation.Horizontal) or "")
        return max((metrics.horizontalAdvance(word) for word in head.split() if word.isascii()), default=0.0)

    # Qt's

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what the current row is about."""
        super().currentChanged(current, previous)
        what = self.lines.lines[current.row()].what if current.isValid() else None
        if what is not self._told:
            self._told = what
            self.chosen.emit(what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the rows that are marked."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_cells(self)
        else:
            super().keyPressEvent(event)

    def scrollTo(
        self, index: Index, hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible
    ) -> None:
        """Never sideways: the first column is what a row is found by."""
        before = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
