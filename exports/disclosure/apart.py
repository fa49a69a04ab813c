"""Reading files in a process of its own: one that crashes, stalls or fills the memory takes only that along.

What comes back is JSON, never pickles: the process may have been taken over by what it read. No socket is
opened, only pipes.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

import msgspec

from evalapp.disclosure import Part, Reason, Unread
from exports.disclosure.kinds import file_parts

FILE_LIMIT = 512 * 2**20
"""Largest file in bytes."""

PATIENCE = 30.0
"""Seconds without a sign of life after which a file is given up."""

MOST = 900.0
"""Seconds after which a file is given up in any case."""

_MEMORY = 3 * 2**30
_LONGEST_MESSAGE = 512 * 2**20
_DONE, _PART, _UNREAD = b"D", b"P", b"U"

Reader: TypeAlias = "Callable[[bytes, str], Iterator[Part | Unread]]"


class Apart:
    """Reads one file after the other; to be used in a ``with``.

    Args:
        reader: a function of a module, called in the other process.
        patience, most: as the constants above.
    """

    def __init__(self, reader: Reader = file_parts, patience: float = PATIENCE, most: float = MOST) -> None:
        self._reader, self._patience, self._most = reader, patience, most
        self._process: multiprocessing.process.BaseProcess | None = None
        self._ask: Connection | None = None
        self._hear: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def parts(self, path: Path) -> Iterator[Part | Unread]:
        """Everything that the file at ``path`` says; a link is not followed."""
        deadline = time.monotonic() + self._most
        done = False
        try:
            hear = self._asked(path)
            while True:
                if not hear.poll(max(min(self._patience, deadline - time.monotonic()), 0)):
                    yield Unread(Reason.TOO_LONG)
                    return
                message = hear.recv_bytes(_LONGEST_MESSAGE)
                if message[:1] == _DONE:
                    done = True
                    return
                if message[:1] == _PART:
                    yield msgspec.json.decode(message[1:], type=Part)
                else:
                    yield msgspec.json.decode(message[1:], type=Unread)
        except (OSError, EOFError, msgspec.DecodeError, UnicodeDecodeError):
            # it died, or says what it never would
            yield Unread(Reason.DAMAGED)
        finally:
            if not done:
                self._stop()

    def _asked(self, path: Path) -> Connection:
        if self._process is None or self._ask is None or self._hear is None:
            spawn = multiprocessing.get_context("spawn")
            their_hear, self._ask = spawn.Pipe(duplex=False)
            self._hear, their_tell = spawn.Pipe(duplex=False)
            self._process = spawn.Process(
                target=_work, args=(their_hear, their_tell, self._reader), name="disclosure", daemon=True
            )
            self._process.start()
            their_hear.close()
            their_tell.close()
        self._ask.send_bytes(os.fsencode(path))
        return self._hear

    def _stop(self) -> None:
        if self._process is None:
            return
        for end in (self._ask, self._hear):
            if end is not None:
                end.close()
        self._process.kill()
        self._process.join()
        self._process.close()
        self._process = self._ask = self._hear = None


def _work(hear: Connection, tell: Connection, reader: Reader) -> None:
    """The other process: read what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the user's Ctrl+C is for the app, which then ends this
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the libraries complain about helps nobody
    _limit_memory()
    with contextlib.suppress(EOFError, OSError):
        while True:
            _answer(os.fsdecode(hear.recv_bytes()), tell, reader)


def _answer(path: str, tell: Connection, reader: Reader) -> None:
    try:
        for part in _read(Path(path), reader):
            tell.send_bytes((_PART if isinstance(part, Part) else _UNREAD) + _encoded(part))
    except MemoryError:
        tell.send_bytes(_UNREAD + _encoded(Unread(Reason.TOO_LARGE)))
    except RecursionError:
        tell.send_bytes(_UNREAD + _encoded(Unread(Reason.TOO_DEEP)))
    tell.send_bytes(_DONE)


def _read(path: Path, reader: Reader) -> Iterator[Part | Unread]:
    try:
        # not to wait for a pipe's other end, and not to follow what became a link in the meantime
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        flags |= getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - Path.open takes no flags
            data = file.read(FILE_LIMIT + 1)
    except OSError:
        yield Unread(Reason.DENIED)
        return
    if len(data) > FILE_LIMIT:
        yield Unread(Reason.TOO_LARGE)
    else:
        yield from reader(data, path.name)


def _encoded(part: Part | Unread) -> bytes:
    try:
        return msgspec.json.encode(part)
    except UnicodeEncodeError:  # lone halves of a pair
        names = ("where", "inside", *(("text",) if isinstance(part, Part) else ()))
        mended = {name: getattr(part, name).encode("utf-8", "replace").decode() for name in names}
        if isinstance(part, Part):
            cuts = tuple((offset, label.encode("utf-8", "replace").decode()) for offset, label in part.cuts)
            return msgspec.json.encode(replace(part, cuts=cuts, **mended))
        return msgspec.json.encode(replace(part, **mended))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # Windows; there the time limit is all there is
        return
    for kind, limit in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (limit, limit))
