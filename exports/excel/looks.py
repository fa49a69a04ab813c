"""How the cells of a workbook look, read from its styles: as far as a preview shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from exports.excel.parts import local

_DECIMALS = re.compile(r"0(?:\.(0+))?")
_BUILT_IN = {1: "0", 2: "0.00"}


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a cell.

    Attributes:
        points: size of its letters.
        ink, ground: colours as ``#rrggbb``; empty for the usual ones.
        across: ``left``, ``center``, ``right``, or empty: numbers right, texts left.
        top: it begins at the upper edge, else it stands in the middle.
        wrapped: long text goes on in the next line.
        indent: in widths of a sign.
        edges: the sides that have a line, of ``left right top bottom``.
        decimals: of a number; ``None``: as many as it has.
    """

    bold: bool = False
    underlined: bool = False
    points: float = 11.0
    ink: str = ""
    ground: str = ""
    across: str = ""
    top: bool = False
    wrapped: bool = False
    indent: int = 0
    edges: frozenset[str] = frozenset()
    decimals: int | None = None

    def shown(self, value: object) -> str:
        """A cell's value as the spreadsheet shows it; an exact half is rounded up."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        if self.decimals is None:
            return str(value)
        return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP))


class Looks:
    """Receives the elements of the part ``styles.xml``.

    Attributes:
        cells: the looks by the number that cells carry.
    """

    def __init__(self) -> None:
        self.cells: list[Look] = []
        self._fonts: list[dict[str, str]] = []
        self._grounds: list[str] = []
        self._edges: list[set[str]] = []
        self._codes = dict(_BUILT_IN)
        self._inside = ""
        self._cell: dict[str, str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A list, a style or a piece of one begins."""
        name = local(tag)
        if name in ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs"):
            self._inside = name
        elif name == "numFmt":
            self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif self._inside == "fonts":
            self._font(name, attributes)
        elif self._inside == "fills":
            self._fill(name, attributes)
        elif self._inside == "borders":
            self._border(name, attributes)
        elif self._inside == "cellXfs":
            self._of_cell(name, attributes)

    def end(self, tag: str) -> None:
        """A list or a cell's style ends."""
        name = local(tag)
        if name == self._inside:
            self._inside = ""
        elif name == "xf" and self._cell is not None:
            self.cells.append(self._look(self._cell))
            self._cell = None

    def data(self, text: str) -> None:
        """Nothing to do."""

    def _font(self, name: str, attributes: dict[str, str]) -> None:
        if name == "font":
            self._fonts.append({})
        elif name == "color":
            self._fonts[-1]["ink"] = _colour(attributes)
        else:
            self._fonts[-1][name] = attributes.get("val", "1")

    def _fill(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fill":
            self._grounds.append("")
        elif name == "fgColor":
            self._grounds[-1] = _colour(attributes)

    def _border(self, name: str, attributes: dict[str, str]) -> None:
        if name == "border":
            self._edges.append(set())
        elif attributes.get("style", "none") != "none":
            self._edges[-1].add(name)

    def _of_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == "xf":
            self._cell = dict(attributes)
        elif name == "alignment" and self._cell is not None:
            self._cell |= attributes

    def _look(self, cell: dict[str, str]) -> Look:
        font = self._fonts[int(cell.get("fontId", 0))]
        return Look(
            bold="b" in font,
            underlined="u" in font,
            points=float(font.get("sz", 11)),
            ink=font.get("ink", ""),
            ground=self._grounds[int(cell.get("fillId", 0))],
            across=cell.get("horizontal", ""),
            top=cell.get("vertical") == "top",
            wrapped=cell.get("wrapText") == "1",
            indent=int(cell.get("indent", 0)),
            edges=frozenset(self._edges[int(cell.get("borderId", 0))]),
            decimals=self._decimals(int(cell.get("numFmtId", 0))),
        )

    def _decimals(self, number: int) -> int | None:
        found = _DECIMALS.fullmatch(self._codes.get(number, ""))
        return len(found[1] or "") if found else None


def _colour(attributes: dict[str, str]) -> str:
    rgb = attributes.get("rgb", "")
    return f"#{rgb[-6:].lower()}" if len(rgb) == 8 else ""
