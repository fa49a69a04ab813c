"""Another program holds the evaluation's file while one works in the window."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evalapp.errors import EvalError
from evalapp.places import Place
from evalapp.setup_draft import Part
from evalapp.setup_edits import set_cell
from evalapp.store.freezing import close
from evalapp.store.setup_draft import read_draft
from tests.story import Desk, evalapp, raw_sqlite
from tests.ui.windows.kit import NOON, AnsweringDialogs
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.opened import Opened, OpenedKind
from ui.windows.saving import Saving


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Nobody else can read or write meanwhile."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield
        db.execute("ROLLBACK")


@pytest.fixture
def window(qtbot: QtBot, answered_office: Office) -> Iterator[EvaluationWindow]:
    path = answered_office.path
    made = EvaluationWindow(answered_office, Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    answered_office.close()
    made.deleteLater()


@pytest.mark.parametrize("name", list(PageName))
def test_a_page_turned_to_while_the_file_is_held_is_shown_afterwards(
    window: EvaluationWindow, name: PageName, qtbot: QtBot
) -> None:
    office = window.office
    office.file.wait_at_most(0.01)
    window.turn_to(PageName.WATCH if name is not PageName.WATCH else PageName.RECORD)
    qtbot.waitUntil(lambda: not office.jobs.busy)
    with held(office.path):
        window.turn_to(name)
        office.changed.emit()
        office.look()
    office.look()
    qtbot.waitUntil(lambda: not office.jobs.busy, timeout=20_000)
    assert office.state.saving is Saving.SAVED


def test_a_page_that_cannot_be_made_leaves_the_one_before(window: EvaluationWindow, qtbot: QtBot) -> None:
    office = window.office
    office.file.wait_at_most(0.01)
    window.turn_to(PageName.WATCH)
    dialogs = office.kit.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    with held(office.path):
        qtbot.mouseClick(window.rail.buttons[PageName.SETUP], Qt.MouseButton.LeftButton)
        assert window.pages.shown is PageName.WATCH
        assert window.rail.buttons[PageName.WATCH].isChecked()
        assert len(dialogs.asked) == 1
    qtbot.mouseClick(window.rail.buttons[PageName.SETUP], Qt.MouseButton.LeftButton)
    assert window.pages.shown is PageName.SETUP


def test_what_is_damaged_is_read_again_once_the_file_is_another(answered_office: Office) -> None:
    office = answered_office
    tries: list[Saving] = []

    def show() -> None:
        with office.reading():
            read_draft(office.file)
        tries.append(office.state.saving)

    office.changed.connect(show)
    with raw_sqlite(office.path) as db:
        db.execute("INSERT INTO setup_draft VALUES (1, '2027-01-05T03:00:00+00:00', 'no draft')")
    for _second in range(3):
        office.look()
    assert tries == [Saving.FAILED]
    assert office.state.saving is Saving.FAILED
    with raw_sqlite(office.path) as db:
        db.execute("DELETE FROM setup_draft")
    for _second in range(3):
        office.look()
    assert len(tries) == 2
    assert office.state.saving is Saving.SAVED


def test_an_act_that_failed_leaves_nothing_to_be_saved(answered_office: Office) -> None:
    office = answered_office
    office.file.wait_at_most(0.01)
    with held(office.path), pytest.raises(EvalError, match="file-busy"), office.acting() as file:
        close(file, NOON, "s")
    assert office.state.saving is Saving.SAVED
    with office.acting() as file:
        close(file, NOON, "s")
    assert office.closed


def test_what_is_typed_is_not_saved_until_it_is_saved_or_taken_back(answered_office: Office) -> None:
    office, work, other = answered_office, SetupWork(answered_office), object()
    office.file.wait_at_most(0.01)
    told: list[Saving] = []
    office.state_changed.connect(lambda: told.append(office.state.saving))
    with held(office.path):
        work.change(set_cell(work.draft, Part.HEAD, 0, "title", "別の名称"), "Typing")
    assert office.state.saving is Saving.FAILED
    with office.keeping(other):
        # that somebody else has saved something saves nothing here
        pass
    assert office.state.saving is Saving.FAILED
    office.flush()
    assert office.state.saving is Saving.SAVED
    assert read_draft(office.file) == work.draft
    with held(office.path):
        work.change(set_cell(work.draft, Part.HEAD, 0, "title", "もう一つの名称"), "Typing")
        assert told[-1] is Saving.FAILED
        work.undo()
    assert told[-1] is Saving.SAVED


def test_what_was_written_while_nothing_could_be_read_is_shown_later(
    window: EvaluationWindow, answered: Desk
) -> None:
    office = window.office
    office.file.wait_at_most(0.01)
    window.turn_to(PageName.WATCH)
    evalapp("close", answered.evaluation)
    with held(office.path):
        office.look()
        assert office.state.saving is Saving.FAILED
    office.look()
    assert office.closed
    assert "締切済み" in window.header.about
    assert office.state.saving is Saving.SAVED
