"""The page on which answers come in: files, the confirming of Excel forms, paper, and what came so far."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.windows.evaluation.intake.files_tab import FilesTab
from ui.windows.evaluation.intake.forms_tab import FormsTab
from ui.windows.evaluation.intake.history_tab import HistoryTab
from ui.windows.evaluation.intake.reading import Reader, Standing
from ui.windows.evaluation.intake.taking import Stage
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.tabs import FlatTabs


class IntakeTab(IntEnum):
    """The tabs, in their order; another page can ask for one of them."""

    FILES = 0
    FORMS = 1
    PAPER = 2
    HISTORY = 3


class IntakePage(OfficePage):
    """The tabs, and the one reading of the file that they all show.

    Attributes:
        files, forms, history: the tabs; ``paper`` is made when it is first shown.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        self._waiting = 0
        self._applying = False
        self.files = FilesTab(office)
        self.forms = FormsTab(office)
        self.history = HistoryTab(office)
        self.paper: OfficePage | None = None
        self._reader = Reader(office, self._show_standing)
        self.tabs = FlatTabs(kit)
        for _tab in IntakeTab:
            self.tabs.addTab("")
        self._pages = QStackedWidget()
        self._paper_place = QVBoxLayout(place := QWidget())
        self._paper_place.setContentsMargins(0, 0, 0, 0)
        for part in (self.files, self.forms, place, self.history):
            self._pages.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._show_tab)
        self.files.taking.changed.connect(self._note_taking)
        self.files.issue_wanted.connect(lambda: self.page_wanted.emit(PageName.ISSUE, None))
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def refresh(self) -> None:
        """Read how the intake stands; a plan made before a change is made anew."""
        taking = self.files.taking
        if taking.stage is not Stage.APPLYING:
            self._reader.read()
            taking.note_change()

    def retranslate(self) -> None:
        """Say the tabs' names."""
        say = self.kit.speaker.say
        forms = say("Confirm Excel forms")
        if self._waiting:
            forms = say("Confirm Excel forms ({count})", count=self._waiting)
        names = (say("Take files in"), forms, say("Type in from paper"), say("Intakes so far"))
        for tab, name in zip(IntakeTab, names, strict=True):
            self.tabs.setTabText(tab, name)

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self.kit.theme.em
        self._column.setContentsMargins(self.margins)
        self._column.setSpacing(round(em * 0.7))

    def show_place(self, place: object) -> None:
        """Show a tab (an ``IntakeTab``)."""
        if isinstance(place, IntakeTab):
            self.tabs.setCurrentIndex(place)

    def show_drag(self, *, over: bool) -> None:
        """Light the place where files are dropped."""
        self.files.zone.light(lit=over)

    def take_files(self, paths: list[Path]) -> bool:
        """Plan the intake of what was dropped."""
        self.tabs.setCurrentIndex(IntakeTab.FILES)
        if not self.files.take_files(paths):
            say = self.kit.speaker.say
            self.office.said.emit(say("Files are being taken in. Drop these when that is done."))
        return True

    def take_keyboard(self) -> None:
        """Put the keyboard where work begins on the tab shown."""
        part = self._pages.currentWidget()
        if isinstance(part, FilesTab | FormsTab | HistoryTab):
            part.take_keyboard()
        elif self.paper:
            self.paper.take_keyboard()

    # what is typed from paper can be undone

    def undo_words(self) -> str:
        """What undoing would take back on the tab shown."""
        return self._typed.undo_words() if self._typed else ""

    def redo_words(self) -> str:
        """What redoing would make again on the tab shown."""
        return self._typed.redo_words() if self._typed else ""

    def undo(self) -> None:
        """Take the newest edit on the tab shown back."""
        if self._typed:
            self._typed.undo()

    def redo(self) -> None:
        """Make the edit last undone on the tab shown again."""
        if self._typed:
            self._typed.redo()

    @property
    def _typed(self) -> OfficePage | None:
        return self.paper if self.tabs.currentIndex() == IntakeTab.PAPER else None

    def _note_taking(self) -> None:
        """Read anew once files have been written: until then every look would only be in their way."""
        applying = self.files.taking.stage is Stage.APPLYING
        if self._applying and not applying:
            self.refresh()
        self._applying = applying

    def _show_tab(self, number: int) -> None:
        if number == IntakeTab.PAPER and self.paper is None:
            from ui.windows.evaluation.paper import PaperPanel

            self.paper = PaperPanel(self.office)
            self.paper.page_wanted.connect(self.page_wanted)
            self.paper.history_changed.connect(self.history_changed)
            self._paper_place.addWidget(self.paper)
        self._pages.setCurrentIndex(number)
        self.history_changed.emit()

    def _show_standing(self, standing: Standing) -> None:
        self._waiting = len(standing.waiting)
        self.forms.show_forms(standing.waiting)
        self.history.show_notes(standing.intakes)
        self.files.taking.note_intakes(standing.intakes)
        self.files.show_standing(standing.unfinished, issued=standing.issued)
        self.retranslate()
