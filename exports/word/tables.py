"""Tables of the report: what is asked and answered, the members, the meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evalapp.language import Language
from exports.outline.blocks import MeetingList, MemberList, ResponseRow, Responses
from exports.word.looks import GREY, TEXT_WIDTH
from exports.word.markup import escaped, paragraph, paragraphs, run

_EMPTY_BOX = 1000
"""The height of an empty row in twips."""

GAP = paragraph("TableNote")
"""What stands below a table: two that touch would become one in Word."""


def cell(width: int, content: str, *, span: int = 1, properties: str = "") -> str:
    """A cell ``width`` twips wide over ``span`` columns of the grid.

    ``properties`` are elements that follow ``w:gridSpan``, in the schema's order.
    """
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{properties}</w:tcPr>{content}</w:tc>'


def shade() -> str:
    """The ground of a head cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{GREY}"/>'


def row(cells: Iterable[str], properties: str = "") -> str:
    """A row of ready cells; it may break over pages unless ``properties`` say else."""
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{look}{''.join(cells)}</w:tr>"


def head_row(widths: Sequence[int], heads: Sequence[str]) -> str:
    """A head that is repeated on every page."""
    ground = shade() + '<w:vAlign w:val="center"/>'
    cells = (
        cell(width, paragraph("TableHead", run(head)), properties=ground)
        for width, head in zip(widths, heads, strict=True)
    )
    return row(cells, "<w:cantSplit/><w:tblHeader/>")


def table(widths: Sequence[int], rows: Iterable[str], title: str) -> str:
    """A table with fixed columns; ``title`` is read out by screen readers."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(title)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def responses_table(block: Responses, language: Language) -> str:
    """What is asked beside what is answered; an empty box where there is nothing."""
    half = TEXT_WIDTH // 2
    rows = [_response(one, half, language) for one in block.rows]
    if block.placeholder:
        text = paragraphs("TableText", block.placeholder, mark="Placeholder")
        rows.append(row([cell(2 * half, text, span=2)]))
    elif not rows:
        empty = cell(half, paragraph("TableText"))
        rows.append(row([empty, empty], f'<w:trHeight w:val="{_EMPTY_BOX}" w:hRule="atLeast"/>'))
    return table([half, half], [head_row([half, half], block.heads), *rows], " / ".join(block.heads)) + GAP


def _response(one: ResponseRow, width: int, language: Language) -> str:
    theme = f"＜{one.theme}＞" if one.theme and language.code == "ja" else one.theme
    asked = paragraph("TableTheme", run(theme)) if theme else ""
    answered = ""
    for label, text in one.responses:
        space = '<w:spacing w:before="160"/>' if answered else ""
        answered += paragraph("TableTheme", run(label), space) if label else ""
        answered += paragraphs("TableText", text, mark="Placeholder" if one.placeholder else "")
    return row([cell(width, asked + paragraphs("TableText", one.text)), cell(width, answered)])


def members_table(block: MemberList, language: Language) -> str:
    """The committee; its chair is marked."""
    _ = language.gettext
    chair, name = 1000, 3000
    widths = [chair, name, TEXT_WIDTH - chair - name]
    heads = [_("Role"), _("Name"), _("Affiliation and position")]
    rows = [
        _plain_row(widths, [one.role, one.name, one.affiliation], ("TableFigure",)) for one in block.members
    ]
    return table(widths, [head_row(widths, heads), *rows], " / ".join(heads)) + GAP


def meetings_table(block: MeetingList, language: Language) -> str:
    """The meetings in their order."""
    _ = language.gettext
    title, day = 2600, 2000
    widths = [title, day, TEXT_WIDTH - title - day]
    heads = [_("Meeting"), _("Held on"), _("Agenda")]
    rows = [_plain_row(widths, [one.title, one.day, one.agenda]) for one in block.meetings]
    return table(widths, [head_row(widths, heads), *rows], " / ".join(heads)) + GAP


def _plain_row(widths: Sequence[int], texts: Sequence[str], styles: Sequence[str] = ()) -> str:
    used = [*styles, *["TableText"] * (len(texts) - len(styles))]
    cells = (
        cell(width, paragraphs(style, text)) for width, text, style in zip(widths, texts, used, strict=True)
    )
    return row(cells)
