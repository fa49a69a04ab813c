"""The means of this evaluation beside those of an earlier one: before, now, and by how much they differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from evalapp.report import Report
from evalapp.scoring import NO_MEAN, half_up


@dataclass(frozen=True, slots=True)
class Figure:
    """One mean of an evaluation.

    Attributes:
        total: the sum of the points; ``n``: how many were added, 0 for no mean.
        decimals: digits after the point of the printed mean.
        points: the steps of the scale, lowest first; empty where the source does not tell them.
    """

    criterion_id: str
    title: str
    total: int
    n: int
    decimals: int
    points: tuple[int, ...] = ()

    @property
    def mean(self) -> Fraction | None:
        """Exact; ``None`` without points."""
        return Fraction(self.total, self.n) if self.n else None

    @property
    def printed(self) -> str:
        """As printed in its own evaluation."""
        return half_up(self.total, self.n, self.decimals) if self.n else NO_MEAN


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """The means of one subject, in the order of its rubric."""

    subject_id: str
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The means of one evaluation.

    Attributes:
        id: the evaluation's, by which it is seen that it is compared with itself.
    """

    id: str
    title: str
    subjects: tuple[SubjectFigures, ...]


class Match(StrEnum):
    """By what two things of two evaluations were taken for the same: a title goes before an id alone."""

    BOTH = "both"
    TITLE = "title"
    ID = "id"


class Way(StrEnum):
    """Which way a mean has gone, judged by the printed figures; none where one of them is missing."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    OTHER_SCALE = "other-scale"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Change:
    """One mean before and now.

    Attributes:
        steps: the difference of the printed figures in units of the last digit of the finer of the two, so
            that before + difference = now for every reader; ``None`` unless ``way`` is up, down or same.
        decimals: how many digits after the point these units are.
    """

    before: Figure
    now: Figure
    match: Match
    way: Way
    steps: int | None
    decimals: int

    @property
    def difference(self) -> str:
        """With its sign: ``+0.3``, ``-0.2``, ``0.0``; ``－`` where there is none."""
        if self.steps is None:
            return NO_MEAN
        digits = half_up(abs(self.steps), 10**self.decimals, self.decimals)
        return f"{'+' if self.steps > 0 else '-' if self.steps < 0 else ''}{digits}"


@dataclass(frozen=True, slots=True)
class SubjectChange:
    """One subject before and now, with what has no counterpart on the other side.

    Attributes:
        match: taken for the same by its id alone where the titles differ: to be looked at by a person.
    """

    before: SubjectFigures
    now: SubjectFigures
    match: Match
    changes: tuple[Change, ...]
    only_before: tuple[Figure, ...]
    only_now: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations, subjects in the order of the present one."""

    before: Figures
    now: Figures
    subjects: tuple[SubjectChange, ...]
    only_before: tuple[SubjectFigures, ...]
    only_now: tuple[SubjectFigures, ...]


def figures_of(report: Report) -> Figures:
    """The means of ``report``."""
    return Figures(
        report.info.id,
        report.info.title,
        tuple(
            SubjectFigures(
                subject.subject.id,
                subject.subject.title,
                tuple(
                    Figure(
                        result.criterion.id,
                        result.criterion.title,
                        result.tally.total,
                        result.tally.n,
                        subject.rubric.decimals,
                        tuple(sorted(result.criterion.scale_for(subject.subject.evaluation_kind).points)),
                    )
                    for result in subject.results
                ),
            )
            for subject in report.subjects
        ),
    )


def compare(before: Figures, now: Figures) -> Comparison:
    """Match subjects and, within them, criteria, and take their means' differences."""
    pairs, old, new = _matched(before.subjects, now.subjects, lambda one: (one.subject_id, one.title))
    return Comparison(before, now, tuple(_subject(*pair) for pair in pairs), old, new)


def _subject(before: SubjectFigures, now: SubjectFigures, match: Match) -> SubjectChange:
    pairs, old, new = _matched(before.figures, now.figures, lambda one: (one.criterion_id, one.title))
    return SubjectChange(before, now, match, tuple(_change(*pair) for pair in pairs), old, new)


def _change(before: Figure, now: Figure, match: Match) -> Change:
    decimals = max(before.decimals, now.decimals)
    if before.points and now.points and before.points != now.points:
        return Change(before, now, match, Way.OTHER_SCALE, None, decimals)
    if not before.n or not now.n:
        return Change(before, now, match, Way.NONE, None, decimals)
    steps = _units(now, decimals) - _units(before, decimals)
    way = Way.UP if steps > 0 else Way.DOWN if steps < 0 else Way.SAME
    return Change(before, now, match, way, steps, decimals)


def _units(figure: Figure, decimals: int) -> int:
    """The printed mean in units of so many digits."""
    finer: int = 10 ** (decimals - figure.decimals)
    return int(figure.printed.replace(".", "")) * finer


_One = TypeVar("_One")
_Key = Callable[[_One], tuple[str, str]]


def _matched(
    before: Iterable[_One], now: Iterable[_One], names: _Key[_One]
) -> tuple[list[tuple[_One, _One, Match]], tuple[_One, ...], tuple[_One, ...]]:
    """Pairs in the order of ``now``, and what is left on either side.

    A title that is the same says more than an id that is: an evaluation calls its subjects A, B, C every
    year. What a title or an id names twice is not taken for the same by it.
    """
    old, new = list(before), list(now)
    found: dict[int, tuple[_One, Match]] = {}
    keys: dict[Match, Callable[[_One], Hashable]] = {
        Match.BOTH: lambda one: (names(one)[0], _plain(names(one)[1])),
        Match.TITLE: lambda one: _plain(names(one)[1]),
        Match.ID: lambda one: names(one)[0],
    }
    taken: set[int] = set()
    for match, key in keys.items():
        theirs = _unique({place: key(one) for place, one in enumerate(old) if place not in taken})
        ours = _unique({place: key(one) for place, one in enumerate(new) if place not in found})
        for name, place in ours.items():
            if name in theirs:
                taken.add(theirs[name])
                found[place] = old[theirs[name]], match
    pairs = [(found[place][0], one, found[place][1]) for place, one in enumerate(new) if place in found]
    return (
        pairs,
        tuple(one for place, one in enumerate(old) if place not in taken),
        tuple(one for place, one in enumerate(new) if place not in found),
    )


def _unique(keys: dict[int, Hashable]) -> dict[Hashable, int]:
    places: dict[Hashable, list[int]] = {}
    for place, key in keys.items():
        places.setdefault(key, []).append(place)
    return {key: found[0] for key, found in places.items() if len(found) == 1}


def _plain(title: str) -> str:
    """A title without what people type now so, now so: width of signs, spaces, capitals."""
    return "".join(unicodedata.normalize("NFKC", title).casefold().split())
