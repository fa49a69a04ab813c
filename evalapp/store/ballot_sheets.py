"""The score sheets in a ballot: how they are read, written, and set aside by a recusal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from evalapp.ballot import blank_sheet, ordered_comments
from evalapp.mark import Mark, NoPoints
from evalapp.model import RecusalKind, ScoreSheet, Subject
from evalapp.rubric import CommentKind, Rubric
from evalapp.store import rows
from evalapp.store.checksums import compare, keep, sheet_checksum

Questions = Mapping[str, tuple[Subject, Rubric]]

_HOLDS_ANSWERS = (
    "SELECT EXISTS (SELECT 1 FROM mark WHERE subject = :subject AND state <> 'blank')"
    " OR EXISTS (SELECT 1 FROM comment WHERE subject = :subject)"
)


def read_sheets(
    db: Connection, questions: Questions, only: Collection[str] | None = None
) -> tuple[ScoreSheet, ...]:
    """The sheets of all subjects asked, or only of these, as they stand.

    Raises:
        ValueError: a sheet is not as it was saved.
    """
    if only is None:
        _compare_all(db)
    else:
        questions = {id_: questions[id_] for id_ in only}
        for subject_id in only:
            compare_sheet(db, subject_id)
    found = _answers(db, questions, "", only)
    for subject_id, kind, reason in _rows(db, only, "declared_recusal", "answer.kind, reason"):
        sheet = found[subject_id]
        found[subject_id] = replace(sheet, recusal=RecusalKind(kind), recusal_reason=reason)
    return tuple(found.values())


def read_set_aside(db: Connection, questions: Questions) -> dict[str, ScoreSheet]:
    """What declared recusals have set aside, by subject id; without those that set nothing aside.

    Raises:
        ValueError: a sheet is not as it was saved.
    """
    _compare_all(db)
    found = _answers(db, questions, "set_aside_", None)
    return {id_: sheet for id_, sheet in found.items() if sheet != blank_sheet(*questions[id_])}


def write_sheet(db: Connection, sheet: ScoreSheet) -> None:
    """Write a whole sheet, in the caller's transaction.

    Answers that a recusal takes the place of are set aside, and kept until the sheet has no recusal.
    """
    (subject,) = db.execute("SELECT no FROM subject WHERE id = ?", [sheet.subject_id]).fetchone()
    if not sheet.recusal:
        _drop(db, subject, "set_aside_mark", "set_aside_comment")
    elif db.execute(_HOLDS_ANSWERS, {"subject": subject}).fetchone()[0]:
        _drop(db, subject, "set_aside_mark", "set_aside_comment")
        for table in ("mark", "comment"):
            db.execute(f"INSERT INTO set_aside_{table} SELECT * FROM {table} WHERE subject = ?", [subject])
    _drop(db, subject, "mark", "comment", "declared_recusal")
    db.executemany(
        "INSERT INTO mark VALUES (?, ?, ?, ?)",
        [(subject, id_, *rows.mark_columns(mark)) for id_, mark in sheet.marks.items()],
    )
    db.executemany(
        "INSERT INTO comment VALUES (?, ?, ?, ?)",
        [(subject, c.criterion_id or "", c.kind.value, c.text) for c in sheet.comments],
    )
    if sheet.recusal:
        db.execute(
            "INSERT INTO declared_recusal VALUES (?, ?, ?)",
            [subject, sheet.recusal.value, sheet.recusal_reason],
        )
    keep(db, sheet_checksum(db, subject))


def compare_sheet(db: Connection, subject_id: str) -> None:
    """Hold one sheet against its checksum, before a part of what stands in it is kept.

    Raises:
        ValueError: it is not as it was saved.
    """
    (subject,) = db.execute("SELECT no FROM subject WHERE id = ?", [subject_id]).fetchone()
    compare(db, sheet_checksum(db, subject))


def _compare_all(db: Connection) -> None:
    for (subject,) in db.execute("SELECT no FROM subject").fetchall():
        compare(db, sheet_checksum(db, subject))


def _drop(db: Connection, subject: int, *tables: str) -> None:
    for table in tables:
        db.execute(f"DELETE FROM {table} WHERE subject = ?", [subject])


def _answers(
    db: Connection, questions: Questions, prefix: str, only: Collection[str] | None
) -> dict[str, ScoreSheet]:
    """The marks and comments in the tables whose names begin with ``prefix``."""
    marks: dict[tuple[str, str], Mark] = {
        (subject_id, criterion_id): value if isinstance(value, int) else NoPoints(value)
        for subject_id, criterion_id, value in _rows(
            db, only, f"{prefix}mark", "criterion, coalesce(points, state)"
        )
    }
    texts: dict[str, dict[tuple[str | None, CommentKind], str]] = {}
    for subject_id, criterion_id, kind, text in _rows(
        db, only, f"{prefix}comment", "criterion, answer.kind, text"
    ):
        texts.setdefault(subject_id, {})[criterion_id or None, CommentKind(kind)] = text
    found = {}
    for subject_id, (subject, rubric) in questions.items():
        blank = blank_sheet(subject, rubric)
        given = {id_: marks.get((subject_id, id_), mark) for id_, mark in blank.marks.items()}
        comments = ordered_comments(texts.get(subject_id, {}), rubric)
        found[subject_id] = replace(blank, marks=given, comments=comments)
    return found


def _rows(db: Connection, only: Collection[str] | None, table: str, columns: str) -> list[Any]:
    select = (
        f"SELECT subject.id, {columns} FROM {table} AS answer JOIN subject ON subject.no = answer.subject"
    )
    if only is None:
        return db.execute(select).fetchall()
    places = ", ".join("?" * len(only))
    return db.execute(f"{select} WHERE subject.id IN ({places})", [*only]).fetchall()
