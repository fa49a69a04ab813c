"""The official score sheets (評価票): one member, one subject, one or more pages each."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from evalapp.language import Language
from evalapp.rubric import EvaluationKind, Rubric
from exports.pdf.air import TIGHTEST, Air
from exports.pdf.document import PdfDocument
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, TOP, Flow
from exports.pdf.ink import Ink
from exports.pdf.sheet_comments import CommentBoxes, comment_boxes
from exports.pdf.sheet_head import foot_text, recusal_notice, sheet_head
from exports.pdf.sheet_page import SheetPage
from exports.pdf.sheet_scores import ScoreForm, score_form
from exports.pdf.wording import FOOT, LABEL, SMALL, missing_glyph_note
from exports.typesetting.prepare import unprintable

_SPILL = 150.0
"""Less than this on a sheet's last page is no reason for a page, if closer lines can take it in (points)."""


def sheets_pdf(pages: Iterable[SheetPage], language: Language, *, by_member: bool = False) -> bytes:
    """The score sheets as one PDF file, in the order given; the same sheets give the same bytes.

    Each sheet has page numbers of its own. Sheets are taken one by one, so a generator keeps memory low.

    Args:
        pages: what is printed; those of one subject (``by_member``: of one member) follow each other.
        language: of the words that are not the evaluation's own.
        by_member: the outline leads to the named members, and in each to the subjects; else to the subjects,
            and in each to its members.
    """
    _ = language.gettext
    remaining = iter(pages)
    first = next(remaining, None)
    title = first.info.title if first else ""
    name = _("Score sheet")
    author = first.info.organisation if first else ""
    document = PdfDocument(f"{title} {name}".strip(), author, name, language.code)
    if first is None:
        ink = document.ink()
        ink.text(_("There are no score sheets."), LABEL, LEFT, 80)
        document.add(ink, [])
        return document.finished()
    writer = _Writer(document, language, by_member=by_member)
    for page in chain([first], remaining):
        writer.write(page)
    return document.finished()


class _Writer:
    """Writes sheet after sheet and remembers what they share."""

    def __init__(self, document: PdfDocument, language: Language, *, by_member: bool) -> None:
        self._document = document
        self._language = language
        self._by_member = by_member
        self._forms: dict[tuple[int, EvaluationKind], tuple[Rubric, ScoreForm]] = {}
        self._group = ""
        self._number = 0

    def write(self, page: SheetPage) -> None:
        """Lay out one sheet and put its pages into the document."""
        boxes = comment_boxes(page.rubric, page.sheet, self._language, form=page.is_form)
        flow = self._laid_out(page, boxes, Air())
        if flow.pages > 1 and (page.is_form or flow.y - TOP < _SPILL):
            flow = self._tightened(page, boxes, flow)
        foot = foot_text(page, self._language)
        note = missing_glyph_note(self._language) if _lacks_glyphs(page) else ""

        def footer(ink: Ink, number: int, count: int) -> None:
            if note:
                ink.text(note, FOOT, LEFT, BOTTOM + 7)
            ink.text(foot, FOOT, LEFT, BOTTOM + 18)
            ink.text(f"{number} / {count}", FOOT, (LEFT + RIGHT) / 2, BOTTOM + 18, align=0.5)
            if page.shown_code:
                ink.text(page.shown_code, FOOT, RIGHT, BOTTOM + 18, align=1)

        flow.finish(footer)
        self._group, self._number = self._group_of(page), self._place(page)

    def _tightened(self, page: SheetPage, boxes: CommentBoxes, loose: Flow) -> Flow:
        """The sheet with as much air as saves a page; as it is if none does. At most three trials."""
        tightest = self._laid_out(page, boxes, TIGHTEST)
        if tightest.pages >= loose.pages:
            return loose
        half = self._laid_out(page, boxes, Air(0.5))
        fits = half.pages < loose.pages
        trial = self._laid_out(page, boxes, Air(0.25 if fits else 0.75))
        if trial.pages < loose.pages:
            return trial
        return half if fits else tightest

    def _laid_out(self, page: SheetPage, boxes: CommentBoxes, air: Air) -> Flow:
        flow = Flow(self._document, air)
        self._bookmarks(flow, page)
        sheet_head(flow, page, self._language)
        if page.sheet.recusal is not None:
            recusal_notice(flow, page, self._language)
        else:
            self._answers(flow, page)
            boxes.draw(flow)
        return flow

    def _group_of(self, page: SheetPage) -> str:
        return page.member.id if self._by_member and page.member else page.subject.id

    def _place(self, page: SheetPage) -> int:
        """The place of the sheet in its group."""
        return self._number + 1 if self._group_of(page) == self._group else 1

    def _bookmarks(self, flow: Flow, page: SheetPage) -> None:
        _ = self._language.gettext
        group = page.subject.title
        entry = page.member.name if page.member else ""
        if page.member is None and not page.is_form:
            entry = _("Score sheet") + f" {self._place(page)}"
        if page.member is not None and self._by_member:
            group, entry = entry, group
        if self._group_of(page) != self._group:
            flow.bookmark(group, 0)
        if entry:
            flow.bookmark(entry, 1)

    def _answers(self, flow: Flow, page: SheetPage) -> None:
        _ = self._language.gettext
        if page.rubric.scored:
            if page.is_form:
                note = _("Circle one score for each criterion, or “Cannot judge”.")
            else:
                note = _("The chosen score is printed white on black.")
            flow.ink.text(note, SMALL, LEFT, flow.y)
            flow.y += SMALL.leading + 2
            self._form(page).draw(flow, page.sheet, answered=page.handed_in is not None)
            flow.y += flow.air.pad(10)

    def _form(self, page: SheetPage) -> ScoreForm:
        # By identity: a rubric holds mappings and has no hash; the entry keeps it alive, so ids stay unique.
        key = (id(page.rubric), page.subject.evaluation_kind)
        if key not in self._forms:
            self._forms[key] = (page.rubric, score_form(page.rubric, key[1], self._language))
        return self._forms[key][1]


def _lacks_glyphs(page: SheetPage) -> bool:
    texts = [comment.text for comment in page.sheet.comments]
    if page.member is not None:
        texts += [page.member.name, page.member.affiliation]
    return any(unprintable(text, LABEL.typeface) for text in texts)
