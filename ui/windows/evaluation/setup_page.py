"""The page on which an evaluation is set up: basics, subjects, members, recusals, criteria, materials."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.setup_draft import Draft, Part, is_blank
from evalapp.setup_problems import Problem
from ui.windows.dialogs import Answer
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.evaluation.setup.foot import SetupFoot
from ui.windows.evaluation.setup.head_form import HeadForm
from ui.windows.evaluation.setup.recusals_tab import RecusalsTab
from ui.windows.evaluation.setup.rows_tab import RowsTab
from ui.windows.evaluation.setup.words import PARTS
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.tabs import FlatTabs

if TYPE_CHECKING:
    from ui.windows.evaluation.change_panel import ChangePanel
    from ui.windows.evaluation.materials_editor import MaterialsEditor
    from ui.windows.evaluation.rubric_editor import RubricEditor

_TABS = tuple(Part)


class SetupPage(OfficePage):
    """The tabs on one draft, with what is wrong in it below.

    Another page can ask for a ``Part`` or a ``Problem``.

    Attributes:
        work: the draft.
        head, recusals: the tabs; ``rows`` has those of subjects and members.
        rubrics, materials: made when they are first shown.
        changing: the panel that puts changes into force; made when it is first wanted.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        work = self.work = SetupWork(office)
        self.head = HeadForm(work)
        self.rows = {part: RowsTab(work, part) for part in (Part.SUBJECTS, Part.MEMBERS)}
        self.recusals = RecusalsTab(work)
        self.rubrics: RubricEditor | None = None
        self.materials: MaterialsEditor | None = None
        self.changing: ChangePanel | None = None
        self.tabs = FlatTabs(kit)
        self._stack = QStackedWidget()
        made: dict[Part, QWidget] = {Part.HEAD: self.head, Part.RECUSALS: self.recusals, **self.rows}
        for part in _TABS:
            self.tabs.addTab("")
            self._stack.addWidget(made.get(part) or QWidget())
        self.foot = SetupFoot(work)
        editing = QWidget()
        self._column = QVBoxLayout(editing)
        self._column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self.foot)
        self._views = QStackedWidget()
        self._views.addWidget(editing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)
        self._connect()
        self.relayout()
        self.retranslate()

    def _connect(self) -> None:
        work = self.work
        self.tabs.currentChanged.connect(self._show_tab)
        self.foot.problem_chosen.connect(self.show_place)
        self.foot.issue_wanted.connect(lambda: self.page_wanted.emit(PageName.ISSUE, None))
        self.foot.review_wanted.connect(self._review)
        self.foot.discard_wanted.connect(self._discard)
        work.settling.connect(self._commit)
        work.changed.connect(self._note_work)
        self.office.state_changed.connect(self.foot.refresh)
        self.kit.theme.changed.connect(self.relayout)

    @property
    def part(self) -> Part:
        """The tab shown."""
        return _TABS[self.tabs.currentIndex()]

    # a page

    def refresh(self) -> None:
        """Nothing: the work follows the file by itself."""

    def retranslate(self) -> None:
        """Say the tabs' names, with how many rows there are and what is wrong in them."""
        say, draft = self.kit.speaker.say, self.work.draft
        counts = {
            Part.SUBJECTS: _written(draft, Part.SUBJECTS),
            Part.MEMBERS: _written(draft, Part.MEMBERS),
            Part.RECUSALS: len(draft.recusals),
        }
        for place, part in enumerate(_TABS):
            name = self.kit.speaker.language.gettext(PARTS[part])
            if counts.get(part):
                name = say("{part} {count}", part=name, count=counts[part])
            if wrong := sum(one.part is part for one in self.work.faults):
                name = say("{part} (to do: {count})", part=name, count=wrong)
            self.tabs.setTabText(place, name)
        self.tabs.setAccessibleName(say("Parts of the set-up"))
        self.tabs.relayout()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self.kit.theme.em
        self._column.setContentsMargins(self.margins)
        self._column.setSpacing(round(em * 0.6))

    def show_place(self, place: object) -> None:
        """Show a tab (``Part``) or go to what is wrong (``Problem``)."""
        self._views.setCurrentIndex(0)
        if isinstance(place, Part):
            self.tabs.setCurrentIndex(_TABS.index(place))
            self.take_keyboard()
        elif isinstance(place, Problem):
            self.tabs.setCurrentIndex(_TABS.index(place.part))
            self._go(place)

    def take_keyboard(self) -> None:
        """Put the keyboard where work begins on the tab shown."""
        if self._views.currentIndex() == 0:
            takers: dict[Part, Callable[[], None]] = {
                Part.HEAD: self.head.take_keyboard,
                Part.RECUSALS: self.recusals.take_keyboard,
                **{part: tab.take_keyboard for part, tab in self.rows.items()},
            }
            takers.get(self.part, self._take_focus)()

    def undo_words(self) -> str:
        """The step that would be taken back."""
        name = self.work.undo_name
        return self.kit.speaker.language.gettext(name) if name else ""

    def redo_words(self) -> str:
        """The step that would be made again."""
        name = self.work.redo_name
        return self.kit.speaker.language.gettext(name) if name else ""

    def undo(self) -> None:
        """Take the newest step back and show where it was."""
        self._travel(self.work.undo)

    def redo(self) -> None:
        """Make the step undone last again and show where it is."""
        self._travel(self.work.redo)

    def take_files(self, paths: list[Path]) -> bool:
        """Attach dropped files to the subject whose materials are shown."""
        shown = self.materials is not None and self._stack.currentWidget() is self.materials
        return bool(shown and self.materials and self.materials.take_files(paths))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the tables most of the height."""
        super().resizeEvent(event)
        lines = self.height() / self.kit.theme.em
        self.foot.problems.show_at_most(max(1, min(6, round((lines - 22) / 5))))

    # slots and private

    def _show_tab(self) -> None:
        self._commit()
        if self.part in {Part.RUBRICS, Part.MATERIALS}:
            self._make(self.part)
        self._stack.setCurrentIndex(self.tabs.currentIndex())

    def _make(self, part: Part) -> None:
        """Make a tab that is heavy to load when it is first shown."""
        if part is Part.RUBRICS and self.rubrics is None:
            from ui.windows.evaluation.rubric_editor import RubricEditor

            self.rubrics = RubricEditor(self.office, self.work)
            self._replace(part, self.rubrics)
        elif part is Part.MATERIALS and self.materials is None:
            from ui.windows.evaluation.materials_editor import MaterialsEditor

            self.materials = MaterialsEditor(self.office, self.work)
            self._replace(part, self.materials)

    def _replace(self, part: Part, made: QWidget) -> None:
        place = _TABS.index(part)
        if empty := self._stack.widget(place):
            self._stack.removeWidget(empty)
            empty.deleteLater()
        self._stack.insertWidget(place, made)

    def _take_focus(self) -> None:
        if shown := self._stack.currentWidget():
            shown.setFocus()

    def _go(self, problem: Problem) -> None:
        if problem.part is Part.HEAD:
            self.head.take_keyboard(problem.column)
        elif problem.part in self.rows:
            self.rows[problem.part].show_place(problem.key, problem.column)
        elif problem.part is Part.RECUSALS and problem.key is not None:
            self.recusals.show_place(problem.key, int(problem.column))
        elif problem.part is Part.MATERIALS and self.materials and problem.key is not None:
            self.materials.show_subject(problem.key)
        else:
            self._take_focus()

    def _commit(self) -> None:
        for grid in (*(tab.grid for tab in self.rows.values()), self.recusals.matrix, self.recusals.reasons):
            grid.commit()

    def _note_work(self) -> None:
        self.retranslate()
        self.history_changed.emit()

    def _travel(self, act: Callable[[], None]) -> None:
        self._commit()
        before = self.work.draft
        act()
        part = _where(before, self.work.draft)
        if part is not None:
            self.tabs.setCurrentIndex(_TABS.index(part))

    def _review(self) -> None:
        if self.changing is None:
            from ui.windows.evaluation.change_panel import ChangePanel

            self.changing = ChangePanel(self.office, self.work)
            self.changing.left.connect(lambda: self._views.setCurrentIndex(0))
            self.changing.page_wanted.connect(self.page_wanted)
            self._views.addWidget(self.changing)
        self.work.settle()
        self._views.setCurrentWidget(self.changing)
        self.changing.start()

    def _discard(self) -> None:
        say, kit = self.kit.speaker.say, self.kit
        answer = kit.dialogs.ask(
            self,
            say("Discard all changes that are not in force yet?"),
            say("The set-up goes back to what was issued. This cannot be undone."),
            ((Answer.CANCEL, say("Keep them")), (Answer.DISCARD, say("Discard the changes"))),
        )
        if answer is Answer.DISCARD:
            try:
                self.work.give_up()
            except EvalError as fault:
                self.office.said.emit(kit.speaker.phrase(fault))


def _written(draft: Draft, part: Part) -> int:
    return sum(not is_blank(row) for row in draft.rows(part))


def _where(before: Draft, after: Draft) -> Part | None:
    """The first part in which two drafts differ."""
    for part in (Part.HEAD, Part.SUBJECTS, Part.MEMBERS):
        if before.rows(part) != after.rows(part):
            return part
    for part, same in (
        (Part.RECUSALS, before.recusals == after.recusals),
        (Part.RUBRICS, before.rubrics == after.rubrics),
        (Part.MATERIALS, before.materials == after.materials),
    ):
        if not same:
            return part
    return None
