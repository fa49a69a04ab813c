"""How the cells and heads of the overview are painted; the legend paints its examples the same way."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from evalapp.mark import NoPoints
from ui.windows.ballot.overview_model import CELL, AnswerCell
from ui.windows.ballot.subject_model import Index
from ui.windows.kit import Kit
from ui.windows.lines import Lines, broken
from ui.windows.ring import paint_ring
from ui.windows.theme import Theme, mixed

_TINT = (0.10, 0.34)
"""How strong the accent is mixed into a chip's ground: at the lowest and at the highest step."""
_CENTRE = Qt.AlignmentFlag.AlignCenter


def paint_chip(painter: QPainter, middle: QPointF, cell: AnswerCell, theme: Theme) -> None:
    """A mark around ``middle``: a filled chip with points, an outlined one with ＊, an empty dashed one."""
    em = theme.em
    box = QRectF(0, 0, em * 2.3, em * 1.55)
    box.moveCenter(middle)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if cell.mark is NoPoints.BLANK:
        pen = QPen(theme.colour("warn"), 1.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.5, 2.5])
        painter.setPen(pen)
        painter.drawRoundedRect(box, em * 0.3, em * 0.3)
        return
    if cell.mark is NoPoints.CANNOT_JUDGE:
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawRoundedRect(box, em * 0.3, em * 0.3)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font())
        painter.drawText(box, _CENTRE, "＊")
        return
    low, high = _TINT
    tint = mixed(theme.colour("card"), theme.colour("accent"), low + (high - low) * cell.height)
    painter.setPen(QPen(mixed(tint, theme.colour("accent"), 0.35), 1))
    painter.setBrush(tint)
    painter.drawRoundedRect(box, em * 0.3, em * 0.3)
    painter.setPen(theme.colour("ink"))
    painter.setFont(theme.font(1.05, bold=True))
    painter.drawText(box, _CENTRE, str(cell.mark))


def paint_bubble(painter: QPainter, box: QRectF, theme: Theme, *, written: bool) -> None:
    """A speech bubble in ``box``: filled with lines where a comment is written, else an empty outline."""
    side = box.width()
    body = QRectF(box.x(), box.y() + side * 0.08, side, side * 0.66)
    ink = theme.colour("accent" if written else "edge")
    painter.setPen(QPen(ink, max(1.0, side / 13)))
    painter.setBrush(ink if written else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(body, side * 0.16, side * 0.16)
    foot = QPointF(body.x() + side * 0.3, body.bottom())
    tip = QPointF(body.x() + side * 0.26, body.bottom() + side * 0.22)
    painter.drawPolygon([foot, tip, QPointF(foot.x() + side * 0.26, foot.y())])
    if written:
        painter.setPen(QPen(theme.colour("accent_ink"), max(1.2, side / 11)))
        for share in (0.36, 0.66):
            y = body.y() + body.height() * share
            painter.drawLine(QPointF(body.x() + side * 0.2, y), QPointF(body.right() - side * 0.2, y))


def paint_cell(painter: QPainter, rect: QRectF, cell: AnswerCell, theme: Theme) -> None:
    """One cell of the matrix."""
    em, middle = theme.em, rect.center()
    painter.setFont(theme.font(0.9))
    if cell.recusal is not None:
        painter.setPen(theme.colour("muted"))
        painter.drawText(rect, _CENTRE, "／")
    elif cell.counts:
        painter.setPen(theme.colour("ink"))
        painter.drawText(rect, _CENTRE, f"{cell.written} / {cell.asked}")
    elif cell.mark is not None:
        paint_chip(painter, middle, cell, theme)
        if cell.asked:
            bubble = QRectF(middle.x() + em * 1.45, middle.y() - em * 0.45, em * 0.9, em * 0.9)
            paint_bubble(painter, bubble, theme, written=cell.written > 0)
    elif cell.asked:
        bubble = QRectF(middle.x() - em * 0.5, middle.y() - em * 0.5, em, em)
        if cell.asked > 1:
            bubble.translate(-em * 0.8, 0)
            painter.setPen(theme.colour("ink" if cell.written else "muted"))
            words = QRectF(bubble.right() + em * 0.35, rect.y(), em * 4, rect.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, f"{cell.written}/{cell.asked}")
        paint_bubble(painter, bubble, theme, written=cell.written > 0)


class CellDelegate(QStyledItemDelegate):
    """Paints ``AnswerCell`` values."""

    def __init__(self, kit: Kit, parent: QTableView) -> None:
        super().__init__(parent)
        self._kit = kit

    # Qt's

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item in the colours of the theme."""
        theme, state = self._kit.theme, option.state
        rect, cell = QRectF(option.rect), index.data(CELL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.recusal is not None:
            painter.fillRect(rect, theme.colour("ground"))
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        paint_cell(painter, rect, cell, theme)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme)
        painter.restore()


class Heads(QHeaderView):
    """The names at the matrix's edge: they wrap, and what is cut shows under the pointer.

    Args:
        orientation: horizontal for subjects (id above title), vertical for criteria.
        kit: the window's.
        most: lines of a name.
    """

    def __init__(self, orientation: Qt.Orientation, kit: Kit, most: int) -> None:
        super().__init__(orientation)
        self._kit = kit
        self._most = most
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(True)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(1)

    def lines(self, section: int, width: float) -> Lines:
        """The name of a section in a width."""
        text = str(self.model().headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole))
        return broken(text, self._kit.theme.font(0.92), width - self._kit.theme.em * 0.9, self._most, 1.3)

    def depth(self) -> int:
        """The height that the names of subjects need in the columns' widths."""
        heights = [self.lines(section, self.sectionSize(section)).height for section in range(self.count())]
        return round(max(heights, default=0) + self._kit.theme.em * 0.8)

    # Qt's

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one heading in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter.save()
        painter.fillRect(rect, theme.colour("ground"))
        view = self.parent()
        current = view.currentIndex() if isinstance(view, QTableView) and view.hasFocus() else QModelIndex()
        upright = self.orientation() is Qt.Orientation.Horizontal
        marked = current.isValid() and logical_index == (current.column() if upright else current.row())
        if marked:
            painter.fillRect(rect, theme.colour("hover"))
        lines = self.lines(logical_index, rect.width())
        top = rect.y() + (em * 0.4 if upright else (rect.height() - lines.height) / 2)
        lines.draw(painter, QPointF(rect.x() + em * 0.5, top), theme.font(0.92), theme.colour("ink"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()


def chip_room(theme: Theme) -> float:
    """The width that a mark with its comment's sign takes, and so the narrowest column."""
    return max(theme.em * 5.4, QFontMetricsF(theme.font(0.92)).horizontalAdvance("研究開発") + theme.em)
