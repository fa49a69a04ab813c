"""What changes, and what follows for ballots, forms and answers, is known before it comes into force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evalapp.changes import How, Part, changes
from evalapp.consequences import Why
from evalapp.errors import EvalError
from evalapp.model import Evaluation, Recusal, RecusalKind
from evalapp.rubric import Criterion
from evalapp.setup_plan import SetupPlan, plan_setup, read_ground
from tests.changing import RUBRIC, SETUP, STEPS, House, reworded, subject

FIRST = RUBRIC.criteria[0]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """m1 has answered all with 2, m2 has a ballot, m3 has nothing."""
    made = House(tmp_path / "house")
    made.issue("m1", "m2")
    made.take_in(made.hand_in("m1", 2))
    yield made
    made.file.close()


def plan(house: House, new: Evaluation, *kept: str) -> SetupPlan:
    return plan_setup(read_ground(house.file), new, {}, {"r": kept})


def needs(found: SetupPlan) -> dict[str, tuple[Why, ...]]:
    return {need.member_id: need.why for need in found.consequences.needs}


def lost(found: SetupPlan) -> list[tuple[object, ...]]:
    return [
        (one.member_id, one.subject_id, one.criterion_id, one.scores, one.comments)
        for one in found.consequences.set_aside
    ]


def test_names_and_dates_follow_nobody(house: House) -> None:
    info = replace(SETUP.info, deadline=date(2027, 3, 1))
    found = plan(house, replace(SETUP, info=info))
    assert [(one.field, one.old, one.new) for one in found.changes] == [("deadline", "", "2027-03-01")]
    assert (needs(found), lost(found)) == ({}, [])
    assert found.consequences.still_old == ("m1", "m2")
    rule = plan(house, replace(SETUP, two_person_rule=False))
    assert rule.consequences.still_old == (), "no ballot says it"
    renamed = replace(SETUP.members[1], name="改姓")
    found = plan(house, replace(SETUP, members=(SETUP.members[0], renamed, SETUP.members[2])))
    assert found.consequences.still_old == ("m2",), "a ballot holds nothing of other members"


def test_more_to_judge_needs_new_ballots(house: House) -> None:
    more = replace(SETUP, subjects=(*SETUP.subjects, subject("R")))
    assert needs(plan(house, more)) == {"m1": (Why.ASKED_MORE,), "m2": (Why.ASKED_MORE,)}
    house.adopt(more)
    house.issue("m1")
    # what is still owed from the earlier change is named with the next one
    found = plan(house, replace(more, info=replace(SETUP.info, contact="事務局")))
    assert [(need.member_id, need.subjects) for need in found.consequences.needs] == [("m2", ("R",))]
    assert found.consequences.still_old == ("m1",)


def test_a_recusal_sets_a_sheet_aside_and_taking_it_back_asks_again(house: House) -> None:
    recused = replace(SETUP, recusals=(Recusal("m1", "P", RecusalKind.CONFLICT),))
    found = plan(house, recused)
    assert lost(found) == [("m1", "P", None, 2, 2)]
    assert needs(found) == {}
    house.adopt(recused)
    assert needs(plan(house, SETUP)) == {}, "the ballot that is out asks for P"
    house.issue("m1")
    assert needs(plan(house, SETUP)) == {"m1": (Why.ASKED_MORE,)}


def test_a_new_wording_loses_what_nobody_keeps(house: House) -> None:
    new = reworded(SETUP, c1=replace(FIRST, title="必要性と意義"), c3=Criterion("c3", "新", scale=STEPS))
    found = plan(house, new, "c1")
    assert lost(found) == []
    assert {need.criteria for need in found.consequences.needs} == {(("r", "c3"),)}
    assert found.choices == (("r", "c1"),)
    anew = plan(house, new)
    assert lost(anew) == [("m1", "P", "c1", 1, 0), ("m1", "Q", "c1", 1, 0)]
    without = plan(house, reworded(SETUP, c2=None))
    assert lost(without) == [("m1", "P", "c2", 1, 1), ("m1", "Q", "c2", 1, 1)]
    assert needs(without) == {}
    with pytest.raises(EvalError, match="setup-cannot-keep"):
        plan(house, new, "c3")


def test_nothing_follows_before_anything_is_issued(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    found = plan(house, reworded(SETUP, c1=replace(FIRST, title="別")))
    assert (found.choices, needs(found), found.new.revisions) == ((), {}, ())
    house.file.close()


def test_each_difference_is_named_once() -> None:
    p, q = SETUP.subjects
    new = replace(
        SETUP,
        subjects=(q, replace(p, title="改題", materials=("二.pdf", "一.pdf"))),
        members=(*SETUP.members[1:], replace(SETUP.members[0], id="m9")),
        recusals=(Recusal("m2", "Q", RecusalKind.ABSENT),),
        rubrics=(replace(RUBRIC, criteria=(RUBRIC.criteria[1], replace(FIRST, guidance="着眼点"))),),
    )
    old = replace(
        SETUP,
        subjects=(replace(p, materials=("一.pdf", "二.pdf", "三.pdf")), q),
        recusals=(Recusal("m2", "Q", RecusalKind.CONFLICT, "理由"),),
    )
    found = [(one.part, one.how, one.ids, one.field) for one in changes(old, new, {("P", "一.pdf")})]
    assert found == [
        (Part.SUBJECT, How.MOVED, ("P",), ""),
        (Part.SUBJECT, How.CHANGED, ("P",), "title"),
        (Part.MEMBER, How.REMOVED, ("m1",), ""),
        (Part.MEMBER, How.ADDED, ("m9",), ""),
        (Part.RECUSAL, How.CHANGED, ("m2", "Q"), "kind"),
        (Part.RECUSAL, How.CHANGED, ("m2", "Q"), "reason"),
        (Part.CRITERION, How.MOVED, ("r", "c1"), ""),
        (Part.CRITERION, How.CHANGED, ("r", "c1"), "guidance"),
        (Part.MATERIAL, How.REMOVED, ("P", "三.pdf"), ""),
        (Part.MATERIAL, How.CHANGED, ("P", "一.pdf"), "content"),
        (Part.MATERIAL, How.MOVED, ("P", "一.pdf"), ""),
    ]
    assert changes(old, old) == ()
