"""The small parts of a workbook: content types, relations, the list of sheets, shared texts, styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Number formats that every spreadsheet knows as dates or times, also those of East Asia."""

_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|[_*].')


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def unescaped(text: str) -> str:
    """``_x000D_`` and the like as the signs they stand for; ``_x005F_`` guards a literal one."""
    if "_x" not in text:
        return text
    # lone halves of a pair could come out of two escapes: join them, and replace what stays alone
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Collector:
    """Collects the attributes of some elements, by local name.

    Attributes:
        found: for each element met, its name and attributes with local names.
    """

    def __init__(self, *names: str) -> None:
        self._names = frozenset(names)
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep the attributes of a wanted element."""
        name = local(tag)
        if name in self._names:
            self.found.append((name, {local(key): value for key, value in attributes.items()}))

    def end(self, tag: str) -> None:
        """Nothing to do."""

    def data(self, text: str) -> None:
        """Nothing to do."""


class RunText:
    """The text of an item made of runs: escapes are undone run by run, phonetic guides left out."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._pieces: list[str] | None = None
        self._guides = 0

    def start(self, name: str) -> None:
        """An element of the item begins."""
        if name == "rPh":
            self._guides += 1
        elif name == "t" and not self._guides:
            self._pieces = []

    def end(self, name: str) -> None:
        """An element of the item ends."""
        if name == "rPh":
            self._guides -= 1
        elif name == "t" and self._pieces is not None:
            self._runs.append(unescaped("".join(self._pieces)))
            self._pieces = None

    def data(self, text: str) -> None:
        """Keep text that stands in a run."""
        if self._pieces is not None:
            self._pieces.append(text)

    def taken(self) -> str:
        """The whole text; the next item begins empty."""
        text = "".join(self._runs)
        self._runs, self._pieces, self._guides = [], None, 0
        return text


class Texts:
    """The shared texts.

    Attributes:
        items: by index.
    """

    def __init__(self) -> None:
        self.items: list[str] = []
        self._run = RunText()
        self.data = self._run.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """A text, a run or a guide begins."""
        self._run.start(local(tag))

    def end(self, tag: str) -> None:
        """A text is complete with its item."""
        name = local(tag)
        if name == "si":
            self.items.append(self._run.taken())
        else:
            self._run.end(name)


@dataclass(slots=True)
class Styles:
    """Which cell styles show a number as a date or a time.

    Attributes:
        dates: by style index.
    """

    dates: list[bool] = field(default_factory=list)
    _codes: dict[int, bool] = field(default_factory=dict)
    _cells: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Read a number format or a cell style."""
        name = local(tag)
        if name == "numFmt" and "numFmtId" in attributes:
            self._codes[int(attributes["numFmtId"])] = is_date_format(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            number = int(attributes.get("numFmtId", 0))
            self.dates.append(self._codes.get(number, number in BUILT_IN_DATES))

    def end(self, tag: str) -> None:
        """Cell styles end."""
        if local(tag) == "cellXfs":
            self._cells = False

    def data(self, text: str) -> None:
        """Nothing to do."""


def is_date_format(code: str) -> bool:
    """Whether a number format shows dates or times: it has y, m, d, h or s outside of quotes and colours."""
    return bool(re.search("[ymdhs]", _NOT_FORMAT.sub("", code.split(";", maxsplit=1)[0]).lower()))
