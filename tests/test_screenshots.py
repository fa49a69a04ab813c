"""The tool that takes a picture of every state: the same in every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def taken(folder: Path) -> dict[str, bytes]:
    words = [sys.executable, "-m", "tools.screenshots", "--only", "hand_in_gaps", "--out", str(folder)]
    done = subprocess.run(
        words, cwd=ROOT, env=dict(os.environ), capture_output=True, timeout=60, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_runs_take_the_same_pictures(tmp_path: Path) -> None:
    first = taken(tmp_path / "first")
    assert {"hand-in-draft.png", "hand-in-draft-dark.png", "hand-in-gaps-4k.png"} <= set(first)
    assert taken(tmp_path / "second") == first
