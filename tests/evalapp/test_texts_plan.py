"""Copies that several people edit become one: what each changed is taken, what two changed is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evalapp.texts import NO_TEXTS, Place, Recommendation, SubjectTexts, Texts, Value, flattened
from evalapp.texts_data import GivenTexts
from evalapp.texts_plan import TextStatus, plan_texts
from tests.joint_texts import WRITTEN, random_texts, stored


def copy(texts: Texts, **changed: Value) -> GivenTexts:
    """A file written out of ``texts`` in which the consensus of these subjects reads otherwise."""
    edits: dict[Place, Value] = {("subject", id_, "consensus"): text for id_, text in changed.items()}
    return GivenTexts(stored(texts).digest, {**flattened(texts), **edits})


def consensus(texts: Texts, id_: str) -> str:
    return texts.of(id_).consensus


def test_edits_of_different_places_become_one() -> None:
    first = plan_texts(copy(WRITTEN, A="甲"), WRITTEN, WRITTEN)
    second = plan_texts(copy(WRITTEN, B="乙", C="丙"), first.result, WRITTEN)
    assert [change.status for change in second.changes] == [TextStatus.CHANGED, TextStatus.NEW]
    assert [consensus(second.result, id_) for id_ in "ABC"] == ["甲", "乙", "丙"]
    assert second.result.of("A").recommendations == WRITTEN.of("A").recommendations


def test_the_same_place_edited_twice_is_a_conflict_and_stays_as_it_stands() -> None:
    first = plan_texts(copy(WRITTEN, A="甲", B="同"), WRITTEN, WRITTEN)
    second = plan_texts(copy(WRITTEN, A="乙", B="同", C="丙"), first.result, WRITTEN)
    assert {change.place[1]: change.status for change in second.changes} == {
        "A": TextStatus.CONFLICT,
        "C": TextStatus.NEW,
    }
    (conflict,) = (change for change in second.changes if change.status is TextStatus.CONFLICT)
    assert (conflict.old, conflict.new) == ("甲", "乙")
    assert consensus(second.result, "A") == "甲"
    assert second.carried_out == second.changes[1:]
    assert (second.count(TextStatus.CONFLICT), second.count(TextStatus.CHANGED)) == (1, 0)


def test_what_one_removed_and_the_other_changed_is_a_conflict_either_way() -> None:
    for one, other in (("", "乙"), ("甲", "")):
        first = plan_texts(copy(WRITTEN, A=one), WRITTEN, WRITTEN)
        second = plan_texts(copy(WRITTEN, A=other), first.result, WRITTEN)
        assert [change.status for change in second.changes] == [TextStatus.CONFLICT]
        assert consensus(second.result, "A") == one
    both = plan_texts(copy(WRITTEN, A=""), plan_texts(copy(WRITTEN, A=""), WRITTEN, WRITTEN).result, WRITTEN)
    assert both.changes == ()


def test_an_old_copy_does_not_bring_back_what_was_changed_since() -> None:
    own = replace(WRITTEN.of("A"), recommendations=(Recommendation("後の提言"),))
    later = replace(WRITTEN, title="後の表題", subjects={**WRITTEN.subjects, "A": own})
    plan = plan_texts(copy(WRITTEN, C="丙"), later, WRITTEN)
    assert len(plan.changes) == 1
    assert plan.result.title == "後の表題"
    assert plan.result.of("A") == own


def test_a_file_without_a_base_means_all_it_says() -> None:
    units: Mapping[Place, Value] = {("subject", "A", "consensus"): "", ("report", "title"): WRITTEN.title}
    plan = plan_texts(GivenTexts("", units), WRITTEN, None)
    assert [(change.status, change.new) for change in plan.changes] == [(TextStatus.REMOVED, None)]
    assert plan.unchanged == 1
    assert plan.result.of("A") == replace(WRITTEN.of("A"), consensus="")


def test_only_texts_that_stand_count_as_unchanged() -> None:
    units: Mapping[Place, Value] = {("subject", "C", "consensus"): "", ("heading", "scores"): ""}
    assert plan_texts(GivenTexts("", units), NO_TEXTS, None).unchanged == 0


@given(random_texts(), random_texts(), random_texts())
def test_a_merge_takes_each_change_of_one_side_and_loses_none(base: Texts, one: Texts, other: Texts) -> None:
    old, mine, theirs = (flattened(texts) for texts in (base, one, other))
    places = {**old, **mine, **theirs}
    given_units: dict[Place, Value] = {place: theirs.get(place, "") for place in places}
    plan = plan_texts(GivenTexts(stored(base).digest, given_units), one, base)
    after = flattened(plan.result)
    conflicts = {change.place for change in plan.changes if change.status is TextStatus.CONFLICT}
    for place in places:
        was, here, there = (units.get(place) for units in (old, mine, theirs))
        if there in (was, here):
            assert after.get(place) == here
        elif here == was:
            assert after.get(place) == there
        else:
            assert place in conflicts
            assert after.get(place) == here


@given(random_texts(), st.sampled_from(("A", "C", "P")))
def test_clearing_everything_of_a_subject_leaves_none_of_it(texts: Texts, id_: str) -> None:
    units: dict[Place, Value] = {place: "" for place in flattened(texts) if place[:2] == ("subject", id_)}
    result = plan_texts(GivenTexts("", units), texts, None).result
    assert result.of(id_) == SubjectTexts()
    assert result == replace(texts, subjects={key: own for key, own in texts.subjects.items() if key != id_})
