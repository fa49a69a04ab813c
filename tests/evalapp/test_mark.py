from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.errors import EvalError
from evalapp.mark import Mark, NoPoints, normalised, parse_mark
from evalapp.rubric import Scale, ScaleStep
from evalapp.table import Formula
from tests.builders import SCALE

WIDE = Scale(tuple(ScaleStep(points) for points in (1000, 100, 10, 0)))


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        (3, 3),
        (0, 0),
        (3.0, 3),
        (0.0, 0),
        ("3", 3),
        ("２", 2),
        ("３．０", 3),
        ("3.0", 3),
        ("3 ", 3),
        (" 0\n", 0),
        ("　１　", 1),
        ("03", 3),
        (None, NoPoints.BLANK),
        ("", NoPoints.BLANK),
        ("  ", NoPoints.BLANK),
        ("　", NoPoints.BLANK),
        ("\t\r\n", NoPoints.BLANK),
        ("NA", NoPoints.CANNOT_JUDGE),
        ("na", NoPoints.CANNOT_JUDGE),
        ("N/A", NoPoints.CANNOT_JUDGE),
        ("ＮＡ", NoPoints.CANNOT_JUDGE),
        (" 評価不能 ", NoPoints.CANNOT_JUDGE),
        ("Cannot judge", NoPoints.CANNOT_JUDGE),
        ("cannot_judge", NoPoints.CANNOT_JUDGE),
    ],
)
def test_what_a_score_cell_may_hold(value: object, mark: Mark) -> None:
    found = parse_mark(value, SCALE)
    assert found == mark
    assert type(found) is type(mark)


@pytest.mark.parametrize("value", [4, -1, 10, "4", "-1", "９", 4.0, "0004", 1e300, -0.0 - 1, "9999", 10**30])
def test_a_number_off_the_scale_is_refused_and_the_steps_are_named(value: object) -> None:
    expected = "points-not-understood" if isinstance(value, str) and "-" in value else "points-not-on-scale"
    with pytest.raises(EvalError) as refusal:
        parse_mark(value, SCALE)
    assert refusal.value.code == expected
    assert refusal.value.params["allowed"] == "3, 2, 1, 0"
    assert len(str(refusal.value.params["found"])) <= 40


@pytest.mark.parametrize(
    "value",
    [
        "A",
        "三",
        "x3",
        "3点",
        "3.5",
        2.5,
        "2,5",
        "1e0",
        "+3",
        "0x1",
        "1_0",
        "²",
        "1²",
        "①",
        "Ⅲ",
        "٣",
        "߃",
        "½",
        "3.",
        ".0",
        "3.0.0",
        "=1+1",
        "'3",
        "10000",
        "9" * 5000,
        True,
        False,
        float("nan"),
        float("inf"),
        date(2027, 1, 3),
        datetime(2027, 1, 3, 12),  # noqa: DTZ001 - a spreadsheet's time has no zone
        time(3, 0),
        Formula("=1+1"),
        b"3",
        [3],
        "辞退",
        "－",
        "3\u200b",
    ],
)
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    with pytest.raises(EvalError) as refusal:
        parse_mark(value, SCALE)
    assert refusal.value.code == "points-not-understood"
    assert refusal.value.params["allowed"] == "3, 2, 1, 0"
    assert len(str(refusal.value.params["found"])) <= 60


def test_points_up_to_a_thousand_are_read() -> None:
    assert parse_mark("1000", WIDE) == 1000
    assert parse_mark("１００", WIDE) == 100


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.dates()))
def test_whatever_stands_in_a_cell_is_a_mark_or_a_refusal(value: object) -> None:
    outcomes: set[object] = {*SCALE.points, NoPoints.BLANK, NoPoints.CANNOT_JUDGE}
    outcomes |= {"points-not-understood", "points-not-on-scale"}
    try:
        found: object = parse_mark(value, SCALE)
    except EvalError as refusal:
        found = refusal.code
    assert found in outcomes


def test_normalised_brings_the_spellings_of_a_word_together() -> None:
    assert normalised(" ＡＢＣ　") == "abc"
    assert normalised("問題点・改善すべき点") == normalised("問題点･改善すべき点")
