"""What a text may hold. Texts are kept exactly as written; what cannot be kept is refused at entry."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from evalapp.errors import EvalError

COMMENT_LIMIT = 32_000
"""Longest text in UTF-16 units: an Excel cell silently cuts at 32,767."""

LINE_LIMIT = 1_000
"""Longest title, name or label in UTF-16 units."""

# all but tab and line ends among the controls, lone surrogates, and what XML 1.0 has no way to write
_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_UNSEEN_KINDS = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))

# not seen either, though they count as letters, signs or accents
_FILLERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# soft hyphen, zero-width space, direction marks, word joiner and its kin, byte order mark, what stands for an
# embedded object; not the joiners of emoji and Indic scripts (200C, 200D)
_LITTER = re.compile(
    f"{_UNKEEPABLE.pattern}|[\x80-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as ``cleaned`` leaves it, and how many signs it took out."""

    text: str
    removed: int


def is_seen(text: str) -> bool:
    """Whether ``text`` has a sign that a reader sees: spaces, soft hyphens and fillers alone are no text."""
    return any(unicodedata.category(sign) not in _UNSEEN_KINDS and not _FILLERS.match(sign) for sign in text)


def utf16_units(text: str) -> int:
    """The length of ``text`` as Excel and Windows count it: 2 for signs such as 𠮷."""
    return len(text) + sum(character > "\uffff" for character in text)


def check_text(text: str, where: str, limit: int = COMMENT_LIMIT) -> str:
    """Return ``text`` unchanged if it can be kept.

    Args:
        text: a comment or a field; tabs and line breaks are kept.
        where: what the sentence to the user names, for example ``"row 12"``.
        limit: in UTF-16 units.

    Raises:
        EvalError: ``text-control-character`` names the sign; ``text-too-long`` the length.
    """
    if found := _UNKEEPABLE.search(text):
        raise EvalError("text-control-character", where=where, sign=f"U+{ord(found.group()):04X}")
    if len(text) * 2 > limit and (length := utf16_units(text)) > limit:
        raise EvalError("text-too-long", where=where, length=length, limit=limit)
    return text


def check_line(text: str, where: str) -> str:
    """Return ``text`` without space around it if it is one line that can be kept.

    Raises:
        EvalError: as ``check_text``; a line break is refused as a control character.
    """
    text = check_text(text.strip(), where, LINE_LIMIT)
    for sign in "\r\n\t":
        if sign in text:
            raise EvalError("text-control-character", where=where, sign=f"U+{ord(sign):04X}")
    return text


def cleaned(text: str) -> Cleaned:
    """What of a text copied from Word, Excel or a web page is kept: never a sign that ``check_text`` refuses.

    Every kind of line end becomes a line feed (Word's soft break is a vertical tab) and a no-break space a
    space; both are layout and do not count as removed. Signs that nobody sees are taken out. Tabs,
    ideographic spaces, combining marks and variation selectors stay.
    """
    unified = _LINE_ENDS.sub("\n", text).replace("\u00a0", " ")
    return Cleaned(*_LITTER.subn("", unified))
