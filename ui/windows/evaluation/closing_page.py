"""The page on which the evaluation is closed, reopened, and what was corrected since is listed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from evalapp.closing import CorrectionList
from evalapp.errors import EvalError
from evalapp.store.closing import closings, reopen
from evalapp.store.watching import Watching
from evalapp.watching import board
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.detail_list import DetailList
from ui.windows.dialogs import Answer
from ui.windows.evaluation.closing.corrections_model import CHANGE, PLACE, REASON, SUBJECT, CorrectionsModel
from ui.windows.evaluation.closing.state_card import StateCard
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.following import Following
from ui.windows.lines import Paragraph
from ui.windows.rows import Rows
from ui.windows.scroll_bar import use_scroll_bars


class ClosingPage(OfficePage):
    """The state above, the corrections below.

    Attributes:
        card: the state, with its buttons.
        rows, details: the corrections, and the one chosen.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        self._watching = Watching(office.file)
        self._found: CorrectionList | None = None
        self._ever_closed = False
        self.card = StateCard(kit)
        self.note = Note(kit.theme, Tone.ALARM)
        self.heading = Paragraph(kit.theme, bold=True)
        self.hint = Paragraph(kit.theme, ink="muted")
        self.model = CorrectionsModel(kit)
        self.rows = Rows(kit, {SUBJECT: 1.0, PLACE: 1.0, CHANGE: 0.8, REASON: 1.2})
        self.rows.setModel(self.model)
        self.details = DetailList(kit)
        self.print_button = Button(kit.theme)
        self.table_button = Button(kit.theme)
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        self._head.addWidget(self.print_button)
        self._head.addWidget(self.table_button)
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._split.addWidget(self.rows)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        page = QWidget()
        self._column = QVBoxLayout(page)
        for widget in (self.card, self.note):
            self._column.addWidget(widget)
        self._column.addLayout(self._head)
        self._column.addWidget(self.hint)
        self._column.addWidget(self._split, 1)
        self._column.addStretch()
        area = QScrollArea(widgetResizable=True)
        use_scroll_bars(area, kit.theme)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        Following(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._connect()
        self.retranslate()
        self.relayout()

    def refresh(self) -> None:
        """Show whether the evaluation is closed, and what was corrected."""
        facts, found = self._watching.facts(), closings(self.office.file)
        self._ever_closed = bool(found)
        made = board(self.office.evaluation, facts, self.office.now())
        self.card.show_state(made, found, read_only=self.office.read_only)
        self._show_parts()
        if self._ever_closed:
            self._read_corrections()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self.kit.speaker.say
        self.rows.setAccessibleName(say("Corrections"))
        self.details.setAccessibleName(say("The correction chosen"))
        self.print_button.setText(say("List of corrections…"))
        self.table_button.setText(say("Table (CSV)…"))
        self._say_heading()
        self._say_hint()
        self._show_details()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = round(self.kit.theme.em)
        self._column.setContentsMargins(self.margins)
        self._column.setSpacing(round(em * 0.7))
        self._head.setSpacing(round(em * 0.3))
        self._split.setHandleWidth(round(em * 0.8))
        self.rows.setMinimumHeight(em * 8)
        self.details.setMinimumHeight(em * 6)

    def take_keyboard(self) -> None:
        """Put the keyboard where work begins."""
        if self.model.rowCount():
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.take_keyboard()

    def _connect(self) -> None:
        self.card.close_button.clicked.connect(lambda _checked: self._close())
        self.card.reopen_button.clicked.connect(lambda _checked: self._reopen())
        self.card.watch_button.clicked.connect(lambda _checked: self.page_wanted.emit(PageName.WATCH, None))
        self.card.setup_button.clicked.connect(lambda _checked: self.page_wanted.emit(PageName.SETUP, None))
        self.rows.row_chosen.connect(lambda _index: self._show_details())
        self.print_button.clicked.connect(lambda _checked: self._listed(self._open_list))
        self.table_button.clicked.connect(lambda _checked: self._listed(self._save_table))
        self.office.state_changed.connect(self._note_state)
        self.kit.theme.changed.connect(self.relayout)

    def _note_state(self) -> None:
        for button in (self.card.close_button, self.card.reopen_button):
            button.setEnabled(not self.office.read_only)

    def _show_parts(self) -> None:
        some = self._ever_closed and self.model.rowCount() > 0
        self._split.setVisible(some)
        self.heading.setVisible(self._ever_closed)
        self.hint.setVisible(self._ever_closed and not some)
        for button in (self.print_button, self.table_button):
            button.setVisible(self._ever_closed)
        self.table_button.setEnabled(some)

    def _read_corrections(self) -> None:
        from evalapp.correcting import corrections_of

        self.office.run(
            lambda file, _progress: corrections_of(file), self._show_corrections, self._say_fault, shown=True
        )

    def _show_corrections(self, found: CorrectionList) -> None:
        self._found = found
        self.note.clear()
        row = self.rows.currentIndex().row()
        self.model.show_list(found)
        self.rows.setCurrentIndex(self.model.index(max(row, 0), 0))
        self._say_heading()
        self._say_hint()
        self._show_parts()
        self.rows.fit()
        self._show_details()

    def _say_heading(self) -> None:
        say, count = self.kit.speaker.say, self.model.rowCount()
        words = say("Corrections since the first closing: {count}", count=count)
        self.heading.setText(words if count else say("Corrections since the first closing"))

    def _say_hint(self) -> None:
        say = self.kit.speaker.say
        waiting = self._ever_closed and self._found is None
        self.hint.setText(
            say("The corrections are being listed.") if waiting else say("Nothing was corrected.")
        )

    def _show_details(self) -> None:
        self.details.show_details(self.model.details(self.rows.currentIndex().row()))

    def _close(self) -> None:
        say = self.kit.speaker.say
        if doubts := self.card.doubts:
            answer = self.kit.dialogs.ask(
                self,
                say("Close although score sheets are missing?")
                if self.card.missing
                else say("Close before the deadline?"),
                "\n".join((*doubts, self.card.closing_words)),
                [(Answer.CANCEL, say("Not yet")), (Answer.YES, say("Close the evaluation"))],
            )
            if answer is not Answer.YES:
                return
        now, actor = self.office.now(), self.office.actor
        # else the button's keyboard would go to the window's first button
        self.setFocus()
        self.card.close_button.setEnabled(False)

        def done(_nothing: None) -> None:
            self.office.said.emit(say("The evaluation is closed."))

        from evalapp.store.freezing import close

        self.office.run(lambda file, _progress: close(file, now, actor), done, self._say_fault, writes=True)

    def _reopen(self) -> None:
        say = self.kit.speaker.say
        reason = self.kit.dialogs.ask_text(
            self,
            say("Why is the evaluation reopened?"),
            say("Every change made until it is closed again gets this reason in the list of corrections.")
            + ("" if self.kit.speaker.japanese else " ")
            + say("That list is published: name no committee member in it."),
            "",
            say("Reopen"),
        )
        if not reason:
            return
        self.setFocus()
        try:
            with self.office.acting() as file:
                reopen(file, reason, self.office.now(), self.office.actor)
            self.take_keyboard()
        except EvalError as fault:
            self._say_fault(fault)

    def _listed(self, then: Callable[[CorrectionList], None]) -> None:
        """What is printed comes from a file that agrees with its record."""
        from evalapp.correcting import verified_corrections

        self.note.clear()
        self.office.run(lambda file, _progress: verified_corrections(file), then, self._say_fault)

    def _open_list(self, found: CorrectionList) -> None:
        from ui.windows.print_window import PrintWindow

        say, kit = self.kit.speaker.say, self.kit

        def maker(*, named: bool) -> Callable[[], bytes]:
            def make() -> bytes:
                from exports.errata import errata
                from exports.pdf.errata import errata_pdf

                language = kit.speaker.language
                return errata_pdf(errata(found, language, named=named), language)

            return make

        window = PrintWindow(
            kit,
            lambda: say("List of corrections"),
            (
                (lambda: say("For publication, without names"), maker(named=False)),
                (lambda: say("With names, internal"), maker(named=True)),
            ),
            say("List of corrections") + ".pdf",
            self,
        )
        window.show()

    def _save_table(self, found: CorrectionList) -> None:
        from exports.plain.errata import errata_csv
        from ui.windows.pdf_saving import save_document

        say = self.kit.speaker.say
        try:
            saved = save_document(
                self.kit,
                self,
                say("Save the corrections"),
                say("List of corrections") + ".csv",
                errata_csv(found, named=False),
                ".csv",
            )
        except EvalError as fault:
            self._say_fault(fault)
            return
        if saved:
            self.office.said.emit(saved.sentence(self.kit))

    def _say_fault(self, fault: EvalError) -> None:
        self.note.say_aloud(self.kit.speaker.phrase(fault), Tone.ALARM)
        self._note_state()
