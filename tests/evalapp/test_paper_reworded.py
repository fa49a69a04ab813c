"""Paper around a change of the wording: what was typed under another one is no answer to the new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evalapp.ballot import blank_sheet
from evalapp.confirming_paper import confirm_paper, paper_of
from evalapp.double_entry import Stage, Typing, stage
from evalapp.errors import EvalError
from evalapp.mark import Mark, NoPoints
from evalapp.model import RecusalKind, ScoreSheet
from evalapp.recusing import declared
from evalapp.rubric import Criterion
from evalapp.store.double_entry import forget_agreeing, keep_entry, typings
from evalapp.store.verify import verify
from evalapp.store.watching import Watching
from evalapp.watching import Cell, CellState, Reason, board
from tests.changing import RUBRIC, SETUP, STEPS, House, reworded

ANEW = Criterion("c1", "必要性と妥当性", scale=STEPS)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "house")
    made.issue("m1")
    yield made
    made.file.close()


def sheet(c1: Mark, c2: Mark) -> ScoreSheet:
    return replace(blank_sheet(SETUP.subjects[0], RUBRIC), marks={"c1": c1, "c2": c2})


def typed_twice(house: House, one: ScoreSheet) -> Typing:
    for actor, second in (("佐藤", False), ("鈴木", True)):
        keep_entry(house.file, "m2", one, house.now(), actor, second=second, finished=True)
    return typings(house.file)["m2", "P"]


def confirm(house: House, typing: Typing) -> None:
    confirm_paper(house.file, paper_of(house.file, typing, house.now()), house.now(), "鈴木")


def cell(house: House) -> Cell:
    """m2's cell of the first subject."""
    found = board(house.file.evaluation, Watching(house.file).facts(), house.now())
    return found.rows[1].cells[0]


def test_a_criterion_asked_anew_is_not_answered_by_what_was_typed_before(house: House) -> None:
    before = typed_twice(house, sheet(3, 1))
    assert cell(house).reasons == (Reason.TYPED,)
    house.adopt(reworded(house.file.evaluation, c1=ANEW), kept={"r": ()})
    now = typings(house.file)["m2", "P"]
    assert (now.first.sheet, now.second and now.second.sheet) == (sheet(NoPoints.BLANK, 1),) * 2
    assert stage(now) is Stage.FIRST
    assert cell(house).reasons == (Reason.TYPING,)
    with pytest.raises(EvalError, match="typing-unfinished"):
        confirm(house, now)
    with pytest.raises(EvalError, match="typing-overtaken"):
        forget_agreeing(house.file, before)
    confirm(house, typed_twice(house, sheet(2, 1)))
    assert cell(house).state is CellState.HANDED_IN
    assert verify(house.file) == ()


def test_what_goes_on_standing_need_not_be_finished_again(house: House) -> None:
    typed_twice(house, sheet(3, 1))
    house.adopt(reworded(house.file.evaluation, c1=ANEW), kept={"r": ("c1",)})
    now = typings(house.file)["m2", "P"]
    assert stage(now) is Stage.AGREED
    confirm(house, now)
    assert cell(house).state is CellState.HANDED_IN


def test_a_new_criterion_reopens_what_was_finished_but_not_a_recusal(house: House) -> None:
    recused = declared(blank_sheet(SETUP.subjects[1], RUBRIC), RUBRIC, RecusalKind.ABSENT)
    keep_entry(house.file, "m2", recused, house.now(), "佐藤", second=False, finished=True)
    typed_twice(house, sheet(3, 1))
    house.adopt(reworded(house.file.evaluation, c3=Criterion("c3", "波及効果", scale=STEPS)))
    now = typings(house.file)
    assert stage(now["m2", "P"]) is Stage.FIRST
    assert now["m2", "P"].first.sheet.marks == {"c1": 3, "c2": 1, "c3": NoPoints.BLANK}
    assert stage(now["m2", "Q"]) is Stage.ONCE
    assert now["m2", "Q"].first.sheet.recusal is RecusalKind.ABSENT


def test_what_the_member_left_blank_is_not_asked_anew(house: House) -> None:
    confirm(house, typed_twice(house, sheet(3, NoPoints.BLANK)))
    assert (cell(house).state, cell(house).blank) == (CellState.HANDED_IN, 1)
    house.adopt(reworded(house.file.evaluation, c1=ANEW), kept={"r": ("c1",)})
    assert (cell(house).state, cell(house).owed) == (CellState.HANDED_IN, False)
    other = replace(ANEW, title="社会的な意義")
    house.adopt(reworded(house.file.evaluation, c1=other), kept={"r": ()})
    assert (cell(house).reasons, cell(house).owed) == ((Reason.ASKED_ANEW,), True)
