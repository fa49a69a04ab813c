"""Plays one part of the programme in this process."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tools.pictures.chance import stop_chance
from tools.pictures.desk import make_ballots
from tools.pictures.offices import Offices
from tools.pictures.parts import Part
from tools.pictures.programme import Scene, programme
from tools.pictures.studio import Studio
from ui.windows.theme import Look


def take(out: Path, part: Part, only: str) -> None:
    """Play a part's scenes in this process."""
    chosen = [scene for scene in programme(part) if scene.play.__name__.startswith(only)]
    if not chosen:
        return
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
        _play(folder, out, chosen)
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


def _play(folder: Path, out: Path, chosen: list[Scene]) -> None:
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
        studio.begin(scene.code, Look(scene.look), scene.text_size)
        studio.suffix, studio.size = scene.suffix, scene.size
        scene.play(studio)
        studio.end()
