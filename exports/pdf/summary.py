"""The summary of an evaluation: score tables, charts and comments of every subject, as one PDF."""

from __future__ import annotations

from evalapp.language import Language
from evalapp.report import Report, SubjectReport
from exports.pdf.bar_chart import bar_chart
from exports.pdf.document import PdfDocument
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, WIDTH, Flow
from exports.pdf.foot_notes import foot_notes
from exports.pdf.ink import Ink
from exports.pdf.opinions import opinions
from exports.pdf.score_table import score_table
from exports.pdf.wording import FOOT, HEADING, LABEL, TITLE, missing_glyph_note
from exports.typesetting.prepare import unprintable
from exports.typesetting.titles import set_title
from exports.wording import common_kind, evaluation_kind, nobody_judges, numbered, provenance


def summary_pdf(report: Report, language: Language, *, named: bool = False) -> bytes:
    """The summary of ``report`` as a PDF file; the same report gives the same bytes.

    Args:
        report: what is printed; columns in its order.
        language: of the words that are not the report's own.
        named: print members' names over their columns and after their comments. Without it no name of a
            member gets into the file, neither as text nor as metadata.
    """
    info = report.info
    document = PdfDocument(
        info.title, info.organisation, _subtitle(report, language), language.code, report.compiled_at
    )
    flow = Flow(document)
    _head(flow, report, language)
    for number, subject in enumerate(report.subjects, 1):
        _subject(flow, number, subject, report, language, named=named)
    _provenance(flow, report, language)

    def footer(ink: Ink, page: int, pages: int) -> None:
        ink.text(f"{page} / {pages}", FOOT, (LEFT + RIGHT) / 2, BOTTOM + 18, align=0.5)

    flow.finish(footer)
    return document.finished()


def _head(flow: Flow, report: Report, language: Language) -> None:
    _ = language.gettext
    info = report.info
    for text in (language.date(info.held_on) if info.held_on else "", info.organisation):
        for line in LABEL.label(text, WIDTH) if text else ():
            flow.ink.line(line, LABEL, RIGHT, flow.y, align=1)
            flow.y += LABEL.leading
    flow.y += 14
    for line in set_title(info.title, TITLE.typeface, TITLE.measure(WIDTH)):
        flow.need(TITLE.leading)
        flow.ink.line(line, TITLE, (LEFT + RIGHT) / 2, flow.y, align=0.5)
        flow.y += TITLE.leading
    flow.ink.text(_subtitle(report, language), HEADING, (LEFT + RIGHT) / 2, flow.y + 2, align=0.5)
    flow.y += HEADING.leading + 14
    if not report.subjects:
        flow.ink.text(_("There are no subjects."), LABEL, LEFT, flow.y)
        flow.y += LABEL.leading


def _subtitle(report: Report, language: Language) -> str:
    _ = language.gettext
    words = (common_kind(report, language), _("Summary of results"))
    return ("　" if language.code == "ja" else ": ").join(filter(None, words))


def _subject(
    flow: Flow, number: int, subject: SubjectReport, report: Report, language: Language, *, named: bool
) -> None:
    title = numbered(number, subject.subject.title, language)
    lines = HEADING.label(title, WIDTH - 8)
    if number > 1:
        flow.space(26)
    table = 90 + 26 * len(subject.results) if subject.results else 170
    flow.need(len(lines) * HEADING.leading + (table if table < 420 else 150))
    flow.bookmark(title, 0)
    top = flow.y
    flow.lines(lines, HEADING, LEFT + 8)
    if flow.y > top:
        flow.ink.fill(LEFT, top + 2, 3, flow.y - top - 4, 0)
    flow.ink.rule(LEFT, flow.y + 1, RIGHT, flow.y + 1, 0.7)
    flow.y += 6
    flow.ink.text(_state(subject, report, language), LABEL, LEFT, flow.y)
    flow.y += LABEL.leading + 8
    if note := nobody_judges(subject, language):
        flow.ink.text(note, LABEL, LEFT, flow.y)
        flow.y += LABEL.leading
        return
    score_table(flow, subject, language, named=named)
    bar_chart(flow, subject, language)
    opinions(flow, subject, language, named=named)


def _state(subject: SubjectReport, report: Report, language: Language) -> str:
    _ = language.gettext
    kind = evaluation_kind(subject.subject.evaluation_kind, language)
    received, expected = len(subject.columns), subject.expected
    sheets = _("Score sheets received {received} of {expected} (committee of {committee})").format(
        received=received, expected=expected, committee=len(report.members)
    )
    return f"{kind}{'　　' if language.code == 'ja' else '    '}{sheets}"


def _provenance(flow: Flow, report: Report, language: Language) -> None:
    lines = [provenance(report, language)]
    texts = (
        comment.text
        for subject in report.subjects
        for column in subject.columns
        for comment in column.comments
    )
    if any(unprintable(text, LABEL.typeface) for text in texts):
        lines.append(missing_glyph_note(language))
    foot_notes(flow, lines)
