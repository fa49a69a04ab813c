"""The parts of the window beside each other: on wide screens, small ones, and with large text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.windows.ballot.desk import MemberDesk
from tests.ui.windows.ballot.sheets import holder, press
from ui.windows.ballot.side_panel import Side
from ui.windows.ballot.window import BallotWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def seen(window: BallotWindow) -> tuple[bool, bool]:
    """Whether the list of subjects and the panel beside the sheet are shown."""
    QApplication.processEvents()
    return window.subjects.isVisible(), window.side.isVisible()


def test_where_all_parts_have_room_none_gives_way(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    window.toggle_materials()
    for width in (1024, 1366, 3840):
        window.resize(width, 700)
        assert seen(window) == (True, True)
        # the sheet has most of the room
        assert window.sheet.width() > max(window.subjects.width(), window.side.width())


def test_with_large_text_the_list_gives_its_room_to_the_panel_while_that_is_shown(
    member: MemberDesk, ballot_path: Path
) -> None:
    member.kit.theme.use(text_size=200)
    window = member.open(ballot_path)
    assert seen(window) == (True, False), "a window without room begins with the sheet"
    press(Key.Key_F2)
    assert seen(window) == (False, True)
    press(Key.Key_PageDown, modifiers=CONTROL)
    assert window.sheet.subject_id == "B", "the list is not needed to go on"
    press(Key.Key_F2)
    assert seen(window) == (True, False)
    press(Key.Key_F1)
    member.kit.theme.use(text_size=100)
    assert seen(window) == (True, True)


def test_a_divider_that_was_moved_stays_where_it_is(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    window.resize(1366, 700)
    QApplication.processEvents()
    window._splitter.moveSplitter(400, 1)
    kept = window.subjects.width()
    assert kept > 350
    window.resize(1500, 720)
    QApplication.processEvents()
    assert window.subjects.width() == kept
    member.close(window)
    assert abs(member.open(ballot_path, 1500, 720).subjects.width() - kept) <= 1


def test_what_is_said_below_a_field_comes_into_sight(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    for criterion in ("c3", "c4", "c5", "c6", "c7"):
        window.show_cell("A", criterion, None)
        press("9")
        QApplication.processEvents()
        card = window.sheet.form.cards[criterion] if window.sheet.form else None
        assert card is not None
        assert card.row is not None
        assert card.row.note.visibleRegion().boundingRect() == card.row.note.rect()


def test_the_guidance_is_never_that_of_another_subject(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    window.side.turn_to(Side.GUIDANCE)
    window.show_cell("A", "c5", None)
    assert "ロードマップ" in window.side.guidance.toPlainText()
    window.show_subject("P")
    assert "必要性" in window.side.guidance.toPlainText()
    assert "意見のみ" in window.side.guidance.toPlainText()


def test_the_head_has_two_rows_where_one_is_too_short(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    header = window.header
    assert header.pages.y() < header.height() / 3
    member.kit.theme.use(text_size=200)
    member.kit.speaker.use("en")
    window.resize(1366, 728)
    QApplication.processEvents()
    assert header.pages.y() > header.height() / 3
    assert header.save_label.geometry().right() <= header.width()
    member.kit.theme.use(text_size=100)
    member.kit.speaker.use("ja")
    assert holder().window() is window
    assert QGuiApplication.overrideCursor() is None
