"""The tool that takes a picture of every state: the same in every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def taken(scene: str, folder: Path) -> dict[str, bytes]:
    words = [sys.executable, "-m", "tools.screenshots", "--only", scene, "--out", str(folder)]
    done = subprocess.run(
        words, cwd=ROOT, env=dict(os.environ), capture_output=True, timeout=60, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("scene", "some"),
    [
        ("hand_in_gaps", {"hand-in-draft.png", "hand-in-draft-dark.png", "hand-in-gaps-4k.png"}),
        ("intake_tabs", {"intake-forms.png", "intake-history-dark.png", "intake-forms-english.png"}),
    ],
)
def test_two_runs_take_the_same_pictures(scene: str, some: set[str], tmp_path: Path) -> None:
    first = taken(scene, tmp_path / "first")
    assert some <= set(first)
    assert taken(scene, tmp_path / "second") == first
