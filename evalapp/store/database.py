"""Opening, checking and writing SQLite files: the one door (DESIGN section 5).

A file is one copyable piece: rollback journal, never WAL. What is opened may come from anyone, so nothing is
run from it: its schema must be exactly the one this app makes.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from sqlite3 import Connection
from types import TracebackType
from typing import Self
from urllib.parse import quote

from evalapp.errors import EvalError
from evalapp.files import naming_faults, publish, temporary_beside
from evalapp.store.copying import copy_into, write_compared_copy
from evalapp.store.migrating import FileKind, has_schema, migrate, steps_had
from evalapp.store.snapshots import keep_snapshot

FILE_LIMIT = 2 * 2**30
"""Largest database in bytes."""

VALUE_LIMIT = 128 * 2**20
"""Largest single value in bytes; the largest that the app itself writes are materials."""

_MAGIC = b"SQLite format 3\x00"
_BUSY_SECONDS = 5.0
_FAULTS = {
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_BUSY: "file-busy",
    sqlite3.SQLITE_LOCKED: "file-busy",
    sqlite3.SQLITE_READONLY: "file-denied",
    sqlite3.SQLITE_CANTOPEN: "file-denied",
    sqlite3.SQLITE_PERM: "file-denied",
    sqlite3.SQLITE_CORRUPT: "file-damaged",
    sqlite3.SQLITE_NOTADB: "file-damaged",
    sqlite3.SQLITE_TOOBIG: "file-damaged",
    sqlite3.SQLITE_IOERR: "file-unreadable",
}

DISK_FAULTS = frozenset((*_FAULTS.values(), "file-moved"))
"""The codes of ``sqlite_faults``: the file or its disk is at fault, not what was asked."""

_MOVED = 1032
"""SQLITE_READONLY_DBMOVED, which Python 3.11 knows no name for: the open file is no longer at its path."""


@contextlib.contextmanager
def sqlite_faults(path: Path) -> Iterator[None]:
    """Turn what SQLite reports of the world (disk full, locked, damaged) into the user's words.

    Raises:
        EvalError: ``disk-full``, ``file-busy``, ``file-denied``, ``file-moved``, ``file-damaged`` or
            ``file-unreadable``.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise EvalError("file-damaged", file=str(path)) from error
    except sqlite3.Error as error:
        number = getattr(error, "sqlite_errorcode", None)
        code = _FAULTS.get(number & 0xFF) if number is not None else None
        if number == _MOVED:
            code = "file-moved"
        if number is None and isinstance(error, sqlite3.OperationalError):
            # the one fault that Python finds itself: a stored text is no UTF-8
            code = "file-damaged"
        if code is None and "malformed JSON" in str(error):
            # no code of its own: a query looked into a stored text that is no JSON
            code = "file-damaged"
        if code is None:
            raise
        params = {"problem": str(error)} if code == "file-unreadable" else {}
        raise EvalError(code, file=str(path), **params) from error


@contextlib.contextmanager
def reading_faults(path: Path) -> Iterator[None]:
    """``sqlite_faults`` around code that understands what is stored.

    A stored value that cannot be read as what it should be – no date, no such member, no row – is damage:
    the app itself writes none, but a file may come from anyone.

    Raises:
        EvalError: as ``sqlite_faults``.
    """
    try:
        with sqlite_faults(path):
            yield
    except (ValueError, LookupError, StopIteration) as error:
        raise EvalError("file-damaged", file=str(path)) from error


def create(
    path: Path,
    kind: FileKind,
    fill: Callable[[Connection], None],
    before_publishing: Callable[[], None] = lambda: None,
) -> None:
    """Make a file under a temporary name, let ``fill`` write its first content, and publish it.

    Args:
        path: must not exist.
        kind: whose schema it gets.
        fill: writes the first content, in one transaction.
        before_publishing: called when the file is complete but has no name yet.

    Raises:
        EvalError: ``file-exists``: an existing file is never replaced; or as ``sqlite_faults``.
    """
    with naming_faults(path):
        if path.exists():
            raise EvalError("file-exists", file=str(path))
    temporary = temporary_beside(path)
    try:
        with naming_faults(path), sqlite_faults(path):
            temporary.touch(mode=0o600, exist_ok=False)
            db = _connect(temporary, read_only=False)
            try:
                db.execute(f"PRAGMA application_id = {kind.application_id}")
                migrate(db, kind)
                with transaction(db):
                    fill(db)
            finally:
                db.close()
        publish(temporary, path, before_publishing)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def open_file(path: Path, kind: FileKind, *, read_only: bool = False) -> Connection:
    """Open a file after checking that it is whole, of this kind, and of a version this app knows.

    A file of an older version is brought up to date, after a snapshot; of one that may not be written, a copy
    in memory is. Nothing is written to one opened ``read_only``, but what a killed program left half done in
    it is rolled back.

    Raises:
        EvalError: ``file-missing``, ``file-empty``, ``file-wrong-kind``, ``file-newer``, ``file-damaged``,
            ``file-altered``, or as ``sqlite_faults``.
    """
    check_header(path, kind)
    with reading_faults(path):
        # writable where possible even for reading: only then can SQLite roll a killed transaction back
        db = _connect(path, read_only=not os.access(path, os.W_OK))
        try:
            if len(_check(db, path, kind)) < len(kind.steps):
                if os.access(path, os.W_OK) and not read_only:
                    keep_snapshot(db, path)
                    migrate(db, kind)
                else:
                    db = _migrated_copy(db, kind)
            if read_only:
                db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
    return db


def check_header(path: Path, kind: FileKind) -> None:
    """Recognise a file by its first 100 bytes, before SQLite touches it.

    Raises:
        EvalError: ``file-missing``, ``file-empty``, ``file-too-large`` or ``file-wrong-kind``.
    """
    with naming_faults(path):
        if path.exists() and not path.is_file():
            raise EvalError("file-is-folder", file=str(path))
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    if not head:
        raise EvalError("file-empty", file=str(path))
    if size > FILE_LIMIT:
        raise EvalError("file-too-large", file=str(path), limit_mb=FILE_LIMIT // 2**20)
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != kind.application_id:
        raise EvalError("file-wrong-kind", file=str(path), expected=kind.name)
    if head[18:20] != b"\x01\x01":
        # somebody switched it to WAL; opening it would already write files beside it
        raise EvalError("file-altered", file=str(path))


class OpenFile:
    """A file that is open: use it as a context manager, or call ``close``.

    Attributes:
        path: where it is.
        db: the open database; for the modules of this package only.

    Raises:
        EvalError: the file is missing, damaged, altered, of another kind or newer (see ``open_file``).
    """

    def __init__(self, path: Path, kind: FileKind, *, read_only: bool = False) -> None:
        self.path = path
        self.db = open_file(path, kind, read_only=read_only)
        try:
            with naming_faults(path):
                found = path.stat()
            self._identity = found.st_dev, found.st_ino
            self._version: int | None = None
            with reading_faults(path):
                self._read()
            self.written_elsewhere()
        except BaseException:
            self.db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is left to be written."""
        self.db.close()

    def wait_at_most(self, seconds: float) -> None:
        """How long an edit waits for another program that holds the file, before it is ``file-busy``."""
        self.db.execute(f"PRAGMA busy_timeout = {round(seconds * 1_000)}")

    def in_place(self) -> bool:
        """Whether the open file is still the one at its path: not moved, deleted or replaced."""
        try:
            found = self.path.stat()
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._identity

    def written_elsewhere(self) -> bool:
        """Whether another program has written into the file since this was last asked."""
        with sqlite_faults(self.path):
            version = self.db.execute("PRAGMA data_version").fetchone()[0]
        before, self._version = self._version, version
        return bool(version != before)

    def copy_to(self, target: Path) -> None:
        """Write a copy of the file as it stands, whole or not at all, and compare it before it gets its name.

        Args:
            target: must not exist; its folder must.

        Raises:
            EvalError: ``file-exists``, ``file-not-verified``, or what the file system refuses.
        """
        with naming_faults(target):
            if target.exists():
                raise EvalError("file-exists", file=str(target))
        with sqlite_faults(target), self.one_state():
            write_compared_copy(self.db, target)

    @contextlib.contextmanager
    def one_state(self) -> Iterator[None]:
        """All reading inside sees one and the same state, whatever another program writes meanwhile."""
        with sqlite_faults(self.path):
            self.db.execute("BEGIN")
        try:
            yield
        finally:
            # a fault of the disk may have ended the transaction already
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    def _read(self) -> None:
        """Read what is held in memory while the file is open."""
        raise NotImplementedError


@contextlib.contextmanager
def transaction(db: Connection) -> Iterator[Connection]:
    """One transaction that holds the write lock from its start: all of it is on disk, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def sqlite_uri(path: PurePath, *, read_only: bool) -> str:
    """The address of a file as SQLite reads it.

    Not ``path.as_uri()``: for a Windows network share it names a host, which SQLite refuses.
    """
    place = path.as_posix()
    place = place if place.startswith("/") else f"/{place}"
    mode = "ro" if read_only else "rw"
    return f"file://{quote(os.fsencode(place))}?mode={mode}"


def _connect(path: Path, *, read_only: bool) -> Connection:
    uri = sqlite_uri(path.resolve(), read_only=read_only)
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, VALUE_LIMIT)
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "foreign_keys = ON",
        "recursive_triggers = ON",  # else REPLACE removes a row unseen by the triggers that forbid it
        "synchronous = EXTRA",
        "fullfsync = ON",  # on macOS a plain fsync leaves the data in the drive's memory
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _migrated_copy(db: Connection, kind: FileKind) -> Connection:
    """A copy in memory, brought up to date and then closed to writing; the open file is closed."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.execute("PRAGMA trusted_schema = OFF")
    copy_into(copy, db)
    db.close()
    migrate(copy, kind)
    # an act that seemed to be kept would be lost with the copy
    copy.execute("PRAGMA query_only = ON")
    return copy


def _check(db: Connection, path: Path, kind: FileKind) -> set[str]:
    """Check an open file and return the names of the steps it has had."""
    had = steps_had(db, kind)
    if had is None:
        raise EvalError("file-altered", file=str(path))
    if had - {step.name for step in kind.steps}:
        raise EvalError("file-newer", file=str(path))
    # SQLite reads a page that was cut off as zeros, and takes a file without any table for a fresh one
    pages = db.execute("PRAGMA page_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
    if not had or path.stat().st_size != pages:
        raise EvalError("file-damaged", file=str(path))
    # before quick_check, which would run the CHECKs and expressions of a stranger's schema
    if not has_schema(db, kind, had):
        raise EvalError("file-altered", file=str(path))
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise EvalError("file-damaged", file=str(path))
    return had
