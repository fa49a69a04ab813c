"""How a mean came about: what is said is what was added and divided."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evalapp.explaining import Quotient, attendance, explained, long_division
from evalapp.mark import NoPoints
from evalapp.model import Member, Recusal, RecusalKind
from evalapp.report import Missing, MissingReason
from evalapp.scoring import tally
from tests.builders import RUBRIC, published_report, subject_report

MARKS = st.lists(st.one_of(st.integers(0, 3), st.sampled_from([NoPoints.BLANK, NoPoints.CANNOT_JUDGE])))


def test_the_published_cell_that_shows_the_rule():
    """Project B, 費用対効果: 1, 3, 2, 3 is printed 2.3."""
    subject = published_report().subjects[1]
    found = explained(subject, subject.results[5])
    assert (found.points, found.total, found.n) == ((1, 3, 2, 3), 9, 4)
    assert found.quotient == Quotient("2.25", ends=True)
    assert (found.printed, found.rounded) == ("2.3", True)
    assert found.counted == ((3, 2), (2, 1), (1, 1))


def test_a_mean_that_needs_no_rounding_says_so():
    subject = published_report().subjects[0]
    found = explained(subject, subject.results[0])
    assert (found.quotient, found.printed, found.rounded) == (Quotient("3", ends=True), "3.0", False)


def test_what_does_not_enter_the_mean_is_counted_by_its_reason():
    rows = [[3, NoPoints.BLANK, NoPoints.CANNOT_JUDGE, 2]] + [[1, 1, 1, 1]] * 6
    subject = replace(
        subject_report("A", "課題", rows),
        missing=(
            Missing(Member("x1", "委員"), MissingReason.NOT_RECEIVED),
            Missing(Member("x2", "委員"), MissingReason.DRAFT),
            Missing(Member("x3", "委員"), MissingReason.UNCONFIRMED),
        ),
        recusals=(Recusal("x4", "A", RecusalKind.CONFLICT),),
    )
    found = explained(subject, subject.results[0])
    assert (found.n, found.expected, found.blank, found.cannot_judge) == (2, 7, 1, 1)
    assert found.missing == 3
    of = attendance(subject)
    assert (of.members, of.counted, of.not_received, of.drafts, of.unconfirmed, of.recused) == (
        8,
        4,
        1,
        1,
        1,
        1,
    )
    assert (of.blank, of.cannot_judge, of.complete) == (1, 1, False)


def test_nobody_gave_points():
    subject = subject_report("A", "課題", [[NoPoints.BLANK]] * len(RUBRIC.criteria))
    found = explained(subject, subject.results[0])
    assert (found.quotient, found.printed, found.rounded, found.points) == (None, "－", False, ())


def test_everybody_is_there():
    assert all(attendance(subject).complete for subject in published_report().subjects)


@given(st.integers(0, 10**6), st.integers(1, 1000))
def test_the_digits_are_those_of_the_division(total: int, count: int):
    found = long_division(total, count)
    exact, digits = Fraction(total, count), len(found.text.partition(".")[2])
    assert 0 <= exact - Fraction(found.text) < Fraction(1, 10**digits)
    assert found.ends == (Fraction(found.text) == exact)


@given(MARKS)
def test_the_parts_make_the_printed_mean(marks: list):
    subject = subject_report("A", "課題", [marks] * len(RUBRIC.criteria))
    result = subject.results[0]
    found = explained(subject, result)
    assert (found.total, found.n) == (sum(found.points), len(found.points))
    assert sum(points * times for points, times in found.counted) == found.total
    assert found.n + found.blank + found.cannot_judge == len(marks)
    assert found.printed == tally(marks).printed(1)
    if found.quotient:
        # what is not rounded is the figure itself
        assert found.rounded == (Fraction(found.printed) != Fraction(found.total, found.n))
