"""Edits of a rubric's wording: every step leads from one valid rubric to another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from evalapp.errors import EvalError
from evalapp.fields import Fields
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep
from evalapp.rubric_data import MAX_POINTS
from evalapp.setup_edits import next_id

_NUMBER = re.compile("[0-9０-９]{1,4}")

USUAL_STEPS = Scale(tuple(ScaleStep(points) for points in (3, 2, 1, 0)))
"""What a criterion is scored by where no other of its rubric is scored."""


def read_title(text: str, where: str) -> str:
    """A title as typed.

    Raises:
        EvalError: ``setup-missing``, or as ``check_line``.
    """
    return Fields({"title": text}, where).text("title")


def read_guidance(text: str, where: str) -> str:
    """Guidance as typed; see ``Fields.paragraphs``."""
    return Fields({"guidance": text}, where).paragraphs("guidance")


def read_label(text: str, where: str) -> str:
    """A step's label as typed; may be empty."""
    return Fields({"label": text}, where).text("label", "")


def read_points(text: str, where: str) -> int:
    """A step's points as typed, in any width.

    Raises:
        EvalError: ``setup-bad-number``.
    """
    # not the normalised text: that of ² is 2
    found = int(text) if _NUMBER.fullmatch(text.strip()) else MAX_POINTS + 1
    if found > MAX_POINTS:
        raise EvalError(
            "setup-bad-number", where=where, key="points", found=text.strip()[:40], low=0, high=MAX_POINTS
        )
    return found


def with_criterion(rubric: Rubric, criterion: Criterion) -> Rubric:
    """With another wording of the criterion that has this id."""
    return replace(
        rubric, criteria=tuple(criterion if one.id == criterion.id else one for one in rubric.criteria)
    )


def with_new_criterion(
    rubric: Rubric, after: str, title: str, taken: Collection[str] = ()
) -> tuple[Rubric, str]:
    """With one more criterion, scored as its neighbours are.

    Args:
        rubric: so far.
        after: the id of the criterion that it follows.
        title: of the new one.
        taken: ids that other criteria of this rubric once had: answers may name them.

    Returns:
        The rubric, and the id of the new criterion.
    """
    places = [one.id for one in rubric.criteria]
    id_ = next_id([*taken, *places], "c1", places[-1])
    place = places.index(after) + 1
    like = (*rubric.criteria[place - 1 :: -1], *rubric.criteria[place:])
    scale = next((one.scale for one in like if one.scale is not None), USUAL_STEPS)
    by_kind = next((one.scales_by_kind for one in like if one.scale is scale), {})
    new = Criterion(id_, title, scale=scale, scales_by_kind=by_kind)
    criteria = (*rubric.criteria[:place], new, *rubric.criteria[place:])
    return replace(rubric, criteria=criteria), id_


def without_criterion(rubric: Rubric, criterion_id: str) -> Rubric:
    """Without a criterion.

    Raises:
        EvalError: ``rubric-last-criterion``: it is the only one.
    """
    if len(rubric.criteria) == 1:
        raise EvalError("rubric-last-criterion")
    return replace(rubric, criteria=tuple(one for one in rubric.criteria if one.id != criterion_id))


def moved_criterion(rubric: Rubric, criterion_id: str, by: int) -> Rubric:
    """With a criterion so many places further down (negative: up), as far as there are places."""
    criteria = list(rubric.criteria)
    place = next(place for place, one in enumerate(criteria) if one.id == criterion_id)
    one = criteria.pop(place)
    criteria.insert(max(0, min(place + by, len(criteria))), one)
    return replace(rubric, criteria=tuple(criteria))


def with_scoring(rubric: Rubric, criterion: Criterion, *, scored: bool) -> Criterion:
    """The criterion scored, by the steps of another of its rubric, or for comments only."""
    if scored == criterion.scored:
        return criterion
    if not scored:
        return replace(criterion, scale=None, scales_by_kind={})
    like = next((one for one in rubric.scored), None)
    if like is None:
        return replace(criterion, scale=USUAL_STEPS)
    return replace(criterion, scale=like.scale, scales_by_kind=like.scales_by_kind)


def with_comment(kinds: Iterable[CommentKind], kind: CommentKind, *, wanted: bool) -> tuple[CommentKind, ...]:
    """The kinds of comment asked for, with or without ``kind``, in their own order."""
    found = {*kinds, kind} if wanted else {*kinds} - {kind}
    return tuple(one for one in CommentKind if one in found)


def with_steps(criterion: Criterion, steps: tuple[ScaleStep, ...], where: str) -> Criterion:
    """Scored by other steps; labels for kinds of evaluation stay with their points.

    Raises:
        EvalError: ``setup-bad-scale``.
    """
    points = [step.points for step in steps]
    if len(points) < 2 or len(set(points)) < len(points):
        raise EvalError("setup-bad-scale", where=where)
    by_kind = {}
    for kind, scale in criterion.scales_by_kind.items():
        labels = {step.points: step.label for step in scale.steps}
        by_kind[kind] = Scale(
            tuple(ScaleStep(one.points, labels.get(one.points, one.label)) for one in steps)
        )
    return replace(criterion, scale=Scale(steps), scales_by_kind=by_kind)


def with_points(criterion: Criterion, step: int, points: int, where: str) -> Criterion:
    """With other points for one step, for every kind of evaluation.

    Raises:
        EvalError: ``setup-bad-scale``: another step has them.
    """
    if criterion.scale is None:
        raise ValueError("no steps")
    changed = {
        kind: Scale(_exchanged(scale.steps, step, replace(scale.steps[step], points=points)))
        for kind, scale in criterion.scales_by_kind.items()
    }
    steps = _exchanged(criterion.scale.steps, step, replace(criterion.scale.steps[step], points=points))
    return replace(with_steps(criterion, steps, where), scales_by_kind=changed)


def with_label(criterion: Criterion, kind: EvaluationKind | None, step: int, label: str) -> Criterion:
    """With another label for a step: of one kind of evaluation, or (``None``) of those without their own."""
    if criterion.scale is None:
        raise ValueError("no steps")
    scale = criterion.scale if kind is None else criterion.scale_for(kind)
    new = Scale(_exchanged(scale.steps, step, replace(scale.steps[step], label=label)))
    if kind is None:
        return replace(criterion, scale=new)
    by_kind = {one: found for one, found in criterion.scales_by_kind.items() if one is not kind}
    if new.steps != criterion.scale.steps:
        by_kind[kind] = new
    return replace(criterion, scales_by_kind=by_kind)


def with_same_steps(rubric: Rubric, criterion: Criterion) -> Rubric:
    """With the steps of ``criterion`` for every scored criterion."""
    return replace(
        rubric,
        criteria=tuple(
            replace(one, scale=criterion.scale, scales_by_kind=criterion.scales_by_kind)
            if one.scored
            else one
            for one in rubric.criteria
        ),
    )


def with_own_id(rubric: Rubric, taken: Iterable[str]) -> Rubric:
    """The rubric under an id that no other has."""
    ids = list(taken)
    if rubric.id.casefold() not in {one.casefold() for one in ids}:
        return rubric
    return replace(rubric, id=next_id(ids, rubric.id, f"{rubric.id}-1"))


def _exchanged(steps: tuple[ScaleStep, ...], place: int, step: ScaleStep) -> tuple[ScaleStep, ...]:
    return (*steps[:place], step, *steps[place + 1 :])
