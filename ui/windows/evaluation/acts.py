"""The menus of the secretariat's window: what can be done, and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.words import page_words
from ui.windows.kit import Kit
from ui.windows.menus import Act, Menus

if TYPE_CHECKING:
    from ui.windows.evaluation.window import EvaluationWindow

_Key = QKeySequence.StandardKey


def make_menus(kit: Kit, window: EvaluationWindow) -> Menus:
    """All menus of the window."""
    say = kit.speaker.say
    menus = Menus(kit, window.menuBar())
    menus.add(
        lambda: say("&File"),
        (
            Act("new", lambda: say("New evaluation …"), window.new_wanted.emit, (_Key.New,)),
            Act("open", lambda: say("Open …"), window.choose_files, (_Key.Open,)),
            Act("start", lambda: say("Start window"), window.start_wanted.emit, ("Ctrl+Shift+O",)),
            None,
            Act("copy", lambda: say("Save a copy …"), window.save_copy, (_Key.SaveAs,)),
            Act("folder", lambda: say("Show in folder"), window.show_in_folder),
            None,
            Act("close", lambda: say("Close"), window.close, ("Ctrl+W",)),
        ),
    )
    menus.add(
        lambda: say("&Edit"),
        (
            Act("undo", window.undo_words, window.undo, (_Key.Undo,)),
            Act("redo", window.redo_words, window.redo, ("Ctrl+Y", "Ctrl+Shift+Z")),
        ),
    )
    pages = (
        Act(page.value, partial(page_words, page, kit), partial(window.turn_to, page), (f"Ctrl+{number}",))
        for number, page in enumerate(PageName, 1)
    )
    view = menus.add(
        lambda: say("&View"),
        (
            *pages,
            None,
            Act("meeting", lambda: say("View for the meeting"), window.show_meeting, ("F5",)),
            None,
            Act("pane", lambda: say("Next part of the window"), window.next_part, ("F6",)),
        ),
    )
    menus.add_preferences(view)
    menus.add_help(window.show_keys, window.show_about)
    return menus
