"""What becomes of an Excel form: taken in, waiting, confirmed by a second person, superseded, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from evalapp.compiling import verified_report
from evalapp.confirming import decide, waiting
from evalapp.errors import EvalError
from evalapp.form import mark_name, recusal_name
from evalapp.intake import Plan, Status
from evalapp.issuing import issue_forms
from evalapp.receiving import apply_plan
from evalapp.report import MissingReason, SourceKind
from evalapp.store.adopting import adopt
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import undo_intake
from evalapp.store.verify import verify
from tests.form_desk import FormDesk, write_form
from tests.story import NOON, SMALL_SETUP, Desk, evalapp, new_desk


@pytest.fixture
def forms(small: Desk) -> FormDesk:
    desk = FormDesk(small)
    desk.issue()
    return desk


def only_refusal(plan: Plan) -> EvalError:
    (entry,) = plan.entries
    assert entry.status is Status.REFUSED
    assert entry.reason is not None
    return entry.reason


def test_a_form_counts_only_after_a_second_person_confirmed_it(forms: FormDesk) -> None:
    plan = forms.take_in(forms.answered())
    assert [entry.status for entry in plan.entries] == [Status.NEW]
    assert forms.means() == ["－"] * 4
    with EvaluationFile(forms.desk.evaluation) as file:
        report = verified_report(file)
        assert [member.id for member in report.unconfirmed] == ["m1"]
        assert report.subjects[0].missing[0].reason is MissingReason.UNCONFIRMED
    with pytest.raises(EvalError, match="form-same-person"):
        forms.decide("secretary")
    assert forms.waits() == ["m1"]
    forms.decide("second")
    assert forms.means() == ["2.0"] * 4
    assert forms.waits() == []
    with EvaluationFile(forms.desk.evaluation) as file:
        report = verified_report(file)
        assert report.unconfirmed == ()
        assert report.subjects[0].columns[0].source.kind is SourceKind.FORM


def test_the_two_person_rule_can_be_switched_off(tmp_path: Path) -> None:
    setup = SMALL_SETUP.replace('kind = "interim"', 'kind = "interim"\ntwo_person_rule = false', 1)
    forms = FormDesk(new_desk(tmp_path / "off", setup))
    forms.issue()
    forms.take_in(forms.answered())
    forms.decide("secretary")
    assert forms.means() == ["2.0"] * 4
    # what was right when it was done stays right when the rule holds again, and when it is given up again
    for rule in (True, False):
        with EvaluationFile(forms.desk.evaluation) as file:
            adopt(file, replace(file.evaluation, two_person_rule=rule), {}, NOON, "secretary", kept={})
            assert verify(file) == ()


def test_a_rejected_form_stays_out_and_may_come_again(forms: FormDesk) -> None:
    back = forms.answered()
    forms.take_in(back)
    forms.decide("secretary", confirmed=False)
    assert (forms.waits(), forms.means()) == ([], ["－"] * 4)
    assert forms.take_in(back).entries[0].status is Status.NEW
    forms.decide()
    assert forms.means() == ["2.0"] * 4


def test_the_same_form_again_is_unchanged_waiting_or_confirmed(forms: FormDesk) -> None:
    back = forms.answered()
    forms.take_in(back)
    assert forms.plan(back).entries[0].status is Status.UNCHANGED
    forms.decide()
    assert forms.plan(back).entries[0].status is Status.UNCHANGED
    copies = [forms.answered(to=f"{n}.xlsx") for n in range(3)]
    assert {entry.status for entry in forms.plan(*copies).entries} == {Status.UNCHANGED}


def test_changed_answers_replace_the_waiting_ones_and_say_which_cells(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    filled = {mark_name(subject, criterion): 2 for subject in (1, 2) for criterion in (1, 2)}
    later = forms.answered(to="later.xlsx", **{**filled, mark_name(2, 1): 3})
    (entry,) = forms.take_in(later).entries
    assert entry.status is Status.REPLACES
    assert [(one.subject_id, one.criterion_id, one.old, one.new) for one in entry.differences] == [
        ("Q", "c1", 2, 3)
    ]
    assert forms.waits() == ["m1"]
    forms.decide()
    assert forms.means() == ["2.0", "2.0", "3.0", "2.0"]


def test_two_contents_of_one_form_are_put_before_a_person(forms: FormDesk) -> None:
    filled = {mark_name(subject, criterion): 1 for subject in (1, 2) for criterion in (1, 2)}
    plan = forms.plan(forms.answered(), forms.answered(to="other.xlsx", **filled))
    assert [entry.reason.code for entry in plan.entries if entry.reason] == ["form-two-contents"] * 2


def test_an_incomplete_form_is_a_draft_that_cannot_be_confirmed(forms: FormDesk) -> None:
    (entry,) = forms.take_in(forms.answered(**{mark_name(1, 1): "２", mark_name(1, 2): "評価不能"})).entries
    assert len(entry.open_cells) == 2
    with pytest.raises(EvalError, match="form-incomplete"):
        forms.decide()
    with EvaluationFile(forms.desk.evaluation) as file:
        report = verified_report(file)
        assert [member.id for member in report.unconfirmed] == ["m1"]
        assert report.subjects[0].missing[0].reason is MissingReason.DRAFT


def test_a_sealed_submission_that_came_later_goes_before_the_form(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    rows = [("m1", subject, criterion, 3) for subject in "PQ" for criterion in ("c1", "c2")]
    forms.desk.fill("m1", rows)
    forms.desk.intake(forms.desk.hand_in("m1"))
    assert forms.waits() == []
    assert forms.means() == ["3.0"] * 4


def test_a_form_does_not_touch_a_standing_submission_before_it_is_confirmed(forms: FormDesk) -> None:
    rows = [("m1", subject, criterion, 3) for subject in "PQ" for criterion in ("c1", "c2")]
    forms.desk.fill("m1", rows)
    forms.desk.intake(forms.desk.hand_in("m1"))
    (entry,) = forms.take_in(forms.answered()).entries
    assert entry.status is Status.REPLACES
    assert forms.means() == ["3.0"] * 4
    forms.decide()
    assert forms.means() == ["2.0"] * 4


def test_undoing_an_intake_takes_a_confirmed_form_back(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    forms.decide()
    with EvaluationFile(forms.desk.evaluation) as file:
        undo_intake(file, None, NOON + timedelta(hours=1), "secretary")
        assert verify(file) == ()
    assert forms.means() == ["－"] * 4


def test_an_undone_form_waits_no_more(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    with EvaluationFile(forms.desk.evaluation) as file:
        (form,) = waiting(file)
        undo_intake(file, None, NOON, "secretary")
        with pytest.raises(EvalError, match="intake-overtaken"):
            decide(file, form, NOON, "second", confirmed=True)
    assert forms.waits() == []
    again = forms.take_in(forms.answered())
    assert [one.arrival.payload.revision for one in again.entries if one.arrival] == [1], "sent once"


def test_nobody_decides_twice(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    with EvaluationFile(forms.desk.evaluation) as file:
        (form,) = waiting(file)
        decide(file, form, NOON, "second", confirmed=True)
        with pytest.raises(EvalError, match="intake-overtaken"):
            decide(file, form, NOON, "second", confirmed=False)


def test_a_form_issued_again_supersedes_the_earlier_one(forms: FormDesk) -> None:
    back = forms.answered()
    plan = forms.plan(back)
    forms.issue("m1")
    assert (forms.folder / "m1 (2).xlsx").exists()
    assert only_refusal(forms.plan(back)).code == "form-superseded"
    with EvaluationFile(forms.desk.evaluation) as file:
        applied = apply_plan(file, plan, NOON, "secretary", confirmed=False)
        assert [one.reason.code for one in applied.failed] == ["intake-overtaken"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"evalapp_evaluation": "0" * 32}, "form-other-evaluation"),
        ({"evalapp_form": "0" * 32}, "form-unknown"),
        ({"evalapp_member": "m2"}, "submission-wrong-member"),
        ({"evalapp_rubrics": "0" * 64}, "form-other-rubric"),
        ({"evalapp_version": "2"}, "submission-newer"),
        ({"evalapp_evaluation": None}, "form-other-evaluation"),
    ],
)
def test_a_form_that_does_not_belong_is_refused_by_name(
    forms: FormDesk, cells: dict[str, object], code: str
) -> None:
    assert only_refusal(forms.plan(forms.answered(**cells))).code == code


def test_what_cannot_be_understood_is_refused_by_cell(forms: FormDesk) -> None:
    reason = only_refusal(forms.plan(forms.answered(**{mark_name(1, 2): 4, mark_name(2, 1): "A"})))
    assert (reason.code, reason.params["place"], reason.params["more"]) == (
        "form-cell",
        f"back.xlsx!{mark_name(1, 2)}",
        1,
    )


def test_a_recusal_declared_in_a_form_stands_when_confirmed(forms: FormDesk) -> None:
    back = forms.answered(**{recusal_name(1): "辞退（利害関係）", mark_name(2, 1): 1, mark_name(2, 2): "3.0"})
    forms.take_in(back)
    forms.decide()
    assert forms.means() == ["－", "－", "1.0", "3.0"]
    contradicted = forms.answered(to="c.xlsx", **{recusal_name(1): "欠席", mark_name(1, 1): 1})
    assert only_refusal(forms.plan(contradicted)).params["cause"].code == "form-recusal-contradicted"  # type: ignore[union-attr]


def test_everybody_has_a_form_already(forms: FormDesk) -> None:
    before = sorted(forms.folder.iterdir())
    forms.issue()
    assert sorted(forms.folder.iterdir()) == before


def test_a_form_file_in_the_way_is_left_alone_and_nothing_is_registered(small: Desk) -> None:
    desk = FormDesk(small)
    desk.folder.mkdir()
    (desk.folder / "m1.xlsx").write_bytes(b"mine")
    with pytest.raises(EvalError, match="file-exists"):
        desk.issue()
    (desk.folder / "m1.xlsx").unlink()
    desk.issue()
    assert (desk.folder / "m1.xlsx").exists()


def sealed(forms: FormDesk, points: int, *options: str) -> Path:
    """The same member's ballot, handed in with all scores alike."""
    rows = [("m1", subject, criterion, points) for subject in "PQ" for criterion in ("c1", "c2")]
    forms.desk.fill("m1", rows)
    return forms.desk.hand_in("m1", *options)


def test_half_a_form_does_not_push_a_whole_one_aside(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    half = forms.answered(to="half.xlsx", **{mark_name(1, 1): 3})
    assert only_refusal(forms.plan(half)).code == "form-draft-behind-complete"
    forms.decide(confirmed=False)
    assert forms.take_in(half).entries[0].status is Status.NEW


def test_a_sealed_draft_leaves_the_form_waiting_and_the_form_can_count(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    forms.desk.intake(sealed(forms, 3, "--draft"))
    assert forms.waits() == ["m1"]
    forms.decide()
    assert forms.means() == ["2.0"] * 4
    forms.desk.intake(sealed(forms, 1), confirm=4)
    assert forms.means() == ["1.0"] * 4


def test_a_final_submission_says_that_the_waiting_form_is_no_longer_needed(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    found = forms.desk.intake(sealed(forms, 3), apply=False)
    assert found["files"][0]["drops_form"] is True


def test_a_form_beside_a_submission_is_put_before_a_person_in_either_order(forms: FormDesk) -> None:
    back, submission = forms.answered(), sealed(forms, 3)
    for files in ((back, submission), (submission, back)):
        plan = forms.plan(*files)
        reasons = {entry.reason.code for entry in plan.entries if entry.reason}
        assert reasons == {"form-beside-submission"}
        assert plan.count(Status.NEW) == 1
    forms.take_in(back, submission)
    assert forms.take_in(back, submission).count(Status.REPLACES) == 1, "the submission is in: the form waits"
    assert forms.waits() == ["m1"]


def test_a_confirmed_form_stands_whole_also_over_what_was_typed_meanwhile(forms: FormDesk) -> None:
    """The person who confirms sees each cell that would change."""
    forms.take_in(forms.answered())
    typed = forms.desk.table("typed.csv", [("m1", "P", "c1", 0), ("m1", "P", "c2", 0)])
    evalapp("type-in", forms.desk.evaluation, typed, "--apply")
    with EvaluationFile(forms.desk.evaluation) as file:
        (form,) = waiting(file)
        assert {(one.criterion_id, one.old, one.new) for one in form.differences} == {
            ("c1", 0, 2),
            ("c2", 0, 2),
        }
    forms.decide()
    assert forms.means() == ["2.0"] * 4
    # what is typed in after that rests on the form
    later = forms.desk.table("t.csv", [("m1", "P", "c1", 1)])
    evalapp("type-in", forms.desk.evaluation, later, "--apply", "--confirm", 1)
    assert forms.means() == ["1.0", "2.0", "2.0", "2.0"]
    with EvaluationFile(forms.desk.evaluation) as file:
        with pytest.raises(EvalError, match="intake-built-upon"):
            undo_intake(file, 1, NOON, "secretary")
        undo_intake(file, 3, NOON, "secretary")
        undo_intake(file, 1, NOON, "secretary")
        assert verify(file) == ()
    assert forms.means() == ["0.0", "0.0", "－", "－"]


def test_a_waiting_form_can_be_undone_whatever_was_typed_in_after_it(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    evalapp("type-in", forms.desk.evaluation, forms.desk.table("t.csv", [("m1", "P", "c1", 1)]), "--apply")
    with EvaluationFile(forms.desk.evaluation) as file:
        undo_intake(file, 1, NOON, "secretary")
    assert forms.waits() == []


def test_two_people_with_two_contents_of_one_form_do_not_overtake_each_other(forms: FormDesk) -> None:
    filled = {mark_name(subject, criterion): 1 for subject in (1, 2) for criterion in (1, 2)}
    one, other = forms.plan(forms.answered()), forms.plan(forms.answered(to="other.xlsx", **filled))
    with EvaluationFile(forms.desk.evaluation) as file:
        assert not apply_plan(file, one, NOON, "a", confirmed=False).failed
        failed = apply_plan(file, other, NOON, "b", confirmed=False).failed
    assert [refusal.reason.code for refusal in failed] == ["intake-overtaken"]


def test_a_decision_on_what_has_changed_meanwhile_is_refused(forms: FormDesk) -> None:
    forms.take_in(forms.answered())
    with EvaluationFile(forms.desk.evaluation) as file:
        (form,) = waiting(file)
        evalapp(
            "type-in", forms.desk.evaluation, forms.desk.table("t.csv", [("m1", "P", "c1", 1)]), "--apply"
        )
        with pytest.raises(EvalError, match="intake-overtaken"):
            decide(file, form, NOON, "second", confirmed=True)


def test_a_form_that_is_in_stays_unchanged_after_another_was_issued(forms: FormDesk) -> None:
    back = forms.answered()
    forms.take_in(back)
    forms.issue("m1")
    assert forms.plan(back).entries[0].status is Status.UNCHANGED


def test_one_account_in_another_case_is_no_second_person(forms: FormDesk) -> None:
    forms.take_in(forms.answered(), actor="Sato")
    with pytest.raises(EvalError, match="form-same-person"):
        forms.decide("SATO")


def test_two_people_issuing_at_once_do_not_both_register(forms: FormDesk) -> None:
    with EvaluationFile(forms.desk.evaluation) as file:
        issuing = issue_forms(file, forms.folder / "elsewhere", ["m1", "m2"], write_form, NOON, "one")
        next(issuing)
        forms.issue("m2")
        with pytest.raises(EvalError, match="issue-overtaken"):
            next(issuing)


def test_who_judges_nothing_gets_no_form(tmp_path: Path) -> None:
    recusals = "".join(f'[[recusal]]\nmember = "m2"\nsubject = "{id_}"\n' for id_ in "PQ")
    forms = FormDesk(new_desk(tmp_path / "r", SMALL_SETUP + recusals))
    forms.issue()
    assert [path.name for path in forms.folder.iterdir()] == ["m1.xlsx"]
