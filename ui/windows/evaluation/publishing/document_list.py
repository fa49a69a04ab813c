"""The list of documents: one is looked at, the ticked ones are saved together."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from exports.documents import Documents, Kind
from ui.windows.evaluation.publishing.document_model import ENTRY, DocumentModel, Entry, Index
from ui.windows.kit import Kit
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.signs import Sign, paint_sign

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class DocumentList(QListView):
    """Shows a ``DocumentModel``.

    Signals:
        chosen: the user wants to look at another document (``Kind``).
        missing_wanted: the user wants to go to what is missing in a document (``Kind``): by a click on how it
            stands, or by Enter.
    """

    chosen = Signal(object)
    missing_wanted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self.documents = DocumentModel(kit)
        self.setModel(self.documents)
        self._delegate = _Delegate(kit, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def kind(self) -> Kind | None:
        """The document that is looked at."""
        entry: Entry | None = self.currentIndex().data(ENTRY)
        return entry.kind if entry else None

    def show_documents(self, documents: Documents | None, kind: Kind, *, named: bool) -> None:
        """Say how the documents stand, and mark ``kind`` without telling anybody."""
        with QSignalBlocker(self):
            self.documents.show_documents(documents, named=named)
            self.setCurrentIndex(self.documents.index(self.documents.row_of(kind)))
        self.viewport().update()

    def retranslate(self) -> None:
        """Say the name of the list."""
        self.setAccessibleName(self._kit.speaker.say("Documents"))

    # Qt's

    def sizeHint(self) -> QSize:
        """Room for the longest title with its state."""
        line, em = QFontMetricsF(self._kit.theme.font()), self._kit.theme.em
        texts = [str(self.documents.index(row).data()) for row in range(self.documents.rowCount())]
        return QSize(round(max(map(line.horizontalAdvance, texts), default=0) + em * 5.4), round(em * 20))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which document is to be looked at."""
        super().currentChanged(current, previous)
        entry: Entry | None = current.data(ENTRY)
        if entry and entry.kind:
            self.chosen.emit(entry.kind)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says where a click leads to what is missing."""
        super().mouseMoveEvent(event)
        leads = self._leading(event) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on how a document stands leads to what is missing."""
        super().mouseReleaseEvent(event)
        kind = self._leading(event)
        if kind and event.button() is Qt.MouseButton.LeftButton:
            self.missing_wanted.emit(kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads there too."""
        entry: Entry | None = self.currentIndex().data(ENTRY)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and entry and entry.leads:
            self.missing_wanted.emit(entry.kind)
        else:
            super().keyPressEvent(event)

    def _leading(self, event: QMouseEvent) -> Kind | None:
        """The document whose missing texts stand under the pointer."""
        index = self.indexAt(event.position().toPoint())
        entry: Entry | None = index.data(ENTRY)
        if entry is None or not entry.leads:
            return None
        place = self._delegate.state_place(QRectF(self.visualRect(index)), entry)
        return entry.kind if place.contains(event.position()) else None

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Whatever the keys held, one document is marked."""
        del event
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return QItemSelectionModel.SelectionFlag.ClearAndSelect


class _Delegate(QStyledItemDelegate):
    """Paints ``Entry`` values; a click on the box ticks, as the space bar does."""

    def __init__(self, kit: Kit, parent: QListView) -> None:
        super().__init__(parent)
        self._kit = kit

    def _box(self, rect: QRectF) -> QRectF:
        em = self._kit.theme.em
        return QRectF(rect.x() + em * 0.8, rect.center().y() - em * 0.5, em, em)

    def state_place(self, rect: QRectF, entry: Entry) -> QRectF:
        """Where in a row the sign and the words on how a document stands are, with its whole height."""
        em = self._kit.theme.em
        width = QFontMetricsF(self._kit.theme.font(0.85)).horizontalAdvance(entry.state) + em * 1.1
        return QRectF(rect.right() - em * 0.6 - width, rect.y(), width, rect.height())

    def _paint_box(self, painter: QPainter, box: QRectF, *, ticked: bool) -> None:
        theme = self._kit.theme
        painter.setPen(QPen(theme.colour("accent" if ticked else "edge"), 1.2))
        painter.setBrush(theme.colour("accent" if ticked else "card"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            paint_sign(painter, box, Sign.DONE, theme.colour("accent_ink"), 2.2)

    # Qt's

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line; a heading has air above."""
        entry: Entry = index.data(ENTRY)
        return QSize(10, round(self._kit.theme.em * (1.95 if entry.kind else 2.1)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        entry: Entry = index.data(ENTRY)
        state, rect = option.state, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.kind is None:
            painter.setFont(theme.font(0.88, bold=True))
            painter.setPen(theme.colour("muted"))
            painter.drawText(rect.adjusted(em * 0.8, em * 0.5, 0, 0), _LEFT, entry.title)
            painter.restore()
            return
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(rect, theme.colour("card"))
            painter.fillRect(QRectF(rect.x(), rect.y(), em * 0.3, rect.height()), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        self._paint_box(painter, self._box(rect), ticked=ticked)
        place = rect.adjusted(em * 2.3, 0, -em * 0.6, 0)
        if entry.state:
            stands = self.state_place(rect, entry)
            self._paint_state(painter, stands, entry)
            place.setRight(stands.left() - em * 0.4)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink"))
        words = QFontMetricsF(theme.font()).elidedText(
            entry.title, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, _LEFT, words)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme)
        painter.restore()

    def _paint_state(self, painter: QPainter, place: QRectF, entry: Entry) -> None:
        """The sign and the words at the right end; underlined where they lead somewhere."""
        theme, em = self._kit.theme, self._kit.theme.em
        font = QFont(theme.font(0.85))
        font.setUnderline(entry.leads)
        ink = theme.colour(entry.ink)
        if entry.sign:
            box = QRectF(place.left(), place.center().y() - em * 0.42, em * 0.84, em * 0.84)
            paint_sign(painter, box, entry.sign, ink)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.state)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Only the box itself takes a click; Qt's own place for it is another one."""
        if isinstance(event, QMouseEvent):
            inside = self._box(QRectF(option.rect)).adjusted(-4, -4, 4, 4).contains(event.position())
            if event.type() is not QEvent.Type.MouseButtonRelease or not inside:
                return False
            ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
            after = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            return model.setData(index, after, Qt.ItemDataRole.CheckStateRole)
        return super().editorEvent(event, model, option, index)
