"""The keys of the pages, for the list of keys."""

from __future__ import annotations

from ui.windows.evaluation.meeting.keys import meeting_keys
from ui.windows.keys_window import KeyGroup
from ui.windows.kit import Kit


def office_keys(kit: Kit) -> tuple[KeyGroup, ...]:
    """Those of the tables, of the board, of paper sheets, and of the view for the meeting."""
    say = kit.speaker.say
    grid = [
        ("Enter / Tab", say("goes to the next cell")),
        ("F2", say("edits the cell")),
        ("Space / F4 / Alt+↓", say("opens the list of the cell, or goes on to its next word")),
        ("Ctrl+C / Ctrl+X / Ctrl+V", say("copies, cuts, pastes; also to and from Excel")),
        ("Ctrl+D", say("fills downwards")),
        ("Delete", say("empties the chosen cells")),
        ("Ctrl++ / Ctrl+-", say("inserts a row, deletes the chosen rows")),
        ("Alt+Shift+↑ / ↓", say("moves the chosen rows")),
    ]
    board = [
        ("↑ ↓ ← →", say("moves from cell to cell")),
        ("Enter", say("goes where something can be done about the cell")),
        ("Ctrl++ / Ctrl+- / Ctrl+0", say("larger, smaller, whole board")),
        ("Ctrl+F", say("looks for members and subjects; Esc leaves")),
    ]
    paper = [
        (say("0, 1, 2, 3 …"), say("gives this score and goes on to the next cell")),
        ("N", say("cannot judge")),
        ("Delete", say("clears the score")),
    ]
    return (
        (say("In the tables of the set-up"), grid),
        (say("On the board"), board),
        (say("Typing in from paper"), paper),
        (say("In the view for the meeting"), meeting_keys(kit)),
    )
