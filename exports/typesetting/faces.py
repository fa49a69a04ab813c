"""The shipped fonts as faces, and the three typefaces documents are set in.

A typeface is a BIZ UD face with the Noto Sans JP subset behind it. Widths are thousandths of an em.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import resources
from exports.typesetting.ligatures import PAIRS
from exports.typesetting.truetype import TrueType

ALIASES = 0x100000
"""Inside the typesetter, this code point + a glyph's index stands for a variant glyph (plane 16 is private
use, and prepared text holds no other private character)."""

JOINED = {pair: chr(0x10F000 + index) for index, pair in enumerate(PAIRS)}
"""The alias of each of ``PAIRS``, the same in every face and above all aliases of variants."""

_SISTERS = {"⦅": "｟", "⦆": "｠"}
"""One character of JIS X 0213 with two code points: what has no glyph is drawn with its sister's."""

GETA = "〓"
"""Printed for a character that no shipped font holds: the printer's sign for a missing sort."""


class Design(StrEnum):
    """What a typeface is for."""

    TEXT = "text"
    LABEL = "label"
    STRONG = "strong"


@dataclass(frozen=True, eq=False, repr=False)
class Face:
    """One font file.

    Attributes:
        name: its PostScript name.
        glyphs: glyph index by character, with one more character (an alias) for each variant glyph and for
            each of ``PAIRS``.
        advances: width by character.
        variants: alias by character and variation selector.
        sources: by alias, the two characters it stands for.
    """

    name: str
    font: TrueType
    glyphs: dict[str, int]
    advances: dict[str, int]
    variants: dict[str, str]
    sources: dict[str, str]


@dataclass(frozen=True, eq=False, repr=False)
class Typeface:
    """A main face with a fallback behind it.

    Attributes:
        advances: width by character, for all characters that can be printed.
        printable: the characters of ``advances``.
        own: those of the main face.
        solid: whether its full-width punctuation fills a whole em, so that neighbours can be set closer.
    """

    design: Design
    main: Face
    fallback: Face
    advances: dict[str, int]
    printable: frozenset[str]
    own: frozenset[str]
    solid: bool

    def face_of(self, character: str) -> Face:
        """The face that holds a character of prepared text."""
        return self.main if character in self.own else self.fallback


@lru_cache(maxsize=8)
def _face(file: str) -> Face:
    font = TrueType(resources.path("fonts", file).read_bytes())
    glyphs = {chr(code): glyph for code, glyph in font.glyph_of.items()}
    variants: dict[str, str] = {}
    sources: dict[str, str] = {}
    for (code, selector), glyph in sorted(font.variant_of.items()):
        alias = chr(ALIASES + glyph)
        glyphs[alias] = glyph
        variants[chr(code) + chr(selector)] = alias
        sources.setdefault(alias, chr(code) + chr(selector))
    for pair, alias in JOINED.items():
        joined = font.joined_of.get((glyphs.get(pair[0], 0), glyphs.get(pair[1], 0)))
        if joined is not None:
            glyphs[alias], sources[alias] = joined, pair
    for sign, sister in _SISTERS.items():
        if sister in glyphs:
            glyphs.setdefault(sign, glyphs[sister])
    advances = {character: font.advances[glyph] for character, glyph in glyphs.items()}
    return Face(file.removesuffix(".ttf"), font, glyphs, advances, variants, sources)


_FILES = {
    Design.TEXT: "BIZUDMincho-Regular.ttf",
    Design.LABEL: "BIZUDPGothic-Regular.ttf",
    Design.STRONG: "BIZUDPGothic-Bold.ttf",
}


@lru_cache(maxsize=3)
def typeface(design: Design) -> Typeface:
    """The typeface for ``design``, read once in a process (about 20 ms)."""
    main, fallback = _face(_FILES[design]), _face("NotoSansJP-Fallback.ttf")
    advances = fallback.advances | main.advances
    return Typeface(
        design,
        main,
        fallback,
        advances,
        frozenset(advances),
        frozenset(main.glyphs),
        main.advances["、"] == 1000,
    )
