"""Where a Japanese line may end and begin (JIS X 4051, with the stricter habits of official documents).

The full-width and half-width forms of a sign follow the same rule.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from exports.typesetting.faces import JOINED
from exports.typesetting.ligatures import KANA

CLOSING = "、。，．」』）〕］｝〉》】〙〗｠⦆”’〟"
"""Full-width signs whose right half is blank."""

OPENING = "「『（〔［｛〈《【〘〖｟⦅“‘〝"
"""Full-width signs whose left half is blank."""

_SMALL = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
NO_START = frozenset(
    CLOSING
    + _SMALL
    + "・：；？！‼⁇⁈⁉ヽヾゝゞ々〻〱ー゛゜‐–゠〜～…‥％‰℃°′″¢￠"
    + "､｡｣･ｰﾞﾟｧｨｩｪｫｯｬｭｮ"
    + ")]}>,.:;?!%»›＞≫"
    + JOINED["ㇷ\u309a"]
)
"""May not begin a line."""

NO_END = frozenset(OPENING + "｢([{<«‹＜≪￥¥$＄£￡€＃№")
"""May not end a line."""

UNBROKEN = frozenset("―—─…‥")
"""Not parted from an equal neighbour."""

SPACES = frozenset(" \t\u3000")
"""Hang out of the line at its end."""

_JOINED_LETTERS = frozenset(alias for pair, alias in JOINED.items() if pair not in KANA)
_WIDE_DIGITS = frozenset("０１２３４５６７８９")


@lru_cache(maxsize=4096)
def is_word(character: str) -> bool:
    """Whether ``character`` is part of a Latin word, a number, an address or the like, half or full width."""
    if character.isascii():
        return character > " "
    if character in _WIDE_DIGITS or "Ａ" <= character <= "Ｚ" or "ａ" <= character <= "ｚ":
        return True
    if character == "\u00a0" or character in _JOINED_LETTERS:
        return True
    return character < "\u2e80" and unicodedata.category(character) in _WORD_CATEGORIES


_WORD_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd"))


@lru_cache(maxsize=65536)
def _parts(pair: str) -> bool:
    before, after = pair[0], pair[1]
    if after in NO_START or after in SPACES or before in NO_END:
        return False
    if before in SPACES:
        return True
    if (before == after and before in UNBROKEN) or "\u00a0" in pair:
        return False
    if unicodedata.category(after) in {"Mn", "Mc", "Me"}:
        return False
    return not (is_word(before) and is_word(after))


def may_break(text: str, at: int) -> bool:
    """Whether a line may end before ``text[at]``, with ``0 < at < len(text)``.

    Spaces belong to the line before them. A Latin word parts only after a hyphen between two letters.
    """
    if _parts(text[at - 1 : at + 1]):
        if text[at - 1] in SPACES:
            return permitted(text, at)
        # 1，200 and ３．５ in full width are numbers too.
        return not (text[at] in _WIDE_DIGITS and at > 1 and _inside_number(text, at))
    return text[at - 1] == "-" and at > 1 and text[at - 2].isalpha() and text[at].isalpha()


def permitted(text: str, at: int) -> bool:
    """Whether the signs around a line end before ``text[at]`` keep the prohibitions, looking over spaces."""
    last, first = at - 1, at
    while last > 0 and text[last] in SPACES:
        last -= 1
    while first < len(text) - 1 and text[first] in SPACES:
        first += 1
    return not violates(text[last], text[first])


def _inside_number(text: str, at: int) -> bool:
    return text[at - 1] in "，．" and text[at - 2] in _WIDE_DIGITS


def violates(before: str, after: str) -> bool:
    """Whether a line ending in ``before`` and a next one beginning with ``after`` break a prohibition."""
    return after in NO_START or before in NO_END or (before == after and before in UNBROKEN)
