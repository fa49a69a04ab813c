"""A draft of the set-up that the app was killed over: it becomes what it would have become."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from evalapp.places import Place
from evalapp.setup_draft import Draft, Part
from evalapp.setup_edits import set_cell
from evalapp.setup_starts import draft_of
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import materials_in_force, read_draft, write_draft
from tests.story import Desk, evalapp
from tests.ui.windows.kit import NOON
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.kit import Kit
from ui.windows.opened import Opened, OpenedKind

Show = Callable[..., EvaluationWindow]


def leave_draft(path: Path, edit: Callable[[Draft], Draft]) -> None:
    with EvaluationFile(path) as file:
        write_draft(file, edit(draft_of(file.evaluation, materials_in_force(file))), NOON)


def retitled(draft: Draft) -> Draft:
    return set_cell(draft, Part.HEAD, 0, "title", "停電の前に入力した名称")


def faulty(draft: Draft) -> Draft:
    return set_cell(retitled(draft), Part.HEAD, 0, "deadline", "2027-02-30")


def left(path: Path) -> bool:
    with EvaluationFile(path, read_only=True) as file:
        return read_draft(file) is not None


@pytest.fixture
def free(tmp_path: Path) -> Path:
    path = tmp_path / "free.evaluation"
    evalapp("new", path, "--setup", resources.path("sample", "setup.toml"))
    return path


@pytest.fixture
def show(qtbot: QtBot, kit: Kit) -> Iterator[Show]:
    windows: list[EvaluationWindow] = []

    def shown(path: Path, *, read_only: bool = False) -> EvaluationWindow:
        office = Office(kit, EvaluationFile(path), read_only=read_only)
        opened = Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE, locked_elsewhere=read_only)
        windows.append(EvaluationWindow(office, opened))
        with qtbot.waitExposed(windows[-1]):
            windows[-1].show()
        return windows[-1]

    yield shown
    for window in windows:
        window.office.close()
        window.deleteLater()


def test_it_comes_into_force_on_opening(show: Show, free: Path, qtbot: QtBot) -> None:
    leave_draft(free, retitled)
    window = show(free)
    qtbot.waitUntil(lambda: window.office.evaluation.info.title == "停電の前に入力した名称")
    assert not left(free)
    assert window.windowTitle().startswith("停電の前に入力した名称")
    assert evalapp("record", free, "--verify").code == 0


def test_with_something_wrong_in_it_waits_to_be_put_right(show: Show, free: Path, qtbot: QtBot) -> None:
    leave_draft(free, faulty)
    window = show(free)
    qtbot.waitUntil(lambda: window.rail.isVisible() and not window.office.jobs.busy)
    window._adopt_left()
    assert window.office.evaluation.info.title != "停電の前に入力した名称"
    assert left(free)


def test_after_issuing_it_waits_to_be_looked_at(show: Show, sample: Desk) -> None:
    leave_draft(sample.evaluation, retitled)
    window = show(sample.evaluation)
    window._adopt_left()
    assert window.office.evaluation.info.title != "停電の前に入力した名称"
    assert left(sample.evaluation)


def test_a_second_window_leaves_it_until_the_first_has_gone(show: Show, free: Path) -> None:
    leave_draft(free, retitled)
    window = show(free, read_only=True)
    window._adopt_left()
    assert left(free)
    window.allow_editing()
    assert not left(free)
    assert window.office.evaluation.info.title == "停電の前に入力した名称"
