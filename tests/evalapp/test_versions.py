"""Undoing and making again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evalapp.versions import DEPTH, Versions


def test_steps_are_taken_back_and_made_again_by_name() -> None:
    versions = Versions("").changed("a", "typing").changed("ab", "pasting")
    assert (versions.undo_name, versions.redo_name) == ("pasting", "")
    versions = versions.back()
    assert (versions.now, versions.undo_name, versions.redo_name) == ("a", "typing", "pasting")
    assert versions.back().back() == versions.back()
    versions = versions.forward()
    assert (versions.now, versions.redo_name) == ("ab", "")
    assert versions.forward() == versions


def test_typing_at_one_place_is_one_step() -> None:
    versions = Versions("").changed("a", "typing", "title").changed("ab", "typing", "title")
    versions = versions.changed("abc", "typing", "contact").changed("abcd", "typing", "title")
    assert [step.state for step in versions.past] == ["", "ab", "abc"]
    # after undoing, typing begins anew
    assert versions.back().changed("x", "typing", "title").back().now == "abc"


def test_nothing_changed_is_no_step() -> None:
    versions = Versions("a")
    assert versions.changed("a", "typing") is versions


@given(st.lists(st.sampled_from(["back", "forward", "a", "b", "c"]), max_size=40))
def test_undo_and_redo_walk_along_the_same_states(acts: list[str]) -> None:
    versions, states, place = Versions(""), [""], 0
    for act in acts:
        if act == "back":
            versions, place = versions.back(), max(place - 1, 0)
        elif act == "forward":
            versions, place = versions.forward(), min(place + 1, len(states) - 1)
        else:
            state = f"{states[place]}{act}"
            versions = versions.changed(state, "typing")
            states, place = [*states[: place + 1], state], place + 1
        assert versions.now == states[place]


def test_very_old_steps_are_forgotten() -> None:
    versions = Versions(0)
    for number in range(1, DEPTH + 50):
        versions = versions.changed(number, "typing")
    for _step in range(DEPTH + 50):
        versions = versions.back()
    assert versions.now == 49
