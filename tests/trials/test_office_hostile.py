"""An evaluation somebody has written into: a page says so in one sentence, or shows what can be read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from evalapp.errors import EvalError
from evalapp.places import Place
from tests.story import evalapp, tampering
from tests.trials.hostile_office import DAMAGED, build
from tests.trials.office_checks import settled
from tests.ui.windows.kit import AnsweringDialogs, new_kit
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.opened import Opened, OpenedKind

_COMMANDS: tuple[tuple[object, ...], ...] = (
    ("results",),
    ("corrections",),
    ("status",),
    ("record", "--verify"),
    ("confirm",),
    ("close",),
)
_QUICK = (
    *("draft with a row of two cells", "draft with a material that is gone", "material of another content"),
    *("typed: deep", "typed: no such points", "revision: kept numbers", "closing: deep", "reopening: no day"),
)
_MOST = 5
"""So many rows of a list are clicked."""


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evaluation, undamaged. Do not change it."""
    return build(tmp_path_factory.mktemp("hostile") / "desk")


def _damage(original: Path, folder: Path, name: str) -> Path:
    path = Path(shutil.copy(original, folder / "x.evaluation"))
    with tampering(path) as connection:
        assert connection.execute(DAMAGED[name]).rowcount, f"{name} damages nothing"
    return path


@pytest.mark.parametrize("name", _QUICK)
def test_a_command_says_one_sentence(name: str, damaged: Path, tmp_path: Path) -> None:
    _command_all(name, damaged, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", DAMAGED)
def test_a_command_says_one_sentence_of_all_of_it(name: str, damaged: Path, tmp_path: Path) -> None:
    _command_all(name, damaged, tmp_path)


def _command_all(name: str, damaged: Path, tmp_path: Path) -> None:
    for command, *options in _COMMANDS:
        path = _damage(damaged, tmp_path, name)
        said = _run(command, path, *options)
        assert all(line.startswith("evalapp: ") for line in said), said


def _run(*words: object) -> list[str]:
    try:
        return evalapp(*words).err.splitlines()
    except AssertionError:
        # it refuses: a bug would end with another code
        return evalapp(*words, code=1).err.splitlines()


@pytest.mark.parametrize("name", _QUICK)
def test_every_page_bears_it(
    name: str, damaged: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    _open_all(_damage(damaged, tmp_path, name), qtbot, qapp)


@pytest.mark.soak
@pytest.mark.parametrize("name", DAMAGED)
def test_every_page_bears_all_of_it(
    name: str, damaged: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    _open_all(_damage(damaged, tmp_path, name), qtbot, qapp)


def _open_all(path: Path, qtbot: QtBot, app: QApplication) -> None:
    """Turn to every page and every tab, and click on rows; pytest-qt notes what is raised meanwhile."""
    kit = new_kit(app)
    dialogs: Any = kit.dialogs
    try:
        opened = Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE)
        window, office = open_evaluation(kit, opened)
    except EvalError:
        # the start window says it
        return
    window.resize(1366, 728)
    window.show()
    for name in PageName:
        window.turn_to(name)
        _settle(window, qtbot)
        _visit(window, qtbot)
    assert isinstance(dialogs, AnsweringDialogs)
    assert all("x.evaluation" in sentence for sentence in dialogs.asked), dialogs.asked
    office.close()
    window.hide()
    window.deleteLater()


def _settle(window: EvaluationWindow, qtbot: QtBot) -> None:
    settled(window, lambda idle: qtbot.waitUntil(idle, timeout=30_000))


def _visit(window: EvaluationWindow, qtbot: QtBot) -> None:
    page = window.pages.currentWidget()
    assert page is not None
    _click_rows(page)
    for tabs in page.findChildren(QTabBar):
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            _settle(window, qtbot)
            _click_rows(page)


def _click_rows(page: QWidget) -> None:
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(min(_MOST, model.rowCount()) if model and view.isVisible() else 0):
            index = model.index(row, 0)
            view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            QTest.mouseClick(
                view.viewport(),
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                view.visualRect(index).center(),
            )
            QApplication.processEvents()
