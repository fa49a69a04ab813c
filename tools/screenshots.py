"""Take a picture of every state of the windows: ``python -m tools.screenshots``, into build/screenshots.

The same pixels in every run: the clock stands still, ids are no chance, no settings of the user are read.
``--docs`` also puts those that the README shows into docs/images. ``--only WORD`` takes the scenes whose
names begin so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.pictures.parts import Part

ROOT = Path(__file__).parents[1]
OUT = ROOT / "build" / "screenshots"
DOCS = {
    "start-recent": "window-start",
    "sheet-half": "window-sheet",
    "overview": "window-overview",
    "hand-in-done": "window-hand-in",
    "materials-search-dark": "window-dark-materials",
    "setup-subject": "window-office-setup",
    "watch-half": "window-office-watch",
    "intake-plan-replaces": "window-office-intake",
    "results": "window-office-results",
    "meeting": "window-office-meeting",
    "publishing-report": "window-office-publishing",
}
"""The pictures of the README and of the guides, and their names there."""


def main() -> int:
    """Take the pictures, and say how many and where."""
    parser = argparse.ArgumentParser(prog="screenshots")
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    parser.add_argument("--part", type=Part, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    out = asked.out.absolute()
    if asked.part:
        from tools.pictures.playing import take  # noqa: PLC0415 - processes that make documents read this file

        take(out, asked.part, asked.only)
        return 0
    began = time.monotonic()
    if asked.out == OUT and not asked.only:
        shutil.rmtree(OUT, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    # text doubled in size is a matter of a whole process, and side by side they are faster
    command = [sys.executable, "-m", "tools.screenshots", "--only", asked.only, "--out", str(out), "--part"]
    parts = [
        subprocess.Popen([*command, part], cwd=ROOT, env=_surroundings(part))  # noqa: S603 - itself
        for part in Part
    ]
    failed = max(part.wait() for part in parts)
    if asked.docs and not failed:
        for name, shown in DOCS.items():
            shutil.copy(out / f"{name}.png", ROOT / "docs" / "images" / f"{shown}.png")
    print(f"{len(list(out.glob('*.png')))} pictures in {out} ({time.monotonic() - began:.0f} s)")
    return failed


def _surroundings(part: Part) -> dict[str, str]:
    return os.environ | ({"QT_SCALE_FACTOR": "2"} if part is Part.DOUBLED else {})


if __name__ == "__main__":
    sys.exit(main())
