"""Every sentence for an ``EvalError``, in one place: what happened and what to do.

The English text is the key of the gettext catalogue; ``{name}`` takes a parameter of the error.
"""

from __future__ import annotations

from collections.abc import Iterable

from evalapp.errors import EvalError
from evalapp.language import N_, Language
from ui.sentences import answering, arriving, publishing, set_up, world
from ui.setup_words import setup_words

SENTENCES = {
    **world.SENTENCES,
    **set_up.SENTENCES,
    **answering.SENTENCES,
    **arriving.SENTENCES,
    **publishing.SENTENCES,
}
"""By code."""

KINDS = {"ballot": N_("a ballot"), "evaluation": N_("an evaluation of this app")}
"""What the files of the app's own kinds are called."""


def phrase(error: EvalError, language: Language) -> str:
    """The sentence for ``error`` in ``language``.

    Raises:
        KeyError: a code without a sentence; that is a bug, and a test holds every code against this list.
    """
    _ = language.gettext
    values = {name: _value(value, language) for name, value in error.params.items()}
    if error.code.startswith("setup-") or "document" in error.params:
        values |= {name: _value(value, language) for name, value in setup_words(error, language).items()}
    if error.code == "file-wrong-kind":
        values["expected"] = _(KINDS[str(error.params["expected"])])
    if error.code in {"answers-row", "form-cell"}:
        more = error.params["more"]
        values["others"] = " " + _("(Further rows with faults: {count}.)").format(count=more) if more else ""
    return _(SENTENCES[error.code]).format(**values)


def _value(value: object, language: Language) -> object:
    if isinstance(value, EvalError):
        return phrase(value, language)
    return listed(value, language) if isinstance(value, list) else value


def listed(items: Iterable[object], language: Language, most: int = 12) -> str:
    """The first items of a list in a sentence."""
    shown = [str(item) for item in items]
    shown = [*shown[:most], "…"] if len(shown) > most else shown
    return ("、" if language.code == "ja" else ", ").join(shown)
