"""Joint texts edited in place: an edit is read and merged as a texts file is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalapp.errors import EvalError
from evalapp.texts import NO_TEXTS, Recommendation, Review, SubjectTexts, Texts, flattened
from evalapp.texts_data import subject_table
from evalapp.texts_editing import plan_edit
from evalapp.texts_plan import TextStatus, assembled
from tests.joint_texts import sample_evaluation

EVALUATION = sample_evaluation()
SUBJECT = EVALUATION.subjects[0]
WRITTEN = Texts(
    title="表題",
    subjects={
        SUBJECT.id: SubjectTexts("総意", {}, (Recommendation("提言", ("方針",)),), (Review("中間評価"),))
    },
)


def table(texts: Texts = WRITTEN, **changes: object) -> dict[str, object]:
    return subject_table(SUBJECT, texts.of(SUBJECT.id), EVALUATION) | changes


def own(texts: Texts) -> SubjectTexts:
    return texts.of(SUBJECT.id)


def test_an_untouched_table_changes_nothing() -> None:
    plan = plan_edit(table(), EVALUATION, WRITTEN, WRITTEN)
    assert plan.changes == ()
    assert plan.result == WRITTEN


def test_an_edit_changes_its_unit_and_no_other() -> None:
    plan = plan_edit(table(consensus="新しい総意\n"), EVALUATION, WRITTEN, WRITTEN)
    assert [(one.place[2], one.status) for one in plan.changes] == [("consensus", TextStatus.CHANGED)]
    assert own(plan.result) == replace(own(WRITTEN), consensus="新しい総意")
    assert plan.result.title == "表題"


def test_empty_entries_are_left_out_and_others_keep_their_order() -> None:
    rows = [{"text": " "}, {"text": "二"}, {"text": "", "response": ""}, {"text": "一", "response": "答"}]
    reviews = [{"title": "", "finding": [{"text": "", "theme": ""}]}, {"title": "事前評価", "finding": []}]
    plan = plan_edit(table(recommendation=rows, review=reviews), EVALUATION, WRITTEN, WRITTEN)
    assert own(plan.result).recommendations == (Recommendation("二"), Recommendation("一", ("答",)))
    assert own(plan.result).reviews == (Review("事前評価"),)


def test_an_answer_without_its_question_is_refused() -> None:
    with pytest.raises(EvalError, match="setup-missing"):
        plan_edit(table(recommendation=[{"text": "", "response": "答"}]), EVALUATION, WRITTEN, WRITTEN)


def test_what_both_changed_is_left_until_one_is_taken() -> None:
    theirs = replace(WRITTEN, subjects={SUBJECT.id: replace(own(WRITTEN), consensus="相手の総意")})
    edited = table(consensus="自分の総意")
    plan = plan_edit(edited, EVALUATION, theirs, WRITTEN)
    (change,) = plan.changes
    assert (change.status, change.old, change.new, change.base) == (
        TextStatus.CONFLICT,
        "相手の総意",
        "自分の総意",
        "総意",
    )
    assert plan.result == theirs
    taken = plan_edit(edited, EVALUATION, theirs, WRITTEN, taken=[change.place])
    assert own(taken.result).consensus == "自分の総意"
    assert [one.status for one in taken.changes] == [TextStatus.CHANGED]


def test_units_make_the_texts_they_came_from() -> None:
    assert assembled(flattened(WRITTEN)) == WRITTEN
    assert assembled({}) == NO_TEXTS
