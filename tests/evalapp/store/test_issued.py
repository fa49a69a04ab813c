"""What was issued to whom and when: told by the record, whichever way it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from evalapp.ballot import Ballot
from evalapp.issuing import Outcome, issue_round
from evalapp.model import Member, Recusal, RecusalKind
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.forms import note_form
from evalapp.store.issued import IssueNote, IssueState, Way, issued_log, member_issues, note_paper
from tests.changing import RUBRIC, SETUP, House, reworded, subject
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


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """m1 and m2 have ballots, m3 has a form."""
    made = House(tmp_path / "house")
    made.issue("m1", "m2")
    note_form(made.file, "f" * 32, SETUP.members[2], 1, made.now(), "s")
    yield made
    made.file.close()


def outdated(file: EvaluationFile) -> list[str]:
    return [one.member.id for one in member_issues(file) if one.state is IssueState.OUTDATED]


def test_a_wording_whose_answers_stand_outdates_only_forms_that_are_not_back(house: House) -> None:
    clearer = reworded(SETUP, c1=replace(RUBRIC.criteria[0], guidance="より明確に"))
    house.adopt(clearer, {"r": ["c1", "c2"]})
    assert outdated(house.file) == ["m3"]
    note_paper(house.file, ["m3"], house.now(), "s")
    again = reworded(clearer, c1=replace(RUBRIC.criteria[0], guidance="更に明確に"))
    house.adopt(again, {"r": ["c1", "c2"]})
    assert outdated(house.file) == [], "on paper it can be answered all the same"


def test_who_is_asked_anew_needs_another(house: House) -> None:
    new = reworded(SETUP, c3=replace(RUBRIC.criteria[0], id="c3"))
    house.adopt(new, {"r": ["c1", "c2"]})
    assert outdated(house.file) == ["m1", "m2", "m3"]
    house.issue("m1", "m3")
    assert outdated(house.file) == ["m2"]


def test_who_is_to_judge_more_needs_another(house: House) -> None:
    recused = Recusal("m2", "R", RecusalKind.CONFLICT)
    house.adopt(replace(SETUP, subjects=(*SETUP.subjects, subject("R")), recusals=(recused,)))
    assert outdated(house.file) == ["m1", "m3"]
    assert [note.outdated for note in issued_log(house.file)] == [True, False, True]


def test_names_and_dates_need_nothing_new(house: House) -> None:
    house.adopt(replace(SETUP, info=replace(SETUP.info, contact="事務局")))
    assert outdated(house.file) == []


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
