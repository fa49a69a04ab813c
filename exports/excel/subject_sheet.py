"""The sheet of one subject: its table as printed, with live means, and its chart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from evalapp.report import SubjectReport
from exports.excel import styles
from exports.excel.book import DEFAULT_ROW, LINE, ROW, Book, Worksheet, clean, lines, xl_range_abs
from exports.excel.sheet_names import quoted
from exports.excel.styles import CellStyle
from exports.excel.subject_chart import mean_chart
from exports.excel.subject_layout import COUNT, FIRST, MEAN, TITLE, Layout, layout_of
from exports.excel.subject_table import write_table
from exports.wording import evaluation_kind, labelled, nobody_judges

_DIGIT = 7.5
"""Pixels of a half-width character in 10-point text, on the safe side."""

_MOST_FROZEN = 320
"""Pixels of rows that may stand still on the screen: more would leave a small one nothing to scroll."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a subject's figures stand, for the formulas of other sheets.

    Attributes:
        sheet: its name.
        row: of the first result, counted from 0; the others follow.
        members: how many columns of marks there are, from ``FIRST`` on.
    """

    sheet: str
    row: int
    members: int


class _Rows:
    """Writes rows of text downwards and adds up their height."""

    def __init__(self, book: Book, sheet: Worksheet, layout: Layout) -> None:
        self.book, self.sheet, self.layout = book, sheet, layout
        self.row = self.height = 0

    def add(self, text: str, style: CellStyle, size: int) -> None:
        """A row of text over the whole table, as many lines as it needs at ``size`` points."""
        count = lines(text, self.layout.sheet_width / _DIGIT * 10 / size)
        if count > 1:
            # one line runs on over the empty cells beside it by itself
            cells = (self.row, TITLE, self.row, self.layout.last)
            self.sheet.merge_range(*cells, "", self.book.format(style))
        self.book.text(self.sheet, self.row, TITLE, text, style, text_wrap=count > 1)
        self.skip([max(LINE * count * size // 10 + 6, ROW)])

    def skip(self, heights: list[int]) -> None:
        """Give the next rows these heights in pixels."""
        for height in heights:
            self.sheet.set_row_pixels(self.row, height)
            self.height += height
            self.row += 1


def write_subject(
    book: Book,
    subject: SubjectReport,
    called: tuple[str, str, str],
    head: str,
    names: Mapping[str, str] | None,
) -> Place:
    """Add the sheet of ``subject``.

    Args:
        called: the sheet's name, what follows the prefix of its defined names, and the summary's name.
        head: of the pages.
        names: of the members by id, to stand over their columns; ``None`` in the anonymous edition.
    """
    _ = book.language.gettext
    name, key, summary = called
    layout = layout_of(subject, names)
    sheet = book.sheet(name, landscape=layout.wide, head=head)
    layout.set_columns(sheet)
    rows = _Rows(book, sheet, layout)
    rows.add(f"{subject.subject.id}　{subject.subject.title}", styles.SUBJECT, 12)
    # beside what is printed
    book.link(sheet, 0, layout.last + 1, summary, f"→ {summary}")
    kind = evaluation_kind(subject.subject.evaluation_kind, book.language)
    of = f"{len(subject.columns)}/{subject.expected}"
    received = labelled(_("Score sheets received"), of, book.language)
    rows.add(f"{kind}　　{received}", styles.NOTE, 9)
    if names is not None:
        _add_absent(rows, subject, names)
    place = Place(name, rows.row + 1, layout.members)
    breaks: list[int] = []
    if note := nobody_judges(subject, book.language):
        rows.add(note, styles.NOTE, 9)
    elif not subject.results:
        rows.add(_("This evaluation takes no points; the comments are on their own sheet."), styles.NOTE, 9)
    else:
        head_height, *heights = write_table(book, sheet, rows.row, subject, layout)
        rows.skip([head_height])
        _freeze(sheet, rows)
        rows.skip(heights)
        _define_names(book, place, key, subject)
        # a head of its own begins every page of a table that one page does not hold
        sheet.repeat_rows(0, place.row - 1 if rows.height > layout.page_height else 0)
        if any(result.tally.n for result in subject.results):
            breaks = _add_chart(rows, place, subject)
        elif not subject.columns:
            rows.add(_("No score sheet has been received yet."), styles.NOTE, 9)
    # Excel keeps breaks beside a fit to the width only: the height must stay open (0)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, rows.row - 1, layout.last)
    return place


def _add_absent(rows: _Rows, subject: SubjectReport, names: Mapping[str, str]) -> None:
    language = rows.book.language
    _ = language.gettext
    groups = [
        (_("Not counted"), [missing.member.name for missing in subject.missing]),
        (_("Recused or absent"), [names.get(r.member_id, r.member_id) for r in subject.recusals]),
    ]
    for label, people in groups:
        if people:
            rows.add(labelled(label, ", ".join(people), language), styles.NOTE, 9)


def _freeze(sheet: Worksheet, rows: _Rows) -> None:
    """Let the rows so far and the titles stand still, if the screen then still shows something else."""
    sheet.freeze_panes(rows.row if rows.height <= _MOST_FROZEN else 1, 1)


def _define_names(book: Book, place: Place, key: str, subject: SubjectReport) -> None:
    last = place.row + len(subject.results) - 1
    points = FIRST + place.members - 1
    ranges = {
        "table": (place.row - 1, TITLE, last, max(points, COUNT)),
        "means": (place.row, MEAN, last, MEAN),
        "points": (place.row, FIRST, last, points),
    }
    for prefix, cells in ranges.items():
        if place.members or prefix != "points":
            book.define(f"{prefix}_{key}", f"{quoted(place.sheet)}!{xl_range_abs(*cells)}")


def _add_chart(rows: _Rows, place: Place, subject: SubjectReport) -> list[int]:
    """Put the chart below the table, on rows kept free for it; give the rows that begin a page."""
    height = 60 + 30 * len(subject.results)
    breaks = []
    if rows.height + height > rows.layout.page_height:
        # the heading, in the first row, is repeated there
        breaks.append(rows.row)
    size = (rows.layout.table_width - 8, height)
    chart = mean_chart(rows.book, place.sheet, subject, (place.row, TITLE, MEAN), size)
    means = "; ".join(
        f"{result.criterion.title} {subject.printed_mean(result)}" for result in subject.results
    )
    rows.skip([12])
    text = clean(f"{subject.subject.title}: {means}")[:1000]
    rows.sheet.insert_chart(rows.row, TITLE, chart, {"x_offset": 3, "y_offset": 2, "description": text})
    rows.row += math.ceil((height + 6) / DEFAULT_ROW)
    return breaks
