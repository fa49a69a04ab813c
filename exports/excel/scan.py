"""Hearing only what is wanted of a part: straight from the parser, one short call for all else.

``sheet_xml`` keeps every cell of a table. A form is hundreds of cells of which a few dozen are answers, and
hundreds of forms arrive at once. So handlers for texts and ends are on the parser only inside of what is
wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from exports.excel.parts import BUILT_IN_DATES, RunText, is_date_format, local

if TYPE_CHECKING:
    from pyexpat import XMLParserType

Attributes = list[str]
"""Names and values in turn, as expat gives them."""


class Scan:
    """Receives the beginnings of some elements by local name, and everything while something wanted lasts.

    Attributes:
        elements: how many have begun.
    """

    def __init__(self, *names: str) -> None:
        """``names``: the elements that ``begin`` hears of."""
        self.elements = 0
        self._heard = frozenset(names)
        self._limit = 0
        self._too_many: Callable[[], Exception] = ValueError
        self._parser: XMLParserType | None = None
        self._names: dict[str, str] = {}

    def attach(self, parser: XMLParserType, limit: int, too_many: Callable[[], Exception]) -> None:
        """Listen to a fresh ``parser``; beyond ``limit`` elements raise what ``too_many`` gives."""
        self._parser, self._limit, self._too_many = parser, limit, too_many
        parser.DefaultHandlerExpand = None
        self._leave()

    def detach(self) -> None:
        """Let the parser go."""
        self._parser = None

    def begin(self, name: str, attributes: Attributes) -> None:
        """An element that is heard of begins outside of what is wanted."""
        raise NotImplementedError

    def inside(self, name: str, attributes: Attributes) -> None:
        """An element begins inside."""

    def end(self, name: str) -> None:
        """An element ends inside, at last the wanted one itself."""

    def data(self, text: str) -> None:
        """A piece of text inside."""

    def _enter(self) -> None:
        """Hear everything until ``_leave``."""
        if self._parser is not None:
            self._parser.StartElementHandler = self._started_inside
            self._parser.EndElementHandler = self._ended
            self._parser.CharacterDataHandler = self.data

    def _leave(self) -> None:
        if self._parser is not None:
            self._parser.StartElementHandler = self._started
            self._parser.EndElementHandler = None
            self._parser.CharacterDataHandler = None

    def _started(self, tag: str, attributes: Attributes) -> None:
        self.elements += 1
        if self.elements > self._limit:
            raise self._too_many()
        name = self._names.get(tag)
        if name is None:
            found = local(tag)
            name = self._names[tag] = found if found in self._heard else ""
        if name:
            self.begin(name, attributes)

    def _started_inside(self, tag: str, attributes: Attributes) -> None:
        self.elements += 1
        if self.elements > self._limit:
            raise self._too_many()
        self.inside(local(tag), attributes)

    def _ended(self, tag: str) -> None:
        self.end(local(tag))


def pairs(attributes: Attributes) -> dict[str, str]:
    """Attributes by local name."""
    return {
        key[key.rfind("}") + 1 :]: value for key, value in zip(attributes[::2], attributes[1::2], strict=True)
    }


class BookScan(Scan):
    """The list of sheets, the settings and the defined names of a workbook.

    Attributes:
        found: for each sheet and setting met, its name and attributes, as a ``Collector`` gives them.
        names: the attributes and the text of each defined name that holds for the whole workbook.
    """

    def __init__(self) -> None:
        super().__init__("sheet", "workbookPr", "definedName")
        self.found: list[tuple[str, dict[str, str]]] = []
        self.names: list[tuple[str, str]] = []
        self._name = ""
        self._text: list[str] = []

    def begin(self, name: str, attributes: Attributes) -> None:
        """Keep sheets and settings; hear what a name stands for."""
        values = pairs(attributes)
        if name != "definedName":
            self.found.append((name, values))
        # a copied sheet has names of its own, which are the copy's
        elif "localSheetId" not in values:
            self._name, self._text = values.get("name", ""), []
            self._enter()

    def inside(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        """A name holds text only."""
        raise ValueError(name)

    def end(self, name: str) -> None:  # noqa: ARG002
        """The name is complete."""
        self.names.append((self._name, "".join(self._text)))
        self._leave()

    def data(self, text: str) -> None:
        """Keep what the name stands for."""
        self._text.append(text)


class TextScan(Scan):
    """Some of the shared texts.

    Attributes:
        items: the wanted ones by index.
    """

    def __init__(self, wanted: Collection[int]) -> None:
        super().__init__("si")
        self.items: dict[int, str] = {}
        self._wanted = frozenset(wanted)
        self._index = -1
        self._run = RunText()
        self.data = self._run.data  # type: ignore[method-assign]

    def begin(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        """Count the texts."""
        self._index += 1
        if self._index in self._wanted:
            self._enter()

    def inside(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        """A run or a guide begins."""
        if name == "si":
            raise ValueError("a text inside a text")
        self._run.start(name)

    def end(self, name: str) -> None:
        """A text is complete with its item."""
        if name == "si":
            self.items[self._index] = self._run.taken()
            self._leave()
        else:
            self._run.end(name)


class StyleScan(Scan):
    """Which of some cell styles show a number as a date or a time.

    Attributes:
        dates: the indexes of those that do.
    """

    def __init__(self, wanted: Collection[int]) -> None:
        super().__init__("numFmt", "cellXfs", "cellStyleXfs", "xf")
        self.dates: set[int] = set()
        self._wanted = frozenset(wanted)
        self._codes: dict[int, bool] = {}
        self._cells = False
        self._index = -1

    def begin(self, name: str, attributes: Attributes) -> None:
        """Read a number format or a cell style."""
        if name == "xf":
            if self._cells:
                self._index += 1
                if self._index in self._wanted:
                    self._note(int(pairs(attributes).get("numFmtId", 0)))
        elif name == "numFmt":
            values = pairs(attributes)
            self._codes[int(values["numFmtId"])] = is_date_format(values.get("formatCode", ""))
        else:
            self._cells = name == "cellXfs"

    def _note(self, number: int) -> None:
        if self._codes.get(number, number in BUILT_IN_DATES):
            self.dates.add(self._index)
