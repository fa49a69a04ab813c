"""What the tests of windows share: a kit, and untouched or scored ballots of the sample to work with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import resources
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk, evalapp
from tests.ui.windows.kit import new_kit
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


@pytest.fixture
def kit(qapp: QApplication) -> Kit:
    """Japanese, light colours, usual size; its dialogs fail on a question that no test expects."""
    return new_kit(qapp)


@pytest.fixture(scope="session", autouse=True)
def clipboard_empty_at_the_end() -> Iterator[None]:
    """The clipboard of a desktop without a screen outlives Python, and what Python made must not."""
    yield
    if QApplication.instance():
        QApplication.clipboard().clear()


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's ballot of m1 as issued. Do not change it."""
    desk = Desk(tmp_path_factory.mktemp("issued"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALAPP_DATA", str(tmp_path_factory.mktemp("data")))
        patch.setenv("LC_ALL", "C.UTF-8")
        evalapp("new", desk.evaluation, "--setup", resources.path("sample", "setup.toml"))
        evalapp("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m1")
    return desk.ballot("m1")


@pytest.fixture
def ballot_path(issued_once: Path, tmp_path: Path) -> Path:
    """The untouched sample ballot of m1: projects A, B, C and the programme P."""
    return Path(shutil.copy(issued_once, tmp_path / "m1.ballot"))


@pytest.fixture
def sitting(ballot_path: Path) -> Iterator[Sitting]:
    """An untouched sample ballot, open."""
    opened = Sitting(BallotFile(ballot_path))
    yield opened
    opened.close()


@pytest.fixture
def work(sitting: Sitting, kit: Kit) -> Iterator[Work]:
    """The member's work on an untouched sample ballot."""
    yield (made := Work(sitting, kit.now))
    made.close()
