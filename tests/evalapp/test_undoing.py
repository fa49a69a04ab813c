"""What takes answers away: replacing, and undoing an intake."""

from __future__ import annotations

import pytest

from evalapp.errors import EvalError
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import undo_intake
from tests.story import NOON, Desk, evalapp, refused


def test_undo_and_apply_again(full_desk: Desk) -> None:
    first = full_desk.figures()
    revised = full_desk.revised("m1", 0)
    full_desk.intake(revised)
    changed_figures = full_desk.figures()
    assert full_desk.cell("A", "c1")["points"] == [0, 3, 3, 3, 3]

    evalapp("undo-intake", full_desk.evaluation)
    assert full_desk.figures() == first
    full_desk.intake(revised)
    assert full_desk.figures() == changed_figures

    # an intake further back is undone without touching what came later
    evalapp("undo-intake", full_desk.evaluation, "--intake", 1)
    left = {subject["id"]: subject["received"] for subject in full_desk.figures()}
    assert left == {"A": 1, "B": 1, "C": 1, "P": 1}
    assert full_desk.cell("A", "c1")["points"] == [0]
    evalapp("undo-intake", full_desk.evaluation)
    assert all(subject["received"] == 0 for subject in full_desk.figures())
    assert full_desk.cell("A", "c1")["mean"] == "－"
    assert "no intake" in refused("undo-intake", full_desk.evaluation)

    full_desk.intake(full_desk.submissions, code=1)  # m1's first revision is now refused as outdated
    assert full_desk.figures() == changed_figures
    assert full_desk.verified()
    acts = [line["act"] for line in full_desk.record()]
    assert acts.count("intake-undone") == 3


def test_an_intake_that_is_not_there_cannot_be_undone(full_desk: Desk) -> None:
    assert "1" in refused("undo-intake", full_desk.evaluation, "--intake", 7)
    evalapp("undo-intake", full_desk.evaluation, "--intake", 1)
    refused("undo-intake", full_desk.evaluation, "--intake", 1)


def test_replacing_more_than_a_tenth_asks_for_the_number(full_desk: Desk) -> None:
    """105 scores less 7 recused are 98: ten may be replaced, eleven may not without a word."""
    full_desk.fill("m1", [("m1", subject, f"c{n}", 0) for subject in "AB" for n in range(1, 8)][:10])
    ten = full_desk.hand_in("m1")
    assert full_desk.intake(ten, apply=False)["needs_confirmation"] is True
    before = full_desk.evaluation.read_bytes()
    said = evalapp("intake", full_desk.evaluation, ten, "--apply", code=1)
    assert "10 of 98" in said.err
    assert "--confirm 10" in said.err
    assert "replaces: " in said.out  # the plan is shown all the same
    full_desk.intake(ten, code=1, confirm=9)
    full_desk.intake(ten, code=1, confirm=98)
    assert full_desk.evaluation.read_bytes() == before
    assert full_desk.intake(ten, confirm=10)["counts"]["replaces"] == 1


def test_a_tenth_itself_may_be_replaced(full_desk: Desk) -> None:
    full_desk.fill("m1", [("m1", "A", f"c{n}", 0) for n in range(1, 8)] + [("m1", "B", "c1", 0)])
    found = full_desk.intake(full_desk.hand_in("m1"))
    assert found["replaced_scores"] == 8
    assert found["needs_confirmation"] is False


def test_scores_that_a_draft_takes_away_count_as_replaced(full_desk: Desk) -> None:
    """m1 hands in a draft after the final sheets: 21 scores would no longer be counted."""
    full_desk.fill("m1", [("m1", "A", "c1", "")])
    draft = full_desk.hand_in("m1", "--draft")
    found = full_desk.intake(draft, apply=False)
    assert found["replaced_scores"] == 21
    assert found["needs_confirmation"] is True
    full_desk.intake(draft, confirm=21)
    assert full_desk.cell("A", "c1")["n"] == 4
    full_desk.fill("m1", [("m1", "A", "c1", 3)])
    final = full_desk.intake(full_desk.hand_in("m1"))
    assert final["replaced_scores"] == 0  # a draft's scores never counted
    assert full_desk.cell("A", "c1")["points"] == [3, 3, 3, 3, 3]


def built_upon(desk: Desk, intake: int) -> EvalError:
    before = desk.evaluation.read_bytes()
    with EvaluationFile(desk.evaluation) as file, pytest.raises(EvalError) as refusal:
        undo_intake(file, intake, NOON, "tester")
    assert desk.evaluation.read_bytes() == before
    return refusal.value


def type_in(desk: Desk, *rows: tuple[object, ...]) -> None:
    evalapp("type-in", desk.evaluation, desk.table("t.csv", rows), "--apply", "--confirm", len(rows))


def test_an_intake_on_which_typed_answers_rest_is_not_undone_before_them(small: Desk) -> None:
    """A typed correction holds the whole sheet: undone below it, the old scores would stay in it unseen."""
    desk = small
    for member in ("m1", "m2"):
        desk.fill(member, [(member, s, c, 2) for s in "PQ" for c in ("c1", "c2")])
        desk.intake(desk.hand_in(member))
    type_in(desk, ("m1", "P", "c1", 0))
    type_in(desk, ("m1", "P", "c2", 0))
    for intake, later in ((1, 4), (3, 4)):
        error = built_upon(desk, intake)
        assert (error.code, error.params) == ("intake-built-upon", {"intake": intake, "later": later})
    # what another member sent is not under it
    evalapp("undo-intake", desk.evaluation, "--intake", 2)
    evalapp("undo-intake", desk.evaluation, "--intake", 4)
    assert built_upon(desk, 1).params == {"intake": 1, "later": 3}
    evalapp("undo-intake", desk.evaluation, "--intake", 3)
    assert desk.cell("P", "c1")["points"] == [2]
    evalapp("undo-intake", desk.evaluation, "--intake", 1)
    assert desk.cell("P", "c1")["points"] == []
    assert desk.verified()


def test_typed_answers_on_another_subject_or_before_are_no_hindrance(small: Desk) -> None:
    desk = small
    type_in(desk, *[("m1", "P", c, 1) for c in ("c1", "c2")])
    type_in(desk, *[("m1", "Q", c, 1) for c in ("c1", "c2")])
    evalapp("undo-intake", desk.evaluation, "--intake", 1)
    assert [subject["received"] for subject in desk.figures()] == [0, 1]
    desk.fill("m1", [("m1", s, c, 2) for s in "PQ" for c in ("c1", "c2")])
    desk.intake(desk.hand_in("m1"), confirm=2)
    evalapp("undo-intake", desk.evaluation, "--intake", 2)  # a sealed sheet holds nothing of what was typed
    assert desk.cell("Q", "c1")["points"] == [2]
    assert desk.verified()
