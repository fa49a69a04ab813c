"""Spread, agreement and tendencies: for the secretariat's eyes only, and never part of an official mean.

Everything is exact until it is shown. What the measures mean is written down in ``docs/results.md``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import isqrt

from evalapp.mark import NoPoints
from evalapp.model import Member
from evalapp.report import CriterionResult, Report, SubjectReport

LEAN = Fraction(1, 12)
"""A mean deviation of this share of the scale is a tendency: a quarter point on a scale from 0 to 3."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the points of one cell of subjects × criteria lie. Without points all but ``n`` are ``None``.

    Attributes:
        n: how many members gave points.
        median: the middle one, or half the sum of the two in the middle.
        low: the fewest points given; ``high``: the most.
        variance: the mean square of the deviations from the mean: divided by n, for the committee is all that
            there is and no sample of a larger one.
        agreement: the share of all pairs of members who gave the same points: 1 where all agree, ``None``
            for fewer than two.
        distance: the mean of how many points two members lie apart, over all pairs; ``None`` likewise.
        disagreement: ``distance`` as a share of the scale, by which cells of different scales are sorted.
    """

    n: int
    median: Fraction | None = None
    low: int | None = None
    high: int | None = None
    variance: Fraction | None = None
    agreement: Fraction | None = None
    distance: Fraction | None = None
    disagreement: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a subject's table with its spread."""

    subject: SubjectReport
    result: CriterionResult
    spread: Spread


class Leaning(StrEnum):
    """Whether a member gives fewer or more points than the others on the same cells."""

    STRICT = "strict"
    NEAR = "near"
    LENIENT = "lenient"


@dataclass(frozen=True, slots=True)
class Tendency:
    """How one member's points lie to those of the others on the same cells.

    Attributes:
        cells: on how many cells the member and at least one other gave points.
        share: the mean deviation from the mean of the others, as a share of each cell's scale; below zero
            the member gives fewer points. ``None`` without such cells.
    """

    member: Member
    cells: int
    share: Fraction | None

    @property
    def leaning(self) -> Leaning | None:
        """What ``share`` amounts to; ``None`` without cells."""
        if self.share is None:
            return None
        if abs(self.share) < LEAN:
            return Leaning.NEAR
        return Leaning.STRICT if self.share < 0 else Leaning.LENIENT


@dataclass(frozen=True, slots=True)
class InternalView:
    """What the secretariat sees of a Report besides what is printed.

    Attributes:
        cells: all, the largest disagreement first; those without one last, in the report's order.
        tendencies: of the whole committee, in its order.
        width: the points from the lowest to the highest step where all criteria have the same, else ``None``:
            then deviations can only be told as shares of the scale.
    """

    cells: tuple[Cell, ...]
    tendencies: tuple[Tendency, ...]
    width: int | None


def internal_view(report: Report) -> InternalView:
    """The internal view of ``report``, whatever the order of its columns."""
    cells = [
        Cell(subject, result, spread(points_of(result), scale_width(subject, result)))
        for subject in report.subjects
        for result in subject.results
    ]
    cells.sort(key=_disagreement, reverse=True)
    widths = {scale_width(cell.subject, cell.result) for cell in cells}
    return InternalView(tuple(cells), _tendencies(report), widths.pop() if len(widths) == 1 else None)


def points_of(result: CriterionResult) -> tuple[int, ...]:
    """The points given, in the order of the columns."""
    return tuple(mark for mark in result.marks if not isinstance(mark, NoPoints))


def scale_width(subject: SubjectReport, result: CriterionResult) -> int:
    """The points from the lowest to the highest step, 1 or more."""
    scale = result.criterion.scale_for(subject.subject.evaluation_kind)
    return max(scale.maximum - scale.minimum, 1)


def spread(points: Sequence[int], width: int) -> Spread:
    """How ``points`` lie on a scale of this ``width``."""
    n = len(points)
    if not n:
        return Spread(0)
    ordered, total = sorted(points), sum(points)
    median = Fraction(ordered[(n - 1) // 2] + ordered[n // 2], 2)
    squares = sum(one * one for one in points)
    variance = Fraction(n * squares - total * total, n * n)
    if n == 1:
        return Spread(n, median, ordered[0], ordered[-1], variance)
    pairs = n * (n - 1) // 2
    alike = sum(count * (count - 1) // 2 for count in Counter(points).values())
    # in order, the one at place i is added i times and taken away n - 1 - i times
    apart = Fraction(sum((2 * place - n + 1) * one for place, one in enumerate(ordered)), pairs)
    return Spread(n, median, ordered[0], ordered[-1], variance, Fraction(alike, pairs), apart, apart / width)


def rounded(value: Fraction, decimals: int) -> str:
    """``value`` to so many digits, half away from zero, for display only: ``"0.67"``, ``"-0.25"``."""
    units = (2 * abs(value.numerator) * 10**decimals + value.denominator) // (2 * value.denominator)
    return _digits(-units if value < 0 else units, decimals)


def root(value: Fraction, decimals: int) -> str:
    """The square root of ``value``, 0 or more, likewise: the standard deviation of a variance."""
    units = (isqrt(4 * 10 ** (2 * decimals) * value.numerator // value.denominator) + 1) // 2
    return _digits(units, decimals)


def _digits(units: int, decimals: int) -> str:
    whole, rest = divmod(abs(units), 10**decimals)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def _disagreement(cell: Cell) -> tuple[bool, Fraction, int]:
    spread = cell.spread
    if spread.disagreement is None or spread.high is None or spread.low is None:
        return False, Fraction(0), 0
    return True, spread.disagreement, spread.high - spread.low


def _tendencies(report: Report) -> tuple[Tendency, ...]:
    cells: Counter[str] = Counter()
    # by member and denominator: some ten fractions a member are added in the end, not one a cell
    deviations: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for subject, result in _with_points(report):
        total, n = result.tally.total, result.tally.n
        below = (n - 1) * scale_width(subject, result)
        for column, mark in zip(subject.columns, result.marks, strict=True):
            if not isinstance(mark, NoPoints):
                cells[column.member.id] += 1
                # the points less the mean of the others, times what is below
                deviations[column.member.id][below] += mark * n - total
    return tuple(
        Tendency(
            member,
            cells[member.id],
            sum((Fraction(above, below) for below, above in deviations[member.id].items()), start=Fraction(0))
            / cells[member.id]
            if cells[member.id]
            else None,
        )
        for member in report.members
    )


def _with_points(report: Report) -> Iterator[tuple[SubjectReport, CriterionResult]]:
    """The cells in which at least two members can be held against each other."""
    for subject in report.subjects:
        for result in subject.results:
            if result.tally.n > 1:
                yield subject, result
