"""Differences are found as people look for them, and never take longer than reading."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.differing import gaps, matches, text_differences

_ITEMS = st.lists(st.sampled_from("abcdef"), max_size=12)
_TEXTS = st.text("あい、。\n", max_size=30)


@given(_ITEMS, _ITEMS)
def test_what_stayed_is_equal_in_both_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = matches(old, new)
    assert all(old[left] == new[right] for left, right in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))
    between = list(gaps(pairs, len(old), len(new)))
    assert sum(len(gone) for gone, _come in between) == len(old) - len(pairs)
    assert sum(len(come) for _gone, come in between) == len(new) - len(pairs)


@given(_ITEMS)
def test_nothing_differs_from_itself(items: list[str]) -> None:
    assert matches(items, items) == [(place, place) for place in range(len(items))]


def test_what_came_between_others_and_what_moved_is_found() -> None:
    assert matches("abc", "xaybzc") == [(0, 1), (1, 3), (2, 5)]
    assert matches("abcd", "dabc") == [(0, 1), (1, 2), (2, 3)]
    assert matches("--a--b--", "--a-b--") == [(0, 0), (1, 1), (2, 2), (3, 3), (5, 4), (6, 5), (7, 6)]


@given(_TEXTS, _TEXTS)
def test_the_differences_make_the_new_text_of_the_old_one(old: str, new: str) -> None:
    made, done = "", 0
    for gone, come in text_differences(old, new):
        made += old[done : gone.start] + new[come.start : come.stop]
        done = gone.stop
        assert old[gone.start : gone.stop] != new[come.start : come.stop]
    assert made + old[done:] == new


def test_a_word_changed_in_each_of_two_sentences_is_two_differences() -> None:
    old = "実施体制は、おおむね妥当であると認められる。今後の見通しは、まだ示されていない。"
    new = old.replace("妥当", "過大").replace("まだ", "既に")
    found = [(old[gone.start : gone.stop], new[come.start : come.stop]) for gone, come in _all(old, new)]
    assert found == [("妥当", "過大"), ("まだ", "既に")]
    near = list(_all("甲、乙、丙", "申、乙、両"))
    assert near == [(range(5), range(5))]


def _all(old: str, new: str) -> list[tuple[range, range]]:
    return list(text_differences(old, new))


class Counted:
    """An item that counts how often any of its kind is compared or looked up."""

    looked = 0

    def __init__(self, value: int) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        Counted.looked += 1
        return isinstance(other, Counted) and self.value == other.value

    def __hash__(self) -> int:
        Counted.looked += 1
        return hash(self.value)


_CHANCE = random.Random(5)
_HARD: dict[str, Callable[[int], tuple[int, int]]] = {
    "all other": lambda n: (n, -n - 1),
    "all alike": lambda _n: (0, 1),
    "two in turn": lambda n: (n % 2, (n + 1) % 2),
    "backwards": lambda n: (n, 4_000 - n),
    "at random": lambda _n: (_CHANCE.randrange(50), _CHANCE.randrange(50)),
    "mixed": lambda n: (n, n * 1_237 % 4_000),
}


@pytest.mark.parametrize("kind", _HARD)
def test_the_hardest_lists_are_looked_through_a_few_times_only(kind: str) -> None:
    pairs = [_HARD[kind](number) for number in range(4_000)]
    old, new = ([Counted(pair[side]) for pair in pairs] for side in (0, 1))
    Counted.looked = 0
    matches(old, new)
    assert Counted.looked < 15 * 4_000
