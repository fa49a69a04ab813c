"""Files that are not what they should be, and the rules that SQLite itself keeps."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from evalapp.errors import EvalError
from evalapp.store.ballot_file import BallotFile
from evalapp.store.ballot_schema import BALLOT
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.evaluation_schema import EVALUATION
from evalapp.store.migrating import FileKind, migrate
from tests.story import Desk, raw_sqlite, refused

KINDS = {"evaluation": EVALUATION, "ballot": BALLOT}


def schema(kind: FileKind) -> Database:
    db = Database(memory=True)
    migrate(db.conn, kind)
    return db


def tables(kind: FileKind) -> list[str]:
    return [table.name for table in schema(kind).tables if not table.name.startswith("_")]


@pytest.fixture(params=["evaluation", "ballot"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def path(kind: str, full_desk: Desk) -> Path:
    return full_desk.evaluation if kind == "evaluation" else full_desk.ballot("m1")


def opened(kind: str, path: Path) -> EvaluationFile | BallotFile:
    return EvaluationFile(path) if kind == "evaluation" else BallotFile(path)


def fault(kind: str, path: Path) -> str:
    """The code with which the file is refused; refused, it is left as it was, and nothing beside it."""
    before = path.read_bytes() if path.is_file() else None
    beside = {one.name for one in path.parent.iterdir()}
    with pytest.raises(EvalError) as refusal, opened(kind, path):
        pass
    assert (path.read_bytes() if path.is_file() else None) == before
    assert {one.name for one in path.parent.iterdir()} == beside
    return refusal.value.code


def test_every_table_is_strict(kind: str) -> None:
    db = schema(KINDS[kind])
    strict = {row[1]: row[5] for row in db.execute("PRAGMA table_list")}
    names = tables(KINDS[kind])
    assert len(names) > 8
    assert [name for name in names if not strict[name]] == []


def test_a_file_is_one_copyable_piece(kind: str, path: Path) -> None:
    with opened(kind, path) as file:
        pragmas = {
            name: file.db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "application_id",
                "trusted_schema",
                "mmap_size",
            )
        }
    assert pragmas == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "application_id": KINDS[kind].application_id,
        "trusted_schema": 0,
        "mmap_size": 0,
    }
    assert not [one for one in path.parent.iterdir() if one.name.startswith(path.name) and one != path]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO mark VALUES (1, 1, 1, 'points', 'three')",
        "UPDATE mark SET points = 2.5",
        "UPDATE mark SET points = -1",
        "UPDATE mark SET points = 1001",
        "UPDATE mark SET points = NULL",
        "UPDATE mark SET state = 'blank'",
        "UPDATE mark SET state = 'recused', points = NULL",
        "UPDATE mark SET criterion = 0",
        "UPDATE comment SET text = ''",
        "UPDATE comment SET kind = 'praise'",
        "UPDATE sheet SET draft = 2",
        "UPDATE sheet SET recusal = 'ill'",
        "UPDATE sheet SET submission = 99",
        "DELETE FROM sheet",
        "DELETE FROM member",
        "DELETE FROM subject",
        "DELETE FROM ballot",
        "INSERT INTO evaluation SELECT 2, id, title, kind, '', NULL, NULL, '', '', '', 1 FROM evaluation",
        "UPDATE evaluation SET kind = 'other'",
        "UPDATE evaluation SET title = ''",
        "UPDATE evaluation SET held_on = 'tomorrow'",
        "UPDATE member SET role = 'king'",
        "UPDATE member SET id = 'm1'",
        "UPDATE subject SET kind = 'person'",
        "UPDATE subject SET rubric = 9",
        "UPDATE ballot SET serial = 0",
        "UPDATE ballot SET public_key = x'00'",
        "UPDATE ballot SET member = 1, serial = 1",
        "UPDATE rubric SET document = '[]'",
        "INSERT INTO recusal VALUES (9, 3, 2, 'conflict', '')",
        "UPDATE intake SET no = 9",
    ],
)
def test_the_evaluation_refuses_by_itself_what_may_not_stand_in_it(statement: str, full_desk: Desk) -> None:
    with EvaluationFile(full_desk.evaluation) as file, pytest.raises(sqlite3.IntegrityError):
        file.db.execute(statement)


@pytest.mark.parametrize("table", ["record", "submission"])
@pytest.mark.parametrize("act", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_record_and_submissions_are_append_only(table: str, act: str, full_desk: Desk) -> None:
    with EvaluationFile(full_desk.evaluation) as file:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.db.execute(act.format(table))
        file.db.execute("PRAGMA foreign_keys = OFF")
        with pytest.raises(sqlite3.IntegrityError):
            file.db.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mark SET points = 3.5",
        "UPDATE mark SET points = -1",
        "UPDATE mark SET state = 'blank'",
        "UPDATE mark SET subject = 99",
        "UPDATE comment SET text = ''",
        "UPDATE ballot SET signing_seed = x'00'",
        "UPDATE ballot SET one = 2",
        "INSERT INTO declared_recusal VALUES (1, 'tired', '')",
        "INSERT INTO set_aside_mark VALUES (1, 'c1', 'points', -1)",
        "INSERT INTO set_aside_comment VALUES (99, '', 'issue', 'x')",
        "INSERT INTO hand_in VALUES (0, 0, '', '', '', x'')",
        "INSERT INTO hand_in SELECT * FROM hand_in",
        "DELETE FROM subject",
    ],
)
def test_a_ballot_refuses_by_itself_what_may_not_stand_in_it(statement: str, desk: Desk) -> None:
    with BallotFile(desk.ballot("m1")) as file, pytest.raises(sqlite3.IntegrityError):
        file.db.execute(statement)


def test_a_newer_file_is_refused_and_not_touched(kind: str, path: Path) -> None:
    with raw_sqlite(path) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, 'm999', '2030')",
            [kind],
        )
    assert fault(kind, path) == "file-newer"
    with raw_sqlite(path) as db:
        db.execute("CREATE TABLE from_the_future (x)")
    assert fault(kind, path) == "file-newer"


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER sneaky AFTER INSERT ON mark BEGIN UPDATE mark SET points = 3; END",
        "CREATE VIEW bomb AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT * FROM n",
        "CREATE TABLE extra (x)",
        "CREATE INDEX extra ON mark (criterion)",
        "ALTER TABLE mark ADD COLUMN extra TEXT",
        "DROP TABLE comment",
        "DROP TABLE _sqlite_migrations",
        "DELETE FROM _sqlite_migrations WHERE name LIKE 'm001%'",
    ],
)
def test_an_altered_schema_is_refused(change: str, kind: str, path: Path) -> None:
    with raw_sqlite(path) as db:
        db.execute(change)
    assert fault(kind, path) in {"file-altered", "file-damaged"}


def test_triggers_taken_away_are_missed(full_desk: Desk) -> None:
    for name in ("record_no_update", "record_no_delete", "submission_no_update", "submission_no_delete"):
        copy = Path(shutil.copy(full_desk.evaluation, full_desk.folder / f"{name}.evaluation"))
        with raw_sqlite(copy) as db:
            db.execute(f"DROP TRIGGER {name}")
        assert fault("evaluation", copy) == "file-altered"


def test_checks_relaxed_by_hand_are_missed(kind: str, path: Path) -> None:
    with raw_sqlite(path) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, 'AND 1000', 'AND 9999') WHERE name = 'mark'")
        assert db.execute("SELECT changes()").fetchone() == (1,)
    assert fault(kind, path) == "file-altered"


def test_a_file_switched_to_wal_is_refused_before_sqlite_touches_it(kind: str, path: Path) -> None:
    with raw_sqlite(path) as db:
        assert db.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    assert fault(kind, path) == "file-altered"


def test_other_files_are_refused_by_their_own_names(kind: str, path: Path) -> None:
    folder = path.parent / "strange"
    folder.mkdir()
    other = folder / f"x.{kind}"
    assert fault(kind, other) == "file-missing"
    assert fault(kind, folder) == "file-is-folder"
    other.touch()
    assert fault(kind, other) == "file-empty"
    for content in (b"x", b"hello " * 100, b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(84)):
        other.write_bytes(content)
        assert fault(kind, other) == "file-wrong-kind"
    other.unlink()
    with raw_sqlite(other) as db:
        db.execute("CREATE TABLE t (x)")
    assert fault(kind, other) == "file-wrong-kind"
    with raw_sqlite(other) as db:
        db.execute(f"PRAGMA application_id = {KINDS[kind].application_id}")
    assert fault(kind, other) in {"file-altered", "file-damaged"}
    other.unlink()
    with raw_sqlite(other) as db:
        db.execute(f"PRAGMA application_id = {KINDS[kind].application_id}")
        db.execute("CREATE TABLE t (x)")
        db.execute("DROP TABLE t")
    assert fault(kind, other) == "file-damaged"


def test_a_ballot_is_no_evaluation(full_desk: Desk) -> None:
    assert fault("evaluation", full_desk.ballot("m1")) == "file-wrong-kind"
    assert fault("ballot", full_desk.evaluation) == "file-wrong-kind"


def test_a_cut_file_is_refused(kind: str, path: Path) -> None:
    whole = path.read_bytes()
    codes = set()
    for share in (100, len(whole) // 4, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        path.write_bytes(whole[:share])
        codes.add(fault(kind, path))
    assert codes <= {"file-damaged", "file-altered", "file-wrong-kind"}
    assert "file-damaged" in codes


def test_damaged_pages_never_crash(kind: str, path: Path) -> None:
    """A kilobyte of nonsense at many places: refused, or read with nothing lost but what was there."""
    whole = path.read_bytes()
    refusals = 0
    for place in range(0, len(whole) - 1024, max(1024, len(whole) // 40)):
        path.write_bytes(whole[:place] + b"\x5a" * 1024 + whole[place + 1024 :])
        try:
            with opened(kind, path) as file:
                if isinstance(file, BallotFile):
                    file.sheets()
        except EvalError:
            refusals += 1
    assert refusals > 10


def test_a_file_with_its_only_row_gone_is_damaged(kind: str, path: Path) -> None:
    with raw_sqlite(path) as db:
        db.execute(f"DELETE FROM {kind}")
    assert fault(kind, path) == "file-damaged"


@pytest.mark.parametrize("change", ["held_on = '2027-99-99'", "deadline = '0000-00-00'"])
def test_a_day_that_is_none_is_damage(change: str, kind: str, path: Path) -> None:
    with raw_sqlite(path) as db:
        db.execute(f"UPDATE {kind} SET {change}")
    assert fault(kind, path) == "file-damaged"


def test_a_rubric_exchanged_by_hand_is_damage(kind: str, path: Path) -> None:
    with raw_sqlite(path) as db:
        db.execute("UPDATE rubric SET document = replace(document, '極めて', '少し')")
    assert fault(kind, path) == "file-damaged"
    sentence = refused(
        *(("results", path) if kind == "evaluation" else ("hand-in", path, "--out", path.parent))
    )
    assert str(path) in sentence
