"""The internal measures, held against their definitions."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import combinations
from statistics import median, pvariance

from hypothesis import given
from hypothesis import strategies as st

from evalapp.internal_view import LEAN, Leaning, Spread, internal_view, root, rounded, spread
from evalapp.mark import NoPoints
from evalapp.rubric import Scale, ScaleStep
from tests.builders import RUBRIC, published_report, report, subject_report

POINTS = st.lists(st.integers(0, 5), min_size=2, max_size=12)


@given(POINTS)
def test_every_measure_is_its_definition(points: list[int]):
    found = spread(points, 5)
    pairs = list(combinations(points, 2))
    assert found.median == median(map(Fraction, points))
    assert (found.low, found.high) == (min(points), max(points))
    assert found.variance == pvariance(map(Fraction, points))
    assert found.agreement == Fraction(sum(one == other for one, other in pairs), len(pairs))
    assert found.distance == Fraction(sum(abs(one - other) for one, other in pairs), len(pairs))
    assert found.disagreement == found.distance / 5


def test_one_score_agrees_with_nobody_and_no_score_says_nothing():
    assert spread([2], 3) == Spread(1, Fraction(2), 2, 2, Fraction(0))
    assert spread([], 3) == Spread(0)


@given(st.fractions(0, 1000, max_denominator=1000), st.integers(0, 4))
def test_figures_are_rounded_half_up_and_only_for_display(value: Fraction, decimals: int):
    with localcontext() as context:
        context.prec = 60
        unit, exact = Decimal(1).scaleb(-decimals), Decimal(value.numerator) / value.denominator
        assert Decimal(rounded(value, decimals)) == exact.quantize(unit, ROUND_HALF_UP)
        assert Decimal(rounded(-value, decimals)) == (-exact).quantize(unit, ROUND_HALF_UP)
        assert Decimal(root(value, decimals)) == exact.sqrt().quantize(unit, ROUND_HALF_UP)


def test_the_largest_disagreement_stands_first():
    view = internal_view(published_report())
    distances = [cell.spread.disagreement or 0 for cell in view.cells]
    assert len(view.cells) == 21
    assert distances == sorted(distances, reverse=True)
    first = view.cells[0]
    marks = [mark for mark in first.result.marks if isinstance(mark, int)]
    assert max(marks) - min(marks) == 2
    assert view.width == 3


def test_cells_without_disagreement_come_last():
    rows = [[NoPoints.BLANK, 2]] + [[2, 2]] * 6
    view = internal_view(report(subject_report("A", "課題", rows)))
    assert view.cells[-1].result.criterion.id == "c1"


def test_a_tendency_is_held_against_the_others_on_the_same_cells():
    """m1 gives a point less than the others on the average, m2 half a point more."""
    view = internal_view(report(subject_report("A", "課題", [[1, 3, 2]] * 7)))
    strict, lenient, near, *absent = view.tendencies
    assert strict.share == Fraction(-3, 2) / 3
    assert lenient.share == Fraction(3, 2) / 3
    assert near.share == 0
    assert (strict.leaning, lenient.leaning, near.leaning) == (
        Leaning.STRICT,
        Leaning.LENIENT,
        Leaning.NEAR,
    )
    assert (strict.cells, absent[0].cells, absent[0].share, absent[0].leaning) == (7, 0, None, None)


def test_a_cell_of_one_member_tells_no_tendency():
    rows = [[3, NoPoints.CANNOT_JUDGE]] + [[2, 2]] * 6
    view = internal_view(report(subject_report("A", "課題", rows)))
    assert [one.cells for one in view.tendencies[:2]] == [6, 6]


def test_on_scales_of_different_widths_deviations_are_shares():
    wide = Scale(tuple(ScaleStep(points) for points in (9, 6, 3, 0)))
    criteria = tuple(replace(one, scale=wide) for one in RUBRIC.criteria)
    subjects = (
        subject_report("A", "課題", [[3, 0]] * 7),
        subject_report("B", "課題", [[9, 0]] * 7, rubric=replace(RUBRIC, criteria=criteria)),
    )
    view = internal_view(report(*subjects))
    assert view.width is None
    assert [one.share for one in view.tendencies[:2]] == [1, -1]


@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=7, max_size=7))
def test_tendencies_are_their_definition(rows: list[list[int]]):
    view = internal_view(report(subject_report("A", "課題", rows)))
    for place, tendency in enumerate(view.tendencies[:4]):
        deviations = [row[place] - Fraction(sum(row) - row[place], 3) for row in rows]
        assert tendency.share == sum(deviations) / 7 / 3
        assert (tendency.leaning is Leaning.NEAR) == (abs(tendency.share) < LEAN)
