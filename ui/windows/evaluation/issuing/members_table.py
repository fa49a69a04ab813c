"""The table of members: ticks, ways, what was issued; filtered, sorted, copied."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.windows.controls import paint_tick
from ui.windows.evaluation.issuing.members_model import SIGN_ROLE, SORT_ROLE, Column, MembersModel
from ui.windows.kit import Kit
from ui.windows.plain_table import make_plain
from ui.windows.ring import paint_ring
from ui.windows.row_cells import Index
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.signs import Sign, paint_sign
from ui.windows.widths import divided

_LEAST = {Column.NAME: 10.5, Column.WAY: 8.5, Column.ISSUED: 13.0, Column.MAILED: 8.0}
"""The least widths in heights of a line, so that little moves when something is issued."""

_SHARES: dict[int, float] = {Column.AFFILIATION: 5.0, Column.EMAIL: 4.0}
"""How the rest of the width is shared."""

_CELL = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class MembersDelegate(QStyledItemDelegate):
    """Paints a cell: the tick, a sign, the text, and a small arrow where there is a choice."""

    def __init__(self, kit: Kit, parent: QTableView) -> None:
        super().__init__(parent)
        self._kit = kit

    # Qt's

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell in the colours of the theme."""
        theme, state, em = self._kit.theme, option.state, self._kit.theme.em
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("hover" if chosen else "card"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if index.column() == Column.CHOSEN:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            paint_tick(painter, rect.center(), theme, ticked=ticked)
        else:
            self._paint_text(painter, rect.adjusted(em * 0.5, 0, -em * 0.4, 0), index)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0, 0, 0, -1), theme)
        painter.restore()

    def editorEvent(self, *_event: object) -> bool:
        """Nothing: the table itself ticks, with the whole cell as its box."""
        return False

    # private

    def _paint_text(self, painter: QPainter, room: QRectF, index: Index) -> None:
        theme, em = self._kit.theme, self._kit.theme.em
        if index.column() == Column.WAY:
            arrow = QRectF(room.right() - em * 0.7, room.center().y() - em * 0.35, em * 0.7, em * 0.7)
            paint_sign(painter, arrow, Sign.DOWN, theme.colour("muted"))
            room.setRight(arrow.left() - em * 0.3)
        ink = "ink"
        if sign := index.data(SIGN_ROLE):
            box = QRectF(room.left(), room.center().y() - em * 0.45, em * 0.9, em * 0.9)
            paint_sign(painter, box, sign[0], theme.colour(sign[1]))
            room.setLeft(box.right() + em * 0.4)
            ink = sign[1] if sign[1] in {"fault", "muted"} else "ink"
        elif index.column() in {Column.AFFILIATION, Column.MAILED}:
            ink = "muted"
        font = theme.font(bold=index.column() == Column.NAME)
        text = QFontMetricsF(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        painter.drawText(room, _CELL, text)


class _Head(QHeaderView):
    """Headings that sort; an arrow says by which and how."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit = kit
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    # Qt's

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one heading in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.colour("ground"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = theme.font(0.92)
        text = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        room = QRectF(rect).adjusted(em * 0.5, 0, -em * 0.2, 0)
        sorted_by = self.isSortIndicatorShown() and logical_index == self.sortIndicatorSection()
        if sorted_by:
            falling = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            left = min(
                room.left() + QFontMetricsF(font).horizontalAdvance(text) + em * 0.3, room.right() - em * 0.7
            )
            arrow = QRectF(left, rect.center().y() - em * 0.3, em * 0.6, em * 0.6)
            paint_sign(painter, arrow, Sign.DOWN if falling else Sign.UP, theme.colour("ink"))
            room.setRight(left)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _CELL, shown)
        painter.restore()


class MembersProxy(QSortFilterProxyModel):
    """Sorted by a column, or in the committee's order; only rows that hold the text looked for."""

    def __init__(self, model: MembersModel) -> None:
        super().__init__()
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)
        self.setFilterKeyColumn(-1)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)


class MembersTable(QTableView):
    """The table.

    Signals:
        way_wanted: the choice of ways is to be opened at this place (global) for the selected rows.
    """

    way_wanted = Signal(QPoint)

    def __init__(self, kit: Kit, model: MembersModel) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme, sideways=True)
        self._kit = kit
        self._members = model
        self.proxy = MembersProxy(model)
        self.setModel(self.proxy)
        self.setItemDelegate(MembersDelegate(kit, self))
        self._head = _Head(kit)
        self.setHorizontalHeader(self._head)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        make_plain(self)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setWordWrap(False)
        # else the style paints a frame where the two scroll bars meet
        self.setCornerWidget(QWidget(self))
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        for changed in (self.proxy.modelReset, self.proxy.dataChanged, self.proxy.layoutChanged):
            changed.connect(self._share)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    def selected_ids(self) -> list[str]:
        """The members of the selected rows, from above."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._id(self.proxy.index(row, 0)) for row in rows]

    def select_first(self) -> None:
        """Put the keyboard on the first row if it is on none."""
        if not self.currentIndex().isValid() and self.proxy.rowCount():
            self.setCurrentIndex(self.proxy.index(0, Column.NAME))

    def look_for(self, text: str) -> None:
        """Show only rows in which this stands."""
        self.proxy.setFilterFixedString(text.strip())

    def relayout(self) -> None:
        """Take sizes from the text size."""
        em = self._kit.theme.em
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(round(em * 2.1))
        self._head.setFixedHeight(round(em * 2))
        self._share()

    # private

    def _id(self, index: Index) -> str:
        return self._members.rows[self.proxy.mapToSource(index).row()].issues.member.id

    def _share(self) -> None:
        em, theme = self._kit.theme.em, self._kit.theme
        plain, bold, small = (
            QFontMetricsF(font) for font in (theme.font(), theme.font(bold=True), theme.font(0.92))
        )
        rows = range(self.proxy.rowCount())
        needed = {Column.CHOSEN.value: em * 2.4}
        for column in (one for one in Column if one is not Column.CHOSEN):
            metrics = bold if column is Column.NAME else plain
            texts = {str(self.proxy.index(row, column).data()) for row in rows}
            widest = max(map(metrics.horizontalAdvance, texts), default=0.0)
            head = small.horizontalAdvance(str(self._members.headerData(column, Qt.Orientation.Horizontal)))
            extra = 2.5 if column in {Column.WAY, Column.ISSUED} else 1.2
            needed[column.value] = max(widest + em * extra, head + em * 1.6, em * _LEAST.get(column, 0))
        # by these a member is found: they are never cut, however large the letters
        kept = {number: needed.pop(number) for number in (Column.CHOSEN.value, Column.NAME.value)}
        room = self.viewport().width() - sum(kept.values())
        for number, width in {**kept, **divided(needed, _SHARES, room, em * 8)}.items():
            self._head.resizeSection(number, int(width))

    def _tick_selected(self) -> None:
        """Tick all selected rows, or take the ticks away if all have one."""
        ids = set(self.selected_ids())
        chosen = {row.issues.member.id for row in self._members.chosen}
        self._members.choose(chosen - ids if ids <= chosen else chosen | ids)

    def _copy(self) -> None:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = [column for column in Column if column is not Column.CHOSEN]
        lines = ["\t".join(str(self.proxy.index(row, column).data()) for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _want_way(self) -> None:
        place = self.visualRect(self.currentIndex().siblingAtColumn(Column.WAY)).bottomLeft()
        self.way_wanted.emit(self.viewport().mapToGlobal(place))

    # Qt's

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a tick turns it, one on a way opens the choice."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if not index.isValid() or not plain or index != self.currentIndex():
            return
        if index.column() == Column.CHOSEN:
            source = self.proxy.mapToSource(index)
            ticked = self._members.is_chosen(source.row())
            state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            self._members.setData(source, state, Qt.ItemDataRole.CheckStateRole)
        elif index.column() == Column.WAY:
            self._want_way()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, F2 chooses the way, Ctrl+C copies the selected rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() == Qt.Key.Key_Space and self.selectionModel().hasSelection():
            self._tick_selected()
        elif (
            event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and self.currentIndex().isValid()
        ):
            self._want_way()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        """Space is the table's, whatever shortcuts the window has."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.key() == Qt.Key.Key_Space or event.matches(QKeySequence.StandardKey.Copy))
        ):
            event.accept()
            return True
        return super().event(event)
