"""Copies of one ballot on one computer: what each holds, how two differ, and which one is worked on."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evalapp import canonical
from evalapp.ballot import Ballot
from evalapp.errors import EvalError
from evalapp.files import make_folder, naming_faults
from evalapp.known_files import NOTHING_SETTLED, Settled
from evalapp.mark import NoPoints
from evalapp.model import ScoreSheet
from evalapp.places import Place
from evalapp.store.ballot_file import BallotFile, HandInNote

if TYPE_CHECKING:
    from evalapp.intake import Difference

_NAME_BYTES = 180
"""Longest name given to a file taken in: SQLite and safe writing put more beside it, up to 255 bytes."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One file of a ballot as it stood when it was read.

    Attributes:
        saved_at: when the file was last written, UTC.
        secret: that the file holds and nobody can guess, the same in all copies of the ballot.
    """

    path: Path
    ballot: Ballot
    sheets: tuple[ScoreSheet, ...]
    hand_ins: tuple[HandInNote, ...]
    saved_at: datetime
    secret: bytes = field(repr=False)

    @property
    def touched(self) -> bool:
        """Whether anything was answered, declared or handed in."""
        return bool(self.hand_ins) or any(
            sheet.recusal
            or sheet.comments
            or any(mark is not NoPoints.BLANK for mark in sheet.marks.values())
            for sheet in self.sheets
        )

    @property
    def work(self) -> str:
        """A digest of all that the member did in this copy; equal for copies that hold the same.

        Keyed: it is remembered beside the file, and few answers are so many that nobody could try them all.
        """
        done = [self.ballot.id, self.sheets, [(note.revision, note.code) for note in self.hand_ins]]
        return hmac.digest(self.secret, canonical.encode(done), "sha256").hex()


@dataclass(frozen=True, slots=True)
class WorkIn:
    """Work goes on where the file lies that was asked for."""

    path: Path


@dataclass(frozen=True, slots=True)
class TakeIn:
    """The file asked for is to be copied to ``target``, and worked on there.

    Attributes:
        source: what was asked for.
        target: in the app's own folder; does not exist yet.
    """

    source: Copy
    target: Path


@dataclass(frozen=True, slots=True)
class Continue:
    """This ballot is being worked on at ``path`` already; ``asked`` holds nothing that was not there."""

    path: Path
    asked: Path


@dataclass(frozen=True, slots=True)
class Choose:
    """Copies with different work: only the user can say which one counts.

    Attributes:
        asked: what was asked for, or a known copy with the very same work.
        others: one for each other work, the last written first.
    """

    asked: Copy
    others: tuple[Copy, ...]


Opening = WorkIn | TakeIn | Continue | Choose


def read_copy(path: Path) -> Copy:
    """Read a ballot without changing it.

    Raises:
        EvalError: as ``BallotFile``.
    """
    with BallotFile(path, read_only=True) as file:
        with file.one_state():
            sheets, hand_ins = file.sheets(), file.hand_ins()
        with naming_faults(path):
            seconds = path.stat().st_mtime
        return Copy(path, file.ballot, sheets, hand_ins, _moment(seconds), file.signing_seed)


def same_work(one: Copy, other: Copy) -> bool:
    """Whether two copies are of one ballot and hold the same answers and hand-ins."""
    return one.work == other.work


def differences(one: Copy, other: Copy) -> tuple[Difference, ...]:
    """The cells in which the sheets of two copies of one ballot differ, in the ballot's order.

    ``old`` is what stands in ``one``, ``new`` what stands in ``other``. Hand-ins are not compared.
    """
    # the intake loads cryptography, for which the start of a window does not wait
    from evalapp.intake import ordered_differences  # noqa: PLC0415

    return tuple(
        difference
        for sheet, counterpart in zip(one.sheets, other.sheets, strict=True)
        for difference in ordered_differences(sheet, counterpart, one.ballot.asked[sheet.subject_id][1])
    )


def copies_of(copy: Copy, known: Iterable[Path]) -> list[Copy]:
    """The readable copies of the same ballot among ``known``, the last written first."""
    seen = {_identity(copy.path)}
    found = []
    for path in known:
        if (identity := _identity(path)) in seen or identity is None:
            continue
        seen.add(identity)
        try:
            other = read_copy(path)
        except EvalError:
            continue
        # the same id with other questions would be nobody's copy
        if other.ballot == copy.ballot:
            found.append(other)
    return sorted(found, key=lambda one: one.saved_at, reverse=True)


def decide(
    asked: Copy,
    place: Place,
    others: Sequence[Copy],
    target: Path,
    settled: Settled = NOTHING_SETTLED,
    in_work: Collection[Path] = (),
) -> Opening:
    """Decide between copies of one ballot.

    An untouched copy never hides a touched one, and where two touched ones differ nothing is guessed. Two
    copies with the same work are never worked in at once: they would part. A work
    that was taken in is continued where it went on. One that was set aside counts only if it is asked for,
    or if no other work is left.

    Args:
        asked: what was opened.
        place: where it lies.
        others: other files of the same ballot, the last written first.
        target: where it would be taken in.
        settled: works about which nobody is to be asked again.
        in_work: which of ``others`` are open now.
    """
    same = [one for one in others if one.work == asked.work]
    rivals = [one for one in others if one.touched and one.work != asked.work]
    standing = _one_a_work(one for one in rivals if one.work not in settled.set_aside)
    if asked.touched and (same or not standing or asked.work not in settled.taken_in):
        if standing:
            return Choose(same[0] if same and place is not Place.DURABLE else asked, standing)
    elif standing := standing or _one_a_work(rivals):
        return Continue(standing[0].path, asked.path) if len(standing) == 1 else Choose(asked, standing)
    if open_now := [one for one in same if one.path in in_work]:
        return Continue(open_now[0].path, asked.path)
    if place is Place.DURABLE:
        return WorkIn(asked.path)
    return Continue(same[0].path, asked.path) if same else TakeIn(asked, target)


def free_path(folder: Path, stem: str) -> Path:
    """A path for a ballot that is not taken in ``folder``: ``NAME.ballot``, ``NAME (2).ballot`` …"""
    name = stem.encode("utf-8", "ignore")[:_NAME_BYTES].decode("utf-8", "ignore").strip(" .") or "ballot"
    number, path = 1, folder / f"{name}.ballot"
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{name} ({number}).ballot"
    return path


def take_in(source: Path, target: Path) -> Path:
    """Copy a ballot, whole or not at all; the folder is made, and the copy compared before it gets its name.

    Returns:
        ``target``.

    Raises:
        EvalError: ``file-exists`` if ``target`` was taken meanwhile; what is wrong with ``source``; or what
            the file system refuses.
    """
    with BallotFile(source, read_only=True) as file:
        make_folder(target.parent)
        file.copy_to(target)
    return target


def take_hand_ins(path: Path, others: Iterable[Path]) -> None:
    """Register in a ballot what was handed in from other copies of it, whose files stay as they are.

    Raises:
        EvalError: ``ballot-other``, or what is wrong with one of the files.
    """
    with BallotFile(path) as file:
        for other in others:
            with BallotFile(other, read_only=True) as copy:
                file.take_hand_ins(copy)


def _identity(path: Path) -> tuple[int, int | str] | None:
    """Which file a path leads to, however it is written; ``None`` if to none."""
    try:
        status = path.stat()
    except OSError:
        return None
    # some shares give their files no number
    return status.st_dev, status.st_ino or str(path)


def _one_a_work(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    found: dict[str, Copy] = {}
    for copy in copies:
        found.setdefault(copy.work, copy)
    return tuple(found.values())


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):  # a stick may say anything
        return datetime.fromtimestamp(0, UTC)
