"""The wordings that a rubric has had: today's, and those from before its revisions."""

from __future__ import annotations

from evalapp.model import Evaluation, RubricRevision
from evalapp.rubric import Criterion, Rubric
from evalapp.rubric_document import rubric_digest


def revisions_of(evaluation: Evaluation, rubric_id: str) -> tuple[RubricRevision, ...]:
    """The revisions of one rubric, oldest first."""
    return tuple(one for one in evaluation.revisions if one.rubric_id == rubric_id)


def wordings(evaluation: Evaluation, rubric_id: str) -> tuple[Rubric, ...]:
    """All wordings of a rubric, oldest first, today's last; empty where there is no such rubric."""
    now = tuple(rubric for rubric in evaluation.rubrics if rubric.id == rubric_id)
    return (*(one.before for one in revisions_of(evaluation, rubric_id)), *now)


def place_of(found: tuple[Rubric, ...], digest: str) -> int | None:
    """Where in ``found`` the wording with this digest stands, or ``None``.

    A wording that was returned to later is taken where it stood last: who answered it answered just that.
    """
    return max((place for place, one in enumerate(found) if rubric_digest(one) == digest), default=None)


def wording(evaluation: Evaluation, rubric_id: str, digest: str) -> Rubric | None:
    """The wording of a rubric that a digest names, whenever it stood; ``None`` if it never did."""
    found = wordings(evaluation, rubric_id)
    place = place_of(found, digest)
    return None if place is None else found[place]


def keepable(before: Criterion, after: Criterion) -> bool:
    """Whether answers can go on standing in another wording: the points allowed are the same."""
    return _points(before) == _points(after)


def unchanged(before: Rubric, after: Rubric) -> tuple[str, ...]:
    """The criteria that are in both wordings, word for word, by id and in the order of ``after``."""
    earlier = {criterion.id: criterion for criterion in before.criteria}
    return tuple(one.id for one in after.criteria if earlier.get(one.id) == one)


def choices(before: Rubric, after: Rubric) -> tuple[str, ...]:
    """The criteria of which a person decides whether their answers stand, by id, in the order of ``after``.

    They are in both wordings, worded otherwise, with the same points allowed.
    """
    earlier = {criterion.id: criterion for criterion in before.criteria}
    return tuple(
        one.id
        for one in after.criteria
        if one.id in earlier and earlier[one.id] != one and keepable(earlier[one.id], one)
    )


def _points(criterion: Criterion) -> frozenset[int]:
    return frozenset(criterion.scale.points) if criterion.scale else frozenset()
