"""Files are read within limits and written whole or not at all (DESIGN section 5)."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from evalapp.errors import EvalError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_FULL = {errno.ENOSPC, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def naming_faults(path: Path) -> Iterator[None]:
    """Turn what the file system refuses into the user's words.

    Raises:
        EvalError: ``disk-full``, ``file-denied``, ``file-missing``, ``file-is-folder``,
            ``file-unreadable``.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise EvalError("file-missing", file=_name(error, path)) from error
    except FileExistsError as error:
        raise EvalError("file-exists", file=_name(error, path)) from error
    except (IsADirectoryError, NotADirectoryError) as error:
        raise EvalError("file-is-folder", file=_name(error, path)) from error
    except OSError as error:
        if error.errno in _FULL:
            raise EvalError("disk-full", file=str(path)) from error
        if error.errno in _DENIED:
            raise EvalError("file-denied", file=_name(error, path)) from error
        raise EvalError("file-unreadable", file=str(path), problem=os.strerror(error.errno or 0)) from error


def _name(error: OSError, path: Path) -> str:
    name = Path(error.filename or path)
    if not (name.parent == path.parent and name.name.startswith(f".{path.name}.")):
        return str(name)
    # a temporary name means nothing to people: what is missing is the folder, what is denied the file
    return str(path if path.parent.is_dir() else path.parent)


def read_limited(path: Path, limit: int) -> bytes:
    """The whole content of a file of at most ``limit`` bytes; never more is read, whatever its size says.

    Raises:
        EvalError: ``file-empty``, ``file-too-large``, or as ``naming_faults``.
    """
    with naming_faults(path):
        if path.exists() and not path.is_file():
            raise EvalError("file-is-folder", file=str(path))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    if not data:
        raise EvalError("file-empty", file=str(path))
    if len(data) > limit:
        raise EvalError("file-too-large", file=str(path), limit_mb=limit // 2**20)
    return data


def make_folder(path: Path) -> None:
    """Make a folder and those above it.

    Raises:
        EvalError: as ``naming_faults``.
    """
    with naming_faults(path):
        path.mkdir(parents=True, exist_ok=True)


def temporary_beside(target: Path) -> Path:
    """An unused name in the folder of ``target``, so that a rename is atomic."""
    return target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")


def write_new(target: Path, data: bytes, before_publishing: Callable[[], None] = lambda: None) -> None:
    """Write a file that must not exist yet, whole or not at all, and read it back.

    Args:
        target: must not exist.
        data: its content.
        before_publishing: called when the file is complete but has no name yet.

    Raises:
        EvalError: ``file-exists``, ``file-not-verified``, or as ``naming_faults``.
    """
    with naming_faults(target):
        if target.exists():
            raise EvalError("file-exists", file=str(target))
    with _written_beside(target, data) as temporary:
        publish(temporary, target, before_publishing)
    _read_back(target, data)


def write_keeping(target: Path, data: bytes) -> Path | None:
    """Write a produced document and read it back; an older one with other content is kept beside it.

    People edit what they were given: what stands there may be somebody's work.

    Returns:
        The new name of the older document, if one was kept.

    Raises:
        EvalError: ``file-not-verified``, or as ``naming_faults``.
    """
    with naming_faults(target):
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            return None
    with _written_beside(target, data) as temporary:
        kept = _moved_aside(target) if target.is_file() else None
        try:
            publish(temporary, target)
        except BaseException:
            if kept and not target.exists():
                kept.rename(target)
            raise
    _read_back(target, data)
    return kept


def write_over(target: Path, data: bytes) -> None:
    """Write a file of the app's own, whole or not at all, in place of what stood there; not for documents.

    Raises:
        EvalError: as ``naming_faults``.
    """
    with _written_beside(target, data) as temporary, naming_faults(target):
        temporary.replace(target)
        _sync(target.parent)


def publish(temporary: Path, target: Path, before_naming: Callable[[], None] = lambda: None) -> None:
    """Give a finished temporary file its name, durably; an existing file is never replaced.

    Args:
        temporary: written, closed, in the folder of ``target``; gone afterwards.
        target: the name to take.
        before_naming: called once the content is on the disk.

    Raises:
        EvalError: ``file-exists``, or as ``naming_faults``.
    """
    with naming_faults(target):
        _sync(temporary)
    before_naming()
    with naming_faults(target):
        _move_without_overwriting(temporary, target)
        _sync(target.parent)


@contextlib.contextmanager
def _written_beside(target: Path, data: bytes) -> Iterator[Path]:
    """A synced temporary file with ``data`` beside ``target``; gone afterwards if nobody moved it."""
    temporary = temporary_beside(target)
    try:
        with naming_faults(target):
            temporary.write_bytes(data)
            _sync(temporary)
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _moved_aside(target: Path) -> Path:
    names = (target.with_stem(f"{target.stem} (old {number})") for number in itertools.count(1))
    with naming_faults(target):
        kept = next(name for name in names if not name.exists())
        target.rename(kept)
    return kept


def _read_back(target: Path, data: bytes) -> None:
    with naming_faults(target):
        if target.read_bytes() != data:
            raise EvalError("file-not-verified", file=str(target))


def _move_without_overwriting(temporary: Path, target: Path) -> None:
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise EvalError("file-exists", file=str(target)) from error
    except OSError:
        # FAT and some network folders know no hard links; then only the check before the rename is left
        if target.exists():
            raise EvalError("file-exists", file=str(target)) from None
        temporary.rename(target)
    else:
        temporary.unlink()


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder to sync it
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        if full_sync := getattr(fcntl, "F_FULLFSYNC", None):
            # macOS: a plain fsync leaves the data in the drive's memory
            fcntl.fcntl(descriptor, full_sync)
        else:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
