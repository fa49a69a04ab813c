"""What stands before the first heading: cover and contents; and what every page says of its edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evalapp.language import Language
from exports.excel.book import width
from exports.outline.blocks import Block, Edition, Heading, Outline
from exports.typesetting.faces import Design, typeface
from exports.typesetting.prepare import clusters
from exports.typesetting.titles import set_title
from exports.word.markup import FIELD_END, field_start, paragraph, run

_MEASURE = {"Title": 20_500, "Subtitle": 32_000}
"""How much a line on the cover holds, in thousandths of an em."""


def draft_mark(outline: Outline, language: Language) -> str:
    """（案）; empty in a final edition."""
    _ = language.gettext
    return _("(Draft)") if outline.edition is Edition.DRAFT else ""


def named_note(outline: Outline, language: Language) -> str:
    """What an edition with the members' names says of itself; empty in one without."""
    _ = language.gettext
    return _("With the members' names: not for publication") if outline.named else ""


def head_line(outline: Outline, language: Language) -> tuple[str, str]:
    """What stands at every page's head, on the left and on the right; a long title is cut."""
    notes = "　".join(filter(None, (named_note(outline, language), draft_mark(outline, language))))
    room = _HEAD_ROOM - width(notes)
    title = outline.title
    if width(title) > room:
        signs = clusters(title)[:room]
        while width("".join(signs)) > room - 2:
            signs.pop()
        title = "".join(signs) + "…"
    return title, notes


_HEAD_ROOM = 108
"""How many half-width characters stand on a line at a page's head."""


def cover(outline: Outline, language: Language) -> Iterator[str]:
    """The paragraphs of the cover."""
    yield _broken("Title", outline.title)
    if outline.subtitle:
        yield _broken("Subtitle", outline.subtitle)
    if mark := draft_mark(outline, language):
        yield paragraph("CoverMark", run(mark))
    facts = [language.date(outline.day) if outline.day else "", outline.organisation]
    space = '<w:spacing w:before="4000"/>'
    for fact in filter(None, facts):
        yield paragraph("CoverLine", run(fact), space)
        space = ""
    if note := named_note(outline, language):
        yield paragraph("CoverNote", run(note))


def _broken(style: str, title: str) -> str:
    """A title in lines of about the same length, as somebody at Word would break it by hand."""
    words = [line.text.strip() for line in set_title(title, typeface(Design.STRONG), _MEASURE[style])]
    # a sign that our own fonts lack is another one in a set line
    if re.sub(r"\s", "", "".join(words)) != re.sub(r"\s", "", title):
        words = [title]
    return paragraph(style, "<w:r><w:br/></w:r>".join(map(run, words)))


def contents(blocks: Sequence[Block], language: Language) -> str:
    """The contents as a field, filled in but for the page numbers, which only Word's own setting gives."""
    listed = [block for block in blocks if isinstance(block, Heading) and block.listed]
    if not listed:
        return ""
    entries = [
        f'<w:hyperlink w:anchor="{place(number)}" w:history="1">{run(heading.text)}</w:hyperlink>'
        for number, heading in enumerate(listed, 1)
    ]
    entries[0] = field_start(r'TOC \o "1-4" \h \z') + entries[0]
    entries[-1] += FIELD_END
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
        + paragraph("TOCHeading", run(language.gettext("Contents")))
        + "".join(
            paragraph(f"TOC{min(heading.level, 4)}", entry)
            for heading, entry in zip(listed, entries, strict=True)
        )
        + "</w:sdtContent></w:sdt>"
    )


def place(number: int) -> str:
    """The name under which Word itself would bookmark a heading for the contents."""
    return f"_Toc{number:09d}"
