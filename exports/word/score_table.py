"""The published score table of one subject: criterion, mean, and one unnamed column a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalapp.language import Language
from evalapp.report import CriterionResult, SubjectReport
from exports.excel.book import width
from exports.outline.blocks import Scores
from exports.word.looks import TEXT_WIDTH
from exports.word.markup import KEEP, paragraph, run
from exports.word.tables import GAP, cell, head_row, row, shade, table
from exports.wording import mark_sign, marks_legend, numbered

_MEAN, _COUNT, _LEAST_TITLE = 860, 900, 3400
_WIDEST, _NARROWEST = 760, 300
"""A member's column in twips: at most and at least."""

_ROW, _PAGE = 400, 10_500
"""The height of a row, and of a table with a chart that are put on one page, in twips."""

_TIGHT = '<w:tcMar><w:left w:w="20" w:type="dxa"/><w:right w:w="20" w:type="dxa"/></w:tcMar>'
"""Of a cell with a few signs, which need the room."""

_SIGN, _AIR = 100, 110
"""The width of a half-width character of a mark, and the space around a mark."""


@dataclass(frozen=True, slots=True)
class _Band:
    """The members' columns that stand side by side in one table."""

    first: int
    count: int
    width: int


def score_table(block: Scores, language: Language, *, below: int) -> str:
    """The table with its legend; one that is wider than the page goes on as a second one.

    It stays on a page with what comes next, its chart of the height ``below`` in twips, if both fit on one.
    """
    subject = block.subject
    if not subject.results:
        return ""
    counted = any(result.tally.n != subject.expected for result in subject.results)
    bands = _bands(subject, counted=counted)
    followed = below > 0 and _ROW * len(subject.results) * len(bands) + below < _PAGE
    pieces = [_table(block, band, language, counted=counted, followed=followed) for band in bands]
    notes = ("　" if language.code == "ja" else "   ").join(marks_legend(subject, language))
    return GAP.join(pieces) + paragraph("TableNote", run(notes), KEEP if followed else "")


def _bands(subject: SubjectReport, *, counted: bool) -> list[_Band]:
    count = len(subject.columns)
    room = TEXT_WIDTH - _LEAST_TITLE - _MEAN - (_COUNT if counted else 0)
    signs = [width(mark_sign(mark)) for result in subject.results for mark in result.marks]
    least = max(_NARROWEST, _AIR + _SIGN * max(signs, default=1))
    if not count:
        return [_Band(0, 0, 0)]
    tables = -(-count * least // room)
    share = -(-count // tables)
    return [
        _Band(first, min(share, count - first), min(_WIDEST, room // share))
        for first in range(0, count, share)
    ]


def _table(block: Scores, band: _Band, language: Language, *, counted: bool, followed: bool) -> str:
    _ = language.gettext
    widths = [_MEAN, *([_COUNT] if counted else []), *[band.width] * band.count]
    widths.insert(0, TEXT_WIDTH - sum(widths))
    heads = [_("Criteria"), _("Mean"), *(["n"] if counted else [])]
    names = [column.member.name for column in block.subject.columns[band.first : band.first + band.count]]
    if not band.count:
        rows = [head_row(widths, heads)]
    else:
        rows = _heads(widths, heads, _("Scores of the members"), names if block.named else [])
    last = block.subject.results[-1]
    for result in block.subject.results:
        cells = _cells(result, block.subject, band, language, counted=counted)
        keep = "" if result is last and not followed else KEEP
        rows.append(
            row(
                (
                    cell(
                        widths[place],
                        paragraph("TableFigure" if place else "TableLabel", text, keep),
                        properties=(_TIGHT if place else "") + '<w:vAlign w:val="center"/>',
                    )
                    for place, text in enumerate(cells)
                ),
                "<w:cantSplit/>",
            )
        )
    return table(widths, rows, block.subject.subject.title)


def _cells(
    result: CriterionResult, subject: SubjectReport, band: _Band, language: Language, *, counted: bool
) -> list[str]:
    number = subject.rubric.number(result.criterion.id)
    texts = [run(numbered(number, result.criterion.title, language))]
    texts.append(run(subject.printed_mean(result), "Strong"))
    if counted:
        texts.append(run(f"{result.tally.n}/{subject.expected}"))
    marks = result.marks[band.first : band.first + band.count]
    return [*texts, *(run(mark_sign(mark)) for mark in marks)]


def _heads(widths: Sequence[int], heads: Sequence[str], caption: str, names: Sequence[str]) -> list[str]:
    """The head over the columns; with ``names`` a second row of it has one over each column."""
    fixed = len(heads)
    merge = '<w:vMerge w:val="restart"/>' if names else ""
    cells = [
        cell(width_, paragraph("TableHead", run(head)), properties=_ground(merge))
        for width_, head in zip(widths, heads, strict=False)
    ]
    span = len(widths) - fixed
    over = paragraph("TableHead", run(caption))
    cells.append(cell(sum(widths[fixed:]), over, span=span, properties=_ground()))
    rows = [row(cells, "<w:cantSplit/><w:tblHeader/>")]
    if names:
        rows.append(_names(widths, fixed, names))
    return rows


def _names(widths: Sequence[int], fixed: int, names: Sequence[str]) -> str:
    across = all(80 * width(name) + 60 <= widths[fixed] for name in names)
    cells = [cell(one, paragraph("TableHead"), properties=_ground("<w:vMerge/>")) for one in widths[:fixed]]
    cells += [
        cell(
            one,
            paragraph("TableName", run(name)),
            properties=_ground(after=_TIGHT + ("" if across else _downwards(name))),
        )
        for one, name in zip(widths[fixed:], names, strict=True)
    ]
    height = 0 if across else 200 + 85 * max(width(name) for name in names)
    size = f'<w:trHeight w:val="{min(height, 4000)}" w:hRule="atLeast"/>' if height else ""
    return row(cells, f"<w:cantSplit/>{size}<w:tblHeader/>")


def _downwards(name: str) -> str:
    """A Japanese name is written downwards, a Latin one lies on its side."""
    return f'<w:textDirection w:val="{"tbRl" if width(name) > len(name) else "btLr"}"/>'


def _ground(before: str = "", after: str = "") -> str:
    return f'{before}{shade()}{after}<w:vAlign w:val="center"/>'
