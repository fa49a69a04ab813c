"""The page on which the secretariat watches what comes in: the board, and reminders for whom it is time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evalapp.board_view import Order, View
from evalapp.store.watching import Watching
from evalapp.watching import Board, CellState, Reason, board, reminder
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.controls import ComboBox, LineField
from ui.windows.evaluation.board.board_model import BoardModel
from ui.windows.evaluation.board.board_table import BoardTable
from ui.windows.evaluation.board.chips import Chips
from ui.windows.evaluation.board.detail import BoardDetail
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign

_LOW, _LOWEST = 30, 23
"""A page with fewer heights of a line than this shows less detail; or none but under the pointer."""

_ORDERS = (Order.LISTED, Order.NAME, Order.OWED, Order.SUBJECT)


class WatchPage(OfficePage):
    """Counts that filter, the board, and what is known of one cell.

    Attributes:
        chips, search, order: what narrows the board down and sorts it.
        model, table: the board.
        detail: of the cell with the keyboard.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        self._watching = Watching(office.file)
        self._board: Board | None = None
        self._by_subject = ""
        self.chips = Chips(kit)
        self.search = LineField(kit.theme)
        self.search.setClearButtonEnabled(True)
        self.order = ComboBox(kit.theme)
        self.order.addItems([""] * len(_ORDERS))
        self.remind_button = Button(kit.theme, primary=True)
        self.note = Note(kit.theme, Tone.PLAIN)
        self.note_button = Button(kit.theme)
        self.note.add(self.note_button)
        self.model = BoardModel(kit)
        self.table = BoardTable(kit, self.model)
        self.detail = BoardDetail(kit)
        self._smaller = self._action(lambda: self.table.zoom_by(-1), "Ctrl+-")
        self._larger = self._action(lambda: self.table.zoom_by(1), "Ctrl++", "Ctrl+=", "Ctrl+;")
        self._fit = self._action(self.table.fit, "Ctrl+0")
        self._fit.setCheckable(True)
        self._fit.setChecked(True)
        self._assemble()
        self._connect()
        self.retranslate()
        self.relayout()

    # the page

    def refresh(self) -> None:
        """Read how everything stands."""
        self._board = board(self.office.evaluation, self._watching.facts(), self.office.now())
        self._show()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self.kit.speaker.say
        self.search.setPlaceholderText(say("Member or subject"))
        self.search.setAccessibleName(say("Show only these members and subjects"))
        self.order.setAccessibleName(say("Order"))
        names = {
            Order.LISTED: say("As in the set-up"),
            Order.NAME: say("By name"),
            Order.OWED: say("Most open first"),
            Order.SUBJECT: say("By subject {id}", id=self._by_subject)
            if self._by_subject
            else say("By subject"),
        }
        for number, one in enumerate(_ORDERS):
            self.order.setItemText(number, names[one])
        self._smaller.setText(say("Smaller"))
        self._larger.setText(say("Larger"))
        self._fit.setText(say("Whole board"))
        self.table.setAccessibleName(say("Members and subjects"))
        self.table.setAccessibleDescription(
            say("Arrow keys move, Enter goes on with the cell, Ctrl+C copies, Ctrl with + or - zooms.")
        )
        self._say_state()
        self.detail.retranslate()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = round(self.kit.theme.em)
        self._column.setContentsMargins(self.margins)
        self._column.setSpacing(round(em * 0.5))
        self._bar.setSpacing(round(em * 0.5))
        for field in (self.search, self.order):
            field.setFixedHeight(round(em * 1.9))
        self.search.setMinimumWidth(em * 6)
        self.search.setMaximumWidth(em * 16)
        self.table.setMinimumHeight(em * 11)
        self._suit_height()

    def show_place(self, place: object) -> None:
        """Show members by their ids (a tuple), or what is still owed (``"owed"``)."""
        if place == "owed":
            self.chips.release()
            self.chips.owed.setChecked(True)
        elif isinstance(place, tuple):
            self.search.clear()
            self.chips.release()
            self.table.select_members({id_ for id_ in place if isinstance(id_, str)})

    def take_keyboard(self) -> None:
        """Into the board, or to the way out of an empty page."""
        if self._board is None or self.model.rowCount():
            self.table.setFocus()
            self._stand_somewhere()
        elif self.note_button.isVisible():
            self.note_button.setFocus()
        else:
            self.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the board needs the room more than its details do."""
        super().resizeEvent(event)
        self._suit_height()

    # acts

    def remind(self, member_ids: tuple[str, ...] = ()) -> None:
        """Open the drafts of reminders to those who have something to answer; of these, or of all."""
        from evalapp.mailing import MailKind
        from ui.windows.evaluation.mail_panel import open_mail_panel

        if self._board is None:
            return
        chosen = [one.id for one in reminder(self._board) if not member_ids or one.id in member_ids]
        if chosen:
            open_mail_panel(self.office, chosen, MailKind.REMINDER, self.window())

    # private

    def _assemble(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.search, 1)
        self._bar.addWidget(self.order)
        for sign, action in (
            (Sign.MINUS, self._smaller),
            (Sign.FIT_PAGE, self._fit),
            (Sign.PLUS, self._larger),
        ):
            self._bar.addWidget(SignButton(self.kit.theme, sign, action))
        self._bar.addStretch(1)
        self._bar.addWidget(self.remind_button)
        self._tools = QWidget()
        self._tools.setLayout(self._bar)
        self._bar.setContentsMargins(0, 0, 0, 0)
        # the board takes what the rest leaves
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.chips)
        self._column.addWidget(self._tools)
        self._column.addWidget(self.note)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.detail)
        self._rest = QWidget()
        self._column.addWidget(self._rest, 1)

    def _connect(self) -> None:
        self.chips.changed.connect(self._show)
        self.search.textChanged.connect(lambda _text: self._show())
        self.order.activated.connect(lambda _place: self._show())
        self.table.subject_clicked.connect(self._sort_by_subject)
        self.table.chosen.connect(self._show_detail)
        self.table.opened.connect(self._go_on)
        self.table.zoom_changed.connect(lambda: self._fit.setChecked(self.table.fitted))
        self.detail.issue_wanted.connect(self._to_issue)
        self.detail.intake_wanted.connect(self._to_intake)
        self.detail.reminder_wanted.connect(lambda: self.remind(tuple(self.table.selected_members())))
        self.remind_button.clicked.connect(lambda _on: self.remind())
        self.note_button.clicked.connect(lambda _on: self._leave_empty())
        self.kit.theme.changed.connect(self.relayout)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)
        leave = QShortcut(Qt.Key.Key_Escape, self.search)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_search)

    def _action(self, act: Callable[[], None], *keys: str) -> QAction:
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on: act())
        self.addAction(action)
        return action

    @property
    def _order(self) -> Order:
        return _ORDERS[self.order.currentIndex()]

    @property
    def _view(self) -> View:
        return View(
            self.search.text(),
            self.chips.chosen,
            self.chips.owed.isChecked(),
            self._order,
            self._by_subject,
        )

    def _suit_height(self) -> None:
        em = self.kit.theme.em
        self.detail.make_compact(compact=self.height() < em * _LOW)
        self.detail.setVisible(self.table.isVisibleTo(self) and self.height() >= em * _LOWEST)

    def _show(self) -> None:
        """Show the board as it is asked for; the keyboard stays on its cell if that is still shown."""
        if self._board is None:
            return
        place = self.table.place()
        self.chips.show_board(self._board)
        self.model.show(self._board, self._view)
        if place and self.table.place() != place:
            self.table.go_to(*place)
        if self.table.hasFocus():
            self._stand_somewhere()
        self._say_state()
        self._show_detail()

    def _stand_somewhere(self) -> None:
        """The keyboard is on some cell, if there is one."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _say_state(self) -> None:
        say, found = self.kit.speaker.say, self._board
        if found is None:
            return
        empty = not found.rows or not found.subjects
        unissued = (
            not empty
            and found.counts[CellState.NOT_ISSUED] + found.counts[CellState.RECUSED] == found.counts.total()
        )
        nothing = not empty and not self.model.rowCount()
        for widget in (self.chips, self._tools):
            widget.setVisible(not empty)
        self.table.setVisible(not empty and not nothing)
        self._suit_height()
        self._rest.setVisible(empty or nothing)
        if empty:
            self.note.say(
                say("First enter the subjects and the committee members in the set-up."), Tone.PLAIN
            )
            self.note_button.setText(say("To the set-up"))
        elif unissued:
            self.note.say(say("Nothing has been issued yet."), Tone.PLAIN)
            self.note_button.setText(say("To Issue"))
        elif nothing:
            self.note.say(say("No member and no subject is found like this."), Tone.PLAIN)
            self.note_button.setText(say("Show all"))
        else:
            self.note.clear()
        count = len(reminder(found))
        self.remind_button.setText(say("Reminders ({count})…", count=count) if count else say("Remind…"))
        # how many there are is never cut
        self.remind_button.setMinimumWidth(self.remind_button.sizeHint().width())
        self.remind_button.setEnabled(count > 0)

    def _show_detail(self) -> None:
        if self._board is None:
            return
        say, index, members = self.kit.speaker.say, self.table.currentIndex(), self.table.selected_members()
        cells = self.table.selected_count()
        if cells > 1:
            chosen = [row for row in self._board.rows if row.member.id in members]
            owed = sum(row.owed > 0 for row in chosen)
            words = say(
                "Cells chosen: {cells}; members: {members}, with something open: {owing}",
                members=len(members),
                cells=cells,
                owing=owed,
            )
            remindable = any(row.owed and row.issued for row in chosen)
            self.detail.show_many(words, remindable=remindable)
        elif index.isValid():
            row, subject = self.model.row(index.row()), self.model.subject(index.column())
            cell = self.model.cell(index.row(), index.column())
            self.detail.show_cell(self._board, row, subject, cell)
        else:
            self.detail.show_many("", remindable=False)

    def _sort_by_subject(self, column: int) -> None:
        """By the subject whose head was clicked; a second click takes it back."""
        subject_id = self.model.subject(column).id
        again = self._order is Order.SUBJECT and subject_id == self._by_subject
        self._by_subject = "" if again else subject_id
        self.order.setCurrentIndex(_ORDERS.index(Order.LISTED if again else Order.SUBJECT))
        self.retranslate()
        self._show()

    def _leave_search(self) -> None:
        self.search.clear()
        self.take_keyboard()

    def _leave_empty(self) -> None:
        """What the button of the note does."""
        if self._board is None or not self._board.rows or not self._board.subjects:
            self.page_wanted.emit(PageName.SETUP, None)
        elif not self.model.rowCount():
            self.chips.release()
            self.search.clear()
        else:
            self.page_wanted.emit(PageName.ISSUE, None)

    def _go_on(self) -> None:
        """Go where something can be done about the present cell."""
        index = self.table.currentIndex()
        cell = self.model.cell(index.row(), index.column())
        if cell.state in {CellState.NOT_ISSUED, CellState.ISSUED, CellState.DRAFT}:
            self._to_issue()
        elif cell.state is not CellState.RECUSED:
            self._to_intake()
        else:
            self.page_wanted.emit(PageName.SETUP, None)

    def _to_issue(self) -> None:
        self.page_wanted.emit(PageName.ISSUE, tuple(self.table.selected_members()))

    def _to_intake(self) -> None:
        """To the tab on which something can be done about the present cell."""
        from ui.windows.evaluation.intake_page import IntakeTab

        index = self.table.currentIndex()
        reasons = self.model.cell(index.row(), index.column()).reasons
        tab = IntakeTab.HISTORY
        if reasons and reasons[0] in {Reason.FORM_WAITS, Reason.FORM_INCOMPLETE}:
            tab = IntakeTab.FORMS
        elif reasons and reasons[0] in {Reason.TYPING, Reason.TYPED}:
            tab = IntakeTab.PAPER
        self.page_wanted.emit(PageName.INTAKE, tab)
