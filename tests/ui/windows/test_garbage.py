"""Garbage is looked for in the window's thread, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.windows import garbage
from ui.windows.garbage import Collector
from ui.windows.jobs import Jobs, Progress


class Found(QObject):
    """In a circle with itself, so that only a search finds that nobody needs it."""

    def __init__(self, ended_in: list[int]) -> None:
        super().__init__()
        self.circle = self
        weakref.finalize(self, lambda: ended_in.append(threading.get_ident()))


@pytest.fixture(autouse=True)
def seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 10, 10)
    yield
    gc.set_threshold(*before)


def make_garbage(_progress: Progress) -> int:
    gc.set_threshold(10, 5, 5)
    return len([[number] for number in range(20_000)])


def test_a_job_does_not_destroy_what_belongs_to_the_window(qtbot: QtBot) -> None:
    ended_in: list[int] = []
    jobs, done = Jobs(), list[int]()
    Found(ended_in)
    jobs.start(make_garbage, done.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(done))
    gc.collect()
    assert ended_in == [threading.get_ident()]
    assert gc.isenabled()
    jobs.close()


def test_what_waits_for_a_job_ends_where_it_was_made(qtbot: QtBot) -> None:
    ended_in: list[int] = []
    jobs, done = Jobs(), list[int]()

    def start() -> None:
        waiting = QObject()
        weakref.finalize(waiting, lambda: ended_in.append(threading.get_ident()))
        jobs.start(lambda _progress: id(waiting), lambda _found: waiting.objectName(), pytest.fail)

    for _turn in range(50):
        start()
    jobs.start(lambda _progress: 1, done.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(done))
    jobs.close()
    assert ended_in == [threading.get_ident()] * 50


def test_closing_half_way_ends_it_there_too() -> None:
    ended_in: list[int] = []
    jobs, go_on = Jobs(), threading.Event()

    def start() -> None:
        waiting = QObject()
        weakref.finalize(waiting, lambda: ended_in.append(threading.get_ident()))
        jobs.start(lambda _progress: go_on.wait(5), lambda _found: waiting.objectName(), pytest.fail)

    start()
    go_on.set()
    jobs.close()
    assert ended_in == [threading.get_ident()]
    assert gc.isenabled()


def test_what_is_due_is_found_while_python_does_not_look(qtbot: QtBot) -> None:
    collector = Collector()
    ended_in: list[int] = []
    try:
        assert not gc.isenabled()
        Found(ended_in)
        make_garbage(Progress(lambda _done, _total: None))
        assert not ended_in
        qtbot.waitUntil(lambda: ended_in == [threading.get_ident()])
    finally:
        collector.stop()
    assert gc.isenabled()


def test_holds_are_counted() -> None:
    garbage.hold()
    garbage.hold()
    garbage.release()
    assert not gc.isenabled()
    garbage.release()
    assert gc.isenabled()


def test_windows_end_with_all_that_is_theirs(qapp: QApplication) -> None:
    assert qapp
    window = QWidget()
    button, dialog = QPushButton(window), QDialog(window)
    dialog.open()
    window.show()
    garbage.end_windows()
    assert not any(isValid(widget) for widget in (window, button, dialog))
