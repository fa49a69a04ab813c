"""Where a file lies, and whether work in it is safe there: pure rules over what the computer says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from evalapp import place_names as names

_EXTENDED = re.compile(r"^\\\\[?.]\\(UNC(?=\\))?", re.IGNORECASE)


class Place(StrEnum):
    """A kind of place. Only in a durable one a ballot is worked on where it lies."""

    DURABLE = "durable"
    TEMPORARY = "temporary"
    MAIL = "mail"
    ARCHIVE = "archive"
    READ_ONLY = "read_only"
    REMOVABLE = "removable"
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class Volume:
    """What the system says of the volume that a file lies on.

    Attributes:
        root: its mount point or drive.
        file_system: as the system calls it (``NTFS``, ``ext4``, ``fuse.sshfs`` …); may be empty.
        read_only: mounted so that nothing can be written.
        removable: a stick, a card, a disc.
        remote: on another computer.
    """

    root: PurePath
    file_system: str = ""
    read_only: bool = False
    removable: bool = False
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """What the system says of itself and its user.

    Attributes:
        platform: as ``sys.platform``; what is neither ``win32`` nor ``darwin`` counts as Linux.
        home: the user's folder.
        own: the app's own data folder, durable wherever it lies, but for the snapshots in it.
        temporary: the folders for temporary files.
        environment: the environment variables.
    """

    platform: str
    home: PurePath
    own: PurePath
    temporary: tuple[PurePath, ...] = ()
    environment: Mapping[str, str] | None = None


def place_of(path: PurePath, volume: Volume, machine: Machine, *, writable: bool) -> Place:
    """What kind of place the file at ``path`` lies in; where several would fit, the one that says most.

    Args:
        path: absolute and resolved, without symbolic links, short names (``PROGRA~1``) and ``..``, as all the
            paths in ``volume`` and ``machine`` must be; of the same class as they are.
        volume: which it lies on.
        machine: which it lies on.
        writable: the file can be written, and its folder takes new files.
    """
    known = names.known_places(machine.platform)
    folder = _parts(path.parent, machine)
    own = _parts(machine.own, machine)
    if _within(folder, own):
        # snapshots make room for newer ones
        return Place.TEMPORARY if _within(folder, (*own, "snapshots")) else Place.DURABLE
    root = _parts(volume.root, machine)
    home = _parts(machine.home, machine)
    found = (
        _passing(folder, home, machine, known)
        or (Place.SYNCED if _synced(folder, root, home, machine, known) else None)
        or _by_path(folder, known)
        or (None if _within(own, root) else _by_volume(volume))
    )
    if found:
        return found
    return Place.DURABLE if writable and not volume.read_only else Place.READ_ONLY


def _passing(
    folder: tuple[str, ...], home: tuple[str, ...], machine: Machine, known: names.KnownPlaces
) -> Place | None:
    """The kind of a place that is cleaned up behind the user's back, if it is one."""
    below_home = folder[len(home) :] if _within(folder, home) else ()
    if _matches(folder[1:], known.mail):
        return Place.MAIL
    if _matches(folder[1:], known.archive):
        return Place.ARCHIVE
    temporary = [_parts(one, machine) for one in machine.temporary]
    # a root as a temporary folder would make everything temporary
    passing = any(len(one) > 1 and _within(folder, one) for one in temporary)
    passing = passing or _matches(folder[1:], known.temporary)
    if not (passing or _matches(below_home, known.temporary_at_home)):
        return None
    if any(known.mail_folder.fullmatch(part) for part in folder):
        return Place.MAIL
    if any(known.archive_folder.fullmatch(part) for part in folder):
        return Place.ARCHIVE
    return Place.TEMPORARY


def _synced(
    folder: tuple[str, ...],
    root: tuple[str, ...],
    home: tuple[str, ...],
    machine: Machine,
    known: names.KnownPlaces,
) -> bool:
    for variable in names.SYNCED_VARIABLES:
        value = (machine.environment or {}).get(variable, "").strip()
        synced = type(machine.home)(value)
        if value and synced.is_absolute() and _within(folder, _parts(synced, machine)):
            return True
    below_home = folder[len(home) :] if _within(folder, home) else ()
    below_root = folder[len(root) :] if _within(folder, root) else ()
    return (
        any(known.synced_folder.fullmatch(part) for part in folder)
        or bool(below_home and known.synced_at_home.fullmatch(below_home[0]))
        or bool(below_root and known.synced_drive.fullmatch(below_root[0]))
        or _matches(folder[1:], known.synced)
    )


def _by_path(folder: tuple[str, ...], known: names.KnownPlaces) -> Place | None:
    if folder[0].startswith("\\\\") or _matches(folder[1:], known.network):
        return Place.NETWORK
    return Place.REMOVABLE if _matches(folder[1:], known.removable) else None


def _by_volume(volume: Volume) -> Place | None:
    """What kind of place a volume is as a whole; of no use for the one that the app's own folder lies on."""
    system = volume.file_system.casefold()
    if volume.remote or names.NETWORK_SYSTEMS.fullmatch(system):
        return Place.NETWORK
    if system in names.MEMORY_SYSTEMS:
        return Place.TEMPORARY
    return Place.REMOVABLE if volume.removable or system in names.REMOVABLE_SYSTEMS else None


def _parts(path: PurePath, machine: Machine) -> tuple[str, ...]:
    r"""The parts of a path as they are compared; ``\\?\`` in front of a Windows path means nothing."""
    drive, *rest = path.parts or ("",)
    if machine.platform not in names.FOLDING_PLATFORMS:
        return (drive, *rest)
    drive = _EXTENDED.sub(lambda found: "\\" if found[1] else "", drive)
    # macOS gives names decomposed: ド as ト and a mark
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in (drive, *rest))


def _within(folder: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return folder[: len(other)] == other


def _matches(parts: tuple[str, ...], patterns: Iterable[re.Pattern[str]]) -> bool:
    """Whether these parts of a folder, without its drive, lie in one that a pattern describes."""
    text = "/".join(("", *parts, ""))
    return any(pattern.search(text) for pattern in patterns)
