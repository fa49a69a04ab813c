"""The pages of the secretariat's window; each is made when it is first turned to."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName

_CLASSES = {
    PageName.SETUP: ("setup_page", "SetupPage"),
    PageName.ISSUE: ("issue_page", "IssuePage"),
    PageName.WATCH: ("watch_page", "WatchPage"),
    PageName.INTAKE: ("intake_page", "IntakePage"),
    PageName.RESULTS: ("results_page", "ResultsPage"),
    PageName.CLOSING: ("closing_page", "ClosingPage"),
    PageName.PUBLISHING: ("publishing_page", "PublishingPage"),
    PageName.RECORD: ("record_page", "RecordPage"),
}


class Pages(QStackedWidget):
    """The page that is shown, and those shown before.

    Signals:
        page_wanted: a page asks for another one: its name, and a place on it or ``None``.
        made: a page (``OfficePage``) was made.
    """

    page_wanted = Signal(object, object)
    made = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._made: dict[PageName, OfficePage] = {}

    def page(self, name: PageName) -> OfficePage:
        """A page, made if need be."""
        if name not in self._made:
            module, kind = _CLASSES[name]
            # each page loads what only it needs
            page = getattr(import_module(f"ui.windows.evaluation.{module}"), kind)(self._office)
            self._made[name] = page
            self.addWidget(page)
            page.page_wanted.connect(self.page_wanted)
            self.made.emit(page)
        return self._made[name]

    def turn_to(self, name: PageName) -> OfficePage:
        """Show a page; what was typed is saved first."""
        self._office.flush()
        page = self.page(name)
        self.setCurrentWidget(page)
        return page
