"""The heads of a grid's columns and rows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView

from ui.windows.kit import Kit
from ui.windows.lines import broken
from ui.windows.theme import mixed

_ROW_TITLE = 17
"""The widest head of a row where the columns take all the room, in heights of a line."""


class GridHeads(QHeaderView):
    """Painted in the colours of the theme; the present row's and column's stand out.

    Args:
        orientation: of columns or rows.
        kit: the window's.
        lines: in which a column's head stands.
        numbered: the heads are numbers.

    Attributes:
        room: what the columns leave to the heads of the rows, in pixels.
    """

    def __init__(
        self, orientation: Qt.Orientation, kit: Kit, lines: int = 1, *, numbered: bool = False
    ) -> None:
        super().__init__(orientation)
        self._kit = kit
        self._lines = lines
        self._numbered = numbered
        self.room = 0
        self._measured: tuple[tuple[str, ...], float] = ((), 0.0)
        self._widest = 0.0
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionsMovable(False)
        if orientation is Qt.Orientation.Vertical:
            self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def relayout(self) -> None:
        """Take sizes from the text size."""
        em = self._kit.theme.em
        if self.orientation() is Qt.Orientation.Vertical:
            self.setMinimumSectionSize(round(em * 1.9))
            self.setDefaultSectionSize(round(em * 1.9))
            self.setFixedWidth(self.sizeHint().width())
        else:
            self.setMinimumSectionSize(round(em * 2))
            self.setFixedHeight(self.sizeHint().height())

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        em = self._kit.theme.em
        if self.orientation() is Qt.Orientation.Horizontal:
            return QSize(10, round(em * (0.75 + 1.2 * self._lines)))
        model = self.model()
        rows = range(self.count()) if model else ()  # it goes before its heads do
        texts = tuple(str(model.headerData(row, self.orientation()) or "") for row in rows)
        if (texts, em) != self._measured:
            metrics = QFontMetricsF(self._kit.theme.font(0.9))
            self._measured = texts, em
            self._widest = max(map(metrics.horizontalAdvance, texts), default=0.0)
        widest = self._widest
        return QSize(round(min(max(widest, em * 1.4) + em * 1.1, max(em * _ROW_TITLE, self.room))), 10)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one head."""
        theme, em = self._kit.theme, self._kit.theme.em
        upright = self.orientation() is Qt.Orientation.Vertical
        model, selection = self.model(), self.selectionModel()
        present = selection is not None and logical_index == (
            selection.currentIndex().row() if upright else selection.currentIndex().column()
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("ground")
        painter.fillRect(rect, mixed(ground, theme.colour("accent"), 0.14) if present else ground)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.colour("line"))
        font = theme.font(0.9, bold=present)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if present else "muted"))
        words = QRectF(rect).adjusted(em * 0.45, 0, -em * 0.4, 0)
        text = str(model.headerData(logical_index, self.orientation()) or "")
        if self._lines > 1 and not upright:
            lines = broken(text, font, words.width(), self._lines, 1.2)
            top = words.center().y() - lines.height / 2
            lines.draw(painter, QPointF(words.x(), top), font, painter.pen().color())
        else:
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            aligned = Qt.AlignmentFlag.AlignRight if self._numbered else Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | aligned, shown)
        painter.restore()
