"""The words and styles that all PDF documents share."""

from __future__ import annotations

from evalapp.language import Language
from evalapp.rubric import CommentKind
from exports.pdf.ink import Style
from exports.typesetting.faces import Design
from exports.wording import comment_kind, list_heading

TITLE = Style(Design.STRONG, 17, 26)
HEADING = Style(Design.STRONG, 12.5, 19)
SUBHEADING = Style(Design.STRONG, 10.5, 17)
LABEL = Style(Design.LABEL, 9, 14)
STRONG_LABEL = Style(Design.STRONG, 9, 14)
SMALL = Style(Design.LABEL, 7.5, 11.5)
FOOT = Style(Design.LABEL, 7.5, 11)
TEXT = Style(Design.TEXT, 10.5, 17.5)
LATIN_TEXT = Style(Design.LABEL, 9.5, 15)


def text_style(language: Language) -> Style:
    """Running text: Mincho; in English the proportional Gothic, for Mincho's Latin is fixed-pitch."""
    return TEXT if language.code == "ja" else LATIN_TEXT


def comment_heading(kind: CommentKind, language: Language) -> str:
    """The heading over comments of one kind: ``【提言】``, in English without brackets."""
    return list_heading(comment_kind(kind, language), language)


def missing_glyph_note(language: Language) -> str:
    """The line that explains 〓."""
    _ = language.gettext
    return _("〓: a character that cannot be printed; the original is kept in the file.")
