"""Exact means and their one rounding. No float and no ``round()`` anywhere (DESIGN section 6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from evalapp.mark import Mark, NoPoints

NO_MEAN = "－"
"""Printed where there are no points at all."""


def half_up(total: int, count: int, decimals: int) -> str:
    """The mean ``total / count`` rounded half up, as printed: ``half_up(9, 4, 1) == "2.3"``.

    This is the only place where a mean is rounded; screens, Excel and PDF print what it returns. The
    published report rounds half up: 1, 3, 2, 3 is printed 2.3 (its project B, 費用対効果).

    Args:
        total: the sum of the points, 0 or more.
        count: how many points were added, 1 or more.
        decimals: digits after the point, 0 or more.
    """
    if total < 0 or count < 1 or decimals < 0:
        raise ValueError(f"no mean of {total} over {count} to {decimals} digits")
    units = (2 * total * 10**decimals + count) // (2 * count)
    if decimals == 0:
        return str(units)
    whole, rest = divmod(units, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}"


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one criterion of one subject over its received sheets.

    Attributes:
        n: how many members gave points: the denominator.
        total: the sum of those points.
        blank: cells left empty.
        cannot_judge: cells marked 評価不能.
        recused: members who do not judge the subject; they have no column.
    """

    n: int
    total: int
    blank: int = 0
    cannot_judge: int = 0
    recused: int = 0

    @property
    def mean(self) -> Fraction | None:
        """The exact mean, ``None`` without points."""
        return Fraction(self.total, self.n) if self.n else None

    def printed(self, decimals: int) -> str:
        """The mean as printed: half up, or ``－`` without points."""
        return half_up(self.total, self.n, decimals) if self.n else NO_MEAN


def tally(marks: Iterable[Mark], recused: int = 0) -> Tally:
    """Count ``marks``; only points enter the mean. ``recused`` adds members who have no mark at all."""
    cells = tuple(marks)
    points = [mark for mark in cells if isinstance(mark, int)]
    blank = cannot_judge = 0
    if len(points) < len(cells):
        blank = sum(mark is NoPoints.BLANK for mark in cells)
        cannot_judge = sum(mark is NoPoints.CANNOT_JUDGE for mark in cells)
        recused += len(cells) - len(points) - blank - cannot_judge
    return Tally(len(points), sum(points), blank, cannot_judge, recused)
