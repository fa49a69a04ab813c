"""What this computer says of the place in which a file lies. Needs no QApplication."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QByteArray, QStorageInfo

from evalapp.data_folder import data_folder
from evalapp.files import temporary_beside
from evalapp.places import Machine, Place, Volume, place_of

_BLOCK_DEVICES = Path("/sys/class/block")
_REMOVABLE, _REMOTE, _DISC = 2, 4, 5
"""What Windows' GetDriveType says."""
_NO_REFUSALS = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EIO}
"""Faults that say nothing about what a folder allows."""


def place(path: Path) -> Place:
    """The kind of place in which an existing file lies, or a missing one would.

    Nothing fails here: what cannot be found out counts as harmless, and opening the file will name its fault.
    """
    path = _resolved(path)
    volume, machine = facts(path)
    # asked first without touching the folder: only where nothing else speaks against it a file is tried in it
    found = place_of(path, volume, machine, writable=True)
    return found if found is not Place.DURABLE or _writable(path) else Place.READ_ONLY


def facts(path: Path) -> tuple[Volume, Machine]:
    """The volume of ``path``, which is resolved, and this machine."""
    # of a folder that nobody may look into, Path.is_dir would raise
    folder = next((one for one in path.parents if os.path.isdir(one)), path.parent)  # noqa: PTH112
    storage = QStorageInfo(str(folder))
    root = storage.rootPath() or folder.anchor
    drive = _drive_type(root)
    volume = Volume(
        Path(root),
        _text(storage.fileSystemType()),
        storage.isReadOnly(),
        drive in {_REMOVABLE, _DISC} or _is_removable(Path(_text(storage.device())).name),
        drive == _REMOTE,
    )
    return volume, _machine()


def _text(data: QByteArray) -> str:
    return os.fsdecode(bytes(data.data()))


def _machine() -> Machine:
    variables = ("TEMP", "TMP", "TMPDIR", "XDG_CACHE_HOME")
    temporary = {tempfile.gettempdir(), *(os.environ.get(variable, "") for variable in variables)}
    own = _resolved(data_folder())
    try:
        home = _resolved(Path.home())
    except RuntimeError:  # a user without a home
        home = own
    folders = tuple(_resolved(Path(one)) for one in sorted(temporary) if Path(one).is_absolute())
    return Machine(sys.platform, home, own, folders, dict(os.environ))


def _resolved(path: Path) -> Path:
    # a loop of links, or a network that does not answer
    with contextlib.suppress(OSError, RuntimeError):
        return path.resolve()
    return path.absolute()


def _writable(path: Path) -> bool:
    """Whether the file can be written and its folder takes the files that SQLite needs beside it."""
    if os.path.exists(path) and not os.access(path, os.W_OK):  # noqa: PTH110 - as above
        return False
    # asking is not enough: Windows says yes of folders that its guard against blackmail keeps apps out of
    attempt = temporary_beside(path)
    try:
        attempt.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        return error.errno in _NO_REFUSALS or not os.path.isdir(path.parent)  # noqa: PTH112
    with contextlib.suppress(OSError):
        attempt.unlink()
    return True


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    return int(ctypes.windll.kernel32.GetDriveTypeW(str(Path(root).anchor)))


def _is_removable(device: str, devices: Path = _BLOCK_DEVICES) -> bool:
    """Whether a Linux block device, or one below it, can be taken out or hangs on a USB cable."""
    return any(
        re.search(r"/usb[0-9]", str(one)) or _flag(one / "removable") or _flag(one.parent / "removable")
        for one in _layers(device, devices)
    )


def _layers(device: str, devices: Path) -> Iterator[Path]:
    """A device and those it is made of (encryption, volume groups)."""
    if not device or not (devices / device).exists():
        return
    found = (devices / device).resolve()
    yield found
    below = found / "slaves"
    for one in sorted(below.iterdir()) if below.is_dir() else ():
        yield from _layers(one.name, devices)


def _flag(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.read_text("ascii").strip() == "1"
    return False
