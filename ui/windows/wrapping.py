"""Labels in a narrow place: lines of about the same length, and how narrow is too narrow."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from ui.windows.lines import Lines, broken

# what no line may end in: words and numbers in Latin letters; between Japanese signs it may almost anywhere
_WORD = re.compile("[!-~\u00c0-\u024f]+")


@lru_cache(maxsize=2048)
def balanced(text: str, font: QFont, width: float, air: float) -> Lines:
    """``text`` in as few lines as fit into ``width``, none of them much shorter than the others."""
    best = broken(text, font, width, air=air)
    low, high = width / 2, width
    while len(best.texts) > 1 and high - low > font.pointSizeF() / 2:
        middle = (low + high) / 2
        lines = broken(text, font, middle, air=air)
        if len(lines.texts) == len(best.texts):
            best, high = lines, middle
        else:
            low = middle
    return best


@lru_cache(maxsize=2048)
def longest_word(text: str, font: QFont) -> float:
    """The width below which ``text`` would be broken inside a word."""
    metrics = QFontMetricsF(font)
    words = _WORD.findall(text)
    # two signs at least: a column of single signs is no text
    return max(map(metrics.horizontalAdvance, [*words, text[:2]]))
