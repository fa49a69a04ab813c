"""The keys with which a score sheet is filled in."""

from __future__ import annotations

from ui.windows.keys_window import KeyGroup
from ui.windows.kit import Kit


def sheet_keys(kit: Kit) -> KeyGroup:
    """The keys of the score sheet."""
    say = kit.speaker.say
    rows = [
        (say("0, 1, 2, 3 …"), say("gives this score")),
        ("N", say("cannot judge")),
        (say("Delete"), say("clears the score")),
        ("↑ ↓", say("previous or next criterion")),
        ("← →", say("moves among the scores; Space chooses")),
        ("Enter", say("goes to the next open field")),
        ("Ctrl+Enter", say("goes from a comment to the next open field")),
        ("Tab", say("goes to the next field")),
    ]
    return say("In the score sheet"), rows
