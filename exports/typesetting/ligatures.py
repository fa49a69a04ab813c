"""Characters of JIS X 0213 that are two in Unicode and one glyph in the fonts: か゚, ə́, ˩˥."""

from __future__ import annotations

import struct
from collections.abc import Iterator

KANA = tuple(f"{kana}\u309a" for kana in "かきくけこカキクケコセツトㇷ")
PAIRS = (
    *KANA,
    "æ\u0300",
    *(f"{letter}{accent}" for letter in "ɔʌəɚ" for accent in "\u0300\u0301"),
    "\u02e9\u02e5",
    "\u02e5\u02e9",
)
"""All of them; nothing else is joined, for an office document sets no Latin ligatures."""

_LIGATURES, _EXTENSION = 4, 7


def pair_glyphs(table: bytes) -> dict[tuple[int, int], int]:
    """The glyph for each pair of glyphs that the feature ``liga`` of a ``GSUB`` table joins."""
    features, lookups = struct.unpack_from(">2H", table, 6)
    found: dict[tuple[int, int], int] = {}
    for index in sorted(set(_lookups_of(table, features))):
        lookup = lookups + _half(table, lookups + 2 + 2 * index)
        kind = _half(table, lookup)
        for place in range(_half(table, lookup + 4)):
            subtable = lookup + _half(table, lookup + 6 + 2 * place)
            if kind == _EXTENSION and _half(table, subtable + 2) == _LIGATURES:
                found.update(_pairs(table, subtable + struct.unpack_from(">I", table, subtable + 4)[0]))
            elif kind == _LIGATURES:
                found.update(_pairs(table, subtable))
    return found


def _lookups_of(table: bytes, features: int) -> Iterator[int]:
    for at in range(features + 2, features + 2 + 6 * _half(table, features), 6):
        if table[at : at + 4] == b"liga":
            feature = features + _half(table, at + 4)
            yield from struct.unpack_from(f">{_half(table, feature + 2)}H", table, feature + 4)


def _pairs(table: bytes, subtable: int) -> Iterator[tuple[tuple[int, int], int]]:
    firsts = _covered(table, subtable + _half(table, subtable + 2))
    for index, first in enumerate(firsts):
        group = subtable + _half(table, subtable + 6 + 2 * index)
        for place in range(_half(table, group)):
            entry = group + _half(table, group + 2 + 2 * place)
            glyph, parts, second = struct.unpack_from(">3H", table, entry)
            if parts == 2:
                yield (first, second), glyph


def _covered(table: bytes, coverage: int) -> list[int]:
    form, count = struct.unpack_from(">2H", table, coverage)
    if form == 1:
        return list(struct.unpack_from(f">{count}H", table, coverage + 4))
    ranges = struct.iter_unpack(">3H", table[coverage + 4 : coverage + 4 + 6 * count])
    return [glyph for first, last, _start in ranges for glyph in range(first, last + 1)]


def _half(table: bytes, at: int) -> int:
    half: int = struct.unpack_from(">H", table, at)[0]
    return half
