"""The schema of ``NAME.evaluation``, step by step. A released step is never changed; add a new one."""

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


def _append_only(*tables: str) -> str:
    """The statements that keep rows of these tables from being changed or removed."""
    return "".join(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
        f" BEGIN SELECT raise(ABORT, '{table} is append-only'); END;\n"
        for table in tables
        for act in ("UPDATE", "DELETE")
    )


# Set-up, keys, what arrived, the current answers, and the record.
_M001 = Step(
    "m001_first_edition",
    f"""
    CREATE TABLE evaluation (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        id TEXT NOT NULL CHECK (length(id) = 32),
        {INFO_COLUMNS},
        identity TEXT NOT NULL,
        recipient TEXT NOT NULL
    ) STRICT;
    {COMMON_TABLES}
    CREATE TABLE member (
        no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        {MEMBER_COLUMNS}
    ) STRICT;
    CREATE TABLE recusal (
        no INTEGER PRIMARY KEY,
        member INTEGER NOT NULL REFERENCES member (no),
        subject INTEGER NOT NULL REFERENCES subject (no),
        kind TEXT NOT NULL CHECK (kind IN {RECUSAL_KINDS}),
        reason TEXT NOT NULL,
        UNIQUE (member, subject)
    ) STRICT;
    CREATE TABLE ballot (
        id TEXT PRIMARY KEY CHECK (length(id) = 32),
        member INTEGER NOT NULL REFERENCES member (no),
        serial INTEGER NOT NULL CHECK (serial > 0),
        public_key BLOB NOT NULL CHECK (length(public_key) = 32),
        issued_at TEXT NOT NULL,
        UNIQUE (member, serial)
    ) STRICT;
    CREATE TABLE intake (
        no INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        undone_at TEXT
    ) STRICT;
    CREATE TABLE submission (
        no INTEGER PRIMARY KEY,
        intake INTEGER NOT NULL REFERENCES intake (no),
        member INTEGER NOT NULL REFERENCES member (no),
        ballot TEXT REFERENCES ballot (id),
        kind TEXT NOT NULL CHECK (kind IN ('sealed', 'typed')),
        revision INTEGER NOT NULL CHECK (revision > 0),
        draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
        payload TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        code TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
        original BLOB NOT NULL,
        handed_in_at TEXT NOT NULL,
        received_at TEXT NOT NULL,
        CHECK ((kind = 'sealed') = (ballot IS NOT NULL))
    ) STRICT;
    CREATE INDEX submission_member ON submission (member);
    CREATE TABLE sheet (
        subject INTEGER NOT NULL REFERENCES subject (no),
        member INTEGER NOT NULL REFERENCES member (no),
        submission INTEGER NOT NULL REFERENCES submission (no),
        draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
        recusal TEXT CHECK (recusal IN {RECUSAL_KINDS}),
        PRIMARY KEY (subject, member)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE mark (
        subject INTEGER NOT NULL,
        criterion INTEGER NOT NULL CHECK (criterion > 0),
        member INTEGER NOT NULL,
        {MARK_COLUMNS},
        PRIMARY KEY (subject, criterion, member),
        FOREIGN KEY (subject, member) REFERENCES sheet (subject, member)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE comment (
        subject INTEGER NOT NULL,
        member INTEGER NOT NULL,
        criterion INTEGER NOT NULL CHECK (criterion >= 0),
        kind TEXT NOT NULL CHECK (kind IN {COMMENT_KINDS}),
        text TEXT NOT NULL CHECK (text <> ''),
        PRIMARY KEY (subject, member, criterion, kind),
        FOREIGN KEY (subject, member) REFERENCES sheet (subject, member)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE record (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        act TEXT NOT NULL,
        details TEXT NOT NULL CHECK (details LIKE '{{%}}'),
        previous TEXT NOT NULL CHECK (length(previous) = 64),
        hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
    ) STRICT;
    """
    + _append_only("record", "submission"),
)


# Excel forms, whose answers wait for a person's decision; the joint texts with all earlier states.
_M002 = Step(
    "m002_forms_and_texts",
    """
    ALTER TABLE evaluation ADD COLUMN two_person_rule INTEGER NOT NULL DEFAULT 1
        CHECK (two_person_rule IN (0, 1));
    CREATE TABLE form (
        id TEXT PRIMARY KEY CHECK (length(id) = 32),
        member INTEGER NOT NULL REFERENCES member (no),
        serial INTEGER NOT NULL CHECK (serial > 0),
        issued_at TEXT NOT NULL,
        UNIQUE (member, serial)
    ) STRICT;
    CREATE TABLE form_answer (
        submission INTEGER PRIMARY KEY REFERENCES submission (no),
        form TEXT NOT NULL REFERENCES form (id)
    ) STRICT;
    CREATE TABLE form_decision (
        submission INTEGER PRIMARY KEY REFERENCES form_answer (submission),
        confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
        after INTEGER NOT NULL REFERENCES submission (no),
        at TEXT NOT NULL,
        actor TEXT NOT NULL
    ) STRICT;
    CREATE TABLE texts (
        no INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        document TEXT NOT NULL CHECK (document LIKE '{%}')
    ) STRICT;
    """
    + _append_only("form", "form_answer", "form_decision", "texts"),
)


# The secretariat's window: a set-up in the making, changes after issuing, paper typed twice, closing.
_M003 = Step(
    "m003_window",
    """
    ALTER TABLE intake ADD COLUMN planned INTEGER CHECK (planned > 0);
    ALTER TABLE intake ADD COLUMN finished_at TEXT;
    CREATE TABLE setup_draft (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        at TEXT NOT NULL,
        document TEXT NOT NULL CHECK (document LIKE '{%}')
    ) STRICT;
    CREATE TABLE draft_material (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        content BLOB NOT NULL
    ) STRICT;
    CREATE TABLE rubric_revision (
        no INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        rubric TEXT NOT NULL,
        before_digest TEXT NOT NULL CHECK (length(before_digest) = 64),
        after_digest TEXT NOT NULL CHECK (length(after_digest) = 64),
        before_document TEXT NOT NULL CHECK (before_document LIKE '{%}'),
        kept TEXT NOT NULL CHECK (kept LIKE '[%]')
    ) STRICT;
    CREATE TABLE typing (
        member INTEGER NOT NULL REFERENCES member (no),
        subject TEXT NOT NULL,
        first_sheet TEXT NOT NULL CHECK (first_sheet LIKE '{%}'),
        first_by TEXT NOT NULL,
        first_at TEXT NOT NULL,
        second_sheet TEXT CHECK (second_sheet LIKE '{%}'),
        second_by TEXT,
        second_at TEXT,
        PRIMARY KEY (member, subject),
        CHECK ((second_sheet IS NULL) = (second_by IS NULL) AND (second_by IS NULL) = (second_at IS NULL))
    ) STRICT;
    CREATE TABLE closing (
        no INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        document TEXT NOT NULL CHECK (document LIKE '{%}')
    ) STRICT;
    CREATE TABLE reopening (
        closing INTEGER PRIMARY KEY REFERENCES closing (no),
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason <> '')
    ) STRICT;
    """
    + _append_only("rubric_revision", "closing", "reopening"),
)


EVALUATION = FileKind("evaluation", 0x45764C31, (_M001, _M002, _M003))
