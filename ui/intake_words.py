"""How a plan's states, cells and values are called, at the terminal and in windows."""

from __future__ import annotations

from evalapp.intake import Difference, Status
from evalapp.language import N_, Language
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from exports.wording import comment_kind

STATUS_WORDS = {
    Status.NEW: N_("new"),
    Status.UNCHANGED: N_("unchanged"),
    Status.REPLACES: N_("replaces"),
    Status.REFUSED: N_("refused"),
}
_RECUSAL_WORDS = {RecusalKind.CONFLICT: N_("conflict of interest"), RecusalKind.ABSENT: N_("absent")}
_FIELD_WORDS = {
    "points": N_("score"),
    "recusal": N_("recusal"),
    "reason": N_("reason of the recusal"),
    "state": N_("state"),
}
_VALUE_WORDS = {
    "draft": N_("draft"),
    "final": N_("handed in"),
    "cannot_judge": N_("cannot judge"),
    **{kind.value: word for kind, word in _RECUSAL_WORDS.items()},
}
_NAMED = frozenset(("points", "recusal", "state"))


def recusal_words(kind: RecusalKind, reason: str, language: Language) -> str:
    """Why somebody does not judge, on one line, for the secretariat's eyes."""
    word = language.gettext(_RECUSAL_WORDS[kind])
    if not reason:
        return word
    return language.gettext("{kind}: {reason}").format(kind=word, reason=" ".join(reason.split()))


def field_words(field: str, language: Language) -> str:
    """What a difference is about: 評点, 辞退・欠席, a kind of comment …"""
    if field in _FIELD_WORDS:
        return language.gettext(_FIELD_WORDS[field])
    return comment_kind(CommentKind(field), language)


def value_words(difference: Difference, value: int | str | None, language: Language) -> str:
    """The old or new ``value`` of a difference, whole; ``□`` where nothing stands."""
    if value is None:
        return "□"
    text = str(value)
    if difference.field in _NAMED and text in _VALUE_WORDS:
        return language.gettext(_VALUE_WORDS[text])
    return text
