"""The parts of the member's window together: pages, panels, menus, other files, and what it remembers."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evalapp.mark import NoPoints
from evalapp.places import Place
from evalapp.rubric import CommentKind
from tests.story import evalapp
from tests.ui.windows.ballot.desk import MemberDesk, at_desk, on_disk, texts
from tests.ui.windows.ballot.sheets import box, compose, holder, press
from ui.windows.ballot.choice_row import ChoiceRow
from ui.windows.ballot.pages import Page
from ui.windows.ballot.side_panel import Side
from ui.windows.keys_window import KeysWindow
from ui.windows.kit import Kit

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_overview_leads_to_a_cell_and_its_digits_change_nothing(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    press(Key.Key_2, modifiers=CONTROL)
    assert window.header.pages.currentIndex() == Page.OVERVIEW
    assert not window.side.isVisible()
    press(Key.Key_Right, Key.Key_Down, "3")
    assert on_disk(ballot_path)["B"].marks == window.work.sitting.sheets["B"].marks
    assert all(
        mark is NoPoints.BLANK for sheet in on_disk(ballot_path).values() for mark in sheet.marks.values()
    )
    press(Key.Key_Return)
    assert window.header.pages.currentIndex() == Page.SHEETS
    assert window.side.isVisible()
    assert window.sheet.subject_id == "B"
    press("3")
    assert [id_ for id_, mark in on_disk(ballot_path)["B"].marks.items() if mark == 3] == ["c2"]


def test_guidance_follows_the_keyboard_and_f1_puts_it_away(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    assert "民間企業" in window.side.guidance.toPlainText()
    press(Key.Key_Down)
    shown = window.side.guidance.toPlainText()
    assert shown.startswith("2")
    assert "極めて妥当" in shown
    press(Key.Key_F1)
    assert not window.side.isVisible()
    press(Key.Key_F1)
    assert window.side.isVisible()
    window.menu_action("guidance-in-sheet").trigger()
    assert any(text.startswith("民間企業") for text in texts(window))


def test_materials_open_beside_the_sheet_at_the_page_left(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    press(Key.Key_F2)
    assert window.side.side is Side.MATERIALS
    reader = window.side.materials.reader
    member.qtbot.waitUntil(lambda: reader.pages == 14)
    reader.go_to(6)
    member.close(window)
    again = member.open(ballot_path)
    assert again.side.side is Side.MATERIALS
    member.qtbot.waitUntil(lambda: again.side.materials.reader.page == 6)


def test_every_part_is_reached_with_f6(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    visited = []
    for _part in range(3):
        press(Key.Key_F6)
        parts = {"list": window.subjects, "sheet": window.sheet, "side": window.side}
        held = holder()
        visited += [name for name, part in parts.items() if part is held or part.isAncestorOf(held)]
    assert sorted(visited) == ["list", "sheet", "side"]


def test_a_ballot_from_the_mail_program_is_taken_in_and_opened_again_continues(
    qtbot: QtBot, qapp: QApplication, kit: Kit, ballot_path: Path
) -> None:
    original = ballot_path.read_bytes()
    with at_desk(qtbot, qapp, kit, Place.MAIL) as member:
        window = member.open(ballot_path)
        place = window.work.sitting.file.path
        assert place != ballot_path
        assert str(place) in window.banners["taken-in"].sentence
        press("3")
        member.close(window)
        again = member.open(ballot_path)
        assert again.work.sitting.file.path == place
        assert again.work.sitting.sheets["A"].marks["c1"] == 3
        assert "前回の続き" in again.banners["continued"].sentence
    assert ballot_path.read_bytes() == original


def test_the_window_says_which_file_was_dropped_on_it(
    member: MemberDesk, ballot_path: Path, tmp_path: Path
) -> None:
    window = member.open(ballot_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "other.ballot"))])
    with member.qtbot.waitSignal(window.files_dropped) as dropped:
        action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        window.dropEvent(QDropEvent(QPointF(5, 5), action, data, buttons, Qt.KeyboardModifier.NoModifier))
    assert dropped.args == [[tmp_path / "other.ballot"]]
    assert member.app.start is not None
    assert member.app.start.has_faults, "a file that is not there is said"


def test_what_is_no_file_is_said_and_stays_where_it_was(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    attachment = QMimeData()
    attachment.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"m2.ballot")
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button, move = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    entering = QDragEnterEvent(QPointF(5, 5), actions, attachment, button, move)
    QApplication.sendEvent(window, entering)
    dropped = QDropEvent(QPointF(5, 5), actions, attachment, button, move)
    assert dropped.proposedAction() is Qt.DropAction.MoveAction
    with member.qtbot.assertNotEmitted(window.files_dropped):
        QApplication.sendEvent(window, dropped)
    for event in (entering, dropped):
        assert event.isAccepted()
        # told that it was moved, the other program would take it away
        assert event.dropAction() is Qt.DropAction.CopyAction
    assert "いったん保存して" in window.banners["drop"].sentence


def test_what_another_program_writes_is_shown(member: MemberDesk, ballot_path: Path, tmp_path: Path) -> None:
    window = member.open(ballot_path)
    press("1")
    table = tmp_path / "a.csv"
    table.write_text("subject,criterion,points\nB,c1,2\n", "utf-8")
    evalapp("fill", ballot_path, "--from", table)
    window.work.look()
    assert window.work.sitting.sheets["B"].marks["c1"] == 2
    assert "別のプログラム" in window.banners["overtaken"].sentence
    assert not window.menu_action("undo").isEnabled()


def test_where_the_keyboard_is_can_always_be_seen(member: MemberDesk, ballot_path: Path) -> None:
    """Tab goes once around: every stop is a visible, enabled widget with a name, and none comes twice."""
    member.open(ballot_path)
    first, seen = holder(), []
    for _tab in range(200):
        seen.append(holder())
        assert holder().isVisible()
        assert holder().isEnabled()
        press(Key.Key_Tab)
        if holder() is first:
            break
    assert holder() is first, "Tab does not come back"
    assert len(seen) == len(set(seen)) > 10


@pytest.mark.parametrize("size", [100, 150, 200])
def test_the_window_fits_a_small_screen(member: MemberDesk, ballot_path: Path, size: int) -> None:
    window = member.open(ballot_path, 1366, 728)
    member.kit.theme.use(text_size=size)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 728
    member.kit.theme.use(text_size=100)


def test_closing_remembers_page_and_parts(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    window.turn_to(Page.OVERVIEW)
    window.toggle_guidance()
    window.toggle_guidance()
    window.show_subject("C")
    member.close(window)
    again = member.open(ballot_path)
    assert again.sheet.subject_id == "C"
    assert not again.side.isVisible()


def test_a_copy_is_saved_and_the_work_stays(member: MemberDesk, ballot_path: Path, tmp_path: Path) -> None:
    window = member.open(ballot_path)
    press("3")
    member.dialogs.answers.append(tmp_path / "copy.ballot")
    window.menu_action("copy").trigger()
    assert on_disk(tmp_path / "copy.ballot") == on_disk(ballot_path)
    press("1")
    assert on_disk(tmp_path / "copy.ballot")["A"].marks["c1"] == 3
    assert window.work.sitting.file.path == ballot_path


def test_two_ballots_are_two_windows_and_one_file_is_one(
    member: MemberDesk, ballot_path: Path, issued_once: Path, tmp_path: Path
) -> None:
    window = member.open(ballot_path)
    assert member.app.open(ballot_path) is window
    other = Path(shutil.copy(issued_once, tmp_path / "again.ballot"))
    press("2")
    # a copy of the same ballot that nobody has touched leads to the one that has been
    assert member.app.open(other) is window


def test_a_second_copy_leads_to_the_open_one_and_says_so(
    member: MemberDesk, ballot_path: Path, tmp_path: Path
) -> None:
    window = member.open(ballot_path)
    press("2")
    other = Path(shutil.copy(ballot_path, tmp_path / "again.ballot"))
    assert member.app.open(other) is window
    assert str(other) in window.banners["same"].sentence
    assert window.windowTitle().endswith(" – m1.ballot")
    member.dialogs.answers.append(tmp_path / "moved.ballot")
    assert window.rescue.save_elsewhere()
    assert window.windowTitle().endswith(" – moved.ballot")
    assert window.windowFilePath() == str(tmp_path / "moved.ballot")


def test_signs_of_a_title_are_no_keys_of_a_menu(
    member: MemberDesk, issued_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = member.open(Path(shutil.copy(issued_once, tmp_path / "m1.ballot")))
    monkeypatch.setattr("ui.windows.ballot.window.edit_name", lambda *_of: "R&D体制 ２")
    press("2")
    assert window.menu_action("undo").text().endswith("R&&D体制 ２")
    window.undo()
    assert window.menu_action("redo").text().endswith("R&&D体制 ２")
    assert window.toast.text.endswith("R&D体制 ２")


def test_every_act_of_the_menus_has_its_keys_on_the_page_of_keys(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    window.menu_action("keys").trigger()
    (page,) = window.findChildren(KeysWindow)
    keys = [key for key, _does in page.rows]
    assert {"F1", "F2", "F6", "Ctrl+Z", "Ctrl+G"} <= set(keys)
    assert len(keys) == len(set(keys)), "one key does two things"
    page.close()


def test_scores_are_real_radio_buttons_for_who_cannot_see_them(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    rows = [row for row in window.findChildren(ChoiceRow) if row.isVisible()]
    assert len(rows) == 7
    QTest.keyClick(holder(), "2")
    names = [button.accessibleName() for button in rows[0].findChildren(QWidget) if button.accessibleName()]
    assert any(name.startswith("2 妥当") for name in names)


def test_the_sheets_shown_are_those_on_the_disk_after_any_of_this(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    press("3", Key.Key_Return, "n", Key.Key_Return, "0", Key.Key_Delete)
    compose(box(window.sheet, CommentKind.RECOMMENDATION).editor, commit="提言。")
    window.turn_to(Page.OVERVIEW)
    assert on_disk(ballot_path) == window.work.sitting.sheets
    sheet = window.work.sitting.sheets["A"]
    assert replace(sheet, comments=()) != sheet
