"""Text becomes lines. Everything printed goes through here.

Lengths are thousandths of an em, so that a width is independent of the type size.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from exports.typesetting.faces import JOINED, Typeface
from exports.typesetting.kinsoku import (
    CLOSING,
    OPENING,
    SPACES,
    is_word,
    may_break,
    permitted,
)
from exports.typesetting.ligatures import KANA
from exports.typesetting.prepare import prepare

BETWEEN_SCRIPTS = 140
"""Air between Japanese and Latin letters or digits."""

TAB_STOP = 4000
"""Distance of tab stops, counted from the paragraph's begin."""

_LATIN = re.compile("[A-Za-z0-9\u00c0-\u024f]+")
_JAPANESE = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa\u30fc\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    f"{JOINED[KANA[0]]}-{JOINED[KANA[-1]]}]"
)
_BRACKETS = re.compile(f"[{CLOSING}{OPENING}]{{2,}}")
_BLANK_HALF = 500
_URL_JOINTS = frozenset("/?&=._-:,;+#%~@")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, not yet justified.

    Attributes:
        text: as drawn; prepared, without the spaces that hang out at its end. A tab is drawn as a space.
        width: its natural width.
        kerns: by position, what to add after that character (negative: set closer). In ascending order.
        slack: what is missing to the full measure; 0 for the last line of a paragraph.
    """

    text: str
    width: int
    kerns: tuple[tuple[int, int], ...] = ()
    slack: int = 0


def set_text(text: str, typeface: Typeface, measure: int) -> list[Line]:
    """All lines of a user's text: its own line breaks are kept, an empty line is an empty ``Line``.

    Joined with what hangs at line ends, the lines give the prepared text again: only spaces and tabs at a
    line's end are not drawn.

    Args:
        text: as stored; never markup.
        typeface: what it is set in.
        measure: the width of the box, at least 1,000. A box narrower than one character is overrun.
    """
    lines: list[Line] = []
    for paragraph in prepare(text, typeface).split("\n"):
        lines.extend(_paragraph(paragraph, typeface, measure))
    return lines


@lru_cache(maxsize=4096)
def set_label(text: str, typeface: Typeface, measure: int) -> tuple[Line, ...]:
    """``set_text`` for texts that return: heads, labels, names."""
    return tuple(set_text(text, typeface, measure))


def one_line(text: str, typeface: Typeface) -> Line:
    """``text`` on one line however long it is; line breaks become spaces."""
    flat = prepare(text, typeface).replace("\n", " ")
    return _paragraph(flat, typeface, 1 << 60)[0]


def _paragraph(text: str, typeface: Typeface, measure: int) -> list[Line]:
    text = text.rstrip(" \t\u3000")
    if not text:
        return [Line("", 0)]
    return _Paragraph(text, typeface).lines(measure)


class _Paragraph:
    """The running widths of one paragraph."""

    def __init__(self, text: str, typeface: Typeface) -> None:
        self.text = text
        self.solid = typeface.solid
        advances = typeface.advances
        tabs = "\t" in text
        widths = (
            [advances.get(character, 0) for character in text] if tabs else [*map(advances.__getitem__, text)]
        )
        self.kerns: dict[int, int] = {}
        for at in _airs(text):
            self.kerns[at] = BETWEEN_SCRIPTS
        if typeface.solid:
            for at in _doubled(text):
                self.kerns[at] = -_BLANK_HALF
        for at, amount in self.kerns.items():
            widths[at] += amount
        if tabs:
            self._set_tabs(widths, advances[" "])
        self.at = list(accumulate(widths, initial=0))

    def _set_tabs(self, widths: list[int], space: int) -> None:
        x = 0
        for index, character in enumerate(self.text):
            if character == "\t":
                widths[index] = max(TAB_STOP - x % TAB_STOP, space)
                self.kerns[index] = widths[index] - space
            x += widths[index]

    def lines(self, measure: int) -> list[Line]:
        lines: list[Line] = []
        start, end = 0, len(self.text)
        while start < end:
            stop = self._stop(start, measure)
            lines.append(self._line(start, stop, measure))
            start = stop
            while start < end and self.text[start] in SPACES:
                start += 1
        return lines

    def _width(self, start: int, stop: int) -> int:
        return self.at[stop] - self.at[start] - self.kerns.get(stop - 1, 0)

    def _tail(self, stop: int) -> int:
        """How much of the last character's blank half may hang out."""
        return _BLANK_HALF if self.solid and self.text[stop - 1] in CLOSING else 0

    def _fitting(self, start: int, measure: int) -> int:
        end = len(self.text)
        stop = max(bisect_right(self.at, self.at[start] + measure, start + 1) - 1, start + 1)
        while stop < end and self._width(start, stop + 1) - self._tail(stop + 1) <= measure:
            stop += 1
        while stop > start + 1 and self._width(start, stop) - self._tail(stop) > measure:
            stop -= 1
        return stop

    def _stop(self, start: int, measure: int) -> int:
        text = self.text
        fit = self._fitting(start, measure)
        if fit == len(text) or (text[fit] in SPACES and permitted(text, fit)):
            return fit
        stop = fit
        while stop > start and not may_break(text, stop):
            stop -= 1
        if stop == start:
            return self._forced(start, fit)
        if stop < fit and is_word(text[fit]) and is_word(text[fit - 1]):
            forced = stop
            if self._too_long(stop, fit, measure):
                forced = self._forced(stop, fit)
            elif 5 * self._width(start, stop) < 4 * measure:
                forced = self._slash(stop, fit)
            return forced if forced > stop + 3 else stop
        return stop

    def _too_long(self, start: int, fit: int, measure: int) -> bool:
        """Whether what begins at ``start`` cannot stand on a line of its own either."""
        end = min(len(self.text), self._fitting(start, measure) + 1)
        return (
            end > fit
            and not any(self.text[at] in SPACES or may_break(self.text, at) for at in range(fit, end))
            and self._width(start, end) > measure
        )

    def _forced(self, start: int, fit: int) -> int:
        """Where to part what must not be parted: at a joint of an address, else anywhere but at a sign."""
        text = self.text
        for stop in range(fit, max(start, fit - (fit - start) // 2), -1):
            if text[stop - 1] in _URL_JOINTS and text[stop] not in _URL_JOINTS and permitted(text, stop):
                return stop
        for stop in range(fit, start, -1):
            if permitted(text, stop):
                return stop
        return fit

    def _slash(self, start: int, fit: int) -> int:
        """Where an address may part after a slash if the line would stay a fifth empty; else ``start``."""
        text = self.text
        if "//" not in text[start:fit]:
            return start
        for stop in range(fit, start + 3, -1):
            if text[stop - 1] == "/" and text[stop] != "/" and is_word(text[stop]) and permitted(text, stop):
                return stop
        return start

    def _line(self, start: int, stop: int, measure: int) -> Line:
        text = self.text[start:stop]
        kept = len(text.rstrip(" \t\u3000"))
        # A line that would hold nothing but spaces keeps them: the text is not lost.
        kept = kept or len(text)
        stop = start + kept
        width = self._width(start, stop)
        kerns = (
            tuple((at - start, self.kerns[at]) for at in range(start, stop - 1) if at in self.kerns)
            if self.kerns
            else ()
        )
        last = stop == len(self.text)
        tail = self._tail(stop) if width > measure else 0
        text = text[:kept].replace("\t", " ")
        return Line(text, width - tail, kerns, 0 if last else max(measure - width + tail, 0))


def _airs(text: str) -> Iterator[int]:
    """The characters after which Japanese and Latin meet."""
    for match in _LATIN.finditer(text):
        first, end = match.span()
        if first and _JAPANESE.match(text, first - 1):
            yield first - 1
        if _JAPANESE.match(text, end):
            yield end - 1


def _doubled(text: str) -> Iterator[int]:
    """The characters after which two blank halves meet, as in 」（ or 。」."""
    for match in _BRACKETS.finditer(text):
        for at in range(match.start(), match.end() - 1):
            if text[at] in CLOSING or text[at + 1] in OPENING:
                yield at
