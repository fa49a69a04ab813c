"""The report as a Word file, from its outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from evalapp.language import Language
from exports.excel.book import width
from exports.outline.blocks import (
    Block,
    Edition,
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
from exports.typesetting.prepare import clusters
from exports.word.chart import drawing, has_chart, mean_chart
from exports.word.markup import (
    DECLARATION,
    NAMESPACES,
    bookmark,
    field,
    paragraph,
    paragraphs,
    run,
    running,
)
from exports.word.package import FOOTER, HEADER, Chart, Parts, packed
from exports.word.parts import (
    font_table_xml,
    footer_xml,
    header_xml,
    numbering_xml,
    properties_xml,
    settings_xml,
    theme_xml,
)
from exports.word.score_table import score_table
from exports.word.styles import TEXT_WIDTH, styles_xml
from exports.word.tables import meetings_table, members_table, responses_table
from exports.wording import bracketed, list_heading, unparted

_HEAD_ROOM = 88
"""Half-width characters of a title that a page's head holds beside the marks."""

_SIDE = (11906 - TEXT_WIDTH) // 2
_SECTION = (
    f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER}"/>'
    f'<w:footerReference w:type="default" r:id="{FOOTER}"/><w:pgSz w:w="11906" w:h="16838"/>'
    f'<w:pgMar w:top="1560" w:right="{_SIDE}" w:bottom="1360" w:left="{_SIDE}" w:header="794"'
    ' w:footer="680" w:gutter="0"/><w:cols w:space="425"/><w:titlePg/></w:sectPr>'
)


def report_docx(outline: Outline, language: Language, made_at: datetime) -> bytes:
    """The report as a .docx file, for a ministry that edits it in Word before it publishes.

    Headings, boxes, lists and tables are styles; the contents and page numbers are fields, which Word works
    out when it opens the file; the charts are Word's own. The same call gives the same bytes.

    Args:
        outline: what is printed.
        language: of the words that are not the outline's own, of the style names and for proofing.
        made_at: becomes the file's dates. Nobody's name becomes its author.
    """
    body = _Body(language, made_at)
    content = "".join([*_cover(outline, language), *_contents(outline.blocks, language)])
    content += "".join(body.block(block) for block in outline.blocks)
    content += paragraph("Provenance", run(outline.provenance)) + _SECTION
    marks = _marks(outline, language)
    parts = Parts(
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>".encode(),
        styles_xml(language),
        numbering_xml(),
        settings_xml(language),
        font_table_xml(language),
        theme_xml(language),
        header_xml(_cut(outline.title, _HEAD_ROOM - sum(map(width, marks))), "　".join(marks)),
        footer_xml(),
        properties_xml(outline.title, language, made_at),
    )
    return packed(parts, body.charts)


def _marks(outline: Outline, language: Language) -> list[str]:
    """What the cover and every page say of this edition."""
    _ = language.gettext
    draft = [_("(Draft)")] if outline.edition is Edition.DRAFT else []
    return draft + ([_("With the members' names: not for publication")] if outline.named else [])


def _cut(text: str, room: int) -> str:
    """``text``, or as much of it with … as is not wider than ``room`` half-width characters."""
    if width(text) <= room:
        return text
    signs = clusters(text)[:room]
    while width("".join(signs)) > room - 2:
        signs.pop()
    return "".join(signs) + "…"


def _cover(outline: Outline, language: Language) -> Iterator[str]:
    for mark in _marks(outline, language):
        yield paragraph("CoverMark", run(mark))
    yield paragraph("Title", run(outline.title), '<w:spacing w:before="3800" w:after="240"/>')
    if outline.subtitle:
        yield paragraph("Subtitle", run(outline.subtitle))
    lines = [language.date(outline.day)] if outline.day else []
    lines += [outline.organisation] if outline.organisation else []
    for place, line in enumerate(lines):
        space = '<w:spacing w:before="4200"/>' if place == 0 else ""
        yield paragraph("CoverLine", run(line), space)


def _contents(blocks: Sequence[Block], language: Language) -> Iterator[str]:
    """The contents, filled in but for the page numbers."""
    yield paragraph("TOCHeading", run(language.gettext("Contents")))
    listed = [block for block in blocks if isinstance(block, Heading) and block.listed]
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-4" \h \z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for number, heading in enumerate(listed, 1):
        place = _place(number)
        page = field(rf"PAGEREF {place} \h", "")
        link = (
            f'<w:hyperlink w:anchor="{place}" w:history="1">{run(heading.text)}<w:r><w:tab/></w:r>{page}'
            "</w:hyperlink>"
        )
        yield paragraph(f"TOC{min(heading.level, 4)}", (start if number == 1 else "") + link)
    yield paragraph("Normal", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def _place(number: int) -> str:
    """The name under which Word itself would bookmark a heading for the contents."""
    return f"_Toc{number:09d}"


class _Body:
    """Writes block after block; counts headings and charts.

    Attributes:
        charts: those written so far.
    """

    def __init__(self, language: Language, made_at: datetime) -> None:
        self.charts: list[Chart] = []
        self._language, self._made_at = language, made_at
        self._listed = 0

    def block(self, block: Block) -> str:
        """The paragraphs and tables of ``block``."""
        language = self._language
        match block:
            case Heading():
                written = self._heading(block)
            case Note():
                written = running("Note", block.text, language)
            case JointText() if block.placeholder:
                written = paragraphs("JointJudgement", block.text, mark="Placeholder")
            case JointText():
                written = running("JointJudgement", block.text, language)
            case Opinions():
                written = self._opinions(block)
            case Responses():
                written = responses_table(block, language)
            case Scores():
                written = score_table(block, language) + self._chart(block)
            case MemberList():
                written = members_table(block, language)
            case MeetingList():
                written = meetings_table(block, language)
        return written

    def _heading(self, block: Heading) -> str:
        content = run(block.text)
        if block.listed:
            self._listed += 1
            content = bookmark(_place(self._listed), self._listed, content)
        return paragraph(f"Heading{block.level}", content, "<w:pageBreakBefore/>" if block.new_page else "")

    def _opinions(self, block: Opinions) -> str:
        language = self._language
        head = paragraph("OpinionHead", run(list_heading(block.heading, language)))
        if not block.items:
            return head + paragraph("OpinionMore", run(language.gettext("(none)")))
        items = []
        for item in block.items:
            author = run(bracketed(unparted(item.author), language)) if item.author else ""
            items.append(paragraphs("Opinion", item.text, then="OpinionMore", more=author))
        return head + "".join(items)

    def _chart(self, block: Scores) -> str:
        if not has_chart(block.subject):
            return ""
        self.charts.append(mean_chart(block.subject, self._language, self._made_at))
        caption = paragraph("Caption", run(self._language.gettext("Means by criterion")))
        picture = drawing(block.subject, len(self.charts), self._language)
        return caption + paragraph("Figure", picture)
