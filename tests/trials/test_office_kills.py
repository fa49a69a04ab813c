"""The secretariat's computer may die at any moment: closing, confirming, setting up are whole or not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.places import Place
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import read_draft
from tests.trials import faults
from tests.trials.killing import KILLABLE, ends_undisturbed, every_act, every_fault
from tests.trials.office_driver import NEW_TITLE
from tests.trials.office_stories import STORIES, build
from tests.trials.stage import Zygote
from tests.ui.windows.kit import new_kit
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.opened import Opened, OpenedKind

pytestmark = KILLABLE


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("office") / "start")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote, start: Path) -> dict[str, object]:
    return ends_undisturbed(STORIES, zygote, start, tmp_path_factory.mktemp("undisturbed"))


@pytest.mark.parametrize(("name", "step"), [("close", 11), ("confirm", 7), ("paper", 11), ("draft", 11)])
def test_a_process_killed_at_an_act_leaves_nothing_half(
    name: str, step: int, zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    ends = every_fault(zygote, start, tmp_path, STORIES[name], undisturbed[name], [faults.KILL], step)
    assert ends[None] > 3


@pytest.mark.soak
@pytest.mark.parametrize("how", [faults.KILL, faults.TORN, "ENOSPC", "EIO"])
@pytest.mark.parametrize("name", STORIES)
def test_a_fault_at_every_single_act_leaves_nothing_half(
    name: str, how: str, zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    every_act(zygote, start, tmp_path, name, STORIES[name], undisturbed[name], how)


def test_what_was_typed_when_the_computer_died_comes_into_force(
    qtbot: QtBot, qapp: QApplication, zygote: Zygote, start: Path, tmp_path: Path
) -> None:
    """The draft was saved, and the machine stopped before it was put into force."""
    story, kept = STORIES["draft"], 0
    acts = len(_killed(zygote, start, tmp_path / "whole", 0))
    for at in range(1, acts + 1):
        folder = tmp_path / f"{at}"
        _killed(zygote, start, folder, at)
        path = folder / "empty.evaluation"
        story.keeps(story.contents(folder), "", "")
        with EvaluationFile(path) as file:
            was_kept = read_draft(file) is not None
        if was_kept:
            kept += 1
            assert _opened_title(qtbot, qapp, path) == NEW_TITLE
            assert story.contents(folder)["draft"] is None
    assert kept > 2


def _killed(zygote: Zygote, start: Path, folder: Path, at: int) -> list[str]:
    shutil.copytree(start, folder)
    return zygote.run(*STORIES["draft"].words(folder), fault=(at, faults.KILL)).acts


def _opened_title(qtbot: QtBot, qapp: QApplication, path: Path) -> str:
    """The evaluation's title once its window has been opened, whichever page that shows."""
    window, office = open_evaluation(new_kit(qapp), Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE))
    window.show()
    qtbot.waitUntil(lambda: not office.jobs.busy)
    QApplication.processEvents()
    office.close()
    window.close()
    with EvaluationFile(path) as file:
        return file.evaluation.info.title
