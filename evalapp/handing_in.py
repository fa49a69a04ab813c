"""Handing in: a ballot's answers become a sealed submission, written whole and read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evalapp import canonical, sealing
from evalapp.ballot import Ballot, gaps
from evalapp.errors import EvalError
from evalapp.files import make_folder, naming_faults, read_limited, write_new
from evalapp.model import ScoreSheet
from evalapp.store.ballot_file import BallotFile, HandIn, HandInNote
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
        at: now, in the time zone of the member's computer: the receipt and the sheets print it in that zone.
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
    if last is None or not unchanged_since(last, ballot, sheets, draft=draft):
        revision = last.revision + 1 if last else 1
        payload = ballot_payload(ballot, sheets, revision=revision, draft=draft, handed_in_at=at, app=app)
        message = encode_payload(payload)
        code = canonical.verification_code(message)
        try:
            sealed = sealing.seal(message, file.signing_seed, ballot.recipient)
        except ValueError as error:
            raise EvalError("file-damaged", file=str(file.path)) from error
        last = HandIn(revision, draft, at, message, code, sealed)
        # noted before it is written: a revision number is never given to two contents
        file.note_hand_in(last)
    return Receipt(write_again(file, last, folder), last.code, last.revision, last.draft)


def write_again(file: BallotFile, hand_in: HandIn, folder: Path) -> Path:
    """Write the file of a hand-in once more: the same bytes. Where it is there already, it is left.

    Args:
        file: the ballot that it was made from.
        hand_in: the revision.
        folder: where it goes; made if missing. Nothing in it is overwritten.

    Raises:
        EvalError: what the file system refuses.
    """
    make_folder(folder)
    with naming_faults(folder):
        return _written(folder, file.path.stem, hand_in)


def unchanged_since(hand_in: HandIn, ballot: Ballot, sheets: tuple[ScoreSheet, ...], *, draft: bool) -> bool:
    """Whether handing in ``sheets`` would say the very same as ``hand_in``, but for when and by which app.

    Raises:
        EvalError: ``submission-…``, the hand-in cannot be read.
    """
    earlier = decode_payload(hand_in.message)
    now = ballot_payload(
        ballot,
        sheets,
        revision=earlier.revision,
        draft=draft,
        handed_in_at=earlier.handed_in_at,
        app=earlier.app,
    )
    return now == earlier


@dataclass(frozen=True, slots=True)
class Standing:
    """How the answers stand to what was handed in.

    Attributes:
        last: the newest revision, if any.
        noted: all revisions, the newest last.
        unchanged: the answers are those of ``last``.
        settled: handing in now would give ``last`` once more.
    """

    last: HandIn | None
    noted: tuple[HandInNote, ...]
    unchanged: bool
    settled: bool


def standing(file: BallotFile, sheets: tuple[ScoreSheet, ...]) -> Standing:
    """How ``sheets``, which may be newer than those in the file, stand to what was handed in.

    Raises:
        EvalError: the file cannot be read.
    """
    ballot, last = file.ballot, file.last_hand_in()
    if last is None:
        return Standing(None, (), unchanged=False, settled=False)
    draft = bool(gaps(ballot.asked, sheets))
    return Standing(
        last,
        file.hand_ins(),
        unchanged=unchanged_since(last, ballot, sheets, draft=last.draft),
        settled=unchanged_since(last, ballot, sheets, draft=draft),
    )


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
