"""The list of keys holds what the pages do with keys, and no two acts of a window want the same one."""

from __future__ import annotations

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from evalapp.setup_draft import Part
from ui.windows.evaluation.keys import office_keys
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.setup_page import SetupPage
from ui.windows.evaluation.watch_page import WatchPage


def first_keys(actions: list[QAction]) -> list[str]:
    """As the list writes them."""
    keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
    return [key.replace("Up", "↑").replace("Down", "↓") for key in keys]


def test_every_key_of_the_grid_and_of_the_board_is_listed(office: Office, qtbot: QtBot) -> None:
    setup, watch = SetupPage(office), WatchPage(office)
    for page in (setup, watch):
        qtbot.addWidget(page)
    grid, board, *_others = office_keys(office.kit)
    listed = " / ".join(keys for keys, _does in grid[1])
    acts = first_keys(list(setup.rows[Part.MEMBERS].grid.acts.actions.values()))
    assert len(acts) == 8
    # the two that move rows stand together
    missing = [key for key in acts if key not in listed and key != "Alt+Shift+↓"]
    assert missing == []
    listed = " / ".join(keys for keys, _does in board[1])
    zooms = first_keys([action for action in watch.actions() if action.text()])
    assert len(zooms) == 3
    assert [key for key in zooms if key not in listed] == []
