"""One subject's block on the summary: its table with live means and its chart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from evalapp.mark import Mark, NoPoints
from evalapp.report import CriterionResult, SubjectReport
from evalapp.scoring import NO_MEAN
from exports.excel.book import LINE, ROW, Book, Worksheet, clean, fitted, lines, pixels, width, xl_range
from exports.excel.subject_chart import mean_chart
from exports.wording import evaluation_kind, labelled, mark_state, nobody_judges, numbered

TITLE, MEAN, COUNT, FIRST = range(4)
"""The columns of the table: criterion, mean, n/expected, the first member."""

_TITLE_WIDTH, _NUMBER_WIDTH = 42, 8
_DIGIT = 7.5
"""Pixels of a half-width character in 10-point text, on the safe side."""
_BODY: dict[str, object] = {"border": 1, "border_color": "#7F7F7F"}
_HEAD: dict[str, object] = _BODY | {
    "bold": True,
    "align": "center",
    "bg_color": "#E7E6E6",
    "text_wrap": True,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of the sheet.

    Attributes:
        members: how many columns the subject with most members has.
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
        """The last column."""
        return FIRST + self.members - 1

    @property
    def member_width(self) -> int:
        """The width of a member's column in column units."""
        return 5 if self.narrow else 8

    @property
    def table_width(self) -> int:
        """The width of all columns in pixels."""
        return self.width_with(self.members)

    def width_with(self, members: int) -> int:
        """The width in pixels of a table with so many columns of members."""
        return pixels(_TITLE_WIDTH) + 2 * pixels(_NUMBER_WIDTH) + members * pixels(self.member_width)

    @property
    def page_height(self) -> int:
        """How many pixels of rows a page holds once the table fits its width."""
        across, down = (975, 580) if self.wide else (655, 940)
        return down * max(self.table_width, across) // across

    def set_columns(self, sheet: Worksheet) -> None:
        """Give the sheet these columns."""
        sheet.set_column(TITLE, TITLE, _TITLE_WIDTH)
        sheet.set_column(MEAN, COUNT, _NUMBER_WIDTH)
        sheet.set_column(FIRST, self.last, self.member_width)


class _Block:
    """Writes downwards and adds up the height."""

    def __init__(self, book: Book, sheet: Worksheet, row: int, layout: Layout) -> None:
        self.book, self.sheet, self.row, self.layout = book, sheet, row, layout
        self.height = 0

    def next(self, height: int = ROW) -> None:
        """Finish a row, ``height`` pixels high."""
        self.sheet.set_row_pixels(self.row, height)
        self.height += height
        self.row += 1

    def across(self, text: str, **properties: object) -> None:
        """A row of text over the whole table, as many lines as it needs."""
        properties |= {"text_wrap": True}
        size = int(str(properties.get("font_size", 10)))
        capacity = self.layout.table_width / _DIGIT * 10 / size
        height = LINE * lines(text, capacity) * size // 10 + 6
        self.sheet.merge_range(
            self.row, TITLE, self.row, self.layout.last, "", self.book.format(**properties)
        )
        self.book.text(self.sheet, self.row, TITLE, text, **properties)
        self.next(max(height, ROW))


def write_subject(
    book: Book,
    sheet: Worksheet,
    name: str,
    subject: SubjectReport,
    row: int,
    layout: Layout,
    room: int,
    breaks: list[int],
) -> int:
    """Write ``subject`` from ``row`` on and give the row after it.

    Args:
        name: of the sheet, for the chart's references.
        room: pixels left on the page. A chart that does not fit begins the next page.
        breaks: rows that begin a page; such a chart's row is added.
    """
    _ = book.language.gettext
    block = _Block(book, sheet, row, layout)
    heading = f"{subject.subject.id}　{subject.subject.title}"
    block.across(heading, bold=True, font_size=12, bottom=2)
    kind = evaluation_kind(subject.subject.evaluation_kind, book.language)
    received = labelled(
        _("Score sheets received"), f"{len(subject.columns)}/{subject.expected}", book.language
    )
    block.across(f"{kind}　　{received}", font_size=9)
    if layout.names is not None:
        _write_absent(block, subject, layout.names)
    if note := nobody_judges(subject, book.language):
        block.across(note)
    elif not subject.results:
        block.across(_("This evaluation takes no points; the comments are on their own sheet."))
    else:
        first = _write_table(block, subject)
        if any(result.tally.n for result in subject.results):
            chart_height = 60 + 30 * len(subject.results)
            if block.height + chart_height > room:
                breaks.append(block.row)
                block.across(heading, bold=True, font_size=12)
            _insert_chart(block, name, subject, first, chart_height)
        elif not subject.columns:
            block.across(_("No score sheet has been received yet."), font_size=9)
    block.next()
    return block.row


def _write_absent(block: _Block, subject: SubjectReport, names: Mapping[str, str]) -> None:
    language = block.book.language
    _ = language.gettext
    groups = [
        (_("Not counted"), [missing.member.name for missing in subject.missing]),
        (_("Recused or absent"), [names.get(r.member_id, r.member_id) for r in subject.recusals]),
    ]
    for label, people in groups:
        if people:
            block.across(labelled(label, ", ".join(people), language), font_size=9)


def _write_table(block: _Block, subject: SubjectReport) -> int:
    """Write the table; give its first row of marks."""
    _ = block.book.language.gettext
    book, sheet, head = block.book, block.sheet, block.row
    mean, count = _("Mean"), _("Members (n)")
    for column, text in ((TITLE, _("Criterion")), (MEAN, mean), (COUNT, count)):
        book.text(sheet, head, column, text, **_HEAD)
    needed = fitted([(mean, _NUMBER_WIDTH), (count, _NUMBER_WIDTH)])
    block.next(max(_write_member_heads(block, subject), needed))
    first = block.row
    for result in subject.results:
        _write_result(block, subject, result)
    return first


def _write_member_heads(block: _Block, subject: SubjectReport) -> int:
    """Write what stands over the marks; give the height of the row in pixels."""
    book, sheet, layout = block.book, block.sheet, block.layout
    count = len(subject.columns)
    if layout.names is None:
        text = book.language.gettext("Scores by member")
        if count > 1:
            sheet.merge_range(block.row, FIRST, block.row, FIRST + count - 1, "", book.format(**_HEAD))
        if count:
            book.text(sheet, block.row, FIRST, text, **_HEAD)
        return fitted([(text, count * layout.member_width)]) if count else ROW
    japanese = book.language.code == "ja"
    turned: dict[str, object] = (
        {"rotation": 270 if japanese else 90, "text_wrap": False} if layout.narrow else {}
    )
    names = [column.member.name for column in subject.columns]
    for column, name in enumerate(names, FIRST):
        book.text(sheet, block.row, column, name, **(_HEAD | turned))
    if layout.narrow:
        longest = max((len(name) * LINE if japanese else width(name) * 8 for name in names), default=0)
        return min(max(longest + 12, ROW), 260)
    return max((lines(name, layout.member_width) for name in names), default=1) * LINE + 6


def _write_result(block: _Block, subject: SubjectReport, result: CriterionResult) -> None:
    book, sheet, row = block.book, block.sheet, block.row
    title = numbered(subject.rubric.number(result.criterion.id), result.criterion.title, book.language)
    book.text(sheet, row, TITLE, title, **_BODY, text_wrap=True, indent=1)
    decimals = subject.rubric.decimals
    printed = subject.printed_mean(result)
    mean = book.format(
        **_BODY, align="center", bold=True, num_format=f"0.{'0' * decimals}" if decimals else "0"
    )
    count = book.format(**_BODY, align="center", font_size=9)
    of = f"{result.tally.n}/{subject.expected}"
    if subject.columns:
        cells = xl_range(row, FIRST, row, FIRST + len(subject.columns) - 1)
        # AVERAGE skips blanks and words; ROUND is half up for a mean of whole points, whose ties
        # (x.x5) are the very doubles that a typed x.x5 is: test_excel_libreoffice recalculates them all
        formula = f'=IFERROR(ROUND(AVERAGE({cells}),{decimals}),"{NO_MEAN}")'
        value = printed if printed == NO_MEAN else float(printed)
        sheet.write_formula(row, MEAN, formula, mean, value)
        sheet.write_formula(row, COUNT, f'=COUNT({cells})&"/{subject.expected}"', count, of)
    else:
        sheet.write_string(row, MEAN, printed, mean)
        sheet.write_string(row, COUNT, of, count)
    for column, mark in enumerate(result.marks, FIRST):
        _write_mark(block, row, column, mark)
    block.next(max(ROW, lines(title, _TITLE_WIDTH) * LINE + 2))


def _write_mark(block: _Block, row: int, column: int, mark: Mark) -> None:
    book, sheet = block.book, block.sheet
    if mark is NoPoints.BLANK:
        sheet.write_blank(row, column, None, book.format(**_BODY, align="center"))
    elif isinstance(mark, NoPoints):
        word = mark_state(mark, book.language)
        book.text(sheet, row, column, word, **_BODY, align="center", font_size=8, shrink=True)
    else:
        sheet.write_number(row, column, mark, book.format(**_BODY, align="center"))


def _insert_chart(block: _Block, name: str, subject: SubjectReport, first: int, height: int) -> None:
    """Put the chart below the table, on rows kept free for it."""
    size = (block.layout.width_with(len(subject.columns)) - 8, height)
    chart = mean_chart(block.book, name, subject, (first, TITLE, MEAN), size)
    means = "; ".join(
        f"{result.criterion.title} {subject.printed_mean(result)}" for result in subject.results
    )
    block.next(12)
    place = {"x_offset": 3, "y_offset": 2, "description": clean(f"{subject.subject.title}: {means}")[:1000]}
    block.sheet.insert_chart(block.row, TITLE, chart, place)
    for _unused in range(math.ceil((height + 6) / ROW)):
        block.next()
