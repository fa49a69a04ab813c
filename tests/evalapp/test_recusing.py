"""Declaring a recusal and taking it back, on values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.errors import EvalError
from evalapp.intake import Difference, sheet_differences
from evalapp.mark import NoPoints
from evalapp.model import Comment, RecusalKind, ScoreSheet
from evalapp.recusing import REASON_LIMIT, check_reason, declared, taken_back
from evalapp.rubric import CommentKind, Criterion, Rubric
from tests.builders import SCALE

RUBRIC = Rubric("r", "", (*(Criterion(f"c{n}", "", scale=SCALE) for n in (1, 2)), Criterion("x", "")))
BLANK = ScoreSheet("A", {"c1": NoPoints.BLANK, "c2": NoPoints.BLANK})
MARK = st.integers(0, 3) | st.sampled_from([NoPoints.BLANK, NoPoints.CANNOT_JUDGE])
SHEETS = st.builds(
    ScoreSheet,
    st.just("A"),
    st.fixed_dictionaries({"c1": MARK, "c2": MARK}),
    st.lists(st.builds(Comment, st.sampled_from(CommentKind), st.just("意見")), max_size=1).map(tuple),
)
KINDS = st.sampled_from(RecusalKind)


@given(SHEETS, KINDS, st.sampled_from(["", "共同研究の相手"]))
def test_what_is_taken_back_is_what_stood_before(sheet: ScoreSheet, kind: RecusalKind, reason: str) -> None:
    recused = declared(sheet, RUBRIC, kind, reason)
    assert recused == replace(BLANK, recusal=kind, recusal_reason=reason)
    assert taken_back(recused, sheet) == sheet
    assert taken_back(recused, None) == BLANK


@given(SHEETS, SHEETS)
def test_a_sheet_without_recusal_takes_nothing_back(sheet: ScoreSheet, kept: ScoreSheet) -> None:
    assert taken_back(sheet, kept) is sheet


@given(SHEETS, KINDS, KINDS)
def test_a_recusal_may_be_declared_anew(sheet: ScoreSheet, first: RecusalKind, second: RecusalKind) -> None:
    once = declared(sheet, RUBRIC, first, "はじめの理由")
    assert declared(once, RUBRIC, second, " 次の理由\n") == declared(sheet, RUBRIC, second, "次の理由")
    assert declared(once, RUBRIC, second).recusal_reason == ""


def test_a_reason_is_a_short_text_of_several_lines() -> None:
    assert check_reason(" 一行目\n二行目\t ", "A") == "一行目\n二行目"
    assert check_reason(" \n", "A") == ""
    longest = "長" * REASON_LIMIT
    assert check_reason(f"  {longest}\n", "A") == longest
    for text, code in ((longest + "い", "text-too-long"), ("a\x00b", "text-control-character")):
        with pytest.raises(EvalError) as refusal:
            check_reason(text, "A")
        assert refusal.value.code == code
        assert refusal.value.params["where"] == "A"


def test_a_changed_reason_is_a_change_of_the_sheet() -> None:
    one = declared(BLANK, RUBRIC, RecusalKind.CONFLICT, "以前の理由")
    other = replace(one, recusal_reason="新しい理由")
    assert sheet_differences(one, other) == [Difference("A", None, "reason", "以前の理由", "新しい理由")]
    assert sheet_differences(BLANK, one) == [
        Difference("A", None, "recusal", None, RecusalKind.CONFLICT),
        Difference("A", None, "reason", None, "以前の理由"),
    ]
    assert sheet_differences(one, one) == []
