"""A subject that one does not judge: declared in place, taken back, or set up so by the secretariat."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.recusing import REASON_LIMIT
from evalapp.rubric import CommentKind
from tests.story import SMALL_SETUP, new_desk
from tests.ui.windows.ballot.sheets import box, compose, holder, on_disk, press, shown, working
from ui.windows.ballot.sheet_view import SheetView
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


@pytest.fixture
def view(qtbot: QtBot, kit: Kit, work: Work) -> SheetView:
    made = shown(qtbot, kit, work)
    made.go_to("c1", None)
    press("3")
    made.go_to(None, CommentKind.ISSUE)
    compose(holder(), commit="指標が弱い")
    return made


def test_a_recusal_is_declared_and_taken_back_by_keys(view: SheetView, ballot_path: Path) -> None:
    view.head.recuse_button.click()
    assert holder() is view.panel.choices[RecusalKind.CONFLICT]
    press(Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    compose(holder(), commit="海外出張")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    sheet = on_disk(ballot_path)
    assert (sheet.recusal, sheet.recusal_reason) == (RecusalKind.ABSENT, "海外出張")
    assert sheet.comments == ()
    assert not view.panel.isVisible()
    assert view.banner.sentence == (
        "評価しません：欠席。この評価票の評点と意見は提出されません。\n理由：海外出張"
    )
    assert view.form is not None
    assert view.form.isVisible()
    assert not view.form.isEnabled()
    assert holder() is view.banner.back_button
    press(Qt.Key.Key_Space)
    sheet = on_disk(ballot_path)
    assert sheet.recusal is None
    assert sheet.marks["c1"] == 3
    assert [one.text for one in sheet.comments] == ["指標が弱い"]
    assert box(view, CommentKind.ISSUE).text == "指標が弱い"
    assert not view.banner.isVisible()
    assert view.form.isEnabled()


def test_escape_goes_on_judging(view: SheetView, work: Work) -> None:
    view.head.recuse_button.click()
    press(Qt.Key.Key_Escape)
    assert not view.panel.isVisible()
    assert work.sitting.sheets["A"].recusal is None
    assert holder() is box(view, CommentKind.ISSUE).editor


def test_what_is_typed_waits_while_another_subject_is_looked_at(view: SheetView) -> None:
    view.head.recuse_button.click()
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    compose(view.panel.reason, commit="海外出張")
    view.show_subject("B")
    assert not view.panel.isVisible()
    view.head.recuse_button.click()
    assert view.panel.reason.text == ""
    press(Qt.Key.Key_Escape)
    view.show_subject("A")
    assert view.panel.isVisible()
    assert view.panel.reason.text == "海外出張"
    assert view.panel.choices[RecusalKind.ABSENT].isChecked()
    view.show_subject("B")
    assert not view.panel.isVisible()
    # closed by a slip, and asked again
    view.show_subject("A")
    view.panel.leave_button.click()
    view.head.recuse_button.click()
    assert view.panel.reason.text == "海外出張"
    view.panel.declare_button.click()
    view.banner.back_button.click()
    view.head.recuse_button.click()
    assert view.panel.reason.text == ""


def test_a_question_that_is_answered_elsewhere_is_asked_no_more(view: SheetView, work: Work) -> None:
    view.head.recuse_button.click()
    work.declare("A", RecusalKind.ABSENT, "")
    assert not view.panel.isVisible()


def test_a_reason_too_long_is_refused_in_place(view: SheetView, work: Work) -> None:
    view.head.recuse_button.click()
    compose(view.panel.reason, commit="あ" * (REASON_LIMIT + 1))
    view.panel.declare_button.click()
    assert view.panel.isVisible()
    assert "1000" in view.panel.note.label.text()
    assert work.sitting.sheets["A"].recusal is None
    view.panel.reason.setFocus()
    press(Qt.Key.Key_Backspace)
    assert not view.panel.note.isVisible()
    view.panel.declare_button.click()
    assert work.sitting.sheets["A"].recusal is RecusalKind.CONFLICT


def test_what_is_said_of_a_refused_reason_is_in_sight_whole(qtbot: QtBot, view: SheetView) -> None:
    view.resize(560, 330)
    view.head.recuse_button.click()
    view.panel.reason.setFocus()
    data = QMimeData()
    data.setText("あ" * 40_000)
    with qtbot.waitSignal(view.noted):
        view.panel.reason.insertFromMimeData(data)
    assert view.panel.note.visibleRegion().boundingRect().size() == view.panel.note.size()


def test_undo_takes_a_recusal_back(view: SheetView, work: Work) -> None:
    work.declare("A", RecusalKind.CONFLICT, "")
    assert view.banner.isVisible()
    assert work.sitting.sheets["A"].marks["c1"] is NoPoints.BLANK
    work.undo()
    assert not view.banner.isVisible()
    assert view.form is not None
    row = view.form.cards["c1"].row
    assert row is not None
    assert row.steps[0].isChecked()


def test_the_panel_speaks_of_what_is_judged_in_both_languages(view: SheetView, kit: Kit) -> None:
    view.show_subject("P")
    view.head.recuse_button.click()
    assert view.panel._title.text() == "このプログラムは評価しない"
    # words that are true of a conflict of interest and of an absence
    assert (view.panel.declare_button.text(), view.panel.leave_button.text()) == (
        "評価しない",
        "評価を続ける",
    )
    assert not any("辞退" in text for text in (view.panel._follows.text(), view.banner.back_button.text()))
    kit.speaker.use("en")
    assert view.panel._title.text() == "Do not judge this programme"
    assert view.panel.choices[RecusalKind.ABSENT].accessibleName() == "Absent"


def test_what_the_secretariat_set_up_is_said_and_asks_for_nothing(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    recusal = '[[recusal]]\nmember = "m2"\nsubject = "P"\nkind = "conflict"\nreason = "内部"\n'
    setup = SMALL_SETUP.replace("[[rubric]]", f"{recusal}[[rubric]]")
    desk = new_desk(tmp_path / "recused", setup)
    with working(desk.ballot("m2"), kit) as work:
        view = shown(qtbot, kit, work, "P")
        assert view.form is None
        assert view.set_up_recusal.isVisible()
        assert "辞退（利害関係）" in view.set_up_recusal.sentence
        assert "内部" not in view.set_up_recusal.sentence
        assert not view.head.recuse_button.isVisible()
        view.go_to_next_open()
        assert holder() is view.foot.next_button
        view.show_subject("Q")
        assert view.form is not None
        assert not view.set_up_recusal.isVisible()
        view.take_keyboard()
        press("3")
        assert work.sitting.sheets["Q"].marks["c1"] == 3
        view.restore_place(view.place())
        view.show_subject("P")
        view.restore_place(view.place())
        assert holder() is view.foot.next_button
