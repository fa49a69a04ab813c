"""The receipt of a hand-in (提出控え): what was handed in when, and the code by which it can be compared."""

from __future__ import annotations

from collections.abc import Sequence

from evalapp.ballot import Ballot, gaps
from evalapp.language import Language
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind, ScoreSheet, Subject
from evalapp.store.ballot_file import HandIn, HandInNote
from evalapp.submission import decode_payload
from exports.pdf.document import PdfDocument
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME, HAIR, PAD_X, Cell
from exports.pdf.ink import Ink, Style, cut
from exports.pdf.qr import qr_code
from exports.pdf.report_tables import WordTable
from exports.pdf.sheet_fields import Field, field_row, sheet_title, whole_field
from exports.pdf.sheet_head import titled_name
from exports.pdf.wording import FOOT, LABEL, SMALL, STRONG_LABEL, SUBHEADING, missing_glyph_note
from exports.typesetting.faces import Design
from exports.typesetting.prepare import unprintable
from exports.wording import local_moment

_CODE = Style(Design.STRONG, 29, 36)
_CODE_HEIGHT = 88.0
_QR_EDGE = 80.0
_BAND = 19.0
_NOTE = Style(Design.LABEL, 9, 15)
_CODE_COLUMN = Style(Design.TEXT, 10.5, 15)
_DASH = "－"
_MIDDLE = RIGHT - 142.0


def receipt_pdf(
    ballot: Ballot, hand_in: HandIn, noted: Sequence[HandInNote], file_name: str, language: Language
) -> bytes:
    """The receipt of ``hand_in`` as a PDF file; the same input gives the same bytes.

    It says how much was filled in, but no score and no word of a comment: a receipt may lie around.

    Args:
        ballot: what was answered.
        hand_in: what was handed in. Its moment is printed in the zone that it carries.
        noted: all revisions, the newest last; those before ``hand_in`` are listed.
        file_name: of the file that was written, without its folder.
        language: of the words that are not the evaluation's own.

    Raises:
        EvalError: ``submission-…``, the hand-in cannot be read.
    """
    _ = language.gettext
    sheets = decode_payload(hand_in.message).sheets
    info = ballot.info
    document = PdfDocument(
        f"{info.title} {_('Receipt')}", info.organisation, _("Receipt"), language.code, hand_in.at
    )
    flow = Flow(document)
    sheet_title(flow, _("Receipt"), info.organisation)
    flow.bookmark(_("Receipt"), 0)
    _facts(flow, ballot, hand_in, sheets, file_name, language)
    _code(flow, hand_in.code, language)
    _what_to_do(flow, ballot, hand_in, language)
    _subjects(flow, ballot, sheets, language)
    if earlier := [one for one in noted if one.revision < hand_in.revision]:
        _earlier(flow, earlier, language)
    note = missing_glyph_note(language) if _lacks_glyphs(ballot, file_name) else ""
    foot = cut(titled_name(ballot.member, language), FOOT, WIDTH / 3)

    def footer(ink: Ink, page: int, pages: int) -> None:
        if note:
            ink.text(note, FOOT, LEFT, BOTTOM + 7)
        ink.text(f"{_('Receipt')}　{foot}", FOOT, LEFT, BOTTOM + 18)
        ink.text(f"{page} / {pages}", FOOT, (LEFT + RIGHT) / 2, BOTTOM + 18, align=0.5)
        ink.text(hand_in.code, FOOT, RIGHT, BOTTOM + 18, align=1)

    flow.finish(footer)
    return document.finished()


def _facts(
    flow: Flow,
    ballot: Ballot,
    hand_in: HandIn,
    sheets: tuple[ScoreSheet, ...],
    file_name: str,
    language: Language,
) -> None:
    _ = language.gettext
    top = flow.y
    field_row(flow, whole_field(_("Evaluation title"), ballot.info.title))
    field_row(flow, whole_field(_("Committee member"), titled_name(ballot.member, language)))
    if ballot.member.affiliation:
        field_row(flow, whole_field(_("Affiliation"), ballot.member.affiliation))
    when = local_moment(hand_in.at, language)
    revision = Field(_MIDDLE, RIGHT, _("Revision"), _revision(hand_in, language), caption_width=58)
    field_row(flow, Field(LEFT, _MIDDLE, _("Handed in at"), when), revision)
    field_row(flow, whole_field(_("State"), _state(hand_in, len(gaps(ballot.asked, sheets)), language)))
    field_row(flow, whole_field(_("File name"), file_name))
    flow.ink.box(LEFT, top, WIDTH, flow.y - top, FRAME)
    flow.y += 12


def _revision(hand_in: HandIn | HandInNote, language: Language) -> str:
    return language.gettext("No. {revision}").replace("{revision}", str(hand_in.revision))


def _state(hand_in: HandIn, open_cells: int, language: Language) -> str:
    _ = language.gettext
    if not hand_in.draft:
        return _("Complete: every field is filled in.")
    if open_cells:
        return _("Draft: fields not filled in yet: {count}.").replace("{count}", str(open_cells))
    return _("Draft: every field is filled in.")


def _code(flow: Flow, code: str, language: Language) -> None:
    """The code as large as it can be read across a table, and as a QR code of just the code."""
    _ = language.gettext
    height = _BAND + _CODE_HEIGHT
    flow.need(height)
    ink, top = flow.ink, flow.y
    ink.fill(LEFT, top, WIDTH, _BAND, 0.93)
    ink.rule(LEFT, top + _BAND, RIGHT, top + _BAND, HAIR)
    ink.text(_("Verification code"), STRONG_LABEL, LEFT + PAD_X, top + (_BAND - STRONG_LABEL.leading) / 2)
    square = qr_code(code)
    edge = RIGHT - _QR_EDGE - 4
    middle = top + _BAND + _CODE_HEIGHT / 2
    ink.text(code, _CODE, (LEFT + edge) / 2, middle - _CODE.leading / 2, align=0.5)
    modules = square.modules + 8  # with the quiet zone
    ink.shape(square.path, edge, middle - _QR_EDGE / 2, _QR_EDGE / modules)
    ink.box(LEFT, top, WIDTH, height, FRAME)
    flow.y += height + 8


def _what_to_do(flow: Flow, ballot: Ballot, hand_in: HandIn, language: Language) -> None:
    _ = language.gettext
    parts = [
        (
            _("What the code is for"),
            _(
                "It was computed from all that was handed in. Compare it with the secretariat's by phone or"
                " on paper: if both are the same, your answers have arrived exactly as you gave them."
            ),
        ),
        (
            _("How to send the file"),
            _("Send the file named above to the secretariat. Only they can open it."),
        ),
    ]
    if ballot.info.contact:
        parts.append((_("Contact"), ballot.info.contact))
    if hand_in.draft:
        parts.append(
            (
                _("As this is a draft"),
                _("It is not counted in the results. Hand in again once it is complete."),
            )
        )
    left = max(STRONG_LABEL.width(caption) for caption, _text in parts) + 14
    for caption, text in parts:
        lines = _NOTE.lines(text, WIDTH - left)
        flow.need(min(len(lines), 2) * _NOTE.leading)
        flow.ink.text(caption, STRONG_LABEL, LEFT, flow.y + 0.5)
        flow.lines(lines, _NOTE, LEFT + left)
        flow.y += 4


def _subjects(flow: Flow, ballot: Ballot, sheets: tuple[ScoreSheet, ...], language: Language) -> None:
    _ = language.gettext
    edges = (LEFT, RIGHT - 190, RIGHT - 90, RIGHT)
    rows = [_subject_row(ballot.asked[sheet.subject_id][0], sheet, edges, language) for sheet in sheets]
    heads = (_("Subject of evaluation"), _("Criteria scored"), _("Comments"))
    _titled(flow, _("What was handed in"), WordTable(flow, edges, heads, rows))
    note = _("The scores and comments themselves are not printed on this receipt.")
    flow.need(SMALL.leading + 5)
    flow.ink.text(note, SMALL, RIGHT, flow.y + 4, align=1)
    flow.y += SMALL.leading + 4


def _subject_row(
    subject: Subject, sheet: ScoreSheet, edges: tuple[float, ...], language: Language
) -> list[Cell]:
    _ = language.gettext
    if sheet.recusal is not None:
        words = {RecusalKind.CONFLICT: _("Recused"), RecusalKind.ABSENT: _("Absent")}
        told = (words[sheet.recusal], _DASH)
    else:
        filled = sum(mark is not NoPoints.BLANK for mark in sheet.marks.values())
        count = f"{filled} / {len(sheet.marks)}" if sheet.marks else _DASH
        told = (count, _("given") if sheet.comments else _("none"))
    title = LABEL.lines(subject.title, edges[1] - edges[0] - 18)
    return [Cell(title, LABEL), *(_centred(text, 84) for text in told)]


def _earlier(flow: Flow, hand_ins: Sequence[HandInNote], language: Language) -> None:
    """The revisions before this one, the newest first: a paper with such a code has been replaced."""
    _ = language.gettext
    edges = (LEFT, LEFT + 60, LEFT + 280, RIGHT - 126, RIGHT)
    heads = (_("Revision"), _("Handed in at"), _("State"), _("Verification code"))
    rows = []
    for hand_in in reversed(hand_ins):
        state = _("draft") if hand_in.draft else _("complete")
        texts = (_revision(hand_in, language), local_moment(hand_in.at, language), state)
        cells = [
            _centred(text, right - left - 16)
            for text, left, right in zip(texts, edges, edges[1:], strict=False)
        ]
        rows.append([*cells, Cell(_CODE_COLUMN.label(hand_in.code, 110), _CODE_COLUMN, centred=True)])
    flow.space(8)
    _titled(flow, _("Handed in earlier, replaced by this revision"), WordTable(flow, edges, heads, rows))


def _titled(flow: Flow, title: str, table: WordTable) -> None:
    flow.space(8)
    flow.need(SUBHEADING.leading + 4 + table.beginning)
    flow.ink.text(title, SUBHEADING, LEFT, flow.y)
    flow.y += SUBHEADING.leading + 2
    table.draw()


def _centred(text: str, room: float) -> Cell:
    return Cell(LABEL.label(text, room), LABEL, centred=True)


def _lacks_glyphs(ballot: Ballot, file_name: str) -> bool:
    member, info = ballot.member, ballot.info
    texts = [member.name, member.affiliation, info.contact, file_name]
    return any(unprintable(text, LABEL.typeface) for text in texts)
