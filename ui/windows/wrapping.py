"""Labels in a narrow place: lines of about the same length, and how narrow is too narrow."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from ui.windows.lines import Lines, broken

# what no line may end in: words and numbers in Latin letters; between Japanese signs it may almost anywhere
_WORD = re.compile("[!-~\u00c0-\u024f]+")


# where a Japanese reader pauses: before what begins with kanji, katakana or a number, after kana or a comma
_PAUSE = re.compile("(?<=[\u3041-\u3096\u3001\u3002\u30fb])(?=[\u3400-\u9fff\u30a1-\u30fa0-9A-Za-z])")


@lru_cache(maxsize=2048)
def balanced(text: str, font: QFont, width: float, air: float) -> Lines:
    """``text`` in as few lines as fit into ``width``, none much shorter than the others, broken at pauses."""
    best = broken(text, font, width, air=air)
    if len(best.texts) == 1:
        return best
    count = len(best.texts)
    at_pauses = _phrased(text, font, width, air)
    paused = at_pauses is not None and len(at_pauses.texts) == count
    best = at_pauses if at_pauses and paused else best
    low, high = width / 2, width
    while high - low > font.pointSizeF() / 2:
        middle = (low + high) / 2
        lines = _phrased(text, font, middle, air) if paused else broken(text, font, middle, air=air)
        if lines and len(lines.texts) == count:
            best, high = lines, middle
        else:
            low = middle
    return best


def _phrased(text: str, font: QFont, width: float, air: float) -> Lines | None:
    """``text`` broken at pauses only; ``None`` where something between two of them is too long."""
    metrics = QFontMetricsF(font)
    texts = [""]
    for phrase in _PAUSE.split(text):
        if metrics.horizontalAdvance(phrase) > width:
            return None
        if texts[-1] and metrics.horizontalAdvance(texts[-1] + phrase) > width:
            texts.append("")
        texts[-1] += phrase
    return Lines(tuple(texts), metrics.height() * air, max(map(metrics.horizontalAdvance, texts)), cut=False)


@lru_cache(maxsize=2048)
def longest_word(text: str, font: QFont) -> float:
    """The width below which ``text`` would be broken inside a word."""
    metrics = QFontMetricsF(font)
    words = _WORD.findall(text)
    # two signs at least: a column of single signs is no text
    return max(map(metrics.horizontalAdvance, [*words, text[:2]]))
