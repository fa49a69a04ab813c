"""Nothing flashes on the screen: a part shown before it has its place would be a window for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from tests.ui.windows.ballot.desk import MemberDesk
from tests.ui.windows.ballot.sheets import compose, holder
from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.pages import Page
from ui.windows.ballot.window import BallotWindow
from ui.windows.print_window import PrintWindow

WINDOWS = (BallotWindow, PrintWindow)


class Watch(QObject):
    """Notes every widget that is shown as a window, but for those that are windows."""

    def __init__(self) -> None:
        super().__init__()
        self.flashes: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, WINDOWS)
        ):
            self.flashes.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@contextmanager
def watched(app: QApplication) -> Iterator[Watch]:
    watch = Watch()
    app.installEventFilter(watch)
    yield watch
    app.removeEventFilter(watch)


def test_no_part_of_a_window_is_a_window_before_it_has_its_place(
    member: MemberDesk, qapp: QApplication, ballot_path: Path
) -> None:
    with watched(qapp) as watch:
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
