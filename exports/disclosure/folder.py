"""A folder of produced files, checked as a whole before it is published."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from evalapp.disclosure import Disclosure, Finding, Looked, Part, People, Place, Reason, Unread
from evalapp.disclosure_search import Search
from evalapp.errors import EvalError
from evalapp.files import naming_faults
from exports.disclosure.apart import Apart

MOST_LISTED = 200
"""Findings listed of one file; further ones are counted."""

Progress: TypeAlias = "Callable[[Looked], None]"


def check_folder(
    folder: Path, people: People, apart: Apart | None = None, progress: Progress | None = None
) -> Disclosure:
    """Look into every file below ``folder`` for the members.

    Links are not followed. No file can crash or stall the check; what could not be looked at is told.

    Args:
        folder: what is to be published.
        people: whom to search for.
        apart: reads the files; given only to set other limits.
        progress: told of each file when it is done.

    Raises:
        EvalError: as ``files_below``.
    """
    return check_files(files_below(folder), folder, people, apart, progress)


def files_below(folder: Path) -> tuple[Path, ...]:
    """All that ``check_folder`` looks into, in its order.

    Raises:
        EvalError: ``disclosure-not-a-folder``, ``disclosure-nothing`` (no file in it), or as
            ``naming_faults``.
    """
    if folder.exists() and not folder.is_dir():
        raise EvalError("disclosure-not-a-folder", file=str(folder))
    with naming_faults(folder):
        found = tuple(_below(folder))
    if not found:
        raise EvalError("disclosure-nothing", file=str(folder))
    return found


def check_files(
    paths: Iterable[Path],
    folder: Path,
    people: People,
    apart: Apart | None = None,
    progress: Progress | None = None,
) -> Disclosure:
    """Look into files for the members.

    Args:
        paths: in or below ``folder``.
        folder: by which they are named.
        people, apart, progress: as for ``check_folder``; what ``progress`` raises ends the check.

    Raises:
        EvalError: as ``naming_faults``.
    """
    search = Search(people)
    files = []
    with apart or Apart() as reader, naming_faults(folder):
        for path in paths:
            looked = _looked(path, folder, search, reader)
            files.append(looked)
            if progress:
                progress(looked)
    return Disclosure(tuple(files))


def _below(folder: Path) -> Iterator[Path]:
    """Every file and link below ``folder``, and folders that are empty or cannot be read, by name."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path.is_symlink() or not path.is_dir():
            yield path
            continue
        try:
            inside = sorted(path.iterdir(), reverse=True)
        except OSError:
            if path == folder:
                raise
            inside = []
        if not inside and path != folder:
            yield path
        waiting += inside


def _looked(path: Path, folder: Path, search: Search, reader: Apart) -> Looked:
    name = path.relative_to(folder).as_posix()
    in_report = path.name.casefold().startswith("report")
    counts: Counter[Place] = Counter()
    findings: list[Finding] = []
    unread: list[Unread] = []
    more = 0
    for part in _parts(path, name, folder, reader):
        if isinstance(part, Unread):
            unread.append(part)
            continue
        if not part.text and part.place not in (Place.PAGE, Place.SHEET, Place.HIDDEN_SHEET):
            continue
        counts[part.place] += 1
        for finding in search.findings(part, in_report=in_report):
            if len(findings) < MOST_LISTED:
                findings.append(finding)
            else:
                more += 1
    return Looked(name, counts, tuple(findings), tuple(dict.fromkeys(unread)), more)


def _parts(path: Path, name: str, folder: Path, reader: Apart) -> Iterator[Part | Unread]:
    yield Part(Place.FILE_NAME, "", name)
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        # a link to a file of the folder itself: that file is looked at in its own place
        if not _leads_inside(path, folder):
            yield Unread(Reason.LINK)
    elif stat.S_ISDIR(mode):
        if not os.access(path, os.R_OK | os.X_OK):
            yield Unread(Reason.DENIED)
    elif stat.S_ISREG(mode):
        yield from reader.parts(path)
    else:
        yield Unread(Reason.UNKNOWN_KIND)


def _leads_inside(path: Path, folder: Path) -> bool:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a ring of links
        return False
    return target.is_relative_to(folder.resolve())
