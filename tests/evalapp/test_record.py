"""The record: its chain, and what tampering with any table does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.record import FIRST, Act, RecordLine, chain_faults, next_line
from tests.builders import NOW
from tests.story import Desk, evalapp

DETAILS = st.dictionaries(st.text(), st.one_of(st.text(), st.integers(-(2**53), 2**53)), max_size=4)


def chain(details: list[dict[str, str | int]]) -> list[RecordLine]:
    lines: list[RecordLine] = []
    for one in details:
        lines.append(next_line(lines[-1] if lines else None, NOW, "係", Act.ACCEPTED, one))
    return lines


@given(st.lists(DETAILS, max_size=6))
def test_an_untouched_chain_has_no_fault(details: list[dict[str, str | int]]) -> None:
    lines = chain(details)
    assert chain_faults(lines) == []
    assert [line.number for line in lines] == list(range(1, len(details) + 1))
    assert [line.previous for line in lines] == [FIRST, *(line.hash for line in lines)][: len(lines)]


@pytest.mark.parametrize("field", ["number", "at", "actor", "act", "details", "previous", "hash"])
def test_a_changed_field_breaks_the_chain(field: str) -> None:
    lines = chain([{"n": n} for n in range(5)])
    changed = {"number": 9, "details": {"n": 9}}.get(field, "f" * 64)
    lines[2] = replace(lines[2], **{field: changed})
    assert chain_faults(lines)


def test_removing_or_slipping_in_or_swapping_breaks_the_chain() -> None:
    lines = chain([{"n": n} for n in range(5)])
    assert chain_faults(lines[1:])
    assert chain_faults([*lines[:2], *lines[3:]])
    assert chain_faults([*lines[:2], lines[1], *lines[2:]])
    assert chain_faults([lines[1], lines[0], *lines[2:]])
    forged = next_line(lines[1], NOW, "誰か", Act.REPLACED, {"n": 2})
    assert [fault.where for fault in chain_faults([*lines[:2], forged, *lines[3:]])] == ["4"]


def test_the_record_tells_the_whole_story(full_desk: Desk) -> None:
    evalapp("ballots", full_desk.evaluation, "--out", full_desk.ballots, "--member", "m2")
    full_desk.intake(full_desk.revised("m1", 0))
    typed = full_desk.table("typed.csv", [("m4", "A", "c1", 0)])
    evalapp("type-in", full_desk.evaluation, typed, "--apply")
    evalapp("undo-intake", full_desk.evaluation)
    lines = full_desk.record()
    assert [line["act"] for line in lines] == [
        "created",
        *["ballot-issued"] * 5,
        *["accepted"] * 5,
        "ballot-issued",
        "replaced",
        "typed-in",
        "intake-undone",
    ]
    codes = {line["details"].get("code") for line in lines}
    for member in ("m1", "m2"):
        again = evalapp("hand-in", full_desk.ballot(member), "--out", full_desk.submissions).out
        assert again.rpartition(": ")[2].strip() in codes
    assert all(line["actor"] for line in lines)
    text = evalapp("record", full_desk.evaluation).out
    assert len(text.splitlines()) == len(lines)
    assert full_desk.verified()
    head = lines[-1]["hash"]
    assert head in evalapp("record", full_desk.evaluation, "--verify").out
    assert full_desk.results()["evaluation"]["record_head"] == head
