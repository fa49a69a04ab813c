"""Set-ups to be edited: a new evaluation, and the sample before and after something was issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from evalapp import sealing
from evalapp.rubric_data import shipped_rubric
from evalapp.setup_draft import Part
from evalapp.setup_starts import new_draft
from evalapp.starting import new_evaluation
from tests.story import evalapp
from ui.windows.evaluation.grid.view import Grid
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.setup_page import SetupPage

ShowPage = Callable[[Path], SetupPage]

NOW = datetime(2026, 7, 1, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def new_path(tmp_path: Path) -> Path:
    """An evaluation with a title and one rubric."""
    path = tmp_path / "new.evaluation"
    draft = new_draft("新しい評価", shipped_rubric("meti-project"))
    new_evaluation(path, draft, "1" * 32, (), sealing.new_evaluation_keys(), NOW, "事務局")
    return path


@pytest.fixture
def free_path(tmp_path: Path) -> Path:
    """The sample; nothing is issued yet."""
    path = tmp_path / "free.evaluation"
    evalapp("new", path, "--setup", resources.path("sample", "setup.toml"))
    return path


@pytest.fixture
def show_page(qtbot: QtBot, open_office: Callable[[Path], Office]) -> ShowPage:
    """Opens the page of an evaluation in a window."""

    def shown(path: Path) -> SetupPage:
        page = SetupPage(open_office(path))
        qtbot.addWidget(page)
        page.resize(1166, 640)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return shown


@pytest.fixture
def page(free_path: Path, show_page: ShowPage) -> SetupPage:
    """The sample, on its members."""
    page = show_page(free_path)
    page.show_place(Part.MEMBERS)
    return page


@pytest.fixture
def grid(page: SetupPage, qtbot: QtBot) -> Grid:
    """The members; the keyboard is on the first cell."""
    grid = page.rows[Part.MEMBERS].grid
    qtbot.waitUntil(grid.hasFocus)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 0)
    return grid
