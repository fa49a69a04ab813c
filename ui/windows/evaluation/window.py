"""The secretariat's window: it assembles one evaluation's pages, and the acts that belong to all of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from evalapp.columns import ColumnOrder
from evalapp.errors import EvalError
from evalapp.report import Report
from ui.windows.banner import Banners
from ui.windows.dialogs import Answer
from ui.windows.dropping import dropped_files, say_no_file, take_drop
from ui.windows.evaluation.acts import make_menus
from ui.windows.evaluation.header import Header
from ui.windows.evaluation.notices import Notices
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.evaluation.page_room import PageRoom
from ui.windows.evaluation.pages import MakePage, Pages, make_page
from ui.windows.evaluation.rail import Rail, Rule
from ui.windows.evaluation.rail_notes import RailNotes
from ui.windows.evaluation.words import page_words
from ui.windows.free_name import free_name
from ui.windows.keyboard import Keyboard
from ui.windows.menus import literal
from ui.windows.opened import Opened
from ui.windows.toast import Toast

_OURS = frozenset((".evaluation", ".ballot"))


class EvaluationWindow(QMainWindow):
    """One evaluation at the secretariat. It fulfils ``OpenWindow``.

    Signals:
        files_dropped: paths (``list[Path]``) to open in windows of their own.
        start_wanted: the start window.
        new_wanted: the window in which a new evaluation is made.
    """

    files_dropped = Signal(list)
    start_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, office: Office, opened: Opened, make: MakePage = make_page) -> None:
        super().__init__()
        self.office = office
        self._kit = kit = office.kit
        self.header = Header(office)
        self.banners = Banners(kit)
        self.rail = Rail(kit, lambda page: page_words(page, kit))
        self.pages = Pages(office, make)
        self._room = PageRoom(kit, self.pages)
        self.toast = Toast(kit, self._room)
        self._assemble()
        self._menus = make_menus(kit, self)
        self._notes = RailNotes(office, self.rail)
        self._notices = Notices(office, self.banners, opened, self.turn_to)
        self._connect()
        self.retranslate()
        self._restore()
        self._shown = False

    def menu_action(self, name: str) -> QAction:
        """An entry of the menus by its name (``acts``)."""
        return self._menus.actions[name]

    # what the app asks of it

    def save_now(self) -> None:
        """Write at once what is typed and not yet kept.

        Raises:
            EvalError: it cannot be written.
        """
        self.office.flush()
        self._keep_spot()
        if fault := self.office.state.fault:
            raise fault

    def allow_editing(self) -> None:
        """The other process has closed the file: from now on this window works on it."""
        if self.office.read_only:
            self.office.allow_editing()
            self._notices.say_editable()
            self._adopt_left()

    # slots

    def retranslate(self) -> None:
        """Say the title and what can be undone."""
        self.setWindowTitle(f"{self.office.evaluation.info.title} – {self.office.path.name}")
        self.setWindowFilePath(str(self.office.path))
        self._menus.retranslate()
        self._show_history()

    def turn_to(self, name: PageName, place: object = None) -> OfficePage | None:
        """Show a page, and a place on it if one is given; ``None``: it cannot be made, which was said.

        Raises:
            EvalError: the first page cannot be made.
        """
        before, shown = self._page, self.pages.shown
        if shown is not name:
            # what was said belongs to the page that goes; leaving it may say something of its own
            self.toast.hide()
        try:
            page = self.pages.turn_to(name)
        except EvalError as fault:
            if shown is None:
                raise
            self.rail.show_page(shown)
            self.say_fault(fault)
            return None
        self.rail.show_page(name)
        if place is not None:
            page.show_place(place)
        if page is not before:
            self._kit.settings.set_text(self._spot, name.value)
            self._take_keyboard()
            self._show_history()
        return page

    def undo(self) -> None:
        """Take the newest edit on the page back."""
        if self._page:
            self._page.undo()

    def redo(self) -> None:
        """Make the edit last undone on the page again."""
        if self._page:
            self._page.redo()

    def undo_words(self) -> str:
        """What undoing would take back."""
        words, say = self._page.undo_words() if self._page else "", self._kit.speaker.say
        return literal(say("Undo: {edit}", edit=words) if words else say("Undo"))

    def redo_words(self) -> str:
        """What redoing would make again."""
        words, say = self._page.redo_words() if self._page else "", self._kit.speaker.say
        return literal(say("Redo: {edit}", edit=words) if words else say("Redo"))

    def show_meeting(self) -> None:
        """Open the view that is projected in the committee's meeting."""
        self.office.with_report(ColumnOrder.SHUFFLED, self._open_meeting, self.say_fault)

    def change_operator(self) -> None:
        """Ask who is at the keyboard."""
        self.office.ask_operator(self)

    def choose_files(self) -> None:
        """Ask for files and have them opened."""
        say = self._kit.speaker.say
        kinds = say("Evaluations and ballots") + " (*.evaluation *.ballot)"
        paths = self._kit.dialogs.open_files(self, say("Open"), self.office.path.parent, kinds)
        if paths:
            self.files_dropped.emit(paths)

    def save_copy(self) -> None:
        """Write a copy of the evaluation; the work goes on where it is."""
        say, path = self._kit.speaker.say, self.office.path
        self.office.flush()
        kinds = say("Evaluations") + " (*.evaluation)"
        target = self._kit.dialogs.save_file(self, say("Save a copy"), free_name(path), kinds, replaces=False)
        if target is None:
            return
        if target.suffix != path.suffix:
            target = target.with_name(f"{target.name}{path.suffix}")

        def written(_nothing: None) -> None:
            self.toast.say(say("The copy is saved: {file}", file=target))

        self.office.run(lambda file, _progress: file.copy_to(target), written, self.say_fault)

    def show_in_folder(self) -> None:
        """Show the evaluation in the file manager."""
        self._kit.desktop.show_file(self.office.path)

    def next_part(self) -> None:
        """Put the keyboard from the rail into the page, or back."""
        holding = QApplication.focusWidget()
        if holding and self.pages.isAncestorOf(holding):
            self.rail.take_keyboard()
        else:
            self._take_keyboard()

    def show_keys(self) -> None:
        """Show the list of keys."""
        from ui.windows.evaluation.keys import office_keys
        from ui.windows.keys_window import KeysWindow

        KeysWindow(self._kit, self._menus, self, lambda: office_keys(self._kit)).show()

    def show_about(self) -> None:
        """Say which app this is."""
        from ui.windows.about import about

        self._kit.dialogs.tell(self, *about(self._kit))

    def say_fault(self, fault: EvalError) -> None:
        """Say what could not be done."""
        self._kit.dialogs.tell(self, self._kit.speaker.phrase(fault))

    # private

    @property
    def _page(self) -> OfficePage | None:
        page = self.pages.currentWidget()
        return page if isinstance(page, OfficePage) else None

    @property
    def _spot(self) -> str:
        return f"evaluation-window/page/{self.office.evaluation.info.id}"

    def _assemble(self) -> None:
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banners)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(Rule(self._kit))
        row.addWidget(self._room, 1)
        column.addLayout(row, 1)
        self.setCentralWidget(central)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.turn_to)
        self.header.operator_wanted.connect(self.change_operator)
        self.pages.page_wanted.connect(self.turn_to)
        self.pages.made.connect(lambda page: page.history_changed.connect(self._show_history))
        self.office.changed.connect(self.retranslate)
        self.office.said.connect(self.toast.say)
        Keyboard(self, self._take_keyboard)
        self.office.jobs.working.connect(self._pass_keyboard_on)
        self._kit.speaker.changed.connect(self.retranslate)

    def _restore(self) -> None:
        kit = self._kit
        if not self.restoreGeometry(kit.settings.state("evaluation-window/geometry")):
            room = self.screen().availableGeometry()
            em = kit.theme.em
            self.resize(min(round(em * 88), room.width()), min(round(em * 56), room.height()))
        kept = kit.settings.text(self._spot)
        first = PageName.WATCH if self.office.evaluation.subjects else PageName.SETUP
        self.turn_to(PageName(kept) if kept in set(PageName) else first)

    def _adopt_left(self) -> None:
        """A draft of the set-up was left behind, by a kill for example: it becomes what it would have."""
        from evalapp.store.fixed import read_fixed
        from evalapp.store.setup_draft import read_draft

        office = self.office
        if not office.is_open or office.read_only:
            return
        with office.reading():
            if read_draft(office.file) is not None and not read_fixed(office.file):
                from ui.windows.evaluation.setup_work import SetupWork

                SetupWork(office).settle()

    def _keep_spot(self) -> None:
        self._kit.settings.set_state("evaluation-window/geometry", self.saveGeometry())

    def _take_keyboard(self) -> None:
        if self._page:
            self._page.take_keyboard()
            holder = self.focusWidget()
            if holder is None or not holder.isVisible() or not self.pages.isAncestorOf(holder):
                # what works on it is still being read: else Qt would give it to the first button of all
                self._page.setFocus()

    def _pass_keyboard_on(self, working: bool) -> None:  # noqa: FBT001 - from Qt's signal
        """Who waited for the page's content gets the keyboard now."""
        if not working and self._page and self._page.hasFocus():
            self._page.take_keyboard()

    def _show_history(self) -> None:
        actions, may = self._menus.actions, not self.office.read_only
        page = self._page
        actions["undo"].setText(self.undo_words())
        actions["undo"].setEnabled(may and bool(page and page.undo_words()))
        actions["redo"].setText(self.redo_words())
        actions["redo"].setEnabled(may and bool(page and page.redo_words()))

    def _open_meeting(self, report: Report) -> None:
        from ui.windows.evaluation.meeting_window import open_meeting

        open_meeting(self._kit, report, self)

    def _show_drag(self, *, over: bool) -> None:
        if self._page:
            self._page.show_drag(over=over)

    def _take_files(self, paths: list[Path]) -> None:
        if not self.office.is_open:
            return
        ours = [path for path in paths if path.suffix.casefold() in _OURS]
        if ours:
            self.files_dropped.emit(ours)
        if others := [path for path in paths if path not in ours]:
            if self._page and self._page.take_files(others):
                return
            if page := self.turn_to(PageName.INTAKE):
                page.take_files(others)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the page: only now does that know what it shows."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            self._take_keyboard()
            QTimer.singleShot(0, self, self._adopt_left)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Anything may come; what is no file is refused with a sentence when it is dropped."""
        if take_drop(event):
            self._show_drag(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They were taken elsewhere."""
        super().dragLeaveEvent(event)
        self._show_drag(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Files of the app are opened, all others are for the page, or for the intake."""
        self._show_drag(over=False)
        if take_drop(event):
            if paths := dropped_files(event):
                # the program that the files come from waits until this is over
                QTimer.singleShot(0, lambda: self._take_files(paths))
            else:
                say_no_file(self._kit, self.banners)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is saved; work under way is not broken off unasked."""
        self.office.flush()
        if not self._may_close():
            event.ignore()
            return
        self._keep_spot()
        self._kit.settings.write()
        self.setEnabled(False)
        self.office.close()
        event.accept()

    def _may_close(self) -> bool:
        say, fault = self._kit.speaker.say, self.office.state.fault
        if self.office.jobs.missed:
            answer = self._kit.dialogs.ask(
                self,
                say("Something is still under way. Break it off and close?"),
                say("What is done already stays; the rest can be done again."),
                ((Answer.CANCEL, say("Stay")), (Answer.DISCARD, say("Break off and close"))),
            )
            return answer is Answer.DISCARD
        if fault:
            answer = self._kit.dialogs.ask(
                self,
                say("The evaluation's file cannot be reached. Close all the same?"),
                self._kit.speaker.phrase(fault),
                ((Answer.CANCEL, say("Stay")), (Answer.DISCARD, say("Close"))),
            )
            return answer is Answer.DISCARD
        return True
