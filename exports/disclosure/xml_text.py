"""All text of an XML part: what a reader sees, and what only programs see."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from exports.excel.parts import local, unescaped

_WITHIN_A_WORD = frozenset(
    (
        "t", "r", "rPr", "delText", "instrText", "ins", "del", "moveFrom", "moveTo", "hyperlink",
        "smartTag", "fldSimple", "proofErr", "bookmarkStart", "bookmarkEnd", "rFonts", "b", "i", "u", "sz",
        "szCs", "color", "lang", "kern", "font", "rPh", "span", "em", "strong", "a",
    )
)  # fmt: skip
"""Elements that may end in the middle of a name."""

_SILENT_VALUE = re.compile(r"[-+0-9A-Fa-f.,%: ]*|true|false|none|auto|\w{1,2}")
Labeller = Callable[[str, Mapping[str, str], int], "str | None"]


class TextTarget:
    """Collects the text of a part, and the values of its attributes.

    Args:
        label: called with each element's local name, its attributes (local names) and the number of pieces so
            far; the label of the piece that begins there, or ``None``.

    Attributes:
        cuts: (offset in the text, label) of the labelled pieces.
        attributes: values that may be words.
        authors: values of attributes that say who did something.
    """

    def __init__(self, label: Labeller | None = None) -> None:
        self.cuts: list[tuple[int, str]] = []
        self.attributes: list[str] = []
        self.authors: list[str] = []
        self._label = label
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self._pieces)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if attributes:
            self._keep({local(key): value for key, value in attributes.items()})
        if self._label:
            names = {local(key): value for key, value in attributes.items()}
            label = self._label(local(tag), names, len(self.cuts))
            if label is not None:
                self.add("\n")
                self.cuts.append((self._length, label))

    def end(self, tag: str) -> None:
        """An element ends; outside of a word that is a new line."""
        if local(tag) not in _WITHIN_A_WORD:
            self.add("\n")

    def data(self, text: str) -> None:
        """A piece of text."""
        self.add(text)

    def add(self, text: str) -> None:
        """Append text."""
        self._pieces.append(text)
        self._length += len(text)

    def _keep(self, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name in ("author", "initials", "displayName", "userId"):
                self.authors.append(value)
            elif not _SILENT_VALUE.fullmatch(value):
                plain = unescaped(value)
                self.attributes.append(plain)
                if "%" in plain:
                    self.attributes.append(unquote(plain))
