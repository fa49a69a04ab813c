"""Copies of one ballot with different contents, side by side: the user says with which the work goes on."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from evalapp.copies import Choose, Copy
from evalapp.progress import progress
from ui.windows.buttons import RING, Button
from ui.windows.card import Card
from ui.windows.copies_model import GROUND_ROLE, MARKS_ROLE, CopiesModel, copy_name
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.marked_text import MarkedText
from ui.windows.recents import exact_moment, short_place
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars

_Index = QModelIndex | QPersistentModelIndex


class CopyCard(Card):
    """One copy: where it lies, when it was saved, how much it holds, what was handed in from it."""

    def __init__(self, kit: Kit, copy: Copy, place: int) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._copy = copy
        self._place = place
        self._name = Paragraph(kit.theme, bold=True)
        self._where = Paragraph(kit.theme, ink="muted", scale=0.92)
        self._facts = Paragraph(kit.theme)
        self.button = Button(kit.theme)
        for widget in (self._name, self._where, self._facts):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)
        self.rows.addLayout(Flow(self.button, outdent=RING))
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        name = copy_name(self._kit, self._place)
        self._name.setText(name)
        self._where.setText(f"{self._copy.path.name}\n{short_place(self._copy.path, self._kit.speaker)}")
        self._where.setToolTip(str(self._copy.path))
        facts = [
            say("Last saved: {when}", when=self._moment(self._copy.saved_at)),
            self._filled(),
            *self._hand_ins(),
        ]
        self._facts.setText("\n".join(facts))
        self.button.setText(say("Go on with this one"))
        self.button.setAccessibleName(": ".join([say("Go on with this one"), name]))
        self.button.setAccessibleDescription("\n".join([self._where.text(), *facts]))

    def _moment(self, at: datetime) -> str:
        return exact_moment(at, self._kit.now(), self._kit.speaker)

    def _filled(self) -> str:
        copy = self._copy
        states = [progress(sheet, *copy.ballot.asked[sheet.subject_id]) for sheet in copy.sheets]
        return self._kit.speaker.say(
            "Scores {marked}/{scored}, comments {comments}",
            marked=sum(state.marked for state in states),
            scored=sum(state.scored for state in states),
            comments=sum(state.commented for state in states),
        )

    def _hand_ins(self) -> list[str]:
        say = self._kit.speaker.say
        if not self._copy.hand_ins:
            return [say("Nothing handed in from here")]
        found = []
        for note in self._copy.hand_ins:
            words = {"number": note.revision, "when": self._moment(note.at)}
            found.append(
                say("Handed in: revision {number} ({when}, draft)", **words)
                if note.draft
                else say("Handed in: revision {number} ({when})", **words)
            )
        return found


class CopyDelegate(QStyledItemDelegate):
    """Texts in as many lines as they take; what differs is marked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The height of the text in the column's width."""
        width = option.rect.width() or 200
        text = self._text(index, width)
        return QSize(width, round(text.height + 2 * self._air))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell, a line below it, and the ring of the keyboard."""
        theme = self._kit.theme
        rect = QRectF(option.rect)
        painter.save()
        heading = not index.sibling(index.row(), 1).data()
        ground = "ground" if heading else index.data(GROUND_ROLE) or "card"
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        text = self._text(index, rect.width())
        text.draw(painter, QPointF(rect.left() + self._inset(index), rect.top() + self._air))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0, 0, 0, -1), theme)
        painter.restore()

    @property
    def _air(self) -> float:
        return self._kit.theme.em * 0.35

    def _text(self, index: _Index, width: float) -> MarkedText:
        heading = not index.sibling(index.row(), 1).data()
        theme = self._kit.theme
        ink = "ink" if index.column() or heading else "muted"
        marks = index.data(MARKS_ROLE) or ()
        room = width - 2 * self._inset(index)
        return MarkedText(str(index.data() or ""), marks, theme, room, bold=heading, ink=ink)

    def _inset(self, index: _Index) -> int:
        """From the column's edge to its text; texts stand below those of the cards."""
        return round(self._kit.theme.em * (1.2 if index.column() else 0.7))


class _Table(QTableView):
    """A table that says when it has another width: the cards above it have theirs by then."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class CopiesWindow(QWidget):
    """The choice. Closing the window chooses nothing.

    Signals:
        chosen: the ``Copy`` to go on with.
    """

    chosen = Signal(object)

    def __init__(self, kit: Kit, choice: Choose) -> None:
        super().__init__()
        self._kit = kit
        copies = (choice.asked, *choice.others)
        self._title = Paragraph(kit.theme, scale=1.25, bold=True)
        self._advice = Paragraph(kit.theme)
        self._hint = Paragraph(kit.theme, ink="muted")
        self.cards = [CopyCard(kit, copy, place) for place, copy in enumerate(copies)]
        for card, copy in zip(self.cards, copies, strict=True):
            card.button.clicked.connect(partial(self._choose, copy))
        self.model = CopiesModel(kit, copies)
        self.table = _Table()
        use_scroll_bars(self.table, kit.theme)
        self._delegate = CopyDelegate(kit)
        self._set_up_table()
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.addWidget(self._title)
        self._column.addWidget(self._advice)
        self._row = QHBoxLayout()
        self._row.addWidget(self._hint)
        for card in self.cards:
            self._row.addWidget(card, 1)
        self._column.addLayout(self._row)
        self._column.addWidget(self.table, 1)
        scroll = QScrollArea(widgetResizable=True)
        use_scroll_bars(scroll, kit.theme)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        QShortcut(Qt.Key.Key_Escape, self, self.close)
        self.retranslate()
        self.relayout()
        self.table.resized.connect(self._fit)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        room = self.screen().availableSize() * 0.92
        self.resize(QSize(round(kit.theme.em * 68), round(kit.theme.em * 44)).boundedTo(room))
        self.cards[0].button.setFocus()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.setWindowTitle(say("Which copy do you want to go on with?"))
        self._title.setText(
            say(
                "There are copies of this ballot with different answers. Which one do you want to go on with?"
            )
        )
        self._advice.setText(
            say("Nothing is deleted: the copies you do not choose stay where they are, as they are.")
        )
        only_hand_ins = not self.model.rowCount()
        self._hint.setText(
            say("The answers are the same; what was handed in is not.")
            if only_hand_ins
            else say("Below: the answers in which they differ.")
        )
        self.table.setAccessibleName(say("The answers in which the copies differ"))
        self._fit()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = round(self._kit.theme.em)
        self._column.setContentsMargins(em * 2, round(em * 1.6), em * 2, round(em * 1.6))
        self._column.setSpacing(round(em * 0.7))
        self._row.setSpacing(round(em * 0.8))
        self._hint.setFixedWidth(em * 11)
        self.table.setMinimumHeight(em * 12 if self.model.rowCount() else 0)
        self._fit()

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(self._delegate)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        for number, row in enumerate(self.model.rows):
            if not row.field:
                table.setSpan(number, 0, 1, self.model.columnCount())
        table.setVisible(bool(self.model.rowCount()))

    def _choose(self, copy: Copy) -> None:
        self.chosen.emit(copy)

    def _fit(self) -> None:
        """The columns of the table stand below the cards."""
        bar = self.table.verticalScrollBar().sizeHint().width()
        self._row.setContentsMargins(0, 0, bar, 0)
        room = self.table.width() - bar
        edges = [0, *(card.x() - self.table.x() for card in self.cards), room]
        for column, (left, right) in enumerate(pairwise(edges)):
            self.table.setColumnWidth(column, right - left)
        self.table.resizeRowsToContents()
