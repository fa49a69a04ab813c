"""The report's evaluation part as one PDF: cover, contents, and the outline's blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import datetime

from evalapp.language import Language
from exports.outline.blocks import (
    Block,
    Heading,
    JointText,
    MeetingList,
    MemberList,
    Note,
    Opinions,
    Outline,
    Responses,
    Scores,
)
from exports.paragraphs import paragraphs
from exports.pdf.bar_chart import bar_chart
from exports.pdf.contents import contents
from exports.pdf.document import PdfDocument
from exports.pdf.flow import LEFT, RIGHT, WIDTH, Flow
from exports.pdf.joint_text import JointBox
from exports.pdf.opinions import list_beginning, opinion_list
from exports.pdf.report_cover import cover, margins
from exports.pdf.report_headings import Entry, Headings
from exports.pdf.report_tables import WordTable, meeting_table, member_table, response_table
from exports.pdf.score_table import score_table
from exports.pdf.wording import LABEL, SMALL, missing_glyph_note, text_style
from exports.typesetting.prepare import unprintable
from exports.wording import list_heading

_BETWEEN = 12.0
_MOST_TOGETHER = 560.0
"""A score table and its chart up to this height stand on one page."""


def report_pdf(outline: Outline, language: Language, made_at: datetime) -> bytes:
    """The report as a PDF file; the same outline gives the same bytes.

    Args:
        outline: what is printed. Whether a final edition is complete is the caller's to decide.
        language: of the words that are not the outline's own.
        made_at: the file's dates.
    """
    document = PdfDocument(outline.title, outline.organisation, outline.subtitle, language.code, made_at)
    body = Flow(document)
    entries = _body(body, outline, language)
    front = Flow(document)
    cover(front, outline, language)
    covers = front.pages
    contents(front, entries, language, before=covers)
    first = front.pages + 1
    body.put_first(front)
    body.finish(margins(outline, language, _chapters(entries, first), covers=covers))
    return document.finished()


def _body(flow: Flow, outline: Outline, language: Language) -> list[Entry]:
    headings = Headings(flow, language)
    followed = False
    for block in outline.blocks:
        if isinstance(block, Heading):
            headings.add(block)
            followed = False
            continue
        beginning, draw = _setting(flow, block, language)
        headings.release(beginning)
        if followed:
            flow.space(_BETWEEN)
        draw()
        followed = True
    headings.release(0)
    _end(flow, outline, language)
    return headings.entries


def _setting(flow: Flow, block: Block, language: Language) -> tuple[float, Callable[[], None]]:
    """The height a block needs to begin on a page, and what draws it."""
    match block:
        case JointText():
            box = JointBox(block.text, language, placeholder=block.placeholder)
            return box.beginning, lambda: box.draw(flow)
        case Opinions():
            heading = list_heading(block.heading, language)
            return list_beginning(language), lambda: opinion_list(flow, heading, block.items, language)
        case Responses() | MemberList() | MeetingList():
            table = _table(flow, block, language)
            return table.beginning, table.draw
        case Scores():
            return _scores_height(block), lambda: _scores(flow, block, language)
        case Note():
            return 2 * text_style(language).leading, lambda: _note(flow, block, language)
        case Heading():
            raise AssertionError("headings wait for what follows them")


def _table(flow: Flow, block: Responses | MemberList | MeetingList, language: Language) -> WordTable:
    match block:
        case Responses():
            return response_table(flow, block, language)
        case MemberList():
            return member_table(flow, block, language)
        case MeetingList():
            return meeting_table(flow, block, language)


def _scores_height(block: Scores) -> float:
    rows = len(block.subject.results)
    table, chart = 60 + 21 * rows, 70 + 17 * rows
    return table + chart if table + chart < _MOST_TOGETHER else min(table, 150)


def _scores(flow: Flow, block: Scores, language: Language) -> None:
    score_table(flow, block.subject, language, named=block.named)
    bar_chart(flow, block.subject, language)


def _note(flow: Flow, block: Note, language: Language) -> None:
    style = text_style(language)
    flow.lines(style.lines(paragraphs(block.text, language), WIDTH), style)


def _end(flow: Flow, outline: Outline, language: Language) -> None:
    lines = [*SMALL.label(outline.provenance, WIDTH)]
    if any(unprintable(text, LABEL.typeface) for text in _texts(outline)):
        lines += SMALL.label(missing_glyph_note(language), WIDTH)
    flow.space(22)
    flow.need(len(lines) * SMALL.leading + 6)
    flow.ink.rule(LEFT, flow.y, RIGHT, flow.y, 0.35)
    flow.y += 4
    for line in lines:
        flow.ink.line(line, SMALL, LEFT, flow.y)
        flow.y += SMALL.leading


def _texts(outline: Outline) -> Iterator[str]:
    """What people wrote."""
    for block in outline.blocks:
        match block:
            case Heading() | Note() | JointText():
                yield block.text
            case Opinions():
                yield from (item.text for item in block.items)
            case Responses():
                for row in block.rows:
                    yield row.text
                    yield row.theme
                    yield from (text for _label, text in row.responses)


def _chapters(entries: list[Entry], first: int) -> Callable[[int], str]:
    """Which chapter a page belongs to, the pages counted from 1 with the body's first at ``first``."""
    chapters = [entry for entry in entries if entry.level <= 2]
    begins = [entry.page + first for entry in chapters]

    def chapter(page: int) -> str:
        place = bisect_right(begins, page)
        return chapters[place - 1].text if place else ""

    return chapter
