"""One process writes into a ballot; the second one reads until the first is gone, however it went."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evalapp.data_folder import data_folder
from ui.windows.lock import FileLock

ROOT = Path(__file__).parents[3]
_HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from ui.windows.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print("held" if lock.held else "not held", flush=True)
sys.stdin.readline()
lock.release()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "m1.ballot").write_bytes(b"")
    return tmp_path / "m1.ballot"


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it reads a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "held"
    yield process
    process.kill()
    process.communicate()


def test_the_second_process_reads_until_the_first_closes(
    path: Path, holder: subprocess.Popen[str], qtbot: QtBot
) -> None:
    lock = FileLock(path)
    assert not lock.held
    assert not lock.try_again()
    with qtbot.waitSignal(lock.freed, timeout=20_000):
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
    assert not lock.held, "who only reads keeps nobody from writing"
    assert lock.try_again()
    lock.release()


def test_what_a_killed_process_left_is_taken_over_at_once(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait(20)
    assert list((data_folder() / "locks").iterdir()), "the killed process cannot have cleaned up"
    lock = FileLock(path)
    assert lock.held
    lock.release()


@pytest.mark.usefixtures("qtbot")
def test_two_windows_of_one_process_are_kept_apart_too(path: Path, tmp_path: Path) -> None:
    first = FileLock(path)
    link = tmp_path / "link.ballot"
    link.symlink_to(path)
    second = FileLock(link)
    assert (first.held, second.held) == (True, False)
    other = FileLock(tmp_path / "other.ballot")
    assert other.held
    first.release()
    assert second.try_again()
    for lock in (second, other):
        lock.release()


@pytest.mark.usefixtures("qtbot")
def test_a_released_lock_leaves_nothing_and_looks_no_more(path: Path) -> None:
    first, second = FileLock(path), FileLock(path)
    second.release()
    assert not second._timer.isActive()
    first.release()
    assert list((data_folder() / "locks").iterdir()) == []


@pytest.mark.parametrize(
    "left",
    ["", "999999999\npython\nanother-name\n{machine}\nanother-boot\n"],
    ids=["cut off", "renamed computer"],
)
def test_what_nobody_can_hold_is_taken_over(left: str, path: Path) -> None:
    first = FileLock(path)
    (file,) = (data_folder() / "locks").iterdir()
    machine = file.read_text("utf-8").splitlines()[3]
    first.release()
    file.write_text(left.format(machine=machine), "utf-8")
    lock = FileLock(path)
    assert lock.held
    lock.release()


def test_another_computers_lock_is_respected(path: Path) -> None:
    first = FileLock(path)
    (file,) = (data_folder() / "locks").iterdir()
    first.release()
    file.write_text("4711\npython\nanother-computer\nother-machine\nother-boot\n", "utf-8")
    lock = FileLock(path)
    assert not lock.held
    lock.release()


def test_without_a_place_for_locks_work_goes_on(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").write_bytes(b"")
    monkeypatch.setenv("EVALAPP_DATA", str(tmp_path / "blocked"))
    lock = FileLock(path)
    assert lock.held
    lock.release()
