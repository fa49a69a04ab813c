"""``make bench``: seconds and memory beside yardsticks of the same run. Not part of the tests.

``python -m tests.benchmarks [SUBJECT …]`` runs some of them. The last column says whether the
figures of DESIGN section 10 are kept: on a busy or slow machine look at the ratios, not at the seconds.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measuring import Case, measure_apart

SUBJECTS = (
    "starting",
    "windows",
    "evaluations",
    "board",
    "committing",
    "compiling",
    "receiving",
    "taking_in",
    "forms",
    "workbook",
    "sheets",
    "report",
)
_HEAD = f"{'':<46}{'seconds':>9}{'ratio':>8}{'figure':>16}{'MB':>7}{'figure':>8}{'in all':>8}"


def main(names: list[str]) -> None:
    """Run and print."""
    start = time.perf_counter()
    print(
        f"Best of 3; MB above the idle process with its imports, and in all. {os.cpu_count()} cores.\n\n"
        + _HEAD
    )
    with tempfile.TemporaryDirectory() as place:
        os.environ["EVALAPP_DATA"] = str(Path(place) / "data")
        for name in names or SUBJECTS:
            folder = Path(place) / name
            folder.mkdir()
            module = import_module(f"tests.benchmarks.{name}")
            module.prepare(folder)
            for index, case in enumerate(module.CASES):
                _print(case, name, index, folder)
    print(f"\n{time.perf_counter() - start:.0f} s in all")


def _print(case: Case, module: str, index: int, folder: Path) -> None:
    measured = measure_apart(module, index, None, folder)
    sticks = {name: measure_apart(module, index, name, folder) for name in case.yardsticks}
    best = min(measured.seconds)
    ratio = best / min(next(iter(sticks.values())).seconds) if sticks else 0
    kept = [
        *([best <= case.seconds] if case.seconds else []),
        *([ratio <= case.ratio] if case.ratio else []),
        *([measured.peak <= case.memory] if case.memory else []),
    ]
    figures = [f"{case.seconds:g} s" if case.seconds else "", f"{case.ratio:g}x" if case.ratio else ""]
    memory = f"{case.memory:g}" if case.memory else ""
    verdict = "" if not kept else "  pass" if all(kept) else "  OVER"
    print(
        f"{case.title:<46}{best:>9.4f}{ratio:>7.2f}x{', '.join(filter(None, figures)):>16}"
        f"{measured.peak:>7.1f}{memory:>8}{measured.whole:>8.0f}{verdict}"
    )
    for name, stick in sticks.items():
        against = best / min(stick.seconds)
        print(
            f"    against {name:<34}{min(stick.seconds):>9.4f}{against:>7.2f}x{'':>16}{stick.peak:>7.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
