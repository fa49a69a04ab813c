"""Files in use: made and written whole or not at all, shared with other programs, brought up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlite_utils import Database

from evalapp.compiling import verified_report
from evalapp.errors import EvalError
from evalapp.store.database import (
    create,
    open_file,
    reading_faults,
    sqlite_faults,
    transaction,
)
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.evaluation_schema import EVALUATION
from evalapp.store.migrating import FileKind, Step
from evalapp.store.received import begin_intake, undo_intake
from evalapp.store.snapshots import snapshots
from tests.builders import NOW
from tests.story import Desk, evalapp, raw_sqlite, refused


def test_making_a_file_is_whole_or_not_at_all(tmp_path: Path) -> None:
    def fill(db: Database) -> None:
        db.execute("INSERT INTO intake (at) VALUES ('now')")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create(tmp_path / "x.evaluation", EVALUATION, fill)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "x.evaluation").write_text("mine")
    with pytest.raises(EvalError) as refusal:
        create(tmp_path / "x.evaluation", EVALUATION, lambda _db: None)
    assert refusal.value.code == "file-exists"
    assert (tmp_path / "x.evaluation").read_text() == "mine"


def interrupted_after(db: Database, statement: str) -> None:
    assert db.execute(statement).rowcount > 0
    raise ZeroDivisionError


def test_a_transaction_is_all_or_nothing(full_desk: Desk) -> None:
    before = full_desk.evaluation.read_bytes()
    with EvaluationFile(full_desk.evaluation) as file:
        with pytest.raises(ZeroDivisionError), transaction(file.db) as db:
            interrupted_after(db, "DELETE FROM mark")
        assert file.db.execute("SELECT count(*) FROM mark").fetchone()[0] == 14 * 7
    assert full_desk.evaluation.read_bytes() == before


def test_a_busy_file_is_named(full_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evalapp.store.database._BUSY_SECONDS", 0.01)
    with raw_sqlite(full_desk.evaluation) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert "another program" in refused("undo-intake", full_desk.evaluation)
        db.execute("ROLLBACK")
    evalapp("undo-intake", full_desk.evaluation)


def test_a_file_that_may_not_be_written_is_opened_for_reading(
    full_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_args, **_more: False)
    assert full_desk.cell("B", "c6")["mean"] == "2.3"
    assert "may not be read or written" in refused("undo-intake", full_desk.evaluation)


def test_an_older_file_is_brought_up_to_date_after_a_snapshot(tmp_path: Path) -> None:
    """Migrations are the only way: a second step is applied on opening, to what the first one made."""
    both = (
        Step("m001", "CREATE TABLE one (x INTEGER CHECK (x > 0)) STRICT;\n"),
        Step("m002", "CREATE TABLE two (x INTEGER) STRICT;\nINSERT INTO two SELECT x + 1 FROM one;\n"),
    )

    def steps(count: int) -> FileKind:
        return FileKind("trial", 0x45764C54, both[:count])

    path = tmp_path / "x.trial"
    create(path, steps(1), lambda db: db.execute("INSERT INTO one VALUES (41)"))
    old = path.read_bytes()
    db = open_file(path, steps(2))
    assert db.execute("SELECT x FROM two").fetchall() == [(42,)]
    db.close()
    (snapshot,) = snapshots(path)
    db = open_file(snapshot, steps(1))
    assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'two'").fetchall()
    db.close()
    with pytest.raises(EvalError) as refusal:
        open_file(path, steps(1))
    assert refusal.value.code == "file-newer"
    assert path.read_bytes() != old


@pytest.mark.parametrize(
    "name", ["what?mode=memory", "a#b", "100% 50%25", "a&b=c", "評価 𠮷", "mode=ro", "-x"]
)
def test_a_file_of_any_name_is_the_one_that_is_opened(name: str, full_desk: Desk) -> None:
    folder = full_desk.folder / name
    folder.mkdir()
    desk = Desk(folder)
    desk.evaluation = Path(shutil.move(full_desk.evaluation, folder / f"{name}.evaluation"))
    assert desk.verified()
    evalapp("undo-intake", desk.evaluation)
    assert desk.record()[-1]["act"] == "intake-undone"
    evalapp("ballots", desk.evaluation, "--out", folder, "--member", "m1")
    evalapp("fill", folder / "m1 (2).ballot", "--from", full_desk.ballot("m1"))
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted([f"{name}.evaluation", "m1 (2).ballot"])


def test_inside_one_state_nothing_changes(full_desk: Desk) -> None:
    with EvaluationFile(full_desk.evaluation) as file, EvaluationFile(full_desk.evaluation) as other:
        other.db.execute("PRAGMA busy_timeout = 0")
        with file.one_state():
            before = file.last_line()
            with pytest.raises(EvalError) as refusal:
                undo_intake(other, None, NOW, "other")
            assert refusal.value.code == "file-busy"
            assert file.last_line() == before
        undo_intake(other, None, NOW, "other")
        with file.one_state():
            assert file.last_line().number == before.number + 1
        assert not file.db.in_transaction


def test_one_state_ends_whatever_happens_in_it(full_desk: Desk) -> None:
    with EvaluationFile(full_desk.evaluation) as file:
        with pytest.raises(ZeroDivisionError), file.one_state():
            raise ZeroDivisionError
        with file.one_state():
            file.db.execute("ROLLBACK")  # as SQLite itself does after some faults of a disk
        assert not file.db.in_transaction
        begin_intake(file, NOW)  # and the file can be written


def test_a_file_that_another_program_writes_in_one_breath_is_busy_not_damaged(
    full_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evalapp.store.database._BUSY_SECONDS", 0.01)
    with EvaluationFile(full_desk.evaluation) as file, raw_sqlite(full_desk.evaluation) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EvalError) as refusal:
            verified_report(file)
        other.execute("ROLLBACK")
        assert refusal.value.code == "file-busy"
        assert len(verified_report(file).subjects) == 4


@pytest.mark.parametrize("error", [ValueError("no date"), KeyError("m9"), IndexError(), StopIteration()])
def test_what_is_stored_and_cannot_be_understood_is_damage(error: Exception) -> None:
    with pytest.raises(EvalError) as refusal, reading_faults(Path("x.evaluation")):
        raise error
    assert (refusal.value.code, refusal.value.params) == ("file-damaged", {"file": "x.evaluation"})


@pytest.mark.parametrize("error", [ZeroDivisionError(), TypeError(), EvalError("intake-none")])
def test_what_is_no_fault_of_the_stored_values_passes_through(error: Exception) -> None:
    with pytest.raises(type(error)) as passed, reading_faults(Path("x.evaluation")):
        raise error
    assert passed.value is error
    with pytest.raises(ValueError, match="bug"), sqlite_faults(Path("x")):
        raise ValueError("bug")  # while writing it is a bug, not damage
