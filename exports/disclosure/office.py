"""Excel and Word files: every part of the package, seen by readers or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from defusedxml.common import DefusedXmlException

from evalapp.disclosure import Part, Place, Reason, Unread
from evalapp.errors import EvalError
from exports.disclosure.sheet_text import SharedTexts, SheetText
from exports.disclosure.xml_text import TextTarget
from exports.excel.package import Package, resolved
from exports.excel.parts import Collector, unescaped

Nested: TypeAlias = "Callable[[bytes, str], Iterator[Part | Unread]]"
"""Takes an embedded file apart: its bytes, and its name with the path to it."""

ROOM = 8
"""How many times the limits of a workbook that is read for its answers."""

_IMAGES = ("png", "jpeg", "jpg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "webp", "heic", "wdp", "ico")
_FONTS = ("odttf", "ttf", "otf", "fntdata")
_VALUES = ("lpwstr", "lpstr", "bstr", "vector", "variant", "i4", "r8", "bool", "filetime", "date")
_REASONS = {
    "workbook-encrypted": Reason.ENCRYPTED,
    "workbook-old-format": Reason.UNKNOWN_KIND,
    "workbook-bomb": Reason.TOO_LARGE,
    "file-too-large": Reason.TOO_LARGE,
}
_PLACES = (
    (re.compile(r"comment|persons/|people\.xml"), Place.COMMENT),
    (re.compile(r"word/(header|footer)"), Place.HEADER_FOOTER),
    (re.compile(r"word/(foot|end)notes"), Place.NOTE),
    (re.compile(r"chart|drawing|diagram"), Place.DRAWING),
)


def office_parts(data: bytes, inside: str, nested: Nested) -> Iterator[Part | Unread]:
    """What a package of XML parts says.

    Args:
        data: the whole file.
        inside: as ``Part.inside``.
        nested: for files embedded in it.
    """
    try:
        package = Package(data, "", ROOM)
    except EvalError as error:
        yield Unread(_REASONS.get(error.code, Reason.DAMAGED), inside=inside)
        return
    if package.remarks:
        yield Part(Place.METADATA, "zip", package.remarks, inside=inside)
    done: set[str] = set()
    if "xl/workbook.xml" in package:
        yield from _refusing("xl/workbook.xml", inside, _workbook(package, inside, done))
    for name in package.names:
        if name not in done and not name.endswith("/"):
            yield from _refusing(name, inside, _part(package, name, inside, nested))


def _refusing(name: str, inside: str, parts: Iterator[Part | Unread]) -> Iterator[Part | Unread]:
    try:
        yield from parts
    except EvalError as error:
        yield Unread(_REASONS.get(error.code, Reason.DAMAGED), name, inside)
    except (DefusedXmlException, ValueError, LookupError, ArithmeticError):
        yield Unread(Reason.DAMAGED, name, inside)


def _workbook(package: Package, inside: str, done: set[str]) -> Iterator[Part | Unread]:
    """The sheets, cell by cell; what they show is then marked as done."""
    book = Collector("sheet")
    package.feed("xl/workbook.xml", book)
    relations = Collector("Relationship")
    package.feed("xl/_rels/workbook.xml.rels", relations)
    targets = {
        one.get("Id", ""): resolved("xl/workbook.xml", one.get("Target", "")).lower()
        for _name, one in relations.found
    }
    shared = SharedTexts()
    if "xl/sharedstrings.xml" in package:
        package.feed("xl/sharedStrings.xml", shared)
    used: set[int] = set()
    for _name, entry in book.found:
        part = targets.get(entry.get("id", ""), "")
        if part not in package or not part.startswith("xl/worksheets/"):
            continue
        sheet = SheetText(shared.items)
        package.feed(part, sheet)
        done.add(part)
        used |= sheet.used
        name = entry.get("name", "")
        hidden = entry.get("state", "visible") != "visible"
        place = Place.HIDDEN_SHEET if hidden else Place.SHEET
        yield Part(place, name, sheet.text, tuple(sheet.cuts), inside)
        yield Part(Place.HEADER_FOOTER, name, "\n".join(sheet.printed), inside=inside)
        yield Part(Place.PART, name, "\n".join(sheet.attributes), inside=inside)
    left = [text for number, text in enumerate(shared.items) if number not in used]
    if left:
        yield Part(Place.SHARED_TEXT, "", "\n".join(left), inside=inside)
    done.add("xl/sharedstrings.xml")


def _part(package: Package, name: str, inside: str, nested: Nested) -> Iterator[Part | Unread]:
    suffix = name.rpartition(".")[2]
    if suffix in ("xml", "rels", "vml"):
        yield from _xml(package, name, inside)
    elif suffix in _IMAGES:
        yield Unread(Reason.IMAGE, name, inside)
    elif "printersettings" in name:
        raw = package.read(name)
        # a printer's or a user's name may begin at an odd byte
        text = "\n".join(raw[start:].decode("utf-16-le", "replace") for start in (0, 1))
        yield Part(Place.PART, name, text, inside=inside)
    elif suffix not in _FONTS:
        yield Part(Place.ATTACHMENT, name, name, inside=inside)
        yield from nested(package.read(name), name)


def _xml(package: Package, name: str, inside: str) -> Iterator[Part | Unread]:
    if name.startswith("docprops/"):
        yield from _properties(package, name, inside)
        return
    target = TextTarget(_paragraphs if name == "word/document.xml" else _labels)
    package.feed(name, target)
    place = next((place for pattern, place in _PLACES if pattern.search(name)), Place.PART)
    if name.endswith(".rels"):
        yield Part(Place.LINK, name, "\n".join(target.attributes), inside=inside)
        return
    if name == "word/document.xml":
        yield Part(Place.TEXT, "", target.text, tuple(target.cuts), inside)
    else:
        if name == "xl/workbook.xml":
            yield from _workbook_names(package, inside)
        yield Part(place, name, unescaped(target.text), _kept(target), inside)
    if target.attributes:
        yield Part(Place.PART, name, "\n".join(target.attributes), inside=inside)
    for author in dict.fromkeys(target.authors):
        yield Part(Place.PROPERTY, f"{name} author", author, inside=inside)


def _kept(target: TextTarget) -> tuple[tuple[int, str], ...]:
    # undoing escapes moves the offsets: rather no labels than wrong ones
    return () if "_x" in target.text else tuple(target.cuts)


def _labels(element: str, attributes: Mapping[str, str], _count: int) -> str | None:
    return attributes.get("ref") if element in ("comment", "threadedComment") else None


def _paragraphs(element: str, _attributes: Mapping[str, str], count: int) -> str | None:
    return str(count + 1) if element == "p" else None


def _property(element: str, attributes: Mapping[str, str], _count: int) -> str | None:
    return None if element in _VALUES else attributes.get("name", element)


def _workbook_names(package: Package, inside: str) -> Iterator[Part]:
    book = Collector("sheet", "definedName")
    package.feed("xl/workbook.xml", book)
    for element, attributes in book.found:
        place = Place.SHEET_NAME if element == "sheet" else Place.DEFINED_NAME
        name = attributes.get("name", "")
        yield Part(place, name, "\n".join((name, attributes.get("comment", ""))), inside=inside)


def _properties(package: Package, name: str, inside: str) -> Iterator[Part]:
    """One part a property, so that each can be named."""
    target = TextTarget(_property)
    package.feed(name, target)
    text = target.text
    ends = [start for start, _label in target.cuts[1:]] + [len(text)]
    for (start, label), end in zip(target.cuts, ends, strict=False):
        if value := text[start:end].strip():
            yield Part(Place.PROPERTY, label, unescaped(f"{value}\n{label}"), inside=inside)
