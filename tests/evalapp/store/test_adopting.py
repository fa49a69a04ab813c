"""A set-up comes into force: what the file then says, what it refuses, and what the record knows of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evalapp.ballot import blank_sheet
from evalapp.changes import How, Part
from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.model import Evaluation, Member, Recusal, RecusalKind
from evalapp.receiving import apply_plan, plan_sheets
from evalapp.record import Act
from evalapp.store.adopting import adopt
from evalapp.store.adopting_materials import Contents
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.fixed import read_fixed
from evalapp.store.received import known, undo_intake
from evalapp.store.snapshots import snapshots
from evalapp.store.verify import verify
from tests.changing import RUBRIC, SETUP, House, reworded, subject

RECUSED = Recusal("m1", "P", RecusalKind.CONFLICT, "共同研究者")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "house")
    yield made
    made.file.close()


def stands(house: House) -> dict[tuple[str, str], dict[str, object]]:
    """The marks that stand, by member and subject."""
    return {place: dict(one.sheet.marks) for place, one in known(house.file).current.items()}


def refusal(house: House, new: Evaluation, **options: object) -> EvalError:
    """The set-up is refused, and nothing of it is written."""
    before = house.file.last_line()
    with pytest.raises(EvalError) as caught:
        house.adopt(new, **options)  # type: ignore[arg-type]
    assert house.file.last_line() == before
    assert verify(house.file) == ()
    return caught.value


def test_before_anything_is_issued_all_may_change(house: House) -> None:
    first, second, third = SETUP.members
    other = replace(RUBRIC, id="other", criteria=RUBRIC.criteria[:1])
    new = Evaluation(
        replace(SETUP.info, title="別の評価", deadline=date(2027, 2, 1)),
        (other, replace(RUBRIC, title="別の題")),
        (replace(SETUP.subjects[1], rubric_id="other"), subject("R"), SETUP.subjects[0]),
        (third, replace(first, id="m2", name="入れ替え"), replace(second, id="m1")),
        (Recusal("m2", "R", RecusalKind.ABSENT),),
        two_person_rule=False,
    )
    found = house.adopt(new)
    assert {change.part for change in found} >= {
        Part.HEAD,
        Part.SUBJECT,
        Part.MEMBER,
        Part.RUBRIC,
        Part.RECUSAL,
    }
    assert house.file.evaluation == new
    with EvaluationFile(house.path) as again:
        assert again.evaluation == new
        assert verify(again) == ()
    assert house.file.last_line().act == Act.SETUP_CHANGED
    assert not snapshots(house.path)
    fewer = replace(new, rubrics=(other,), subjects=new.subjects[:1], members=new.members[:1], recusals=())
    house.adopt(fewer)
    assert house.file.evaluation == fewer
    assert verify(house.file) == ()


def test_what_differs_in_nothing_writes_nothing(house: House) -> None:
    before = house.path.read_bytes()
    assert house.adopt(SETUP) == ()
    assert house.path.read_bytes() == before


def test_a_new_wording_says_which_answers_stand(house: House) -> None:
    house.issue()
    house.take_in(house.hand_in("m1", 2))
    clearer = replace(RUBRIC.criteria[0], guidance="より明確に")
    other_points = replace(
        RUBRIC.criteria[1], scale=replace(RUBRIC.criteria[1].scale, steps=RUBRIC.criteria[1].scale.steps[:3])
    )
    new = reworded(SETUP, c1=clearer, c2=other_points, c3=replace(clearer, id="c3"))
    assert refusal(house, new).code == "setup-overtaken"
    assert refusal(house, new, kept={"r": ["c1", "c2"]}).params["criterion"] == "c2"
    house.adopt(new, {"r": ["c1"]})
    blank = {"c1": 2, "c2": NoPoints.BLANK, "c3": NoPoints.BLANK}
    assert stands(house) == {("m1", "P"): blank, ("m1", "Q"): blank}
    assert [len(one.sheet.comments) for one in known(house.file).current.values()] == [1, 1]
    assert snapshots(house.path)
    # an old ballot of another member is understood by what it was asked
    house.take_in(house.hand_in("m2", 3))
    assert stands(house)["m2", "Q"] == {**blank, "c1": 3}
    house.issue("m1")
    house.take_in(house.hand_in("m1", 1))
    assert stands(house)["m1", "P"] == {"c1": 1, "c2": 1, "c3": 1}
    assert verify(house.file) == ()
    assert house.file.evaluation.revisions[0].kept == ("c1",)


def test_returning_to_a_wording_returns_to_its_answers(house: House) -> None:
    house.issue()
    house.take_in(house.hand_in("m1", 2))
    new = reworded(SETUP, c1=replace(RUBRIC.criteria[0], title="必要性と意義"))
    house.adopt(new, {"r": []})
    assert stands(house)["m1", "P"] == {"c1": NoPoints.BLANK, "c2": 2}
    house.issue("m2")
    house.take_in(house.hand_in("m2", 3))
    house.adopt(SETUP, {"r": []})
    assert stands(house)["m1", "P"] == {"c1": 2, "c2": 2}
    assert stands(house)["m2", "P"] == {"c1": NoPoints.BLANK, "c2": 3}
    assert verify(house.file) == ()


def test_recusals_set_up_later_set_answers_aside_and_give_them_back(house: House) -> None:
    house.issue()
    file = house.hand_in("m1", 2)
    house.take_in(file)
    house.adopt(replace(SETUP, recusals=(RECUSED,)))
    assert list(stands(house)) == [("m1", "Q")]
    # the old ballot still asks for both
    house.take_in(house.hand_in("m1", 3))
    assert stands(house) == {("m1", "Q"): {"c1": 3, "c2": 3}}
    house.issue("m1")
    assert [one.subject_id for one in house.sheets("m1", 1)] == ["Q"]
    house.adopt(SETUP)
    assert stands(house)["m1", "P"] == {"c1": 3, "c2": 3}
    # the newest ballot does not ask for P
    house.take_in(house.hand_in("m1", 1))
    assert [marks["c1"] for marks in stands(house).values()] == [3, 1]
    assert verify(house.file) == ()


def test_a_ballot_need_not_have_subjects_added_since(house: House) -> None:
    house.issue()
    house.adopt(replace(SETUP, subjects=(*SETUP.subjects, subject("R"))))
    plan = house.plan(house.hand_in("m1", 2))
    assert [entry.reason for entry in plan.entries] == [None]
    house.take_in(house.hand_in("m1", 2))
    assert {place[1] for place in stands(house)} == {"P", "Q"}
    house.issue("m1")
    house.take_in(house.hand_in("m1", 1))
    assert {place[1] for place in stands(house)} == {"P", "Q", "R"}
    assert verify(house.file) == ()


def test_what_was_issued_stays_where_it_is(house: House) -> None:
    house.issue("m2")
    first, second, third = SETUP.members
    p, q = SETUP.subjects
    assert refusal(house, replace(SETUP, members=(second, third))).params == {"member": "m1"}
    assert refusal(house, replace(SETUP, members=(first, replace(second, id="m9")))).params == {
        "member": "m2"
    }
    for subjects in ((p,), (q, p), (subject("R"), p, q), (replace(p, id="R"), q)):
        assert refusal(house, replace(SETUP, subjects=subjects)).code == "setup-subject-fixed"
    other = replace(RUBRIC, id="other")
    judged_otherwise = replace(SETUP, rubrics=(RUBRIC, other), subjects=(replace(p, rubric_id="other"), q))
    assert refusal(house, judged_otherwise).params == {"subject": "P"}
    fixed = read_fixed(house.file)
    assert (fixed.issued, fixed.subjects) == ({"m1", "m2"}, (("P", "r"), ("Q", "r")))
    # names may change, and who comes after all that were issued anything
    new = replace(SETUP, members=(first, replace(second, name="改姓"), Member("m4", "新任")))
    house.adopt(new)
    assert house.file.evaluation.members == new.members
    assert verify(house.file) == ()


def test_materials_move_inside_the_file(house: House) -> None:
    files = {name: f"%PDF-{name}".encode() * 100 for name in ("一", "二", "三")}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}

    def bring(*names: str) -> None:
        for name in names:
            house.file.db.execute("INSERT INTO draft_material VALUES (?, ?)", [digests[name], files[name]])

    def put(**names: str) -> tuple[tuple[str, ...], ...]:
        contents: Contents = {
            id_: [(f"{place}.pdf", digests[name]) for place, name in enumerate(listed)]
            for id_, listed in names.items()
        }
        subjects = tuple(
            replace(one, materials=tuple(name for name, _sha256 in contents.get(one.id, ())))
            for one in house.file.evaluation.subjects
        )
        found = house.adopt(replace(house.file.evaluation, subjects=subjects), None, contents)
        assert house.file.db.execute("SELECT count(*) FROM draft_material").fetchone() == (0,)
        assert [(id_, data) for id_, _name, data in house.file.materials()] == [
            (id_, files[name]) for id_ in "PQ" for name in names.get(id_, "")
        ]
        assert verify(house.file) == ()
        return tuple((change.how.value, *change.ids[1:]) for change in found)

    bring("一", "二")
    assert put(P="一二") == (("added", "0.pdf"), ("added", "1.pdf"))
    assert put(P="二一") == (("changed", "0.pdf"), ("changed", "1.pdf"))
    bring("三")
    assert put(P="三", Q="一二一") == (
        ("removed", "1.pdf"),
        ("changed", "0.pdf"),
        *(("added", f"{place}.pdf") for place in range(3)),
    )
    assert put(Q="三") == (
        ("removed", "0.pdf"),
        ("removed", "1.pdf"),
        ("removed", "2.pdf"),
        ("changed", "0.pdf"),
    )
    assert put() == (("removed", "0.pdf"),)


def test_a_closed_evaluation_wants_a_reason(house: House) -> None:
    house.issue()
    row = [house.now().isoformat(), "s", "0" * 64, "{}"]
    house.file.db.execute("INSERT INTO closing (at, actor, digest, document) VALUES (?, ?, ?, ?)", row)
    new = replace(SETUP, recusals=(RECUSED,))
    with pytest.raises(EvalError, match="evaluation-closed"):
        house.adopt(new)
    assert house.file.evaluation == SETUP
    house.adopt(new, reason="利害関係が判明")
    assert house.file.last_line().details["reason"] == "利害関係が判明"
    assert house.file.last_line().details["recused"] == "m1/P"


def test_another_program_came_first(house: House) -> None:
    house.issue()
    with EvaluationFile(house.path) as other:
        stale = known(other)
        submission = house.hand_in("m1")
        house.adopt(replace(SETUP, recusals=(RECUSED,)))
        house.take_in(submission)
        assert stale.evaluation == other.evaluation == SETUP
        # the other window still goes by the set-up it has read
        with pytest.raises(EvalError, match="intake-overtaken"):
            undo_intake(other, None, house.now(), "o")
        found = adopt(other, SETUP, {}, house.now(), "o", kept={})
    assert [(change.part, change.how) for change in found] == [(Part.RECUSAL, How.REMOVED)]
    house.file.refresh()
    assert {place[1] for place in stands(house)} == {"P", "Q"}
    assert verify(house.file) == ()


def test_a_changed_set_up_is_found_also_after_it_was_adopted(house: House) -> None:
    house.issue()
    house.adopt(replace(SETUP, recusals=(RECUSED,)))
    house.file.db.execute("UPDATE recusal SET kind = 'absent'")
    house.file.refresh()
    assert [fault.code for fault in verify(house.file)] == ["setup-changed"]


def test_answers_planned_by_a_wording_that_another_program_changed_are_not_written(house: House) -> None:
    sheet = replace(blank_sheet(SETUP.subjects[0], RUBRIC), marks={"c1": 3, "c2": 1})
    plan = plan_sheets(house.file, known(house.file), {"m1": (sheet,)}, b"", "t", house.now(), "0")
    with EvaluationFile(house.path) as other:
        # nothing is issued yet: no revision tells of it
        adopt(other, reworded(SETUP, c1=None), {}, house.now(), "o", kept={})
    (failed,) = apply_plan(house.file, plan, house.now(), "s", confirmed=True).failed
    assert failed.reason.code == "intake-overtaken"
    house.file.refresh()
    assert verify(house.file) == ()
    assert stands(house) == {}
