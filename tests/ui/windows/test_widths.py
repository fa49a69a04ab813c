"""How columns divide the width of a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.windows.widths import divided

LEAST = 90.0


def test_what_is_left_goes_to_the_column_that_takes_it() -> None:
    assert divided({0: 50, 1: 300, 2: 80}, {1: 1.0}, 600, LEAST) == {0: 50, 1: 470, 2: 80}


def test_a_column_that_needs_little_leaves_its_part_to_one_that_needs_more() -> None:
    assert divided({0: 100, 1: 700}, {0: 1.0, 1: 1.0}, 600, LEAST) == {0: 100, 1: 500}


def test_what_nobody_needs_is_divided_by_the_shares() -> None:
    assert divided({0: 100, 1: 200}, {0: 1.0, 1: 3.0}, 700, LEAST) == {0: 200, 1: 500}


def test_a_column_keeps_its_least_however_small_its_share() -> None:
    assert divided({0: 400, 1: 400}, {0: 1.0, 1: 99.0}, 300, LEAST) == {0: 90, 1: 210}


def test_the_widest_gives_way_where_all_is_too_narrow() -> None:
    assert divided({0: 60, 1: 250, 2: 400}, {2: 1.0}, 350, LEAST) == {0: 60, 1: 200, 2: 90}


def test_a_list_that_nobody_could_read_scrolls() -> None:
    assert sum(divided({0: 200, 1: 200, 2: 200}, {2: 1.0}, 100, LEAST).values()) == pytest.approx(180)


@given(
    st.lists(st.floats(1, 900), min_size=2, max_size=7),
    st.lists(st.floats(0.1, 5), min_size=1, max_size=2),
    st.floats(0, 2_000),
)
def test_the_room_is_used_up_and_never_passed_without_need(
    widths: list[float], parts: list[float], room: float
) -> None:
    needed = dict(enumerate(widths))
    found = divided(needed, dict(enumerate(parts)), room, LEAST)
    assert found.keys() == needed.keys()
    assert all(found[column] <= needed[column] + 1e-6 for column in needed if column >= len(parts))
    readable = sum(min(width, LEAST * 2 / 3) for width in widths)
    assert sum(found.values()) <= max(room, readable) + 1e-6
    if room >= sum(widths):
        assert sum(found.values()) == pytest.approx(room)
        assert all(found[column] >= needed[column] - 1e-6 for column in needed)
