"""Drafts of a set-up for tests."""

from __future__ import annotations

import resources
from evalapp.model import Evaluation
from evalapp.setup import parse_setup, read_setup_toml
from evalapp.setup_draft import Draft, Part
from evalapp.setup_edits import set_cells
from evalapp.setup_fixed import Fixed
from evalapp.setup_problems import problems
from evalapp.setup_starts import draft_of

ID = "0" * 32


def sample_evaluation() -> Evaluation:
    """The sample's set-up: subjects A, B, C, P; members m1 to m5."""
    return parse_setup(read_setup_toml(resources.path("sample", "setup.toml").read_bytes()), ID)


def sample_draft() -> Draft:
    """The sample being edited, without contents of its materials."""
    evaluation = sample_evaluation()
    materials = {one.id: [(name, "0" * 64) for name in one.materials] for one in evaluation.subjects}
    return draft_of(evaluation, materials)


def key(draft: Draft, part: Part, id_: str) -> int:
    """The key of the row with this id."""
    return next(row.key for row in draft.rows(part) if row.cells[0] == id_)


def with_cell(draft: Draft, part: Part, id_: str, column: str, text: str) -> Draft:
    """Another text in one cell."""
    return set_cells(draft, part, {(key(draft, part, id_), column): text})


def faults(draft: Draft, fixed: Fixed | None = None) -> list[tuple[str, str, str]]:
    """The problems as (code, id of the row, column)."""
    ids = {row.key: row.cells[0] for row in (*draft.subjects, *draft.members)}
    return [
        (one.error.code, ids.get(one.key or 0, ""), one.column) for one in problems(draft, fixed or Fixed())
    ]
