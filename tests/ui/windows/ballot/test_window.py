"""The member's window as its users meet it: one ballot, from the double-click to the hand-in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evalapp.editing import comment_text
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.places import Place
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk, evalapp
from tests.ui.windows.ballot.desk import MemberDesk, at_desk, on_disk
from tests.ui.windows.ballot.sheets import box, compose, holder, press, turn_wheel
from ui.windows.ballot.choice_row import ChoiceRow
from ui.windows.ballot.comment_editor import CommentEditor
from ui.windows.ballot.hand_in_act import ActCard
from ui.windows.ballot.keys_window import KeysWindow
from ui.windows.ballot.pages import Page
from ui.windows.ballot.side_panel import Side
from ui.windows.ballot.window import BallotWindow
from ui.windows.kit import Kit
from ui.windows.theme import Look

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def member(qtbot: QtBot, qapp: QApplication, kit: Kit) -> Iterator[MemberDesk]:
    """A member whose files lie in ordinary folders."""
    with at_desk(qtbot, qapp, kit) as desk:
        yield desk


def texts(window: QWidget) -> set[str]:
    """Every word that the visible widgets say."""
    said = set()
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            text = getattr(widget, "text", None)
            said.add(str(text() if callable(text) else text))
    return said


def score_sheet(points: str) -> None:
    """Seven scores, each followed by Enter to the next open field."""
    for point in points:
        press(point, Key.Key_Return)


def test_a_whole_ballot_by_keys_alone_from_the_first_score_to_the_file_handed_in(
    member: MemberDesk, ballot_path: Path, tmp_path: Path
) -> None:
    window = member.open(ballot_path)
    # three projects: seven scores each, three comments passed over with Ctrl+Enter, then on to the next
    for points in ("3213210", "3333333", "2222222"):
        score_sheet(points)
        for _comment in range(3):
            compose(holder(), commit="評価する。")
            press(Key.Key_Return, modifiers=CONTROL)
        press(Key.Key_Space)
    # the programme takes comments only
    assert window.sheet.subject_id == "P"
    assert isinstance(holder(), CommentEditor)
    compose(holder(), commit="全体としてよく設計されている。")
    press(Key.Key_3, modifiers=CONTROL)
    assert window.header.pages.currentIndex() == Page.HAND_IN
    assert window.work.sitting.gaps() == ()
    hand_in_by_keys(window)
    (submission,) = ballot_path.parent.glob("*.submission")
    with BallotFile(ballot_path) as file:
        (note,) = file.hand_ins()
        assert not note.draft
        marks = [mark for sheet in file.sheets() for mark in sheet.marks.values()]
    assert marks == [int(one) for one in "321321033333332222222"]
    assert submission.stat().st_size > 0
    assert any(note.code in text for text in texts(window))


def hand_in_by_keys(window: BallotWindow) -> None:
    """Tab to the button that makes the file, and press it."""
    (act,) = window.findChildren(ActCard)
    for _tab in range(60):
        if holder() is act.hand_in_button:
            press(Key.Key_Space)
            return
        press(Key.Key_Tab)
    raise AssertionError("the keyboard never came to the button that hands in")


def test_the_answers_handed_in_by_the_window_are_taken_in_by_the_secretariat(
    member: MemberDesk, desk: Desk, tmp_path: Path
) -> None:
    # the sample's ballot of m1 is scored and handed in already: one score is changed
    window = member.open(desk.ballot("m1"))
    before = window.work.sitting.sheets["A"].marks["c1"]
    press("0" if before != 0 else "1")
    window.turn_to(Page.HAND_IN)
    hand_in_by_keys(window)
    (submission,) = desk.ballots.glob("*.submission")
    desk.intake(*desk.all_submissions())
    plan = desk.intake(submission, apply=False)
    assert (plan["counts"]["replaces"], plan["replaced_scores"]) == (1, 1)


def test_the_lid_is_closed_in_the_middle_of_a_sentence_and_work_goes_on_there_days_later(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    window.show_cell("B", None, CommentKind.ISSUE)
    compose(holder(), commit="量産に向けた体制について、担当機関の")
    press(Key.Key_Left, Key.Key_Left)
    assert window.header.save_label.text == "入力中…"
    member.close(window)
    assert comment_text(on_disk(ballot_path)["B"], None, CommentKind.ISSUE).endswith("担当機関の")
    later = member.open(ballot_path)
    assert later.sheet.subject_id == "B"
    editor = holder()
    assert isinstance(editor, CommentEditor)
    compose(editor, commit="役割")
    later.work.flush()
    text = comment_text(on_disk(ballot_path)["B"], None, CommentKind.ISSUE)
    assert text == "量産に向けた体制について、担当機役割関の"


def test_a_composition_is_neither_cut_nor_saved_by_anything_around_it(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    window.show_cell("A", None, CommentKind.POSITIVE)
    editor = holder()
    compose(editor, commit="確定した文。")
    compose(editor, preedit="へんかんちゅう")
    window.work.flush()
    window.work.look()
    member.kit.theme.use(Look.DARK)
    assert comment_text(on_disk(ballot_path)["A"], None, CommentKind.POSITIVE) == "確定した文。"
    compose(editor, commit="変換中")
    window.work.flush()
    assert comment_text(on_disk(ballot_path)["A"], None, CommentKind.POSITIVE) == "確定した文。変換中"


def test_ten_steps_are_undone_each_in_words_and_redone(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    blank = on_disk(ballot_path)
    press("3", Key.Key_Down, "2", Key.Key_Down, "1", Key.Key_Down, "0", Key.Key_Down, "n")
    for kind in CommentKind:
        window.show_cell("A", None, kind)
        compose(holder(), commit="一つ目の文。")
    window.show_cell("C", "c6", None)
    press("3", Key.Key_Delete)
    full = on_disk(ballot_path)
    undo = window.menu_action("undo")
    assert undo.text() == "元に戻す：評点「6 費用対効果」（C）"
    for _step in range(10):
        press(Key.Key_Z, modifiers=CONTROL)
    assert on_disk(ballot_path) == blank == window.work.sitting.sheets
    assert not undo.isEnabled()
    assert "元に戻しました" in window.statusBar().currentMessage()
    assert window.sheet.subject_id == "A"
    for _step in range(10):
        press(Key.Key_Y, modifiers=CONTROL)
    assert on_disk(ballot_path) == full
    window.work.flush()
    assert full["A"].marks["c5"] is NoPoints.CANNOT_JUDGE
    assert full["C"].marks["c6"] is NoPoints.BLANK


def test_a_conflict_of_interest_is_declared_with_a_reason_and_taken_back(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    press("2")
    answered = on_disk(ballot_path)["A"]
    window.work.declare("A", RecusalKind.CONFLICT, "共同研究者が実施者にいるため")
    declared = on_disk(ballot_path)["A"]
    assert (declared.recusal, declared.recusal_reason) == (
        RecusalKind.CONFLICT,
        "共同研究者が実施者にいるため",
    )
    assert window.sheet.form is not None
    assert not window.sheet.form.isEnabled()
    assert window.sheet.form.isVisible()
    assert any("共同研究者が実施者にいるため" in text for text in texts(window))
    window.work.take_back("A")
    assert on_disk(ballot_path)["A"] == answered
    assert window.sheet.form.isEnabled()


def test_the_language_changes_everywhere_while_one_works(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    for page in Page:
        window.turn_to(page)
    window.turn_to(Page.SHEETS)
    japanese = texts(window) | {action.text() for action in window.menuBar().actions()}
    assert "評価票" in window.header.pages.tabText(0)
    member.kit.speaker.use("en")
    assert window.header.pages.tabText(0) == "Score sheets"
    assert window.header.save_label.text.startswith(("All saved", "Saved"))
    assert window.menuBar().actions()[0].text() == "&File"
    # what is left in Japanese is the evaluation's own
    own = {one.title for one in window.work.sitting.ballot.subjects}
    assert not own.isdisjoint({text.partition("　")[2] for text in texts(window)} | texts(window))
    member.kit.speaker.use("ja")
    assert texts(window) | {action.text() for action in window.menuBar().actions()} == japanese


def test_the_wheel_changes_nothing_anywhere(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    press("2")
    before = on_disk(ballot_path)
    for page in Page:
        window.turn_to(page)
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and not widget.visibleRegion().isEmpty():
                turn_wheel(widget, 3)
                turn_wheel(widget, -3)
    assert window.header.pages.currentIndex() == Page.HAND_IN
    assert on_disk(ballot_path) == before
    assert window.sheet.subject_id == "A"


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
