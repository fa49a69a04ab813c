"""The secretariat's window: opening the largest evaluation, and its slowest frame in scrolling."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar

import resources
from evalapp.places import Place
from tests.benchmarks.measuring import Case
from tests.benchmarks.windows import until_painted
from tests.largest import largest
from tests.story import evalapp
from tests.ui.windows.kit import new_kit
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.setup_page import SetupPage
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.opened import Opened, OpenedKind

_SAMPLE, _LARGEST = "sample.evaluation", "largest.evaluation"
_FRAME = 0.050
_STEPS = 120


def prepare(folder: Path) -> None:
    """The sample, issued; and the largest, with everything answered and commented."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    evalapp("new", folder / _SAMPLE, "--setup", resources.path("sample", "setup.toml"))
    evalapp("ballots", folder / _SAMPLE, "--out", folder / "ballots")
    largest(folder / _LARGEST)


def _slowest_frame(page: PageName) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        path = folder / _LARGEST
        return lambda: _scrolled(path, page)

    return work


def _scrolled(path: Path, page: PageName) -> float:
    """The longest time from moving a scroll bar to the picture that follows, of all bars on a page."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    opened = Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE)
    window, office = open_evaluation(new_kit(app), opened)
    window.resize(1366, 728)
    window.show()
    window.turn_to(page)
    shown = window.pages.page(page)
    if isinstance(shown, SetupPage):
        # the subjects
        shown.tabs.setCurrentIndex(1)
    _settle(app, window)
    areas = [one for one in window.pages.findChildren(QAbstractScrollArea) if one.isVisible()]
    bars = [
        (one, bar)
        for one in areas
        for bar in (one.verticalScrollBar(), one.horizontalScrollBar())
        if bar.maximum()
    ]
    slowest = max((_slowest(app, one, bar) for one, bar in bars), default=0.0)
    office.close()
    window.close()
    if not bars:
        raise RuntimeError(f"nothing scrolls on {page}")
    return slowest


def _slowest(app: QApplication, area: QAbstractScrollArea, bar: QScrollBar) -> float:
    seconds = []
    for step in range(_STEPS):
        start = time.perf_counter()
        bar.setValue(bar.maximum() * step // (_STEPS - 1))
        area.viewport().repaint()
        app.processEvents()
        seconds.append(time.perf_counter() - start)
    return max(seconds)


def _settle(app: QApplication, window: EvaluationWindow) -> None:
    for _turn in range(3):
        app.processEvents()
        while window.office.jobs.busy:
            app.processEvents()


CASES = [
    Case(
        "largest evaluation painted and usable",
        until_painted(_LARGEST),
        {"the sample's": until_painted(_SAMPLE), "an empty PySide6 window": until_painted("empty")},
        ratio=2.0,
        repeats=9,
    ),
    *(
        Case(f"slowest frame in scrolling, largest: {page}", _slowest_frame(page), {}, seconds=_FRAME)
        for page in (PageName.ISSUE, PageName.RESULTS, PageName.SETUP, PageName.RECORD)
    ),
]
