"""Excel forms around a change of the set-up: what is in stays, what waits is understood, old ones refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evalapp.confirming import waiting
from evalapp.consequences import Why
from evalapp.errors import EvalError
from evalapp.form import mark_name, rubrics_key
from evalapp.intake import Plan, Status
from evalapp.mark import NoPoints
from evalapp.model import Evaluation, Recusal, RecusalKind
from evalapp.setup_plan import plan_setup, read_ground
from evalapp.store.adopting import adopt
from evalapp.store.asking import short_issues
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import known
from tests.changing import SETUP, House
from tests.form_desk import FormDesk
from tests.story import NOON, Desk


@pytest.fixture
def forms(small: Desk) -> FormDesk:
    desk = FormDesk(small)
    desk.issue("m1", "m2")
    return desk


def change(forms: FormDesk, made: Callable[[Evaluation], Evaluation], *kept: str) -> None:
    with EvaluationFile(forms.desk.evaluation) as file:
        adopt(file, made(file.evaluation), {}, NOON, "secretary", kept={"small": kept})


def reworded(evaluation: Evaluation) -> Evaluation:
    """Both criteria are called otherwise."""
    (rubric,) = evaluation.rubrics
    criteria = tuple(replace(one, title=f"{one.title}（改）") for one in rubric.criteria)
    return replace(evaluation, rubrics=(replace(rubric, criteria=criteria),))


def recused(evaluation: Evaluation) -> Evaluation:
    return replace(evaluation, recusals=(Recusal("m1", "P", RecusalKind.CONFLICT),))


def with_one_more(evaluation: Evaluation) -> Evaluation:
    more = replace(evaluation.subjects[0], id="R", title="課題Ｒ")
    return replace(evaluation, subjects=(*evaluation.subjects, more))


def only(plan: Plan) -> tuple[Status, str]:
    (entry,) = plan.entries
    return entry.status, entry.reason.code if isinstance(entry.reason, EvalError) else ""


def stands(forms: FormDesk) -> dict[tuple[str, str], dict[str, object]]:
    with EvaluationFile(forms.desk.evaluation) as file:
        return {place: dict(one.sheet.marks) for place, one in known(file).current.items()}


def test_a_form_with_the_earlier_wording_is_refused_but_one_that_is_in_is_known_again(
    forms: FormDesk,
) -> None:
    first, second = forms.answered("m1.xlsx", "one.xlsx"), forms.answered("m2.xlsx", "two.xlsx")
    forms.take_in(first)
    change(forms, reworded, "c1")
    assert only(forms.plan(first)) == (Status.UNCHANGED, "")
    assert only(forms.plan(second)) == (Status.REFUSED, "form-other-rubric")
    forms.issue("m2")
    new = forms.answered("m2 (2).xlsx", "three.xlsx")
    assert only(forms.plan(new)) == (Status.NEW, "")


def test_a_form_that_waits_is_confirmed_as_it_stands_in_the_new_wording(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    change(forms, reworded, "c1")
    with EvaluationFile(forms.desk.evaluation) as file:
        (one,) = waiting(file)
    assert [gap.criterion_id for gap in one.open_cells] == ["c2", "c2"]
    forms.decide()
    assert stands(forms) == {("m1", subject): {"c1": 2, "c2": NoPoints.BLANK} for subject in ("P", "Q")}


def test_a_form_that_came_incomplete_still_cannot_be_confirmed(forms: FormDesk) -> None:
    forms.take_in(forms.answered("m1.xlsx", "back.xlsx", **{mark_name(1, 1): 2}))
    change(forms, reworded, "c1")
    with pytest.raises(EvalError, match="form-incomplete"):
        forms.decide()


def test_recusals_and_subjects_since_leave_a_form_usable(forms: FormDesk) -> None:
    change(forms, recused)
    change(forms, with_one_more)
    forms.take_in(forms.answered("m1.xlsx", "one.xlsx"))
    forms.take_in(forms.answered("m2.xlsx", "two.xlsx"))
    forms.decide()
    forms.decide(member="m2")
    assert {*stands(forms)} == {("m1", "Q"), ("m2", "P"), ("m2", "Q")}
    assert only(forms.plan(forms.desk.folder / "one.xlsx")) == (Status.UNCHANGED, "")
    # what was not asked when the form was read can be read once it is asked again
    change(forms, lambda evaluation: replace(evaluation, recusals=()))
    assert {*stands(forms)} == {("m1", "Q"), ("m2", "P"), ("m2", "Q")}
    forms.take_in(forms.desk.folder / "one.xlsx")
    forms.decide()
    assert {*stands(forms)} == {("m1", "P"), ("m1", "Q"), ("m2", "P"), ("m2", "Q")}


def test_a_waiting_form_of_somebody_recused_from_all_waits_no_more(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    everything = tuple(Recusal("m1", subject, RecusalKind.ABSENT) for subject in ("P", "Q"))
    change(forms, lambda evaluation: replace(evaluation, recusals=everything))
    assert forms.waits() == []


def with_another_rubric(evaluation: Evaluation) -> Evaluation:
    """One more subject, with a rubric of its own."""
    rubric = replace(evaluation.rubrics[0], id="other")
    subject = replace(evaluation.subjects[0], id="R", rubric_id="other")
    return replace(
        evaluation, rubrics=(*evaluation.rubrics, rubric), subjects=(*evaluation.subjects, subject)
    )


def other_reworded(evaluation: Evaluation) -> Evaluation:
    """Only the rubric of R is called otherwise."""
    first, other = evaluation.rubrics
    return replace(evaluation, rubrics=(first, replace(other, title="三項目")))


def in_need(forms: FormDesk, made: Callable[[Evaluation], Evaluation]) -> dict[str, tuple[Why, ...]]:
    """Who needs something new if this comes into force, and why: as the secretariat is told before."""
    with EvaluationFile(forms.desk.evaluation) as file:
        found = plan_setup(read_ground(file), made(file.evaluation), {}, {"other": ("c1", "c2")})
    return {need.member_id: need.why for need in found.consequences.needs}


def test_a_subject_with_a_new_rubric_leaves_forms_usable(forms: FormDesk) -> None:
    change(forms, with_another_rubric)
    assert only(forms.plan(forms.answered())) == (Status.NEW, "")


def test_a_form_knows_no_rubric_but_those_it_asks_by(tmp_path: Path) -> None:
    recusals = (Recusal("m1", "R", RecusalKind.CONFLICT),)
    # nobody has a ballot: that would serve as well
    house = House(tmp_path / "house", replace(with_another_rubric(SETUP), recusals=recusals))
    house.file.close()
    desk = Desk(house.folder)
    desk.evaluation = house.path
    forms = FormDesk(desk)
    forms.issue("m1", "m2")
    assert in_need(forms, other_reworded) == {"m2": (Why.FORM_WORDING,)}
    change(forms, other_reworded)
    with EvaluationFile(desk.evaluation) as file:
        short = short_issues(file.db, file.evaluation)
        assert [line.details["member"] for line in file.record() if line.number in short] == ["m2"]
    assert only(forms.plan(forms.answered("m1.xlsx", "one.xlsx"))) == (Status.NEW, "")
    assert only(forms.plan(forms.answered("m2.xlsx", "two.xlsx"))) == (Status.REFUSED, "form-other-rubric")


def test_a_form_of_an_earlier_app_was_bound_to_all_rubrics(forms: FormDesk) -> None:
    change(forms, with_another_rubric)
    change(forms, lambda one: replace(one, recusals=(Recusal("m1", "R", RecusalKind.CONFLICT),)))
    forms.issue("m1")
    with EvaluationFile(forms.desk.evaluation) as file:
        key = rubrics_key(file.evaluation.rubrics)
    answers = {mark_name(subject, criterion): 2 for subject in (1, 2) for criterion in (1, 2)}
    old = forms.answered("m1 (2).xlsx", "old.xlsx", evalapp_rubrics=key, **answers)
    assert only(forms.plan(old)) == (Status.NEW, "")
