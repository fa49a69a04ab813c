"""The head of an official score sheet, with the field for signature and seal, and its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalapp.language import Language
from evalapp.model import RecusalKind, Role
from exports.pdf.flow import LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME, HAIR, PAD_X
from exports.pdf.ink import Ink, Style, cut
from exports.pdf.sheet_page import SheetPage
from exports.pdf.wording import FOOT, LABEL, SMALL, TITLE, bracketed
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line
from exports.wording import evaluation_kind

_CODE = Style(Design.TEXT, 12.5, 15)
_SUBJECT = Style(Design.STRONG, 10.5, 15)
_NAME = Style(Design.LABEL, 10.5, 15)
_CAPTION = Style(Design.STRONG, 9, 11.5)
_TINY = Style(Design.LABEL, 6.5, 9.5)
_CAPTION_WIDTH = 74.0
_HALF = LEFT + WIDTH / 2
_LONG = 100
"""A title of more characters is set small, and a name cut: the head must stay on its page."""


def sheet_head(flow: Flow, page: SheetPage, language: Language) -> None:
    """The title and the table that says who judged what, in which evaluation and when."""
    _ = language.gettext
    ink = flow.ink
    ink.text(_("Score sheet"), TITLE, (LEFT + RIGHT) / 2, flow.y - 6, align=0.5)
    y = flow.y + 2
    for line in SMALL.label(_short(page.info.organisation), 180):
        ink.line(line, SMALL, RIGHT, y, align=1)
        y += SMALL.leading
    flow.y = max(flow.y + flow.air.pad(8) + TITLE.leading - 8, y + 3)
    top = flow.y
    kind = evaluation_kind(page.subject.evaluation_kind, language)
    for caption, text, style in (
        (_("Evaluation title"), page.info.title, LABEL),
        (_("Subject of evaluation"), page.subject.title, _SUBJECT),
    ):
        _row(flow, _Field(LEFT, RIGHT, caption, text, _TINY if len(text) > _LONG else style))
    _row(flow, _left(_("Kind of evaluation"), kind), _day(page, language))
    if page.member is not None or page.is_form:
        _who(flow, page, language)
    flow.ink.box(LEFT, top, WIDTH, flow.y - top, FRAME)
    flow.y += flow.air.pad(4)
    if page.member is None and not page.is_form:
        ink.text(_("Printed without the member's name."), SMALL, RIGHT, flow.y, align=1)
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
    words = {
        RecusalKind.CONFLICT: _("Recused (conflict of interest)"),
        RecusalKind.ABSENT: _("Absent"),
    }
    word = (
        _("Recused or absent")
        if page.member is None or page.sheet.recusal is None
        else words[page.sheet.recusal]
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


def _member(page: SheetPage, language: Language) -> str:
    if page.member is None:
        return ""
    _ = language.gettext
    if page.member.role is Role.CHAIR:
        return _short(page.member.name) + bracketed(_("chair"), language)
    return _short(page.member.name)


def _day(page: SheetPage, language: Language) -> _Field:
    _ = language.gettext
    if page.is_form:
        return _right(_("Date handed in"), _("(year)      (month)      (day)"))
    if page.member is None:
        return _right(_("Date"), language.date(page.info.held_on) if page.info.held_on else "")
    day = language.date(page.handed_in) if page.handed_in else _("not handed in")
    if page.typed:
        return _right(_("Date typed in"), day + bracketed(_("typed in by the secretariat"), language))
    return _right(_("Date handed in"), day)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG] + "…"


@dataclass(frozen=True, slots=True)
class _Field:
    """A grey caption and what belongs to it, between two edges of the head's table."""

    left: float
    right: float
    caption: str
    text: str
    style: Style


def _left(caption: str, text: str, style: Style = LABEL) -> _Field:
    return _Field(LEFT, _HALF, caption, text, style)


def _right(caption: str, text: str, style: Style = LABEL) -> _Field:
    return _Field(_HALF, RIGHT, caption, text, style)


def _who(flow: Flow, page: SheetPage, language: Language) -> None:
    """The member, the field for signature and seal, the affiliation and the verification code."""
    _ = language.gettext
    top = flow.y
    _row(
        flow,
        _left(_("Committee member"), _member(page, language), _NAME),
        _right(_("Signature or seal"), ""),
        least=28 + flow.air.pad(8),
    )
    if language.code == "ja":
        middle = (top + flow.y) / 2
        flow.ink.disc(RIGHT - 20, middle, 12.5, filled=False, rule=0.3)
        flow.ink.text("印", LABEL, RIGHT - 20, middle - LABEL.leading / 2, align=0.5, grey=0.55)
    affiliation = _short(page.member.affiliation) if page.member else ""
    if page.shown_code:
        code = _right(_("Verification code"), page.shown_code, _CODE)
        _row(flow, _left(_("Affiliation"), affiliation), code)
    else:
        _row(flow, _Field(LEFT, RIGHT, _("Affiliation"), affiliation, LABEL), least=22)


def _row(flow: Flow, *fields: _Field, least: float = 0.0) -> None:
    ink, top = flow.ink, flow.y
    room = -_CAPTION_WIDTH - 2 * PAD_X
    captions = [_CAPTION.label(field.caption, _CAPTION_WIDTH - 8) for field in fields]
    texts = [field.style.label(field.text, field.right - field.left + room) for field in fields]
    height = max(
        least,
        *(len(lines) * _CAPTION.leading + flow.air.pad(7) for lines in captions),
        *(
            len(lines) * field.style.leading + flow.air.pad(7)
            for field, lines in zip(fields, texts, strict=True)
        ),
    )
    for field, caption, text in zip(fields, captions, texts, strict=True):
        ink.fill(field.left, top, _CAPTION_WIDTH, height, 0.93)
        _stack(ink, caption, _CAPTION, field.left + PAD_X, top + height / 2)
        _stack(ink, text, field.style, field.left + _CAPTION_WIDTH + PAD_X, top + height / 2)
        edge = field.left + _CAPTION_WIDTH
        ink.rule(edge, top, edge, top + height, HAIR)
        if field.left > LEFT:
            ink.rule(field.left, top, field.left, top + height, HAIR)
    ink.rule(LEFT, top, RIGHT, top, HAIR)
    flow.y += height


def _stack(ink: Ink, lines: Sequence[Line], style: Style, x: float, middle: float) -> None:
    y = middle - len(lines) * style.leading / 2
    for line in lines:
        ink.line(line, style, x, y)
        y += style.leading
