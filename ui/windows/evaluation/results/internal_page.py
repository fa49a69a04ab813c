"""The internal view: where members disagree, who gave what, who is strict. Never for publication."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from evalapp.internal_view import InternalView, internal_view
from evalapp.report import Report
from ui.result_words import NOT_FOR_PUBLICATION
from ui.windows.card import Card
from ui.windows.controls import LineField
from ui.windows.evaluation.results.internal_lines import (
    CELL_WEIGHTS,
    CELL_WIDTHS,
    cell_heads,
    cell_lines,
    name_heads,
    name_lines,
    tendency_heads,
    tendency_lines,
)
from ui.windows.evaluation.results.listing_table import ListingTable
from ui.windows.evaluation.results.words import criterion_title, explain_mean
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.signs import Sign, paint_sign
from ui.windows.tabs import FlatTabs
from ui.windows.widths import NO_LIMIT

_BESIDE_FROM = 66
"""In so many heights of a line the table and the names have room beside each other."""


class Hatching(QWidget):
    """The banner of what must not get out: words on a hatched band, seen without colour too."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.relayout)

    def say(self, sentence: str) -> None:
        """Set the words."""
        self.sentence = sentence
        self.setAccessibleName(sentence)
        self.update()

    def relayout(self) -> None:
        """Take its height from the text size."""
        self.setFixedHeight(round(self._kit.theme.em * 2.2))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Oblique lines from edge to edge, and the words on a plain field."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("alarm"))
        pen = theme.colour("fault")
        pen.setAlphaF(0.35)
        painter.setPen(QPen(pen, max(1.0, em * 0.12)))
        height = self.height()
        for left in range(-height, self.width(), round(em * 0.75)):
            painter.drawLine(left, height, left + height, 0)
        font = theme.font(bold=True)
        words = QFontMetricsF(font).horizontalAdvance(self.sentence)
        field = QRectF(em * 1.2, em * 0.3, min(words + em * 2.6, self.width() - em * 2.4), height - em * 0.6)
        painter.setPen(QPen(theme.colour("fault"), 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(field, 4, 4)
        sign = QRectF(field.x() + em * 0.5, field.center().y() - em / 2, em, em)
        paint_sign(painter, sign, Sign.LOCK, theme.colour("fault"))
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        inner = field.adjusted(em * 1.9, 0, -em * 0.4, 0)
        said = QFontMetricsF(font).elidedText(self.sentence, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        painter.end()


class InternalPage(QWidget):
    """All cells of subjects × criteria, the largest disagreement first; beside them names and tendencies.

    Signals:
        subject_wanted: the user wants to see a subject as it is printed (its id).
    """

    subject_wanted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._report: Report | None = None
        self._view: InternalView | None = None
        self.banner = Hatching(kit)
        self.field = LineField(kit.theme)
        self.cells = ListingTable(kit, CELL_WIDTHS, CELL_WEIGHTS)
        self.names = ListingTable(kit, {1: 3.4}, {0: 1.0, 2: 1.0}, 5.0)
        self.tendencies = ListingTable(kit, {1: 4.6, 3: 3.2}, {0: 1.6, 2: 1.0}, 4.6)
        self.about = Paragraph(kit.theme, bold=True)
        self.how = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.measure = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.note = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.tabs = FlatTabs(kit)
        self._stack = QStackedWidget()
        self._left, self._right = Card(kit.theme), Card(kit.theme)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._assemble()
        self.field.textChanged.connect(self.cells.look_for)
        self.cells.chosen.connect(self._show_names)
        self.cells.activated.connect(self._go)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    def show_report(self, report: Report) -> None:
        """Show another report; its columns may stand in any order."""
        self._report, self._view = report, internal_view(report)
        self._say_lines()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.banner.say(self._kit.speaker.language.gettext(NOT_FOR_PUBLICATION))
        self.field.setPlaceholderText(say("Find subjects and criteria"))
        self.field.setAccessibleName(say("Find subjects and criteria"))
        self.cells.setAccessibleName(say("Spread of the scores"))
        self.names.setAccessibleName(say("Named scores"))
        self.tendencies.setAccessibleName(say("Tendencies"))
        self.measure.setText(
            say(
                "Agreement: pairs of members who gave the same points, as a share of all pairs."
                " Mean gap: how many points two members lie apart on the average."
            )
        )
        self.note.setText(
            say(
                "How far a member's points lie from the mean of the others on the same criteria of the same"
                " subjects. It is for reading only: official means are never adjusted by it."
            )
        )
        for number, words in enumerate((say("Named scores"), say("Tendencies"))):
            if number < self.tabs.count():
                self.tabs.setTabText(number, words)
            else:
                self.tabs.addTab(words)
        self._say_lines()

    def relayout(self) -> None:
        """Take sizes from the text size."""
        em = round(self._kit.theme.em)
        self.banner.relayout()
        self.field.setMinimumHeight(round(em * 1.9))
        self._row.setContentsMargins(round(em * 0.9), round(em * 0.8), round(em * 0.9), round(em * 0.8))
        self._row.setSpacing(round(em * 0.8))
        self.field.setTextMargins(round(em * 0.3), 0, round(em * 0.3), 0)
        self._share()
        self.update()

    def _assemble(self) -> None:
        names, tendencies = QWidget(), QWidget()
        for page, parts in (
            (names, (self.about, self.how, self.names)),
            (tendencies, (self.note, self.tendencies)),
        ):
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                column.addWidget(part)
            column.setStretch(column.count() - 1, 1)
            self._stack.addWidget(page)
        self._left.rows.addWidget(self.field)
        self._left.rows.addWidget(self.cells, 1)
        self._left.rows.addWidget(self.measure)
        self._right.rows.addWidget(self.tabs)
        self._right.rows.addWidget(self._stack, 1)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(self._row, 1)
        self.setFocusProxy(self.cells)

    def _share(self) -> None:
        """The names take a quarter, within what they need and what they can use; or they stand below."""
        em, ways = self._kit.theme.em, QBoxLayout.Direction
        beside = self.width() > em * _BESIDE_FROM
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        if beside:
            self._right.setFixedWidth(round(min(max(self.width() * 0.27, em * 22), em * 30)))
        else:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(NO_LIMIT)
        for table in (self.cells, self.names, self.tendencies):
            table.setMinimumHeight(0 if beside else round(em * 9))

    def _say_lines(self) -> None:
        if self._view is None:
            return
        speaker = self._kit.speaker
        self.cells.show_lines(cell_heads(speaker), cell_lines(self._view, speaker))
        self.tendencies.show_lines(tendency_heads(speaker, self._view), tendency_lines(self._view, speaker))
        row = self.cells.currentIndex().row()
        self._show_names(self.cells.lines.lines[row].what if row >= 0 else None)

    def _show_names(self, what: object) -> None:
        if self._view is None or self._report is None:
            return
        speaker = self._kit.speaker
        for cell in self._view.cells:
            if (cell.subject.subject.id, cell.result.criterion.id) == what:
                gap = "　" if speaker.japanese else "  "
                title = criterion_title(cell.subject, cell.result, speaker)
                self.about.setText(f"{cell.subject.subject.id}{gap}{title}")
                self.how.setText(explain_mean(cell.subject, cell.result, speaker).sum)
                self.names.show_lines(name_heads(speaker), name_lines(cell, self._report, speaker))
                return

    def _go(self) -> None:
        what = self.cells.lines.lines[self.cells.currentIndex().row()].what
        if isinstance(what, tuple):
            self.subject_wanted.emit(what[0])

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Another ground than that of what is published: faint oblique lines."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("notice"))
        painter.setPen(QPen(theme.colour("line"), 1))
        height = self.height()
        for left in range(-height, self.width(), round(em * 0.9)):
            painter.drawLine(left, height, left + height, 0)
        painter.end()
