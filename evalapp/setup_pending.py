"""Whether a set-up is being changed."""

from __future__ import annotations

from dataclasses import replace

from evalapp.model import Evaluation
from evalapp.setup_draft import Draft, DraftMaterial
from evalapp.setup_starts import draft_of


def differs(draft: Draft, evaluation: Evaluation) -> bool:
    """Whether a draft is another set-up than the one in force; materials are held against it by name only.

    A draft that was changed back is no other one, although it may still lie in the file.
    """
    files = {subject.id: tuple((name, "") for name in subject.materials) for subject in evaluation.subjects}
    return _compared(draft) != _compared(draft_of(evaluation, files))


def _compared(draft: Draft) -> Draft:
    """Without what says nothing about the set-up: contents of materials and the next row's key."""
    files = {
        key: tuple(DraftMaterial(one.name, "") for one in materials)
        for key, materials in draft.materials.items()
        if materials
    }
    return replace(draft, materials=files, next_key=0)
