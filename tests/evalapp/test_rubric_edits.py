"""Editing a rubric: whatever is done to a valid one, a valid one comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp import rubric_edits as edits
from evalapp.errors import EvalError
from evalapp.rubric import CommentKind, EvaluationKind, Rubric, Scale, ScaleStep
from evalapp.rubric_data import shipped_rubric
from evalapp.rubric_document import read_rubric_document, rubric_document

PROJECT = shipped_rubric("meti-project")
FIRST = PROJECT.criteria[0]
FINAL = EvaluationKind.FINAL


def points(scale: Scale | None) -> tuple[int, ...]:
    assert scale is not None
    return scale.points


def test_what_is_typed_is_read_as_a_set_up_file_would_be() -> None:
    assert edits.read_title("  必要性 ", "criterion 1") == "必要性"
    assert edits.read_guidance("\n\n 一行目\r\n二行目\n", "criterion 1") == " 一行目\n二行目"
    assert edits.read_label("", "step 1") == ""
    assert edits.read_points(" １０ ", "step 1") == 10
    for text in ("", "-1", "1.5", "1001", "²", "九", "99999"):
        with pytest.raises(EvalError, match="setup-bad-number"):
            edits.read_points(text, "step 1")
    with pytest.raises(EvalError, match="setup-missing"):
        edits.read_title("\u3000", "criterion 1")


def test_a_new_criterion_never_takes_an_id_that_answers_may_name() -> None:
    rubric = edits.without_criterion(PROJECT, "c7")
    same, id_ = edits.with_new_criterion(rubric, "c6", "新項目")
    assert id_ == "c7"
    taken = [one.id for one in PROJECT.criteria]
    other, id_ = edits.with_new_criterion(rubric, "c2", "新項目", taken)
    assert id_ == "c8"
    assert [one.id for one in other.criteria] == ["c1", "c2", "c8", "c3", "c4", "c5", "c6"]
    assert other.criterion("c8").scale == FIRST.scale
    assert same.criteria[:6] == rubric.criteria


def test_criteria_move_as_far_as_there_are_places() -> None:
    assert [one.id for one in edits.moved_criterion(PROJECT, "c2", -9).criteria][:2] == ["c2", "c1"]
    assert edits.moved_criterion(PROJECT, "c2", 9).criteria[-1].id == "c2"
    assert edits.moved_criterion(edits.moved_criterion(PROJECT, "c3", 1), "c3", -1) == PROJECT


def test_the_last_criterion_stays() -> None:
    one = replace(PROJECT, criteria=(FIRST,))
    with pytest.raises(EvalError, match="rubric-last-criterion"):
        edits.without_criterion(one, "c1")


def test_scoring_comes_from_a_neighbour_and_goes_with_its_labels() -> None:
    silent = edits.with_scoring(PROJECT, FIRST, scored=False)
    assert (silent.scored, silent.scales_by_kind) == (False, {})
    again = edits.with_scoring(edits.with_criterion(PROJECT, silent), silent, scored=True)
    assert again.scale == PROJECT.criteria[1].scale
    alone = Rubric("r", "題", (silent,))
    assert edits.with_scoring(alone, silent, scored=True).scale == edits.USUAL_STEPS


def test_labels_of_a_kind_follow_the_points() -> None:
    named = edits.with_label(FIRST, FINAL, 1, "妥当であった")
    assert named.scale == FIRST.scale
    assert named.scale_for(FINAL).steps[1] == ScaleStep(2, "妥当であった")
    moved = edits.with_points(named, 1, 5, "criterion 1")
    assert points(moved.scale) == (3, 5, 1, 0) == points(moved.scale_for(FINAL))
    assert moved.scale_for(FINAL).steps[1].label == "妥当であった"
    fewer = edits.with_steps(named, (ScaleStep(2, "良"), ScaleStep(9, "優")), "criterion 1")
    assert [step.label for step in fewer.scale_for(FINAL).steps] == ["妥当であった", "優"]
    # a label as everywhere else is no label of its own
    assert edits.with_label(named, FINAL, 1, "妥当").scales_by_kind == FIRST.scales_by_kind
    for steps in ((ScaleStep(1),), (ScaleStep(1), ScaleStep(1))):
        with pytest.raises(EvalError, match="setup-bad-scale"):
            edits.with_steps(FIRST, steps, "criterion 1")
    with pytest.raises(EvalError, match="setup-bad-scale"):
        edits.with_points(FIRST, 0, 2, "criterion 1")


def test_steps_and_comments_for_all() -> None:
    two = edits.with_steps(FIRST, (ScaleStep(1, "可"), ScaleStep(0, "否")), "criterion 1")
    silent = edits.with_scoring(PROJECT, PROJECT.criteria[2], scored=False)
    rubric = edits.with_same_steps(edits.with_criterion(PROJECT, silent), two)
    assert {points(one.scale) for one in rubric.scored} == {(1, 0)}
    assert len(rubric.scored) == 6
    kinds = edits.with_comment((CommentKind.RECOMMENDATION,), CommentKind.POSITIVE, wanted=True)
    assert kinds == (CommentKind.POSITIVE, CommentKind.RECOMMENDATION)
    assert edits.with_comment(kinds, CommentKind.POSITIVE, wanted=False) == (CommentKind.RECOMMENDATION,)


def test_a_rubric_taken_twice_gets_an_id_of_its_own() -> None:
    assert edits.with_own_id(PROJECT, ["other"]) is PROJECT
    assert edits.with_own_id(PROJECT, ["META", "Meti-Project"]).id == "meti-project-2"
    assert edits.with_own_id(PROJECT, ["meti-project", "meti-project-2"]).id == "meti-project-3"


@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "move", "silent", "scored"]), st.integers(0, 9))))
def test_any_edits_leave_a_rubric_that_can_be_kept(steps: list[tuple[str, int]]) -> None:
    rubric = PROJECT
    for what, number in steps:
        one = rubric.criteria[number % len(rubric.criteria)]
        if what == "add":
            rubric, _id = edits.with_new_criterion(rubric, one.id, "新", ["c9"])
        elif what == "remove" and len(rubric.criteria) > 1:
            rubric = edits.without_criterion(rubric, one.id)
        elif what == "move":
            rubric = edits.moved_criterion(rubric, one.id, number - 5)
        elif what in {"silent", "scored"}:
            rubric = edits.with_criterion(rubric, edits.with_scoring(rubric, one, scored=what == "scored"))
    ids = [one.id for one in rubric.criteria]
    assert len(ids) == len(set(ids)) > 0
    assert "c9" not in ids
    assert read_rubric_document(rubric_document(rubric)) == rubric
