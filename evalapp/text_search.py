"""Words searched in a document's text, as a reader would find them: over line ends, in any width or kana."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evalapp.folding import Folded, fold

_GAP = re.compile(r"[A-Za-z0-9]\s+(?=[A-Za-z0-9])")


def found(text: Folded, query: str) -> Iterator[tuple[int, int]]:
    """Where ``query`` stands in the original of ``text``: (start, end), in order, not overlapping.

    Text is compared folded (``evalapp.folding``): a Japanese word is found across the end of its line, in
    full or half width, hiragana or katakana. A space between Latin words counts, so that "art" is not found
    in "far there".
    """
    wanted = fold(query)
    if not wanted:
        return
    gaps = len(_GAP.findall(query.strip()))
    at = text.text.find(wanted)
    while at >= 0:
        start, end = text.span(at, at + len(wanted))
        if len(_GAP.findall(text.original[start:end])) == gaps:
            yield start, end
            at = text.text.find(wanted, at + len(wanted))
        else:
            at = text.text.find(wanted, at + 1)
