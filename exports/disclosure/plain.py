"""Text files: .csv, .json, .toml, .html and the like."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote

from evalapp.disclosure import Part, Place, Reason, Unread

SUFFIXES = frozenset(
    (
        "csv",
        "tsv",
        "txt",
        "json",
        "toml",
        "html",
        "htm",
        "xhtml",
        "xml",
        "svg",
        "md",
        "css",
        "yaml",
        "yml",
        "log",
    )
)

_QUOTED = re.compile(r'"((?>[^"\\\n]*(?:\\.[^"\\\n]*)*))"')
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a]")


def decoded(data: bytes) -> str | None:
    """The text in ``data`` in the encoding it seems to have; ``None`` if it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROLS.search(text) else text
    return None


def text_parts(data: bytes, suffix: str, inside: str) -> Iterator[Part | Unread]:
    """What a text file says.

    Args:
        data: the whole file.
        suffix: of its name, without the dot, in lower case.
        inside: as ``Part.inside``.
    """
    text = decoded(data)
    if text is None:
        yield Unread(Reason.UNKNOWN_KIND, inside=inside)
    elif suffix in ("csv", "tsv"):
        yield _table(text, "\t" if suffix == "tsv" else ",", inside)
    elif suffix in ("json", "toml"):
        yield _quoted_texts(text, inside)
    elif suffix in ("html", "htm", "xhtml", "xml", "svg"):
        yield from _tagged(text, inside)
    else:
        yield _lines(text, inside)


def _lines(text: str, inside: str) -> Part:
    cuts, place = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        cuts.append((place, str(number)))
        place += len(line)
    return Part(Place.TEXT, "", text, tuple(cuts), inside)


def _table(text: str, comma: str, inside: str) -> Part:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    pieces: list[str] = []
    cuts, place = [], 0
    try:
        for row in reader:
            for cell in row:
                cuts.append((place, str(reader.line_num)))
                pieces.append(cell + "\n")
                place += len(cell) + 1
    except csv.Error:
        return _lines(text, inside)
    return Part(Place.TEXT, "", "".join(pieces), tuple(cuts), inside)


def _quoted_texts(text: str, inside: str) -> Part:
    """Everything, with escapes undone; each text in quotation marks is a piece of its own."""
    ends = [found.start() for found in re.finditer("\n", text)]
    pieces: list[str] = []
    cuts: list[tuple[int, str]] = []
    place = last = 0
    for found in _QUOTED.finditer(text):
        line = str(bisect_left(ends, found.start()) + 1)
        for piece in (text[last : found.start(1)] + "\n", _unescaped(found[1]) + "\n"):
            cuts.append((place, line))
            pieces.append(piece)
            place += len(piece)
        last = found.end(1)
    pieces.append(_unescaped(text[last:]))
    cuts.append((place, str(bisect_left(ends, last) + 1)))
    return Part(Place.TEXT, "", "".join(pieces), tuple(cuts), inside)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text

    def sign(found: re.Match[str]) -> str:
        number = int(found[1] or found[2] or "0", 16)
        if number:
            return chr(number) if number <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
        return " " if found[3] in "nrtbf" else found[3]

    # a sign beyond U+FFFF is two escapes
    plain = _ESCAPE.sub(lambda found: sign(found) if found[3] or found[1] or found[2] else "", text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.unseen: list[str] = []
        self.pictures = False

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("b", "i", "em", "strong", "span", "a", "font", "tspan", "ruby", "rt", "rp"):
            self.seen.append("\n")
        for name, value in attrs:
            if not value:
                continue
            if value.startswith("data:"):
                self.pictures = True
            elif name != "style":
                self.unseen += [value, unquote(value)] if "%" in value else [value]

    def handle_comment(self, data: str) -> None:
        self.unseen.append(data)

    def handle_decl(self, decl: str) -> None:
        self.unseen.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.seen.append(data)

    def handle_pi(self, data: str) -> None:
        self.unseen.append(data)


def _tagged(text: str, inside: str) -> Iterator[Part | Unread]:
    tags = _Tags()
    tags.feed(text)
    tags.close()
    yield Part(Place.TEXT, "", "".join(tags.seen), inside=inside)
    yield Part(Place.OBJECT, "", "\n".join(tags.unseen), inside=inside)
    if tags.pictures:
        yield Unread(Reason.IMAGE, inside=inside)
