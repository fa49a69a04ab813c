"""A bug: logged without answers, the data kept, one sentence, one stop."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.data_folder import data_folder
from evalapp.errors import EvalError
from tests.ui.windows.kit import NOON, AnsweringDialogs
from ui.bug_log import EXIT_BUG, LOG_LIMIT, log_bug, log_text
from ui.windows.faults import QT_MESSAGES, Faults, save_each
from ui.windows.kit import Kit

ROOT = Path(__file__).parents[3]


def bug(secret: str = "提言の文章") -> BaseException:
    comment = secret * 2
    try:
        try:
            raise KeyError(comment)
        except KeyError as error:
            raise ValueError(f"cannot place {comment}") from error
    except ValueError as error:
        return error


def logged() -> str:
    return (data_folder() / "evalapp.log").read_text("utf-8")


@pytest.fixture
def exits(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The codes with which the event loop was told to end."""
    codes: list[int] = []
    monkeypatch.setattr(type(qapp), "exit", staticmethod(codes.append))
    return codes


@pytest.fixture
def saved() -> list[str]:
    return []


@pytest.fixture
def faults(qapp: QApplication, kit: Kit, exits: list[int], saved: list[str]) -> Iterator[Faults]:
    def save_all() -> bool:
        saved.append("all")
        return True

    assert not exits
    made = Faults(qapp, kit, save_all)
    yield made
    made.remove()


def told(kit: Kit) -> list[str]:
    assert isinstance(kit.dialogs, AnsweringDialogs)
    return kit.dialogs.asked


def test_the_first_bug_saves_says_one_sentence_and_stops(
    faults: Faults, kit: Kit, exits: list[int], saved: list[str]
) -> None:
    error = bug()
    faults.report(type(error), error, error.__traceback__)
    faults.report(type(error), error, error.__traceback__)
    assert saved == ["all"]
    assert exits == [EXIT_BUG]
    assert faults.stopped
    (sentence,) = told(kit)
    assert "保存" in sentence
    assert str(data_folder() / "evalapp.log") in sentence
    assert logged().count("\nValueError\n") == 2


def test_a_file_that_is_held_for_a_moment_is_said_and_stops_nothing(
    faults: Faults, kit: Kit, exits: list[int]
) -> None:
    error = EvalError("file-busy", file="a.evaluation")
    faults.report(type(error), error)
    assert len(told(kit)) == 1
    assert "a.evaluation" in told(kit)[0]
    assert exits == []
    assert not faults.stopped
    assert "EvalError" in logged()


def test_what_could_not_be_saved_is_not_called_saved(qapp: QApplication, kit: Kit, exits: list[int]) -> None:
    error = bug()
    Faults(qapp, kit, lambda: False).report(type(error), error)
    assert exits == [EXIT_BUG]
    assert "失われ" in told(kit)[0]


def test_the_log_says_where_but_not_what(faults: Faults) -> None:
    error = bug()
    faults.report(type(error), error, error.__traceback__)
    text = logged()
    assert "test_faults.py" in text
    assert "in bug" in text
    assert "KeyError" in text
    assert "提言" not in text
    assert "cannot place" not in text.replace('f"cannot place', "")


def test_the_words_of_errors_about_code_are_kept() -> None:
    try:
        None.sheets  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError as error:
        log_bug(error, NOON)
    assert "'NoneType' object has no attribute 'sheets'" in logged()


def test_a_bug_in_saving_does_not_keep_the_app_from_stopping(
    qapp: QApplication, kit: Kit, exits: list[int]
) -> None:
    def broken() -> bool:
        raise ZeroDivisionError

    made = Faults(qapp, kit, broken)
    error = bug()
    made.report(type(error), error)
    assert exits == [EXIT_BUG]
    assert "ZeroDivisionError" in logged()


def test_one_window_that_cannot_save_costs_another_nothing(kit: Kit) -> None:
    saved: list[str] = []

    def full() -> None:
        raise EvalError("disk-full", file="m1.ballot")

    def broken() -> None:
        raise ZeroDivisionError

    savers: list[Callable[[], None]] = [full, broken, lambda: saved.append("third")]
    assert not save_each(savers, kit)
    assert saved == ["third"]
    assert save_each(savers[2:], kit)
    assert "ZeroDivisionError" in logged()
    assert "EvalError" not in logged()


def test_a_bug_in_a_thread_stops_the_app_from_its_own_thread(
    faults: Faults, kit: Kit, exits: list[int], qtbot: QtBot
) -> None:
    arguments = threading.ExceptHookArgs((ValueError, bug(), None, None))
    thread = threading.Thread(target=faults._report_thread, args=(arguments,))
    thread.start()
    thread.join()
    assert not told(kit), "no dialog from a thread"
    qtbot.waitUntil(lambda: exits == [EXIT_BUG])
    assert len(told(kit)) == 1


def test_interrupting_is_no_bug(faults: Faults, kit: Kit, exits: list[int]) -> None:
    faults.report(KeyboardInterrupt, KeyboardInterrupt())
    assert not told(kit)
    assert not exits
    assert not (data_folder() / "evalapp.log").exists()


def test_a_log_that_cannot_be_written_stops_nothing(
    faults: Faults, kit: Kit, exits: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "blocked").write_bytes(b"")
    monkeypatch.setenv("EVALAPP_DATA", str(tmp_path / "blocked"))
    error = bug()
    faults.report(type(error), error)
    assert exits == [EXIT_BUG]
    assert "evalapp.log" not in told(kit)[0]


def test_a_long_log_is_put_aside() -> None:
    log_text("x" * LOG_LIMIT, NOON)
    log_text("second", NOON + timedelta(hours=1))
    assert "second" in logged()
    assert len(logged()) < 100
    assert (data_folder() / "evalapp.log.old").stat().st_size > LOG_LIMIT


_APP = """
import sys
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget
from tests.ui.windows.test_app import PlainWindow
from ui.windows import dialogs, start_up
told = []
dialogs.Dialogs.tell = lambda self, parent, sentence, details="": told.append(sentence)

class Broken(PlainWindow):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        QTimer.singleShot(0, self.work)
    def work(self):
        for number in range(1000):
            qWarning(f"a warning of Qt's {number}")
        self.no_such_method()
    def save_now(self):
        print("saved", flush=True)

start_up._ballot_window = Broken
from pathlib import Path
code = start_up.run([Path(sys.argv[1])], asked_language="en", system_language="en")
print(len(told), code, flush=True)
sys.exit(code)
"""


def test_the_whole_app_stops_with_70_and_qt_speaks_into_the_log(ballot_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _APP, str(ballot_path)],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        text=True,
        check=False,
    )
    assert done.returncode == EXIT_BUG, done.stderr
    assert done.stderr == ""
    assert done.stdout.split() == ["saved", "saved", "1", "70"]
    assert "no attribute 'no_such_method'" in logged()
    assert logged().count("a warning of Qt's") <= QT_MESSAGES
