"""Take a picture of every state of the windows: ``python -m tools.screenshots``, into build/screenshots.

The same pixels in every run: the clock stands still, ids are no chance, no settings of the user are read.
``--docs`` also puts those that the README shows into docs/images. ``--only WORD`` takes the scenes whose
names begin so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
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
        _take(out, asked.part, asked.only)
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


def _take(out: Path, part: Part, only: str) -> None:
    """Play a part's scenes in this process."""
    doubled = part is Part.DOUBLED
    # one name in each run: some pictures show it
    folder = Path(tempfile.gettempdir()) / ("evalapp" if part is Part.MEMBER else f"evalapp-{part}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.environ |= {
        "EVALAPP_DATA": str(folder / "data"),
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "LOGNAME": "secretariat",
        "TZ": "Asia/Tokyo",
        "QT_QPA_PLATFORM": f"offscreen:configfile={_screen(folder, 3840 if doubled else 1366)}",
    }
    time.tzset()
    try:
        _play(folder, out, part, only)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _screen(folder: Path, width: int) -> Path:
    """The description of a screen for Qt's offscreen platform."""
    screen = {
        "name": "1",
        "x": 0,
        "y": 0,
        "width": width,
        "height": width * 9 // 16,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    path = folder / "screen.json"
    path.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return path


def _play(folder: Path, out: Path, part: Part, only: str) -> None:
    # here: a process that makes documents for a scene begins by reading this file
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from tools.pictures.chance import stop_chance
    from tools.pictures.desk import make_ballots
    from tools.pictures.offices import Offices
    from tools.pictures.programme import programme
    from tools.pictures.studio import Studio
    from ui.windows.theme import Look

    stop_chance()
    # what the offscreen platform cannot do is no news
    qInstallMessageHandler(lambda _kind, _context, text: None if "This plugin" in text else print(text))
    app = QApplication([])
    app.setCursorFlashTime(0)
    app.setQuitOnLastWindowClosed(False)
    for name in ("desk", "offices"):
        (folder / name).mkdir()
    studio = Studio(app, folder, make_ballots(folder / "desk"), Offices(folder / "offices"), out)
    for scene in programme(part):
        if scene.play.__name__.startswith(only):
            studio.begin(scene.code, Look(scene.look), scene.text_size)
            studio.suffix, studio.size = scene.suffix, scene.size
            scene.play(studio)
            studio.end()


if __name__ == "__main__":
    sys.exit(main())
