"""The objects of a PDF: which texts they hold, and what they say about each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import pikepdf

from exports.disclosure.plain import decoded

Number: TypeAlias = "tuple[int, int]"
"""An object's number and generation."""

_NO_WORDS = frozenset(
    (
        "/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap", "/CIDSet", "/Encoding",
        "/Contents", "/DestOutputProfile", "/CharProcs", "/UseCMap", "/ColorSpace", "/Function", "/Functions",
        "/Shading", "/Pattern", "/TR", "/HT", "/SMask", "/Mask",
    )
)  # fmt: skip
"""Keys of streams that hold no words but those on the pages."""


@dataclass(slots=True)
class Known:
    """What the objects of one file say about each other.

    Attributes:
        silent: streams without words of their own.
        drawn: forms and pictures that pages or other forms can draw.
        attached: embedded files with their names.
        names: every name (a PDF's own kind of word) met so far.
        unreadable_fonts: fonts that do not tell which letters they show.
    """

    silent: set[Number] = field(default_factory=set)
    drawn: set[Number] = field(default_factory=set)
    attached: dict[Number, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    unreadable_fonts: dict[str, None] = field(default_factory=dict)


def learn(item: pikepdf.Object, known: Known) -> None:
    """Note what an object says of the objects it refers to."""
    for holder in _held(item):
        if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key, value in holder.items():
            known.names.add(key)
            if key in _NO_WORDS:
                known.silent |= _numbers(value)
            elif key == "/XObject":
                known.drawn |= _numbers(value)
            elif key == "/EF":
                name = " ".join(text_of(holder.get(one)) for one in ("/UF", "/F", "/Desc")).strip()
                known.attached |= dict.fromkeys(_numbers(value), name)
        if holder.get("/Type") == "/Font":
            _learn_font(holder, known)


def words(item: object, known: Known) -> str:
    """All texts in an object, without those it refers to. Names are gathered for the whole file."""
    found = []
    for one in _held(item) if isinstance(item, pikepdf.Object) else ():
        if isinstance(one, pikepdf.String):
            found.append(text_of(one))
        elif isinstance(one, pikepdf.Name):
            known.names.add(str(one))
    return "\n".join(reversed(found))


def text_of(item: object) -> str:
    """A text string; old programs wrote it in the computer's own encoding."""
    if not isinstance(item, pikepdf.String):
        return ""
    raw = bytes(item)
    try:
        text = str(item)
    except (UnicodeError, ValueError, RuntimeError):
        text = ""
    if raw.isascii() or raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")):
        return text
    return "\n".join([text, decoded(raw) or ""])


def _learn_font(font: pikepdf.Object, known: Known) -> None:
    coded = font.get("/Subtype") == "/Type3" or str(font.get("/Encoding", "")).startswith("/Identity")
    if not coded or "/ToUnicode" in font:
        return
    for base in _members(font.get("/DescendantFonts")):
        system = base.get("/CIDSystemInfo") if isinstance(base, pikepdf.Dictionary) else None
        if isinstance(system, pikepdf.Dictionary) and text_of(system.get("/Ordering")) != "Identity":
            return  # a known collection, such as Adobe-Japan1
    known.unreadable_fonts[str(font.get("/BaseFont", "Type3")).lstrip("/")] = None


def _held(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """An object and the direct ones in it; what is referred to comes on its own."""
    waiting = [item]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [child for child in _members(one) if not child.is_indirect]


def _members(item: object) -> list[pikepdf.Object]:
    values: list[object] = []
    if isinstance(item, pikepdf.Array):
        values = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        values = [value for _key, value in item.items()]
    return [value for value in values if isinstance(value, pikepdf.Object)]


def _numbers(item: object) -> set[Number]:
    """What a value refers to: itself or its members, but not their members."""
    found = [item, *([] if isinstance(item, pikepdf.Stream) else _members(item))]
    return {one.objgen for one in found if isinstance(one, pikepdf.Object) and one.is_indirect}
