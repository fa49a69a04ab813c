"""What a text may hold. Texts are kept exactly as written; what cannot be kept is refused at entry."""

from __future__ import annotations

import re
import unicodedata

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
