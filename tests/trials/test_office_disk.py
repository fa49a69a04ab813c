"""A disk that takes nothing more while the secretariat works: it is said, nothing is lost, work goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evalapp.places import Place
from evalapp.setup_draft import Part
from evalapp.setup_edits import set_cell
from evalapp.store.evaluation_file import EvaluationFile
from tests.trials import faults
from tests.trials.contents import evaluation_contents
from tests.trials.office_checks import settled
from tests.trials.office_stories import build
from tests.ui.windows.kit import AnsweringDialogs, new_kit
from ui.windows.dialogs import Answer
from ui.windows.evaluation.closing_page import ClosingPage
from ui.windows.evaluation.intake_page import IntakePage, IntakeTab
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.setup_page import SetupPage
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.opened import Opened, OpenedKind

pytestmark = pytest.mark.skipif(
    not faults.sqlite_calls_can_be_replaced(), reason="this Python's SQLite is closed"
)

_SENTENCES = ("空き容量がなく", "を読み書きできません")
"""How it is said that the disk takes no more bytes, or no new file."""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("office") / "start")


@dataclass
class Scene:
    """A window on an evaluation, and what passed by in it."""

    window: EvaluationWindow
    said: list[str]
    qtbot: QtBot

    @property
    def dialogs(self) -> AnsweringDialogs:
        dialogs = self.window.office.kit.dialogs
        assert isinstance(dialogs, AnsweringDialogs)
        return dialogs

    def settle(self) -> None:
        settled(self.window, lambda idle: self.qtbot.waitUntil(idle, timeout=30_000))

    def page(self, name: PageName, kind: type[Any]) -> Any:
        self.window.turn_to(name)
        self.settle()
        page = self.window.pages.currentWidget()
        assert isinstance(page, kind)
        return page

    def texts(self) -> str:
        """Everything that is said now, or was."""
        shown = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        texts = [one.text() for one in shown if callable(getattr(one, "text", None))]
        fault = self.window.office.state.fault
        phrase = self.window.office.kit.speaker.phrase
        state = [phrase(fault)] if fault else []
        return "\n".join([*map(str, texts), *state, *self.said, *self.dialogs.asked])


def _retitle(scene: Scene) -> None:
    work = scene.page(PageName.SETUP, SetupPage).work
    work.change(set_cell(work.draft, Part.HEAD, 0, "title", "改めた評価"), "Typing")
    scene.window.office.flush()


def _issue(scene: Scene) -> None:
    page = scene.page(PageName.ISSUE, IssuePage)
    page.all_button.click()
    page.issue()


def _confirm(scene: Scene) -> None:
    page = scene.page(PageName.INTAKE, IntakePage)
    page.show_place(IntakeTab.FORMS)
    scene.settle()
    page.forms.confirm_button.click()


def _close(scene: Scene) -> None:
    page = scene.page(PageName.CLOSING, ClosingPage)
    scene.dialogs.answers[:] = [Answer.YES]
    page.card.close_button.click()


@pytest.fixture
def scene_of(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Path], Scene]]:
    scenes: list[Scene] = []

    def opened(path: Path) -> Scene:
        window, office = open_evaluation(
            new_kit(qapp), Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE)
        )
        window.resize(1366, 728)
        window.show()
        scenes.append(Scene(window, [], qtbot))
        office.said.connect(scenes[-1].said.append)
        return scenes[-1]

    yield opened
    for scene in scenes:
        scene.window.office.close()
        scene.window.hide()
        scene.window.deleteLater()


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize(
    ("act", "name"),
    [
        (_retitle, "empty.evaluation"),
        (_issue, "empty.evaluation"),
        (_confirm, "sample.evaluation"),
        (_close, "sample.evaluation"),
    ],
)
def test_a_full_disk_is_said_and_the_act_can_be_done_again(
    act: Callable[[Scene], None],
    name: str,
    at: int,
    start: Path,
    tmp_path: Path,
    scene_of: Callable[[Path], Scene],
) -> None:
    path = Path(shutil.copytree(start, tmp_path / "desk")) / name
    before = _contents(path)
    scene = scene_of(path)
    with faults.sqlite_under(faults.Fault(at, "ENOSPC", lasting=True)) as disk:
        act(scene)
        scene.settle()
        assert disk.struck
        assert any(sentence in scene.texts() for sentence in _SENTENCES), scene.texts()
        disk.at = 0
        assert _contents(path) == before
        act(scene)
        scene.settle()
    assert _contents(path) != before
    assert scene.window.office.state.fault is None


def _contents(path: Path) -> object:
    found = evaluation_contents(path)
    with EvaluationFile(path, read_only=True) as file:
        return found, file.evaluation
