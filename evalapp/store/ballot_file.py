"""``NAME.ballot``: one member's file, which is sent out and worked in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from evalapp import canonical
from evalapp.answers import ordered_comments
from evalapp.ballot import Ballot, blank_sheet
from evalapp.mark import Mark, NoPoints
from evalapp.model import Recusal, RecusalKind, ScoreSheet
from evalapp.rubric import CommentKind
from evalapp.store import rows
from evalapp.store.ballot_schema import BALLOT
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


class BallotFile(OpenFile):
    """An open ballot; every edit is committed at once.

    Attributes:
        ballot: what is asked, read once.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, BALLOT)

    def _read(self) -> None:
        _compare(self.db, _setup_checksum(self.db))
        self.ballot = _read_ballot(self.db)

    @property
    def signing_seed(self) -> bytes:
        """The ballot's secret Ed25519 seed."""
        with reading_faults(self.path):
            return bytes(self.db.execute("SELECT signing_seed FROM ballot").fetchone()[0])

    def sheets(self) -> tuple[ScoreSheet, ...]:
        """The sheets of all judged subjects as they stand, in the evaluation's order."""
        with reading_faults(self.path):
            for number in range(1, len(self.ballot.subjects) + 1):
                _compare(self.db, _sheet_checksum(self.db, number))
            marks = self._grouped("SELECT subject.id, criterion, coalesce(points, state) FROM mark")
            texts = self._grouped("SELECT subject.id, criterion, comment.kind, text FROM comment")
            recusals = dict(self._rows("SELECT subject.id, declared_recusal.kind FROM declared_recusal"))
        found = []
        for subject, rubric in self.ballot.asked.values():
            given = {id_: _mark(value) for id_, value in marks.get(subject.id, ())}
            comments = {
                (id_ or None, CommentKind(kind)): text for id_, kind, text in texts.get(subject.id, ())
            }
            recusal = recusals.get(subject.id)
            blank = blank_sheet(subject, rubric)
            found.append(
                ScoreSheet(
                    subject.id,
                    {id_: given.get(id_, NoPoints.BLANK) for id_ in blank.marks},
                    ordered_comments(comments, rubric),
                    RecusalKind(recusal) if recusal else None,
                )
            )
        return tuple(found)

    def edit(self, change: Callable[[tuple[ScoreSheet, ...]], Iterable[ScoreSheet]]) -> None:
        """Read all sheets, let ``change`` make new ones, and write them, in one committed transaction.

        Two programs that edit at once follow each other; neither overwrites what the other wrote unseen.

        Raises:
            EvalError: what ``change`` raises, or the disk is full, the file is locked or read-only …; then
                nothing has changed.
        """
        with sqlite_faults(self.path), transaction(self.db):
            self._write(change(self.sheets()))

    def save_sheets(self, sheets: Iterable[ScoreSheet]) -> None:
        """Write whole sheets in one committed transaction.

        Raises:
            EvalError: as ``edit``.
        """
        with sqlite_faults(self.path), transaction(self.db):
            self._write(sheets)

    def _write(self, sheets: Iterable[ScoreSheet]) -> None:
        db = self.db
        numbers = dict(db.execute("SELECT id, no FROM subject").fetchall())
        for sheet in sheets:
            subject = numbers[sheet.subject_id]
            for table in ("mark", "comment", "declared_recusal"):
                db.execute(f"DELETE FROM {table} WHERE subject = ?", [subject])
            db.conn.executemany(
                "INSERT INTO mark VALUES (?, ?, ?, ?)",
                [(subject, id_, *rows.mark_columns(mark)) for id_, mark in sheet.marks.items()],
            )
            db.conn.executemany(
                "INSERT INTO comment VALUES (?, ?, ?, ?)",
                [(subject, c.criterion_id or "", c.kind.value, c.text) for c in sheet.comments],
            )
            if sheet.recusal:
                db.execute("INSERT INTO declared_recusal VALUES (?, ?)", [subject, sheet.recusal.value])
            db.execute("REPLACE INTO checksum VALUES (?, ?)", _sheet_checksum(db, subject))

    def last_hand_in(self) -> HandIn | None:
        """The newest revision handed in, if any."""
        with reading_faults(self.path):
            row = self.db.execute(f"{_HAND_IN} ORDER BY revision DESC LIMIT 1").fetchone()
            if row is None:
                return None
            _compare(self.db, _hand_in_checksum(self.db, row[0]))
            revision, draft, at, payload, code, sealed = row
            return HandIn(revision, bool(draft), datetime.fromisoformat(at), payload.encode(), code, sealed)

    def note_hand_in(self, hand_in: HandIn) -> None:
        """Register a revision in one committed transaction, before its file is written."""
        with sqlite_faults(self.path), transaction(self.db) as db:
            db.execute(
                "INSERT INTO hand_in VALUES (?, ?, ?, ?, ?, ?)",
                [
                    hand_in.revision,
                    int(hand_in.draft),
                    hand_in.at.isoformat(),
                    hand_in.message.decode(),
                    hand_in.code,
                    hand_in.sealed,
                ],
            )
            db.execute("INSERT INTO checksum VALUES (?, ?)", _hand_in_checksum(db, hand_in.revision))

    def materials(self) -> Iterable[tuple[str, str, bytes]]:
        """The attached materials: (subject id, name, content)."""
        with reading_faults(self.path):
            yield from rows.read_materials(self.db)

    def _rows(self, select: str) -> list[Any]:
        table = select.rpartition(" ")[2]
        return self.db.execute(f"{select} JOIN subject ON subject.no = {table}.subject").fetchall()

    def _grouped(self, select: str) -> dict[str, list[tuple[str, ...]]]:
        groups: dict[str, list[tuple[str, ...]]] = {}
        for subject_id, *values in self._rows(select):
            groups.setdefault(subject_id, []).append(tuple(values))
        return groups


_HAND_IN = "SELECT revision, draft, at, payload, code, sealed FROM hand_in"
_NOTHING = canonical.digest(canonical.encode([[], [], []]))


def _setup_checksum(db: Database) -> tuple[str, str]:
    """The name and the digest of what the secretariat sent out, but for the materials and rubrics."""
    found = [
        db.execute(f"SELECT * FROM {table}").fetchall()
        for table in ("ballot", "member", "subject", "recusal")
    ]
    return "set-up", canonical.digest(canonical.encode(found))


def _sheet_checksum(db: Database, subject: int) -> tuple[str, str]:
    """The name and the digest of what stands in one sheet."""
    selects = (
        "SELECT criterion, state, points FROM mark WHERE subject = ? ORDER BY criterion",
        "SELECT criterion, kind, text FROM comment WHERE subject = ? ORDER BY criterion, kind",
        "SELECT kind FROM declared_recusal WHERE subject = ?",
    )
    found = [db.execute(select, [subject]).fetchall() for select in selects]
    return f"sheet {subject}", canonical.digest(canonical.encode(found))


def _hand_in_checksum(db: Database, revision: int) -> tuple[str, str]:
    """The name and the digest of one hand-in."""
    row = db.execute(f"{_HAND_IN} WHERE revision = ?", [revision]).fetchone()
    return f"hand-in {revision}", canonical.digest(canonical.encode(row))


def _compare(db: Database, checksum: tuple[str, str]) -> None:
    """Hold a part against its checksum: SQLite does not notice a score that a bad disk has changed.

    Raises:
        ValueError: it is not as it was saved.
    """
    part, digest = checksum
    row = db.execute("SELECT digest FROM checksum WHERE part = ?", [part]).fetchone()
    if digest != (row[0] if row else _NOTHING):
        raise ValueError(f"{part} is not as it was saved")


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

    def fill(db: Database) -> None:
        db.table("ballot").insert(
            {
                "one": 1,
                "id": ballot.id,
                "serial": ballot.serial,
                "evaluation": ballot.info.id,
                **rows.insert_info(ballot.info),
                "recipient": ballot.recipient,
                "signing_seed": signing_seed,
            }
        )
        member = ballot.member
        db.table("member").insert({"one": 1, "id": member.id, **rows.insert_member(member)})
        rows.insert_rubrics(db, ballot.rubrics)
        rows.insert_subjects(db, ballot.subjects)
        rows.insert_materials(db, (item for item in materials if item[0] in judged))
        for recusal in ballot.recusals:
            db.execute(
                "INSERT INTO recusal SELECT no, ? FROM subject WHERE id = ?",
                [recusal.kind.value, recusal.subject_id],
            )
        db.execute("INSERT INTO checksum VALUES (?, ?)", _setup_checksum(db))

    create(path, BALLOT, fill, before_publishing)


def _read_ballot(db: Database) -> Ballot:
    head = next(iter(db.query("SELECT * FROM ballot")))
    member = next(iter(db.query("SELECT * FROM member")))
    recusals = db.query(
        "SELECT subject.id, recusal.kind FROM recusal JOIN subject ON subject.no = recusal.subject"
        " ORDER BY subject.no"
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


def _mark(value: int | str) -> Mark:
    return value if isinstance(value, int) else NoPoints(value)
