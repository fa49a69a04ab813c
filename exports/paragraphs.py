"""Which lines of a text begin a paragraph, and so are indented in Japanese official documents."""

from __future__ import annotations

import re

from evalapp.language import Language

_OPENING = re.compile(
    "^(?=[^\\W_①-⓿]|[「『“])(?![0-9０-９]{1,3}(?:[)）、]|[．.](?![0-9０-９])))", re.MULTILINE
)


def is_indented(line: str, language: Language) -> bool:
    """Whether ``line`` is set with its first character indented.

    What begins with a space, a bullet, a number or a bracket of its own is left as it is.
    """
    return language.code == "ja" and _OPENING.match(line) is not None


def paragraphs(text: str, language: Language) -> str:
    """``text`` with a full-width space before each line that is indented."""
    return _OPENING.sub("\u3000", text) if language.code == "ja" else text
