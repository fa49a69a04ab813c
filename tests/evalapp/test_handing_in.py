"""How the answers stand to what was handed in."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evalapp.errors import EvalError
from evalapp.handing_in import hand_in, standing, write_again
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk

AT = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)


def sheets(sitting: Sitting):
    return tuple(sitting.sheets.values())


def test_a_change_of_mind_and_back_again(small: Desk, tmp_path: Path) -> None:
    sitting = Sitting(BallotFile(small.ballot("m1")))
    assert standing(sitting.file, sheets(sitting)).last is None

    sitting.set_mark("P", "c1", 3)
    first = hand_in(sitting.file, tmp_path, draft=True, at=AT, app="1")
    found = standing(sitting.file, sheets(sitting))
    assert (found.unchanged, found.settled) == (True, True)
    assert found.last is not None
    assert found.last.code == first.code

    sitting.set_mark("P", "c1", 2)
    found = standing(sitting.file, sheets(sitting))
    assert (found.unchanged, found.settled) == (False, False)

    sitting.set_mark("P", "c1", 3)
    assert standing(sitting.file, sheets(sitting)).settled
    sitting.close()


def test_a_complete_draft_is_unchanged_but_not_settled(small: Desk, tmp_path: Path) -> None:
    small.fill("m1", [("m1", s, c, 2) for s in ("P", "Q") for c in ("c1", "c2")])
    with BallotFile(small.ballot("m1")) as file:
        hand_in(file, tmp_path, draft=True, at=AT, app="1")
        found = standing(file, file.sheets())
        assert (found.unchanged, found.settled) == (True, False)
        assert hand_in(file, tmp_path, draft=False, at=AT, app="1").revision == 2
        assert [note.draft for note in standing(file, file.sheets()).noted] == [True, False]


def test_a_folder_into_which_nobody_may_look_is_named(
    small: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Path.is_file

    def denied(path: Path) -> bool:
        if path.parent == tmp_path:
            raise PermissionError(errno.EACCES, "denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "is_file", denied)
    with BallotFile(small.ballot("m1")) as file, pytest.raises(EvalError, match="file-denied"):
        hand_in(file, tmp_path, draft=True, at=datetime(2027, 1, 4, tzinfo=UTC), app="test")


def test_the_same_file_again_elsewhere(small: Desk, tmp_path: Path) -> None:
    small.fill("m1", [("m1", "P", "c1", 2)])
    with BallotFile(small.ballot("m1")) as file:
        receipt = hand_in(file, tmp_path / "a", draft=True, at=AT, app="1")
        last = standing(file, file.sheets()).last
        assert last is not None
        again = write_again(file, last, tmp_path / "b")
        assert again.read_bytes() == receipt.path.read_bytes()
        assert write_again(file, last, tmp_path / "b") == again
