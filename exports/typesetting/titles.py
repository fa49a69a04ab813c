"""Titles: few lines of about the same length, broken where their writer left a space."""

from __future__ import annotations

import re
from functools import lru_cache

from exports.typesetting.faces import Typeface
from exports.typesetting.kinsoku import may_break
from exports.typesetting.lines import Line, one_line, set_label

_HIRAGANA = re.compile("[ぁ-ゖ]")
_SCRIPTS = (re.compile("[々㐀-鿿豈-\ufaff\U00020000-\U0003ffff]"), re.compile("[ァ-ヺー]"))
_MOST_LINES, _MOST_STOPS = 8, 80
_Way = tuple[int, tuple[Line, ...]]


@lru_cache(maxsize=1024)
def set_title(text: str, typeface: Typeface, measure: int) -> tuple[Line, ...]:
    """The lines of a title.

    Args:
        text: a title as stored.
        typeface: what it is set in.
        measure: the width of the box in thousandths of an em, at least 1,000.

    Returns:
        One line if it fits. Else, if every part between its ideographic spaces fits, as many parts a line as
        fit; else lines of about even length that end, where they can, between two words.
    """
    lines = set_label(text, typeface, measure)
    if len(lines) < 2:
        return lines
    parts = [part for part in text.split("\u3000") if part.strip()]
    if len(parts) > 1 and all(one_line(part, typeface).width <= measure for part in parts):
        return tuple(one_line(part, typeface) for part in _packed(parts, typeface, measure))
    if worded := _worded(text, typeface, measure, len(lines)):
        return worded
    low, high = measure // 2, measure
    while high - low > 100:
        middle = (low + high) // 2
        if len(set_label(text, typeface, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return set_label(text, typeface, high)


def _worded(text: str, typeface: Typeface, measure: int, count: int) -> tuple[Line, ...]:
    """``text`` in ``count`` lines that part between words, as even as they can be; none if it cannot be."""
    stops = [0, *(at for at in range(1, len(text)) if may_break(text, at) and _apart(text, at)), len(text)]
    if count > _MOST_LINES or len(stops) > _MOST_STOPS:
        return ()
    none: _Way = (-1, ())
    best: list[_Way] = [(0, ()), *([none] * (len(stops) - 1))]
    for _number in range(count):
        before, best = best, [none] * len(stops)
        for first, (cost, found) in enumerate(before):
            for end in range(first + 1, len(stops)) if cost >= 0 else ():
                line = one_line(text[stops[first] : stops[end]], typeface)
                if line.width > measure:
                    break
                ragged = cost + (measure - line.width) ** 2
                if best[end][0] < 0 or ragged < best[end][0]:
                    best[end] = ragged, (*found, line)
    return best[-1][1]


def _apart(text: str, at: int) -> bool:
    """Whether a Japanese word seems to begin at ``text[at]``: not with a particle, not inside one script."""
    last, first = text[at - 1], text[at]
    return not _HIRAGANA.match(first) and not any(one.match(last) and one.match(first) for one in _SCRIPTS)


def _packed(parts: list[str], typeface: Typeface, measure: int) -> list[str]:
    rows = [parts[0]]
    for part in parts[1:]:
        joined = f"{rows[-1]}\u3000{part}"
        if one_line(joined, typeface).width <= measure:
            rows[-1] = joined
        else:
            rows.append(part)
    return rows
