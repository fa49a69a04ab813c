"""The app with the member's real windows, as a story drives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evalapp.model import ScoreSheet
from evalapp.places import Place
from evalapp.store.ballot_file import BallotFile
from tests.ui.windows.kit import AnsweringDialogs, NotedDesktop
from ui.windows.app import EvalApp
from ui.windows.ballot.window import BallotWindow
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.kit import Kit


class AppUser:
    """Whoever sits before the app.

    Attributes:
        app, kit: the app and what its windows share.
    """

    def __init__(self, qtbot: QtBot, kit: Kit, app: EvalApp) -> None:
        self.qtbot = qtbot
        self.kit = kit
        self.app = app

    @property
    def dialogs(self) -> AnsweringDialogs:
        """Where answers are put before they are asked for."""
        assert isinstance(self.kit.dialogs, AnsweringDialogs)
        return self.kit.dialogs

    @property
    def desktop(self) -> NotedDesktop:
        """What was opened outside the app."""
        assert isinstance(self.kit.desktop, NotedDesktop)
        return self.kit.desktop


class MemberDesk(AppUser):
    """A member at a computer: the app, its windows, and what the dialogs are to answer."""

    def open(self, path: Path, width: int = 1366, height: int = 728) -> BallotWindow:
        """The window of a ballot, with the keyboard in it."""
        window = self.app.open(path)
        assert isinstance(window, BallotWindow), self.dialogs.asked
        window.resize(width, height)
        self.activate(window)
        return window

    def activate(self, window: BallotWindow) -> None:
        """Bring a window to the front."""
        with self.qtbot.waitActive(window):
            window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def close(self, window: BallotWindow) -> None:
        """Close a window as its user does."""
        assert window.close(), self.dialogs.asked
        settle_events()


@contextmanager
def at_desk(qtbot: QtBot, qapp: QApplication, kit: Kit, place: Place = Place.DURABLE) -> Iterator[MemberDesk]:
    """A member at a computer whose files all lie in places of one kind."""
    app = EvalApp(
        qapp,
        kit,
        lambda path: Place.DURABLE if "data" in path.parts else place,
        BallotWindow,
        open_evaluation,
    )
    yield MemberDesk(qtbot, kit, app)
    for window in app.windows:
        window.close()
    if app.start:
        app.start.close()
    settle_events()
    app.close_all()


def settle_events() -> None:
    """Carry out what Qt has put off, such as the deletion of closed windows."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def on_disk(path: Path) -> dict[str, ScoreSheet]:
    """The sheets in a file, read by nobody who has them in memory."""
    with BallotFile(path) as file:
        return {sheet.subject_id: sheet for sheet in file.sheets()}


def texts(window: QWidget) -> set[str]:
    """Every word that the visible widgets say."""
    said = set()
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            text = getattr(widget, "text", None)
            said.add(str(text() if callable(text) else text))
    return said
