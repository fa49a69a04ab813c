"""One subject's sheet of an Excel score form: the criteria with their scores, the comments, a recusal."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.ballot import Ballot
from evalapp.form import comment_name, mark_name, recusal_name
from evalapp.model import Role, Subject
from evalapp.rubric import CommentKind, Criterion, Rubric
from exports.excel.book import HIGHEST, ROW, Book, Format, Worksheet, fitted, pixels, width
from exports.excel.form_entries import ask_comment, ask_mark, ask_recusal, steps_text
from exports.excel.form_formulas import Words, comment_state, mark_state, sheet_sentence, sheet_state
from exports.excel.sheet_names import quoted
from exports.wording import comment_kind, evaluation_kind, numbered

LABEL, ENTRY, TEXT = range(3)
"""The columns: what a row is about, the score and its state, guidance and comments."""

STATE_ROW = 2
"""The row, from 0, in which the state of the sheet stands in column ``ENTRY``."""

_WIDTHS = (21, 10, 74)
_GRID: dict[str, object] = {"border": 1, "border_color": "#808080", "text_wrap": True}
_INDENT: dict[str, object] = {"align": "left", "indent": 1}
_HEAD = _GRID | {"bold": True, "bg_color": "#E7E6E6"}
_NOTE: dict[str, object] = {"font_size": 9, "font_color": "#404040"}
_OPEN: dict[str, object] = {
    "border": 2,
    "border_color": "#000000",
    "bg_color": "#FFF6CC",
    "locked": False,
    "text_wrap": True,
}
_MARK = _OPEN | {"font_size": 16, "bold": True, "align": "center", "shrink": True, "text_wrap": False}
_COMMENT = _OPEN | {"num_format": "@", "valign": "top", "align": "left", "font_size": 11}
_TALL = 1.4
"""The height of what is printed on a page by its width, a little less than it is."""

_HIGHEST_HEAD = 220

_LOWEST, _MARK_HEIGHT = ROW, 38
_COMMENT_LINES = {True: 9, False: 5}
"""How many lines high an empty comment on a subject (``True``) or a criterion stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the guide finds what stands on a subject's sheet.

    Attributes:
        sheet: the name of the sheet.
        states: the cells among which all states of entries stand.
        total: the cell with the sum of the points; empty without scored criteria.
        scored: how many criteria take points.
    """

    sheet: str
    subject: Subject
    states: str
    total: str
    scored: int

    def cell(self, address: str) -> str:
        """Cells of the sheet as formulas on another sheet name them."""
        return f"{quoted(self.sheet)}!{address}"


class _Writer:
    """Writes a sheet downwards, each row as high as its texts need."""

    def __init__(self, book: Book, sheet: Worksheet, name: str) -> None:
        self.book, self.sheet, self.name = book, sheet, name
        self.words = Words.of(book.language)
        self.row = 0
        self.heights: list[int] = []
        self.blocks: list[int] = []
        self._high = _LOWEST

    def text(self, column: int, text: str, **properties: object) -> None:
        self.book.text(self.sheet, self.row, column, text, None, **properties)
        size = float(str(properties.get("font_size", 10)))
        # set larger, a text fits as often as the column were narrower, and its lines are higher
        room = (_WIDTHS[column] - 2 * int(str(properties.get("indent", 0)))) * 10 / size
        height = fitted([(text, room * (0.92 if properties.get("bold") else 1))])
        self._high = max(self._high, min(round(height * size / 10) + 3, HIGHEST))

    def next(self, least: int = 0) -> None:
        """Finish a row, at least ``least`` pixels high."""
        height = max(self._high, least)
        self.sheet.set_row_pixels(self.row, height)
        self.heights.append(height)
        self.row += 1
        self._high = _LOWEST

    def formula(self, column: int, formula: str, value: str | int, **properties: object) -> None:
        self.sheet.write_formula(self.row, column, formula, self._format(properties), value)

    def answer(self, column: int, name: str, **properties: object) -> str:
        """An empty cell to fill in, with its name; gives its address."""
        self.sheet.write_blank(self.row, column, None, self._format(properties))
        letter = "ABC"[column]
        self.book.define(name, f"{quoted(self.name)}!${letter}${self.row + 1}")
        return f"${letter}${self.row + 1}"

    def block(self) -> None:
        """What follows up to the next block should stand on one page."""
        self.blocks.append(self.row)

    def heading(self, label: str, entry: str, text: str) -> None:
        """The head of a part of the sheet."""
        self.text(LABEL, label, **_HEAD, top=2, align="center")
        self.text(ENTRY, entry, **_HEAD, top=2, align="center")
        self.text(TEXT, text, **_HEAD, **_INDENT, top=2)
        self.next()

    def _format(self, properties: dict[str, object]) -> Format:
        return self.book.format(None, **properties)


def write_form_sheet(
    book: Book, ballot: Ballot, subject: Subject, rubric: Rubric, number: int, name: str
) -> Place:
    """Write the sheet ``name`` for ``subject``, the ``number``-th of the evaluation (from 1)."""
    _ = book.language.gettext
    sheet = book.sheet(name, head=f"{ballot.info.title}　{ballot.member.name}", growing=True)
    for column, size in enumerate(_WIDTHS):
        sheet.set_column(column, column, size)
    writer = _Writer(book, sheet, name)
    _write_head(writer, ballot, subject)
    first = writer.row
    answers: list[tuple[int, int]] = []
    if rubric.scored:
        writer.heading(_("Criteria"), _("Score"), _("What to look at, and the steps of the scale"))
    elif rubric.criteria:
        writer.heading(_("Criteria"), "", _("What to look at"))
    for place, criterion in enumerate(rubric.criteria, 1):
        if place > 1:
            writer.block()
        if criterion.scored:
            answers.append((writer.row, ENTRY))
        _write_criterion(writer, number, place, criterion, subject)
        for kind in criterion.comments:
            answers.append((writer.row, TEXT))
            writer.block()
            _write_comment(writer, comment_name(number, place, kind), kind, whole=False)
    total = _write_sum(writer, first) if rubric.scored else ""
    writer.block()
    if rubric.comments:
        writer.heading(_("Comments"), "", _("On the whole subject"))
    for kind in rubric.comments:
        answers.append((writer.row, TEXT))
        _write_comment(writer, comment_name(number, None, kind), kind, whole=True)
    found = Place(name, subject, f"$B${first + 1}:$B${writer.row}", total, len(rubric.scored))
    recusal = _write_recusal(writer, number)
    _write_state(writer, found, recusal)
    _finish(writer, answers)
    return found


def _write_head(writer: _Writer, ballot: Ballot, subject: Subject) -> None:
    language = writer.book.language
    _ = language.gettext
    writer.text(LABEL, _("Score sheet"), bold=True, font_size=14)
    writer.text(TEXT, ballot.info.title, align="right", text_wrap=True)
    writer.next()
    writer.text(LABEL, _("Subject of evaluation"), **_HEAD)
    short = len(subject.id) <= 5
    writer.text(ENTRY, subject.id, **_GRID, align="center", bold=short, font_size=12 if short else 8)
    size = 12 if width(subject.title) <= 200 else 9
    writer.text(TEXT, subject.title, **_GRID, **_INDENT, bold=True, font_size=size)
    writer.next()
    # the state of the sheet stands in this row, once its entries have their places
    writer.next(ROW + 4)
    member = ballot.member
    chair = _("chair") if member.role is Role.CHAIR else ""
    bracketed = (f"（{chair}）" if language.code == "ja" else f" ({chair})") if chair else ""
    facts = [
        (_("Kind of evaluation"), evaluation_kind(subject.evaluation_kind, language)),
        (_("Committee member"), f"{member.name}{bracketed}　{member.affiliation}".rstrip("　")),
    ]
    for label, value in facts:
        if value:
            writer.text(LABEL, label, **_HEAD)
            writer.text(ENTRY, "", **_GRID, right=0)
            writer.text(TEXT, value, **_GRID, **_INDENT, left=0)
            writer.next()
    note = _(
        "Fill in the coloured cells with thick borders. If you do not judge this subject, leave them empty"
        " and choose the reason at the end of the sheet."
    )
    writer.text(TEXT, note, **_NOTE, text_wrap=True)
    writer.next()


def _write_criterion(
    writer: _Writer, number: int, place: int, criterion: Criterion, subject: Subject
) -> None:
    """Title, score and guidance; under them the state of the score and the steps of the scale."""
    language = writer.book.language
    _ = language.gettext
    title = numbered(place, criterion.title, language)
    writer.text(LABEL, title, **_GRID, bold=True, valign="top", top=2)
    look_at = _GRID | _INDENT | {"font_size": 9, "valign": "top", "top": 2}
    if criterion.scale is None:
        writer.text(ENTRY, "－", **_GRID, align="center", top=2)
        writer.text(TEXT, criterion.guidance, **look_at)
        writer.next()
        return
    scale = criterion.scale_for(subject.evaluation_kind)
    cell = writer.answer(ENTRY, mark_name(number, place), **_MARK)
    ask_mark(writer.sheet, writer.row, ENTRY, title, criterion.guidance, scale, language)
    writer.text(TEXT, criterion.guidance, **look_at)
    writer.next(_MARK_HEIGHT)
    writer.text(LABEL, _("Steps of the scale"), **_GRID, **_NOTE, align="right", valign="top")
    state = mark_state(cell, scale, writer.words)
    writer.formula(ENTRY, state, writer.words.open, **_GRID, **_NOTE, align="center", valign="top")
    writer.text(TEXT, steps_text(scale, language), **_GRID, **_INDENT, bold=True, valign="top")
    writer.next()


def _write_comment(writer: _Writer, name: str, kind: CommentKind, *, whole: bool) -> None:
    language = writer.book.language
    label = comment_kind(kind, language)
    # empty lines of the label keep the row high when a spreadsheet fits it to a short comment
    lines = label + "\n" * (_COMMENT_LINES[whole] - 1) + " "
    writer.text(LABEL, lines, **_HEAD, valign="top", indent=0 if whole else 1)
    cell = writer.answer(TEXT, name, **_COMMENT)
    ask_comment(writer.sheet, writer.row, TEXT, label, language)
    formula = comment_state(cell, writer.words)
    writer.formula(ENTRY, formula, writer.words.optional, **_GRID, **_NOTE, align="center", valign="top")
    writer.next()


def _write_sum(writer: _Writer, first: int) -> str:
    """Write the sum of the points that stand below ``first``; give its cell."""
    _ = writer.book.language.gettext
    writer.text(LABEL, _("Sum of the points"), **_HEAD, top=2, align="right")
    formula = f"=SUM($B${first + 1}:$B${writer.row})"
    writer.formula(ENTRY, formula, 0, **_GRID, top=2, align="center", bold=True)
    writer.text(
        TEXT, _("A check figure only: it is not used in the evaluation."), **_GRID, **_INDENT, **_NOTE, top=2
    )
    writer.next()
    return f"$B${writer.row}"


def _write_recusal(writer: _Writer, number: int) -> str:
    _ = writer.book.language.gettext
    writer.heading(_("Recused or absent"), "", _("Only if you do not judge this subject"))
    writer.text(LABEL, _("Reason"), **_HEAD)
    writer.text(ENTRY, "", **_GRID)
    cell = writer.answer(TEXT, recusal_name(number), **_OPEN, num_format="@", font_size=11)
    ask_recusal(writer.sheet, writer.row, TEXT, writer.book.language)
    writer.next()
    return cell


def _write_state(writer: _Writer, place: Place, recusal: str) -> None:
    _ = writer.book.language.gettext
    last, writer.row = writer.row, STATE_ROW
    writer.text(LABEL, _("State"), **_HEAD)
    state = sheet_state(place.states, recusal, place.scored, writer.words)
    writer.formula(ENTRY, state, writer.words.begin, **_GRID, bold=True, align="center")
    sentence = sheet_sentence(place.states, place.total, recusal, place.scored, writer.words)
    writer.formula(TEXT, sentence, writer.words.summary(place.scored), **_GRID, **_INDENT)
    writer.row = last


def _finish(writer: _Writer, answers: list[tuple[int, int]]) -> None:
    """Protect the sheet, freeze its head and set it up for print."""
    sheet, head = writer.sheet, sum(writer.heights[: STATE_ROW + 1])
    sheet.protect("", {"format_rows": True, "format_columns": True})
    # a frozen head must leave room to scroll
    if head <= _HIGHEST_HEAD:
        sheet.freeze_panes(STATE_ROW + 1, 0)
        sheet.repeat_rows(0, 1)
    # Excel keeps breaks beside a fit to the width only: the height must stay open (0)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(_breaks(writer.heights, writer.blocks, head if head <= _HIGHEST_HEAD else 0))
    sheet.print_area(0, 0, writer.row - 1, TEXT)
    if answers:
        sheet.set_selection(*answers[0], *answers[0])


def _breaks(heights: list[int], blocks: list[int], head: int) -> list[int]:
    """The blocks that begin a page, so that none is divided that fits on one."""
    page = sum(map(pixels, _WIDTHS)) * _TALL
    room = page - sum(heights[: blocks[0]])
    breaks = []
    for begin, end in zip(blocks, [*blocks[1:], len(heights)], strict=True):
        height = sum(heights[begin:end])
        if height > room:
            breaks.append(begin)
            room = page - head
        room -= height
    return breaks
