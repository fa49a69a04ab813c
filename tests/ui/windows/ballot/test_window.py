"""The member's window as its users meet it: one ballot, from the double-click to the hand-in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evalapp.editing import comment_text
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk
from tests.ui.windows.ballot.desk import MemberDesk, on_disk, texts
from tests.ui.windows.ballot.sheets import compose, holder, press, turn_wheel
from ui.windows.ballot.comment_editor import CommentEditor
from ui.windows.ballot.hand_in_act import ActCard
from ui.windows.ballot.pages import Page
from ui.windows.ballot.window import BallotWindow
from ui.windows.theme import Look

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def score_sheet(points: str) -> None:
    """Seven scores, each followed by Enter to the next open field."""
    for point in points:
        press(point, Key.Key_Return)


def test_a_whole_ballot_by_keys_alone_from_the_first_score_to_the_file_handed_in(
    member: MemberDesk, ballot_path: Path
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
    member: MemberDesk, desk: Desk
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
    assert "元に戻しました" in window.toast.text
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
    window.sheet.head.recuse_button.click()
    press(Key.Key_Space, Key.Key_Tab)
    compose(holder(), commit="共同研究者が実施者にいるため")
    press(Key.Key_Tab, Key.Key_Space)
    declared = on_disk(ballot_path)["A"]
    assert (declared.recusal, declared.recusal_reason) == (
        RecusalKind.CONFLICT,
        "共同研究者が実施者にいるため",
    )
    assert window.sheet.form is not None
    assert not window.sheet.form.isEnabled()
    assert window.sheet.form.isVisible()
    assert any("共同研究者が実施者にいるため" in text for text in texts(window))
    window.sheet.banner.back_button.click()
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
