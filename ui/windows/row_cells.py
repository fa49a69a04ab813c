"""How a cell of a list with columns is drawn, and what a model tells it by its roles."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ui.windows.code_label import code_font
from ui.windows.kit import Kit
from ui.windows.signs import paint_sign

Index = QModelIndex | QPersistentModelIndex

SIGN_ROLE = Qt.ItemDataRole.UserRole + 1
"""``(Sign, name of a colour)``, drawn before the text."""
INK_ROLE = Qt.ItemDataRole.UserRole + 2
"""The name of the text's colour; without one it is ``ink``."""
CODE_ROLE = Qt.ItemDataRole.UserRole + 3
"""Whether the text is a code, which is read out sign by sign."""


class RowDelegate(QStyledItemDelegate):
    """One line a row; what is cut shows under the pointer."""

    def __init__(self, kit: Kit, view: QTreeView, *, below: bool) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view
        self._below = below

    @property
    def line_height(self) -> int:
        """Of the columns' line."""
        return round(self._kit.theme.em * (1.75 if self._below else 2))

    def width(self, index: Index) -> float:
        """What the cell would need to be shown whole."""
        em = self._kit.theme.em
        text = QFontMetricsF(self._font(index)).horizontalAdvance(str(index.data() or ""))
        return text + em * (2.7 if index.data(SIGN_ROLE) else 1.2)

    def _empty_behind(self, index: Index) -> int:
        """The room of empty cells right of a cell: its text may go on there."""
        room = 0
        for column in range(index.column() + 1, index.model().columnCount()):
            if not self._view.isColumnHidden(column):
                cell = index.sibling(index.row(), column)
                if cell.data() or cell.data(SIGN_ROLE):
                    break
                room += self._view.columnWidth(column)
        return room

    def _font(self, index: Index) -> QFont:
        return code_font(self._kit.theme) if index.data(CODE_ROLE) else self._kit.theme.font()

    # Qt's

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(10, self.line_height + (round(self._kit.theme.em * 1.35) if self._below else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell in the colours of the theme."""
        theme, em, rect = self._kit.theme, self._kit.theme.em, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(0, rect.y(), em * 0.2, rect.height()), theme.colour("accent"))
        words = QRectF(rect.x() + em * 0.6, rect.y(), rect.width() - em, self.line_height - 1)
        if found := index.data(SIGN_ROLE):
            sign, ink = found
            paint_sign(
                painter, QRectF(words.x(), words.center().y() - em / 2, em, em), sign, theme.colour(ink)
            )
            words.adjust(em * 1.5, 0, 0, 0)
        font = self._font(index)
        painter.setFont(font)
        painter.setPen(theme.colour(index.data(INK_ROLE) or "ink"))
        text = str(index.data() or "").replace("\n", " ")
        words.setWidth(words.width() + self._empty_behind(index))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
