"""Copies of an open database, made with SQLite's backup API: whole, or not at all.

Never a copy of the bytes: a file may be in the middle of a transaction, and opening and closing it beside
SQLite drops the locks that SQLite holds on it in this process.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable
from itertools import zip_longest
from pathlib import Path

from evalapp.errors import EvalError
from evalapp.files import naming_faults, publish, temporary_beside

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"


def write_copy(
    connection: sqlite3.Connection,
    target: Path,
    before_publishing: Callable[[Path], None] = lambda _path: None,
) -> None:
    """Copy an open database, in one state, to a file that must not exist.

    Args:
        connection: stays open.
        target: in a folder that exists; only the user may read it.
        before_publishing: called with the complete copy's temporary name.

    Raises:
        EvalError: ``file-exists``, or as ``naming_faults``.
        sqlite3.Error: what SQLite reports of either file.
    """
    temporary = temporary_beside(target)
    try:
        with naming_faults(target):
            temporary.touch(mode=0o600, exist_ok=False)
            with contextlib.closing(sqlite3.connect(temporary)) as copy:
                copy_into(copy, connection)
            before_publishing(temporary)
        publish(temporary, target)
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def copy_into(copy: sqlite3.Connection, connection: sqlite3.Connection) -> None:
    """Make ``copy`` what ``connection`` holds, in one state.

    Raises:
        sqlite3.Error: what SQLite reports; that another program holds the file, after the usual wait.
    """
    begun = connection.in_transaction
    if not begun:
        connection.execute("BEGIN")
    try:
        # Python's copying waits for a lock without end: whoever reads already needs to wait for none
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        connection.backup(copy)
    finally:
        if connection.in_transaction and not begun:
            connection.execute("ROLLBACK")


def write_compared_copy(connection: sqlite3.Connection, target: Path) -> None:
    """As ``write_copy``, and read back: every row of the copy is compared before it gets its name.

    Args:
        connection: inside a transaction, so that another program's edit between the two is no difference.
        target: as for ``write_copy``.

    Raises:
        EvalError: ``file-not-verified``, or as ``write_copy``.
        sqlite3.Error: as ``write_copy``.
    """
    # a transaction sees one state from its first reading on, which the copying itself is not
    parts = connection.execute(_SCHEMA).fetchall()

    def compare(written: Path) -> None:
        with contextlib.closing(sqlite3.connect(written)) as copy:
            tables = [name for type_, name, *_rest in parts if type_ == "table"]
            if copy.execute(_SCHEMA).fetchall() != parts or not _same_rows(connection, copy, tables):
                raise EvalError("file-not-verified", file=str(target))

    write_copy(connection, target, compare)


def _same_rows(one: sqlite3.Connection, other: sqlite3.Connection, tables: Iterable[str]) -> bool:
    # a pair at a time: materials may be large
    return all(
        row == copied
        for table in tables
        for row, copied in zip_longest(*(db.execute(f'SELECT * FROM "{table}"') for db in (one, other)))
    )
