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
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tools.pictures import sheet_scenes as sheet
from tools.pictures import window_scenes as other
from tools.pictures.chance import stop_chance
from tools.pictures.desk import make_ballots
from tools.pictures.offices import Offices
from tools.pictures.studio import Studio
from ui.windows.theme import Look

ROOT = Path(__file__).parents[1]
OUT = ROOT / "build" / "screenshots"
DOCS = {
    "start-recent": "window-start",
    "sheet-half": "window-sheet",
    "overview": "window-overview",
    "hand-in-done": "window-hand-in",
    "materials-search-dark": "window-dark-materials",
}
"""The pictures of the README and of the guides, and their names there."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is played, and how.

    Attributes:
        suffix: put behind the names of its pictures.
        size: of the member's window.
        doubled: in a process of its own with two pixels for each.
    """

    play: Callable[[Studio], None]
    suffix: str = ""
    code: str = "ja"
    look: str = "light"
    text_size: int = 100
    size: tuple[int, int] = (1366, 728)
    doubled: bool = False


def scenes() -> list[Scene]:
    """All scenes in the order in which they are played."""
    plain = [
        *(other.start, other.start_recent, other.start_faults, sheet.sheet_empty, sheet.sheet_half),
        *(sheet.sheet_full, sheet.sheet_guidance, sheet.sheet_materials, sheet.recusal, sheet.recusal_set_up),
        *(sheet.key_refused, sheet.comment_notes, sheet.undone, sheet.menus, other.overview),
        *(other.hand_in_gaps, other.hand_in_complete, other.hand_in_late, other.hand_in_refused),
        *(other.not_saved, other.opened_elsewhere, other.taken_in, other.copies, other.printing),
        other.dialogs,
    ]
    looked_at = [
        *(other.start_recent, sheet.sheet_half, sheet.recusal, sheet.key_refused, sheet.sheet_materials),
        *(other.overview, other.hand_in_gaps, other.not_saved, other.copies, other.taken_in),
    ]
    main = [other.start_recent, sheet.sheet_half, sheet.sheet_materials, other.overview, other.hand_in_gaps]
    large = [*main, sheet.recusal, other.not_saved, other.copies, sheet.menus]
    return [
        *(Scene(play) for play in plain),
        *(Scene(play, "-dark", look="dark") for play in looked_at),
        *(Scene(play, "-contrast", look="contrast") for play in looked_at),
        *(Scene(play, "-english", code="en") for play in (*plain,)),
        *(Scene(play, "-150", text_size=150) for play in large),
        *(Scene(play, "-200", text_size=200) for play in large),
        *(Scene(play, "-200-english", code="en", text_size=200) for play in main),
        *(Scene(play, "-1024", size=(1024, 728)) for play in main),
        *(Scene(play, "-1024-english", code="en", size=(1024, 728)) for play in main),
        *(Scene(play, "-4k", size=(1920, 1080), doubled=True) for play in main),
    ]


def main() -> int:
    """Take the pictures, and say how many and where."""
    parser = argparse.ArgumentParser(prog="screenshots")
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    parser.add_argument("--doubled", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    began = time.monotonic()
    if asked.out == OUT and not asked.doubled and not asked.only:
        shutil.rmtree(OUT, ignore_errors=True)
    asked.out = asked.out.absolute()
    asked.out.mkdir(parents=True, exist_ok=True)
    second = None
    if not asked.doubled:
        # beside this process: text doubled in size is a matter of the whole process
        options = ["--doubled", "--only", asked.only, "--out", str(asked.out)]
        command = [sys.executable, "-m", "tools.screenshots", *options]
        second = subprocess.Popen(  # noqa: S603 - itself
            command, cwd=ROOT, env=os.environ | {"QT_SCALE_FACTOR": "2"}
        )
    count = _take(asked.out, doubled=asked.doubled, only=asked.only)
    failed = second.wait() if second else 0
    if asked.docs:
        for name, shown in DOCS.items():
            shutil.copy(asked.out / f"{name}.png", ROOT / "docs" / "images" / f"{shown}.png")
    if not asked.doubled:
        print(f"{count} pictures in {asked.out} ({time.monotonic() - began:.0f} s)")
    return failed


def _take(out: Path, *, doubled: bool, only: str) -> int:
    """Play the scenes in this process; how many pictures it took."""
    folder = Path(tempfile.gettempdir()) / ("evalapp-doubled" if doubled else "evalapp")
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
        return _play(folder, out, [one for one in scenes() if one.doubled == doubled], only)
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


def _play(folder: Path, out: Path, chosen: list[Scene], only: str) -> int:
    stop_chance()
    # what the offscreen platform cannot do is no news
    qInstallMessageHandler(lambda _kind, _context, text: None if "This plugin" in text else print(text))
    app = QApplication([])
    app.setCursorFlashTime(0)
    app.setQuitOnLastWindowClosed(False)
    for name in ("desk", "offices"):
        (folder / name).mkdir()
    studio = Studio(app, folder, make_ballots(folder / "desk"), Offices(folder / "offices"), out)
    for scene in chosen:
        if scene.play.__name__.startswith(only):
            studio.begin(scene.code, Look(scene.look), scene.text_size)
            studio.suffix, studio.size = scene.suffix, scene.size
            scene.play(studio)
            studio.end()
    return len(studio.taken)


if __name__ == "__main__":
    sys.exit(main())
