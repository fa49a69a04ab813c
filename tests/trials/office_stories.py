"""What the secretariat does in the trials of kills and faults beyond taking files in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evalapp.correcting import verified_corrections
from evalapp.store.closing import closings
from evalapp.store.double_entry import typings
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.forms import waiting_forms
from evalapp.store.setup_draft import materials_in_force, read_draft
from tests.form_desk import FormDesk
from tests.story import SMALL_SETUP, Desk, evalapp, new_desk, own_data
from tests.trials.contents import evaluation_contents
from tests.trials.office_driver import NEW_TITLE, PLACE
from tests.trials.stories import Story

_ALONE = SMALL_SETUP.replace('rubric = "small"', 'rubric = "small"\ntwo_person_rule = false', 1)
_FILE = "{}/sample.evaluation"


def build(folder: Path) -> Path:
    """``sample.evaluation`` has m1's form waiting (its ``code``), ``empty.evaluation`` is not issued."""
    with own_data(folder.parent / "data"):
        desk = new_desk(folder, _ALONE)
        evalapp("new", folder / "empty.evaluation", "--setup", folder / "setup.toml")
        forms = FormDesk(desk)
        forms.issue("m1")
        forms.take_in(forms.answered())
    with EvaluationFile(desk.evaluation) as file:
        (form,) = waiting_forms(file)
    (folder / "code").write_text(form.code, "utf-8")
    return folder


def _contents(folder: Path) -> dict[str, Any]:
    path = Desk(folder).evaluation
    with EvaluationFile(path) as file:
        closed = closings(file)
        return {
            **evaluation_contents(path),
            "closings": [(one.number, one.actor, one.reopening and one.reopening.reason) for one in closed],
            "corrections": verified_corrections(file).corrections if closed else None,
            "typed": {place: (one.first.sheet, one.second) for place, one in typings(file).items()},
            "waiting": [one.code for one in waiting_forms(file)],
        }


def _acts(contents: dict[str, Any]) -> list[str]:
    return [act for act, _code in contents["acts"]]


def _close_keeps(contents: dict[str, Any], out: str, _err: str) -> None:
    reasons = [reason for *_who, reason in contents["closings"]]
    assert len(reasons) == _acts(contents).count("closed") >= out.count("is closed.")
    again = [reason for reason in reasons if reason]
    assert len(again) == _acts(contents).count("reopened") >= out.count("is open again")
    assert again == ["誤記のため"] * len(again)


def _confirm_keeps(contents: dict[str, Any], out: str, _err: str) -> None:
    counts = len([mark for mark in contents["marks"] if mark[2] == 1])
    assert counts == (0 if contents["waiting"] else 4)
    assert counts or "Confirmed" not in out


def _paper_keeps(contents: dict[str, Any], out: str, _err: str) -> None:
    counts = len([mark for mark in contents["marks"] if mark[2] == 2])
    first, second = contents["typed"].get(PLACE, (None, None))
    assert counts == (2 if _acts(contents).count("typed-in") else 0)
    assert not (counts and first)
    assert counts or second or "second" not in out
    assert counts or first or "first" not in out
    assert counts or "confirm" not in out


def _setup_contents(folder: Path) -> dict[str, Any]:
    path = folder / "empty.evaluation"
    with EvaluationFile(path) as file:
        return {
            **evaluation_contents(path),
            "setup": file.evaluation,
            "draft": read_draft(file),
            "materials": materials_in_force(file),
            "kept": file.db.execute("SELECT count(*) FROM draft_material").fetchone(),
        }


def _setup_keeps(contents: dict[str, Any], out: str, _err: str) -> None:
    setup, draft = contents["setup"], contents["draft"]
    changed = setup.info.title == NEW_TITLE
    assert [one.id for one in setup.subjects] == ["P", "Q", *(["R"] if changed else [])]
    assert set(contents["materials"]) == ({"R"} if changed else set())
    assert not (changed and draft)
    assert draft is None or (draft.head.cells[0] == NEW_TITLE and contents["kept"] == (1,))
    assert changed or "Done" not in out


STORIES = {
    "close": Story(
        (("close", _FILE), ("reopen", _FILE, "--reason", "誤記のため"), ("close", _FILE)),
        _contents,
        _close_keeps,
        says=r"is closed\.|is open again",
        stands="closed already|is not closed",
    ),
    "confirm": Story(
        (("confirm", _FILE, "--member", "m1", "--code", "<{}/code", "--apply"),),
        _contents,
        _confirm_keeps,
        says="^Confirmed",
        stands="is waiting to be confirmed",
    ),
    "paper": Story(
        (("window", "first", _FILE), ("window", "second", _FILE), ("window", "confirm", _FILE)),
        _contents,
        _paper_keeps,
        says="Done",
        stands="meanwhile",
    ),
    "draft": Story(
        (("window", "setup", "{}/empty.evaluation"),),
        _setup_contents,
        _setup_keeps,
        says="Done",
    ),
}
