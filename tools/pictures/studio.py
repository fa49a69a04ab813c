"""Where the pictures are taken: windows as users see them, with a clock that stands still."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QLibraryInfo,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from evalapp.places import Place
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.ui.windows.kit import new_kit
from tools.pictures.chance import NOW
from tools.pictures.offices import Offices
from ui.windows.ballot.window import BallotWindow
from ui.windows.dialogs import Dialogs
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.kit import Kit
from ui.windows.opened import Opened, OpenedKind
from ui.windows.pdf_view import PdfView
from ui.windows.theme import Look

SIZE = (1366, 728)
"""A small laptop's screen, less its task bar."""

PATIENCE = 10_000
"""Milliseconds in which a window has to come to rest."""


_Page = TypeVar("_Page", bound=OfficePage)


class Studio:
    """Takes pictures; every scene begins with an empty data folder.

    Args:
        app: the application.
        folder: for the scenes' files; its name is seen in some pictures.
        ballots: the prepared ones, see ``make_ballots``.
        offices: the prepared evaluations.
        out: where the pictures go.

    Attributes:
        suffix: put behind the names of pictures.
        offices: as given.
        size: of the windows, in device-independent pixels.
    """

    def __init__(
        self, app: QApplication, folder: Path, ballots: Mapping[str, Path], offices: Offices, out: Path
    ) -> None:
        self.app = app
        self._ballots = ballots
        self.offices = offices
        self._out = out
        self.home = folder
        self.kit = self._kit()
        self.suffix = ""
        self.size = SIZE
        self._qt_words = QTranslator()
        self._qt_words.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def begin(self, code: str = "ja", look: Look = Look.LIGHT, text_size: int = 100) -> None:
        """Clear the table for another scene."""
        self.kit.settings.write()
        for name in ("書類", "メール", "提出"):
            shutil.rmtree(self.home / name, ignore_errors=True)
            (self.home / name).mkdir()
        data = Path(os.environ["EVALAPP_DATA"])
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        self.app.removeTranslator(self._qt_words)
        if code == "ja":
            self.app.installTranslator(self._qt_words)
        self.kit = self._kit(code, look, text_size)

    def end(self) -> None:
        """Take down what the scene has put up."""
        for window in self.app.topLevelWidgets():
            if isinstance(window, BallotWindow):
                window.work.close()
            elif isinstance(window, EvaluationWindow):
                window.office.close()
            window.hide()
            window.deleteLater()
        self.rest()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def ballot(self, name: str, folder: str = "書類", file: str = "髙瀬委員.ballot") -> Path:
        """A prepared ballot as a file that the scene may change."""
        path = Path(shutil.copy(self._ballots[name], self.home / folder / file))
        self.date(path, NOW - timedelta(days=2, hours=3))
        return path

    def date(self, path: Path, at: datetime) -> None:
        """Give a file its time of writing."""
        os.utime(path, (at.timestamp(), at.timestamp()))

    def window(
        self,
        name: str,
        *,
        kind: OpenedKind = OpenedKind.IN_PLACE,
        place: Place = Place.DURABLE,
        locked: bool = False,
    ) -> BallotWindow:
        """The window of a prepared ballot, shown and at rest."""
        path = self.ballot(name)
        opened = Opened(path, path, place, kind, locked_elsewhere=locked)
        window = BallotWindow(self.kit, Sitting(BallotFile(path)), opened)
        self.show(window, self.size)
        return window

    def evaluation(self, name: str) -> Path:
        """A prepared evaluation as a file that the scene may change."""
        return self.offices.copy(name, self.home / "書類" / "令和8年度.evaluation")

    def office(
        self, name: str, page: PageName, place: object = None, *, locked: bool = False
    ) -> EvaluationWindow:
        """The window of a prepared evaluation, turned to a page (and a place on it), shown and at rest."""
        path = self.evaluation(name)
        opened = Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE, locked_elsewhere=locked)
        window, _office = open_evaluation(self.kit, opened)
        window.turn_to(page, place)
        self.show(window, self.size)
        return window

    @staticmethod
    def page(window: EvaluationWindow, kind: type[_Page]) -> _Page:
        """The page shown, which is of that kind."""
        page = window.pages.currentWidget()
        if not isinstance(page, kind):
            raise TypeError(f"the window shows {page}")
        return page

    def show(self, window: QWidget, size: tuple[int, int] | None = None) -> None:
        """Show a window and wait until it is at rest."""
        if size:
            window.resize(*size)
        window.show()
        window.activateWindow()
        self.rest()

    def shoot(self, name: str, widget: QWidget) -> None:
        """Keep a picture of a widget."""
        self.rest()
        if not widget.isActiveWindow() and not isinstance(widget, QMenu):
            # the offscreen platform sometimes forgets whose turn it is, and rings are painted for one window
            widget.activateWindow()
            self.rest()
        path = self._out / f"{name}{self.suffix}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"the picture cannot be written: {path}")

    def rest(self) -> None:
        """Wait until everything shown has its place and its pages are drawn."""
        for _turn in range(8):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        self.wait_until(lambda: not self._working() and all(view.settled for view in self._pages()))
        QApplication.processEvents()

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Wait for what takes its time; ``RuntimeError`` if it takes too long."""
        late = QDeadlineTimer(PATIENCE)
        while not done():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
            if late.hasExpired():
                raise RuntimeError("the window does not come to rest")

    def shoot_dialog(self, name: str, ask: Callable[[], object]) -> None:
        """Keep a picture of the dialog that ``ask`` shows, and leave it by Escape."""

        def take() -> None:
            if dialog := self.app.activeModalWidget():
                self.shoot(name, dialog)
                dialog.close()

        QTimer.singleShot(0, take)
        ask()

    def late(self, days: int = 6) -> None:
        """From now on in this scene it is so many days later; after four of them the deadline is past."""
        self.kit = replace(self.kit, now=lambda: NOW + timedelta(days=days))

    def with_real_dialogs(self) -> None:
        """From now on in this scene questions are put as users see them."""
        self.kit = replace(self.kit, dialogs=Dialogs())

    def _kit(self, code: str = "ja", look: Look = Look.LIGHT, text_size: int = 100) -> Kit:
        return replace(new_kit(self.app, code, look, text_size), now=lambda: NOW)

    def _working(self) -> bool:
        windows = self.app.topLevelWidgets()
        return any(isinstance(one, EvaluationWindow) and one.office.jobs.busy for one in windows)

    def _pages(self) -> list[PdfView]:
        shown = [window for window in self.app.topLevelWidgets() if window.isVisible()]
        views = [view for window in shown for view in window.findChildren(PdfView) if view.isVisible()]
        # what is scrolled out of sight is not drawn
        return [view for view in views if not view.visibleRegion().isEmpty()]
