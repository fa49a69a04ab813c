"""What is open in a table when one leaves it: a menu, an editor, a composition."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.windows.evaluation.setup.test_grid import press, texts
from ui.windows.evaluation.grid.view import Grid
from ui.windows.evaluation.setup_page import SetupPage


def test_keys_work_again_after_a_menu_in_which_they_had_no_sense(grid: Grid) -> None:
    last = grid.table.count()
    grid.go_to(last, 1)
    menu = grid.acts.menu()
    assert not grid.acts.actions["fill"].isEnabled()
    # the screen of the tests shows no menu
    menu.aboutToHide.emit()
    grid.go_to(1, 3)
    press(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert texts(grid, 3)[0] == texts(grid, 3)[1] != ""


def test_what_is_being_composed_is_kept_when_the_page_is_left(
    grid: Grid, page: SetupPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The input method of the platform hands over what it composes when it is asked to."""
    grid.go_to(1, 1)
    press(grid, Qt.Key.Key_F2)
    editor = grid.editor
    assert editor is not None
    editor.clear()
    QApplication.sendEvent(editor, QInputMethodEvent("作成中", []))
    assert editor.composing

    class Platform:
        def commit(self) -> None:
            if editor.composing:
                event = QInputMethodEvent("", [])
                event.setCommitString("作成中")
                QApplication.sendEvent(editor, event)

    class Gui:
        @staticmethod
        def inputMethod() -> Platform:
            return Platform()

    monkeypatch.setattr("ui.windows.evaluation.office.QGuiApplication", Gui)
    page.office.flush()
    assert page.office.evaluation.members[1].name == "作成中"


def test_tabs_of_the_page_take_it_too(grid: Grid, page: SetupPage) -> None:
    grid.go_to(1, 1)
    QTest.keyClicks(grid, "n")
    assert grid.editor is not None
    page.tabs.setCurrentIndex(0)
    assert page.work.draft.members[1].cells[1] == "n"
