"""The language of the windows, which can change while they are open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from evalapp.errors import EvalError
from evalapp.language import Language, load_language


class Speaker(QObject):
    """Says every sentence of the windows in the language chosen now.

    A widget sets its texts in a method ``retranslate``, calls it once and connects it to ``changed``.

    Signals:
        changed: the language is another one; all texts are to be said anew.
    """

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    @property
    def language(self) -> Language:
        """The language spoken now."""
        return self._language

    @property
    def japanese(self) -> bool:
        """Whether Japanese is spoken."""
        return self._language.code == "ja"

    def use(self, code: str) -> None:
        """Speak another of ``LANGUAGES`` from now on."""
        if code != self._language.code:
            self._language = load_language(code)
            self.changed.emit()

    def say(self, english: str, **values: object) -> str:
        """A sentence in the language spoken; ``{name}`` takes a value."""
        said = self._language.gettext(english)
        return said.format(**values) if values else said

    def phrase(self, error: EvalError) -> str:
        """The sentence for a fault of the user's world."""
        from ui.messages import phrase

        return phrase(error, self._language)
