"""A name for a file that no other file has."""

from __future__ import annotations

import os
from pathlib import Path


def free_name(path: Path) -> Path:
    """``path``, or the first name like it that no file has."""
    number = 2
    free = path
    # where a drive has gone, Path.exists would raise
    while os.path.exists(free):  # noqa: PTH110
        free = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return free
