"""Faults at the N-th act on the file system: the process dies there, or the call fails.

Counted is every act by which the app changes a file: Python's own (sync, rename, link, unlink, folder,
written bytes) and those of SQLite, whose system calls are replaced through its own ``xSetSystemCall``. So the
files that a killed process leaves are tried for every moment at which it can be killed, not for some.
"""

from __future__ import annotations

import _sqlite3
import contextlib
import ctypes
import errno
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KILL, TORN = "kill", "torn"
"""Die before the act; die in the middle of it (half of the bytes are written)."""

ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EROFS": errno.EROFS, "EMFILE": errno.EMFILE}
_SHRINKING = {"unlink", "os.unlink", "ftruncate"}
_WRITES = {"file.write", "write", "pwrite", "pwrite64"}


@dataclass
class Fault:
    """What goes wrong.

    Attributes:
        at: at which act, from 1; 0 for never (then acts are only counted).
        how: ``KILL``, ``TORN`` or the name of an error.
        lasting: an error stays for all later acts (a full disk still lets files be removed).
        acts: what was done so far.
        struck: how often it went wrong.
    """

    at: int
    how: str = KILL
    lasting: bool = False
    acts: list[str] = field(default_factory=list)
    struck: int = 0

    def strikes(self, act: str) -> bool:
        """Count an act and say whether it goes wrong; death comes at once, except for a torn write."""
        self.acts.append(act)
        number = len(self.acts)
        hit = number == self.at or (self.lasting and 0 < self.at <= number)
        if not hit or (self.lasting and self.how == "ENOSPC" and act in _SHRINKING):
            return False
        self.struck += 1
        if self.how == KILL or (self.how == TORN and act not in _WRITES):
            die()
        return True


def die() -> None:
    """As if the user had pulled the process's plug."""
    os.kill(os.getpid(), signal.SIGKILL)


def install(fault: Fault) -> None:
    """From here on this process runs under ``fault``. There is no way back: fork first."""
    _install_python(fault)
    install_sqlite(fault)


def _install_python(fault: Fault) -> None:
    for name in ("fsync", "replace", "rename", "link", "unlink", "mkdir"):
        _wrap(os, name, f"os.{name}", fault)

    def write_bytes(self: Path, data: bytes) -> int:
        strikes = fault.strikes("file.write")
        with self.open("wb") as file:
            if strikes:
                file.write(data[: len(data) // 2])
                file.flush()
                if fault.how == TORN:
                    die()
                raise OSError(ERRORS[fault.how], "injected", str(self))
            return file.write(data)

    Path.write_bytes = write_bytes  # type: ignore[method-assign, assignment]


def _wrap(module: Any, name: str, act: str, fault: Fault) -> None:
    real = getattr(module, name)

    def wrapped(*arguments: Any, **options: Any) -> Any:
        if fault.strikes(act):
            raise OSError(ERRORS[fault.how], "injected")
        return real(*arguments, **options)

    setattr(module, name, wrapped)


class _Vfs(ctypes.Structure):
    pass


_Address = ctypes.c_void_p
_SET = ctypes.CFUNCTYPE(ctypes.c_int, _Address, ctypes.c_char_p, _Address)
_GET = ctypes.CFUNCTYPE(_Address, _Address, ctypes.c_char_p)
_Vfs._fields_ = [
    ("iVersion", ctypes.c_int),
    ("szOsFile", ctypes.c_int),
    ("mxPathname", ctypes.c_int),
    ("pNext", _Address),
    ("zName", ctypes.c_char_p),
    ("pAppData", _Address),
    *[
        (name, _Address)
        for name in (
            *("xOpen", "xDelete", "xAccess", "xFullPathname", "xDlOpen", "xDlError", "xDlSym", "xDlClose"),
            *("xRandomness", "xSleep", "xCurrentTime", "xGetLastError", "xCurrentTimeInt64"),
        )
    ],
    ("xSetSystemCall", _SET),
    ("xGetSystemCall", _GET),
    ("xNextSystemCall", _Address),
]
_INT, _SIZE, _OFFSET, _TEXT = ctypes.c_int, ctypes.c_ssize_t, ctypes.c_longlong, ctypes.c_char_p
_CALLS: dict[str, tuple[Any, ...]] = {
    # name: result and parameters, as in SQLite's table of system calls
    "open": (_INT, _TEXT, _INT, _INT),
    "write": (_SIZE, _INT, _Address, _SIZE),
    "pwrite": (_SIZE, _INT, _Address, _SIZE, _OFFSET),
    "pwrite64": (_SIZE, _INT, _Address, _SIZE, _OFFSET),
    "ftruncate": (_INT, _INT, _OFFSET),
    "unlink": (_INT, _TEXT),
    "openDirectory": (_INT, _TEXT, ctypes.POINTER(_INT)),
}
_kept: list[Any] = []


def sqlite_calls_can_be_replaced() -> bool:
    """Whether the SQLite in this process is a shared library whose system calls we reach."""
    return _library() is not None


def _library() -> Any:
    # the module itself first: in some builds of Python SQLite is inside it
    for place in (_sqlite3.__file__, "libsqlite3.so.0", "libsqlite3.dylib"):
        try:
            library = ctypes.CDLL(place)
            library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        except (OSError, AttributeError, TypeError):
            continue
        return library
    return None


def install_sqlite(fault: Fault) -> None:
    """Put SQLite's writing system calls under ``fault``."""
    library = _library()
    vfs = library.sqlite3_vfs_find(None)
    for name, (result, *parameters) in _CALLS.items():
        address = vfs.contents.xGetSystemCall(ctypes.addressof(vfs.contents), name.encode())
        if not address:
            continue
        kind = ctypes.CFUNCTYPE(result, *parameters, use_errno=True)
        callback = kind(_replacement(name, kind(address), fault))
        _kept.append(callback)
        vfs.contents.xSetSystemCall(
            ctypes.addressof(vfs.contents), name.encode(), ctypes.cast(callback, _Address)
        )


@contextlib.contextmanager
def sqlite_under(fault: Fault) -> Iterator[Fault]:
    """SQLite alone under ``fault``, which may be changed inside; afterwards it is as it was."""
    install_sqlite(fault)
    try:
        yield fault
    finally:
        vfs = _library().sqlite3_vfs_find(None)
        # no name: all calls are SQLite's own again
        vfs.contents.xSetSystemCall(ctypes.addressof(vfs.contents), None, None)


def _replacement(name: str, real: Callable[..., int], fault: Fault) -> Callable[..., int]:
    def call(*arguments: Any) -> int:
        if name == "open" and not arguments[1] & os.O_CREAT:
            return real(*arguments)
        if fault.strikes(name):
            if name in _WRITES:
                real(arguments[0], arguments[1], arguments[2] // 2, *arguments[3:])
            if fault.how == TORN:
                die()
            ctypes.set_errno(ERRORS[fault.how])
            return -1
        return real(*arguments)

    return call
