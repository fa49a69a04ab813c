"""The tab on which files are taken in: dropped, planned, looked at, accepted, undone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.store.intakes import Unfinished
from ui.windows.card import Note, Tone
from ui.windows.desktop import documents_folder
from ui.windows.evaluation.intake.drop_zone import DropZone
from ui.windows.evaluation.intake.job_panel import JobPanel
from ui.windows.evaluation.intake.plan_view import PlanView
from ui.windows.evaluation.intake.taking import Stage, Taking
from ui.windows.evaluation.office import Office
from ui.windows.pdf_saving import save_document

_FOLDER = "intake/folder"


class FilesTab(QWidget):
    """Shows ``Taking`` and hands it what the user does.

    Attributes:
        taking: the intake.
        unfinished: that an earlier intake was broken off.
        zone, working, view: what is shown without files, while they are read or written, and then.

    Signals:
        issue_wanted: nothing was issued yet; show where that is done.
    """

    issue_wanted = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        kit = office.kit
        self._office = office
        self._kit = kit
        self._issued = True
        self._unfinished: Unfinished | None = None
        self.taking = Taking(office)
        self.unfinished = Note(kit.theme, Tone.NOTICE)
        self.zone = DropZone(kit)
        self.working = JobPanel(kit)
        self.view = PlanView(kit)
        self._stack = QStackedLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.unfinished)
        self._column.addLayout(self._stack, 1)
        # a stack shows its first part at once: as a window, were it not in its place yet
        for part in (self.zone, self.working, self.view):
            self._stack.addWidget(part)
        self._connect()
        kit.speaker.changed.connect(self.show_all)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.show_all()

    def take_files(self, paths: Iterable[Path]) -> bool:
        """Plan the intake of files; ``False`` while others are being written."""
        return self.taking.add(paths)

    def take_keyboard(self) -> None:
        """Put the keyboard where work begins."""
        _part, holder = self._part()
        holder.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Show how the files stand."""
        taking, say = self.taking, self._kit.speaker.say
        before = QApplication.focusWidget()
        part, holder = self._part()
        if part is self.working:
            planning = taking.stage is Stage.PLANNING
            sentence = say("Examining the files") if planning else say("Writing into the evaluation")
            self.working.show_work(sentence, may_cancel=planning or taking.applied is None)
            self.working.show_steps(*taking.steps)
        elif part is self.view:
            may_write = not self._office.read_only
            self.view.show_taking(taking, self._office.evaluation, may_write=may_write)
        self._stack.setCurrentWidget(part)
        self._show_around()
        if self.isVisible() and (before is None or (self.isAncestorOf(before) and not before.isVisible())):
            holder.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_standing(self, unfinished: Unfinished | None, *, issued: bool) -> None:
        """Show what the file tells: whether an intake was broken off, whether anything was issued."""
        self._unfinished, self._issued = unfinished, issued
        self._show_around()

    def relayout(self) -> None:
        """Take distances from the text size."""
        self._column.setSpacing(round(self._kit.theme.em * 0.6))

    # private

    def _part(self) -> tuple[QWidget, QWidget]:
        """What is shown, and what of it has the keyboard first."""
        if self.taking.stage in {Stage.PLANNING, Stage.APPLYING}:
            return self.working, self.working.cancel_button
        if self.taking.plan is None:
            return self.zone, self.zone.files_button
        return self.view, self.view.table

    def _show_around(self) -> None:
        one = self._unfinished
        self.zone.show_state(issued=self._issued, fault=self.taking.fault)
        if one is None or self.taking.stage is not Stage.EMPTY:
            self.unfinished.clear()
            return
        self.unfinished.say(
            self._kit.speaker.say(
                "The last intake was broken off: {done} of {count} files were taken in. Drop the files again;"
                " those that are in already are recognised.",
                done=one.taken_in,
                count=one.planned,
            )
        )

    def _connect(self) -> None:
        foot = self.view.foot
        self.taking.changed.connect(self.show_all)
        self.taking.progressed.connect(self._show_steps)
        self.zone.files_button.clicked.connect(lambda _checked: self._choose_files())
        self.zone.folder_button.clicked.connect(lambda _checked: self._choose_folder())
        self.zone.issue_button.clicked.connect(lambda _checked: self.issue_wanted.emit())
        self.working.cancel_button.clicked.connect(lambda _checked: self.taking.cancel())
        self.view.remove_wanted.connect(self.taking.remove)
        foot.accept_button.clicked.connect(lambda _checked: self._accept())
        foot.undo_button.clicked.connect(lambda _checked: self._undo())
        foot.add_button.clicked.connect(lambda _checked: self._choose_files())
        foot.clear_button.clicked.connect(lambda _checked: self.taking.clear())
        foot.save_button.clicked.connect(lambda _checked: self._save_list())

    def _show_steps(self) -> None:
        self.working.show_steps(*self.taking.steps)

    def _choose_files(self) -> None:
        say, kit = self._kit.speaker.say, self._kit
        kinds = (
            say("Submissions and Excel forms") + " (*.submission *.xlsx *.xlsm);;" + say("All files") + " (*)"
        )
        folder = Path(kit.settings.text(_FOLDER) or documents_folder())
        if paths := kit.dialogs.open_files(self, say("Choose what the members sent"), folder, kinds):
            kit.settings.set_text(_FOLDER, str(paths[0].parent))
            self.take_files(paths)

    def _choose_folder(self) -> None:
        say, kit = self._kit.speaker.say, self._kit
        folder = Path(kit.settings.text(_FOLDER) or documents_folder())
        if path := kit.dialogs.choose_folder(
            self, say("Choose the folder with what the members sent"), folder
        ):
            kit.settings.set_text(_FOLDER, str(path))
            self.take_files([path])

    def _accept(self) -> None:
        reason = self._office.ask_reason(self)
        if reason is not None:
            self.taking.accept(confirmed=self.view.foot.confirmed, reason=reason)

    def _undo(self) -> None:
        reason = self._office.ask_reason(self)
        if reason is not None:
            self.taking.undo(reason)

    def _save_list(self) -> None:
        say = self._kit.speaker.say
        try:
            saved = save_document(
                self._kit, self, say("Save this list"), say("intake.csv"), self.view.model.as_csv(), ".csv"
            )
        except EvalError as fault:
            self.view.note.say(self._kit.speaker.phrase(fault), Tone.ALARM)
        else:
            if saved:
                self._office.said.emit(saved.sentence(self._kit))
