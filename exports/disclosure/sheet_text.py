"""The cells of a worksheet as text: formulas and the values they had, furigana, headers, hidden or not."""

from __future__ import annotations

import re

from exports.disclosure.xml_text import TextTarget
from exports.excel.parts import RunText, local, unescaped
from exports.excel.sheet_xml import column_letters

_PRINT_CODES = re.compile(r'&"[^"]*"|&\d+|&K[0-9A-Fa-f]{6}|&[A-JL-Z]')


class SharedTexts:
    """The texts that cells share.

    Attributes:
        items: by index; of a text with furigana these follow on a new line.
    """

    def __init__(self) -> None:
        self.items: list[str] = []
        self._run = RunText()
        self._furigana: list[str] = []
        self._guides = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """A text, a run or a guide begins."""
        name = local(tag)
        self._guides += name == "rPh"
        self._run.start(name)

    def end(self, tag: str) -> None:
        """A text is complete with its item."""
        name = local(tag)
        self._guides -= name == "rPh"
        if name == "si":
            guides = unescaped("".join(self._furigana))
            self._furigana = []
            self.items.append(f"{self._run.taken()}\n{guides}" if guides else self._run.taken())
        else:
            self._run.end(name)

    def data(self, text: str) -> None:
        """Text of a run or a guide."""
        if self._guides:
            self._furigana.append(text)
        self._run.data(text)


class SheetText(TextTarget):
    """Collects a sheet cell by cell, and what else it says.

    Attributes:
        used: indexes of the shared texts that cells show.
        printed: headers and footers without their print codes.
    """

    def __init__(self, shared: list[str]) -> None:
        super().__init__()
        self.used: set[int] = set()
        self.printed: list[str] = []
        self._shared = shared
        self._row = self._column = 0
        self._kind: str | None = None
        self._cell: list[str] | None = None
        self._element = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A cell or a piece of it begins."""
        name = local(tag)
        self._element = name
        if name == "c":
            self._column += 1
            place = attributes.get("r", f"{column_letters(self._column)}{self._row}")
            self.add("\n")
            self.cuts.append((self._length, place[:12]))
            self._kind = attributes.get("t", "n")
            self._cell = []
        elif name == "row":
            self._row += 1
            self._column = 0
        elif self._cell is None:
            super().start(tag, attributes)
        else:
            self._cell = []

    def end(self, tag: str) -> None:
        """A cell or a piece of it ends."""
        name = local(tag)
        if self._cell is None:
            super().end(tag)
            return
        text, self._cell = "".join(self._cell), []
        if name == "c":
            self._cell = None
        elif name == "v" and self._kind == "s" and text.strip().isdecimal():
            index = int(text)
            if index < len(self._shared):
                self.used.add(index)
                self.add(self._shared[index])
        elif name in ("v", "f", "t"):
            self.add(unescaped(text))
            if name == "f":
                self.add("\n")

    def data(self, text: str) -> None:
        """Text in a cell, in a header, anywhere."""
        if self._cell is not None:
            self._cell.append(text)
        elif self._element.endswith(("Header", "Footer")):
            self.printed.append(_PRINT_CODES.sub("", text))
        else:
            self.add(text)
