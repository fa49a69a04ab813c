"""What the tests of handing in share."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


def shown(kit: Kit, work: Work, qtbot: QtBot, folder: Path) -> HandInPage:
    """The page in a window of its own, with the keyboard."""
    page = HandInPage(kit, work, folder)
    qtbot.addWidget(page)
    page.resize(800, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.setFocus()
    return page


def complete(work: Work) -> None:
    """Give every criterion two points."""
    for subject, rubric in work.sitting.ballot.asked.values():
        for criterion in rubric.scored:
            work.set_mark(subject.id, criterion.id, 2)


def files(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())
