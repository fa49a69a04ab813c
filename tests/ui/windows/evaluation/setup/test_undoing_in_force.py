"""What was typed can be undone although its draft has come into force, as long as nothing is issued."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evalapp.setup_draft import Part
from evalapp.setup_edits import delete_rows, set_cell
from tests.story import evalapp
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.setup_work import SetupWork


@pytest.fixture
def work(free_path: Path, open_office: Callable[[Path], Office]) -> SetupWork:
    return SetupWork(open_office(free_path))


def type_name(work: SetupWork, row: int, name: str) -> None:
    key = work.draft.members[row].key
    work.change(set_cell(work.draft, Part.MEMBERS, key, "name", name), "Typing")


def leave(work: SetupWork) -> None:
    """Go to another page."""
    work.office.flush()
    assert not work.pending


def names(work: SetupWork) -> list[str]:
    return [member.name for member in work.office.evaluation.members]


def test_steps_are_undone_and_made_again_across_coming_into_force(work: SetupWork, free_path: Path) -> None:
    before = names(work)
    type_name(work, 0, " 一人目 ")
    leave(work)
    type_name(work, 1, "二人目")
    leave(work)
    assert names(work)[:2] == ["一人目", "二人目"]
    work.undo()
    leave(work)
    assert names(work)[:2] == ["一人目", before[1]]
    work.undo()
    assert not work.undo_name
    leave(work)
    assert names(work) == before
    for _step in range(2):
        work.redo()
    leave(work)
    assert names(work)[:2] == ["一人目", "二人目"]
    assert evalapp("record", free_path, "--verify").code == 0


def test_a_row_taken_out_comes_back_as_a_new_one_with_what_hung_on_it(work: SetupWork) -> None:
    before, recusals = names(work), work.office.evaluation.recusals
    gone = next(row for row in work.draft.members if row.was == recusals[0].member_id)
    work.change(delete_rows(work.draft, Part.MEMBERS, [gone.key], work.fixed), "Remove rows")
    leave(work)
    assert len(names(work)) == len(before) - 1
    work.undo()
    back = work.draft.row(Part.MEMBERS, gone.key)
    assert back is not None
    assert back.was == "", "the set-up in force has no such member"
    leave(work)
    assert names(work) == before
    assert work.office.evaluation.recusals == recusals


def test_what_another_one_has_changed_meanwhile_is_not_undone(
    work: SetupWork, free_path: Path, open_office: Callable[[Path], Office]
) -> None:
    type_name(work, 0, "こちら")
    other = SetupWork(open_office(free_path))
    other.change(set_cell(other.draft, Part.HEAD, 0, "title", "あちら"), "Typing")
    leave(other)
    leave(work)
    assert work.undo_name == ""


def test_once_something_is_issued_an_undone_step_waits_to_be_looked_at(
    work: SetupWork, free_path: Path
) -> None:
    before = names(work)
    type_name(work, 0, "一人目")
    leave(work)
    evalapp("ballots", free_path, "--out", free_path.parent / "ballots")
    work.office.look()
    work.undo()
    work.office.flush()
    assert work.pending
    assert not work.faults
    assert (work.draft.members[0].cells[1], names(work)[0]) == (before[0], "一人目")


def test_a_step_to_a_material_that_is_gone_is_no_step(work: SetupWork) -> None:
    key = work.draft.subjects[0].key
    before = names(work)[0]
    type_name(work, 0, "前")
    fewer = {**work.draft.materials, key: work.draft.materials[key][:1]}
    work.change(replace(work.draft, materials=fewer), "Remove the material")
    type_name(work, 0, "後")
    leave(work)
    assert names(work)[0] != before
    work.undo()
    assert work.undo_name == "", "the step before would need its content"
    leave(work)
    assert names(work)[0] == "前"
