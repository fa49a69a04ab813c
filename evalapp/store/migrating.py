"""Kinds of files, their schemas step by step, and bringing a file up to date.

The steps are plain SQL. sqlite-utils runs them and keeps the list of those a file has had. It is
loaded for that only: a file of today's schema is opened without it, so that no window waits for it.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from sqlite3 import Connection

_WORD = re.compile(r"\w+")
_TABLE = "_sqlite_migrations"
_PLAIN = {
    *("CREATE", "TABLE", "UNIQUE", "INDEX", "ON", "INTEGER", "TEXT", "PRIMARY", "KEY", "NOT", "NULL"),
    *(_TABLE, "id", "migration_set", "name", "applied_at"),
    "idx__sqlite_migrations_migration_set_name",
}
"""All words with which sqlite-utils may make its table: no expression can be written with them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its name, which a file keeps, and its statements, each ended by ``;`` and a line end."""

    name: str
    script: str

    def run(self, db: Connection) -> None:
        """Run the statements inside the caller's transaction (``executescript`` would end it)."""
        for statement in self.script.split(";\n"):
            if statement.strip():
                db.execute(statement)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: how it is recognised and what is in it.

    Attributes:
        name: ``"evaluation"`` or ``"ballot"``, as in the file's suffix.
        application_id: written in the SQLite header.
        steps: all migrations from an empty file to today's schema.
    """

    name: str
    application_id: int
    steps: tuple[Step, ...]


def migrate(db: Connection, kind: FileKind) -> None:
    """Run the steps that the file has not had, each in a transaction with its own record."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - see the module's docstring

    migrations = Migrations(kind.name)
    for step in kind.steps:
        _register(migrations, step)
    migrations.apply(Database(db, execute_plugins=False))


def _register(migrations: object, step: Step) -> None:
    @migrations(name=step.name)  # type: ignore[operator, untyped-decorator]
    def run(db: object) -> None:
        step.run(db.conn)  # type: ignore[attr-defined]


def steps_had(db: Connection, kind: FileKind) -> set[str] | None:
    """The names of the steps a file has had; ``None`` if their table is not nothing but a plain table."""
    made = db.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = ?", [_TABLE]).fetchmany(9)
    if any(type_ not in {"table", "index"} or set(_WORD.findall(sql or "")) - _PLAIN for type_, sql in made):
        return None
    if not made:
        return set()
    names = db.execute(f"SELECT name FROM {_TABLE} WHERE migration_set = ? LIMIT 1000", [kind.name])
    return {name for (name,) in names}


def has_schema(db: Connection, kind: FileKind, had: set[str]) -> bool:
    """Whether a file's schema is exactly the one that these steps make."""
    made = kind.steps[: len(had)]
    # a damaged table may name a later step without those it builds on
    return had == {step.name for step in made} and _schema(db) == _made_by(made)


@cache
def _made_by(steps: tuple[Step, ...]) -> frozenset[tuple[str, str, str]]:
    """The schema that these steps make."""
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for step in steps:
            step.run(model)
        return _schema(model)
    finally:
        model.close()


def _schema(db: Connection) -> frozenset[tuple[str, str, str]]:
    rows = db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    # the migrations table is made by sqlite-utils, whose releases may word it differently (see steps_had)
    return frozenset((type_, name, sql) for type_, name, table, sql in rows if table != _TABLE)
