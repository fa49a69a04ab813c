"""The board tells after every step what stands, what is missing and what needs a look."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.compiling import verified_report
from evalapp.form import mark_name
from evalapp.model import (
    Evaluation,
    EvaluationInfo,
    Member,
    Recusal,
    RecusalKind,
    ScoreSheet,
    Subject,
    SubjectKind,
)
from evalapp.report import SourceKind
from evalapp.rubric import EvaluationKind
from evalapp.store.adopting import adopt
from evalapp.store.double_entry import keep_entry
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.issued import IssueNote, Way, note_paper
from evalapp.store.watching import Watching
from evalapp.watching import Board, CellState, Facts, Reason, Standing, Taken, board, owing, reminder
from tests.builders import RUBRIC
from tests.form_desk import FormDesk
from tests.story import NOON, SMALL_SETUP, Desk, evalapp, new_desk

_LETTERS = {
    CellState.NOT_ISSUED: "-",
    CellState.ISSUED: "i",
    CellState.DRAFT: "d",
    CellState.NEEDS_LOOK: "!",
    CellState.HANDED_IN: "h",
    CellState.REVISED: "r",
    CellState.RECUSED: "/",
}


def board_of(desk: Desk, now: datetime = NOON) -> Board:
    """The board; it agrees with what compiling says is missing and recused."""
    with EvaluationFile(desk.evaluation) as file:
        found = board(file.evaluation, Watching(file).facts(), now)
        report = verified_report(file)
    for place, subject in enumerate(report.subjects):
        counted = {column.member.id for column in subject.columns}
        recused = {one.member_id for one in subject.recusals}
        for row in found.rows:
            cell = row.cells[place]
            if cell.state in {CellState.HANDED_IN, CellState.REVISED}:
                assert row.member.id in counted
            if cell.state is CellState.RECUSED:
                assert row.member.id in recused
            if cell.state in {CellState.NOT_ISSUED, CellState.ISSUED, CellState.DRAFT}:
                assert row.member.id not in counted | recused
                assert cell.owed
    return found


def states(desk: Desk) -> str:
    """A letter a cell, a word a member."""
    return " ".join("".join(_LETTERS[cell.state] for cell in row.cells) for row in board_of(desk).rows)


def reasons(desk: Desk, member: int = 0, subject: int = 0) -> tuple[Reason, ...]:
    return board_of(desk).rows[member].cells[subject].reasons


def who_owes(desk: Desk) -> list[str]:
    return [member.id for member in owing(board_of(desk))]


@pytest.fixture
def unissued(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path / "unissued")
    desk.evaluation.unlink()
    evalapp("new", desk.evaluation, "--setup", desk.folder / "setup.toml")
    return desk


def test_from_nothing_to_a_revised_answer_and_back(small: Desk, unissued: Desk) -> None:
    assert states(unissued) == "-- --"
    assert who_owes(unissued) == ["m1", "m2"]
    assert reminder(board_of(unissued)) == ()
    assert states(small) == "ii ii"
    small.fill("m1", [("m1", "P", "c1", 2)])
    small.intake(small.hand_in("m1", "--draft"))
    assert states(small) == "dd ii"
    small.fill("m1", [("m1", "P", "c2", 2), ("m1", "Q", "c1", 1), ("m1", "Q", "c2", 0)])
    small.intake(small.hand_in("m1"))
    assert states(small) == "hh ii"
    assert who_owes(small) == ["m2"]
    small.fill("m1", [("m1", "P", "c1", 3)])
    small.intake(small.hand_in("m1"), confirm=1)
    # both sheets came in two final versions
    assert states(small) == "rr ii"
    received = board_of(small).rows[0].received
    assert received is not None
    assert (received.revision, received.kind, received.draft) == (3, SourceKind.SEALED, False)
    assert received.code == small.record()[-1]["details"]["code"]
    evalapp("undo-intake", small.evaluation)
    assert states(small) == "hh ii"
    evalapp("undo-intake", small.evaluation)
    evalapp("undo-intake", small.evaluation)
    assert states(small) == "ii ii"
    assert who_owes(small) == ["m1", "m2"]


def test_recusals_set_up_and_declared(desk: Desk) -> None:
    assert states(desk) == "iiii iiii i/ii iiii iiii"
    desk.intake(desk.submission("m3"))
    assert states(desk) == "iiii iiii h/hh iiii iiii"
    desk.fill("m1", [("m1", "A", "", "absent")])
    desk.intake(desk.hand_in("m1"))
    found = board_of(desk)
    assert states(desk) == "/hhh iiii h/hh iiii iiii"
    assert found.rows[0].cells[0].recusal is RecusalKind.ABSENT
    assert found.rows[2].cells[1].recusal is RecusalKind.CONFLICT
    assert who_owes(desk) == ["m2", "m4", "m5"]
    assert found.counts[CellState.ISSUED] == 12
    assert found.subject_owed == (3, 3, 3, 3)
    assert found.subject_counts[1] == {
        CellState.HANDED_IN: 1,
        CellState.RECUSED: 1,
        CellState.ISSUED: 3,
    }


def test_what_was_typed_in_covers_its_subject_alone(small: Desk) -> None:
    typed = small.table("t.csv", [("m1", "P", "c1", 1), ("m1", "P", "c2", 1)])
    evalapp("type-in", small.evaluation, typed, "--apply")
    assert states(small) == "hi ii"
    small.fill("m1", [("m1", subject, criterion, 2) for subject in "PQ" for criterion in ("c1", "c2")])
    small.intake(small.hand_in("m1"), confirm=2)
    assert states(small) == "rh ii"


def test_a_cell_left_blank_on_paper_is_counted_and_asks_for_nothing(small: Desk) -> None:
    typed = small.table("t.csv", [("m1", "P", "c1", 1)])
    evalapp("type-in", small.evaluation, typed, "--apply")
    cell = board_of(small).rows[0].cells[0]
    assert (cell.state, cell.blank, cell.owed) == (CellState.HANDED_IN, 1, False)


def test_a_form_waits_is_rejected_comes_again_and_counts(small: Desk) -> None:
    forms = FormDesk(small)
    forms.issue()
    assert states(small) == "ii ii"
    forms.take_in(forms.answered(**{mark_name(1, 1): 2}))
    assert (states(small), reasons(small)) == ("!! ii", (Reason.FORM_INCOMPLETE,))
    assert who_owes(small) == ["m1", "m2"]
    forms.decide(confirmed=False)
    assert states(small) == "ii ii"
    forms.take_in(forms.answered())
    assert (states(small), reasons(small)) == ("!! ii", (Reason.FORM_WAITS,))
    assert who_owes(small) == ["m2"]
    assert forms.waits() == ["m1"]
    forms.decide()
    assert states(small) == "hh ii"
    # a form is behind what was handed in after it
    forms.take_in(forms.answered(to="again.xlsx", **{mark_name(s, c): 1 for s in (1, 2) for c in (1, 2)}))
    assert states(small) == "!! ii"
    small.fill("m1", [("m1", subject, criterion, 3) for subject in "PQ" for criterion in ("c1", "c2")])
    small.intake(small.hand_in("m1"), confirm=4)
    assert forms.waits() == []
    assert states(small) == "rr ii"


def test_answers_from_before_the_last_issue_need_a_look_and_are_not_owed(small: Desk) -> None:
    small.fill("m1", [("m1", subject, criterion, 2) for subject in "PQ" for criterion in ("c1", "c2")])
    small.intake(small.hand_in("m1"))
    evalapp("ballots", small.evaluation, "--out", small.ballots, "--member", "m1")
    assert (states(small), reasons(small)) == ("!! ii", (Reason.SUPERSEDED,))
    issued = board_of(small).rows[0].issued
    assert issued is not None
    assert (issued.way, issued.serial) == (Way.BALLOT, 2)
    assert who_owes(small) == ["m2"]
    newer = small.ballots / "m1 (2).ballot"
    rows = [("m1", subject, criterion, 2) for subject in "PQ" for criterion in ("c1", "c2")]
    evalapp("fill", newer, "--from", small.table("rows.csv", rows))
    evalapp("hand-in", newer, "--out", small.folder / "newer")
    small.intake(*(small.folder / "newer").iterdir())
    assert states(small) == "rr ii"


def test_paper_is_issued_typed_and_waits(unissued: Desk) -> None:
    with EvaluationFile(unissued.evaluation) as file:
        note_paper(file, ["m2"], NOON, "secretary")
        sheet_p = ScoreSheet("P", {criterion.id: 1 for criterion in file.evaluation.rubrics[0].scored})
        keep_entry(file, "m2", sheet_p, NOON, "one", second=False, finished=False)
    assert (states(unissued), reasons(unissued, 1)) == ("-- !i", (Reason.TYPING,))
    assert who_owes(unissued) == ["m1", "m2"]
    with EvaluationFile(unissued.evaluation) as file:
        keep_entry(file, "m2", sheet_p, NOON, "one", second=False, finished=True)
        keep_entry(file, "m2", sheet_p, NOON, "two", second=True, finished=True)
    assert (states(unissued), reasons(unissued, 1)) == ("-- !i", (Reason.TYPED,))
    found = board_of(unissued).rows[1]
    assert found.issued is not None
    assert (found.issued.way, found.owed) == (Way.PAPER, 1)


def test_cells_that_a_revised_wording_asks_anew_are_owed(small: Desk) -> None:
    small.fill("m1", [("m1", subject, criterion, 2) for subject in "PQ" for criterion in ("c1", "c2")])
    small.intake(small.hand_in("m1"))
    with EvaluationFile(small.evaluation) as file:
        (rubric,) = file.evaluation.rubrics
        first, second = rubric.criteria
        other = replace(rubric, criteria=(first, replace(second, title="別の問い")))
        adopt(file, replace(file.evaluation, rubrics=(other,)), {}, NOON, "x", kept={rubric.id: ["c1"]})
    assert (states(small), reasons(small)) == ("!! ii", (Reason.ASKED_ANEW,))
    assert board_of(small).rows[0].cells[0].blank == 1
    assert who_owes(small) == ["m1", "m2"]


def test_a_subject_added_after_issuing_is_not_issued_until_it_is(small: Desk) -> None:
    with EvaluationFile(small.evaluation) as file:
        added = replace(file.evaluation.subjects[0], id="R", title="課題Ｒ")
        subjects = (*file.evaluation.subjects, added)
        adopt(file, replace(file.evaluation, subjects=subjects), {}, NOON, "x", kept={})
    assert states(small) == "ii- ii-"
    evalapp("ballots", small.evaluation, "--out", small.ballots, "--member", "m2")
    assert states(small) == "ii- iii"
    with EvaluationFile(small.evaluation) as file:
        note_paper(file, ["m1"], NOON, "secretary")
    assert states(small) == "iii iii"


def test_the_day_of_the_deadline_is_in_time_in_japan(tmp_path: Path) -> None:
    setup = SMALL_SETUP.replace('rubric = "small"', 'rubric = "small"\ndeadline = "2027-01-08"', 1)
    desk = new_desk(tmp_path / "due", setup)
    desk.fill("m1", [("m1", subject, criterion, 2) for subject in "PQ" for criterion in ("c1", "c2")])
    desk.intake(desk.hand_in("m1"))
    midnight = datetime(2027, 1, 8, 15, 0, tzinfo=UTC)
    before = board_of(desk, midnight - timedelta(seconds=1))
    assert (before.due, [row.late for row in before.rows]) == (False, [False, False])
    after = board_of(desk, midnight)
    assert (after.due, [row.late for row in after.rows]) == (True, [False, True])
    desk.fill("m2", [("m2", subject, criterion, 2) for subject in "PQ" for criterion in ("c1", "c2")])
    desk.intake(desk.hand_in("m2"))
    assert [row.late for row in board_of(desk, midnight).rows] == [False, False]


def test_an_evaluation_with_everything_in_is_calm(full_desk: Desk) -> None:
    assert states(full_desk) == "hhhh hhhh h/hh hhhh hhhh"
    assert who_owes(full_desk) == []


def test_a_second_reading_sees_what_came_in_between(small: Desk) -> None:
    small.fill("m1", [("m1", subject, criterion, 2) for subject in "PQ" for criterion in ("c1", "c2")])
    small.intake(small.hand_in("m1"))
    with EvaluationFile(small.evaluation) as file:
        watching = Watching(file)
        assert board(file.evaluation, watching.facts(), NOON).counts[CellState.HANDED_IN] == 2
        small.fill("m1", [("m1", "P", "c1", 3)])
        small.intake(small.hand_in("m1"), confirm=1)
        assert board(file.evaluation, watching.facts(), NOON).counts[CellState.REVISED] == 2


PLACES = [(member, subject) for member in ("m1", "m2", "m3") for subject in ("A", "B")]
AT = datetime(2026, 1, 1, tzinfo=UTC)
TAKEN = {
    number: Taken(number, kind, "C", 1, draft, AT, superseded=superseded, waits=kind is SourceKind.FORM)
    for number, (kind, draft, superseded) in enumerate(
        [
            (SourceKind.SEALED, False, False),
            (SourceKind.SEALED, True, False),
            (SourceKind.SEALED, False, True),
            (SourceKind.TYPED, False, False),
            (SourceKind.FORM, False, False),
            (SourceKind.FORM, True, False),
        ],
        1,
    )
}
STANDING = st.builds(
    Standing,
    st.sampled_from([1, 3, 4]),
    st.booleans(),
    st.none() | st.sampled_from(RecusalKind),
    st.integers(0, 2),
    st.booleans(),
    st.booleans(),
)
ISSUES = st.sampled_from([(), (IssueNote("m1", Way.PAPER, 1, AT, "x"),)])


@given(
    st.dictionaries(st.sampled_from(["m1", "m2", "m3"]), ISSUES),
    st.dictionaries(st.sampled_from(PLACES), STANDING),
    st.dictionaries(st.sampled_from(["m1", "m2", "m3"]), st.sampled_from([5, 6])),
    st.dictionaries(st.sampled_from(PLACES), st.booleans()),
    st.sets(st.sampled_from(PLACES)),
    st.booleans(),
)
def test_whatever_the_facts_the_board_adds_up(issued, standing, waiting, typing, recused, due) -> None:
    evaluation = Evaluation(
        EvaluationInfo("0" * 32, "評価", EvaluationKind.INTERIM, deadline=date(2026, 1, 1)),
        (RUBRIC,),
        tuple(Subject(id_, id_, SubjectKind.PROJECT, RUBRIC.id, EvaluationKind.INTERIM) for id_ in "AB"),
        tuple(Member(id_, id_) for id_ in ("m1", "m2", "m3")),
        tuple(Recusal(*place, RecusalKind.CONFLICT) for place in sorted(recused)),
    )
    now = AT + timedelta(days=1 if due else 0)
    found = board(evaluation, Facts(issued, frozenset(), TAKEN, {}, standing, waiting, typing), now)
    assert found.counts.total() == 6
    assert sum(counts.total() for counts in found.subject_counts) == 6
    assert sum(found.subject_owed) == sum(row.owed for row in found.rows)
    assert [member.id for member in owing(found)] == [row.member.id for row in found.rows if row.owed]
    assert set(reminder(found)) == {row.member for row in found.rows if row.owed and row.issued}
    for row in found.rows:
        assert row.late == (due and row.owed > 0)
        for subject, cell in zip(evaluation.subjects, row.cells, strict=True):
            place = (row.member.id, subject.id)
            assert (cell.state is CellState.NEEDS_LOOK) == bool(cell.reasons)
            if place in recused:
                assert (cell.state, cell.owed) == (CellState.RECUSED, False)
            if cell.state in {CellState.HANDED_IN, CellState.REVISED, CellState.RECUSED}:
                assert not cell.owed
            if cell.state in {CellState.NOT_ISSUED, CellState.ISSUED, CellState.DRAFT}:
                assert cell.owed
