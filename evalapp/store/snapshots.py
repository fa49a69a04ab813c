"""Generations of snapshots in the user's application data: the way back from any mistake."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from evalapp.data_folder import data_folder
from evalapp.files import naming_faults
from evalapp.store.copying import write_copy

GENERATIONS = 20
"""How many snapshots of one file are kept."""


def snapshot_folder(path: Path) -> Path:
    """Where the snapshots of the file at ``path`` are kept."""
    place = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return data_folder() / "snapshots" / f"{path.stem}-{place}"


def keep_snapshot(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy an open database with SQLite's backup API and drop the oldest generations.

    Raises:
        EvalError: the folder cannot be written or the disk is full.
    """
    folder = snapshot_folder(path)
    with naming_faults(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}{path.suffix}"
    write_copy(connection, target)
    for old in snapshots(path)[:-GENERATIONS]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def snapshots(path: Path) -> list[Path]:
    """The snapshots of the file at ``path``, oldest first."""
    folder = snapshot_folder(path)
    return sorted(folder.glob(f"[0-9]*{path.suffix}")) if folder.is_dir() else []
