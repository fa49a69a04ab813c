"""The schema of ``NAME.ballot``, step by step. A released step is never changed; add a new one."""

from __future__ import annotations

from evalapp.store.migrating import FileKind, Step
from evalapp.store.rows import (
    COMMENT_KINDS,
    COMMON_TABLES,
    INFO_COLUMNS,
    MARK_COLUMNS,
    MEMBER_COLUMNS,
    RECUSAL_KINDS,
)

# What is asked, the answers so far, and what was handed in.
_M001 = Step(
    "m001_first_edition",
    f"""
    CREATE TABLE ballot (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        id TEXT NOT NULL CHECK (length(id) = 32),
        serial INTEGER NOT NULL CHECK (serial > 0),
        evaluation TEXT NOT NULL CHECK (length(evaluation) = 32),
        {INFO_COLUMNS},
        recipient TEXT NOT NULL,
        signing_seed BLOB NOT NULL CHECK (length(signing_seed) = 32)
    ) STRICT;
    CREATE TABLE member (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        id TEXT NOT NULL,
        {MEMBER_COLUMNS}
    ) STRICT;
    {COMMON_TABLES}
    CREATE TABLE recusal (
        subject INTEGER PRIMARY KEY REFERENCES subject (no),
        kind TEXT NOT NULL CHECK (kind IN {RECUSAL_KINDS})
    ) STRICT;
    CREATE TABLE declared_recusal (
        subject INTEGER PRIMARY KEY REFERENCES subject (no),
        kind TEXT NOT NULL CHECK (kind IN {RECUSAL_KINDS})
    ) STRICT;
    CREATE TABLE mark (
        subject INTEGER NOT NULL REFERENCES subject (no),
        criterion TEXT NOT NULL,
        {MARK_COLUMNS},
        PRIMARY KEY (subject, criterion)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE comment (
        subject INTEGER NOT NULL REFERENCES subject (no),
        criterion TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN {COMMENT_KINDS}),
        text TEXT NOT NULL CHECK (text <> ''),
        PRIMARY KEY (subject, criterion, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE hand_in (
        revision INTEGER PRIMARY KEY CHECK (revision > 0),
        draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
        at TEXT NOT NULL,
        payload TEXT NOT NULL,
        code TEXT NOT NULL,
        sealed BLOB NOT NULL
    ) STRICT;
    CREATE TABLE checksum (
        part TEXT PRIMARY KEY,
        digest TEXT NOT NULL CHECK (length(digest) = 64)
    ) STRICT, WITHOUT ROWID;
    """,
)


# Why a member does not judge a subject, and the answers that stood there before.
_M002 = Step(
    "m002_reason_and_set_aside",
    f"""
    ALTER TABLE declared_recusal ADD COLUMN reason TEXT NOT NULL DEFAULT '';
    CREATE TABLE set_aside_mark (
        subject INTEGER NOT NULL REFERENCES subject (no),
        criterion TEXT NOT NULL,
        {MARK_COLUMNS},
        PRIMARY KEY (subject, criterion)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE set_aside_comment (
        subject INTEGER NOT NULL REFERENCES subject (no),
        criterion TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN {COMMENT_KINDS}),
        text TEXT NOT NULL CHECK (text <> ''),
        PRIMARY KEY (subject, criterion, kind)
    ) STRICT, WITHOUT ROWID;
    """,
)


BALLOT = FileKind("ballot", 0x45764C42, (_M001, _M002))
