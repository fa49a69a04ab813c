"""A closed window is gone with all that was in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.windows.ballot.desk import MemberDesk, settle_events
from tests.ui.windows.left_behind import standing
from ui.windows.ballot.window import Page


def one_day(member: MemberDesk, path: Path) -> None:
    window = member.open(path)
    for page in Page:
        window.turn_to(page)
        settle_events()
    for name in ("sheets", "next", "guidance", "materials", "keys", "print"):
        window.menu_action(name).trigger()
        settle_events()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    member.close(window)


def test_nothing_of_a_day_is_left(member: MemberDesk, ballot_path: Path) -> None:
    one_day(member, ballot_path)
    before = standing()
    one_day(member, ballot_path)
    assert standing() - before == {}
