"""Hearing only what is wanted of a part: straight from the parser, one dictionary look-up for all else.

``sheet_xml`` keeps every cell of a table. A form is hundreds of cells of which a few dozen are answers, and
hundreds of forms arrive at once. So handlers for texts and ends are on the parser only inside of what is
wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from exports.excel.parts import BUILT_IN_DATES, RunText, is_date_format, local

if TYPE_CHECKING:
    from pyexpat import XMLParserType

Attributes = list[str]
"""Names and values in turn, as expat gives them."""

Hearer = Callable[[Attributes], None]


class _ByTag(dict[str, Hearer | None]):
    """Who hears of an element, if anybody, by its tag: looked up by its local name once."""

    def __init__(self, hearers: Mapping[str, Hearer]) -> None:
        super().__init__()
        self._hearers = hearers

    def __missing__(self, tag: str) -> Hearer | None:
        hearer = self[tag] = self._hearers.get(local(tag))
        return hearer


class Scan:
    """Receives the beginnings of some elements, and everything while something wanted lasts."""

    def __init__(self, hearers: Mapping[str, Hearer]) -> None:
        """``hearers``: who hears of which element, by local name."""
        self._hearers = hearers
        self._parser: XMLParserType | None = None
        self._start: Callable[[str, Attributes], None] | None = None

    def attach(self, parser: XMLParserType) -> None:
        """Listen to a fresh ``parser``."""
        by_tag = _ByTag(self._hearers)

        def start(tag: str, attributes: Attributes) -> None:
            if hear := by_tag[tag]:
                hear(attributes)

        self._parser, self._start = parser, start
        parser.DefaultHandlerExpand = None
        self.leave()

    def detach(self) -> None:
        """Let the parser go."""
        self._parser = self._start = None

    def enter(self) -> None:
        """Hear everything until ``leave``."""
        if self._parser is not None:
            self._parser.StartElementHandler = self._started
            self._parser.EndElementHandler = self._ended
            self._parser.CharacterDataHandler = self.data

    def leave(self) -> None:
        """Hear only of wanted beginnings again."""
        if self._parser is not None:
            self._parser.StartElementHandler = self._start
            self._parser.EndElementHandler = None
            self._parser.CharacterDataHandler = None

    def inside(self, name: str, attributes: Attributes) -> None:
        """An element begins inside of what is wanted."""

    def end(self, name: str) -> None:
        """An element ends inside, at last the wanted one itself."""

    def data(self, text: str) -> None:
        """A piece of text inside."""

    def _started(self, tag: str, attributes: Attributes) -> None:
        self.inside(local(tag), attributes)

    def _ended(self, tag: str) -> None:
        self.end(local(tag))


def pairs(attributes: Attributes) -> dict[str, str]:
    """Attributes by local name."""
    return {
        key[key.rfind("}") + 1 :]: value for key, value in zip(attributes[::2], attributes[1::2], strict=True)
    }


class Gather(Scan):
    """The attributes of some elements, in order.

    Attributes:
        found: for each element met, its name and attributes with local names.
    """

    def __init__(self, *names: str) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []
        super().__init__({name: self._keeping(name) for name in names})

    def _keeping(self, name: str) -> Hearer:
        return lambda attributes: self.found.append((name, pairs(attributes)))


class BookScan(Scan):
    """The list of sheets, the settings and the defined names of a workbook.

    Attributes:
        sheets, settings: the attributes of each, in order.
        names: for each defined name that holds for the whole workbook, itself and what it stands for.
    """

    def __init__(self) -> None:
        super().__init__(
            {
                "sheet": lambda attributes: self.sheets.append(pairs(attributes)),
                "workbookPr": lambda attributes: self.settings.append(pairs(attributes)),
                "definedName": self._begin_name,
            }
        )
        self.sheets: list[dict[str, str]] = []
        self.settings: list[dict[str, str]] = []
        self.names: list[tuple[str, str]] = []
        self._name = ""
        self._text: list[str] = []

    def inside(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        """A name holds text only."""
        raise ValueError(name)

    def end(self, name: str) -> None:  # noqa: ARG002
        """The name is complete."""
        self.names.append((self._name, "".join(self._text)))
        self.leave()

    def data(self, text: str) -> None:
        """Keep what the name stands for."""
        self._text.append(text)

    def _begin_name(self, attributes: Attributes) -> None:
        values = pairs(attributes)
        # a copied sheet has names of its own, which are the copy's
        if "localSheetId" not in values:
            self._name, self._text = values.get("name", ""), []
            self.enter()


class TextScan(Scan):
    """Some of the shared texts.

    Attributes:
        items: the wanted ones by index.
    """

    def __init__(self, wanted: Collection[int]) -> None:
        super().__init__({"si": self._begin_item})
        self.items: dict[int, str] = {}
        self._wanted = frozenset(wanted)
        self._index = -1
        self._run = RunText()

    def inside(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        """A run or a guide begins."""
        if name == "si":
            raise ValueError("a text inside a text")
        self._run.start(name)

    def end(self, name: str) -> None:
        """A text is complete with its item."""
        if name == "si":
            self.items[self._index] = self._run.taken()
            self.leave()
        else:
            self._run.end(name)

    def data(self, text: str) -> None:
        """Keep text that stands in a run."""
        self._run.data(text)

    def _begin_item(self, attributes: Attributes) -> None:  # noqa: ARG002
        self._index += 1
        if self._index in self._wanted:
            self.enter()


class StyleScan(Scan):
    """Which of some cell styles show a number as a date or a time."""

    def __init__(self, wanted: Collection[int]) -> None:
        super().__init__(
            {
                "numFmt": self._note_format,
                "cellStyleXfs": lambda _attributes: self._list(cells=False),
                "cellXfs": lambda _attributes: self._list(cells=True),
                "xf": self._note_style,
            }
        )
        self._dates: set[int] = set()
        self._wanted = frozenset(wanted)
        self._codes: dict[int, bool] = {}
        self._cells = False
        self._index = -1

    def finish(self) -> Collection[int]:
        """The wanted styles that show dates.

        Raises:
            ValueError: not all of the wanted ones are there.
        """
        if any(index > self._index for index in self._wanted):
            raise ValueError("a cell has a style that is not there")
        return self._dates

    def _list(self, *, cells: bool) -> None:
        self._cells = cells

    def _note_format(self, attributes: Attributes) -> None:
        values = pairs(attributes)
        self._codes[int(values["numFmtId"])] = is_date_format(values.get("formatCode", ""))

    def _note_style(self, attributes: Attributes) -> None:
        if self._cells:
            self._index += 1
            if self._index in self._wanted:
                number = int(pairs(attributes).get("numFmtId", 0))
                if self._codes.get(number, number in BUILT_IN_DATES):
                    self._dates.add(self._index)
