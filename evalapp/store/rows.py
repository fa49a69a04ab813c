"""Tables that evaluation and ballot files have in common, and the values in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from sqlite3 import Connection
from typing import Any

from evalapp import canonical
from evalapp.mark import Mark, NoPoints
from evalapp.model import EvaluationInfo, Member, Recusal, Role, RubricRevision, Subject, SubjectKind
from evalapp.rubric import EvaluationKind, Rubric
from evalapp.rubric_document import read_rubric_document, rubric_digest, rubric_document

KINDS = "('ex-ante', 'interim', 'final', 'follow-up')"

# no function such as date() or json_valid() in a CHECK: SQLite refuses them where trusted_schema is OFF
_DAY = "-".join(("[0-9]" * 4, "[0-9]" * 2, "[0-9]" * 2))

INFO_COLUMNS = f"""
    title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT NOT NULL CHECK (kind IN {KINDS}),
    organisation TEXT NOT NULL,
    held_on TEXT CHECK (held_on GLOB '{_DAY}'),
    deadline TEXT CHECK (deadline GLOB '{_DAY}'),
    contact TEXT NOT NULL
"""

MEMBER_COLUMNS = """
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('chair', 'member')),
    affiliation TEXT NOT NULL,
    kana TEXT NOT NULL,
    email TEXT NOT NULL
"""

COMMON_TABLES = f"""
    CREATE TABLE rubric (
        no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        document TEXT NOT NULL CHECK (document LIKE '{{%}}')
    ) STRICT;
    CREATE TABLE subject (
        no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL CHECK (title <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('project', 'programme')),
        rubric INTEGER NOT NULL REFERENCES rubric (no),
        evaluation_kind TEXT NOT NULL CHECK (evaluation_kind IN {KINDS})
    ) STRICT;
    CREATE TABLE material (
        subject INTEGER NOT NULL REFERENCES subject (no),
        no INTEGER NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        content BLOB NOT NULL,
        PRIMARY KEY (subject, no)
    ) STRICT;
"""

MARK_COLUMNS = """
    state TEXT NOT NULL CHECK (state IN ('points', 'blank', 'cannot_judge')),
    points INTEGER CHECK (points BETWEEN 0 AND 1000),
    CHECK ((state = 'points') = (points IS NOT NULL))
"""

COMMENT_KINDS = "('positive', 'issue', 'recommendation')"
RECUSAL_KINDS = "('conflict', 'absent')"


def insert(db: Connection, table: str, row: Mapping[str, Any]) -> None:
    """Write one row, given by its columns."""
    places = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", [*row.values()])


def records(db: Connection, select: str) -> Iterator[dict[str, Any]]:
    """The rows of a SELECT by the names of their columns."""
    found = db.execute(select)
    names = [column[0] for column in found.description]
    return (dict(zip(names, row, strict=True)) for row in found)


def insert_info(info: EvaluationInfo) -> dict[str, str | None]:
    """The columns of ``INFO_COLUMNS``."""
    return {
        "title": info.title,
        "kind": info.kind.value,
        "organisation": info.organisation,
        "held_on": info.held_on.isoformat() if info.held_on else None,
        "deadline": info.deadline.isoformat() if info.deadline else None,
        "contact": info.contact,
    }


def read_info(row: dict[str, str], evaluation_id: str) -> EvaluationInfo:
    """The value of a row with ``INFO_COLUMNS``."""
    return EvaluationInfo(
        id=evaluation_id,
        title=row["title"],
        kind=EvaluationKind(row["kind"]),
        organisation=row["organisation"],
        held_on=date.fromisoformat(row["held_on"]) if row["held_on"] else None,
        deadline=date.fromisoformat(row["deadline"]) if row["deadline"] else None,
        contact=row["contact"],
    )


def insert_member(member: Member) -> dict[str, str]:
    """The columns of ``MEMBER_COLUMNS``."""
    return {
        "name": member.name,
        "role": member.role.value,
        "affiliation": member.affiliation,
        "kana": member.kana,
        "email": member.email,
    }


def read_member(row: dict[str, str], member_id: str) -> Member:
    """The value of a row with ``MEMBER_COLUMNS``."""
    return Member(member_id, row["name"], Role(row["role"]), row["affiliation"], row["kana"], row["email"])


def rubric_row(rubric: Rubric) -> dict[str, str]:
    """The columns of the rubric table but for the number."""
    document = rubric_document(rubric).decode()
    return {"id": rubric.id, "digest": rubric_digest(rubric), "document": document}


def insert_rubrics(db: Connection, rubrics: Iterable[Rubric]) -> None:
    """Write the rubric table, numbered from 1."""
    for no, rubric in enumerate(rubrics, 1):
        insert(db, "rubric", {"no": no, **rubric_row(rubric)})


def read_rubrics(db: Connection) -> tuple[Rubric, ...]:
    """The rubric table, in order.

    Raises:
        ValueError: a document is not the one its id and digest name.
    """
    rubrics = []
    for id_, digest, document in db.execute("SELECT id, digest, document FROM rubric ORDER BY no"):
        rubric = read_rubric_document(document.encode())
        if (rubric.id, rubric_digest(rubric)) != (id_, digest):
            raise ValueError(f"rubric {id_} is another")
        rubrics.append(rubric)
    return tuple(rubrics)


def insert_revision(db: Connection, revision: RubricRevision, at: datetime) -> None:
    """Write one more revision of a rubric."""
    row = {
        "at": at.isoformat(),
        "rubric": revision.rubric_id,
        "before_digest": rubric_digest(revision.before),
        "after_digest": revision.after_digest,
        "before_document": rubric_document(revision.before).decode(),
        "kept": canonical.encode(revision.kept).decode(),
    }
    insert(db, "rubric_revision", row)


def read_revisions(db: Connection) -> tuple[RubricRevision, ...]:
    """The revisions of all rubrics, oldest first.

    Raises:
        ValueError: a document is not the one its id and digest name.
    """
    revisions = []
    for id_, before, after, document, kept in db.execute(
        "SELECT rubric, before_digest, after_digest, before_document, kept FROM rubric_revision ORDER BY no"
    ):
        rubric = read_rubric_document(document.encode())
        if (rubric.id, rubric_digest(rubric)) != (id_, before):
            raise ValueError(f"rubric {id_} was another")
        revisions.append(RubricRevision(id_, rubric, after, tuple(map(str, json.loads(kept)))))
    return tuple(revisions)


def subject_row(subject: Subject, rubrics: Mapping[str, int]) -> dict[str, str | int]:
    """The columns of the subject table but for the number; ``rubrics`` are the numbers of theirs, by id."""
    return {
        "id": subject.id,
        "title": subject.title,
        "kind": subject.kind.value,
        "rubric": rubrics[subject.rubric_id],
        "evaluation_kind": subject.evaluation_kind.value,
    }


def insert_subjects(db: Connection, subjects: Iterable[Subject]) -> None:
    """Write the subject table, numbered from 1; the rubrics must be there."""
    numbers = dict(db.execute("SELECT id, no FROM rubric").fetchall())
    for no, subject in enumerate(subjects, 1):
        insert(db, "subject", {"no": no, **subject_row(subject, numbers)})


def read_subjects(db: Connection) -> tuple[Subject, ...]:
    """The subject table, in order, with the names of its materials."""
    materials: dict[int, list[str]] = {}
    for subject, name in db.execute("SELECT subject, name FROM material ORDER BY subject, no"):
        materials.setdefault(subject, []).append(name)
    rows = records(
        db,
        "SELECT subject.*, rubric.id AS rubric_id FROM subject JOIN rubric ON rubric.no = subject.rubric"
        " ORDER BY subject.no",
    )
    return tuple(
        Subject(
            row["id"],
            row["title"],
            SubjectKind(row["kind"]),
            row["rubric_id"],
            EvaluationKind(row["evaluation_kind"]),
            tuple(materials.get(row["no"], ())),
        )
        for row in rows
    )


def insert_materials(db: Connection, materials: Iterable[tuple[str, str, bytes]]) -> None:
    """Write materials given as (subject id, name, content)."""
    numbers = dict(db.execute("SELECT id, no FROM subject").fetchall())
    counts: dict[str, int] = {}
    for subject_id, name, content in materials:
        counts[subject_id] = counts.get(subject_id, 0) + 1
        row = {"subject": numbers[subject_id], "no": counts[subject_id], "name": name, "content": content}
        insert(db, "material", row)


def read_materials(db: Connection) -> Iterable[tuple[str, str, bytes]]:
    """All materials as (subject id, name, content), one at a time."""
    yield from db.execute(
        "SELECT subject.id, material.name, material.content FROM material"
        " JOIN subject ON subject.no = material.subject ORDER BY subject.no, material.no"
    )


def insert_recusals(db: Connection, recusals: Iterable[Recusal]) -> None:
    """Write the recusal table of an evaluation file; members and subjects must be there."""
    for recusal in recusals:
        db.execute(
            "INSERT INTO recusal (member, subject, kind, reason)"
            " SELECT member.no, subject.no, ?, ? FROM member, subject"
            " WHERE member.id = ? AND subject.id = ?",
            [recusal.kind.value, recusal.reason, recusal.member_id, recusal.subject_id],
        )


def mark_columns(mark: Mark) -> tuple[str, int | None]:
    """The columns of ``MARK_COLUMNS``: state and points."""
    return (mark.value, None) if isinstance(mark, NoPoints) else ("points", mark)
