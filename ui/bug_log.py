"""The log of bugs, of the command line and the windows: where the code failed, never what it worked on."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from evalapp.data_folder import data_folder

EXIT_BUG = 70
"""The process's exit code after a bug."""

LOG_LIMIT = 2**20
"""Bytes; a longer log is put aside as ``evalapp.log.old`` and a new one is begun."""

_ABOUT_CODE = (AttributeError, ImportError, NameError, TypeError)
"""Errors whose own words name code. Those of others may quote a comment or a score."""


def log_bug(error: BaseException, at: datetime) -> Path | str:
    """Append where ``error`` was raised to the log.

    The words of the error are left out where they may quote an answer; local variables always are.

    Args:
        error: any exception.
        at: now.

    Returns:
        The log's path; where it cannot be written, what would have been.
    """
    return log_text("\n".join(_lines(error)), at)


def log_text(text: str, at: datetime) -> Path | str:
    """Append a text to the log; returns as ``log_bug``."""
    path = data_folder() / "evalapp.log"
    entry = f"{at.isoformat()}\n{text}\n\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.old"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(entry)
    except OSError:
        return entry
    return path


def _lines(error: BaseException) -> Iterator[str]:
    for before in _chain(error):
        yield from (line.rstrip() for line in traceback.format_tb(before.__traceback__))
        kind = type(before)
        name = (
            kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
        )
        yield f"{name}: {before}" if isinstance(before, _ABOUT_CODE) else name


def _chain(error: BaseException) -> list[BaseException]:
    """The error and those it came from, the first one first."""
    found = [error]
    while (before := found[-1].__cause__ or found[-1].__context__) and before not in found:
        found.append(before)
    return found[::-1]
