"""Where two lists or two texts differ, as a person looks for it, found hardly slower than they are read.

``difflib`` is not used: texts of many equal or many new lines cost it time by the square or worse.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise, takewhile

Pair = tuple[int, int]
"""A place in the old and one in the new sequence."""

_CLAUSE = re.compile(r"[^、。，．,.;；:：!！?？\n]*[、。，．,.;；:：!！?？\n]|[^、。，．,.;；:：!！?？\n]+")
_NEAR = 10
"""Differences with fewer equal signs between them are one."""


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The items that stayed, by their places, ascending in both.

    Those that each sequence has once and that kept their order stay, and equal ones in a row around them and
    at both ends.
    """
    head = _equal_ahead(old, new, (0, 0), (len(old), len(new)))
    tail = _equal_behind(old, new, (head, head), (len(old), len(new)))
    ends = len(old) - tail, len(new) - tail
    single = [_singles(items[head:end]) for items, end in zip((old, new), ends, strict=True)]
    common = [
        (head + place, head + single[1][item]) for item, place in single[0].items() if item in single[1]
    ]
    anchors = [(head - 1, head - 1), *_ascending(common), ends]
    found = [(place, place) for place in range(head)]
    for before, after in pairwise(anchors):
        start = before[0] + 1, before[1] + 1
        ahead = _equal_ahead(old, new, start, after)
        behind = _equal_behind(old, new, (start[0] + ahead, start[1] + ahead), after)
        found += [(start[0] + step, start[1] + step) for step in range(ahead)]
        found += [(after[0] - step, after[1] - step) for step in range(behind, 0, -1)]
        found += [after] if after != ends else []
    return found + [(ends[0] + step, ends[1] + step) for step in range(tail)]


def gaps(pairs: Sequence[Pair], old: int, new: int) -> Iterator[tuple[range, range]]:
    """What lies between ``pairs`` in sequences of ``old`` and ``new`` items, where there is anything."""
    for before, after in pairwise([(-1, -1), *pairs, (old, new)]):
        gap = range(before[0] + 1, after[0]), range(before[1] + 1, after[1])
        if gap[0] or gap[1]:
            yield gap


def text_differences(old: str, new: str) -> Iterator[tuple[range, range]]:
    """Where two texts differ, sign by sign, in reading order; near ones are one."""
    pieces = _CLAUSE.findall(old), _CLAUSE.findall(new)
    starts = _starts(pieces[0]), _starts(pieces[1])
    last: tuple[range, range] | None = None
    between = gaps(matches(*pieces), len(pieces[0]), len(pieces[1]))
    for gap in (part for found in between for part in _by_clause(*found)):
        low = starts[0][gap[0].start], starts[1][gap[1].start]
        high = starts[0][gap[0].stop], starts[1][gap[1].stop]
        head = _equal_ahead(old, new, low, high)
        tail = _equal_behind(old, new, (low[0] + head, low[1] + head), high)
        here = range(low[0] + head, high[0] - tail), range(low[1] + head, high[1] - tail)
        if not (here[0] or here[1]):
            continue
        if last and here[0].start - last[0].stop < _NEAR:
            here = range(last[0].start, here[0].stop), range(last[1].start, here[1].stop)
        elif last:
            yield last
        last = here
    if last:
        yield last


def _by_clause(old: range, new: range) -> Iterator[tuple[range, range]]:
    """As many clauses on both sides are the same ones, edited."""
    if len(old) == len(new):
        yield from ((old[at : at + 1], new[at : at + 1]) for at in range(len(old)))
    else:
        yield old, new


def _equal_ahead(old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, stop: Pair) -> int:
    """How many items from ``start`` on are equal, none of them at ``stop`` or behind."""
    steps = range(min(stop[0] - start[0], stop[1] - start[1]))
    return sum(1 for _ in takewhile(lambda step: old[start[0] + step] == new[start[1] + step], steps))


def _equal_behind(old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, stop: Pair) -> int:
    """How many items before ``stop`` are equal, none of them before ``start``."""
    steps = range(1, min(stop[0] - start[0], stop[1] - start[1]) + 1)
    return sum(1 for _ in takewhile(lambda step: old[stop[0] - step] == new[stop[1] - step], steps))


def _singles(items: Sequence[Hashable]) -> dict[Hashable, int]:
    counts = Counter(items)
    return {item: place for place, item in enumerate(items) if counts[item] == 1}


def _ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """The most of ``pairs``, ascending in the first place, that ascend in the second one too."""
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for index, (_old, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before.append(chosen[at - 1] if at else -1)
        ends[at : at + 1], chosen[at : at + 1] = [place], [index]
    found = []
    index = chosen[-1] if chosen else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _starts(pieces: Sequence[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts
