"""The words and styles that all PDF documents share."""

from __future__ import annotations

from evalapp.language import Language
from evalapp.rubric import CommentKind, EvaluationKind
from exports.pdf.ink import Style
from exports.typesetting.faces import Design

TITLE = Style(Design.STRONG, 17, 26)
HEADING = Style(Design.STRONG, 12.5, 19)
SUBHEADING = Style(Design.STRONG, 10.5, 17)
LABEL = Style(Design.LABEL, 9, 14)
STRONG_LABEL = Style(Design.STRONG, 9, 14)
SMALL = Style(Design.LABEL, 7.5, 11.5)
FOOT = Style(Design.LABEL, 7.5, 11)
TEXT = Style(Design.TEXT, 10.5, 17.5)
LATIN_TEXT = Style(Design.LABEL, 9.5, 15)

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def text_style(language: Language) -> Style:
    """Running text: Mincho; in English the proportional Gothic, for Mincho's Latin is fixed-pitch."""
    return TEXT if language.code == "ja" else LATIN_TEXT


def numbered(number: int, title: str, language: Language) -> str:
    """``１．title`` as official documents number, ``1. title`` in English."""
    if language.code == "ja":
        return f"{str(number).translate(_FULL_WIDTH)}．{title}"
    return f"{number}. {title}"


def bracketed(text: str, language: Language) -> str:
    """``（text）``, or `` (text)``, to follow another word."""
    return f"（{text}）" if language.code == "ja" else f" ({text})"


def evaluation_kind(kind: EvaluationKind, language: Language) -> str:
    """The name of a kind of evaluation."""
    _ = language.gettext
    return {
        EvaluationKind.EX_ANTE: _("Ex-ante evaluation"),
        EvaluationKind.INTERIM: _("Interim evaluation"),
        EvaluationKind.FINAL: _("Final evaluation"),
        EvaluationKind.FOLLOW_UP: _("Follow-up evaluation"),
    }[kind]


def comment_kind(kind: CommentKind, language: Language) -> str:
    """The heading over comments of one kind, in its brackets."""
    _ = language.gettext
    name = {
        CommentKind.POSITIVE: _("Positive opinions"),
        CommentKind.ISSUE: _("Issues and points to be improved"),
        CommentKind.RECOMMENDATION: _("Recommendations"),
    }[kind]
    return f"【{name}】" if language.code == "ja" else name


def missing_glyph_note(language: Language) -> str:
    """The line that explains 〓."""
    _ = language.gettext
    return _("〓: a character that cannot be printed; the original is kept in the file.")
