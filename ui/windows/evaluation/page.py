"""What all pages of the secretariat's window have in common."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QMargins, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.windows.evaluation.office import Office
from ui.windows.kit import Kit


class PageName(StrEnum):
    """The pages, in the order of the work."""

    SETUP = "setup"
    ISSUE = "issue"
    WATCH = "watch"
    INTAKE = "intake"
    RESULTS = "results"
    CLOSING = "closing"
    PUBLISHING = "publishing"
    RECORD = "record"


Turn = Callable[[PageName], object]
"""Shows a page."""


class OfficePage(QWidget):
    """A page: it reads the file when it is shown, and again when the file has changed while it is in sight.

    A page implements ``refresh`` and ``retranslate`` and calls ``retranslate`` at the end of its constructor.

    Signals:
        page_wanted: show another page (a ``PageName``), with something on it that the page understands
            (``show_place``), or ``None``.
        history_changed: ``undo_words`` or ``redo_words`` are others.
    """

    page_wanted = Signal(object, object)
    history_changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self._stale = True
        office.changed.connect(self._note_change)
        office.kit.speaker.changed.connect(self.retranslate)

    @property
    def kit(self) -> Kit:
        """The window's kit."""
        return self.office.kit

    @property
    def margins(self) -> QMargins:
        """Around what a page shows: the same on all pages."""
        em = self.kit.theme.em
        side = round(em * 1.2)
        return QMargins(side, round(em * 0.7), side, round(em * 0.9))

    def refresh(self) -> None:
        """Show what the file holds now."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say all texts in the language of the app."""
        raise NotImplementedError

    def show_place(self, place: object) -> None:
        """Show what another page asked for by ``page_wanted``; most pages know of nothing."""

    def show_drag(self, *, over: bool) -> None:
        """Files are being dragged over the window, or not any more: light their place, if there is one."""

    def take_files(self, paths: list[Path]) -> bool:  # noqa: ARG002 - for pages that take some
        """Take files dropped on the window while this page is shown; ``False`` if it takes none."""
        return False

    def undo_words(self) -> str:
        """What ``undo`` would take back; empty: nothing, or this page has no undoing."""
        return ""

    def redo_words(self) -> str:
        """What ``redo`` would make again; empty: nothing."""
        return ""

    def undo(self) -> None:
        """Take the newest edit on this page back."""

    def redo(self) -> None:
        """Make the edit last undone again."""

    def take_keyboard(self) -> None:
        """Put the keyboard where work begins."""
        self.setFocus()

    def _note_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read_anew()

    def _read_anew(self) -> None:
        with self.office.reading():
            self.refresh()
            self._stale = False

    def showEvent(self, event: QShowEvent) -> None:
        """Read the file if it has changed since."""
        super().showEvent(event)
        if self._stale:
            self._read_anew()
