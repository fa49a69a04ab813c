"""The combined score sheet (取りまとめ評価票) of a subject: all members' marks in one table, all comments."""

from __future__ import annotations

from evalapp.language import Language
from evalapp.report import Report, SubjectReport
from exports.pdf.combined_members import member_table
from exports.pdf.document import PdfDocument
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME
from exports.pdf.ink import Ink, cut
from exports.pdf.opinions import opinions
from exports.pdf.score_table import score_table
from exports.pdf.sheet_fields import SUBJECT, field_row, half_fields, seal, sheet_title, whole_field
from exports.pdf.wording import FOOT, HEADING, LABEL, SMALL, missing_glyph_note
from exports.typesetting.prepare import unprintable
from exports.wording import evaluation_kind, nobody_judges, provenance


def combined_pdf(report: Report, language: Language, *, named: bool) -> bytes:
    """One combined sheet a subject as one PDF file; the same report gives the same bytes.

    Each begins on a page of its own and counts its own pages; at the right of the foot stands the place in
    the whole file. The outline leads to the subjects.

    Args:
        report: what is printed; columns in its order.
        language: of the words that are not the report's own.
        named: with the members' names, a list of who handed in what with the verification codes, and a field
            for the chair's signature or seal. Without it no name of a member gets into the file, and the
            comments' order is that of a hash of their text.
    """
    _ = language.gettext
    info, name = report.info, _("Combined score sheet")
    document = PdfDocument(f"{info.title} {name}", info.organisation, name, language.code, report.compiled_at)
    flows = [_laid_out(document, subject, report, language, named=named) for subject in report.subjects]
    pages = sum(flow.pages for flow in flows)
    before = 0
    for subject, flow in zip(report.subjects, flows, strict=True):
        foot = _Foot(subject, before, pages, language, noted=_lacks_glyphs(subject))
        before += flow.pages
        flow.finish(foot.draw)
    if not flows:
        ink = document.ink()
        ink.text(_("There are no subjects."), LABEL, LEFT, 80)
        document.add(ink, [])
    return document.finished()


def _laid_out(
    document: PdfDocument, subject: SubjectReport, report: Report, language: Language, *, named: bool
) -> Flow:
    _ = language.gettext
    flow = Flow(document)
    flow.bookmark(subject.subject.title, 0)
    _head(flow, subject, report, language, named=named)
    if note := nobody_judges(subject, language):
        flow.ink.text(note, LABEL, LEFT, flow.y)
        flow.y += LABEL.leading
    else:
        score_table(flow, subject, language, named=named)
    if named:
        _section(flow, _("Members and score sheets"))
        member_table(flow, subject, report.members, language)
    if any(column.comments for column in subject.columns):
        _section(flow, _("Comments"))
        opinions(flow, subject, language, named=named)
    flow.space(14)
    flow.need(SMALL.leading)
    flow.ink.text(provenance(report, language), SMALL, RIGHT, flow.y, align=1)
    flow.y += SMALL.leading
    return flow


def _head(flow: Flow, subject: SubjectReport, report: Report, language: Language, *, named: bool) -> None:
    _ = language.gettext
    info = report.info
    sheet_title(flow, _("Combined score sheet"), info.organisation)
    top = flow.y
    field_row(flow, whole_field(_("Evaluation title"), info.title))
    field_row(flow, whole_field(_("Subject of evaluation"), subject.subject.title, SUBJECT))
    kind = evaluation_kind(subject.subject.evaluation_kind, language)
    day = language.date(info.held_on) if info.held_on else ""
    field_row(flow, *half_fields((_("Kind of evaluation"), kind), (_("Date"), day)))
    received = _("{received} of {expected} (committee of {committee})").format(
        received=len(subject.columns), expected=subject.expected, committee=len(report.members)
    )
    if named:
        begin = flow.y
        fields = half_fields((_("Score sheets"), received), (_("Signature or seal of the chair"), ""))
        field_row(flow, *fields, least=36)
        seal(flow.ink, RIGHT, (begin + flow.y) / 2, language)
    else:
        field_row(flow, whole_field(_("Score sheets"), received))
    flow.ink.box(LEFT, top, WIDTH, flow.y - top, FRAME)
    flow.y += 4
    edition = (
        _("With the members' names: for the secretariat only")
        if named
        else _("Printed without the members' names.")
    )
    flow.ink.text(edition, SMALL, RIGHT, flow.y, align=1)
    flow.y += SMALL.leading + 8


def _section(flow: Flow, title: str) -> None:
    flow.space(16)
    flow.need(HEADING.leading + 90)
    flow.ink.text(title, HEADING, LEFT, flow.y)
    flow.y += HEADING.leading + 1
    flow.ink.rule(LEFT, flow.y, RIGHT, flow.y, 0.7)
    flow.y += 6


class _Foot:
    """The foot of every page of one combined sheet."""

    def __init__(
        self, subject: SubjectReport, before: int, pages: int, language: Language, *, noted: bool
    ) -> None:
        _ = language.gettext
        name = _("Combined score sheet") + "　"
        self._words = name + cut(subject.subject.title, FOOT, WIDTH / 2 - 40 - FOOT.width(name))
        self._note = missing_glyph_note(language) if noted else ""
        self._before, self._pages = before, pages
        self._whole = _("of all {page} / {pages}")

    def draw(self, ink: Ink, number: int, count: int) -> None:
        """Draw it on page ``number`` of ``count``."""
        if self._note:
            ink.text(self._note, FOOT, LEFT, BOTTOM + 7)
        ink.text(self._words, FOOT, LEFT, BOTTOM + 18)
        ink.text(f"{number} / {count}", FOOT, (LEFT + RIGHT) / 2, BOTTOM + 18, align=0.5)
        whole = self._whole.format(page=self._before + number, pages=self._pages)
        ink.text(whole, FOOT, RIGHT, BOTTOM + 18, align=1)


def _lacks_glyphs(subject: SubjectReport) -> bool:
    texts = (comment.text for column in subject.columns for comment in column.comments)
    return any(unprintable(text, LABEL.typeface) for text in texts)
