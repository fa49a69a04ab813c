"""``NAME.evaluation``: set-up, issued ballots and the record. What arrived is in ``received``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

import msgspec

from evalapp import canonical
from evalapp.asking import NOTHING_SINCE
from evalapp.errors import EvalError
from evalapp.known import Issued
from evalapp.model import Evaluation, Member, Recusal, RecusalKind
from evalapp.record import Act, RecordLine, next_line
from evalapp.store import rows
from evalapp.store.asking import asked_since
from evalapp.store.database import OpenFile, create, reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_schema import EVALUATION
from evalapp.store.snapshots import keep_snapshot


class EvaluationFile(OpenFile):
    """An open evaluation file.

    Attributes:
        evaluation: the set-up as it stood when it was last read: at opening, or by ``refresh``.
        identity: the evaluation's secret age key.
        recipient: its public key.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__(path, EVALUATION, read_only=read_only)

    def refresh(self) -> None:
        """Read the set-up anew: it may have been changed, here or by another program."""
        with reading_faults(self.path):
            self._read()

    def _read(self) -> None:
        self.evaluation = _read_evaluation(self.db)
        keys = self.db.execute("SELECT identity, recipient FROM evaluation").fetchone()
        self.identity, self.recipient = keys

    def snapshot(self) -> Path:
        """Keep a copy in the user's application data."""
        with sqlite_faults(self.path):
            return keep_snapshot(self.db, self.path)

    def materials(self) -> Iterable[tuple[str, str, bytes]]:
        """The materials of all subjects: (subject id, name, content)."""
        with reading_faults(self.path):
            yield from rows.read_materials(self.db)

    def issued(self) -> dict[str, Issued]:
        """Every ballot issued so far, by its id."""
        with reading_faults(self.path):
            found = self.db.execute(
                "SELECT ballot.id, member.id, serial, public_key,"
                " serial = max(serial) OVER (PARTITION BY member)"
                " FROM ballot JOIN member ON member.no = ballot.member ORDER BY member.no, serial"
            ).fetchall()
            asked = asked_since(self.db, self.evaluation) if found else {}
        return {
            id_: Issued(id_, member_id, serial, key, bool(newest), asked.get(id_, NOTHING_SINCE))
            for id_, member_id, serial, key, newest in found
        }

    def note_ballot(
        self, ballot_id: str, member: Member, serial: int, public_key: bytes, at: datetime, actor: str
    ) -> None:
        """Register a ballot and record it, in one transaction; earlier ones of the member are superseded.

        Raises:
            EvalError: ``issue-overtaken`` if somebody else has just issued one with this serial.
        """
        with sqlite_faults(self.path), transaction(self.db):
            refuse_taken_serial(self.db, "ballot", member, serial)
            self.db.execute(
                "INSERT INTO ballot SELECT ?, no, ?, ?, ? FROM member WHERE id = ?",
                [ballot_id, serial, public_key, at.isoformat(), member.id],
            )
            details: dict[str, str | int] = {
                "ballot": ballot_id,
                "member": member.id,
                "serial": serial,
                "key": public_key.hex(),
            }
            append_record(self.db, at, actor, Act.BALLOT_ISSUED, details)

    def record(self) -> list[RecordLine]:
        """The whole record, oldest first."""
        with reading_faults(self.path):
            return read_record(self.db)

    def last_line(self) -> RecordLine:
        """The record's last line: it names the state that the file is in."""
        with reading_faults(self.path):
            last = _last_line(self.db)
        if last is None:
            raise EvalError("file-damaged", file=str(self.path))
        return last


def create_evaluation(
    path: Path,
    evaluation: Evaluation,
    materials: Iterable[tuple[str, str, bytes]],
    keys: tuple[str, str],
    at: datetime,
    actor: str,
) -> None:
    """Make a new evaluation file, whole or not at all.

    Args:
        path: must not exist.
        evaluation: the set-up.
        materials: (subject id, name, content).
        keys: identity and recipient of the age pair.
        at: now, UTC.
        actor: who does it, for the record.

    Raises:
        EvalError: ``file-exists``, or what the file system refuses.
    """

    def fill(db: Connection) -> None:
        info = rows.insert_info(evaluation.info)
        head = {"one": 1, "id": evaluation.info.id, **info, "identity": keys[0], "recipient": keys[1]}
        rows.insert(db, "evaluation", {**head, "two_person_rule": int(evaluation.two_person_rule)})
        rows.insert_rubrics(db, evaluation.rubrics)
        rows.insert_subjects(db, evaluation.subjects)
        rows.insert_materials(db, materials)
        for no, member in enumerate(evaluation.members, 1):
            rows.insert(db, "member", {"no": no, "id": member.id, **rows.insert_member(member)})
        rows.insert_recusals(db, evaluation.recusals)
        details = {"evaluation": evaluation.info.id, "recipient": keys[1], "setup": setup_digest(db)}
        append_record(db, at, actor, Act.CREATED, details)

    create(path, EVALUATION, fill)


def refuse_taken_serial(db: Connection, table: str, member: Member, serial: int) -> None:
    """Refuse to issue a ballot or form of a serial that the member has already.

    Raises:
        EvalError: ``issue-overtaken``.
    """
    taken = db.execute(
        f"SELECT 1 FROM {table} WHERE member = (SELECT no FROM member WHERE id = ?) AND serial >= ?",
        [member.id, serial],
    ).fetchone()
    if taken:
        raise EvalError("issue-overtaken", member=member.id)


def setup_digest(db: Connection) -> str:
    """SHA-256 over the whole set-up and the keys as they stand in the file."""
    materials = [[id_, name, canonical.digest(content)] for id_, name, content in rows.read_materials(db)]
    keys = db.execute("SELECT identity, recipient FROM evaluation").fetchone()
    evaluation = msgspec.to_builtins(_read_evaluation(db))
    if evaluation["two_person_rule"]:
        # files older than the rule were digested without it, and have it
        del evaluation["two_person_rule"]
    if not evaluation["revisions"]:
        # so were files without any
        del evaluation["revisions"]
    return canonical.digest(canonical.encode([evaluation, materials, keys]))


def append_record(
    db: Connection, at: datetime, actor: str, act: Act, details: Mapping[str, str | int]
) -> RecordLine:
    """Add a line to the record; the caller's transaction makes it one with what it records."""
    line = next_line(_last_line(db), at, actor, act, details)
    db.execute(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            line.number,
            line.at,
            line.actor,
            line.act,
            canonical.encode(dict(line.details)).decode(),
            line.previous,
            line.hash,
        ],
    )
    return line


def read_record(db: Connection) -> list[RecordLine]:
    """All lines, oldest first."""
    return [_line(row) for row in db.execute("SELECT * FROM record ORDER BY number")]


def _last_line(db: Connection) -> RecordLine | None:
    row = db.execute("SELECT * FROM record ORDER BY number DESC LIMIT 1").fetchone()
    return _line(row) if row else None


def _line(row: tuple[int, str, str, str, str, str, str]) -> RecordLine:
    number, at, actor, act, details, previous, hash_ = row
    return RecordLine(number, at, actor, act, json.loads(details), previous, hash_)


def _read_evaluation(db: Connection) -> Evaluation:
    head = next(iter(rows.records(db, "SELECT * FROM evaluation")))
    members = rows.records(db, "SELECT * FROM member ORDER BY no")
    recusals = rows.records(
        db,
        "SELECT member.id AS member, subject.id AS subject, recusal.kind, reason FROM recusal"
        " JOIN member ON member.no = recusal.member JOIN subject ON subject.no = recusal.subject"
        " ORDER BY recusal.no",
    )
    return Evaluation(
        rows.read_info(head, head["id"]),
        rows.read_rubrics(db),
        rows.read_subjects(db),
        tuple(rows.read_member(row, row["id"]) for row in members),
        tuple(Recusal(r["member"], r["subject"], RecusalKind(r["kind"]), r["reason"]) for r in recusals),
        bool(head["two_person_rule"]),
        rows.read_revisions(db),
    )
