"""Issuing and handing in as functions: what may go wrong between two files."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from evalapp.ballot import new_ballot
from evalapp.errors import EvalError
from evalapp.handing_in import hand_in
from evalapp.issuing import issue_ballots
from evalapp.model import RecusalKind
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from tests.story import NOON, SMALL_SETUP, Desk, evalapp, new_desk

FULL = [("m1", s, c, 2) for s in "PQ" for c in ("c1", "c2")]


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


def test_what_a_killed_process_left_is_removed_when_issuing(small: Desk) -> None:
    """It holds a key. Another member's, another ballot's and other people's files are left alone."""
    stale = [small.ballots / f".m2 (2).ballot.{sign * 12}.tmp" for sign in "0a"]
    others = [
        small.ballots / name
        for name in (
            ".m2.ballot.000000000000.tmp",
            ".m1 (2).ballot.000000000000.tmp",
            "m2 (2).ballot.tmp",
            ".m2 (2).ballot.notes",
        )
    ]
    for path in (*stale, *others):
        path.write_bytes(b"key")
    with EvaluationFile(small.evaluation) as file:
        (issued,) = issue_ballots(file, small.ballots, ["m2"], NOON, "tester")
    assert issued.path == small.ballots / "m2 (2).ballot"
    assert not any(path.exists() for path in stale)
    assert all(path.read_bytes() == b"key" for path in others)


def test_signs_of_a_pattern_in_an_id_are_no_pattern(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", SMALL_SETUP.replace('id = "m1"', 'id = "m.1"'))
    bystander = desk.ballots / ".mx1 (2).ballot.000000000000.tmp"
    bystander.write_bytes(b"another's")
    with EvaluationFile(desk.evaluation) as file:
        list(issue_ballots(file, desk.ballots, ["m.1"], NOON, "tester"))
    assert bystander.exists()


@pytest.mark.parametrize("other", ["m1-2", "m1.2", "m1_2", "m1-ballot", "m12"])
def test_no_two_members_ballots_ever_share_a_name(other: str, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", SMALL_SETUP.replace('id = "m2"', f'id = "{other}"'))
    paths = []
    with EvaluationFile(desk.evaluation) as file:
        for _turn in range(3):
            paths += [one.path for one in issue_ballots(file, desk.ballots, ["m1", other], NOON, "tester")]
    names = [path.name.casefold() for path in paths]
    assert len(set(names)) == 6
    assert sorted(path.name for path in desk.ballots.iterdir()) == sorted(
        f"{id_}{again}.ballot" for id_ in ("m1", other) for again in ("", " (2)", " (3)", " (4)")
    )


@pytest.mark.parametrize(
    ("member", "names"),
    [
        ("con", ["(con)", "(con (2))"]),
        ("NUL", ["(NUL)", "(NUL (2))"]),
        ("aux.1", ["(aux.1)", "(aux.1 (2))"]),
        ("a.", ["(a.)", "a. (2)"]),
        ("con.", ["(con.)", "(con. (2))"]),
        ("console", ["console", "console (2)"]),
        ("com0", ["com0", "com0 (2)"]),
    ],
)
def test_names_that_windows_cannot_make_stand_in_brackets(
    member: str, names: list[str], tmp_path: Path
) -> None:
    desk = new_desk(tmp_path / "desk", SMALL_SETUP.replace('id = "m1"', f'id = "{member}"'))
    with EvaluationFile(desk.evaluation) as file:
        list(issue_ballots(file, desk.ballots, [member], NOON, "tester"))
    assert {path.stem for path in desk.ballots.iterdir()} == {*names, "m2"}
    with BallotFile(desk.ballots / f"{names[1]}.ballot") as ballot:
        assert (ballot.ballot.member.id, ballot.ballot.serial) == (member, 2)


def test_why_somebody_is_recused_stays_with_the_secretariat(tmp_path: Path) -> None:
    """The reason leaves the evaluation in no form: not in a ballot's bytes, not in what is sent back."""
    reason = "妻が参画企業の役員 <conflict-reason-7>"
    recusal = f'\n[[recusal]]\nmember = "m1"\nsubject = "P"\nreason = "{reason}"\n'
    desk = new_desk(tmp_path / "desk", SMALL_SETUP + recusal)
    assert reason.encode() in desk.evaluation.read_bytes()
    evalapp("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m1")
    ballots = sorted(desk.ballots.iterdir())
    assert len(ballots) == 3
    for path in ballots:
        data = path.read_bytes()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp932"):
            for word in (reason, "妻が参画企業の役員", "conflict-reason-7", "役員"):
                assert word.encode(encoding) not in data
    with BallotFile(desk.ballot("m1")) as file:
        (known,) = file.ballot.recusals
        assert (known.subject_id, known.kind, known.reason) == ("P", RecusalKind.CONFLICT, "")
    desk.fill("m1", [("m1", "Q", c, 1) for c in ("c1", "c2")])
    with BallotFile(desk.ballot("m1")) as file:
        hand_in(file, desk.submissions, draft=False, at=NOON, app="0")
        last = file.last_hand_in()
    assert last is not None
    assert "役員".encode() not in last.message
    with EvaluationFile(desk.evaluation) as evaluation:
        made = evaluation.evaluation
    assert made.recusals[0].reason == reason
    # not even the value from which a ballot is written holds it
    ballot = new_ballot(made, made.members[0], "0" * 32, 1, "")
    assert [(one.subject_id, one.reason) for one in ballot.recusals] == [("P", "")]
