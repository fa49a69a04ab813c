"""The report as a Word file, from its outline."""

from __future__ import annotations

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
from exports.word.chart import chart_height, drawing, has_chart, mean_chart
from exports.word.front import contents, cover, head_line, place
from exports.word.looks import TEXT_WIDTH
from exports.word.markup import (
    DECLARATION,
    NAMESPACES,
    bookmark,
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
from exports.word.styles import styles_xml
from exports.word.tables import meetings_table, members_table, responses_table
from exports.wording import bracketed, list_heading, unparted

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
    content = "".join([*cover(outline, language), contents(outline.blocks, language)])
    content += "".join(body.block(block) for block in outline.blocks)
    content += paragraph("Provenance", run(outline.provenance)) + _SECTION
    parts = Parts(
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>".encode(),
        styles_xml(language),
        numbering_xml(),
        settings_xml(language),
        font_table_xml(language),
        theme_xml(language),
        header_xml(*head_line(outline, language)),
        footer_xml(),
        properties_xml(outline.title, language, made_at),
    )
    return packed(parts, body.charts)


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
                written = self._scores(block)
            case MemberList():
                written = members_table(block, language)
            case MeetingList():
                written = meetings_table(block, language)
        return written

    def _heading(self, block: Heading) -> str:
        content = run(block.text)
        if block.listed:
            self._listed += 1
            content = bookmark(place(self._listed), self._listed, content)
        # the space above the part's heading is a part of its page's look, that above others is not
        page = "<w:pageBreakBefore/>" + ("" if block.level == 1 else '<w:spacing w:before="0"/>')
        return paragraph(f"Heading{block.level}", content, page if block.new_page else "")

    def _opinions(self, block: Opinions) -> str:
        language = self._language
        head = paragraph("OpinionHead", run(list_heading(block.heading, language)))
        if not block.items:
            return head + paragraph("OpinionMore", run(language.gettext("(none)")))
        items = []
        for item in block.items:
            author = run(bracketed(unparted(item.author), language)) if item.author else ""
            style = "Opinion" if item.bulleted else "OpinionMore"
            items.append(paragraphs(style, item.text, then="OpinionMore", more=author))
        return head + "".join(items)

    def _scores(self, block: Scores) -> str:
        if not has_chart(block.subject):
            return score_table(block, self._language, below=0)
        self.charts.append(mean_chart(block.subject, self._language, self._made_at))
        caption = paragraph("Caption", run(self._language.gettext("Means by criterion")))
        picture = drawing(block.subject, len(self.charts), self._language)
        table = score_table(block, self._language, below=chart_height(block.subject, self._language))
        return table + caption + paragraph("Figure", picture)
