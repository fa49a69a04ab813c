"""A line becomes runs: pieces of one face and one letter spacing, in the order they are drawn.

What a line lacks to its measure goes first to spaces between words and to the air between Japanese and Latin
letters, then evenly between Japanese characters; never into a word, a number or a dash. Beyond a quarter em
a gap, the line stays ragged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from exports.typesetting.faces import Face, Typeface
from exports.typesetting.kinsoku import UNBROKEN, is_word
from exports.typesetting.lines import BETWEEN_SCRIPTS, Line

MOST_AIR = 200
"""The most added to one space or script change."""

MOST_SPREAD = 250
"""The most added between two Japanese characters."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn at one go.

    Attributes:
        face: the font file they come from.
        text: one or more characters.
        spread: added after every character but the last, thousandths of an em.
        after: added after the last, thousandths of an em (on top of nothing: spread does not apply there).
    """

    face: Face
    text: str
    spread: float
    after: float


def _word_class() -> str:
    inside = [code for code in range(0x21, 0x2E80) if is_word(chr(code))]
    ranges: list[list[int]] = []
    for code in [*inside, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)


_SOLID = re.compile(f"[{_word_class()}]{{2,}}|" + "|".join(f"{sign}{{2,}}" for sign in sorted(UNBROKEN)))


def runs(line: Line, typeface: Typeface, *, justified: bool = True) -> list[Run]:
    """The runs of ``line``; with ``justified`` they fill the measure the line was broken for."""
    text = line.text
    if not text:
        return []
    one_face = typeface.own.issuperset(text)
    slack = line.slack if justified else 0
    if one_face and not line.kerns and (not slack or not _SOLID.search(text)) and " " not in text:
        gaps = len(text) - 1
        spread = slack / gaps if gaps and slack <= gaps * MOST_SPREAD else 0.0
        return [Run(typeface.main, text, spread, 0.0)]
    kerns: dict[int, float] = dict(line.kerns)
    solid = [match.span() for match in _SOLID.finditer(text)]
    spread = _share(text, kerns, solid, slack) if slack else 0.0
    cuts = {0, len(text)} | {at + 1 for at in kerns}
    inside: set[int] = set()
    if spread:
        for first, end in solid:
            cuts |= {first, end - 1}
            inside.add(first)
    if not one_face:
        cuts |= _face_changes(text, typeface)
    order = sorted(cut for cut in cuts if cut <= len(text))
    pieces: list[Run] = []
    tight = False
    for begin, end in pairwise(order):
        tight = begin in inside or (tight and not _leaves(begin, solid))
        face = typeface.main if one_face else typeface.face_of(text[begin])
        gap = 0.0 if tight else spread
        after = kerns.get(end - 1, 0.0) + gap if end < len(text) else 0.0
        pieces.append(Run(face, text[begin:end], gap, after))
    return pieces


def _leaves(at: int, solid: list[tuple[int, int]]) -> bool:
    return any(at == end - 1 for _first, end in solid)


def _share(text: str, kerns: dict[int, float], solid: list[tuple[int, int]], slack: float) -> float:
    """Give ``slack`` to the air (in ``kerns``) and return what remains for each other gap."""
    airs = [at for at, amount in kerns.items() if amount == BETWEEN_SCRIPTS]
    airs += [at for at, sign in enumerate(text[:-1]) if sign == " " and at > 0 and at not in kerns]
    gaps = len(text) - 1 - sum(end - first - 1 for first, end in solid)
    share = min(slack / len(airs), MOST_AIR) if airs else 0.0
    spread = (slack - share * len(airs)) / gaps if gaps else 0.0
    if spread > MOST_SPREAD or (spread and not gaps):
        return 0.0
    for at in airs:
        kerns[at] = kerns.get(at, 0.0) + share
    return max(spread, 0.0)


def _face_changes(text: str, typeface: Typeface) -> set[int]:
    faces = [typeface.face_of(character) for character in text]
    return {at for at in range(1, len(text)) if faces[at] is not faces[at - 1]}
