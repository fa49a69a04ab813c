"""What was issued to whom and when: told by the record, whichever way it went."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from evalapp.ballot import Ballot
from evalapp.issuing import Outcome, issue_round
from evalapp.model import Member
from evalapp.record import Act
from evalapp.store.database import transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.store.issued import IssueNote, Way, issued_log, note_paper
from tests.story import NOON, SMALL_SETUP, Desk, evalapp, new_desk

LATER = NOON + timedelta(days=1)


def form(_ballot: Ballot, _key: str, _at: object) -> bytes:
    return b"form"


def paper(member: Member) -> bytes:
    return f"paper of {member.id}".encode()


def round_of(file: EvaluationFile, folder: Path, ways: dict[str, Way]) -> list[Outcome]:
    return list(issue_round(file, folder, ways, (form, paper), LATER, "tester"))


def test_every_way_is_told_with_its_moment_and_who_did_it(small: Desk) -> None:
    with EvaluationFile(small.evaluation) as file:
        before = issued_log(file)
        assert [(note.member_id, note.way, note.serial) for note in before] == [
            ("m1", Way.BALLOT, 1),
            ("m2", Way.BALLOT, 1),
        ]
        outcomes = round_of(file, small.folder / "out", {"m2": Way.PAPER, "m1": Way.BALLOT})
        assert [one.member.id for one in outcomes] == ["m1", "m2"], "in the committee's order"
        note_paper(file, ["m2"], LATER, "tester")
        log = issued_log(file)
    assert log[0].superseded
    assert not log[1].superseded, "paper takes the place of nothing"
    assert log[2] == IssueNote("m1", Way.BALLOT, 2, LATER, "tester")
    assert log[3:] == (IssueNote("m2", Way.PAPER, 1, LATER, "tester"),) * 2
    assert small.verified()


def test_what_was_issued_before_a_change_of_the_set_up_is_outdated(small: Desk) -> None:
    with EvaluationFile(small.evaluation) as file:
        with transaction(file.db) as db:
            append_record(db, NOON, "tester", Act.SETUP_CHANGED, {})
        round_of(file, small.ballots, {"m1": Way.FORM})
        assert [note.outdated for note in issued_log(file)] == [True, True, False]


def test_a_refusal_keeps_nobody_else_from_theirs(small: Desk) -> None:
    folder = small.folder / "out"
    folder.mkdir()
    (folder / "m1 (2).ballot").write_bytes(b"another's")
    with EvaluationFile(small.evaluation) as file:
        first, second = round_of(file, folder, {"m1": Way.BALLOT, "m2": Way.BALLOT})
        assert first.issued is None
        assert first.fault is not None
        assert first.fault.code == "issue-file-exists"
        assert second.issued is not None
        assert second.issued.serial == 2
        assert [(note.member_id, note.serial) for note in issued_log(file)][2:] == [("m2", 2)]
    assert (folder / "m1 (2).ballot").read_bytes() == b"another's"


@pytest.mark.parametrize("way", Way)
def test_who_judges_nothing_gets_no_excel_form(way: Way, tmp_path: Path) -> None:
    recusal = '[[recusal]]\nmember = "m2"\nsubject = "{}"\nkind = "absent"\n'
    setup = SMALL_SETUP.replace("[[rubric]]", "".join(recusal.format(id_) for id_ in "PQ") + "[[rubric]]")
    desk = new_desk(tmp_path / "desk", setup)
    with EvaluationFile(desk.evaluation) as file:
        (outcome,) = round_of(file, tmp_path / "out", {"m2": way})
    assert (outcome.issued is None) is (way is Way.FORM)
    assert outcome.fault is None


def test_paper_with_other_content_is_kept(small: Desk) -> None:
    folder = small.folder / "paper"
    evalapp("ballots", small.evaluation, "--out", folder, "--as", "paper", "--member", "m1")
    made = (folder / "m1.pdf").read_bytes()
    with EvaluationFile(small.evaluation) as file:
        (outcome,) = round_of(file, folder, {"m1": Way.PAPER})
    assert outcome.issued is not None
    assert outcome.issued.kept is not None
    assert outcome.issued.kept.read_bytes() == made
    assert (folder / "m1.pdf").read_bytes() == b"paper of m1"
