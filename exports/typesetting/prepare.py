"""What a user typed becomes what can be printed. The stored text is never changed.

- Line ends of every kind become ``\\n``. Tabs stay; the line breaker sets them.
- Control, bidirectional, zero-width and other invisible characters are left out.
- A variation selector chooses its glyph where the font has it (辻󠄀) and is left out where not.
- Kana and Latin letters followed by combining marks become one character (が typed as か + ゛ on a Mac), and
  the pairs of JIS X 0213 that have no character of their own (か゚) become one glyph.
- A character that no shipped font holds (emoji, private use, lone surrogates) becomes 〓; an emoji joined of
  several becomes one.
"""

from __future__ import annotations

import re
import unicodedata

from exports.typesetting.faces import ALIASES, GETA, JOINED, Typeface

_NEWLINES = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SELECTED = re.compile("(.)([\ufe00-\ufe0f\U000e0100-\U000e01ef])", re.DOTALL)
_COMBINED = re.compile("[A-Za-z\u3041-\u30ff][\u0300-\u036f\u3099\u309a]+")
_PAIRS = re.compile("|".join(JOINED))
_JOINED = re.compile("\u200d[\u2600-\u27bf\U0001f000-\U0001faff]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_SUSPECT = re.compile(
    f"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\u0300-\u036f\u3099\u309a{chr(ALIASES)}-\U0010ffff]"
    f"|\u02e9\u02e5|\u02e5\u02e9|{_INVISIBLE.pattern}"
)
_KEPT = frozenset("\n\t")


def prepare(text: str, typeface: Typeface) -> str:
    """``text`` with only printable characters of ``typeface``, ``\\n`` and ``\\t`` in it."""
    if _SUSPECT.search(text):
        text = _cleaned(text, typeface)
    unknown = set(text) - typeface.printable - _KEPT
    if unknown:
        text = text.translate({ord(character): _stand_in(character) for character in unknown})
    return text


def unprintable(text: str, typeface: Typeface) -> bool:
    """Whether printing ``text`` puts a 〓 where the user wrote something else."""
    return GETA in prepare(text.replace(GETA, ""), typeface)


def _cleaned(text: str, typeface: Typeface) -> str:
    text = _NEWLINES.sub("\n", text)
    # The aliases' own plane first: a user's private character must not choose a glyph.
    text = re.sub(f"[{chr(ALIASES)}-\U0010ffff]", GETA, text)
    text = _COMBINED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    text = _PAIRS.sub(lambda match: JOINED[match[0]], text)
    variants = typeface.main.variants
    text = _SELECTED.sub(lambda match: variants.get(match[0], match[1]), text)
    return _INVISIBLE.sub("", _JOINED.sub("", text))


def _stand_in(character: str) -> str:
    if unicodedata.category(character) == "Zs":
        return " "
    # U+FF5E and the like have a plain sister in the font; compatibility ideographs never get here.
    simple = unicodedata.normalize("NFKC", character)
    return GETA if simple == character or not simple.isascii() else simple


def plain(text: str) -> str:
    """``text`` for a title or a bookmark, which the reader's program draws: one line, nothing invisible."""
    flat = _INVISIBLE.sub("", _NEWLINES.sub(" ", text).replace("\t", " "))
    return flat.encode("utf-8", "replace").decode("utf-8")


def clusters(text: str) -> list[str]:
    """``text`` in pieces that must not be parted: each a character with its marks and selectors."""
    return re.findall("(?s).[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*", text)
