"""Whatever the secretariat and others do: nothing breaks, and what is shown is in the file."""

from __future__ import annotations

import faulthandler
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.story import Desk, own_data
from tests.trials import faults
from tests.trials.office_checks import looked_over, settled
from tests.trials.office_monkey import OfficeMonkey
from tests.trials.office_stage import Surroundings, Whims, build
from tests.ui.windows.ballot.desk import settle_events
from tests.ui.windows.kit import new_kit
from ui.windows.evaluation.window import EvaluationWindow

# the offscreen platform's own noise when a menu opens
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard")

_SECONDS = int(os.environ.get("EVALAPP_MONKEY_SECONDS", "180"))
_FIRST_SEED = int(os.environ.get("EVALAPP_MONKEY_SEED", "1000"))
_STUCK_SECONDS = 120


@pytest.fixture(scope="session")
def half_way(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk half-way through an evaluation. Do not change it."""
    with own_data(tmp_path_factory.mktemp("data")):
        return build(tmp_path_factory.mktemp("half-way")).folder


class Session:
    """One monkey at one copy of the desk."""

    def __init__(
        self,
        qtbot: QtBot,
        qapp: QApplication,
        qtlog: Any,
        desk: Desk,
        seed: int,
        disk: faults.Fault | None = None,
    ) -> None:
        """``disk``: it is full in every other burst."""
        rng = random.Random(seed)
        around = Surroundings.of(desk)
        kit = replace(new_kit(qapp), dialogs=Whims(rng, around))
        self._qtbot, self._qtlog, self._seed, self._disk = qtbot, qtlog, seed, disk
        self.monkey = OfficeMonkey(kit, desk.evaluation, around, rng, disk)

    def run(self, bursts: int) -> Counter[str]:
        """Look after each burst of acts, and after every fifth at everything; says what was done."""
        monkey = self.monkey
        for burst in range(bursts):
            faulthandler.dump_traceback_later(_STUCK_SECONDS, exit=True)
            with self._qtbot.captureExceptions() as bugs:
                try:
                    self._burst(full=burst % 2 == 1)
                    fault = looked_over(monkey.window, self._settle, whole=burst % 5 == 4)
                except Exception as error:
                    error.add_note(self._trail(burst))
                    raise
            if bugs:
                raise AssertionError(self._trail(burst)) from bugs[0][1]
            noise = [one.message for one in self._qtlog.records if not one.ignored]
            assert not fault, f"{fault}\n{self._trail(burst)}"
            assert not noise, f"{noise}\n{self._trail(burst)}"
        monkey.window.office.close()
        monkey.window.close()
        settle_events()
        faulthandler.cancel_dump_traceback_later()
        return monkey.counted

    def _burst(self, *, full: bool) -> None:
        if self._disk is None:
            self.monkey.burst(20)
            return
        self._disk.at = 1 if full else 0
        self.monkey.burst(20)
        self._settle(self.monkey.window)
        self._disk.at = 0
        self.monkey.window.office.flush()

    def _settle(self, window: EvaluationWindow) -> None:
        settled(window, lambda idle: self._qtbot.waitUntil(idle, timeout=30_000))

    def _trail(self, burst: int) -> str:
        return f"seed {self._seed}, burst {burst}: {self.monkey.acts[-60:]}"


@pytest.fixture
def stuck() -> Iterator[None]:
    yield
    faulthandler.cancel_dump_traceback_later()


def _copy(half_way: Path, folder: Path) -> Desk:
    return Desk(Path(shutil.copytree(half_way, folder)))


@pytest.mark.usefixtures("stuck")
@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_for_a_moment(
    qtbot: QtBot, qapp: QApplication, qtlog: Any, half_way: Path, tmp_path: Path, seed: int
) -> None:
    assert Session(qtbot, qapp, qtlog, _copy(half_way, tmp_path / "desk"), seed).run(5)
    new_kit(qapp)


@pytest.mark.soak
@pytest.mark.usefixtures("stuck")
@pytest.mark.skipif(not faults.sqlite_calls_can_be_replaced(), reason="this Python's SQLite is closed")
@pytest.mark.parametrize("how", ["ENOSPC", "EIO", "EROFS"])
def test_a_monkey_whose_disk_fails_at_times(
    qtbot: QtBot, qapp: QApplication, qtlog: Any, half_way: Path, tmp_path: Path, how: str
) -> None:
    end, seed = time.monotonic() + _SECONDS / 3, _FIRST_SEED
    with faults.sqlite_under(faults.Fault(0, how, lasting=True)) as disk:
        while time.monotonic() < end:
            session = Session(qtbot, qapp, qtlog, _copy(half_way, tmp_path / f"desk{seed}"), seed, disk)
            assert session.run(15)
            seed += 1
    new_kit(qapp)
    print(f"{how}: {disk.struck} strikes in {seed - _FIRST_SEED} sessions")
    assert disk.struck > 20


@pytest.mark.soak
@pytest.mark.usefixtures("stuck")
def test_a_monkey_for_minutes(
    qtbot: QtBot,
    qapp: QApplication,
    qtlog: Any,
    half_way: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted, end, seed = Counter[str](), time.monotonic() + _SECONDS, _FIRST_SEED
    slow: list[str] = []
    while time.monotonic() < end:
        monkeypatch.setenv("EVALAPP_DATA", str(tmp_path / f"data{seed}"))
        session = Session(qtbot, qapp, qtlog, _copy(half_way, tmp_path / f"desk{seed}"), seed)
        counted += session.run(15)
        slow += session.monkey.slow
        print(f"seed {seed}: {session.monkey.counted.total()} acts, worst {session.monkey.worst}")
        seed += 1
    new_kit(qapp)
    print(f"{counted.total()} acts: {dict(counted)}; slow: {slow}")
    assert counted.total() > 300
    assert not slow
