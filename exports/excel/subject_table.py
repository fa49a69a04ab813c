"""The table of one subject as it is printed: criterion, live mean, n, and a column a member."""

from __future__ import annotations

from evalapp.mark import NoPoints
from evalapp.report import CriterionResult, SubjectReport
from evalapp.scoring import NO_MEAN
from exports.excel import styles
from exports.excel.book import LINE, ROW, Book, Worksheet, fitted, lines, number_format, width, xl_range
from exports.excel.subject_layout import COUNT, FIRST, MEAN, NUMBER_WIDTH, TITLE, TITLE_WIDTH, Layout
from exports.wording import mark_state, numbered


def write_table(book: Book, sheet: Worksheet, top: int, subject: SubjectReport, layout: Layout) -> list[int]:
    """Write the table from row ``top`` on; give the pixels that its rows need, the head's first."""
    _ = book.language.gettext
    mean, count = _("Mean"), _("Members (n)")
    for column, text in ((TITLE, _("Criterion")), (MEAN, mean), (COUNT, count)):
        book.text(sheet, top, column, text, styles.TABLE_HEAD)
    needed = fitted([(mean, NUMBER_WIDTH), (count, NUMBER_WIDTH)])
    heights = [max(_write_member_heads(book, sheet, top, subject, layout), needed)]
    for row, result in enumerate(subject.results, top + 1):
        title = numbered(subject.rubric.number(result.criterion.id), result.criterion.title, book.language)
        book.text(sheet, row, TITLE, title, styles.CRITERION)
        _write_figures(book, sheet, row, subject, result)
        _write_marks(book, sheet, row, result)
        heights.append(max(ROW, lines(title, TITLE_WIDTH) * LINE + 2))
    return heights


def _write_member_heads(
    book: Book, sheet: Worksheet, row: int, subject: SubjectReport, layout: Layout
) -> int:
    """Write what stands over the marks; give the height of the row in pixels."""
    count = len(subject.columns)
    if layout.names is None:
        text = book.language.gettext("Scores by member")
        if count > 1:
            merged = book.format(styles.TABLE_HEAD)
            sheet.merge_range(row, FIRST, row, FIRST + count - 1, "", merged)
        if count:
            book.text(sheet, row, FIRST, text, styles.TABLE_HEAD)
        return fitted([(text, count * layout.member_width)]) if count else ROW
    names = [column.member.name for column in subject.columns]
    # LibreOffice breaks signs such as 𠮷 where it sets them one below the other: 270 is Excel's vertical text
    upright = book.language.code == "ja" and max("".join(names), default="") <= "\uffff"
    turned: dict[str, object] = (
        {"rotation": 270 if upright else -90, "text_wrap": False} if layout.narrow else {}
    )
    for column, name in enumerate(names, FIRST):
        book.text(sheet, row, column, name, styles.TABLE_HEAD, **turned)
    if layout.narrow:
        longest = max((len(name) * LINE if upright else width(name) * 8 for name in names), default=0)
        return min(max(longest + 12, ROW), 260)
    return max((lines(name, layout.member_width) for name in names), default=1) * LINE + 6


def _write_figures(
    book: Book, sheet: Worksheet, row: int, subject: SubjectReport, result: CriterionResult
) -> None:
    decimals = subject.rubric.decimals
    printed = subject.printed_mean(result)
    mean = book.format(styles.MEAN, num_format=number_format(decimals))
    count = book.format(styles.COUNT)
    of = f"{result.tally.n}/{subject.expected}"
    if not subject.columns:
        sheet.write_string(row, MEAN, printed, mean)
        sheet.write_string(row, COUNT, of, count)
        return
    cells = xl_range(row, FIRST, row, FIRST + len(subject.columns) - 1)
    # AVERAGE skips blanks and words; ROUND is half up for a mean of whole points, whose ties
    # (x.x5) are the very doubles that a typed x.x5 is: test_excel_libreoffice recalculates them all
    formula = f'=IFERROR(ROUND(AVERAGE({cells}),{decimals}),"{NO_MEAN}")'
    value = printed if printed == NO_MEAN else float(printed)
    sheet.write_formula(row, MEAN, formula, mean, value)
    sheet.write_formula(row, COUNT, f'=COUNT({cells})&"/{subject.expected}"', count, of)


def _write_marks(book: Book, sheet: Worksheet, row: int, result: CriterionResult) -> None:
    points, state = book.format(styles.POINTS), book.format(styles.STATE)
    for column, mark in enumerate(result.marks, FIRST):
        if mark is NoPoints.BLANK:
            sheet.write_blank(row, column, None, points)
        elif isinstance(mark, NoPoints):
            sheet.write_string(row, column, mark_state(mark, book.language), state)
        else:
            sheet.write_number(row, column, mark, points)
