"""A new wording of a rubric after something was issued: a revision, which says what becomes of answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from evalapp.errors import EvalError
from evalapp.model import Evaluation, RubricRevision
from evalapp.rubric import Rubric
from evalapp.rubric_document import rubric_digest
from evalapp.wordings import choices, unchanged

Kept = Mapping[str, Collection[str]]
"""By rubric id: the criteria, by id, whose answers are to stand although they are worded otherwise now."""


def reworded(old: Evaluation, new: Evaluation) -> tuple[tuple[Rubric, Rubric], ...]:
    """The rubrics by which anything was judged and that are worded otherwise now, each before and after."""
    used = {subject.rubric_id for subject in old.subjects}
    before = {rubric.id: rubric for rubric in old.rubrics if rubric.id in used}
    pairs = ((before.get(rubric.id), rubric) for rubric in new.rubrics)
    return tuple((one, other) for one, other in pairs if one is not None and one != other)


def revised(old: Evaluation, new: Evaluation, kept: Kept) -> Evaluation:
    """``new`` with the revisions that lead to it from ``old``; those that it has itself are not looked at.

    Args:
        old: as it stands, with something issued.
        new: as it is to be.
        kept: for every rubric that leaves a choice; criteria that are word for word the same always stand.

    Raises:
        EvalError: ``setup-cannot-keep`` for a criterion that is not in both wordings with
            the same points; ``setup-overtaken`` if nothing was said of a rubric that leaves a choice.
    """
    revisions = list(old.revisions)
    for before, after in reworded(old, new):
        open_to_choice, same = choices(before, after), unchanged(before, after)
        if open_to_choice and after.id not in kept:
            raise EvalError("setup-overtaken")
        wanted = kept.get(after.id, ())
        for criterion_id in wanted:
            if criterion_id not in (*open_to_choice, *same):
                raise EvalError("setup-cannot-keep", criterion=criterion_id)
        stand = tuple(one.id for one in after.criteria if one.id in same or one.id in wanted)
        revisions.append(RubricRevision(after.id, before, rubric_digest(after), stand))
    return replace(new, revisions=tuple(revisions))
