"""A sentence right where it belongs: why a key or a text was refused, what was taken out of a pasted one."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from ui.windows.card import Note, Tone
from ui.windows.kit import Kit


def inline_note(kit: Kit, tone: Tone) -> Note:
    """A note that takes as many lines as the width of a card leaves it."""
    note = Note(kit.theme, tone)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    note.setSizePolicy(policy)
    return note


def say_aloud(note: Note, sentence: str, tone: Tone) -> None:
    """Show a sentence and have it read to those who cannot see that it came."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    note.say(sentence, tone)
    note.setAccessibleName(sentence)
    QAccessible.updateAccessibility(QAccessibleEvent(note, QAccessible.Event.Alert))
