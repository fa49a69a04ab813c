"""Where the app keeps what is its own; docs/files.md lists what lies there.

Ballots taken in (``ballots/``), the sample, snapshots, locks, the ballots worked on, the settings, the log.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """The user's application data folder, moved by the environment's ``EVALAPP_DATA``; it may not exist."""
    return Path(os.environ.get("EVALAPP_DATA") or platformdirs.user_data_dir("evalapp", appauthor=False))
