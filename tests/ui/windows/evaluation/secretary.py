"""The secretariat at a computer: the app with its real windows, driven by clicks, keys and drops alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QMenu,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
from evalapp.places import Place
from tests.ui.windows.ballot.desk import AppUser, settle_events
from ui.windows.app import EvalApp
from ui.windows.ballot.window import BallotWindow
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.kit import Kit

Key, Ctrl, Left = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
_Page = TypeVar("_Page", bound=OfficePage)


@cache
def sample_setup() -> dict[str, Any]:
    """The set-up of the shipped sample, as its file has it."""
    return tomllib.loads(resources.path("sample", "setup.toml").read_text("utf-8"))


def block(rows: Iterable[dict[str, str]], *columns: str) -> str:
    """Rows as a spreadsheet copies them; a column that a row lacks is empty."""
    return "".join("\t".join(row.get(column, "") for column in columns) + "\r\n" for row in rows)


def holder() -> QWidget:
    """The widget that has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None, "nobody has the keyboard"
    return found


def write(text: str) -> None:
    """Type where the keyboard is: ASCII by keys, anything else as an input method commits it."""
    if text.isascii():
        for sign in text:
            # a cell opens its editor at the first key
            QTest.keyClicks(holder(), sign)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(holder(), event)


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Keys, each where the keyboard then is."""
    for key in keys:
        QTest.keyClick(holder(), key, modifier)


class Secretary(AppUser):
    """A person of the secretariat.

    Attributes:
        window: the evaluation's, once it is open.
    """

    window: EvaluationWindow

    # windows

    def open(self, path: Path, width: int = 1366, height: int = 728) -> EvaluationWindow:
        """Open an evaluation; its window has the keyboard."""
        self.app.open(path)
        return self.take_window(width, height)

    def take_window(self, width: int = 1366, height: int = 728) -> EvaluationWindow:
        """Go on in the evaluation's window opened last."""
        (*_others, window) = (one for one in self.app.windows if isinstance(one, EvaluationWindow))
        self.window = window
        window.resize(width, height)
        self.activate(window)
        self.settle()
        return window

    def activate(self, window: QWidget) -> None:
        """Bring a window to the front."""
        # a window closed before takes the keyboard away with it when it is deleted
        settle_events()
        with self.qtbot.waitActive(window):
            window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def close(self) -> None:
        """Close the evaluation's window."""
        assert self.window.close(), self.dialogs.asked
        settle_events()

    def settle(self) -> None:
        """Wait for everything that is under way beside the window."""
        self.qtbot.waitUntil(lambda: not self.window.office.jobs.busy, timeout=30_000)

    # hands

    def click(self, button: QAbstractButton) -> None:
        """Press a button that can be seen and pressed."""
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        self.qtbot.mouseClick(button, Left)
        if hasattr(self, "window"):
            self.settle()

    def click_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Click on a cell of a list or a table."""
        view.scrollTo(index)
        QTest.mouseClick(
            view.viewport(), Left, Qt.KeyboardModifier.NoModifier, view.visualRect(index).center()
        )
        self.settle()

    def click_tab(self, tabs: QTabBar, number: int) -> None:
        """Click on a tab."""
        QTest.mouseClick(tabs, Left, Qt.KeyboardModifier.NoModifier, tabs.tabRect(number).center())
        assert tabs.currentIndex() == number
        self.settle()

    def choose(self, box: QComboBox, data_or_row: object) -> None:
        """Choose in a list, by the entry's data or its row, as the user does."""
        row = data_or_row if isinstance(data_or_row, int) else box.findData(data_or_row)
        assert box.isVisible()
        assert box.isEnabled()
        assert 0 <= row < box.count()
        box.setFocus()
        while box.currentIndex() != row:
            QTest.keyClick(box, Key.Key_Down if box.currentIndex() < row else Key.Key_Up)
        if hasattr(self, "window"):
            self.settle()

    def choose_in(self, menu: QMenu, word: str) -> None:
        """Choose the entry of a menu that says so; menus cannot be opened where there is no screen."""
        menu.aboutToShow.emit()
        (action,) = (one for one in menu.actions() if word in one.text())
        assert action.isEnabled()
        action.trigger()
        self.settle()

    def paste(self, text: str) -> None:
        """Paste where the keyboard is."""
        QApplication.clipboard().setText(text)
        press(Key.Key_V, modifier=Ctrl)

    def drop(self, *paths: Path) -> None:
        """Drop files on the window and wait until they are worked through."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, place, no_key = Qt.DropAction.CopyAction, QPointF(5, 5), Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(place, copy, data, Left, no_key)
        QApplication.sendEvent(self.window, entering)
        assert entering.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(place, copy, data, Left, no_key))
        QApplication.processEvents()
        self.settle()

    def sit_down(self, name: str) -> None:
        """Another person says at the head of the window who is at work."""
        self.dialogs.answers.append(name)
        self.click(self.window.header.operator)
        assert name in self.window.header.operator.text()

    # pages

    def turn(self, name: PageName, kind: type[_Page]) -> _Page:
        """Turn to a page by its button in the rail."""
        button = self.window.rail.buttons[name]
        self.window.rail.ensureWidgetVisible(button)
        self.qtbot.mouseClick(button, Left)
        self.settle()
        return self.page(kind)

    def page(self, kind: type[_Page]) -> _Page:
        """The page that is shown, which is to be of this kind."""
        shown = self.window.pages.currentWidget()
        assert isinstance(shown, kind)
        assert shown.isVisible()
        return shown


@contextmanager
def at_office(qtbot: QtBot, qapp: QApplication, kit: Kit) -> Iterator[Secretary]:
    """The secretariat at a computer whose files all lie where they last."""
    app = EvalApp(qapp, kit, lambda _path: Place.DURABLE, BallotWindow, open_evaluation)
    yield Secretary(qtbot, kit, app)
    for window in app.windows:
        window.close()
    if app.start:
        app.start.close()
        app.start.deleteLater()
    settle_events()
    app.close_all()


def column_texts(view: QAbstractItemView, column: int) -> list[str]:
    """What a column of a list or a table says, from above."""
    model = view.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def table_texts(view: QAbstractItemView) -> Sequence[list[str]]:
    """What a table says, row by row."""
    model = view.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
