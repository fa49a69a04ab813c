"""Rubrics: what is judged and on which scale. Rubrics are data; this module gives the data its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class EvaluationKind(StrEnum):
    """When in a project's life it is evaluated; some labels depend on it."""

    EX_ANTE = "ex-ante"
    INTERIM = "interim"
    FINAL = "final"
    FOLLOW_UP = "follow-up"


class CommentKind(StrEnum):
    """What a comment is for: 肯定的意見, 問題点・改善すべき点, 提言."""

    POSITIVE = "positive"
    ISSUE = "issue"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One allowed score. ``points`` is an integer from 0 to 1,000; ``label`` may be empty."""

    points: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of one criterion, best first as they are printed; at least two, points all different."""

    steps: tuple[ScaleStep, ...]

    @property
    def points(self) -> tuple[int, ...]:
        """The allowed points in printed order."""
        return tuple(step.points for step in self.steps)

    @property
    def maximum(self) -> int:
        """The highest allowed points: the end of a chart's axis."""
        return max(self.points)

    @property
    def minimum(self) -> int:
        """The lowest allowed points."""
        return min(self.points)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One heading to judge.

    Attributes:
        id: unique in its rubric.
        title: as printed, without a number.
        guidance: what to look at; may be empty.
        scale: the steps, or ``None`` for a comment-only heading.
        scales_by_kind: other labels (never other points) for some kinds of evaluation.
        comments: the kinds of comment asked for on this criterion itself.
    """

    id: str
    title: str
    guidance: str = ""
    scale: Scale | None = None
    scales_by_kind: Mapping[EvaluationKind, Scale] = field(default_factory=dict)
    comments: tuple[CommentKind, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether the criterion takes points."""
        return self.scale is not None

    def scale_for(self, kind: EvaluationKind) -> Scale:
        """The scale with the labels for ``kind``. Asking a comment-only criterion is a bug."""
        if self.scale is None:
            raise ValueError(f"criterion {self.id!r} takes no points")
        return self.scales_by_kind.get(kind, self.scale)


@dataclass(frozen=True, slots=True)
class Rubric:
    """An ordered set of criteria.

    Attributes:
        id: unique in its evaluation.
        title: as shown to people.
        criteria: in the order judged and printed.
        comments: the kinds of comment asked for on a whole subject.
        decimals: digits after the point of a printed mean, 0 to 3.
    """

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    comments: tuple[CommentKind, ...] = tuple(CommentKind)
    decimals: int = 1

    @property
    def scored(self) -> tuple[Criterion, ...]:
        """The criteria that take points, in order."""
        return tuple(criterion for criterion in self.criteria if criterion.scored)

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion with this id.

        Raises:
            KeyError: the rubric has none.
        """
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def number(self, criterion_id: str) -> int:
        """The criterion's place in ``criteria``, from 1: the number it carries wherever it is printed.

        Raises:
            KeyError: the rubric has none with this id.
        """
        for number, criterion in enumerate(self.criteria, 1):
            if criterion.id == criterion_id:
                return number
        raise KeyError(criterion_id)
