"""Acts that only the secretariat's window has, as its pages do them: for a process that dies."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from evalapp.answers import carried_over
from evalapp.ballot import blank_sheet
from evalapp.confirming_paper import confirm_paper, paper_of
from evalapp.errors import EvalError
from evalapp.language import load_language
from evalapp.model import ScoreSheet
from evalapp.setup_draft import Draft, DraftMaterial, Part
from evalapp.setup_edits import insert_rows, set_cells
from evalapp.setup_problems import contents_of, evaluation_of
from evalapp.setup_starts import draft_of
from evalapp.store.adopting import adopt
from evalapp.store.double_entry import keep_entry, typings
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import materials_in_force, put_material, write_draft
from ui.messages import phrase

NEW_TITLE = "書き改めた評価"
PLACE = ("m2", "P")
"""Member and subject of the sheet that is typed in."""
_ACTOR = "secretary"
_NOW = datetime(2027, 1, 12, tzinfo=UTC)


def act(name: str, path: str) -> int:
    """Do one of the acts with the evaluation; says so, or why not, as a command does."""
    acts: dict[str, Callable[[EvaluationFile], object]] = {
        "draft": _draft,
        "setup": _set_up,
        "first": lambda file: _type(file, second=False),
        "second": lambda file: _type(file, second=True),
        "confirm": _confirm,
    }
    try:
        with EvaluationFile(Path(path)) as file:
            acts[name](file)
    except EvalError as fault:
        print(f"evalapp: {phrase(fault, load_language('en'))}", file=sys.stderr)
        return 1
    print(f"Done: {name}")
    return 0


def _draft(file: EvaluationFile) -> Draft:
    """A title, a subject and its material are typed in."""
    sha256 = put_material(file, b"%PDF-1.4 material")
    draft = draft_of(file.evaluation, materials_in_force(file))
    draft = insert_rows(draft, Part.SUBJECTS, len(draft.subjects))
    new = draft.subjects[-1].key
    draft = set_cells(draft, Part.HEAD, {(0, "title"): NEW_TITLE})
    draft = set_cells(draft, Part.SUBJECTS, {(new, "id"): "R", (new, "title"): "課題Ｒ"})
    draft = replace(draft, materials={new: (DraftMaterial("資料.pdf", sha256),)})
    write_draft(file, draft, _NOW)
    return draft


def _set_up(file: EvaluationFile) -> None:
    """A draft without faults comes into force where nothing was issued; once is enough."""
    if file.evaluation.info.title != NEW_TITLE:
        draft = _draft(file)
        evaluation = evaluation_of(draft, file.evaluation.info.id)
        adopt(file, evaluation, contents_of(draft), _NOW, _ACTOR, kept={})


def _type(file: EvaluationFile, *, second: bool) -> None:
    subject = next(one for one in file.evaluation.subjects if one.id == PLACE[1])
    rubric = file.evaluation.rubric_of(subject)
    typed = ScoreSheet(subject.id, {one.id: 1 for one in rubric.scored})
    sheet = carried_over(typed, blank_sheet(subject, rubric), rubric)
    keep_entry(file, PLACE[0], sheet, _NOW, _ACTOR, second=second, finished=True)


def _confirm(file: EvaluationFile) -> None:
    typing = typings(file).get(PLACE)
    if typing is None:
        raise EvalError("typing-overtaken")
    confirm_paper(file, paper_of(file, typing, _NOW), _NOW, _ACTOR)
