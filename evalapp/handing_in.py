"""Handing in: a ballot's answers become a sealed submission, written whole and read back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evalapp import canonical, sealing
from evalapp.ballot import gaps
from evalapp.errors import EvalError
from evalapp.files import make_folder, read_limited, write_new
from evalapp.store.ballot_file import BallotFile, HandIn
from evalapp.submission import ballot_payload, decode_payload, encode_payload


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the member gets: the file that was written and verified, and the code to compare."""

    path: Path
    code: str
    revision: int
    draft: bool


def hand_in(file: BallotFile, folder: Path, *, draft: bool, at: datetime, app: str) -> Receipt:
    """Seal the answers as they stand.

    Handing in the same answers again gives the same revision and the same bytes; changed answers give the
    next revision.

    Args:
        file: the ballot.
        folder: where the submission goes; made if missing. Nothing in it is overwritten.
        draft: hand in incomplete.
        at: now, UTC.
        app: the app's version.

    Raises:
        EvalError: ``ballot-incomplete`` with the gaps, unless ``draft``; or what the file system refuses.
    """
    ballot, sheets = file.ballot, file.sheets()
    if not ballot.judged:
        raise EvalError("ballot-nothing-to-judge")
    open_cells = gaps(ballot.asked, sheets)
    if open_cells and not draft:
        places = [
            f"{gap.subject_id}-{gap.criterion_id}" if gap.criterion_id else gap.subject_id
            for gap in open_cells
        ]
        raise EvalError("ballot-incomplete", count=len(places), gaps=places)
    last = file.last_hand_in()
    payload = ballot_payload(
        ballot, sheets, revision=last.revision if last else 1, draft=draft, handed_in_at=at, app=app
    )
    if last:
        earlier = decode_payload(last.message)
        if replace(payload, handed_in_at=earlier.handed_in_at, app=earlier.app) != earlier:
            payload, last = replace(payload, revision=last.revision + 1), None
    if last is None:
        message = encode_payload(payload)
        code = canonical.verification_code(message)
        try:
            sealed = sealing.seal(message, file.signing_seed, ballot.recipient)
        except ValueError as error:
            raise EvalError("file-damaged", file=str(file.path)) from error
        last = HandIn(payload.revision, draft, at, message, code, sealed)
        # noted before it is written: a revision number is never given to two contents
        file.note_hand_in(last)
    make_folder(folder)
    return Receipt(_written(folder, file.path.stem, last), last.code, last.revision, last.draft)


def _written(folder: Path, stem: str, hand_in: HandIn) -> Path:
    """Write under the first free name, or find the very same file already there."""
    names = [f"{stem}.submission", f"{stem}-r{hand_in.revision}.submission"]
    names += [f"{stem}-r{hand_in.revision}-{number}.submission" for number in range(2, 100)]
    for name in names:
        path = folder / name
        if path.is_file() and _holds(path, hand_in.sealed):
            return path
        if not path.exists():
            write_new(path, hand_in.sealed)
            return path
    raise EvalError("file-exists", file=str(folder / names[-1]))


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and read_limited(path, len(data)) == data
    except (EvalError, OSError):
        return False
