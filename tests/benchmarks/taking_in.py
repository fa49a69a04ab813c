"""300 submissions taken in by the secretariat's window: how long it does not answer while that goes on."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from evalapp.store.evaluation_file import EvaluationFile
from tests.benchmarks import receiving
from tests.benchmarks.measuring import Case
from tests.ui.windows.kit import new_kit
from ui.windows.evaluation.intake.taking import Stage
from ui.windows.evaluation.intake_page import IntakePage
from ui.windows.evaluation.office import Office

_BEAT = 5
"""Milliseconds."""


def prepare(folder: Path) -> None:
    """As for the core's own figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    receiving.prepare(folder)


class _Heart:
    """Beats as often as the event loop lets it."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def _run_until(done: Callable[[], bool]) -> None:
    """Let events happen until it is done, and all that follows from it."""
    loop, look = QEventLoop(), QTimer(interval=10)
    look.timeout.connect(lambda: done() and loop.quit())
    look.start()
    loop.exec()
    look.stop()
    QTimer.singleShot(100, loop.quit)
    loop.exec()


def _longest_silence(*, idle: bool = False) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        kit = new_kit(app)
        numbers = iter(range(3))

        def run() -> float:
            path = Path(shutil.copy(folder / "e.evaluation", folder / f"{idle}-{next(numbers)}.evaluation"))
            office = Office(kit, EvaluationFile(path))
            page = IntakePage(office)
            page.resize(1180, 640)
            page.show()
            _run_until(lambda: not office.jobs.busy)
            heart, taking = _Heart(), page.files.taking
            if not idle:
                page.take_files([folder / "files"])
                _run_until(lambda: taking.stage is Stage.PLANNED and not office.jobs.busy)
                page.files.view.foot.accept_button.click()
                _run_until(lambda: taking.stage is Stage.APPLIED and not office.jobs.busy)
                assert taking.applied
                assert taking.applied.accepted == len(list((folder / "files").iterdir()))
            else:
                _run_until(lambda: True)
            page.close()
            office.close()
            return heart.longest

        return run

    return work


CASES = [
    Case(
        "intake of 300 files, longest silence",
        _longest_silence(),
        {"the window at rest": _longest_silence(idle=True)},
        seconds=0.050,
    )
]
