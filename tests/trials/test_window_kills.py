"""The member's window, killed while keys arrive: whatever it showed as saved is in the file."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evalapp.errors import EvalError
from evalapp.store.ballot_file import BallotFile
from tests.trials.screen import screen
from tests.trials.window_cells import cells
from tests.ui.windows.conftest import issued_once

__all__ = ["issued_once"]

KILLS = 100
_KEYS = (
    *("0", "1", "2", "3", "0", "1", "2", "3", "Down", "Down", "Down", "Up", "Delete", "n", "Tab", "Tab"),
    *("Return", "space", "Left", "Right", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+Next", "a", "b", "period"),
)


@dataclass
class _Heard:
    """What the app said before it died."""

    saved: dict[str, str] = field(default_factory=dict)
    about: list[dict[str, str]] = field(default_factory=list)
    ready: bool = False

    def take(self, line: str) -> None:
        said = json.loads(line)
        if "saved" in said:
            # what had been announced until then is settled: it is part of what is shown
            self.saved, self.about = said["saved"], []
        elif "about" in said:
            self.about.append(said["about"])
        self.ready |= "ready" in said


@pytest.mark.soak
def test_a_hundred_kills_at_random_moments_lose_nothing_shown_as_saved(
    issued_once: Path, tmp_path: Path
) -> None:
    ballot = Path(shutil.copy(issued_once, tmp_path / "m1.ballot"))
    rng, changed, saved = random.Random(20261121), 0, 0
    before = answers(ballot)
    with screen() as display:
        for _kill in range(KILLS):
            heard = killed_while_typing(ballot, display, tmp_path / "data", rng)
            after = answers(ballot)
            assert lost(heard, after) == []
            saved += heard.saved != before
            changed += after != before
            before = after
    # else nothing was tried: the keys must have reached the sheet, and the word must have been shown
    assert changed > KILLS * 0.8
    assert saved > KILLS * 0.8


def killed_while_typing(ballot: Path, display: str, data: Path, rng: random.Random) -> _Heard:
    """Start the app, let keys arrive from outside, and kill it at a random moment."""
    heard = _Heard()
    with _app(ballot, display, data) as (process, pipe):
        with contextlib.ExitStack() as typing:
            lines = iter(pipe)
            while not heard.ready:
                heard.take(next(lines))
            keys = [rng.choice(_KEYS) for _ in range(200)]
            words = ["xdotool", "key", "--delay", str(rng.choice((2, 8, 15))), *keys]
            typist = typing.enter_context(
                subprocess.Popen(words, env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL)
            )
            time.sleep(rng.uniform(0.15, 0.9))
            process.send_signal(signal.SIGKILL)
            typist.kill()
        for line in lines:
            if line.endswith("\n"):
                heard.take(line)
    return heard


def lost(heard: _Heard, found: dict[str, str]) -> list[str]:
    """The cells that hold neither what was shown as saved nor what was being written after that."""
    missing = []
    cells = heard.saved.keys() | found.keys()
    for cell in cells:
        allowed = {heard.saved.get(cell)}
        for about in heard.about:
            # an edit names all cells of its sheet: one that it does not name is empty after it
            if cell.partition(" ")[0] in {name.partition(" ")[0] for name in about}:
                allowed.add(about.get(cell))
        if found.get(cell) not in allowed:
            missing.append(f"{cell}: {found.get(cell)!r} is none of {allowed!r}")
    return missing


def answers(ballot: Path) -> dict[str, str]:
    """What is in the file: opening it also rolls a killed transaction back."""
    with BallotFile(ballot) as file:
        return cells({sheet.subject_id: sheet for sheet in file.sheets()})


@contextlib.contextmanager
def _app(ballot: Path, display: str, data: Path) -> Iterator[tuple[subprocess.Popen[bytes], Iterator[str]]]:
    reading, writing = os.pipe()
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "EVALAPP_DATA": str(data),
    }
    words = [sys.executable, "-m", "tests.trials.window_driver", str(writing), str(ballot)]
    process = subprocess.Popen(words, env=environment, pass_fds=[writing])
    os.close(writing)
    with process, os.fdopen(reading, encoding="utf-8") as pipe:
        try:
            yield process, pipe
        finally:
            process.kill()


def test_the_judge_of_losses_finds_one() -> None:
    heard = _Heard({"A c1": "2", "A c2": "blank"}, [{"A c1": "2", "A c2": "3"}])
    assert lost(heard, {"A c1": "2", "A c2": "3"}) == []
    assert lost(heard, {"A c1": "2", "A c2": "blank"}) == []
    assert lost(heard, {"A c1": "blank", "A c2": "3"}) != []
    assert lost(heard, {"A c2": "3"}) != []
    with pytest.raises(EvalError):
        answers(Path("missing.ballot"))
