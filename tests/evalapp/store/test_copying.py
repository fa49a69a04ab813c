"""Copies of an open file, and files opened only to be looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evalapp.errors import EvalError
from evalapp.store import copying
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from tests.story import Desk, raw_sqlite


@pytest.fixture
def ballot(small: Desk) -> Path:
    return small.ballot("m1")


def only(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_an_open_file_is_copied_while_it_is_worked_in(ballot: Path, tmp_path: Path) -> None:
    with BallotFile(ballot) as file:
        sheet = replace(file.sheets()[0], marks={"c1": 1, "c2": 2})
        file.save_sheets([sheet])
        file.copy_to(tmp_path / "copy.ballot")
        file.save_sheets([replace(sheet, marks={"c1": 3, "c2": 3})])
    with BallotFile(tmp_path / "copy.ballot") as copy:
        assert copy.sheets()[0] == sheet
        copy.save_sheets([sheet])


def test_an_evaluation_is_copied_whole(full_desk: Desk, tmp_path: Path) -> None:
    with EvaluationFile(full_desk.evaluation) as file:
        file.copy_to(tmp_path / "copy.evaluation")
    copied = Desk(tmp_path)
    copied.evaluation = tmp_path / "copy.evaluation"
    assert copied.verified()
    assert copied.figures() == full_desk.figures()


def test_a_file_that_another_program_holds_is_not_waited_for_without_end(small: Desk, tmp_path: Path) -> None:
    with EvaluationFile(small.evaluation) as file, raw_sqlite(small.evaluation) as db:
        file.wait_at_most(0.01)
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EvalError, match="file-busy"):
            file.snapshot()
        with pytest.raises(EvalError, match="file-busy"):
            file.copy_to(tmp_path / "copy.evaluation")
        assert "copy" not in "".join(only(tmp_path))
        db.execute("ROLLBACK")
        assert file.snapshot().is_file()


def test_an_edit_between_copying_and_comparing_waits(
    ballot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window writes at that moment: it is kept off, and the copy is no fault."""
    refused = []
    real = copying.write_copy

    def meanwhile(
        connection: sqlite3.Connection, target: Path, before_publishing: Callable[[Path], None]
    ) -> None:
        def write_first(written: Path) -> None:
            with raw_sqlite(ballot) as db:
                db.execute("PRAGMA busy_timeout = 0")
                with pytest.raises(sqlite3.OperationalError) as refusal:
                    db.execute("UPDATE member SET name = '別人'")
            refused.append(refusal.value.sqlite_errorcode)
            before_publishing(written)

        real(connection, target, write_first)

    monkeypatch.setattr(copying, "write_copy", meanwhile)
    with BallotFile(ballot) as file:
        file.copy_to(tmp_path / "copy.ballot")
    assert refused == [sqlite3.SQLITE_BUSY]
    with BallotFile(tmp_path / "copy.ballot") as copy:
        assert copy.ballot.member.name == "委員 一"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE member SET name = '別人'",
        "UPDATE ballot SET signing_seed = zeroblob(32)",
        "DELETE FROM checksum",
        "INSERT INTO comment VALUES (1, '', 'issue', '一つ多い')",
        "CREATE TABLE more (x)",
    ],
)
def test_a_copy_that_reads_back_otherwise_gets_no_name(
    change: str, ballot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copying.write_copy

    def on_a_bad_disk(
        connection: sqlite3.Connection, target: Path, before_publishing: Callable[[Path], None]
    ) -> None:
        def damage_first(written: Path) -> None:
            with raw_sqlite(written) as db:
                db.execute(change)
            before_publishing(written)

        real(connection, target, damage_first)

    monkeypatch.setattr(copying, "write_copy", on_a_bad_disk)
    folder = tmp_path / "own"
    folder.mkdir()
    with BallotFile(ballot) as file, pytest.raises(EvalError) as refusal:
        file.copy_to(folder / "copy.ballot")
    assert (refusal.value.code, refusal.value.params) == (
        "file-not-verified",
        {"file": str(folder / "copy.ballot")},
    )
    assert only(folder) == []


def test_a_copy_is_never_written_over_a_file_or_into_no_folder(ballot: Path, tmp_path: Path) -> None:
    (tmp_path / "there.ballot").write_bytes(b"somebody's")
    with BallotFile(ballot) as file:
        for name, code in (("there.ballot", "file-exists"), ("gone/x.ballot", "file-missing")):
            with pytest.raises(EvalError) as refusal:
                file.copy_to(tmp_path / name)
            assert refusal.value.code == code
        assert not file.db.in_transaction
    assert (tmp_path / "there.ballot").read_bytes() == b"somebody's"


def test_a_file_opened_read_only_takes_no_edit(ballot: Path) -> None:
    before = ballot.read_bytes()
    with BallotFile(ballot, read_only=True) as file:
        sheets = file.sheets()
        with pytest.raises(EvalError) as refusal:
            file.save_sheets([replace(sheets[0], marks={"c1": 1, "c2": 1})])
        assert refusal.value.code == "file-denied"
        assert file.sheets() == sheets
    assert ballot.read_bytes() == before
