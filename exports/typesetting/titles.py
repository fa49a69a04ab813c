"""Titles: few lines of about the same length, broken where their writer left a space."""

from __future__ import annotations

from functools import lru_cache

from exports.typesetting.faces import Typeface
from exports.typesetting.lines import Line, one_line, set_label


@lru_cache(maxsize=1024)
def set_title(text: str, typeface: Typeface, measure: int) -> tuple[Line, ...]:
    """The lines of a title.

    Args:
        text: a title as stored.
        typeface: what it is set in.
        measure: the width of the box in thousandths of an em, at least 1,000.

    Returns:
        One line if it fits. Else, if every part between its ideographic spaces fits, as many parts a line as
        fit; else lines of even length.
    """
    lines = set_label(text, typeface, measure)
    if len(lines) < 2:
        return lines
    parts = [part for part in text.split("\u3000") if part.strip()]
    if len(parts) > 1 and all(one_line(part, typeface).width <= measure for part in parts):
        return tuple(one_line(part, typeface) for part in _packed(parts, typeface, measure))
    low, high = measure // 2, measure
    while high - low > 100:
        middle = (low + high) // 2
        if len(set_label(text, typeface, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return set_label(text, typeface, high)


def _packed(parts: list[str], typeface: Typeface, measure: int) -> list[str]:
    rows = [parts[0]]
    for part in parts[1:]:
        joined = f"{rows[-1]}\u3000{part}"
        if one_line(joined, typeface).width <= measure:
            rows[-1] = joined
        else:
            rows.append(part)
    return rows
