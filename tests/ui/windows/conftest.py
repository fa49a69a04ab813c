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
from tests.story import Desk, evalapp, own_data
from tests.ui.windows.kit import new_kit
from ui.windows.ballot.work import Work
from ui.windows.garbage import end_windows
from ui.windows.kit import Kit


@pytest.fixture
def kit(qapp: QApplication) -> Kit:
    """Japanese, light colours, usual size; its dialogs fail on a question that no test expects."""
    return new_kit(qapp)


@pytest.fixture(scope="session", autouse=True)
def nothing_of_qt_outlives_python() -> Iterator[None]:
    """Windows go before Python does; so does what lies on the clipboard of a desktop without a screen."""
    yield
    if QApplication.instance():
        end_windows()
        QApplication.clipboard().clear()


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's ballot of m1 as issued. Do not change it."""
    desk = Desk(tmp_path_factory.mktemp("issued"))
    with own_data(tmp_path_factory.mktemp("data")):
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
