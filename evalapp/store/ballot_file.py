"""``NAME.ballot``: one member's file, which is sent out and worked in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from evalapp.ballot import Ballot
from evalapp.errors import EvalError
from evalapp.model import Recusal, RecusalKind, ScoreSheet
from evalapp.store import rows
from evalapp.store.ballot_schema import BALLOT
from evalapp.store.ballot_sheets import compare_sheet, read_set_aside, read_sheets, write_sheet
from evalapp.store.checksums import HAND_IN, compare, hand_in_checksum, keep, setup_checksum
from evalapp.store.database import OpenFile, create, reading_faults, sqlite_faults, transaction


@dataclass(frozen=True, slots=True)
class HandIn:
    """A revision handed in: its canonical payload, its verification code, and the bytes of its file."""

    revision: int
    draft: bool
    at: datetime
    message: bytes
    code: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class HandInNote:
    """A revision handed in, without its content."""

    revision: int
    draft: bool
    at: datetime
    code: str


class BallotFile(OpenFile):
    """An open ballot; every edit is committed at once.

    Attributes:
        ballot: what is asked, read once.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__(path, BALLOT, read_only=read_only)

    def _read(self) -> None:
        compare(self.db, setup_checksum(self.db))
        self.ballot = _read_ballot(self.db)

    @property
    def signing_seed(self) -> bytes:
        """The ballot's secret Ed25519 seed."""
        with reading_faults(self.path):
            return bytes(self.db.execute("SELECT signing_seed FROM ballot").fetchone()[0])

    def sheets(self) -> tuple[ScoreSheet, ...]:
        """The sheets of all judged subjects as they stand, in the evaluation's order."""
        with self._reading():
            return read_sheets(self.db, self.ballot.asked)

    def set_aside(self) -> dict[str, ScoreSheet]:
        """The answers that declared recusals took the place of, by subject id; only where there were any.

        A sheet is set aside when a recusal is written over its answers, in the same transaction, and kept
        until it is written without a recusal.
        """
        with self._reading():
            return read_set_aside(self.db, self.ballot.asked)

    def edit(
        self,
        change: Callable[[tuple[ScoreSheet, ...]], Iterable[ScoreSheet]],
        only: Collection[str] | None = None,
    ) -> None:
        """Read all sheets, let ``change`` make new ones, and write them, in one committed transaction.

        Two programs that edit at once follow each other; neither overwrites what the other wrote unseen.

        Args:
            change: makes the sheets to be written of those that stand.
            only: the ids of the subjects whose sheets ``change`` needs: no others are read.

        Raises:
            EvalError: what ``change`` raises, or the disk is full, the file is locked or read-only …; then
                nothing has changed.
        """
        with sqlite_faults(self.path), transaction(self.db):
            with self._reading():
                sheets = read_sheets(self.db, self.ballot.asked, only)
            self._write(change(sheets))

    def save_sheets(self, sheets: Iterable[ScoreSheet]) -> None:
        """Write whole sheets in one committed transaction.

        Raises:
            EvalError: as ``edit``.
        """
        with sqlite_faults(self.path), transaction(self.db):
            self._write(sheets)

    def _write(self, sheets: Iterable[ScoreSheet]) -> None:
        for sheet in sheets:
            if sheet.recusal:
                # what is set aside gets a new checksum: first see that it still is what was saved
                with reading_faults(self.path):
                    compare_sheet(self.db, sheet.subject_id)
            write_sheet(self.db, sheet)

    def hand_ins(self) -> tuple[HandInNote, ...]:
        """Every revision handed in, the newest last."""
        with self._reading():
            found = self.db.execute(
                "SELECT revision, draft, at, code FROM hand_in ORDER BY revision"
            ).fetchall()
            for revision, *_rest in found:
                compare(self.db, hand_in_checksum(self.db, revision))
            return tuple(
                HandInNote(revision, bool(draft), datetime.fromisoformat(at), code)
                for revision, draft, at, code in found
            )

    def last_hand_in(self) -> HandIn | None:
        """The newest revision handed in, if any."""
        with self._reading():
            (revision,) = self.db.execute("SELECT max(revision) FROM hand_in").fetchone()
            return None if revision is None else self._hand_in(revision)

    def note_hand_in(self, hand_in: HandIn) -> None:
        """Register a revision in one committed transaction, before its file is written."""
        with sqlite_faults(self.path), transaction(self.db):
            self._register(hand_in)

    def take_hand_ins(self, other: BallotFile) -> None:
        """Register what was handed in from another copy of this ballot, in one committed transaction.

        A revision number that the copy has used is so not used again here. Where both have one, this file
        keeps its own.

        Raises:
            EvalError: ``ballot-other`` if it is no copy of this ballot; or what the file system refuses.
        """
        if (other.ballot.id, other.signing_seed) != (self.ballot.id, self.signing_seed):
            raise EvalError("ballot-other", file=str(other.path))
        theirs = other.hand_ins()
        with sqlite_faults(self.path), transaction(self.db):
            ours = {note.revision for note in self.hand_ins()}
            for note in theirs:
                if note.revision not in ours:
                    with other._reading():
                        hand_in = other._hand_in(note.revision)
                    self._register(hand_in)

    def materials(self) -> Iterable[tuple[str, str, bytes]]:
        """The attached materials: (subject id, name, content)."""
        with reading_faults(self.path):
            yield from rows.read_materials(self.db)

    def material(self, subject_id: str, name: str) -> bytes:
        """The content of one attached material.

        Raises:
            KeyError: nothing of this name is attached to this subject.
            EvalError: the file cannot be read.
        """
        with reading_faults(self.path):
            row = self.db.execute(_MATERIAL, [subject_id, name]).fetchone()
        if row is None:
            raise KeyError((subject_id, name))
        return bytes(row[0])

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Reading of one state (inside an edit: its own); what cannot be understood is damage."""
        state = contextlib.nullcontext() if self.db.in_transaction else self.one_state()
        with reading_faults(self.path), state:
            yield

    def _hand_in(self, revision: int) -> HandIn:
        compare(self.db, hand_in_checksum(self.db, revision))
        row = self.db.execute(f"{HAND_IN} WHERE revision = ?", [revision]).fetchone()
        revision, draft, at, payload, code, sealed = row
        return HandIn(revision, bool(draft), datetime.fromisoformat(at), payload.encode(), code, sealed)

    def _register(self, one: HandIn) -> None:
        row = [one.revision, int(one.draft), one.at.isoformat(), one.message.decode(), one.code, one.sealed]
        self.db.execute("INSERT INTO hand_in VALUES (?, ?, ?, ?, ?, ?)", row)
        keep(self.db, hand_in_checksum(self.db, one.revision))


_MATERIAL = (
    "SELECT material.content FROM material JOIN subject ON subject.no = material.subject"
    " WHERE subject.id = ? AND material.name = ?"
)


def create_ballot(
    path: Path,
    ballot: Ballot,
    signing_seed: bytes,
    materials: Iterable[tuple[str, str, bytes]],
    before_publishing: Callable[[], None] = lambda: None,
) -> None:
    """Make a new ballot file, whole or not at all.

    Args:
        path: must not exist.
        ballot: what is asked.
        signing_seed: the ballot's secret Ed25519 seed, 32 bytes.
        materials: (subject id, name, content); those of subjects the member does not judge are left out.
        before_publishing: called when the file is complete but has no name yet.

    Raises:
        EvalError: ``file-exists``, or what the file system refuses.
    """
    judged = {subject.id for subject in ballot.judged}

    def fill(db: Connection) -> None:
        rows.insert(
            db,
            "ballot",
            {
                "one": 1,
                "id": ballot.id,
                "serial": ballot.serial,
                "evaluation": ballot.info.id,
                **rows.insert_info(ballot.info),
                "recipient": ballot.recipient,
                "signing_seed": signing_seed,
            },
        )
        member = ballot.member
        rows.insert(db, "member", {"one": 1, "id": member.id, **rows.insert_member(member)})
        rows.insert_rubrics(db, ballot.rubrics)
        rows.insert_subjects(db, ballot.subjects)
        rows.insert_materials(db, (item for item in materials if item[0] in judged))
        for recusal in ballot.recusals:
            db.execute(
                "INSERT INTO recusal SELECT no, ? FROM subject WHERE id = ?",
                [recusal.kind.value, recusal.subject_id],
            )
        keep(db, setup_checksum(db))

    create(path, BALLOT, fill, before_publishing)


def _read_ballot(db: Connection) -> Ballot:
    head = next(iter(rows.records(db, "SELECT * FROM ballot")))
    member = next(iter(rows.records(db, "SELECT * FROM member")))
    recusals = rows.records(
        db,
        "SELECT subject.id, recusal.kind FROM recusal"
        " JOIN subject ON subject.no = recusal.subject ORDER BY subject.no",
    )
    return Ballot(
        head["id"],
        head["serial"],
        rows.read_info(head, head["evaluation"]),
        rows.read_member(member, member["id"]),
        head["recipient"],
        rows.read_subjects(db),
        rows.read_rubrics(db),
        tuple(Recusal(member["id"], r["id"], RecusalKind(r["kind"])) for r in recusals),
    )
