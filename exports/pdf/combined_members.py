"""Who handed in what for one subject: the members of the committee, the days and the verification codes."""

from __future__ import annotations

from collections.abc import Sequence

from evalapp.language import Language
from evalapp.model import Member, Role
from evalapp.report import MissingReason, SourceKind, SubjectReport
from exports.pdf.flow import LEFT, RIGHT, Flow
from exports.pdf.grid import HAIR, PAD_X, Cell, Grid, Head
from exports.pdf.ink import Ink, Style
from exports.pdf.wording import LABEL, STRONG_LABEL
from exports.typesetting.faces import Design
from exports.wording import bracketed

_CODE = Style(Design.TEXT, 10, 14)
_EDGES = (LEFT, LEFT + 100.0, LEFT + 272.0, LEFT + 374.0, RIGHT)
_HEAD_HEIGHT = 20.0
_NONE = "－"


def member_table(flow: Flow, subject: SubjectReport, members: Sequence[Member], language: Language) -> None:
    """Draw a row for each of ``members`` in their order: every one is accounted for."""
    _ = language.gettext
    unsigned = {
        SourceKind.TYPED: _("typed in by the secretariat"),
        SourceKind.FORM: _("Excel form, confirmed"),
    }
    rows = {
        column.member.id: (
            language.date(column.source.handed_in) if column.source.handed_in else _NONE,
            unsigned.get(column.source.kind, column.source.code),
        )
        for column in subject.columns
    }
    reasons = {
        MissingReason.NOT_RECEIVED: _("not handed in"),
        MissingReason.DRAFT: _("draft, not counted"),
        MissingReason.UNCONFIRMED: _("Excel form, not confirmed"),
    }
    rows |= {missing.member.id: (reasons[missing.reason], _NONE) for missing in subject.missing}
    rows |= {recusal.member_id: (_("Recused or absent"), _NONE) for recusal in subject.recusals}
    Grid(flow, _EDGES, _head(language)).rows(
        [_row(member, *rows.get(member.id, (_NONE, _NONE)), language) for member in members], least=19
    )


def _row(member: Member, day: str, code: str, language: Language) -> list[Cell]:
    _ = language.gettext
    texts = [
        (member.name + (bracketed(_("chair"), language) if member.role is Role.CHAIR else ""), LABEL),
        (member.affiliation, LABEL),
        (day, LABEL),
        (code, _CODE if code.isascii() and " " not in code else LABEL),
    ]
    return [
        Cell(style.label(text, right - left - 2 * PAD_X), style)
        for (text, style), left, right in zip(texts, _EDGES, _EDGES[1:], strict=False)
    ]


def _head(language: Language) -> Head:
    _ = language.gettext
    titles = (_("Committee member"), _("Affiliation"), _("Date handed in"), _("Verification code"))

    def draw(ink: Ink, top: float) -> None:
        ink.fill(LEFT, top, RIGHT - LEFT, _HEAD_HEIGHT, 0.93)
        y = top + (_HEAD_HEIGHT - STRONG_LABEL.leading) / 2
        for title, left, right in zip(titles, _EDGES, _EDGES[1:], strict=False):
            ink.text(title, STRONG_LABEL, (left + right) / 2, y, align=0.5)
            if left > LEFT:
                ink.rule(left, top, left, top + _HEAD_HEIGHT, HAIR)

    return Head(_HEAD_HEIGHT, draw)
