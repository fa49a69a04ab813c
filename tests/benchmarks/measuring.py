"""What a benchmark is, and how it is measured: each alone in a fresh process, best of three."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPEATS = 3
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Case:
    """One line of the table.

    Attributes:
        title: what is measured.
        work: given the folder of ``prepare``, returns what is timed; imports and set-up happen outside.
        yardsticks: by name, what it is compared with, in the same way. The first gives the ratio.
        seconds: the figure to beat, or ``None``.
        ratio: the figure to beat against the first yardstick, or ``None``.
        memory: the figure to beat in MB above the process that has only imported and opened, or ``None``.
        repeats: how often each is run.
    """

    title: str
    work: Callable[[Path], Callable[[], object]]
    yardsticks: dict[str, Callable[[Path], Callable[[], object]]]
    seconds: float | None = None
    ratio: float | None = None
    memory: float | None = None
    repeats: int = REPEATS


@dataclass(frozen=True)
class Measured:
    """``seconds`` of each run, peak memory above the idle process, and that of the whole process, in MB."""

    seconds: list[float]
    peak: float
    whole: float


def measure(case: Case, yardstick: str | None, folder: Path) -> Measured:
    """Measure in this very process."""
    run = (case.yardsticks[yardstick] if yardstick else case.work)(folder)
    idle = _peak()
    seconds = []
    for _ in range(case.repeats):
        start = time.perf_counter()
        result = run()
        # a run that times something inside itself says so by returning seconds
        seconds.append(result if isinstance(result, float) else time.perf_counter() - start)
        del result
    return Measured(seconds, _peak() - idle, _peak())


def measure_apart(module: str, index: int, yardstick: str | None, folder: Path) -> Measured:
    """Measure in a fresh process."""
    words = [module, str(index), yardstick or "", str(folder)]
    command = [sys.executable, "-m", "tests.benchmarks.alone", *words]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Measured(**json.loads(done.stdout))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT / 1e6
