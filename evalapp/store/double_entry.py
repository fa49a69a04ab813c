"""Paper sheets being typed in, in the evaluation file: kept while they are typed, gone once decided on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection
from typing import Any

import msgspec

from evalapp import canonical
from evalapp.answers import carried_over
from evalapp.ballot import blank_sheet
from evalapp.carrying import asks_anew, sheet_now
from evalapp.double_entry import TypedEntry, Typing, finished_sheet
from evalapp.errors import EvalError
from evalapp.intake import Entry
from evalapp.model import Evaluation, ScoreSheet, Subject
from evalapp.record import Act
from evalapp.rubric import Rubric
from evalapp.rubric_document import rubric_digest
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.store.forms import final_sheets
from evalapp.store.received import accept_within
from evalapp.submission import check_sheet
from evalapp.wordings import wording


@dataclass(frozen=True, slots=True)
class _Document:
    finished: bool
    rubric: str
    sheet: ScoreSheet


def typings(file: EvaluationFile, member_id: str = "") -> dict[tuple[str, str], Typing]:
    """What is being typed, by member id and subject id; of one member or (empty) of all.

    A sheet begun under another wording of its rubric holds what still stands, and is to be finished again
    where anything is asked anew.
    """
    with reading_faults(file.path):
        found = file.db.execute(
            "SELECT member.id, subject, first_sheet, first_by, first_at, second_sheet, second_by, second_at"
            " FROM typing JOIN member ON member.no = typing.member WHERE member.id = ? OR ? = ''"
            " ORDER BY member.no",
            [member_id, member_id],
        ).fetchall()
        subjects = _questions(file.evaluation)
        # a subject that was taken out of the set-up since has nothing to be typed for
        read = [_typing(row, subjects[row[1]]) for row in found if row[1] in subjects]
    return {(one.member_id, one.subject_id): one for one in read}


def answered(file: EvaluationFile) -> frozenset[tuple[str, str]]:
    """Member ids and subject ids for which whole answers stand, however they came."""
    with reading_faults(file.path):
        return frozenset(final_sheets(file.db))


def keep_entry(
    file: EvaluationFile,
    member_id: str,
    sheet: ScoreSheet,
    at: datetime,
    actor: str,
    *,
    second: bool,
    finished: bool,
) -> Typing | None:
    """Keep what stands on the sheet now: called while it is typed.

    Args:
        file: the evaluation.
        member_id: whose sheet.
        sheet: as typed so far.
        at: now, UTC.
        actor: who types.
        second: the second entry; it can only follow a finished first one.
        finished: the typist has come to the end.

    Returns:
        What is kept now; ``None`` if nothing is, for an entry on which nothing stands is forgotten until it
        is finished.

    Raises:
        EvalError: ``typing-overtaken`` if the sheet was decided on meanwhile; what a text cannot hold.
    """
    asked = _questions(file.evaluation)[sheet.subject_id]
    subject, rubric = asked.subject, asked.rubric
    check_sheet(sheet, subject, rubric)
    sheet = finished_sheet(sheet, rubric) if finished else sheet
    with sqlite_faults(file.path), transaction(file.db) as db:
        now = _read_one(db, member_id, asked)
        if second and (now is None or not now.first.finished):
            raise EvalError("typing-overtaken")
        old = (now.second if second else now.first) if now else None
        if old and (old.sheet, old.finished) == (sheet, finished):
            return now
        entry = TypedEntry(sheet, actor, at, finished)
        _write(db, member_id, asked, entry, second=second, begun=old is not None)
        if not finished and sheet == blank_sheet(subject, rubric):
            _forget(db, member_id, subject, second=second, alone=now is None or now.second is None)
        return _read_one(db, member_id, asked)


def take_in_typed(
    file: EvaluationFile, typing: Typing, entry: Entry, at: datetime, actor: str, reason: str
) -> int:
    """Take both entries in as the member's answer, and forget them; one transaction.

    Args:
        file: the evaluation.
        typing: as the person saw it who confirms it.
        entry: of the plan made for it.
        at: now, UTC.
        actor: who confirms.
        reason: why a closed evaluation is still changed.

    Returns:
        The number of the intake.

    Raises:
        EvalError: ``typing-overtaken`` or ``intake-overtaken`` if something changed since, or
            ``evaluation-closed``; nothing is written.
    """
    asked = _questions(file.evaluation)[typing.subject_id]
    with sqlite_faults(file.path), transaction(file.db) as db:
        if typing.second is None or _read_one(db, typing.member_id, asked) != typing:
            raise EvalError("typing-overtaken")
        moment = at.isoformat()
        row = db.execute(
            "INSERT INTO intake (at, planned, finished_at) VALUES (?, 1, ?)", [moment, moment]
        ).lastrowid
        notes = {"subject": typing.subject_id, "first_by": typing.first.by, "second_by": typing.second.by}
        accept_within(db, file.evaluation, int(row or 0), entry, at, actor, reason, notes)
        _remove(db, typing.member_id, typing.subject_id)
        return int(row or 0)


def remove_typed(file: EvaluationFile, typing: Typing, at: datetime, actor: str) -> None:
    """Reject what was typed: it is gone, and the record says so.

    Raises:
        EvalError: ``typing-overtaken`` if it is another one by now.
    """
    asked = _questions(file.evaluation)[typing.subject_id]
    with sqlite_faults(file.path), transaction(file.db) as db:
        if _read_one(db, typing.member_id, asked) != typing:
            raise EvalError("typing-overtaken")
        _remove(db, typing.member_id, typing.subject_id)
        details: dict[str, str | int] = {"member": typing.member_id, "subject": typing.subject_id}
        details["first_by"] = typing.first.by
        if typing.second:
            details["second_by"] = typing.second.by
        append_record(db, at, actor, Act.TYPING_REJECTED, details)


def forget_agreeing(file: EvaluationFile, typing: Typing) -> None:
    """Forget two entries that say what stands already: there is nothing to take in and nothing to record.

    Raises:
        EvalError: ``typing-overtaken`` if they are others by now.
    """
    asked = _questions(file.evaluation)[typing.subject_id]
    with sqlite_faults(file.path), transaction(file.db) as db:
        if _read_one(db, typing.member_id, asked) != typing:
            raise EvalError("typing-overtaken")
        _remove(db, typing.member_id, typing.subject_id)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a sheet asks today."""

    evaluation: Evaluation
    subject: Subject
    rubric: Rubric


def _questions(evaluation: Evaluation) -> Mapping[str, _Asked]:
    return {one.id: _Asked(evaluation, one, evaluation.rubric_of(one)) for one in evaluation.subjects}


def _read_one(db: Connection, member_id: str, asked: _Asked) -> Typing | None:
    row = db.execute(
        "SELECT member.id, subject, first_sheet, first_by, first_at, second_sheet, second_by, second_at"
        " FROM typing JOIN member ON member.no = typing.member WHERE member.id = ? AND subject = ?",
        [member_id, asked.subject.id],
    ).fetchone()
    return _typing(row, asked) if row else None


def _typing(row: Any, asked: _Asked) -> Typing:  # noqa: ANN401 - a row of SQLite
    member, _subject, first, first_by, first_at, second, second_by, second_at = row
    return Typing(
        member,
        asked.subject.id,
        _entry(first, first_by, first_at, asked),
        _entry(second, second_by, second_at, asked) if second else None,
    )


def _entry(document: str, by: str, at: str, asked: _Asked) -> TypedEntry:
    try:
        kept = msgspec.json.decode(document, type=_Document)
    except RecursionError as error:
        raise ValueError("a typed sheet of another shape") from error
    sheet, whole = kept.sheet, True
    if kept.rubric != rubric_digest(asked.rubric):
        sheet, whole = _reworded(kept, asked)
    return TypedEntry(sheet, by, datetime.fromisoformat(at), kept.finished and whole)


def _reworded(kept: _Document, asked: _Asked) -> tuple[ScoreSheet, bool]:
    """A sheet typed under another wording as it stands today, and whether nothing of it is asked anew."""
    worded = asked.evaluation, asked.rubric.id, kept.rubric
    if wording(*worded) is None:
        # typed while another program changed a set-up by which nothing was issued yet
        return carried_over(kept.sheet, blank_sheet(asked.subject, asked.rubric), asked.rubric), False
    return sheet_now(kept.sheet, *worded), bool(kept.sheet.recusal) or not asks_anew(*worded)


def _write(
    db: Connection, member_id: str, asked: _Asked, entry: TypedEntry, *, second: bool, begun: bool
) -> None:
    document = canonical.encode(_Document(entry.finished, rubric_digest(asked.rubric), entry.sheet)).decode()
    values = [document, entry.by, entry.at.isoformat()]
    which = "second" if second else "first"
    if second or begun:
        db.execute(
            f"UPDATE typing SET {which}_sheet = ?, {which}_by = ?, {which}_at = ?"
            " WHERE member = (SELECT no FROM member WHERE id = ?) AND subject = ?",
            [*values, member_id, asked.subject.id],
        )
    else:
        db.execute(
            "INSERT INTO typing (first_sheet, first_by, first_at, member, subject)"
            " SELECT ?, ?, ?, no, ? FROM member WHERE id = ?",
            [*values, asked.subject.id, member_id],
        )


def _forget(db: Connection, member_id: str, subject: Subject, *, second: bool, alone: bool) -> None:
    if second:
        db.execute(
            "UPDATE typing SET second_sheet = NULL, second_by = NULL, second_at = NULL"
            " WHERE member = (SELECT no FROM member WHERE id = ?) AND subject = ?",
            [member_id, subject.id],
        )
    elif alone:
        _remove(db, member_id, subject.id)


def _remove(db: Connection, member_id: str, subject_id: str) -> None:
    db.execute(
        "DELETE FROM typing WHERE member = (SELECT no FROM member WHERE id = ?) AND subject = ?",
        [member_id, subject_id],
    )
