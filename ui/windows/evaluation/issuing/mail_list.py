"""The members to whom a mail is to be written, each with whether it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.windows.evaluation.issuing.words import near
from ui.windows.kit import Kit
from ui.windows.ring import paint_ring
from ui.windows.row_cells import Index
from ui.windows.row_models import PlainRows
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.signs import Sign, paint_sign

STATE_ROLE = Qt.ItemDataRole.UserRole
SIGN_ROLE = Qt.ItemDataRole.UserRole + 1
"""``(Sign, ink)``, or ``None``."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """A row: to whom, whether there is an address, and when the mail was marked as done."""

    name: str
    address: str
    done_at: datetime | None


class MailListModel(PlainRows):
    """One row a mail."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rows: tuple[MailRow, ...] = ()
        kit.speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The mails."""
        return len(self._rows)

    def show(self, rows: Sequence[MailRow]) -> None:
        """Show these; the keyboard stays where it is if there are as many as before."""
        if len(rows) == len(self._rows):
            self._rows = tuple(rows)
            self.retranslate()
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def _state(self, row: MailRow) -> str:
        if row.done_at:
            return self._kit.speaker.say("Done {when}", when=near(row.done_at, self._kit))
        return self._kit.speaker.say("To be written") if row.address else self._kit.speaker.say("No address")

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, already said."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        found: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found = row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                found = f"{row.name}, {self._state(row)}"
            case _ if role == STATE_ROLE:
                found = self._state(row)
            case _ if role == SIGN_ROLE:
                found = (Sign.DONE, "good") if row.done_at else None if row.address else (Sign.WARN, "warn")
        return found


class _MailDelegate(QStyledItemDelegate):
    """Two lines: the name, and below it the state with its sign."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    # Qt's

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        em = self._kit.theme.em
        return QSize(round(em * 10), round(em * 3.1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, em, state = self._kit.theme, self._kit.theme.em, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(2, 1, -2, -1)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(frame, em * 0.3, em * 0.3)
        if chosen:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(
                QRectF(frame.left(), frame.top() + em * 0.5, em * 0.2, frame.height() - em), 1.5, 1.5
            )
        inside = frame.adjusted(em * 0.7, em * 0.35, -em * 0.5, -em * 0.35)
        top = QRectF(inside.topLeft(), QSize(round(inside.width()), round(inside.height() / 2)))
        line = top.translated(0, inside.height() / 2)
        at = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        font = theme.font(bold=chosen)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        name = QFontMetricsF(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, top.width())
        painter.drawText(top, at, name)
        if sign := index.data(SIGN_ROLE):
            box = QRectF(line.left(), line.center().y() - em * 0.4, em * 0.8, em * 0.8)
            paint_sign(painter, box, sign[0], theme.colour(sign[1]))
            line.setLeft(box.right() + em * 0.3)
        painter.setFont(theme.font(0.88))
        painter.setPen(theme.colour("muted"))
        painter.drawText(line, at, str(index.data(STATE_ROLE)))
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, frame, theme)
        painter.restore()


class MailList(QListView):
    """The list; the current row is the mail that is shown.

    Signals:
        turned: another row is the current one.
    """

    turned = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self.mails = MailListModel(kit)
        self.setModel(self.mails)
        self._delegate = _MailDelegate(kit)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.turned.emit(now.row()))
        kit.theme.changed.connect(self.scheduleDelayedItemsLayout)

    def turn_to(self, row: int) -> None:
        """Show another mail."""
        self.setCurrentIndex(self.mails.index(row))
