"""Killing the app on a screen while keys arrive, and judging what is left."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evalapp.store.ballot_file import BallotFile
from tests.trials.window_cells import cells

_START_UP_SECONDS = 60
_SCORES = (*"0123", *"0123", *"0123", "n", "Down", "Down", "Down", "Up", "Delete", "Return", "space", "Right")
_SIGNS = (*"abcdefghijklmnopqrstuvwxyz", *"aeiou", "space", "space", "period", "BackSpace", "Return")
_STEPS = ("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+y")
_PAGES = ("ctrl+2", "Down", "Right", "Return", "ctrl+1", "ctrl+Next", "ctrl+Prior", "F1", "F6", "ctrl+g")


@dataclass
class Heard:
    """What the app said before it died.

    Attributes:
        saved: the answers last shown as saved.
        about: what was about to be written after that.
        handed: the verification codes shown.
        edits: how many edits were announced in all.
    """

    saved: dict[str, str] = field(default_factory=dict)
    about: list[dict[str, str]] = field(default_factory=list)
    handed: set[str] = field(default_factory=set)
    edits: int = 0
    ready: list[int] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Take a line of the driver's; one that death has cut off says nothing."""
        if not line.endswith("\n"):
            return
        said = json.loads(line)
        if "saved" in said:
            # what had been announced until then is settled: it is part of what is shown
            self.saved, self.about = said["saved"], []
        elif "about" in said:
            self.about.append(said["about"])
            self.edits += 1
        elif "handed" in said:
            self.handed.add(said["handed"])
        else:
            self.ready = said["ready"]


def killed_while_typing(ballot: Path, display: str, rng: random.Random, lie: str = "") -> Heard:
    """Start the app, let keys arrive from outside, and kill it at a random moment.

    Args:
        ballot: in the app's data folder, so that it is worked on where it lies.
        display: of the X server.
        rng: of the keys and the moment.
        lie: see the driver.
    """
    heard = Heard()
    with _app(ballot, display, lie) as (process, lines):
        while not heard.ready:
            heard.take(next(lines))
        # all the time, else a full pipe would hold the app up
        listener = threading.Thread(target=lambda: [heard.take(line) for line in lines])
        listener.start()
        words = ["xdotool", *_acts(rng, heard.ready)]
        with subprocess.Popen(
            words, env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL
        ) as typist:
            time.sleep(rng.uniform(0.1, 1.1))
            process.send_signal(signal.SIGKILL)
            typist.kill()
            assert process.wait() == -signal.SIGKILL, "the app ended by itself: a bug, see its log"
        listener.join()
    return heard


def _acts(rng: random.Random, recusal: list[int]) -> Iterator[str]:
    """Words for xdotool: bursts of what members do, faster than members do it."""
    yield from ("key", "ctrl+1", *["ctrl+Next"] * rng.randrange(3), "ctrl+g")
    for _burst in range(40):
        match rng.randrange(12):
            case 0 | 1 | 2:
                keys = rng.choices(_SCORES, k=12)
            case 3:
                keys = ["Tab"] * rng.randrange(9) + rng.choices(_SIGNS, k=30)
            case 4 | 5:
                # the last subject asks for comments only
                keys = ["ctrl+Next"] * 3 + ["ctrl+g"] * rng.randrange(1, 3) + rng.choices(_SIGNS, k=40)
            case 6:
                keys = rng.choices(_STEPS, k=10)
            case 7:
                keys = rng.choices(_PAGES, k=5)
            case 8 | 9:
                yield from ("mousemove", *map(str, recusal), "click", "1")
                # into the reason, a few words, on to the button; then the button that takes it back
                keys = ["Tab", *rng.choices("abc", k=5), "Tab", "space", *rng.choices(("space", "Down"), k=2)]
            case _:
                keys = ["ctrl+3", *["Tab"] * rng.randrange(5), "space", "ctrl+1"]
        yield from ("key", "--delay", str(rng.choice((2, 8, 15))), *keys)


def answers(ballot: Path) -> dict[str, str]:
    """What is in the file: opening it also rolls a killed transaction back."""
    with BallotFile(ballot) as file:
        return cells({sheet.subject_id: sheet for sheet in file.sheets()})


def lost(heard: Heard, found: dict[str, str]) -> list[str]:
    """The cells that hold neither what was shown as saved nor what was being written after that."""
    missing = []
    for cell in heard.saved.keys() | found.keys():
        allowed = {heard.saved.get(cell)}
        for about in heard.about:
            # an edit names all cells of its sheet: one that it does not name is empty after it
            if cell.partition(" ")[0] in {name.partition(" ")[0] for name in about}:
                allowed.add(about.get(cell))
        if found.get(cell) not in allowed:
            missing.append(f"{cell}: {found.get(cell)!r} is none of {allowed!r}")
    return missing


def lost_hand_ins(heard: Heard, ballot: Path) -> list[str]:
    """Codes that were shown though no whole file holds that submission, and files that are not whole."""
    with contextlib.closing(sqlite3.connect(ballot)) as db:
        noted = dict(db.execute("SELECT code, sealed FROM hand_in"))
    written = {path.name: path.read_bytes() for path in ballot.parent.glob("*.submission")}
    missing = [code for code in heard.handed if noted.get(code) not in written.values()]
    return missing + [name for name, data in written.items() if data not in noted.values()]


@contextlib.contextmanager
def _app(ballot: Path, display: str, lie: str) -> Iterator[tuple[subprocess.Popen[bytes], Iterator[str]]]:
    reading, writing = os.pipe()
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "EVALAPP_DATA": str(ballot.parent),
    }
    words = [sys.executable, "-m", "tests.trials.window_driver", str(writing), str(ballot), lie]
    process = subprocess.Popen(words, env=environment, pass_fds=[writing])
    os.close(writing)
    # one that never gets ready fails instead of keeping everybody waiting
    watch = threading.Timer(_START_UP_SECONDS, process.kill)
    watch.start()
    with process, os.fdopen(reading, encoding="utf-8") as pipe:
        try:
            yield process, iter(pipe)
        finally:
            watch.cancel()
            process.kill()
