"""Results (集計): as they will be published, the internal view, and beside an earlier evaluation."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from evalapp.columns import ColumnOrder
from evalapp.compile import ordered_columns
from evalapp.errors import EvalError
from evalapp.report import Report
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.controls import ComboBox
from ui.windows.evaluation.column_orders import ORDERS, order_words
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.evaluation.results.compare_page import ComparePage
from ui.windows.evaluation.results.internal_page import InternalPage
from ui.windows.evaluation.results.nothing import Nothing
from ui.windows.evaluation.results.printed_view import PrintedView
from ui.windows.jobs import Progress
from ui.windows.tabs import FlatTabs

_PRINTED, _INTERNAL, _COMPARED = range(3)


class ResultsPage(OfficePage):
    """Shows one Report in three ways; it is compiled beside the window, and the last one stays meanwhile.

    Attributes:
        printed: the first; ``internal``: the second; ``compared``: the third.
        order: of the unnamed columns.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        self._listed: Report | None = None
        self._wanted = 0
        self.tabs = FlatTabs(kit)
        for _way in (_PRINTED, _INTERNAL, _COMPARED):
            self.tabs.addTab("")
        self.order = ComboBox(kit.theme)
        for order in ORDERS:
            self.order.addItem("", order.value)
        self._order_label = QLabel()
        self._order_label.setBuddy(self.order)
        self.meeting = Button(kit.theme)
        self.busy = Note(kit.theme, Tone.PLAIN)
        self.fault = Note(kit.theme, Tone.ALARM)
        self.nothing = Nothing(kit)
        self.printed = PrintedView(kit)
        self.internal = InternalPage(kit)
        self.compared = ComparePage(kit)
        self._ways = QStackedWidget()
        self._stack = QStackedWidget()
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._controls = QHBoxLayout()
        self._notes = QVBoxLayout()
        self._assemble()
        self._restore_order()
        self.order.currentIndexChanged.connect(self._choose_order)
        self.tabs.currentChanged.connect(self._turn)
        self.meeting.clicked.connect(lambda _checked: self.open_meeting())
        self.internal.subject_wanted.connect(self.show_place)
        self.compared.file_wanted.connect(self._choose_previous)
        self.nothing.button.clicked.connect(lambda _checked: self._go_where_work_is())
        kit.theme.changed.connect(self._relayout)
        self._relayout()
        self.retranslate()

    @property
    def column_order(self) -> ColumnOrder:
        """How the unnamed columns are ordered now."""
        return ColumnOrder(self.order.currentData())

    def refresh(self) -> None:
        """Compile what the file holds now; until that is done the last results stay, with a note."""
        self._wanted += 1
        number = self._wanted
        self._say_busy(busy=True)

        def done(report: Report) -> None:
            # what was asked for later is on its way
            if number == self._wanted:
                self._show(report)

        def failed(fault: EvalError) -> None:
            if number == self._wanted:
                self._say_busy(busy=False)
                self.fault.say_aloud(self.kit.speaker.phrase(fault), Tone.ALARM)

        self.office.with_report(ColumnOrder.AS_LISTED, done, failed)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self.kit.speaker.say
        for number, words in enumerate(
            (say("As published"), say("Internal analysis"), say("Compared with before"))
        ):
            self.tabs.setTabText(number, words)
        self.tabs.setAccessibleName(say("Results"))
        self._order_label.setText(say("Columns"))
        for place, order in enumerate(ORDERS):
            self.order.setItemText(place, order_words(order, self.kit))
        self.order.setAccessibleName(say("Order of the unnamed columns"))
        self.meeting.setText(say("View for the meeting"))
        self.printed.retranslate()
        self._say_nothing()
        self._say_busy(busy=self.busy.isVisibleTo(self))

    def show_place(self, place: object) -> None:
        """Show a subject (its id) as it is printed."""
        if isinstance(place, str):
            self.tabs.setCurrentIndex(_PRINTED)
            self.printed.subjects.show_subject(place)

    def take_files(self, paths: list[Path]) -> bool:
        """Compare with results that are dropped as JSON."""
        if len(paths) != 1 or paths[0].suffix.casefold() != ".json":
            return False
        self.tabs.setCurrentIndex(_COMPARED)
        self._read_previous(paths[0])
        return True

    def take_keyboard(self) -> None:
        """To the list of subjects, or what stands in its place."""
        way = (self.printed.subjects, self.internal, self.compared)[self.tabs.currentIndex()]
        (way if self._stack.currentWidget() is self._ways else self.nothing.button).setFocus()

    def open_meeting(self) -> None:
        """Open the view that is projected, at the subject shown.

        Columns as listed would be linked across subjects by everybody in the room: there they are shuffled.
        """
        if self._listed is None:
            return
        from ui.windows.evaluation.meeting_window import open_meeting

        order = self.column_order
        order = ColumnOrder.SHUFFLED if order is ColumnOrder.AS_LISTED else order
        report = ordered_columns(self._listed, order, self.office.file.identity)
        open_meeting(self.kit, report, self.window(), self.printed.subject_id)

    # private

    def _assemble(self) -> None:
        bar, row = QWidget(), self._bar
        bar.setLayout(row)
        row.addWidget(self.tabs)
        row.addLayout(self._controls, 1)
        self._controls.addStretch(1)
        for part in (self._order_label, self.order, self.meeting):
            self._controls.addWidget(part)
        for way in (self.printed, self.internal, self.compared):
            self._ways.addWidget(way)
        self._stack.addWidget(self._ways)
        self._stack.addWidget(framed := QWidget())
        self._empty = QVBoxLayout(framed)
        self._empty.addWidget(self.nothing)
        self._notes.addWidget(self.busy)
        self._notes.addWidget(self.fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(self._notes)
        column.addWidget(self._stack, 1)

    def _relayout(self) -> None:
        em = self.kit.theme.em
        margins = self.margins
        self._bar.setContentsMargins(margins.left(), margins.top(), margins.right(), round(em * 0.5))
        for row in (self._bar, self._controls):
            row.setSpacing(round(em * 0.5))
        self._suit_width()
        side = round(em * 1.2)
        self._notes.setContentsMargins(side, 0, side, 0)
        self._empty.setContentsMargins(side, round(em * 0.2), side, 0)

    def _suit_width(self) -> None:
        """The controls stand below the tabs where there is no room beside them."""
        sides = self.margins.left() + self.margins.right()
        # it does not hear of its parts' coming and going at once
        self._controls.invalidate()
        wide = self.tabs.sizeHint().width() + self._controls.sizeHint().width() + self.kit.theme.em + sides
        ways = QBoxLayout.Direction
        self._bar.setDirection(ways.TopToBottom if wide > self.width() else ways.LeftToRight)

    def _show(self, report: Report) -> None:
        self._listed = report
        self.fault.clear()
        self._say_busy(busy=False)
        self._say_nothing()
        self._show_printed()
        self._turn(self.tabs.currentIndex())

    def _show_printed(self) -> None:
        if self._listed:
            order = self.column_order
            self.printed.show_report(ordered_columns(self._listed, order, self.office.file.identity), order)

    def _turn(self, way: int) -> None:
        """Each way is filled when it is looked at."""
        self._ways.setCurrentIndex(way)
        self._show_controls()
        if self._listed is None:
            return
        if way == _INTERNAL:
            self.internal.show_report(self._listed)
        elif way == _COMPARED:
            self.compared.show_report(self._listed)
            kept = self.kit.settings.text(self._previous_key)
            if kept and self.compared.empty:
                self._read_previous(Path(kept))

    def _show_controls(self) -> None:
        """Only what has an effect on what is seen."""
        results = self._stack.currentWidget() is self._ways
        self.meeting.setVisible(results)
        for part in (self._order_label, self.order):
            part.setVisible(results and self.tabs.currentIndex() == _PRINTED)
        self._suit_width()

    @property
    def _previous_key(self) -> str:
        return f"results/previous/{self.office.evaluation.info.id}"

    def _choose_previous(self) -> None:
        say = self.kit.speaker.say
        kinds = say("Evaluations and results") + " (*.evaluation *.json)"
        title = say("The earlier evaluation")
        if paths := self.kit.dialogs.open_files(self, title, self.office.path.parent, kinds):
            self._read_previous(paths[0])

    def _read_previous(self, path: Path) -> None:
        from evalapp.comparing import Figures
        from evalapp.previous import read_previous

        def work(_progress: Progress) -> Figures:
            return read_previous(path)

        def done(figures: Figures) -> None:
            self.kit.settings.set_text(self._previous_key, str(path))
            self.compared.show_previous(path, figures)

        self.office.jobs.start(work, done, self.compared.say_fault)

    def _restore_order(self) -> None:
        kept = self.kit.settings.text("results/columns")
        self.order.setCurrentIndex(max(self.order.findData(kept), 0))

    def _choose_order(self) -> None:
        self.kit.settings.set_text("results/columns", self.column_order.value)
        self._show_printed()

    def _say_busy(self, *, busy: bool) -> None:
        say = self.kit.speaker.say
        if not busy:
            self.busy.clear()
        elif self._listed is None:
            self.busy.say(say("The results are being compiled…"))
        else:
            self.busy.say(
                say("The answers have changed. These are the results before; new ones are being compiled…")
            )

    def _say_nothing(self) -> None:
        """In place of empty tables: what is missing, and where it is done."""
        say, report = self.kit.speaker.say, self._listed
        empty = report is not None and not any(one.columns for one in report.subjects)
        self._stack.setCurrentIndex(1 if empty or report is None else 0)
        self.meeting.setEnabled(report is not None and not empty)
        self.tabs.setEnabled(not empty)
        self._show_controls()
        if not empty:
            self.nothing.clear()
        elif report and not report.subjects:
            self.nothing.show_words(say("No subjects are set up yet."), say("Go to the set-up"))
        else:
            self.nothing.show_words(
                say("No answers have been taken in yet. The results appear as soon as the first ones are."),
                say("Go to the intake"),
            )

    def _go_where_work_is(self) -> None:
        subjects = bool(self.office.evaluation.subjects)
        self.page_wanted.emit(PageName.INTAKE if subjects else PageName.SETUP, None)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The controls take the place there is."""
        super().resizeEvent(event)
        self._suit_width()
