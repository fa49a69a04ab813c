"""Whatever a member does, and however fast: nothing breaks, and what is shown is what is in the file."""

from __future__ import annotations

import contextlib
import faulthandler
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

from tests.trials.monkey import Monkey
from tests.trials.window_cells import cells, shown_cells
from tests.ui.windows.ballot.desk import MemberDesk, at_desk, on_disk
from tests.ui.windows.conftest import issued_once
from tests.ui.windows.kit import AnsweringDialogs, new_kit
from ui.windows.dialogs import Answer
from ui.windows.saving import Saving

__all__ = ["issued_once"]
# the offscreen platform's own noise when a menu opens
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard")

_STUCK_SECONDS = 120


class Shrugging(AnsweringDialogs):
    """Says no to everything, and gives up what cannot be kept when the window closes."""

    def ask(self, *question: Any) -> Answer:
        parts = [part for part, _label in question[-1]]
        return Answer.DISCARD if Answer.DISCARD in parts else Answer.CANCEL

    def open_files(self, *_question: object) -> list[Path]:  # type: ignore[override]
        return []

    def save_file(self, *_question: object, **_how: object) -> None:  # type: ignore[override]
        return None

    choose_folder = save_file  # type: ignore[assignment]

    def print_dialog(self, *_question: object) -> bool:  # type: ignore[override]
        return False


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[MemberDesk]:
    kit = replace(new_kit(qapp), dialogs=Shrugging())
    faulthandler.dump_traceback_later(_STUCK_SECONDS, exit=True)
    with at_desk(qtbot, qapp, kit) as member:
        yield member
    faulthandler.cancel_dump_traceback_later()
    new_kit(qapp)


def session(desk: MemberDesk, path: Path, seed: int, bursts: int) -> Counter[str]:
    """Let the monkey at the ballot and look after each burst; says what it did."""
    alone = seed % 2 == 0
    before = on_disk(path)
    monkey = Monkey(desk, path, random.Random(seed), alone=alone)
    for burst in range(bursts):
        with desk.qtbot.captureExceptions() as bugs:
            monkey.burst(20)
            fault = looked_over(monkey, path)
        trail = f"seed {seed}, burst {burst}: {monkey.acts[-45:]}"
        if bugs:
            raise AssertionError(trail) from bugs[0][1]
        assert not fault, f"{fault}\n{trail}"
    window = monkey.window
    if alone:
        window.work.flush()
        for _step in range(2_000):
            if window.work.sitting.undoable is None:
                break
            window.undo()
        assert on_disk(path) == before, f"seed {seed}: all undone is not the beginning"
    desk.close(window)
    return monkey.counted


def looked_over(monkey: Monkey, path: Path) -> str:
    """What is wrong with the window now; empty if nothing is."""
    window = monkey.window
    work = window.work
    work.look()
    work.flush()
    found = on_disk(path)
    if found != work.sitting.sheets:
        differing = set(cells(found).items()) ^ set(cells(work.sitting.sheets).items())
        return f"the file holds other answers: {ascii(differing)[:300]}, {work.state}"
    if work.sitting.waiting or work.sitting.fault:
        return f"something waits: {work.state}"
    if work.state.saving is Saving.SAVED:
        shown, kept = shown_cells(window), cells(found)
        if shown != kept:
            return f"shown as saved, and not in the file: {set(shown.items()) ^ set(kept.items())}"
        # what is typed in a subject not judged counts for nothing; closing the window still asks about it
        sheets = work.sitting.sheets
        if any(sheets[subject_id].recusal is None for subject_id, _criterion, _kind in window.sheet.unkept):
            return "a text that cannot be kept is called saved"
    # a moment later: the window has to see that nobody has it
    with contextlib.suppress(monkey.desk.qtbot.TimeoutError):
        monkey.desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=1_000)
    holder = QApplication.focusWidget()
    if holder is None or not (holder.isVisible() and holder.isEnabled()):
        return f"the keyboard is with {holder}"
    return ""


def fresh(issued_once: Path, folder: Path, name: str) -> Path:
    return Path(shutil.copy(issued_once, folder / f"{name}.ballot"))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_for_a_moment(desk: MemberDesk, issued_once: Path, tmp_path: Path, seed: int) -> None:
    assert session(desk, fresh(issued_once, tmp_path, "m1"), seed, 5)


@pytest.mark.soak
def test_a_monkey_for_two_minutes(
    desk: MemberDesk, issued_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, end, seed = Counter[str](), time.monotonic() + 120, 1_000
    while time.monotonic() < end:
        faulthandler.dump_traceback_later(_STUCK_SECONDS, exit=True)
        # else the app would go on in the copy worked in last
        monkeypatch.setenv("EVALAPP_DATA", str(tmp_path / f"data{seed}"))
        counted += session(desk, fresh(issued_once, tmp_path, f"m{seed}"), seed, 20)
        seed += 1
    print(f"{seed - 1_000} sessions, {counted.total()} acts: {dict(counted)}")
    assert counted.total() > 1_000
