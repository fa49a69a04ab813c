"""The overview: all subjects beside each other, to compare one's own judgements."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QTableView, QVBoxLayout, QWidget

from evalapp.mark import NoPoints
from evalapp.model import RecusalKind, Subject
from evalapp.rubric import Rubric
from ui.windows.ballot.overview_cells import CellDelegate, Heads, chip_room, paint_bubble, paint_cell
from ui.windows.ballot.overview_model import AnswerCell, OverviewModel, rubric_groups
from ui.windows.ballot.subject_model import Index
from ui.windows.ballot.work import Work
from ui.windows.flow import Flow
from ui.windows.following import Following
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.plain_table import make_plain
from ui.windows.scroll_bar import use_scroll_bars


class AnswerTable(QTableView):
    """The matrix of one rubric. Nothing in it can be changed: digits do nothing.

    Signals:
        chosen: the user wants to go to a cell's place (click, Enter).
    """

    chosen = Signal(QModelIndex)

    def __init__(self, kit: Kit, work: Work, rubric: Rubric, subjects: Sequence[Subject]) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme, sideways=True)
        self._kit = kit
        self.answers = OverviewModel(kit.speaker, work, rubric, subjects)
        self._subjects = Heads(Qt.Orientation.Horizontal, kit, 4)
        self._lines = Heads(Qt.Orientation.Vertical, kit, 3)
        self.setHorizontalHeader(self._subjects)
        self.setVerticalHeader(self._lines)
        self.setModel(self.answers)
        self.setItemDelegate(CellDelegate(kit, self))
        make_plain(self)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self._corner = self.findChildren(QAbstractButton)[0]
        self._corner.installEventFilter(self)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.chosen)

    def fit(self, width: int, height: int) -> None:
        """Take the place there is: columns grow to it; what does not fit scrolls.

        Args:
            width: of the page, in device-independent pixels.
            height: of the page; the table is never higher, so that its heads stay in sight.
        """
        em, columns = self._kit.theme.em, self.answers.columnCount()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._kit.theme.colour("ground"))
        self.setPalette(palette)
        heads = min(em * 18.5, width * 0.34)
        narrowest = chip_room(self._kit.theme)
        column = max(narrowest, min((width - heads - 2) / columns, em * 13))
        self._lines.setFixedWidth(round(heads))
        for number in range(columns):
            self._subjects.resizeSection(number, int(column))
        for number in range(self.answers.rowCount()):
            name = self._lines.lines(number, heads)
            self._lines.resizeSection(number, round(max(em * 2.3, name.height + em * 0.6)))
        self._subjects.setFixedHeight(self._subjects.depth())
        wide = round(heads) + int(column) * columns
        bar = self.horizontalScrollBar().sizeHint().height() if wide > width else 0
        whole = self._subjects.height() + self._lines.length() + bar
        shown = max(min(whole, height), self._subjects.height() + round(em * 7))
        wide += self.verticalScrollBar().sizeHint().width() if shown < whole else 0
        self.setFixedSize(min(wide, width), shown)

    # Qt's

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the corner of the heads empty: Qt shows a button there, whatever one asks for."""
        if watched is self._corner and event.type() is QEvent.Type.Paint:
            QPainter(self._corner).fillRect(self._corner.rect(), self._kit.theme.colour("ground"))
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the cell."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.chosen.emit(index)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: a digit would else move to a cell with these points, as if it had been entered there."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Mark the headings of the new row and column."""
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()


class _Example(QWidget):
    """A sign with its meaning."""

    def __init__(self, kit: Kit, cell: AnswerCell) -> None:
        super().__init__()
        self._kit = kit
        self._cell = cell
        self._text = ""

    def say(self, text: str) -> None:
        """Set the meaning."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def _room(self) -> float:
        """The width of the sign."""
        return self._kit.theme.em * (1.3 if self._cell.mark is None else 2.6)

    # Qt's

    def sizeHint(self) -> QSize:
        em = self._kit.theme.em
        words = self.fontMetrics().horizontalAdvance(self._text)
        return QSize(round(self._room + em * 0.5 + words + em * 0.6), round(em * 1.8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, self._room, self.height())
        if self._cell.asked:
            side = QRectF(0, (self.height() - theme.em) / 2, theme.em, theme.em)
            paint_bubble(painter, side, theme, written=self._cell.written > 0)
        else:
            paint_cell(painter, box, self._cell, theme)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("muted"))
        place = QPointF(self._room + theme.em * 0.5, 0)
        words = QRectF(place.x(), 0, self.width() - place.x(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)


class Overview(QScrollArea):
    """A matrix for each rubric, and what the signs mean.

    Signals:
        cell_chosen: where the user wants to go: subject id, criterion id or ``None``, ``CommentKind`` or
            ``None``.
    """

    cell_chosen = Signal(str, object, object)

    def __init__(self, kit: Kit, work: Work) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._title = Paragraph(kit.theme, scale=1.35, bold=True)
        self._hint = Paragraph(kit.theme, ink="muted")
        self._column.addWidget(self._title)
        self._column.addWidget(self._hint)
        self._examples = [
            _Example(kit, AnswerCell(mark=3, height=1.0)),
            _Example(kit, AnswerCell(mark=NoPoints.BLANK)),
            _Example(kit, AnswerCell(mark=NoPoints.CANNOT_JUDGE)),
            _Example(kit, AnswerCell(recusal=RecusalKind.CONFLICT)),
            _Example(kit, AnswerCell(written=1, asked=1)),
            _Example(kit, AnswerCell(written=0, asked=1)),
        ]
        self._legend = QWidget()
        self._legend_row = Flow(*self._examples)
        self._legend.setLayout(self._legend_row)
        self._column.addWidget(self._legend)
        groups = rubric_groups(work.sitting.ballot)
        self.tables: list[AnswerTable] = []
        self._names: list[Paragraph] = []
        for rubric, subjects in groups:
            name = Paragraph(kit.theme, bold=True)
            name.setText(rubric.title)
            if len(groups) == 1:
                name.hide()
            table = AnswerTable(kit, work, rubric, subjects)
            table.setAccessibleName(rubric.title)
            table.chosen.connect(
                lambda index, model=table.answers: self.cell_chosen.emit(*model.place(index))
            )
            self._names.append(name)
            self.tables.append(table)
            self._column.addWidget(name)
            self._column.addWidget(table, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(self._page)
        Following(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.tables[0])
        self.retranslate()
        self.relayout()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._title.setText(say("Overview"))
        self._hint.setText(
            say("Your own judgements side by side. Click a cell, or press Enter, to go there.")
        )
        meanings = (
            say("Points"),
            say("Blank"),
            say("Cannot judge"),
            say("Recused or absent"),
            say("With a comment"),
            say("No comment"),
        )
        for example, meaning in zip(self._examples, meanings, strict=True):
            example.say(meaning)
        self._fit()

    def relayout(self) -> None:
        """Take sizes from the text size."""
        em = round(self._kit.theme.em)
        self._column.setContentsMargins(round(em * 1.4), em, round(em * 1.4), em)
        self._column.setSpacing(round(em * 0.6))
        self._legend_row.setSpacing(round(em * 0.5))
        for example in self._examples:
            example.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().rect().marginsRemoved(self._column.contentsMargins())
        for table in self.tables:
            table.fit(room.width(), room.height())

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out for its new size."""
        super().resizeEvent(event)
        self._fit()
