from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.mark import NoPoints
from evalapp.scoring import NO_MEAN, Tally, half_up, tally
from tests.builders import GOLDEN

PUBLISHED = [
    pytest.param(scores, printed, id=f"{project['id']}-{criterion}")
    for project in GOLDEN["projects"]
    for criterion, scores, printed in zip(
        GOLDEN["criteria"], project["scores"], project["printed"], strict=True
    )
]
SCALES = (range(4), range(1, 6), range(1, 11), range(101))


def exact(total: int, count: int, decimals: int) -> str:
    """Half-up by another way: decimal arithmetic with more digits than any mean here needs."""
    with localcontext() as context:
        context.prec = 60
        step = Decimal(1).scaleb(-decimals)
        return str((Decimal(total) / Decimal(count)).quantize(step, ROUND_HALF_UP))


def test_there_are_21_published_means() -> None:
    assert len(PUBLISHED) == 21


@pytest.mark.parametrize(("scores", "printed"), PUBLISHED)
def test_each_published_mean(scores: list[int], printed: str) -> None:
    assert half_up(sum(scores), len(scores), GOLDEN["decimals"]) == printed


def test_100_000_random_sets_print_their_exact_half_up_mean() -> None:
    rng = random.Random(20221223)
    done = 0
    while done < 100_000:
        for scale in SCALES:
            marks = rng.choices(scale, k=rng.randint(1, 60))
            counted = tally(marks)
            assert counted.mean == Fraction(sum(marks), len(marks))
            for decimals in range(4):
                assert counted.printed(decimals) == exact(sum(marks), len(marks), decimals), marks
            done += 1
    assert done == 100_000


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(0, 3))
def test_a_printed_mean_is_never_further_than_half_a_step(total: int, count: int, decimals: int) -> None:
    printed = Fraction(half_up(total, count, decimals))
    away = printed - Fraction(total, count)
    half = Fraction(1, 2 * 10**decimals)
    assert -half < away <= half  # exactly half a step is only ever gone upwards


@pytest.mark.parametrize(
    ("total", "count", "decimals", "printed"),
    [
        (9, 4, 1, "2.3"),  # round() says 2.2
        (9, 4, 0, "2"),
        (10, 4, 0, "3"),
        (9, 3, 1, "3.0"),
        (0, 5, 1, "0.0"),
        (0, 1, 3, "0.000"),
        (53, 20, 1, "2.7"),  # 2.65: SQLite since 3.43 says 2.6
        (3, 20, 1, "0.2"),  # 0.15
        (1, 60, 3, "0.017"),
        (1, 2000, 3, "0.001"),
        (100, 1, 2, "100.00"),
    ],
)
def test_halves_go_up(total: int, count: int, decimals: int, printed: str) -> None:
    assert half_up(total, count, decimals) == printed


@pytest.mark.parametrize(("total", "count", "decimals"), [(1, 0, 1), (-1, 2, 1), (1, 1, -1), (0, 0, 0)])
def test_what_is_no_mean_is_a_bug_and_not_a_figure(total: int, count: int, decimals: int) -> None:
    with pytest.raises(ValueError, match="no mean"):
        half_up(total, count, decimals)


def test_only_points_enter_a_mean_and_0_is_a_score() -> None:
    marks = [0, NoPoints.BLANK, 3, NoPoints.CANNOT_JUDGE, NoPoints.RECUSED, NoPoints.BLANK]
    assert tally(marks, recused=1) == Tally(n=2, total=3, blank=2, cannot_judge=1, recused=2)
    assert tally(marks).printed(1) == "1.5"


def test_no_points_at_all_print_a_dash_and_not_zero() -> None:
    nothing = tally([NoPoints.BLANK, NoPoints.CANNOT_JUDGE])
    assert nothing.mean is None
    assert nothing.printed(1) == NO_MEAN == "－"
    assert tally([0]).printed(1) == "0.0"
    assert tally([]).printed(1) == "－"
