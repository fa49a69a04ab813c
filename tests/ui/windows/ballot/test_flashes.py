"""Nothing flashes on the screen: a part shown before it has its place would be a window for a moment."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from tests.ui.windows.ballot.desk import MemberDesk
from tests.ui.windows.ballot.sheets import compose, holder
from tests.ui.windows.flashes import watched
from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.pages import Page
from ui.windows.ballot.window import BallotWindow
from ui.windows.print_window import PrintWindow


def test_no_part_of_a_window_is_a_window_before_it_has_its_place(
    member: MemberDesk, qapp: QApplication, ballot_path: Path
) -> None:
    with watched(qapp, BallotWindow, PrintWindow) as watch:
        window = member.open(ballot_path)
        window.toggle_materials()
        for page in Page:
            window.turn_to(page)
        (hand_in,) = window.findChildren(HandInPage)
        hand_in.act.hand_in_button.click()
        window.show_cell("A", None, CommentKind.ISSUE)
        compose(holder(), commit="文")
        window.undo()
        window.sheet.head.recuse_button.click()
        window.sheet.panel.leave_button.click()
        window.work.declare("A", RecusalKind.ABSENT, "")
        window.print_sheets()
        (printing,) = window.findChildren(PrintWindow)
        printing.choices[1].click()
        printing.close()
    assert watch.flashes == []
