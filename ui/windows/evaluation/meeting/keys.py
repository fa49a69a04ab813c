"""The keys of the view for the meeting."""

from __future__ import annotations

from ui.windows.kit import Kit


def meeting_keys(kit: Kit) -> list[tuple[str, str]]:
    """Keys, and what they do."""
    say = kit.speaker.say
    return [
        (say("→  Space  click"), say("next page")),
        (say("←  Backspace  right click"), say("page before")),
        ("Home / End", say("first / last subject")),
        (say("G, or a number and Enter"), say("go to a subject")),
        ("B", say("blank the screen")),
        ("D", say("dark or light ground")),
        ("F", say("whole screen or window")),
        ("S", say("next screen")),
        ("Esc", say("leave")),
    ]
