"""Evaluations open at the secretariat: untouched, with the sample's answers, and the largest."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from evalapp.store.evaluation_file import EvaluationFile
from tests.largest import largest
from tests.story import Desk, evalapp, own_data, sample_desk
from tests.ui.windows.evaluation.secretary import Secretary, at_office
from ui.windows.evaluation.office import Office
from ui.windows.kit import Kit

OpenOffice = Callable[[Path], Office]


@pytest.fixture(scope="session")
def answered_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sample desk: ballots issued, all handed in, all taken in. Do not change it."""
    with own_data(tmp_path_factory.mktemp("data")):
        desk = sample_desk(tmp_path_factory.mktemp("answered"))
        shutil.copy(desk.evaluation, desk.folder / "issued.evaluation")
        evalapp("intake", desk.evaluation, *desk.all_submissions(), "--apply")
    return desk.folder


@pytest.fixture(scope="session")
def largest_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The largest evaluation with everything taken in. Do not change it."""
    with own_data(tmp_path_factory.mktemp("data")):
        return largest(tmp_path_factory.mktemp("largest") / "largest.evaluation")


@pytest.fixture
def sample(answered_once: Path, tmp_path: Path) -> Desk:
    """A desk of the sample: ballots and submissions are there, nothing is taken in yet."""
    folder = Path(shutil.copytree(answered_once, tmp_path / "desk"))
    shutil.move(folder / "issued.evaluation", folder / "sample.evaluation")
    return Desk(folder)


@pytest.fixture
def answered(answered_once: Path, tmp_path: Path) -> Desk:
    """A desk of the sample: everything is taken in."""
    return Desk(Path(shutil.copytree(answered_once, tmp_path / "desk")))


@pytest.fixture
def open_office(kit: Kit) -> Iterator[OpenOffice]:
    """Opens evaluations as the window does; they are closed at the end."""
    offices: list[Office] = []

    def opened(path: Path) -> Office:
        offices.append(Office(kit, EvaluationFile(path)))
        return offices[-1]

    yield opened
    for office in offices:
        office.close()


@pytest.fixture
def office(sample: Desk, open_office: OpenOffice) -> Office:
    """The sample, issued, nothing taken in."""
    return open_office(sample.evaluation)


@pytest.fixture
def answered_office(answered: Desk, open_office: OpenOffice) -> Office:
    """The sample with all answers."""
    return open_office(answered.evaluation)


@pytest.fixture
def largest_office(largest_once: Path, tmp_path: Path, open_office: OpenOffice) -> Office:
    """The largest evaluation with all answers."""
    return open_office(Path(shutil.copy(largest_once, tmp_path / "largest.evaluation")))


@pytest.fixture
def secretary(
    qtbot: QtBot, qapp: QApplication, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Secretary]:
    """Whoever sits before the app with its real windows."""
    # a menu takes hold of the keyboard, and without a screen never gives it back
    monkeypatch.setattr(QMenu, "popup", lambda *_place: None)
    with at_office(qtbot, qapp, kit) as made:
        yield made
