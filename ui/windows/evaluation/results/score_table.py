"""The score table on the screen: the lines, heads and figures of the printed one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from evalapp.report import SubjectReport
from ui.windows.evaluation.results.copying import copy_cells
from ui.windows.evaluation.results.score_model import MEAN, TITLE, Index, ScoreModel
from ui.windows.kit import Kit
from ui.windows.lines import broken
from ui.windows.plain_table import make_plain
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars

_TITLE_LINES = 3
_LIT = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver


class _Cells(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, kit: Kit, parent: QTableView) -> None:
        super().__init__(parent)
        self._kit = kit

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; the lines between the cells are the table's."""
        theme, em, state = self._kit.theme, self._kit.theme.em, option.state
        rect, text = option.rect, str(index.data())
        if state & _LIT:
            painter.fillRect(rect, theme.colour("hover"))
        if index.column() == TITLE:
            font = theme.font()
            lines = broken(text, font, rect.width() - em, _TITLE_LINES, 1.3)
            place = QPointF(rect.x() + em * 0.5, rect.y() + (rect.height() - lines.height) / 2)
            lines.draw(painter, place, font, theme.colour("ink"))
        else:
            mean = index.column() == MEAN
            painter.setFont(theme.font(1.08 if mean else 1.0, bold=mean))
            painter.setPen(theme.colour("ink"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme)


class _Heads(QHeaderView):
    """The heads; one caption stands over all unnamed columns."""

    def __init__(self, kit: Kit, model: ScoreModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit = kit
        self._scores = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)

    def _caption(self, rect: QRect, section: int) -> QRect:
        """Where the words of a section are centred: over all columns that share them."""
        first, last = self._scores.first_mark, self.count() - 1
        if section < first:
            return rect
        left, right = self.sectionViewportPosition(first), self.sectionViewportPosition(last)
        whole = QRect(left, rect.y(), right + self.sectionSize(last) - left, rect.height())
        # where the table scrolls, over those that are seen
        return whole.intersected(self.viewport().rect())

    # Qt's

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """One head in the colours of the theme; of a shared caption the part that falls into it."""
        theme = self._kit.theme
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("ground"))
        words = str(self._scores.headerData(logical_index, Qt.Orientation.Horizontal))
        caption = self._caption(rect, logical_index)
        font = theme.font(bold=True)
        room = caption.width() - theme.em * 0.4
        lines = broken(words, font, room, 3, 1.15)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, "\n".join(lines.texts))
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not self._scores.first_mark <= logical_index < self.count() - 1:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()


class ScoreTable(QTableView):
    """The table of one subject; as high as its rows, and as wide as its columns where there is room.

    Signals:
        place_changed: another cell is the current one (a ``QModelIndex``).
    """

    place_changed = Signal(QModelIndex)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme, sideways=True)
        self._kit = kit
        self.scores = ScoreModel(kit.speaker)
        self._heads = _Heads(kit, self.scores)
        self.setHorizontalHeader(self._heads)
        self.verticalHeader().hide()
        self.setModel(self.scores)
        self.setItemDelegate(_Cells(kit, self))
        make_plain(self)
        self.setSelectionMode(QTableView.SelectionMode.ContiguousSelection)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def show_subject(self, subject: SubjectReport) -> None:
        """Show the results of a subject; the current cell stays where it is, as far as there is one."""
        before = self.currentIndex()
        row, column = (before.row(), before.column()) if before.isValid() else (0, MEAN)
        self.scores.show_subject(subject)
        if subject.results:
            last = self.scores.columnCount() - 1
            place = self.scores.index(min(row, len(subject.results) - 1), min(column, last))
            self.setCurrentIndex(place)

    def fit(self, width: int) -> None:
        """Take the place there is; what does not fit scrolls sideways."""
        model, em = self.scores, self._kit.theme.em
        if not model.rowCount():
            return
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._kit.theme.colour("card"))
        self.setPalette(palette)
        marks = model.columnCount() - model.first_mark
        fixed = self._wide("0.00", 1.08, em * 3.6) + (
            self._wide("00/00", 1.0, em * 3.4) if model.first_mark > 2 else 0
        )
        sign = max((self._mark_width(column) for column in range(marks)), default=0)
        caption = str(model.headerData(model.first_mark, Qt.Orientation.Horizontal)) if marks else ""
        least = em * 10
        room = (width - 2 - fixed - em * 17) / marks if marks else 0
        # few columns are wide enough for what stands above all of them
        usual = max(em * 3.2, self._wide(caption, 1.0, 0) / marks) if marks else 0
        mark = max(sign + em * 0.2, min(room, usual)) if marks else 0
        title = max(least, min(width - 2 - fixed - mark * marks, em * 30))
        self._heads.resizeSection(TITLE, round(title))
        self._heads.resizeSection(MEAN, round(self._wide("0.00", 1.08, em * 3.6)))
        if model.first_mark > 2:
            self._heads.resizeSection(2, round(self._wide("00/00", 1.0, em * 3.4)))
        for column in range(model.first_mark, model.columnCount()):
            self._heads.resizeSection(column, int(mark))
        self._heads.setFixedHeight(round(em * 2.4))
        height = self._heads.height() + 1
        for row in range(model.rowCount()):
            lines = broken(
                str(model.index(row, TITLE).data()), self._kit.theme.font(), title - em, _TITLE_LINES, 1.3
            )
            self.setRowHeight(row, round(max(em * 2.2, lines.height + em * 0.7)))
            height += self.rowHeight(row)
        wide = self._heads.length() + 2
        bar = self.horizontalScrollBar().sizeHint().height() if wide > width else 0
        self.setFixedSize(min(wide, width), height + bar)

    def _wide(self, text: str, scale: float, least: float) -> float:
        metrics = QFontMetricsF(self._kit.theme.font(scale, bold=True))
        return max(metrics.horizontalAdvance(text) + self._kit.theme.em, least)

    def _mark_width(self, column: int) -> float:
        metrics = QFontMetricsF(self._kit.theme.font())
        first = self.scores.first_mark
        texts = {str(self.scores.index(row, first + column).data()) for row in range(self.scores.rowCount())}
        return max(map(metrics.horizontalAdvance, texts))

    # Qt's

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which cell is the current one."""
        super().currentChanged(current, previous)
        self.place_changed.emit(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the cells that are marked."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_cells(self)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: a digit would move to a cell with these points."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, and the lines between them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._kit.theme.colour("line"), 1))
        height, width = self.verticalHeader().length(), self._heads.length()
        left = -self.horizontalOffset()
        painter.drawLine(left, 0, left, height - 1)
        for column in range(self.scores.columnCount()):
            x = self.columnViewportPosition(column) + self.columnWidth(column) - 1
            painter.drawLine(x, 0, x, height - 1)
        for row in range(self.scores.rowCount()):
            y = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.drawLine(left, y, left + width - 1, y)
        painter.end()
