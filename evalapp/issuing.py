"""Issuing ballots: one file a member, each with a key of its own."""

from __future__ import annotations

import glob
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evalapp import sealing
from evalapp.ballot import new_ballot
from evalapp.errors import EvalError
from evalapp.files import make_folder
from evalapp.model import Member
from evalapp.store.ballot_file import create_ballot
from evalapp.store.evaluation_file import EvaluationFile

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A ballot that was written; ``serial`` above 1 means that it replaced an earlier one."""

    member: Member
    path: Path
    serial: int


def issue_ballots(
    file: EvaluationFile, folder: Path, member_ids: Collection[str], at: datetime, actor: str
) -> Iterator[IssuedFile]:
    """Write a ballot for each member, one after the other.

    Args:
        file: the evaluation.
        folder: where the ballots go; made if missing.
        member_ids: issue (again) to just these; an earlier ballot of theirs is superseded. Empty: to all
            who have none yet.
        at: now, UTC.
        actor: for the record.

    Raises:
        EvalError: ``ballot-unknown-member``, ``file-exists``, or what the file system refuses.
    """
    members = {member.id: member for member in file.evaluation.members}
    if unknown := [id_ for id_ in member_ids if id_ not in members]:
        raise EvalError("ballot-unknown-member", member=unknown[0], known=list(members))
    make_folder(folder)
    serials = dict.fromkeys(members, 0)
    for issued in file.issued().values():
        serials[issued.member_id] = max(serials[issued.member_id], issued.serial)
    for member in file.evaluation.members:
        wanted = member.id in member_ids if member_ids else not serials[member.id]
        if wanted:
            yield _issue(file, folder, member, serials[member.id] + 1, at, actor)


def _issue(
    file: EvaluationFile, folder: Path, member: Member, serial: int, at: datetime, actor: str
) -> IssuedFile:
    seed, public_key = sealing.new_ballot_keys()
    ballot = new_ballot(file.evaluation, member, secrets.token_hex(16), serial, file.recipient)
    path = folder / _name(member.id, serial)
    for stale in folder.glob(glob.escape(f".{path.name}.") + "*.tmp"):
        # left by a process that was killed; it holds a key
        stale.unlink(missing_ok=True)

    def register() -> None:
        file.note_ballot(ballot.id, member, serial, public_key, at, actor)

    # registered between writing and naming: a ballot that can be sent out can always be handed in
    create_ballot(path, ballot, seed, file.materials(), register)
    return IssuedFile(member, path, serial)


def _name(member_id: str, serial: int) -> str:
    """The ballot's file name; what stands in brackets no id can hold, so that no two names meet."""
    name = member_id if serial == 1 else f"{member_id} ({serial})"
    # Windows cannot make a file with the name of a device, and drops a dot at a name's end
    if member_id.partition(".")[0].casefold() in _RESERVED or name.endswith("."):
        name = f"({name})"
    return f"{name}.ballot"
