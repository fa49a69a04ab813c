"""Scores typed key by key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.errors import EvalError
from evalapp.keying import Keyed, keyed
from evalapp.rubric import Scale, ScaleStep


def scale(*points: int) -> Scale:
    return Scale(tuple(ScaleStep(one) for one in points))


@pytest.mark.parametrize(
    ("digits", "key", "points", "expected"),
    [
        ("", "2", (3, 2, 1, 0), Keyed(2, "")),
        ("", "0", (3, 2, 1, 0), Keyed(0, "")),
        ("", "３", (3, 2, 1, 0), Keyed(3, "")),
        ("", "1", range(10, 0, -1), Keyed(1, "1")),
        ("1", "0", range(10, 0, -1), Keyed(10, "")),
        ("1", "2", range(10, 0, -1), Keyed(2, "")),
        ("", "1", (10, 5), Keyed(None, "1")),
        ("1", "0", (10, 5), Keyed(10, "")),
        ("1", "5", (10, 5), Keyed(5, "")),
        ("10", "0", (100, 10, 1), Keyed(100, "")),
    ],
)
def test_a_key(digits: str, key: str, points: tuple[int, ...], expected: Keyed) -> None:
    assert keyed(digits, key, scale(*points)) == expected


@pytest.mark.parametrize(
    ("key", "code"), [("4", "on-scale"), ("9", "on-scale"), ("x", "understood"), ("²", "understood")]
)
def test_a_key_that_begins_no_step_is_refused(key: str, code: str) -> None:
    with pytest.raises(EvalError, match=f"points-not-{code}"):
        keyed("", key, scale(3, 2, 1, 0))


def test_a_digit_that_only_begins_other_numbers_after_another_is_refused_alone() -> None:
    with pytest.raises(EvalError):
        keyed("", "0", scale(10, 20))


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=11, unique=True), st.data())
def test_every_step_can_be_typed_digit_by_digit(points: list[int], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(points))
    digits, last = "", None
    for key in str(wanted):
        one = keyed(digits, key, scale(*points))
        digits, last = one.digits, one.points
    assert last == wanted
