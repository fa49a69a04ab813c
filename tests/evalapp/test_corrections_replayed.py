"""Each correction has the moment and reason of the act that made it, whatever else was done since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evalapp.correcting import corrections_of
from evalapp.model import Evaluation, Recusal, RecusalKind
from evalapp.receiving import apply_plan
from evalapp.rubric import Criterion
from evalapp.store.freezing import close
from evalapp.store.received import undo_intake
from tests.changing import STEPS, House, reworded

RECUSED = Recusal("m1", "P", RecusalKind.CONFLICT)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """m1 and m2 answered (3 and 1 everywhere); then it was closed."""
    made = House(tmp_path / "house")
    made.issue()
    made.take_in(made.hand_in("m1", 3), made.hand_in("m2", 1))
    close(made.file, made.now(), "s")
    yield made
    made.file.close()


def retitled(house: House) -> Evaluation:
    """Another title of the evaluation: it changes nobody's answers."""
    now = house.file.evaluation
    return replace(now, info=replace(now.info, title=f"{now.info.title}（改）"))


def hand_in(house: House, member: str, points: int, reason: str, *, draft: bool = False) -> int:
    plan = house.plan(house.hand_in(member, points, draft=draft))
    number = apply_plan(house.file, plan, house.now(), "s", confirmed=True, reason=reason).intake
    assert number is not None
    return number


def reasons(house: House, member: str, subject: str) -> dict[tuple[str | None, str], tuple[object, str]]:
    """What stands now in each corrected cell, and why."""
    return {
        (one.criterion_id, one.field): (one.new, one.reason)
        for one in corrections_of(house.file).corrections
        if (one.member_id, one.subject_id) == (member, subject)
    }


def test_a_later_change_of_the_set_up_does_not_lend_its_reason(house: House) -> None:
    house.adopt(replace(house.file.evaluation, recusals=(RECUSED,)), reason="利害関係の申告")
    house.adopt(retitled(house), reason="題名の誤記")
    undo_intake(house.file, hand_in(house, "m1", 0, "取り違え"), house.now(), "s", "取消し")
    found = reasons(house, "m1", "P")
    assert found[None, "recusal"] == ("conflict", "利害関係の申告")
    assert {reason for _new, reason in found.values()} == {"利害関係の申告"}
    assert reasons(house, "m1", "Q") == {}


def test_another_kind_of_a_recusal_is_listed_with_its_change(house: House) -> None:
    house.adopt(replace(house.file.evaluation, recusals=(RECUSED,)), reason="利害関係の申告")
    first = reasons(house, "m1", "P")[None, "recusal"]
    assert first == ("conflict", "利害関係の申告")
    absent = replace(RECUSED, kind=RecusalKind.ABSENT)
    house.adopt(replace(house.file.evaluation, recusals=(absent,)), reason="種別の誤記")
    assert reasons(house, "m1", "P")[None, "recusal"] == ("absent", "利害関係の申告")


def test_a_kind_alone_changed_since_the_closing_has_its_reason(tmp_path: Path) -> None:
    made = House(tmp_path / "house")
    made.issue()
    made.adopt(replace(made.file.evaluation, recusals=(RECUSED,)))
    close(made.file, made.now(), "s")
    absent = replace(RECUSED, kind=RecusalKind.ABSENT)
    made.adopt(replace(made.file.evaluation, recusals=(absent,)), reason="種別の誤記")
    made.adopt(retitled(made), reason="題名の誤記")
    assert reasons(made, "m1", "P") == {(None, "recusal"): ("absent", "種別の誤記")}
    made.file.close()


def test_a_score_gone_with_its_wording_has_the_reason_of_the_wording(house: House) -> None:
    hand_in(house, "m1", 2, "本人の訂正")
    anew = Criterion("c1", "必要性と妥当性", scale=STEPS)
    house.adopt(reworded(house.file.evaluation, c1=anew), kept={"r": ()}, reason="評価項目の改訂")
    house.adopt(retitled(house), reason="題名の誤記")
    found = reasons(house, "m1", "P")
    assert found["c1", "points"] == (None, "評価項目の改訂")
    assert found["c2", "points"] == (2, "本人の訂正")


def test_an_answer_gone_for_another_subject_lends_nothing(house: House) -> None:
    number = hand_in(house, "m2", 0, "遅れて届いた訂正")
    hand_in(house, "m2", 2, "書き直し中", draft=True)
    house.adopt(retitled(house), reason="題名の誤記")
    assert set(reasons(house, "m2", "P").values()) == {(None, "書き直し中")}
    undo_intake(house.file, number, house.now(), "s", "取消し")
    # the draft went on standing over it
    assert set(reasons(house, "m2", "P").values()) == {(None, "書き直し中")}


def test_what_stands_again_keeps_the_reason_it_came_with(house: House) -> None:
    hand_in(house, "m1", 2, "本人の訂正")
    undo_intake(house.file, hand_in(house, "m1", 0, "取り違え"), house.now(), "s", "取消し")
    assert reasons(house, "m1", "P") == {
        ("c1", "points"): (2, "本人の訂正"),
        ("c2", "points"): (2, "本人の訂正"),
    }
