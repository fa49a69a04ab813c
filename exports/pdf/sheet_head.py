"""The head of an official score sheet, with the field for signature and seal, and its foot."""

from __future__ import annotations

from evalapp.language import Language
from evalapp.model import Member, Role
from evalapp.report import SourceKind
from exports.pdf.flow import LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME, HAIR
from exports.pdf.ink import Style, cut
from exports.pdf.qr import QrCode, qr_code
from exports.pdf.sheet_fields import (
    SUBJECT,
    Field,
    field_row,
    half_fields,
    seal,
    sheet_title,
    short,
    whole_field,
)
from exports.pdf.sheet_page import SheetPage
from exports.pdf.wording import FOOT, LABEL, SMALL, TITLE
from exports.typesetting.faces import Design
from exports.wording import bracketed, evaluation_kind, recusal_kind

_CODE = Style(Design.TEXT, 12.5, 15)
_NAME = Style(Design.LABEL, 10.5, 15)


def sheet_head(flow: Flow, page: SheetPage, language: Language) -> None:
    """The title and the table that says who judged what, in which evaluation and when."""
    _ = language.gettext
    sheet_title(flow, _("Score sheet"), page.info.organisation)
    top = flow.y
    field_row(flow, whole_field(_("Evaluation title"), page.info.title))
    field_row(flow, whole_field(_("Subject of evaluation"), page.subject.title, SUBJECT))
    _facts(flow, page, language)
    flow.ink.box(LEFT, top, WIDTH, flow.y - top, FRAME)
    flow.y += flow.air.pad(4)
    if page.member is None and not page.is_form:
        flow.ink.text(_("Printed without the member's name."), SMALL, RIGHT, flow.y, align=1)
        flow.y += SMALL.leading
    flow.y += flow.air.pad(6)


def foot_text(page: SheetPage, language: Language) -> str:
    """What stands at the foot of every page of a sheet, so that loose pages can be told apart."""
    words = [language.gettext("Score sheet"), page.subject.title]
    if page.member is not None:
        words.append(page.member.name)
    room = WIDTH / 2 - 40
    return "　".join(cut(word, FOOT, share) for word, share in zip(words, _shares(words, room), strict=True))


def _shares(words: list[str], room: float) -> list[float]:
    """The widths the words may have: the title gives way to the others, which may take half the room."""
    gap = FOOT.size
    shares = [min(FOOT.width(word), room / 3) for word in words]
    shares[1] = max(room - sum(shares) + shares[1] - gap * (len(words) - 1), 3 * gap)
    return shares


def recusal_notice(flow: Flow, page: SheetPage, language: Language) -> None:
    """Say plainly that this member does not judge this subject; anonymously without the reason's kind."""
    _ = language.gettext
    word = (
        _("Recused or absent")
        if page.member is None or page.sheet.recusal is None
        else recusal_kind(page.sheet.recusal, language)
    )
    height = 92.0
    ink, top = flow.ink, flow.y
    ink.box(LEFT, top, WIDTH, height, FRAME)
    ink.text(word, TITLE, (LEFT + RIGHT) / 2, top + 18, align=0.5)
    ink.text(
        _("This member does not judge this subject. There are no scores and no comments."),
        LABEL,
        (LEFT + RIGHT) / 2,
        top + 56,
        align=0.5,
    )
    flow.y += height + 10


def _facts(flow: Flow, page: SheetPage, language: Language) -> None:
    """Kind and day, then the member's rows; a QR code stands at the right of them all."""
    _ = language.gettext
    code = qr_code(page.qr_text) if page.qr_text else None
    edge = RIGHT - code.size if code else RIGHT
    top = flow.y
    kind = evaluation_kind(page.subject.evaluation_kind, language)
    field_row(flow, *half_fields((_("Kind of evaluation"), kind), _day(page, language), edge))
    if page.member is not None or page.is_form:
        _who(flow, page, language, edge, least=code.size - (flow.y - top) if code else 0.0)
    if code:
        _square(flow, code, top)


def _square(flow: Flow, code: QrCode, top: float) -> None:
    edge = RIGHT - code.size
    flow.ink.rule(edge, top, RIGHT, top, HAIR)
    flow.ink.rule(edge, top, edge, flow.y, HAIR)
    code.draw(flow.ink, edge, top + (flow.y - top - code.size) / 2)


def _who(flow: Flow, page: SheetPage, language: Language, edge: float, *, least: float) -> None:
    """The member, the field for signature and seal, the affiliation and the verification code.

    They end at ``edge`` and are together at least ``least`` points high.
    """
    _ = language.gettext
    top = flow.y
    name, signature = half_fields(
        (_("Committee member"), titled_name(page.member, language) if page.member else ""),
        (_("Signature or seal"), ""),
        edge,
    )
    name = Field(name.left, name.right, name.caption, name.text, _NAME)
    field_row(flow, name, signature, least=28 + flow.air.pad(8))
    seal(flow.ink, edge, (top + flow.y) / 2, language)
    affiliation = short(page.member.affiliation) if page.member else ""
    least = max(least - (flow.y - top), 22.0)
    if page.shown_code:
        where, code = half_fields(
            (_("Affiliation"), affiliation), (_("Verification code"), page.shown_code), edge
        )
        code = Field(code.left, code.right, code.caption, code.text, _CODE, code.caption_width)
        field_row(flow, where, code, least=least)
    else:
        field_row(flow, Field(LEFT, edge, _("Affiliation"), affiliation), least=least)


def titled_name(member: Member, language: Language) -> str:
    """The member's name, cut if it is very long; the chair is named as such."""
    _ = language.gettext
    title = bracketed(_("chair"), language) if member.role is Role.CHAIR else ""
    return short(member.name) + title


def _day(page: SheetPage, language: Language) -> tuple[str, str]:
    """The caption and the day."""
    _ = language.gettext
    if page.is_form:
        return _("Date handed in"), _("(year)  (month)  (day)")
    if page.member is None:
        return _("Date"), language.date(page.info.held_on) if page.info.held_on else ""
    day = language.date(page.handed_in) if page.handed_in else _("not handed in")
    if page.source is SourceKind.TYPED:
        return _("Date typed in"), day + bracketed(_("typed in by the secretariat"), language)
    if page.source is SourceKind.FORM:
        return _("Date received"), day + bracketed(_("Excel form"), language)
    if page.draft:
        return _("Date handed in"), day + bracketed(_("draft"), language)
    return _("Date handed in"), day
