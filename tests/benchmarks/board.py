"""The board of the largest evaluation: how long it is read, and its longest frame."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.watching import Watching
from evalapp.watching import board
from tests.benchmarks.measuring import Case
from tests.largest import NOW, largest
from tests.ui.windows.kit import new_kit
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.watch_page import WatchPage


def prepare(folder: Path) -> None:
    """The largest evaluation with everything taken in."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    largest(folder / "largest.evaluation")


def _reading(folder: Path) -> Callable[[], object]:
    file = EvaluationFile(folder / "largest.evaluation")
    watching = Watching(file)
    return lambda: board(file.evaluation, watching.facts(), NOW)


def _bare(folder: Path) -> Callable[[], object]:
    """The rows of the sheets alone."""
    file = EvaluationFile(folder / "largest.evaluation")
    return lambda: file.db.execute("SELECT * FROM sheet").fetchall()


def _longest_frame(folder: Path) -> Callable[[], object]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    office = Office(new_kit(app), EvaluationFile(folder / "largest.evaluation"))
    page = WatchPage(office)
    page.resize(1180, 640)
    page.show()
    app.processEvents()
    return lambda: _frames(page, app)


def _frames(page: WatchPage, app: QApplication) -> float:
    """Seconds of the longest frame while somebody scrolls, zooms and moves."""
    table, longest = page.table, 0.0

    def step(act: Callable[[], object]) -> None:
        nonlocal longest
        start = time.perf_counter()
        act()
        app.processEvents()
        longest = max(longest, time.perf_counter() - start)

    step(table.fit)
    table.setCurrentIndex(page.model.index(0, 0))
    for _zoom in range(6):
        step(lambda: table.zoom_by(1))
        for bar, pixels in ((table.horizontalScrollBar(), 37), (table.verticalScrollBar(), 13)):
            for number in range(40):
                step(lambda bar=bar, to=number * pixels: bar.setValue(to))
        for _key in range(10):
            step(lambda: QTest.keyClick(table, Qt.Key.Key_Right))
    return longest


CASES = [
    Case("board read, 100 x 30", _reading, {"a bare SELECT of the sheets": _bare}, seconds=0.03),
    Case("board, longest frame of scrolling and zooming", _longest_frame, {}, seconds=0.05),
]
