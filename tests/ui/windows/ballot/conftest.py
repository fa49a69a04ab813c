"""What the tests of the member's window share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk
from tests.ui.windows.ballot.desk import MemberDesk, at_desk
from tests.ui.windows.ballot.handing import shown
from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


@pytest.fixture
def own(small: Desk, kit: Kit) -> Iterator[Work]:
    """The work of m1 on a small evaluation, so that what is handed in can be taken in."""
    yield (made := Work(Sitting(BallotFile(small.ballot("m1"))), kit.now))
    made.close()


@pytest.fixture
def page(kit: Kit, own: Work, qtbot: QtBot, tmp_path: Path) -> HandInPage:
    """Checking and handing in the work ``own``; files go to ``out``."""
    return shown(kit, own, qtbot, tmp_path / "out")


@pytest.fixture
def member(qtbot: QtBot, qapp: QApplication, kit: Kit) -> Iterator[MemberDesk]:
    """A member whose files lie in ordinary folders."""
    with at_desk(qtbot, qapp, kit) as desk:
        yield desk
