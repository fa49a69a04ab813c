"""The committee member's window: it puts the parts together and decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from evalapp.editing import CommentEdit, Edit, MarkEdit
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from ui.windows.ballot.acts import make_menus
from ui.windows.ballot.header import Header
from ui.windows.ballot.memory import Spot, remember_spot, remembered_spot
from ui.windows.ballot.notices import say_editable, say_opened, say_overtaken, say_same
from ui.windows.ballot.pages import Page, Pages
from ui.windows.ballot.parts import Parts
from ui.windows.ballot.rescue import Rescue, ballot_files
from ui.windows.ballot.sheet_view import SheetView
from ui.windows.ballot.side_panel import Side, SidePanel
from ui.windows.ballot.subject_list import SubjectList
from ui.windows.ballot.words import edit_name, unkept_fault
from ui.windows.ballot.work import Work
from ui.windows.banner import Banners
from ui.windows.desktop import documents_folder
from ui.windows.dropping import dropped_files, say_no_file, take_drop
from ui.windows.keyboard import Keyboard
from ui.windows.kit import Kit
from ui.windows.menus import literal
from ui.windows.opened import Opened, OpenedKind
from ui.windows.toast import Toast

if TYPE_CHECKING:
    from ui.windows.ballot.materials import MaterialsPanel

_REMEMBER_AFTER = 1_500
"""Milliseconds after which a change of place is kept, so that it survives the process."""


class BallotWindow(QMainWindow):
    """One ballot.

    Signals:
        files_dropped: files (``list[Path]``) that the user dropped on the window or chose to open.
        start_wanted: the user wants the start window.
        moved: the work goes on in another file.
    """

    files_dropped = Signal(list)
    start_wanted = Signal()
    moved = Signal()

    def __init__(self, kit: Kit, sitting: Sitting, opened: Opened) -> None:
        super().__init__()
        self._kit = kit
        self._opened = opened
        self._ballot = sitting.ballot
        self.work = Work(sitting, kit.now, read_only=opened.locked_elsewhere)
        self.header = Header(kit, self.work)
        self.banners = Banners(kit)
        self.rescue = Rescue(kit, self.work, self.banners, self)
        self.subjects = SubjectList(kit, self.work)
        self.sheet = SheetView(kit, self.work)
        self.side = SidePanel(kit, self._make_materials)
        self._pages = Pages(kit, self.work, self.sheet, self._submission_folder())
        self.toast = Toast(kit, self._pages)
        self._side_open = True
        self._remember = QTimer(self, singleShot=True, interval=_REMEMBER_AFTER)
        self._assemble()
        self._menus = make_menus(kit, self)
        self._connect()
        self.retranslate()
        say_opened(kit, self.banners, opened)
        self._restore()

    def menu_action(self, name: str) -> QAction:
        """An entry of the menus by its name (``acts``)."""
        return self._menus.actions[name]

    # what the app asks of it

    def save_now(self) -> None:
        """Write at once what is typed and not yet kept.

        Raises:
            EvalError: it cannot be written.
        """
        self.work.save_again()
        self._keep_spot()
        if self.work.sitting.waiting and self.work.sitting.fault:
            raise self.work.sitting.fault
        if unkept := self.sheet.unkept:
            raise unkept_fault(self._ballot, unkept[0], self._kit.speaker)

    def allow_editing(self) -> None:
        """The other process has closed the file: from now on this window writes, if it did not before."""
        if self.work.read_only:
            self.work.allow_editing()
            say_editable(self._kit, self.banners)

    def say_same(self, asked: Path) -> None:
        """The user opened another copy, which holds nothing that is not here."""
        say_same(self._kit, self.banners, asked)

    # slots

    def retranslate(self) -> None:
        """Say the title and what can be undone."""
        path = self.work.sitting.file.path
        # two copies of one ballot are told apart by their files
        self.setWindowTitle(f"{self._ballot.member.name} – {self._ballot.info.title} – {path.name}")
        self.setWindowFilePath(str(path))
        self._menus.retranslate()
        self._show_history()

    def turn_to(self, page: int) -> None:
        """Show a page: the sheets, the overview, or checking and handing in."""
        self.header.pages.setCurrentIndex(page)

    def show_subject(self, subject_id: str) -> None:
        """Show the sheet of a subject."""
        self.turn_to(Page.SHEETS)
        subject = next(one for one in self._ballot.subjects if one.id == subject_id)
        self.side.show_subject(subject, self._ballot.asked.get(subject_id))
        self.sheet.show_subject(subject_id)
        self.subjects.show_subject(subject_id)
        self._remember.start()

    def show_cell(self, subject_id: str, criterion_id: str | None, kind: CommentKind | None) -> None:
        """Show the sheet of a subject and put the keyboard into one of its cells."""
        self.show_subject(subject_id)
        self.sheet.go_to(criterion_id, kind)

    def step(self, by: int) -> None:
        """Show the next subject, or the previous one."""
        ids = [subject.id for subject in self._ballot.subjects]
        place = ids.index(self.sheet.subject_id) + by
        if 0 <= place < len(ids):
            self.show_subject(ids[place])
            self.sheet.take_keyboard()

    def go_to_next_open(self) -> None:
        """Put the keyboard into the next cell without a mark."""
        self.turn_to(Page.SHEETS)
        self.sheet.go_to_next_open()

    def undo(self) -> None:
        """Take the newest edit back, show where, and say what it was."""
        if edit := self.work.undo():
            self._show_edit(edit)
            self.toast.say(self._kit.speaker.say("Undone: {edit}", edit=self._name(edit)))

    def redo(self) -> None:
        """Make the edit last undone again, show where, and say what it was."""
        if edit := self.work.redo():
            self._show_edit(edit)
            self.toast.say(self._kit.speaker.say("Redone: {edit}", edit=self._name(edit)))

    def undo_words(self) -> str:
        """What undoing would take back."""
        edit = self.work.sitting.undoable
        say = self._kit.speaker.say
        return literal(say("Undo: {edit}", edit=self._name(edit)) if edit else say("Undo"))

    def redo_words(self) -> str:
        """What redoing would make again."""
        edit = self.work.sitting.redoable
        say = self._kit.speaker.say
        return literal(say("Redo: {edit}", edit=self._name(edit)) if edit else say("Redo"))

    def toggle_guidance(self) -> None:
        """Show what the criterion asks; once more puts it away."""
        self._toggle(Side.GUIDANCE)

    def toggle_materials(self) -> None:
        """Show the materials; once more puts them away."""
        self._toggle(Side.MATERIALS)

    def toggle_guidance_in_sheet(self) -> None:
        """Show the guidance below each heading of the sheet, or not."""
        shown = self._menus.actions["guidance-in-sheet"].isChecked()
        self._kit.settings.set_flag("guidance-in-sheet", value=shown)
        self.sheet.show_guidance(shown=shown)

    def next_part(self) -> None:
        """Put the keyboard into the next part of the window."""
        all_parts: tuple[QWidget, ...] = (self.subjects, self._pages, self.side)
        parts = [part for part in all_parts if part.isVisible()]
        holding = QApplication.focusWidget()
        here = next((n for n, one in enumerate(parts) if holding and one.isAncestorOf(holding)), -1)
        part = parts[(here + 1) % len(parts)] if holding is not self.subjects else self._pages
        if part is self._pages and self._pages.currentWidget() is self.sheet:
            self.sheet.take_keyboard()
        elif part is self.side:
            self.side.take_keyboard()
        else:
            part = self._pages.currentWidget() or part if part is self._pages else part
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_files(self) -> None:
        """Ask for files and have them opened."""
        folder = self.work.sitting.file.path.parent
        title = self._kit.speaker.say("Open a ballot")
        paths = self._kit.dialogs.open_files(self, title, folder, ballot_files(self._kit))
        if paths:
            self.files_dropped.emit(paths)

    def show_in_folder(self) -> None:
        """Show the ballot in the file manager."""
        self._kit.desktop.show_file(self.work.sitting.file.path)

    def print_sheets(self) -> None:
        """Preview and print the member's sheets."""
        from ui.windows.ballot.sheet_printing import open_print_window

        self.work.flush()
        open_print_window(self._kit, self.work, self)

    def show_keys(self) -> None:
        """Show the list of keys."""
        from ui.windows.ballot.sheet_keys import sheet_keys
        from ui.windows.keys_window import KeysWindow

        KeysWindow(self._kit, self._menus, self, lambda: [sheet_keys(self._kit)]).show()

    def show_about(self) -> None:
        """Say which app this is."""
        from ui.windows.about import about

        self._kit.dialogs.tell(self, *about(self._kit))

    # private

    def _assemble(self) -> None:
        self._splitter = Parts(self._kit, self.subjects, self._pages, self.side)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banners)
        column.addWidget(self._splitter, 1)
        self.setCentralWidget(central)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.header.pages.currentChanged.connect(self._turn)
        self.subjects.subject_chosen.connect(self.show_subject)
        self.subjects.subject_entered.connect(lambda _subject_id: self.sheet.take_keyboard())
        self.sheet.criterion_entered.connect(self._show_guidance)
        self.sheet.step_wanted.connect(self.step)
        self.sheet.hand_in_wanted.connect(lambda: self.turn_to(Page.HAND_IN))
        self.sheet.place_changed.connect(self._remember.start)
        self.sheet.noted.connect(self.toast.make_room)
        self._pages.cell_chosen.connect(self.show_cell)
        self._pages.preview_requested.connect(self.print_sheets)
        self.side.turned.connect(self._remember.start)
        self.work.history_changed.connect(self._show_history)
        self.work.overtaken.connect(self._say_overtaken)
        self.rescue.moved.connect(self.retranslate)
        self.rescue.moved.connect(self.moved)
        self._remember.timeout.connect(self._keep_spot)
        Keyboard(self, self._take_keyboard)
        self._kit.speaker.changed.connect(self.retranslate)

    def _say_overtaken(self) -> None:
        say_overtaken(self._kit, self.banners)

    def _restore(self) -> None:
        kit, spot = self._kit, remembered_spot(self._kit, self._ballot.id)
        if not self.restoreGeometry(kit.settings.state("ballot-window/geometry")):
            room = self.screen().availableGeometry()
            em = kit.theme.em
            self.resize(min(round(em * 88), room.width()), min(round(em * 56), room.height()))
        self._splitter.relayout()
        self._splitter.restore()
        self._menus.actions["guidance-in-sheet"].setChecked(
            kit.settings.flag("guidance-in-sheet", default=False)
        )
        # a window without room for it begins with the sheet
        self._side_open = spot.side >= 0 and bool(spot.subject_id or not self._splitter.narrow(self.width()))
        self.side.turn_to(Side(spot.side) if spot.side in set(Side) else Side.GUIDANCE)
        known = [subject.id for subject in self._ballot.subjects]
        self.show_subject(spot.subject_id if spot.subject_id in known else known[0])
        if spot.sheet:
            self.sheet.restore_place(spot.sheet)
        else:
            self.sheet.take_keyboard()
        self.turn_to(spot.page if spot.page in set(Page) else Page.SHEETS)
        self._show_side()

    def _keep_spot(self) -> None:
        side = int(self.side.side) if self._side_open else -1
        page = self.header.pages.currentIndex()
        remember_spot(self._kit, self._ballot.id, Spot(page, self.sheet.subject_id, self.sheet.place(), side))

    def _turn(self, page: int) -> None:
        self._pages.turn_to(Page(page))
        self._show_side()
        self._remember.start()

    def _show_side(self) -> None:
        """Beside the overview and the hand-in page there is nothing to read: they get the room."""
        self._splitter.show_side(shown=self._side_open and self._pages.currentWidget() is self.sheet)

    def _submission_folder(self) -> Path:
        """Where a submission goes unless the member chooses otherwise: beside a ballot that stays there."""
        in_place = self._opened.kind is OpenedKind.IN_PLACE
        return self.work.sitting.file.path.parent if in_place else documents_folder()

    def _make_materials(self) -> MaterialsPanel:
        from ui.windows.ballot.materials import MaterialsPanel

        return MaterialsPanel(self._kit, self._ballot.id, self._material)

    def _material(self, subject_id: str, name: str) -> bytes:
        return self.work.sitting.file.material(subject_id, name)

    def _take_keyboard(self) -> None:
        page = self._pages.currentWidget()
        if page is self.sheet or page is None:
            self.sheet.take_keyboard()
        else:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_guidance(self, criterion_id: str) -> None:
        subject, rubric = self._ballot.asked[self.sheet.subject_id]
        self.side.guidance.show_criterion(subject, rubric, criterion_id)

    def _toggle(self, side: Side) -> None:
        on_sheet = self._pages.currentWidget() is self.sheet
        self._side_open = not (self._side_open and on_sheet and self.side.side is side)
        self.side.turn_to(side)
        self.turn_to(Page.SHEETS)
        self._show_side()
        self._remember.start()

    def _show_history(self) -> None:
        sitting, actions = self.work.sitting, self._menus.actions
        actions["undo"].setText(self.undo_words())
        actions["undo"].setEnabled(sitting.undoable is not None and not self.work.read_only)
        actions["redo"].setText(self.redo_words())
        actions["redo"].setEnabled(sitting.redoable is not None and not self.work.read_only)

    def _name(self, edit: Edit) -> str:
        return edit_name(edit, self._ballot, self._kit.speaker)

    def _show_edit(self, edit: Edit) -> None:
        match edit:
            case MarkEdit():
                self.show_cell(edit.subject_id, edit.criterion_id, None)
            case CommentEdit():
                self.show_cell(edit.subject_id, edit.criterion_id, edit.kind)
            case _:
                self.show_subject(edit.subject_id)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Anything may come; what is no file is refused with a sentence when it is dropped."""
        take_drop(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Have dropped files opened."""
        if take_drop(event):
            if paths := dropped_files(event):
                self.files_dropped.emit(paths)
            else:
                say_no_file(self._kit, self.banners)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed is saved first; what cannot be saved is not given up unasked."""
        if not self.rescue.may_close(unkept=bool(self.sheet.unkept)):
            event.ignore()
            return
        self._keep_spot()
        self._kit.settings.set_state("ballot-window/geometry", self.saveGeometry())
        self._splitter.remember()
        self._kit.settings.write()
        # a text given up must not be tried again when the keyboard leaves it: the file is closed then
        self.setEnabled(False)
        self.work.close()
        event.accept()
