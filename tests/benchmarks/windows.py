"""How long a member waits for the window, and for a key press to be on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import resources
from evalapp.places import Place
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.benchmarks import committing
from tests.benchmarks.measuring import Case
from tests.story import evalapp
from tests.ui.windows.ballot.many import many_subjects
from tests.ui.windows.kit import new_kit
from ui.windows.ballot.pages import Page
from ui.windows.ballot.window import BallotWindow
from ui.windows.opened import Opened, OpenedKind

_KEYS = 300
_MANY = 100


def prepare(folder: Path) -> None:
    """The sample's ballot of m1, untouched, and one with many subjects."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    evalapp("new", folder / "sample.evaluation", "--setup", resources.path("sample", "setup.toml"))
    evalapp("ballots", folder / "sample.evaluation", "--out", folder, "--member", "m1")
    many_subjects(folder, _MANY)
    committing.prepare_bare(folder)


def until_painted(what: str) -> Callable[[Path], Callable[[], object]]:
    """Start the app with this file of the folder, or ``empty``, and wait until its window can be used."""

    def work(folder: Path) -> Callable[[], object]:
        shown = what if what == "empty" else str(folder / what)
        words = [sys.executable, "-m", "tests.benchmarks.window_probe", shown]
        environment = os.environ | {"EVALAPP_DATA": str(folder / "data"), "QT_QPA_PLATFORM": "offscreen"}
        # installed apps have their compiled modules beside them
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # no timeout: with one, Python looks for the end of a process only every 50 ms
        return lambda: subprocess.run(words, check=True, env=environment)

    return work


def _key_to_disk(share: float, *, many: bool = False) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        path = next(folder.glob("many*/**/m1.ballot")) if many else folder / "m1.ballot"
        return lambda: _seconds_of_keys(path, share)

    return work


def _seconds_of_keys(path: Path, share: float) -> float:
    """From the key press to the return of its handling: by then the mark is committed.

    All pages have been shown before, so that each hears of every edit.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    opened = Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE)
    window = BallotWindow(new_kit(app), Sitting(BallotFile(path)), opened)
    window.resize(1366, 728)
    window.show()
    app.processEvents()
    for page in (Page.OVERVIEW, Page.HAND_IN, Page.SHEETS):
        window.turn_to(page)
        app.processEvents()
    window.sheet.take_keyboard()
    seconds = []
    for number in range(_KEYS):
        holding = window.focusWidget()
        start = time.perf_counter()
        QTest.keyClick(holding, Qt.Key(Qt.Key.Key_0.value + number % 4))
        seconds.append(time.perf_counter() - start)
        app.processEvents()
    (mark, *_others) = window.work.sitting.file.sheets()[0].marks.values()
    if mark != (_KEYS - 1) % 4:
        raise RuntimeError("the keys did not reach the sheet")
    window.close()
    return sorted(seconds)[int(_KEYS * share)]


CASES = [
    Case(
        "ballot window painted and usable",
        until_painted("m1.ballot"),
        {"an empty PySide6 window": until_painted("empty")},
        ratio=1.6,
        repeats=9,
    ),
    *(
        Case(
            f"key press to disk{where}, p{share:.0%}"[:-1],
            _key_to_disk(share, many=many),
            {"a bare UPDATE, committed": committing.bare_update(share)},
            **figure,
        )
        for many, where in ((False, ""), (True, f", {_MANY} subjects"))
        for share, figure in ((0.5, {}), (0.99, {"seconds": 0.010}))
    ),
]
