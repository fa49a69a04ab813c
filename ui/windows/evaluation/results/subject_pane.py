"""The list of subjects at the left of the results, with a field to find one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evalapp.report import SubjectReport
from ui.windows.controls import LineField
from ui.windows.evaluation.results.subject_model import SUBJECT, Index, SubjectLine, SubjectsModel
from ui.windows.kit import Kit
from ui.windows.lines import broken
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.signs import Sign, paint_sign
from ui.windows.widths import NO_LIMIT

_FILTER_FROM = 10
"""So many subjects want a field to find one."""


class _Items(QStyledItemDelegate):
    """Paints one subject: its name, and below it what it came to and how many sheets are counted."""

    def __init__(self, kit: Kit, view: QListView) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view

    def _room(self) -> float:
        return self._view.viewport().width() - self._kit.theme.em * 1.7

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Up to three lines of title and one of facts."""
        em, line = self._kit.theme.em, index.data(SUBJECT)
        title = broken(line.name, self._kit.theme.font(), self._room(), 3, 1.3)
        return QSize(self._view.viewport().width(), round(title.height + em * 2.2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The item in the colours of the theme."""
        theme, em, state = self._kit.theme, self._kit.theme.em, option.state
        rect, line = QRectF(option.rect), index.data(SUBJECT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("card" if chosen else "hover"))
        if chosen:
            painter.fillRect(QRectF(rect.x(), rect.y(), em * 0.25, rect.height()), theme.colour("accent"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        title = broken(line.name, theme.font(), self._room(), 3, 1.3)
        place = QPointF(rect.x() + em * 0.9, rect.y() + em * 0.4)
        title.draw(painter, place, theme.font(), theme.colour("ink"))
        facts = QRectF(place.x(), place.y() + title.height + em * 0.15, self._room(), em * 1.3)
        self._paint_facts(painter, line, facts)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme)
        painter.restore()

    def _paint_facts(self, painter: QPainter, line: SubjectLine, place: QRectF) -> None:
        """The overall mean at the left, the count at the right; a sign where sheets are missing."""
        theme, em = self._kit.theme, self._kit.theme.em
        font = theme.font(0.9)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        count = metrics.horizontalAdvance(line.count)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("warn" if line.missing else "muted"))
        painter.drawText(place, right, line.count)
        if line.missing:
            sign = QRectF(
                place.right() - count - em * 1.15, place.center().y() - em * 0.42, em * 0.84, em * 0.84
            )
            paint_sign(painter, sign, Sign.WARN, theme.colour("warn"))
            count += em * 1.2
        room = place.width() - count - em * 0.6
        painter.setPen(theme.colour("ink"))
        words = metrics.elidedText(line.overall, Qt.TextElideMode.ElideLeft, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


class _List(QListView):
    """Says which subject is the current one.

    Signals:
        moved: to another subject (a row).
    """

    moved = Signal(int)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the row."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(current.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles break otherwise in another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class SubjectPane(QWidget):
    """The subjects of the report.

    Signals:
        chosen: the user moved to another subject (a ``SubjectReport``).
    """

    chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.model = SubjectsModel(kit.speaker)
        self.field = LineField(kit.theme)
        self.view = _List()
        use_scroll_bars(self.view, kit.theme)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Items(kit, self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self._quiet = False
        self._above = False
        self._subject_id = ""
        self._column = QVBoxLayout(self)
        self._top = QVBoxLayout()
        self._top.addWidget(self.field)
        self._column.addLayout(self._top)
        self._column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.field.textChanged.connect(self._look_for)
        self.view.moved.connect(self._tell)
        kit.theme.changed.connect(self._relayout)
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()
        self._relayout()

    def show_subjects(self, subjects: tuple[SubjectReport, ...]) -> SubjectReport | None:
        """Show the subjects of another report; what was the current subject stays it, if it is still there.

        Returns:
            The current one, which is not told by ``chosen``.
        """
        self.field.setVisible(len(subjects) >= _FILTER_FROM or bool(self.field.text()))
        self._quiet = True
        try:
            self.model.show_subjects(subjects)
            return self._restore()
        finally:
            self._quiet = False

    def show_subject(self, subject_id: str) -> None:
        """Move to a subject, if the report has it."""
        if self.model.row_of(subject_id) is None:
            self.field.clear()
        if (row := self.model.row_of(subject_id)) is not None:
            self.view.setCurrentIndex(self.model.index(row))

    def lie(self, *, above: bool) -> None:
        """Lie above what it is the list of, some rows high; or stand beside it."""
        em = self._kit.theme.em
        self._above = above
        low, high = (0, NO_LIMIT) if above else (round(em * 16.5), round(em * 16.5))
        self.setMinimumWidth(low)
        self.setMaximumWidth(high)
        self.setMinimumHeight(round(em * 9) if above else 0)
        self.setMaximumHeight(round(em * 9) if above else NO_LIMIT)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.view.setAccessibleName(say("Subjects of evaluation"))
        self.field.setPlaceholderText(say("Find by id or title"))
        self.field.setAccessibleName(say("Find by id or title"))
        self.view.scheduleDelayedItemsLayout()

    def _relayout(self) -> None:
        em = self._kit.theme.em
        self._column.setContentsMargins(0, round(em * 0.5), 0, 0)
        self.field.setMinimumHeight(round(em * 1.9))
        self.field.setTextMargins(round(em * 0.3), 0, round(em * 0.3), 0)
        self._top.setContentsMargins(round(em * 0.6), 0, round(em * 0.6), 0)
        self._column.setSpacing(round(em * 0.4))
        self.lie(above=self._above)
        self.view.scheduleDelayedItemsLayout()

    def _look_for(self, words: str) -> None:
        self._quiet = True
        try:
            self.model.look_for(words)
            before, found = self._subject_id, self._restore()
        finally:
            self._quiet = False
        if found and found.subject.id != before:
            self.chosen.emit(found)

    def _restore(self) -> SubjectReport | None:
        row = self.model.row_of(self._subject_id)
        if row is None:
            row = 0
        if not self.model.subjects:
            return None
        index = self.model.index(row)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self._subject_id = self.model.subjects[row].subject.id
        return self.model.subjects[row]

    def _tell(self, row: int) -> None:
        subject = self.model.subjects[row]
        self._subject_id = subject.subject.id
        if not self._quiet:
            self.chosen.emit(subject)
