"""The menus of the member's window: what can be done, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from ui.windows.ballot.pages import Page
from ui.windows.kit import Kit
from ui.windows.menus import Act, Menus

if TYPE_CHECKING:
    from ui.windows.ballot.window import BallotWindow

_Key = QKeySequence.StandardKey


def make_menus(kit: Kit, window: BallotWindow) -> Menus:
    """All menus of the window."""
    say = kit.speaker.say
    menus = Menus(kit, window.menuBar())
    menus.add(
        lambda: say("&File"),
        (
            Act("open", lambda: say("Open …"), window.choose_files, (_Key.Open,)),
            Act("start", lambda: say("Start window"), window.start_wanted.emit, ("Ctrl+Shift+O",)),
            None,
            Act("copy", lambda: say("Save a copy …"), window.rescue.save_copy, (_Key.SaveAs,)),
            Act("folder", lambda: say("Show in folder"), window.show_in_folder),
            Act("print", lambda: say("Print or preview …"), window.print_sheets, (_Key.Print,)),
            None,
            Act("close", lambda: say("Close"), window.close, ("Ctrl+W",)),
        ),
    )
    menus.add(
        lambda: say("&Edit"),
        (
            Act("undo", window.undo_words, window.undo, (_Key.Undo,)),
            Act("redo", window.redo_words, window.redo, ("Ctrl+Y", "Ctrl+Shift+Z")),
            None,
            Act("open-field", lambda: say("Next open field"), window.go_to_next_open, ("Ctrl+G",)),
        ),
    )
    view = menus.add(
        lambda: say("&View"),
        (
            Act("sheets", lambda: say("Score sheets"), lambda: window.turn_to(Page.SHEETS), ("Ctrl+1",)),
            Act("overview", lambda: say("Overview"), lambda: window.turn_to(Page.OVERVIEW), ("Ctrl+2",)),
            Act(
                "hand-in", lambda: say("Check and hand in"), lambda: window.turn_to(Page.HAND_IN), ("Ctrl+3",)
            ),
            None,
            Act("next", lambda: say("Next subject"), lambda: window.step(1), ("Ctrl+PgDown",)),
            Act("previous", lambda: say("Previous subject"), lambda: window.step(-1), ("Ctrl+PgUp",)),
            None,
            Act("guidance", lambda: say("Guidance beside the sheet"), window.toggle_guidance, ("F1",)),
            Act("materials", lambda: say("Materials beside the sheet"), window.toggle_materials, ("F2",)),
            Act(
                "guidance-in-sheet",
                lambda: say("Guidance in the sheet"),
                window.toggle_guidance_in_sheet,
                ("Shift+F1",),
                checkable=True,
            ),
            Act("pane", lambda: say("Next part of the window"), window.next_part, ("F6",)),
        ),
    )
    menus.add_preferences(view)
    menus.add_help(window.show_keys, window.show_about)
    return menus
