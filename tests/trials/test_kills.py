"""A process may die at any moment, the disk may be full: nothing acknowledged is lost, nothing is half."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.trials import faults
from tests.trials.killing import KILLABLE, ends_undisturbed, every_act, every_fault
from tests.trials.stage import Zygote, build
from tests.trials.stories import STORIES

pytestmark = KILLABLE

NOBODY = 65534


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Path:
    return build(tmp_path_factory.mktemp("stage") / "start", zygote)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote, start: Path) -> dict[str, object]:
    return ends_undisturbed(STORIES, zygote, start, tmp_path_factory.mktemp("undisturbed"))


@pytest.mark.parametrize(("name", "step"), [("fill", 3), ("hand-in", 9), ("intake", 13), ("setup", 7)])
def test_a_process_killed_at_an_act_loses_nothing(
    name: str, step: int, zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    """Some of the moments; ``make soak`` tries every one of them."""
    ends = every_fault(zygote, start, tmp_path, STORIES[name], undisturbed[name], [faults.KILL], step)
    assert ends[None] > 10


@pytest.mark.soak
@pytest.mark.parametrize("how", [faults.KILL, faults.TORN, "ENOSPC", "EIO"])
@pytest.mark.parametrize("name", STORIES)
def test_a_fault_at_every_single_act_loses_nothing(
    name: str, how: str, zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    every_act(zygote, start, tmp_path, name, STORIES[name], undisturbed[name], how)


_LOOP = """
import sys
from ui.cli import main
ballot, out, *tables = sys.argv[1:]
sys.stdout.reconfigure(line_buffering=True)
print("ready")
while True:
    for table in tables:
        main(["--lang", "en", "fill", ballot, "--from", table])
        main(["--lang", "en", "hand-in", ballot, "--out", out])
"""


def _killed(command: Sequence[object], wait_for_line: bool, delay: float, data: Path) -> str:
    """Start a process, kill it ``delay`` seconds after its start (or its first line), return its stdout."""
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, "EVALAPP_DATA": str(data), "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    first = process.stdout.readline() if wait_for_line else ""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(delay)
    process.kill()
    return first + process.communicate()[0]


def _kill_while_filling_and_handing_in(start: Path, folder: Path, chance: random.Random) -> int:
    shutil.copytree(start, folder)
    ballot, out = folder / "m2.ballot", folder / "out"
    tables = [folder / "m2-1.csv", folder / "m2-2.csv"]
    said = _killed(["-c", _LOOP, ballot, out, *tables], True, chance.uniform(0, 0.25), folder / "data")
    contents = STORIES["hand-in"].contents(folder)
    texts = [one.text for sheet in contents["sheets"] for one in sheet.comments if one.text[0] != "="]
    fills = said.count("Saved in")
    assert texts in ([], ["よい。\n次も続ける。 m2 1"] * 2, ["よい。\n次も続ける。 m2 2"] * 2)
    assert bool(texts) or not fills
    codes = [line.rpartition(" ")[2] for line in said.splitlines() if line.startswith("Verification")]
    assert set(codes) <= set(contents["files"].values()) <= set(contents["codes"])
    assert contents["codes"][: len(codes)] == codes
    assert len(contents["codes"]) <= len(codes) + 1
    return fills


def _kill_while_taking_in(
    start: Path, folder: Path, zygote: Zygote, expected: object, chance: random.Random, seconds: float
) -> bool:
    shutil.copytree(start, folder)
    (words,) = STORIES["intake"].words(folder)
    # the second half of the process's life is where it works; the first is the start of Python
    said = _killed(["-m", "evalapp", *words], False, chance.uniform(seconds * 0.4, seconds), folder / "data")
    intake = STORIES["intake"]
    intake.keeps(intake.contents(folder), said, "")
    zygote.do(words)
    assert intake.contents(folder) == expected
    return "Taken in" in said


def _duration(start: Path, folder: Path) -> float:
    shutil.copytree(start, folder)
    begin = time.perf_counter()
    _killed(["-m", "evalapp", *STORIES["intake"].words(folder)[0]], False, 60, folder / "data")
    return time.perf_counter() - begin


def _random_kills(
    count: int, zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> tuple[int, int]:
    chance = random.Random(count)
    fills = sum(
        _kill_while_filling_and_handing_in(start, tmp_path / f"fill{number}", chance)
        for number in range(count)
    )
    seconds = min(_duration(start, tmp_path / f"timed{number}") for number in range(3))
    done = sum(
        _kill_while_taking_in(
            start, tmp_path / f"intake{number}", zygote, undisturbed["intake"], chance, seconds
        )
        for number in range(count)
    )
    return fills, done


def test_processes_killed_at_random_moments(
    zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    _random_kills(2, zygote, start, undisturbed, tmp_path)


@pytest.mark.soak
def test_hundreds_of_processes_killed_at_random_moments(
    zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    fills, done = _random_kills(200, zygote, start, undisturbed, tmp_path)
    print(f"\n400 kills: {fills} fills acknowledged, {done} of 200 intakes ended before their kill")


def test_a_full_disk_is_one_sentence_and_loses_nothing(
    zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    """A real small disk where one can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    # "data" holds the snapshots: they are on the full disk too
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        for name in ("fill", "hand-in", "intake"):
            folder = disk / name
            shutil.copytree(start, folder)
            story, stuffing = STORIES[name], disk / "stuffing"
            before = story.contents(folder)
            _stuff(stuffing)
            outcome = zygote.run(*story.words(folder), environment={"EVALAPP_DATA": str(disk / "data")})
            assert outcome.exit == 1
            assert "no space left" in outcome.err.splitlines()[-1]
            assert story.contents(folder) == before
            stuffing.unlink()
            zygote.do(*story.words(folder))
            assert story.contents(folder) == undisturbed[name]
            shutil.rmtree(folder)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _stuff(path: Path) -> None:
    """Fill the disk to its last byte."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


@pytest.mark.parametrize("name", STORIES)
def test_a_file_size_limit_is_one_sentence_and_loses_nothing(
    name: str, zygote: Zygote, start: Path, tmp_path: Path
) -> None:
    """Like a quota: writes fail at some length of a file."""
    ends: Counter[int | None] = Counter()
    for kilobytes in range(1, 320, 15 if name == "fill" else 60):
        folder = tmp_path / f"{kilobytes}"
        shutil.copytree(start, folder)
        story = STORIES[name]
        outcome = zygote.run(*story.words(folder), limits={"FSIZE": kilobytes * 1000})
        assert outcome.exit in {0, 1}, outcome
        assert outcome.exit == 0 or outcome.err.splitlines()[-1].startswith("evalapp: "), outcome
        story.keeps(story.contents(folder), outcome.out, outcome.err)
        ends[outcome.exit] += 1
    assert ends[1] > 0


@pytest.mark.parametrize("name", STORIES)
def test_too_few_handles_are_one_sentence_and_lose_nothing(
    name: str, zygote: Zygote, start: Path, tmp_path: Path
) -> None:
    ends: Counter[int | None] = Counter()
    for handles in range(3, 24, 1):
        folder = tmp_path / f"{handles}"
        shutil.copytree(start, folder)
        story = STORIES[name]
        outcome = zygote.run(*story.words(folder), limits={"NOFILE": handles})
        assert outcome.exit in {0, 1}, outcome
        assert outcome.exit == 0 or outcome.err.startswith(("evalapp: ", "refused: ")), outcome
        story.keeps(story.contents(folder), outcome.out, outcome.err)
        ends[outcome.exit] += 1
        if outcome.exit == 0:
            break
    assert ends[0] == 1
    assert ends[1] > 0


@pytest.mark.parametrize("name", STORIES)
def test_a_folder_that_may_not_be_written(name: str, zygote: Zygote, start: Path) -> None:
    story = STORIES[name]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "run"
        shutil.copytree(start, folder)
        before = story.contents(folder)
        Path(place).chmod(0o755)
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        data = {"EVALAPP_DATA": str(Path(place) / "data")}
        outcome = zygote.run(*story.words(folder), user=NOBODY, environment=data)
        assert (outcome.exit, outcome.err.count("evalapp: ")) == (1, 1), outcome
        assert "may not be read or written" in outcome.err
        assert story.contents(folder) == before
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)


def test_a_file_that_another_program_holds(
    zygote: Zygote, start: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    shutil.copytree(start, folder)
    for name, file in (("fill", "m2.ballot"), ("intake", "e.evaluation")):
        story = STORIES[name]
        for lock in ("IMMEDIATE", "EXCLUSIVE"):
            with closing(sqlite3.connect(folder / file, isolation_level=None)) as other:
                other.execute(f"BEGIN {lock}")
                outcome = zygote.run(*story.words(folder), busy=0.05)
            assert outcome.exit == 1
            assert "is being used by another program" in outcome.err
        zygote.do(*story.words(folder))
        assert story.contents(folder) == undisturbed[name]
