"""The board's table: thousands of cells, zoomed from a word each down to a grain each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget

from ui.watch_words import state_words
from ui.windows.evaluation.board.board_heads import MemberHead, SubjectHead
from ui.windows.evaluation.board.board_model import BoardModel, Index
from ui.windows.evaluation.board.tiles import Tiles
from ui.windows.kit import Kit
from ui.windows.plain_table import make_plain
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars

WIDTHS = (0.36, 0.45, 0.6, 0.8, 1.1, 1.5, 2.1, 3.0, 4.2, 6.0, 8.5, 12.0)
"""The steps of zooming: widths of a column in heights of a line."""

_WIDEST = 22.0
"""A board that fits has columns no wider than this."""


class BoardTable(QTableView):
    """The table. Nothing in it can be changed.

    Signals:
        chosen: another cell has the keyboard, or other cells are selected.
        opened: the user wants to go on with the present cell (Enter, double click).
        subject_clicked: the head of a column was clicked: its number.
        zoom_changed: cells have another size.
    """

    chosen = Signal()
    opened = Signal()
    subject_clicked = Signal(int)
    zoom_changed = Signal()

    def __init__(self, kit: Kit, model: BoardModel) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme, sideways=True)
        self._kit = kit
        self._board = model
        self._tiles = Tiles(kit.theme, lambda state: state_words(state, kit.speaker.language))
        self._step: int | None = None
        self._cell = (0.0, 0.0)
        self._members = MemberHead(kit, model)
        self._subjects = SubjectHead(kit, model)
        self.setVerticalHeader(self._members)
        self.setHorizontalHeader(self._subjects)
        self.setModel(model)
        make_plain(self)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        # where both scroll bars meet Qt would paint a frame
        self.setCornerWidget(QWidget())
        self._corner = self.findChildren(QAbstractButton)[0]
        self._corner.installEventFilter(self)
        self._subjects.sectionClicked.connect(self.subject_clicked)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        model.modelReset.connect(self._settle)
        kit.theme.changed.connect(self._repaint)
        kit.speaker.changed.connect(self._repaint)

    # zoom

    @property
    def fitted(self) -> bool:
        """Whether the whole board is in sight as far as it can be read."""
        return self._step is None

    @property
    def cell_width(self) -> float:
        """Of a column, in heights of a line."""
        return self._cell[0] / self._kit.theme.em

    def fit(self) -> None:
        """Show the whole board, and keep doing so when the window changes."""
        self._step = None
        self._lay_out()

    def zoom_by(self, steps: int) -> None:
        """Larger (1) or smaller (-1); the present cell stays in sight."""
        width = self.cell_width
        if steps > 0:
            larger = [n for n, one in enumerate(WIDTHS) if one > width * 1.05]
            self._step = larger[0] if larger else len(WIDTHS) - 1
        else:
            smaller = [n for n, one in enumerate(WIDTHS) if one < width * 0.95]
            self._step = smaller[-1] if smaller else 0
        self._lay_out()
        # Qt would give the scroll bars their new ends only later
        self.updateGeometries()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QTableView.ScrollHint.EnsureVisible)

    # places

    def place(self) -> tuple[str, str] | None:
        """Member id and subject id of the present cell."""
        index = self.currentIndex()
        return self._board.place(index) if index.isValid() else None

    def go_to(self, member_id: str, subject_id: str) -> None:
        """Put the keyboard on a cell, if it is shown."""
        index = self._board.index_of(member_id, subject_id)
        if index.isValid():
            self.setCurrentIndex(index)

    def select_members(self, member_ids: set[str]) -> None:
        """Select the rows of these members."""
        rows = [r for r in range(self._board.rowCount()) if self._board.row(r).member.id in member_ids]
        self.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        for row in rows:
            self.selectionModel().select(self._board.index(row, 0), flags.Select | flags.Rows)
        if rows:
            self.selectionModel().setCurrentIndex(self._board.index(rows[0], 0), flags.NoUpdate)

    def selected_members(self) -> list[str]:
        """The members with a selected cell, from above."""
        ranges = self.selectionModel().selection().toList()
        rows = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        return [self._board.row(row).member.id for row in rows]

    def selected_count(self) -> int:
        """How many cells are selected."""
        return sum(one.width() * one.height() for one in self.selectionModel().selection().toList())

    def copy(self) -> None:
        """Put the selected block with its heads on the clipboard; all of it if just one cell is chosen."""
        ranges = self.selectionModel().selection().toList()
        rows = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        columns = sorted({column for one in ranges for column in range(one.left(), one.right() + 1)})
        if len(rows) * len(columns) <= 1:
            rows, columns = list(range(self._board.rowCount())), list(range(self._board.columnCount()))
        lines = [["", *(_flat(self._board.subject(column).id) for column in columns)]]
        lines += [
            [_flat(self._board.row(row).member.name)]
            + [str(self._board.index(row, column).data()) for column in columns]
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    # private

    def _repaint(self) -> None:
        self._tiles.clear()
        self._lay_out()
        self.viewport().update()

    def _settle(self) -> None:
        """After other rows or columns: the size of cells may be another one."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Give rows, columns and heads their sizes."""
        em, rows, columns = self._kit.theme.em, self._board.rowCount(), self._board.columnCount()
        if not rows or not columns:
            return
        heads = min(em * 11, self.width() * 0.28)
        room = self.width() - heads - 1
        bar = self.verticalScrollBar().sizeHint().width()
        if self._step is None:
            width = min(max(room / columns, em * WIDTHS[0]), em * _WIDEST)
            high = self.height() - self._subjects.height_for(width) - 1
            height = min(max(high / rows, em * 0.72), _natural(width / em) * em)
            if height * rows > high:
                width = max(min(width, (room - bar) / columns), em * WIDTHS[0])
        else:
            width = WIDTHS[self._step] * em
            height = _natural(WIDTHS[self._step]) * em
        self._cell = (width, height)
        self._members.setFixedWidth(round(heads))
        self._subjects.setFixedHeight(self._subjects.height_for(width))
        for head, count, size in ((self._subjects, columns, width), (self._members, rows, height)):
            head.pitch = size
            for number in range(count):
                # whole pixels that together are as wide as they should be
                head.resizeSection(number, int((number + 1) * size) - int(number * size))
        self._members.viewport().update()
        self._subjects.viewport().update()
        self.zoom_changed.emit()

    def _paint_cells(self, painter: QPainter, rect: QRect) -> None:
        ratio, tiles, faces = self.devicePixelRatioF(), self._tiles, self._board.faces
        members, subjects = self._members, self._subjects
        first, last = _span(
            subjects.visualIndexAt(rect.left()), subjects.visualIndexAt(rect.right()), subjects
        )
        top, bottom = _span(members.visualIndexAt(rect.top()), members.visualIndexAt(rect.bottom()), members)
        places = [
            (column, subjects.sectionViewportPosition(column), subjects.sectionSize(column))
            for column in range(first, last + 1)
        ]
        for row in range(top, bottom + 1):
            y, height = members.sectionViewportPosition(row), members.sectionSize(row)
            line = faces[row]
            for column, x, width in places:
                painter.drawPixmap(x, y, tiles.tile(line[column], width, height, ratio))

    def _paint_selection(self, painter: QPainter) -> None:
        theme = self._kit.theme
        several = [
            one for one in self.selectionModel().selection().toList() if one.width() * one.height() > 1
        ]
        tint = theme.colour("accent")
        tint.setAlphaF(0.16)
        for one in several:
            block = self.visualRect(one.topLeft()).united(self.visualRect(one.bottomRight()))
            painter.fillRect(block, tint)
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRect(block.adjusted(0, 0, -1, -1))
        current = self.currentIndex()
        if current.isValid():
            rect = QRectF(self.visualRect(current))
            if rect.width() < theme.em * 1.2:
                rect.adjust(-2, -2, 2, 2)
            if self.hasFocus():
                paint_ring(painter, rect, theme, 3)
            else:
                painter.setPen(QPen(theme.colour("ink"), 1))
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        """All cells in one go: a delegate would be called thousands of times."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._kit.theme.colour("ground"))
        if self._board.rowCount() and self._board.columnCount():
            self._paint_cells(painter, event.rect())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_selection(painter)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the corner of the heads empty: Qt shows a button there, whatever one asks for."""
        if watched is self._corner and event.type() is QEvent.Type.Paint:
            painter = QPainter(self._corner)
            painter.fillRect(self._corner.rect(), self._kit.theme.colour("ground"))
            line = self._corner.rect().adjusted(0, self._corner.height() - 1, 0, 0)
            painter.fillRect(line, self._kit.theme.colour("line"))
            painter.end()
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Copying is the table's, whatever shortcuts the window has."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with the cell; Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms, else it scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if delta := event.angleDelta().y():
                self.zoom_by(1 if delta > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self._lay_out()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Mark the heads of the present row and column."""
        super().currentChanged(current, previous)
        self._members.viewport().update()
        self._subjects.viewport().update()
        self.viewport().update()
        self.chosen.emit()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        """Show what else is chosen."""
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.viewport().update()
        self.chosen.emit()


def _natural(width: float) -> float:
    """The height of a row for a width of columns, both in heights of a line."""
    return min(2.2, 0.95 + 0.3 * width)


def _span(first: int, last: int, head: MemberHead | SubjectHead) -> tuple[int, int]:
    """From where to where sections are seen; Qt says -1 beyond the last one."""
    return max(first, 0), head.count() - 1 if last < 0 else last


def _flat(text: str) -> str:
    return " ".join(text.split())
