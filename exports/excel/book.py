"""What every workbook we write has in common: fonts, formats, safe text, print set-up, fixed bytes."""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

# With named_styles the only door to XlsxWriter. It carries annotations but no py.typed: to mypy it is Any.
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import (  # type: ignore[import-untyped]
    xl_col_to_name,
    xl_range,
    xl_range_abs,
    xl_rowcol_to_cell,
)
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from evalapp.language import Language
from exports.excel.growing import GrowingSheet
from exports.excel.named_styles import StyledWorkbook
from exports.excel.sheet_names import cut, quoted
from exports.excel.styles import FAINT, LINE_COLOUR, LINK, CellStyle

__all__ = [
    "DEFAULT_ROW",
    "FONT",
    "HIGHEST",
    "LINE",
    "ROW",
    "Book",
    "Format",
    "Worksheet",
    "clean",
    "fitted",
    "is_plain",
    "lines",
    "number_format",
    "pixels",
    "width",
    "xl_col_to_name",
    "xl_range",
    "xl_range_abs",
    "xl_rowcol_to_cell",
]

FONT = "游ゴシック"
"""On every Windows since 8.1, on macOS with Excel; other computers take their own Japanese font."""

_DIGIT = 8
"""Pixels of one column-width unit in ``FONT`` at 11 points."""

DEFAULT_ROW = 20
"""Pixels of a row whose height is not said."""

ROW = 25
"""Pixels of a row with one line of text."""

LINE = 23
"""Pixels that one line of 10-point text takes in a row."""

HIGHEST = 545
"""Pixels of the highest row that Excel can show: 409 points."""

CELL_LIMIT = 32_767
"""UTF-16 units that an Excel cell holds; the core refuses longer texts at entry."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONE = re.compile("[\ud800-\udfff]")
_BASE: dict[str, object] = {"font_name": FONT, "font_size": 10, "font_charset": 128, "valign": "vcenter"}


def width(text: str) -> int:
    """The width of the widest line of ``text`` in half-width characters."""
    return max((_width(line) for line in text.split("\n")), default=0)


@lru_cache(maxsize=256)  # the same few titles stand in every table
def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)


def lines(text: str, capacity: float) -> int:
    """How many lines ``text`` takes in a cell that holds ``capacity`` half-width characters a line."""
    return sum(max(1, math.ceil(_width(line) / max(capacity, 2))) for line in text.split("\n"))


def fitted(cells: Iterable[tuple[str, float]]) -> int:
    """The height in pixels of a row whose wrapped ``cells`` are texts with the widths of their columns.

    Estimated a little high, since fonts differ; none is above ``HIGHEST``.
    """
    return min(max(lines(text, units * 1.1) for text, units in cells) * LINE + 2, HIGHEST)


def pixels(units: float) -> int:
    """The width on screen of a column ``units`` wide."""
    return int(units * _DIGIT + 5)


class Book:
    """A workbook being written to memory: the same calls give the same bytes.

    Attributes:
        language: in which :meth:`sheet` writes its page numbers.
    """

    def __init__(self, language: Language, title: str, made_at: datetime, notice: str = "") -> None:
        """``title`` and ``made_at`` become file properties; no person's name ever does.

        ``notice`` stands above every page.
        """
        self.language = language
        self._notice = notice
        self._file = io.BytesIO()
        self._formats: dict[tuple[CellStyle | None, tuple[tuple[str, object], ...]], Format] = {}
        # strings_to_…: data stays data whatever it looks like. in_memory: zip times are constant
        self._book = StyledWorkbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {
                    "font_name": FONT,
                    "font_size": 11,
                    "font_charset": 128,
                    "font_scheme": None,
                },
                # default rows keep 20 pixels: any other value stops Excel from fitting rows to wrapped text
                "default_column_width": 72,
            },
        )
        created = made_at.replace(tzinfo=None, microsecond=0)
        self._book.set_properties({"title": clean(title)[:255], "author": "", "created": created})
        self._book.set_size(1600, 1000)

    def format(self, style: CellStyle | None = None, /, **properties: object) -> Format:
        """The format with ``properties`` over ``style``, over the house's base; equal ones are one object."""
        key = (style, tuple(sorted(properties.items())) if properties else ())
        if key not in self._formats:
            base = _BASE | dict(style.properties if style else ())
            self._formats[key] = self._book.add_format(base | properties)
            if style:
                _ = self.language.gettext
                # the common first word keeps them together, and from being taken for Excel's own
                name = " ".join((_("Evaluation"), _(style.name)))
                self._formats[key].xf_id = self._book.define_style(name, base)
        return self._formats[key]

    def rule_above(self) -> Format:
        """The format of a condition that draws a line above cells of a list."""
        # LibreOffice takes the other sides' lines away unless they are said again
        return self._book.add_format({"top": 1, "top_color": LINE_COLOUR, **FAINT})

    def sheet(
        self,
        name: str,
        *,
        landscape: bool = False,
        grid: bool = False,
        head: str = "",
        growing: bool = False,
    ) -> Worksheet:
        """A new sheet: A4, margins, ``head`` (one line) above and ``name`` and page n / N below each page.

        ``grid`` shows the lines between cells on the screen: for sheets to fill in. In a ``growing`` one a
        row's height holds until one of its cells is edited.
        """
        sheet = self._book.add_worksheet(name, GrowingSheet if growing else None)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.75)
        head_parts = (("&L", self._notice, 60), ("&R", head, 140))
        sheet.set_header("".join(_printed(*part) for part in head_parts))
        sheet.set_footer(_printed("&L", name, 60) + _printed("&R", "") + "&P / &N")
        sheet.hide_gridlines(1 if grid else 2)
        return sheet

    def chart(self, options: dict[str, object]) -> Format:
        """A new chart, to be placed with ``insert_chart``."""
        return self._book.add_chart(options)

    def define(self, name: str, target: str) -> None:
        """Give a range a name that formulas in the whole workbook can use."""
        self._book.define_name(name, f"={target}")

    def link(
        self, sheet: Worksheet, row: int, column: int, target: str, text: str, style: CellStyle = LINK
    ) -> None:
        """Write ``text`` as a link to the sheet ``target`` of this very workbook."""
        cell = self.format(style)
        sheet.write_url(row, column, f"internal:{quoted(target)}!A1", cell, clean(text))

    def text(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        text: str,
        style: CellStyle | None = None,
        /,
        **properties: object,
    ) -> None:
        """Write ``text`` as text: no formula, no link, no number, nothing cut, nothing read as markup."""
        text = clean(text)
        if text.startswith(_FORMULA_STARTS):
            properties["quote_prefix"] = True
        cell = self.format(style, **properties)
        if not text:
            sheet.write_blank(row, column, None, cell)
            return
        if text.startswith("<r>") and text.endswith("</r>"):
            _write_markup_lookalike(sheet, row, column, text, cell)
        elif sheet.write_string(row, column, text, cell) == -2:
            raise ValueError(f"text of more than {CELL_LIMIT} units reached a workbook")

    def row(
        self, sheet: Worksheet, row: int, cells: Sequence[str | int | None], **properties: object
    ) -> None:
        """Write a row of texts, numbers and empty cells in one format, from the first column."""
        cell = self.format(**properties)
        for column, value in enumerate(cells):
            if isinstance(value, int):
                sheet.write_number(row, column, value, cell)
            elif value is None:
                sheet.write_blank(row, column, None, cell)
            else:
                self.text(sheet, row, column, value, **properties)

    def bytes(self) -> bytes:
        """Close the workbook and give its file."""
        self._book.close()
        return self._file.getvalue()


def number_format(decimals: int) -> str:
    """The format of a number with so many digits after the point."""
    return f"0.{'0' * decimals}" if decimals else "0"


def clean(text: str) -> str:
    """``text`` without what no file can hold: a lone half of a character pair becomes U+FFFD."""
    return _LONE.sub("�", text)


def is_plain(text: str) -> bool:
    """Whether a short ``text`` can be written as it is: all that ``Book.text`` cares for is absent."""
    return 0 < len(text) < 1_000 and not text.startswith((*_FORMULA_STARTS, "<r>")) and not _LONE.search(text)


def _printed(place: str, text: str, most: int = 0) -> str:
    """The code that prints ``text`` at ``place`` of a header, which may have 255 units with its codes."""
    text = cut(clean(text).replace("\n", " ").replace("&", "&&"), most).rstrip("&")
    if not text and most:
        return ""
    # & starts a code; a digit behind the size would be read as part of it
    return f'{place}&"{FONT},Regular"&9{" " if text[:1].isdigit() else ""}{text}'


def _write_markup_lookalike(sheet: Worksheet, row: int, column: int, text: str, cell: Format) -> None:
    # XlsxWriter takes a string '<r>…</r>' for its own ready-made XML and writes it raw. As two or more
    # runs it is escaped; a run must not hold _xHHHH_ whole, which would be escaped twice.
    runs = re.split(r"(?<=_)(?=x[0-9a-fA-F]{4}_)", text.replace("\r\n", "\n").replace("\r", "\n"))
    pieces = ["<", "r", runs[0][2:], *runs[1:]]
    sheet.write_rich_string(row, column, *(token for piece in pieces for token in (cell, piece)), cell)
