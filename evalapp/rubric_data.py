"""Rubrics read from a set-up or a shipped file."""

from __future__ import annotations

import tomllib

import resources
from evalapp.errors import EvalError
from evalapp.fields import Fields, refuse_twins
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep

MAX_POINTS = 1_000
MAX_DECIMALS = 3


def shipped_rubric_ids() -> tuple[str, ...]:
    """The ids of the rubrics shipped with the app, sorted."""
    return tuple(sorted(path.stem for path in resources.path("rubrics").glob("*.toml")))


def shipped_rubric(rubric_id: str) -> Rubric:
    """A rubric shipped with the app; ``rubric_id`` is one of ``shipped_rubric_ids()``."""
    path = resources.path("rubrics", f"{rubric_id}.toml")
    return parse_rubric(tomllib.loads(path.read_text("utf-8")), rubric_id)


def parse_rubric(values: object, where: str) -> Rubric:
    """Read a rubric as it stands in a set-up file (shape in ``docs/setup.md``).

    Raises:
        EvalError: a ``setup-…`` code that names the place and the key.
    """
    fields = Fields(values, where)
    where = fields.where
    steps = fields.tables("steps")
    default = _scale(steps, where) if steps else None
    criteria = tuple(
        _criterion(table, f"{where}, criterion {number}", default)
        for number, table in enumerate(fields.tables("criteria"), 1)
    )
    rubric = Rubric(
        id=fields.id(),
        title=fields.text("title"),
        criteria=criteria,
        comments=_comments(fields, tuple(CommentKind)),
        decimals=fields.integer("decimals", 0, MAX_DECIMALS, 1),
    )
    fields.finish()
    if not criteria:
        raise EvalError("setup-missing", where=where, key="criteria")
    refuse_twins(f"{where}, criteria", [criterion.id for criterion in criteria])
    return rubric


def _criterion(values: object, where: str, default: Scale | None) -> Criterion:
    fields = Fields(values, where)
    where = fields.where
    scored = fields.flag("scored", default=True)
    own = fields.tables("steps")
    scale = _scale(own, where) if own else default
    if scored and scale is None:
        raise EvalError("setup-missing", where=where, key="steps")
    criterion = Criterion(
        id=fields.id(),
        title=fields.text("title"),
        guidance=fields.paragraphs("guidance"),
        scale=scale if scored else None,
        scales_by_kind=_scales_by_kind(fields, where, scale if scored else None),
        comments=_comments(fields, ()),
    )
    fields.finish()
    return criterion


def _comments(fields: Fields, default: tuple[CommentKind, ...]) -> tuple[CommentKind, ...]:
    """The kinds of comments that are named, always in the order of ``CommentKind``."""
    if not fields.names("comments"):
        return default
    found = fields.choices("comments", CommentKind)
    return tuple(kind for kind in CommentKind if kind in found)


def _scales_by_kind(fields: Fields, where: str, scale: Scale | None) -> dict[EvaluationKind, Scale]:
    by_kind = Fields(fields.table("steps_by_kind"), f"{where}, steps_by_kind")
    scales: dict[EvaluationKind, Scale] = {}
    for kind in EvaluationKind:
        if not (steps := by_kind.tables(kind.value)):
            continue
        scales[kind] = _scale(steps, f"{where}, {kind.value}")
        if scale is None or scales[kind].points != scale.points:
            raise EvalError("setup-steps-differ", where=where, key=kind.value)
    by_kind.finish()
    return scales


def _scale(tables: tuple[object, ...], where: str) -> Scale:
    steps = []
    for number, table in enumerate(tables, 1):
        fields = Fields(table, f"{where}, step {number}")
        steps.append(ScaleStep(fields.integer("points", 0, MAX_POINTS), fields.text("label", "")))
        fields.finish()
    scale = Scale(tuple(steps))
    if len(set(scale.points)) < max(2, len(scale.points)):
        raise EvalError("setup-bad-scale", where=where)
    return scale
