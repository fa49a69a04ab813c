"""Paper typed in twice: autosaved, compared, confirmed by another person, or rejected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.ballot import blank_sheet
from evalapp.confirming_paper import Paper, confirm_paper, may_confirm, paper_of, reject_paper
from evalapp.double_entry import Stage, TypedEntry, Typing, entry_differences, settled, stage
from evalapp.errors import EvalError
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment, RecusalKind, ScoreSheet
from evalapp.recusing import declared
from evalapp.rubric import CommentKind
from evalapp.store.double_entry import keep_entry, typings
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.freezing import close
from evalapp.store.received import undo_intake
from evalapp.store.verify import verify
from tests.builders import NOW, RUBRIC
from tests.story import NOON, SMALL_SETUP, Desk, new_desk

FIRST, SECOND = "佐藤 (office)", "鈴木 (office)"


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    """Two subjects, two members, two criteria; nothing has arrived."""
    return new_desk(tmp_path / "paper")


@pytest.fixture
def file(small: Desk) -> Iterator[EvaluationFile]:
    with EvaluationFile(small.evaluation) as opened:
        yield opened


def sheet(file: EvaluationFile, c1: Mark, c2: Mark, comment: str = "", subject: str = "P") -> ScoreSheet:
    one = next(one for one in file.evaluation.subjects if one.id == subject)
    blank = blank_sheet(one, file.evaluation.rubric_of(one))
    comments = (Comment(CommentKind.POSITIVE, comment, "c2"),) if comment else ()
    return replace(blank, marks={"c1": c1, "c2": c2}, comments=comments)


def typed(file: EvaluationFile, first: ScoreSheet, second: ScoreSheet, by: str = SECOND) -> Typing:
    """Both entries, finished."""
    keep_entry(file, "m1", first, NOON, FIRST, second=False, finished=True)
    kept = keep_entry(file, "m1", second, NOON, by, second=True, finished=True)
    assert kept is not None
    return kept


def code_of(call: object, *arguments: object) -> str:
    with pytest.raises(EvalError) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value.code


def test_a_sheet_goes_from_key_to_key_to_the_results(small: Desk, file: EvaluationFile) -> None:
    stages = []
    for c1, c2, finished in ((3, NoPoints.BLANK, False), (3, 2, False), (3, 2, True)):
        kept = keep_entry(file, "m1", sheet(file, c1, c2), NOON, FIRST, second=False, finished=finished)
        stages.append(stage(kept))
    for c1, c2, finished in ((3, NoPoints.BLANK, False), (3, 2, True)):
        kept = keep_entry(file, "m1", sheet(file, c1, c2), NOON, SECOND, second=True, finished=finished)
        stages.append(stage(kept))
    assert stages == [Stage.FIRST, Stage.FIRST, Stage.ONCE, Stage.SECOND, Stage.AGREED]
    assert kept is not None
    before = len(file.record())

    confirm_paper(file, paper_of(file, kept, NOON), NOON, SECOND)

    assert typings(file) == {}
    (line,) = file.record()[before:]
    assert (line.act, line.actor) == ("typed-in", SECOND)
    assert (line.details["first_by"], line.details["second_by"]) == (FIRST, SECOND)
    assert (line.details["member"], line.details["subject"]) == ("m1", "P")
    assert small.cell("P", "c1")["points"] == [3]
    assert small.verified()


def test_what_is_typed_is_there_after_the_window_was_closed(small: Desk) -> None:
    with EvaluationFile(small.evaluation) as one:
        keep_entry(
            one, "m1", sheet(one, 2, NoPoints.BLANK, "良い"), NOON, FIRST, second=False, finished=False
        )
    with EvaluationFile(small.evaluation) as again:
        assert typings(again)["m1", "P"].first == TypedEntry(
            sheet(again, 2, NoPoints.BLANK, "良い"), FIRST, NOON, finished=False
        )
        assert typings(again, "m2") == {}
        # cleared again before anything was finished: nobody has begun
        blank = sheet(again, NoPoints.BLANK, NoPoints.BLANK)
        assert keep_entry(again, "m1", blank, NOON, FIRST, second=False, finished=False) is None
        assert typings(again) == {}


def test_nothing_that_is_typed_counts_before_it_is_confirmed(small: Desk, file: EvaluationFile) -> None:
    lines = len(file.record())
    typed(file, sheet(file, 3, 2), sheet(file, 3, 2))
    assert all(one["received"] == 0 for one in small.figures())
    assert len(file.record()) == lines


def test_two_entries_that_differ_are_not_taken_in(file: EvaluationFile) -> None:
    different = typed(file, sheet(file, 3, 2, "良い"), sheet(file, 3, 1, "良い "))
    paper = paper_of(file, different, NOON)
    assert [(one.criterion_id, one.field, one.old, one.new) for one in paper.differences] == [
        ("c2", "points", 2, 1)
    ]
    assert stage(different) is Stage.DIFFERENT
    assert code_of(confirm_paper, file, paper, NOON, SECOND) == "typing-differs"
    half = keep_entry(file, "m1", sheet(file, 3, 2), NOON, SECOND, second=True, finished=False)
    assert half is not None
    assert code_of(confirm_paper, file, paper_of(file, half, NOON), NOON, SECOND) == "typing-unfinished"


def test_who_typed_or_corrected_the_first_entry_does_not_confirm_it(file: EvaluationFile) -> None:
    agreed = typed(file, sheet(file, 3, 2), sheet(file, 3, 2))
    assert code_of(confirm_paper, file, paper_of(file, agreed, NOON), NOON, FIRST) == "typing-same-person"
    assert code_of(confirm_paper, file, paper_of(file, agreed, NOON), NOON, FIRST.upper()) == (
        "typing-same-person"
    )
    # the second typist corrects the first entry: now that is their own word, and the first one's turn
    different = typed(file, sheet(file, 3, 2), sheet(file, 3, 1))
    (cell,) = entry_differences(different, file.evaluation.rubrics[0])
    assert different.second is not None
    mended = settled(different.first.sheet, different.second.sheet, cell, file.evaluation.rubrics[0])
    agreed_now = keep_entry(file, "m1", mended, NOON, SECOND, second=False, finished=True)
    assert agreed_now is not None
    assert not may_confirm(file, agreed_now, SECOND)
    confirm_paper(file, paper_of(file, agreed_now, NOON), NOON, FIRST)
    assert verify(file) == ()


def test_one_person_may_do_both_where_the_rule_is_off(tmp_path: Path) -> None:
    desk = new_desk(
        tmp_path / "one",
        SMALL_SETUP.replace('rubric = "small"\n[[', 'two_person_rule = false\nrubric = "small"\n[['),
    )
    with EvaluationFile(desk.evaluation) as file:
        agreed = typed(file, sheet(file, 0, 0), sheet(file, 0, 0), by=FIRST)
        confirm_paper(file, paper_of(file, agreed, NOON), NOON, FIRST)
    assert desk.cell("P", "c1")["points"] == [0]


def test_a_rejected_sheet_is_gone_and_recorded(small: Desk, file: EvaluationFile) -> None:
    agreed = typed(file, sheet(file, 3, 2), sheet(file, 3, 2))
    reject_paper(file, agreed, NOON, FIRST)
    assert typings(file) == {}
    line = file.record()[-1]
    assert (line.act, dict(line.details)) == (
        "typing-rejected",
        {"member": "m1", "subject": "P", "first_by": FIRST, "second_by": SECOND},
    )
    assert code_of(reject_paper, file, agreed, NOON, FIRST) == "typing-overtaken"
    assert small.verified()


def test_what_changed_since_it_was_looked_at_is_looked_at_again(file: EvaluationFile) -> None:
    paper = paper_of(file, typed(file, sheet(file, 3, 2), sheet(file, 3, 2)), NOON)
    later = NOON + timedelta(minutes=1)
    keep_entry(file, "m1", sheet(file, 1, 2), later, FIRST, second=False, finished=True)
    assert code_of(confirm_paper, file, paper, later, SECOND) == "typing-overtaken"
    before = file.record()[-1]
    keep_entry(file, "m1", sheet(file, 3, 2), NOON, FIRST, second=False, finished=True)
    confirm_paper(file, paper, later, SECOND)
    assert file.record()[-1].number == before.number + 1


def test_a_sheet_goes_in_over_what_was_handed_in_and_comes_out_again(
    small: Desk, file: EvaluationFile
) -> None:
    small.fill("m1", [("m1", s, c, 3) for s in "PQ" for c in ("c1", "c2")])
    small.intake(small.hand_in("m1"))
    paper = paper_of(file, typed(file, sheet(file, 3, 1), sheet(file, 3, 1)), NOON)
    assert paper.stands
    assert [(one.criterion_id, one.old, one.new) for one in paper.replaces] == [("c2", 3, 1)]
    confirm_paper(file, paper, NOON, SECOND)
    assert small.cell("P", "c2")["points"] == [1]
    assert small.cell("Q", "c2")["points"] == [3]
    undo_intake(file, None, NOON, SECOND)
    assert small.cell("P", "c2")["points"] == [3]
    assert small.verified()


def test_what_stands_already_is_not_taken_in_twice(file: EvaluationFile) -> None:
    for _time in range(2):
        agreed = typed(file, sheet(file, 3, 2, "良い"), sheet(file, 3, 2, "良い"))
        confirm_paper(file, paper_of(file, agreed, NOON), NOON, SECOND)
    assert [line.act for line in file.record()].count("typed-in") == 1
    assert typings(file) == {}


def test_blank_cells_stay_blank_and_a_recusal_can_be_typed(small: Desk, file: EvaluationFile) -> None:
    blank = sheet(file, 2, NoPoints.BLANK)
    paper = paper_of(file, typed(file, blank, blank), NOON)
    assert [gap.criterion_id for gap in paper.blanks] == ["c2"]
    confirm_paper(file, paper, NOON, SECOND)
    recused = declared(
        sheet(file, 0, 0, subject="Q"), file.evaluation.rubrics[0], RecusalKind.ABSENT, "欠席届"
    )
    agreed = typed(file, recused, recused)
    confirm_paper(file, paper_of(file, agreed, NOON), NOON, SECOND)
    assert small.cell("P", "c2")["points"] == [None]
    said = small.results()["subjects"][1]
    assert (said["expected"], said["received"]) == (1, 0)
    assert verify(file) == ()


def test_who_is_recused_in_the_set_up_has_no_paper(tmp_path: Path) -> None:
    desk = new_desk(
        tmp_path / "recused",
        SMALL_SETUP + '[[recusal]]\nmember = "m1"\nsubject = "P"\nkind = "conflict"\n',
    )
    with EvaluationFile(desk.evaluation) as file:
        agreed = typed(file, sheet(file, 3, 2), sheet(file, 3, 2))
        assert code_of(paper_of, file, agreed, NOON) == "answers-recused"


def test_a_second_entry_follows_a_finished_first_one(file: EvaluationFile) -> None:
    keep_entry(file, "m1", sheet(file, 3, NoPoints.BLANK), NOON, FIRST, second=False, finished=False)
    with pytest.raises(EvalError) as caught:
        keep_entry(file, "m1", sheet(file, 3, 2), NOON, SECOND, second=True, finished=False)
    assert caught.value.code == "typing-overtaken"


def test_the_originals_of_both_entries_are_kept(file: EvaluationFile) -> None:
    confirm_paper(file, paper_of(file, typed(file, sheet(file, 3, 2), sheet(file, 3, 2)), NOON), NOON, SECOND)
    (original, name) = file.db.execute("SELECT original, file_name FROM submission").fetchone()
    assert FIRST.encode() in original
    assert SECOND.encode() in original
    assert name == "paper P (m1)"


def test_a_closed_evaluation_wants_a_reason(small: Desk, file: EvaluationFile) -> None:
    close(file, NOON, FIRST)
    paper: Paper = paper_of(file, typed(file, sheet(file, 3, 2), sheet(file, 3, 2)), NOON)
    assert code_of(confirm_paper, file, paper, NOON, SECOND) == "evaluation-closed"
    assert typings(file)
    confirm_paper(file, paper, NOON, SECOND, "郵便の遅れ")
    assert file.record()[-1].details["reason"] == "郵便の遅れ"
    assert small.verified()


marks = st.sampled_from([0, 1, 2, 3, NoPoints.BLANK, NoPoints.CANNOT_JUDGE])
texts = st.sampled_from(["", "良い。", "体制が弱い。\n続けるべき。"])


@st.composite
def sheets(draw: st.DrawFn) -> ScoreSheet:
    given_marks: dict[str, Mark] = {one.id: draw(marks) for one in RUBRIC.scored}
    comments = tuple(Comment(kind, text) for kind in CommentKind if (text := draw(texts)))
    whole = ScoreSheet("A", given_marks, comments)
    if draw(st.integers(0, 5)) == 0:
        return declared(
            whole, RUBRIC, draw(st.sampled_from(RecusalKind)), draw(st.sampled_from(["", "理由"]))
        )
    return whole


@given(sheets(), sheets())
def test_settling_every_difference_makes_both_entries_one(first: ScoreSheet, second: ScoreSheet) -> None:
    one = Typing("m1", "A", TypedEntry(first, FIRST, NOW, True), TypedEntry(second, SECOND, NOW, True))
    assert (stage(one) is Stage.AGREED) == (not entry_differences(one, RUBRIC))
    mended = first
    for cell in entry_differences(one, RUBRIC):
        mended = settled(mended, second, cell, RUBRIC)
    assert mended == second
