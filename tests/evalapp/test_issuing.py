"""Issuing and handing in as functions: what may go wrong between two files."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from evalapp.errors import EvalError
from evalapp.handing_in import hand_in
from evalapp.issuing import issue_ballots
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from tests.story import NOON, Desk, new_desk

FULL = [("m1", s, c, 2) for s in "PQ" for c in ("c1", "c2")]


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    return new_desk(tmp_path / "small")


def test_a_ballot_that_cannot_be_registered_is_not_left_behind(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> NoReturn:
        raise EvalError("disk-full", file="x")

    before = small.evaluation.read_bytes()
    with EvaluationFile(small.evaluation) as file:
        monkeypatch.setattr(file, "note_ballot", full)
        with pytest.raises(EvalError, match="disk-full"):
            list(issue_ballots(file, small.ballots, ["m1"], NOON, "tester"))
    assert sorted(path.name for path in small.ballots.iterdir()) == ["m1.ballot", "m2.ballot"]
    assert small.evaluation.read_bytes() == before


def test_two_copies_of_an_evaluation_do_not_share_their_ballots(small: Desk) -> None:
    """Every ballot has a key and an id of its own, also the second one of a member."""
    with EvaluationFile(small.evaluation) as file:
        list(issue_ballots(file, small.ballots, ["m1"], NOON, "tester"))
        issued = file.issued()
    assert len({one.public_key for one in issued.values()}) == 3
    assert sorted((one.member_id, one.serial, one.newest) for one in issued.values()) == [
        ("m1", 1, False),
        ("m1", 2, True),
        ("m2", 1, True),
    ]
    seeds = set()
    for path in small.ballots.iterdir():
        with BallotFile(path) as file_:
            seeds.add(file_.signing_seed)
            assert file_.ballot.id in issued
    assert len(seeds) == 3


def test_a_revision_that_could_not_be_written_is_written_the_next_time(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number was given to this content before the file was written; nothing else may take it."""
    small.fill("m1", FULL)

    def full(*_arguments: object) -> NoReturn:
        raise EvalError("disk-full", file="x")

    with BallotFile(small.ballot("m1")) as file:
        with monkeypatch.context() as patch:
            patch.setattr("evalapp.handing_in.write_new", full)
            with pytest.raises(EvalError, match="disk-full"):
                hand_in(file, small.submissions, draft=False, at=NOON, app="0")
        noted = file.last_hand_in()
        assert noted is not None
        assert list(small.submissions.iterdir()) == []
        receipt = hand_in(file, small.submissions, draft=False, at=NOON.replace(year=2030), app="9")
    assert receipt.path.read_bytes() == noted.sealed
    assert (receipt.revision, receipt.code) == (1, noted.code)
    assert small.intake(receipt.path)["counts"]["new"] == 1


def test_the_clock_never_decides_which_is_newer(small: Desk) -> None:
    """A computer whose clock jumps back ten years hands in the newer revision all the same."""
    small.fill("m1", FULL)
    with BallotFile(small.ballot("m1")) as file:
        first = hand_in(file, small.submissions, draft=False, at=NOON, app="0").path
    small.fill("m1", [("m1", "P", "c1", 0)])
    with BallotFile(small.ballot("m1")) as file:
        second = hand_in(file, small.submissions, draft=False, at=NOON.replace(year=2016), app="0").path
    found = small.intake(second, first, code=1)
    assert [entry["reason"] for entry in found["files"]] == [None, "submission-outdated"]
    assert small.cell("P", "c1")["points"] == [0]
    assert small.verified()
