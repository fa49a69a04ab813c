"""The pages in the middle of the window; those behind the sheet are made when they are first turned to."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.windows.ballot.sheet_view import SheetView
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


class Page(IntEnum):
    """The pages, in the order of their tabs."""

    SHEETS = 0
    OVERVIEW = 1
    HAND_IN = 2


class Pages(QStackedWidget):
    """The score sheet, the overview, and checking and handing in.

    Signals:
        cell_chosen: (subject id, criterion id or ``None``, kind of comment or ``None``): show this cell.
        preview_requested: show the sheets as they will be printed.
    """

    cell_chosen = Signal(str, object, object)
    preview_requested = Signal()

    def __init__(self, kit: Kit, work: Work, sheet: SheetView, folder: Path) -> None:
        super().__init__()
        self._kit = kit
        self._work = work
        self._folder = folder
        self._made: dict[Page, QWidget] = {Page.SHEETS: sheet}
        self.addWidget(sheet)

    def turn_to(self, page: Page) -> None:
        """Show a page; what was typed is saved first, and pages other than the sheet get the keyboard."""
        self._work.flush()
        if page not in self._made:
            self._made[page] = self._overview() if page is Page.OVERVIEW else self._hand_in()
            self.addWidget(self._made[page])
        self.setCurrentWidget(self._made[page])
        if page is not Page.SHEETS:
            self._made[page].setFocus(Qt.FocusReason.OtherFocusReason)

    def _overview(self) -> QWidget:
        from ui.windows.ballot.overview import Overview

        overview = Overview(self._kit, self._work)
        overview.cell_chosen.connect(self.cell_chosen)
        return overview

    def _hand_in(self) -> QWidget:
        from ui.windows.ballot.hand_in_page import HandInPage

        page = HandInPage(self._kit, self._work, self._folder)
        page.cell_chosen.connect(self.cell_chosen)
        page.preview_requested.connect(self.preview_requested)
        return page
