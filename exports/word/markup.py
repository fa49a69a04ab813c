"""WordprocessingML of paragraphs, runs, fields and bookmarks. Every text is escaped here and nowhere else."""

from __future__ import annotations

import re

from evalapp.language import Language
from exports.excel.book import width
from exports.paragraphs import is_indented

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LINE_END = re.compile("\r\n|\r|\n")
_SPECIAL = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def escaped(text: str) -> str:
    """``text`` for an element or an attribute: an XML reader gives it back unchanged."""
    return text.translate(_SPECIAL)


def lines(text: str) -> list[str]:
    """The lines of a user's text, at least one; empty ones at its end are left out."""
    return _LINE_END.split(text.rstrip("\r\n"))


def run(text: str, mark: str = "") -> str:
    """A run of one line; tabs become Word's own. ``mark`` is the id of a character style."""
    look = f'<w:rPr><w:rStyle w:val="{mark}"/></w:rPr>' if mark else ""
    words = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escaped(word)}</w:t>' if word else "" for word in text.split("\t")
    )
    return f"<w:r>{look}{words}</w:r>" if words else ""


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """A paragraph in a style.

    Args:
        style: the id of a paragraph style.
        content: runs, ready.
        properties: elements that follow ``w:pStyle`` in ``w:pPr``, in the schema's order.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def paragraphs(style: str, text: str, *, then: str = "", mark: str = "", more: str = "") -> str:
    """A paragraph for each line of ``text``.

    Args:
        style: of the first one.
        text: a user's.
        then: the style of the others; without it the same.
        mark: a character style for all of it.
        more: a run put after the last line.
    """
    *first, last = (run(line, mark) for line in lines(text))
    contents = [*first, last + more]
    return "".join(
        paragraph(then if place and then else style, content) for place, content in enumerate(contents)
    )


KEEP = "<w:keepNext/>"
"""Of a paragraph that stays on a page with the next one; in a table, its whole row."""

_SHORT = 176
"""Half-width characters of two lines: so short a first paragraph does not stand alone at a page's foot."""


def running(style: str, text: str, language: Language) -> str:
    """A paragraph for each line of running text, in a style that indents its first line.

    Lines that are not indented in official documents, such as items with a number of their own, are not.
    """
    found = lines(text)
    written = ""
    for place, line in enumerate(found):
        keep = KEEP if place == 0 and len(found) > 1 and width(line) < _SHORT else ""
        indented = language.code != "ja" or is_indented(line, language)
        written += paragraph(style, run(line), keep + ("" if indented else _FLUSH))
    return written


_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
"""Stands behind what a field shows."""


def field_start(instruction: str) -> str:
    """What stands before what a field shows. ``instruction`` is ours, never a user's."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field(instruction: str, shown: str) -> str:
    """A field that shows ``shown`` until a program works it out."""
    return field_start(instruction) + run(shown) + FIELD_END


def bookmark(name: str, number: int, content: str) -> str:
    """``content`` as the target of links to ``name``; ``number`` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
