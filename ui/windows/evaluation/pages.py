"""The pages of the secretariat's window; each is made when it is first turned to."""

from __future__ import annotations

from collections.abc import Callable
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


MakePage = Callable[[PageName, Office], OfficePage]
"""Makes a page."""


def make_page(name: PageName, office: Office) -> OfficePage:
    """The page of that name; each loads what only it needs."""
    module, kind = _CLASSES[name]
    page: OfficePage = getattr(import_module(f"ui.windows.evaluation.{module}"), kind)(office)
    return page


class Pages(QStackedWidget):
    """The page that is shown, and those shown before.

    Signals:
        page_wanted: a page asks for another one: its name, and a place on it or ``None``.
        made: a page (``OfficePage``) was made.
    """

    page_wanted = Signal(object, object)
    made = Signal(object)

    def __init__(self, office: Office, make: MakePage) -> None:
        super().__init__()
        self._office = office
        self._make = make
        self._made: dict[PageName, OfficePage] = {}

    def page(self, name: PageName) -> OfficePage:
        """A page, made if need be."""
        if name not in self._made:
            page = self._made[name] = self._make(name, self._office)
            self.addWidget(page)
            page.page_wanted.connect(self.page_wanted)
            self.made.emit(page)
        return self._made[name]

    @property
    def shown(self) -> PageName | None:
        """The page that is shown; ``None`` before the first."""
        return next((name for name, page in self._made.items() if page is self.currentWidget()), None)

    def turn_to(self, name: PageName) -> OfficePage:
        """Show a page; what was typed is saved first.

        Raises:
            EvalError: the page cannot be made: what it begins with cannot be read.
        """
        self._office.flush()
        page = self.page(name)
        self.setCurrentWidget(page)
        return page
