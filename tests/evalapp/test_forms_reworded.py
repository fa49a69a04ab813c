"""Excel forms around a change of the set-up: what is in stays, what waits is understood, old ones refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evalapp.confirming import waiting
from evalapp.errors import EvalError
from evalapp.form import mark_name
from evalapp.intake import Plan, Status
from evalapp.mark import NoPoints
from evalapp.model import Evaluation, Recusal, RecusalKind, Subject
from evalapp.store.adopting import adopt
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import known
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


def test_a_subject_with_a_new_rubric_needs_new_forms(forms: FormDesk) -> None:
    def more(evaluation: Evaluation) -> Evaluation:
        rubric = replace(evaluation.rubrics[0], id="other")
        subject: Subject = replace(evaluation.subjects[0], id="R", rubric_id="other")
        return replace(
            evaluation, rubrics=(*evaluation.rubrics, rubric), subjects=(*evaluation.subjects, subject)
        )

    change(forms, more)
    assert only(forms.plan(forms.answered())) == (Status.REFUSED, "form-other-rubric")
