"""Long work beside the window."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.errors import EvalError
from ui.windows.jobs import Cancelled, Jobs, Progress


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    assert qapp
    made = Jobs()
    yield made
    made.close()


def nothing(_fault: EvalError) -> None:
    raise AssertionError("must not be called")


def test_results_come_back_in_the_windows_thread_and_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    here, seen = threading.get_ident(), []

    def work(progress: Progress) -> int:
        progress(1, 2)
        return threading.get_ident()

    job = jobs.start(work, lambda ident: seen.append((ident, threading.get_ident())), nothing)
    steps: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, total: steps.append((done, total)))
    jobs.start(lambda _progress: 5, lambda found: seen.append((found, threading.get_ident())), nothing)
    assert jobs.busy
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0][0] != here
    assert (seen[0][1], seen[1]) == (here, (5, here))
    assert steps == [(1, 2)]
    assert job.over
    assert not jobs.busy


def test_a_cancelled_job_ends_at_its_next_step(jobs: Jobs, qtbot: QtBot) -> None:
    begun, go_on, ends = threading.Event(), threading.Event(), []

    def work(progress: Progress) -> None:
        begun.set()
        go_on.wait(5)
        progress(1, 2)
        raise AssertionError("was not stopped")

    job = jobs.start(work, nothing, nothing, lambda: ends.append("cancelled"))
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: ends == ["cancelled"])


def test_a_job_cancelled_before_its_turn_never_begins(jobs: Jobs, qtbot: QtBot) -> None:
    go_on, ends = threading.Event(), []
    jobs.start(lambda _progress: go_on.wait(5), lambda _found: ends.append("first"), nothing)
    jobs.start(nothing, nothing, nothing, lambda: ends.append("cancelled")).cancel()  # type: ignore[arg-type]
    go_on.set()
    qtbot.waitUntil(lambda: ends == ["first", "cancelled"])


def test_the_worlds_faults_are_told_and_bugs_are_raised(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[EvalError] = []

    def refuse(_progress: Progress) -> None:
        raise EvalError("disk-full", file="x")

    jobs.start(refuse, nothing, told.append)
    qtbot.waitUntil(lambda: [fault.code for fault in told] == ["disk-full"])
    with qtbot.captureExceptions() as raised:
        job = jobs.start(lambda _progress: 1 // 0, nothing, nothing)
        qtbot.waitUntil(lambda: job.over)
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]


def test_nothing_is_handed_over_after_closing(qtbot: QtBot) -> None:
    jobs, begun = Jobs(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress(0, 1)

    jobs.start(work, nothing, nothing, lambda: nothing(EvalError("disk-full", file="")))
    qtbot.waitUntil(begun.is_set)
    jobs.close()
    QApplication.processEvents()
    assert not jobs.busy
    with pytest.raises(Cancelled):
        Progress.__call__(_cancelled(), 1, 1)


def _cancelled() -> Progress:
    progress = Progress(lambda _done, _total: None)
    progress.cancelled = True
    return progress
