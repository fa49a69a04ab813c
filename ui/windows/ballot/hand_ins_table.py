"""What was handed in when: every revision with its code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from evalapp.language import N_
from evalapp.store.ballot_file import HandInNote
from ui.windows.ballot.overview_cells import Heads
from ui.windows.ballot.subject_model import Index
from ui.windows.kit import Kit
from ui.windows.plain_table import make_plain
from ui.windows.revisions import revision_text, shown_moment
from ui.windows.ring import paint_ring
from ui.windows.row_models import HeadedRows
from ui.windows.scroll_bar import use_scroll_bars


class HandInsModel(HeadedRows):
    """The revisions, the newest first."""

    heads = (N_("Revision"), N_("Made at"), N_("State"), N_("Verification code"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._kit = kit
        self._notes: tuple[HandInNote, ...] = ()
        kit.speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The revisions."""
        return len(self._notes)

    def show_notes(self, notes: Sequence[HandInNote]) -> None:
        """Take other revisions, given with the newest last."""
        newest_first = tuple(reversed(notes))
        if newest_first != self._notes:
            self.beginResetModel()
            self._notes = newest_first
            self.endResetModel()

    def _texts(self, note: HandInNote) -> tuple[str, str, str, str]:
        state = self._kit.speaker.say("draft") if note.draft else self._kit.speaker.say("complete")
        number = revision_text(note.revision, self._kit, draft=False)
        return number, shown_moment(note.at, self._kit), state, note.code

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and the values that the delegate draws."""
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._texts(self._notes[index.row()])[index.column()]
        return None


class _NoteDelegate(QStyledItemDelegate):
    """Paints a cell as its head is painted."""

    def __init__(self, kit: Kit, parent: QTableView) -> None:
        super().__init__(parent)
        self._kit = kit

    # Qt's

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._kit.theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink"))
        pad = round(theme.em * 0.5)
        painter.drawText(rect.adjusted(pad, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect).adjusted(0, 0, 0, -1), theme)
        painter.restore()


class HandInsTable(QTableView):
    """The table; as high as its rows, up to some."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme, sideways=True)
        self._kit = kit
        self.hand_ins = HandInsModel(kit)
        self.setModel(self.hand_ins)
        make_plain(self)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, kit, 1))
        self.setItemDelegate(_NoteDelegate(kit, self))
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def fit(self) -> None:
        """Take the height of the rows; call it when they or the text size have changed."""
        em = self._kit.theme.em
        self.verticalHeader().setMinimumSectionSize(round(em * 1.9))
        self.verticalHeader().setDefaultSectionSize(round(em * 1.9))
        self.horizontalHeader().setFixedHeight(round(em * 2))
        metrics, model = QFontMetricsF(self._kit.theme.font()), self.hand_ins
        for column in range(model.columnCount()):
            texts = [model.headerData(column, Qt.Orientation.Horizontal)]
            texts += [model.index(row, column).data() for row in range(model.rowCount())]
            width = max(metrics.horizontalAdvance(str(text)) for text in texts)
            self.horizontalHeader().resizeSection(column, round(width + em * 1.8))
        self.horizontalHeader().setStretchLastSection(True)
        rows = min(self.hand_ins.rowCount(), 8)
        wide = self.horizontalHeader().length() > self.width()
        bar = self.horizontalScrollBar().sizeHint().height() if wide else 0
        self.setFixedHeight(round(em * 2) + rows * round(em * 1.9) + 2 + bar)

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out for its new size."""
        super().resizeEvent(event)
        self.fit()
