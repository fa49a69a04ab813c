"""The results as they will be published: the table, what it counts, the chart, the comments."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from evalapp.columns import ColumnOrder
from evalapp.explaining import attendance
from evalapp.report import Report, SubjectReport
from exports.slides import printed_remarks
from exports.wording import evaluation_kind, marks_legend, nobody_judges
from ui.windows.card import Card, Note, Tone
from ui.windows.evaluation.results.chart import BarChart
from ui.windows.evaluation.results.explain_panel import ExplainPanel
from ui.windows.evaluation.results.remarks import RemarksView
from ui.windows.evaluation.results.score_table import ScoreTable
from ui.windows.evaluation.results.subject_pane import SubjectPane
from ui.windows.evaluation.results.words import attendance_sentences
from ui.windows.following import Following
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.scroll_bar import use_scroll_bars

_FEW = 12
"""So many members' columns leave room for a chart beside them."""
_BESIDE_FROM = 44
"""In so many heights of a line the list of subjects has room beside the table."""


class _Page(QWidget):
    """A page in a scroll area that is as high as its parts need to be in its width.

    The area itself asks for the least height that they have in any width.
    """

    def grow(self) -> None:
        """Take the height that is needed now."""
        if layout := self.layout():
            self.setMinimumHeight(layout.heightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        """A part has another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.grow()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The parts have another height in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.grow()


class PrintedView(QWidget):
    """One subject of the report at a time.

    Attributes:
        subjects: the list at the left; ``table``, ``chart``, ``remarks``: of the subject shown.
        explanation: how the chosen figure came about.

    Signals:
        subject_changed: another subject is shown (its id).
    """

    subject_changed = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._report: Report | None = None
        self._order = ColumnOrder.SHUFFLED
        self._subject: SubjectReport | None = None
        self.subjects = SubjectPane(kit)
        self.table = ScoreTable(kit)
        self.chart = BarChart(kit)
        self.remarks = RemarksView(kit)
        self.explanation = ExplainPanel(kit)
        self.title = Paragraph(kit.theme, scale=1.3, bold=True)
        self.about = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.warning = Note(kit.theme, Tone.NOTICE)
        self.attendance = Note(kit.theme, Tone.PLAIN)
        self.legend = Paragraph(kit.theme, ink="muted", scale=0.92)
        self._scores, self._drawn, self._said = Card(kit.theme), Card(kit.theme), Card(kit.theme)
        self._remarks_title = Paragraph(kit.theme, scale=1.1, bold=True)
        self._page = _Page()
        self._column = QVBoxLayout(self._page)
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._area = QScrollArea()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._assemble()
        self.subjects.chosen.connect(self._show)
        self.table.place_changed.connect(self._explain)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    @property
    def subject_id(self) -> str:
        """Of the subject shown; empty before the first report."""
        return self._subject.subject.id if self._subject else ""

    def show_report(self, report: Report, order: ColumnOrder) -> None:
        """Show another report.

        Args:
            report: with its columns ordered.
            order: how; as listed it is warned of.
        """
        self._report, self._order = report, order
        if subject := self.subjects.show_subjects(report.subjects):
            self._show(subject)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.table.setAccessibleName(say("Score table"))
        self._remarks_title.setText(say("Comments of the members"))
        self.chart.setAccessibleName(self.chart.caption)
        if self._subject:
            self._show(self._subject)

    def relayout(self) -> None:
        """Take sizes and colours from the theme."""
        em = round(self._kit.theme.em)
        self._column.setContentsMargins(round(em * 1.2), em, round(em * 1.2), em)
        self._column.setSpacing(round(em * 0.7))
        self._pair.setSpacing(round(em * 0.7))
        self.remarks.setMaximumWidth(em * 64)
        self._area.verticalScrollBar().setSingleStep(round(em * 2))
        self.remarks.rewrite()
        self._stack()
        self._fit()

    def _assemble(self) -> None:
        self._scores.rows.addWidget(self.table, 0, Qt.AlignmentFlag.AlignLeft)
        self._scores.rows.addWidget(self.legend)
        self._scores.rows.addWidget(self.attendance)
        self._drawn.rows.addWidget(self.chart)
        self._said.rows.addWidget(self._remarks_title)
        self._said.rows.addWidget(self.remarks)
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(self.title)
        heading.addWidget(self.about)
        self._column.addLayout(heading)
        self._column.addWidget(self.warning)
        self._pair.addWidget(self._scores, 0, Qt.AlignmentFlag.AlignTop)
        self._pair.addWidget(self._drawn, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._pair)
        self._column.addWidget(self._said)
        self._column.addStretch(1)
        use_scroll_bars(self._area, self._kit.theme)
        self._area.setWidget(self._page)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        Following(self._area)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._area, 1)
        right.addWidget(self.explanation)
        row = self._row
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.subjects)
        row.addLayout(right, 1)

    def _show(self, subject: SubjectReport) -> None:
        report, say, language = self._report, self._kit.speaker.say, self._kit.speaker.language
        if report is None:
            return
        other = self._subject is None or self._subject.subject.id != subject.subject.id
        self._subject = subject
        gap = "　" if self._kit.speaker.japanese else "  "
        self.title.setText(f"{subject.subject.id}{gap}{subject.subject.title}")
        self.about.setText(evaluation_kind(subject.subject.evaluation_kind, language))
        as_listed = self._order is ColumnOrder.AS_LISTED and len(subject.columns) > 1
        linked = say("The columns stand in the committee's order: readers can link them across subjects.")
        warning = linked if as_listed else ""
        self.warning.say(warning)
        self.table.show_subject(subject)
        self.legend.setText(gap.join(marks_legend(subject, language)))
        self.legend.setVisible(bool(self.legend.text()))
        self._say_attendance(subject)
        self._scores.setVisible(bool(subject.results or self.attendance.label.text()))
        self.table.setVisible(bool(subject.results))
        self.explanation.setVisible(bool(subject.results))
        self.chart.show_subject(subject)
        self._drawn.setVisible(not self.chart.isHidden())
        self.remarks.show_remarks(printed_remarks(subject, report, language))
        self._explain(self.table.currentIndex())
        self._fit()
        if other:
            self._area.verticalScrollBar().setValue(0)
            self.subject_changed.emit(subject.subject.id)

    def _say_attendance(self, subject: SubjectReport) -> None:
        language = self._kit.speaker.language
        gap = "" if self._kit.speaker.japanese else " "
        words = nobody_judges(subject, language) or gap.join(attendance_sentences(subject, self._kit.speaker))
        self.attendance.say(words, Tone.PLAIN if attendance(subject).complete else Tone.NOTICE)

    def _explain(self, index: QModelIndex) -> None:
        self.explanation.show_explanation(self.table.scores.explanation(index))

    def _stack(self) -> None:
        """The list stands above where the table would have no room beside it."""
        em, ways = self._kit.theme.em, QBoxLayout.Direction
        above = self.width() < em * _BESIDE_FROM
        self._row.setDirection(ways.TopToBottom if above else ways.LeftToRight)
        self.subjects.lie(above=above)
        self._area.setMinimumHeight(round(em * 14) if above else 0)

    def _fit(self) -> None:
        margins, inner = self._column.contentsMargins(), self._scores.rows.contentsMargins()
        width = self._area.viewport().width()
        room = width - margins.left() - margins.right() - inner.left() - inner.right()
        # a chart beside the table where both are read well
        few = self._subject is not None and len(self._subject.columns) <= _FEW
        beside = few and room > self._kit.theme.em * 82
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(way)
        self.table.fit(round(room * 0.52) if beside else room)
        # at once: by Qt's own way the page would be painted with the old heights in between
        for card in (self._scores, self._drawn, self._said):
            card.rows.activate()
        self._page.grow()
        self._column.activate()

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the table out for the new width."""
        super().resizeEvent(event)
        self._stack()
        # the areas inside have not heard of it yet
        self._row.activate()
        self._fit()
