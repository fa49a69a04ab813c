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
from tests.ui.windows.kit import new_kit
from ui.windows.ballot.window import BallotWindow
from ui.windows.opened import Opened, OpenedKind

_KEYS = 400


def prepare(folder: Path) -> None:
    """The sample's ballot of m1, untouched."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    evalapp("new", folder / "sample.evaluation", "--setup", resources.path("sample", "setup.toml"))
    evalapp("ballots", folder / "sample.evaluation", "--out", folder, "--member", "m1")


def _until_painted(what: str | None) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        words = [sys.executable, "-m", "tests.benchmarks.window_probe", what or str(folder / "m1.ballot")]
        environment = os.environ | {"EVALAPP_DATA": str(folder / "data"), "QT_QPA_PLATFORM": "offscreen"}
        # installed apps have their compiled modules beside them
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # no timeout: with one, Python looks for the end of a process only every 50 ms
        return lambda: subprocess.run(words, check=True, env=environment)

    return work


def _key_to_disk(share: float) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        return lambda: _seconds_of_keys(folder / "m1.ballot", share)

    return work


def _seconds_of_keys(path: Path, share: float) -> float:
    """From the key press to the return of its handling: by then the mark is committed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    opened = Opened(path, path, Place.DURABLE, OpenedKind.IN_PLACE)
    window = BallotWindow(new_kit(app), Sitting(BallotFile(path)), opened)
    window.show()
    app.processEvents()
    seconds = []
    for number in range(_KEYS):
        holding = QApplication.focusWidget()
        start = time.perf_counter()
        QTest.keyClick(holding, Qt.Key(Qt.Key.Key_0.value + number % 4))
        seconds.append(time.perf_counter() - start)
        app.processEvents()
    (mark, *_others) = window.work.sitting.file.sheets()[0].marks.values()
    if mark != (_KEYS - 1) % 4:
        raise RuntimeError("the keys did not reach the sheet")
    window.close()
    return sorted(seconds)[int(_KEYS * share)]


def _bare(share: float) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        if not (folder / "bare.db").exists():
            committing.prepare(folder)
        return committing.bare_update(share)(folder)

    return work


CASES = [
    Case(
        "ballot window painted and usable",
        _until_painted(None),
        {"an empty PySide6 window": _until_painted("empty")},
        ratio=1.6,
        repeats=9,
    ),
    *(
        Case(
            f"a key press to its mark on the disk, p{share:.0%}"[:-1],
            _key_to_disk(share),
            {"a bare UPDATE, committed": _bare(share)},
            **figure,
        )
        for share, figure in ((0.5, {}), (0.99, {"seconds": 0.010}))
    ),
]
