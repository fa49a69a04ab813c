"""The columns of a subject's sheet, and how much of it a page holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evalapp.report import SubjectReport
from exports.excel.book import Worksheet, pixels

TITLE, MEAN, COUNT, FIRST = range(4)
"""The columns of the table: criterion, mean, n/expected, the first member."""

TITLE_WIDTH, NUMBER_WIDTH = 42, 8
_LEAST = 5
"""Members' columns that headings always have room for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of the sheet.

    Attributes:
        members: how many columns of members the table has.
        names: of the members by id, to stand over the columns; ``None`` in the anonymous edition.
    """

    members: int
    names: Mapping[str, str] | None = None

    @property
    def narrow(self) -> bool:
        """Whether the members' columns are narrow."""
        return self.members > 9

    @property
    def wide(self) -> bool:
        """Whether the paper lies on its side."""
        return self.members > 12

    @property
    def last(self) -> int:
        """The last column that is printed."""
        return FIRST + max(self.members, _LEAST) - 1

    @property
    def member_width(self) -> int:
        """The width of a member's column in column units."""
        return 5 if self.narrow else 8

    @property
    def table_width(self) -> int:
        """The width of the table in pixels."""
        return self._width_with(self.members)

    @property
    def sheet_width(self) -> int:
        """The width of all printed columns in pixels."""
        return self._width_with(max(self.members, _LEAST))

    @property
    def page_height(self) -> int:
        """How many pixels of rows a page holds once the table fits its width."""
        across, down = (975, 580) if self.wide else (655, 940)
        return down * max(self.sheet_width, across) // across

    def set_columns(self, sheet: Worksheet) -> None:
        """Give the sheet these columns."""
        sheet.set_column(TITLE, TITLE, TITLE_WIDTH)
        sheet.set_column(MEAN, COUNT, NUMBER_WIDTH)
        sheet.set_column(FIRST, self.last, self.member_width)

    def _width_with(self, members: int) -> int:
        return pixels(TITLE_WIDTH) + 2 * pixels(NUMBER_WIDTH) + members * pixels(self.member_width)


def layout_of(subject: SubjectReport, names: Mapping[str, str] | None) -> Layout:
    """The layout for the table of ``subject``."""
    return Layout(len(subject.columns), names)
