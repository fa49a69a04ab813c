"""The styles of the results workbook, by the names they have in the spreadsheet's list of styles."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.language import N_

LINE_COLOUR = "#7F7F7F"


@dataclass(frozen=True, slots=True, eq=False)
class CellStyle:
    """A style with a name.

    Attributes:
        name: in English, to be translated; unique.
        properties: of its cells, over those of every cell; no two styles have the same.
    """

    name: str
    properties: tuple[tuple[str, object], ...]


def _style(name: str, **properties: object) -> CellStyle:
    return CellStyle(name, tuple(sorted(properties.items())))


_FRAME: dict[str, object] = {"border": 1, "border_color": LINE_COLOUR}
_LINK: dict[str, object] = {"font_color": "#0563C1", "underline": 1}
FAINT: dict[str, object] = {"bottom": 4, "bottom_color": "#A6A6A6"}

TITLE = _style(N_("title"), bold=True, font_size=14)
SUBJECT = _style(N_("name of the subject"), bold=True, font_size=12, text_wrap=True)
HEADING = _style(N_("heading"), bold=True, font_size=12)
NOTE = _style(N_("note"), font_size=9, text_wrap=True)
LINK = _style(N_("link to a sheet"), **_LINK)
TABLE_HEAD = _style(N_("table head"), **_FRAME, bold=True, align="center", bg_color="#E7E6E6", text_wrap=True)
CRITERION = _style(N_("criterion"), **_FRAME, text_wrap=True, indent=1)
MEAN = _style(N_("mean"), **_FRAME, align="center", bold=True, num_format="0.0")
COUNT = _style(N_("members (n)"), **_FRAME, align="center", font_size=9)
POINTS = _style(N_("points"), **_FRAME, align="center", num_format="0")
STATE = _style(N_("no points"), **_FRAME, align="center", font_size=8, shrink=True)
LIST = _style(N_("list"), **FAINT, valign="top")
LIST_WRAPPED = _style(N_("list, long text"), **FAINT, valign="top", text_wrap=True)
LIST_CENTRED = _style(N_("list, number"), **FAINT, valign="top", align="center")
LIST_MEAN = _style(N_("list, mean"), **FAINT, valign="top", bold=True, align="center", num_format="0.0")
LIST_LINK = _style(N_("list, link to a sheet"), **FAINT, valign="top", **_LINK)
LABEL = _style(N_("label"), **_FRAME, valign="top", text_wrap=True, bg_color="#F2F2F2")
TEXT = _style(N_("explanation"), **_FRAME, valign="top", text_wrap=True)
