"""Long work beside the window: one thread a window, one job after the other, with progress and cancelling."""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from evalapp.errors import EvalError
from ui.windows import garbage

_SWITCH_EVERY = 0.0005
"""Seconds after which a thread that computes lets another one go on."""

_Result = TypeVar("_Result")

_TELL_EVERY = 0.05
"""In seconds: more often nobody reads it."""


class Cancelled(Exception):  # noqa: N818 - no error: the user's wish
    """The user has cancelled the job."""


class Progress:
    """How far a job is, told by the job itself from its own thread.

    Attributes:
        cancelled: the user wants it to end; a job that can stop half-way looks at this between two steps.
    """

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._told_at = 0.0
        self.cancelled = False

    def __call__(self, done: int, total: int) -> None:
        """Tell how many steps are done of how many.

        Raises:
            Cancelled: the user wants the job to end; what must not stop here asks ``cancelled`` instead.
        """
        self.tell(done, total)
        if self.cancelled:
            raise Cancelled

    def tell(self, done: int, total: int) -> None:
        """Tell how many steps are done of how many, and go on."""
        now = time.monotonic()
        if done == total or now - self._told_at > _TELL_EVERY:
            self._told_at = now
            self._tell(done, total)


@dataclass(frozen=True, slots=True)
class _Task(Generic[_Result]):
    job: Job
    work: Callable[[Progress], _Result]
    done: Callable[[_Result], None]
    failed: Callable[[EvalError], None]
    cancelled: Callable[[], None]
    shown: bool


class Job(QObject):
    """One piece of work that was asked for.

    Signals:
        progressed: (done, total), at most some twenty times a second.
        ended: it is over, in whichever way; said after what it came to was handed over.
    """

    progressed = Signal(int, int)
    ended = Signal()
    _step = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.progress = Progress(self._step.emit)
        self.over = False
        self._step.connect(self.progressed)

    def cancel(self) -> None:
        """Ask the job to end; it ends at its next step."""
        self.progress.cancelled = True


class Jobs(QObject):
    """The jobs of one window.

    Signals:
        working: whether anything is under way.
    """

    working = Signal(bool)
    _over = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        # tasks and outcomes belong to the window's thread: were the other one the last to let go of a task,
        # the widgets that wait for it would be destroyed there
        self._tasks: dict[int, _Task[Any]] = {}
        self._outcomes: dict[int, object] = {}
        self._count = 0
        self._over.connect(self._hand_over)

    @property
    def busy(self) -> bool:
        """Whether anything is under way or waits for its turn."""
        return bool(self._tasks)

    @property
    def missed(self) -> bool:
        """Whether anything is under way that would be missed, were it broken off."""
        return any(not task.shown for task in self._tasks.values())

    def start(
        self,
        work: Callable[[Progress], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[EvalError], None],
        cancelled: Callable[[], None] = lambda: None,
        *,
        shown: bool = False,
    ) -> Job:
        """Do ``work`` in the thread, after what was asked for before; then call one of the others, here.

        Args:
            work: gets the ``Progress``; touches no widget, and opens files of its own: SQLite's connections
                stay in the thread that made them. A bug in it is raised here.
            done: takes what ``work`` returned.
            failed: takes the ``EvalError`` that it raised.
            cancelled: called if it raised ``Cancelled``.
            shown: it only brings what the window shows: a window that is closed has no need of it.
        """
        task = _Task(Job(), work, done, failed, cancelled, shown)
        self._count += 1
        self._tasks[self._count] = task
        garbage.hold()
        if self._thread is None:
            # else the window waits 5 ms at each of a hundred steps of painting while a job computes
            sys.setswitchinterval(_SWITCH_EVERY)
            self._thread = threading.Thread(target=self._run, daemon=True, name="jobs")
            self._thread.start()
        self._waiting.put(self._count)
        if len(self._tasks) == 1:
            self.working.emit(True)  # noqa: FBT003 - Qt's signals take no keywords
        return task.job

    def close(self) -> None:
        """Cancel everything and wait for the thread; nothing is handed over any more."""
        for task in self._tasks.values():
            task.job.cancel()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None
        for task in self._tasks.values():
            garbage.release()
            task.job.deleteLater()
        self._tasks.clear()
        self._outcomes.clear()

    def _run(self) -> None:
        while number := self._waiting.get():
            self._work(number)
            # whatever the work held is let go of by now
            self._over.emit(number)

    def _work(self, number: int) -> None:
        task = self._tasks[number]
        try:
            if task.job.progress.cancelled:
                raise Cancelled
            self._outcomes[number] = _Done(task.work(task.job.progress))
        except BaseException as error:  # noqa: BLE001 - handed over to the window's thread, whatever it is
            self._outcomes[number] = error

    def _hand_over(self, number: int) -> None:
        if number not in self._tasks:
            return
        task, outcome = self._tasks.pop(number), self._outcomes.pop(number)
        garbage.release()
        task.job.over = True
        try:
            match outcome:
                case _Done(result):
                    task.done(result)
                case Cancelled():
                    task.cancelled()
                case EvalError():
                    task.failed(outcome)
                case BaseException():
                    raise outcome
        finally:
            task.job.ended.emit()
            # with it goes what is connected to it, which often keeps the job itself
            task.job.deleteLater()
            if not self._tasks:
                self.working.emit(False)  # noqa: FBT003 - Qt's signals take no keywords


@dataclass(frozen=True, slots=True)
class _Done:
    result: Any
