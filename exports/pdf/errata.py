"""The list of corrections (正誤表) as PDF: a table a subject, what stood beside what is right."""

from __future__ import annotations

from collections.abc import Sequence

from evalapp.dates import japanese_day
from evalapp.language import Language
from exports.errata import Errata, Erratum, SubjectErrata
from exports.pdf.document import PdfDocument
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, WIDTH, Flow
from exports.pdf.foot_notes import foot_notes
from exports.pdf.grid import Cell
from exports.pdf.ink import Ink, Style
from exports.pdf.report_tables import WordTable
from exports.pdf.wording import FOOT, HEADING, LABEL, TITLE, missing_glyph_note
from exports.typesetting.faces import Design
from exports.typesetting.prepare import unprintable
from exports.typesetting.titles import set_title
from exports.wording import bracketed, moment

_EDGES = (LEFT, LEFT + 26, LEFT + 110, LEFT + 238, LEFT + 366, RIGHT)
_PAD = (5.0, 5.0)
_TEXT = Style(Design.LABEL, 9, 14)
_WHOLE = 170.0
"""A line up to this height is kept on one page."""


def errata_pdf(errata: Errata, language: Language) -> bytes:
    """The list as a PDF file; the same list gives the same bytes.

    Args:
        errata: what is printed.
        language: in which it was made.
    """
    info = errata.source.evaluation.info
    document = PdfDocument(
        info.title, info.organisation, _subtitle(errata, language), language.code, errata.source.as_of
    )
    flow = Flow(document)
    _head(flow, errata, language)
    for subject in errata.subjects:
        _subject(flow, subject, language)
    _foot(flow, errata, language)

    def footer(ink: Ink, page: int, pages: int) -> None:
        ink.text(f"{page} / {pages}", FOOT, (LEFT + RIGHT) / 2, BOTTOM + 18, align=0.5)

    flow.finish(footer)
    return document.finished()


def _subtitle(errata: Errata, language: Language) -> str:
    _ = language.gettext
    title = _("List of corrections")
    return title + bracketed(_("with names, for internal use"), language) if errata.named else title


def _head(flow: Flow, errata: Errata, language: Language) -> None:
    _ = language.gettext
    from_day, to_day = (
        language.date(japanese_day(at)) for at in (errata.source.closed_at, errata.source.as_of)
    )
    for text in (to_day, errata.source.evaluation.info.organisation):
        for line in LABEL.label(text, WIDTH) if text else ():
            flow.ink.line(line, LABEL, RIGHT, flow.y, align=1)
            flow.y += LABEL.leading
    flow.y += 14
    for line in set_title(errata.source.evaluation.info.title, TITLE.typeface, TITLE.measure(WIDTH)):
        flow.ink.line(line, TITLE, (LEFT + RIGHT) / 2, flow.y, align=0.5)
        flow.y += TITLE.leading
    flow.ink.text(_subtitle(errata, language), HEADING, (LEFT + RIGHT) / 2, flow.y + 2, align=0.5)
    flow.y += HEADING.leading + 16
    sentence = (
        _("Since the evaluation was closed on {day}, the following has been corrected.")
        if errata.subjects
        else _("Since the evaluation was closed on {day}, nothing has been corrected.")
    )
    flow.lines(LABEL.lines(sentence.format(day=from_day), WIDTH), LABEL)


def _subject(flow: Flow, subject: SubjectErrata, language: Language) -> None:
    _ = language.gettext
    heads = (_("No."), _("Place"), _("Wrong"), _("Right"), _("Day and reason"))
    rows = [_row(line) for line in subject.lines]
    table = WordTable(flow, _EDGES, heads, rows, pad=_PAD, whole=_WHOLE)
    lines = HEADING.label(subject.title, WIDTH - 8)
    flow.space(18)
    flow.need(len(lines) * HEADING.leading + 8 + table.beginning)
    flow.bookmark(subject.title, 0)
    top = flow.y
    flow.lines(lines, HEADING, LEFT + 8)
    flow.ink.fill(LEFT, top + 2, 3, flow.y - top - 4, 0)
    flow.y += 8
    table.draw()


def _row(line: Erratum) -> Sequence[Cell]:
    place = f"{line.place}\n{line.who}" if line.who else line.place
    reason = "\n".join(part for part in (line.day, line.reason) if part)
    number = Cell(_TEXT.label(str(line.number), 24), _TEXT, centred=True, on_top=True)
    texts = (place, line.wrong, line.right, reason)
    return number, *(_cell(text, column) for column, text in enumerate(texts, 1))


def _cell(text: str, column: int) -> Cell:
    width = _EDGES[column + 1] - _EDGES[column] - 2 * _PAD[0]
    return Cell(_TEXT.lines(text.strip("\r\n"), width), _TEXT, on_top=True)


def _foot(flow: Flow, errata: Errata, language: Language) -> None:
    _ = language.gettext
    notes = []
    if errata.means:
        notes.append(_("n: members who gave points; only points enter a mean."))
    notes.append(
        _("As of {when}, record {head}").format(
            when=moment(errata.source.as_of, language), head=errata.source.record_head[:12]
        )
    )
    texts = (
        text for subject in errata.subjects for line in subject.lines for text in (line.wrong, line.right)
    )
    if any(unprintable(text, _TEXT.typeface) for text in texts):
        notes.append(missing_glyph_note(language))
    foot_notes(flow, notes)
