"""A list of facts to read: headings, names with values, texts, and cells old and new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from evalapp.differing import text_differences
from ui.windows.kit import Kit
from ui.windows.lines import broken
from ui.windows.marked_text import MarkedText
from ui.windows.ring import paint_ring
from ui.windows.row_cells import Index
from ui.windows.row_models import PlainRows
from ui.windows.scroll_bar import use_scroll_bars

DETAIL = Qt.ItemDataRole.UserRole
"""The role that gives a ``Detail``."""

_BATCH = 60
_MARKED_MOST = 0.7
_VALUE_ROOM = 6.0
"""Heights of a line that a short value takes at the right."""


class DetailKind(Enum):
    """How a detail is laid out."""

    TITLE = "title"
    HEADING = "heading"
    REMARK = "remark"
    VALUE = "value"
    CHANGE = "change"
    TEXT = "text"
    TEXT_CHANGE = "text-change"


@dataclass(frozen=True, slots=True)
class Detail:
    """One entry, already said.

    Attributes:
        name: the title, the heading (below a title), the remark, or the cell's name.
        value: what stands in the cell, or would.
        tip: all of it, where name and value were shortened; it shows under the pointer.
        old: what stands there now, where it changes.
    """

    kind: DetailKind
    name: str
    value: str = ""
    old: str = ""
    tip: str = ""

    @property
    def text(self) -> str:
        """All of it as one text."""
        if self.tip:
            return self.tip
        if self.kind in {DetailKind.CHANGE, DetailKind.TEXT_CHANGE}:
            return f"{self.name}: {self.old} → {self.value}"
        return f"{self.name}: {self.value}" if self.value else self.name


class DetailModel(PlainRows):
    """Details, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._details: tuple[Detail, ...] = ()

    def count(self) -> int:
        """The details."""
        return len(self._details)

    def show_details(self, details: Sequence[Detail]) -> None:
        """Take other details."""
        if tuple(details) != self._details:
            self.beginResetModel()
            self._details = tuple(details)
            self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The detail itself, and its text for screen readers."""
        if not index.isValid():
            return None
        detail = self._details[index.row()]
        if role == DETAIL:
            return detail
        if role == Qt.ItemDataRole.ToolTipRole:
            return detail.tip or None
        return detail.text if role == Qt.ItemDataRole.DisplayRole else None


def _marks(detail: Detail) -> tuple[list[range], list[range]]:
    """The signs in which a text differs; none where little of it stayed: then all is new anyhow."""
    if not detail.old or not detail.value:
        return [], []
    pairs = text_differences(detail.old, detail.value)
    old, new = [one for one, _other in pairs if one], [one for _other, one in pairs if one]
    if sum(map(len, (*old, *new))) > _MARKED_MOST * len(detail.old + detail.value):
        return [], []
    return old, new


class _DetailDelegate(QStyledItemDelegate):
    """Lays a detail out in the list's width."""

    def __init__(self, kit: Kit, view: QListView) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view

    # Qt's

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the texts in the width there is."""
        width = self._view.viewport().width()
        return QSize(width, round(self._lay_out(None, QRectF(0, 0, width, 0), index.data(DETAIL))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one detail in the colours of the theme."""
        theme, detail, rect = self._kit.theme, index.data(DETAIL), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if detail.kind not in {DetailKind.TITLE, DetailKind.HEADING}:
            painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        self._lay_out(painter, rect, detail)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0, 0, 0, -1), theme)
        painter.restore()

    def _lay_out(self, painter: QPainter | None, rect: QRectF, detail: Detail) -> float:
        """Draw, if there is a painter, and return the height it takes."""
        em = self._kit.theme.em
        x, y, width = rect.x() + em * 0.5, rect.y() + em * 0.3, rect.width() - em
        match detail.kind:
            case DetailKind.TITLE:
                y += em * 0.6
                y += self._write(painter, detail.name, x, y, width, bold=True, ink="accent")
            case DetailKind.HEADING:
                y += em * 0.3
                y += self._write(painter, detail.name, x, y, width, bold=True)
            case DetailKind.REMARK:
                y += self._write(painter, detail.name, x, y, width, ink="muted")
            case DetailKind.VALUE | DetailKind.CHANGE:
                room = em * _VALUE_ROOM
                value = detail.value
                if detail.kind is DetailKind.CHANGE:
                    value = f"{detail.old} → {value}"
                metrics = QFontMetricsF(self._kit.theme.font(bold=True))
                if metrics.horizontalAdvance(value) > room:
                    y += self._write(painter, detail.name, x, y, width, ink="muted")
                    y += self._write(painter, value, x + em, y, width - em, bold=True)
                else:
                    shift = width - metrics.horizontalAdvance(value) - 1
                    self._write(painter, value, x + shift, y, room, bold=True)
                    y += self._write(painter, detail.name, x, y, width - room - em * 0.5)
            case DetailKind.TEXT:
                y += self._write(painter, detail.name, x, y, width, ink="muted")
                y += self._write(painter, detail.value, x + em, y, width - em)
            case DetailKind.TEXT_CHANGE:
                y += self._write(painter, detail.name, x, y, width, ink="muted")
                old_marks, new_marks = _marks(detail)
                y += self._marked(painter, detail.old, old_marks, "－", (x, y, width))
                y += self._marked(painter, detail.value, new_marks, "＋", (x, y, width))
        return y + em * 0.3 - rect.y()

    def _write(
        self,
        painter: QPainter | None,
        text: str,
        x: float,
        y: float,
        width: float,
        *,
        bold: bool = False,
        ink: str = "ink",
    ) -> float:
        font = self._kit.theme.font(bold=bold)
        lines = broken(text, font, width)
        if painter:
            lines.draw(painter, QPointF(x, y), font, self._kit.theme.colour(ink))
        return lines.height

    def _marked(
        self,
        painter: QPainter | None,
        text: str,
        marks: Sequence[range],
        sign: str,
        place: tuple[float, float, float],
    ) -> float:
        """A text before or after its change, with the sign that says which."""
        (x, y, width), em = place, self._kit.theme.em
        ink = "muted" if sign == "－" else "ink"
        shown = MarkedText(
            text or self._kit.speaker.say("(empty)"), marks, self._kit.theme, width - em * 1.4, ink=ink
        )
        if painter:
            self._write(painter, sign, x, y, em * 1.4, ink=ink)
            shown.draw(painter, QPointF(x + em * 1.4, y))
        return shown.height


class DetailList(QListView):
    """The list: arrows move through it, Ctrl+C copies all of it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.details = DetailModel()
        use_scroll_bars(self, kit.theme)
        self.setModel(self.details)
        self.setItemDelegate(_DetailDelegate(kit, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # a width that changes with the bar would lay all out twice
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # a thousand texts are laid out a few at a time
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        kit.theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_details(self, details: Sequence[Detail]) -> None:
        """Show other details, from the top."""
        self.details.show_details(details)
        self.scrollToTop()

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            texts = [str(self.details.index(row).data()) for row in range(self.details.rowCount())]
            QApplication.clipboard().setText("\n".join(texts))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the texts out in the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
