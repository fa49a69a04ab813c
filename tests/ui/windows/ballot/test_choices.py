"""Scoring with keys and mouse; what is no score is refused in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.mark import NoPoints
from tests.story import SMALL_SETUP, new_desk
from tests.ui.windows.ballot.sheets import holder, on_disk, press, shown, turn_wheel, working
from ui.windows.ballot.choice import Choice
from ui.windows.ballot.choice_row import ChoiceRow
from ui.windows.ballot.sheet_view import SheetView
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit

TEN = ", ".join(f"{{points = {points}}}" for points in range(10, -1, -1))


@pytest.fixture
def view(qtbot: QtBot, kit: Kit, work: Work) -> SheetView:
    made = shown(qtbot, kit, work)
    made.go_to("c1", None)
    return made


def row(view: SheetView, criterion_id: str = "c1") -> ChoiceRow:
    assert view.form is not None
    found = view.form.cards[criterion_id].row
    assert found is not None
    return found


def marks(view: SheetView, work: Work) -> list[object]:
    return list(work.sitting.sheets[view.subject_id].marks.values())


def test_a_whole_sheet_is_scored_by_keys_alone(view: SheetView, work: Work, ballot_path: Path) -> None:
    for key in "3210n2n":
        press(key, Qt.Key.Key_Down)
    expected = [3, 2, 1, 0, NoPoints.CANNOT_JUDGE, 2, NoPoints.CANNOT_JUDGE]
    assert marks(view, work) == expected
    assert list(on_disk(ballot_path).marks.values()) == expected
    assert "7/7" in view.head.about.replace("\u00a0", " ")


def test_enter_goes_from_open_field_to_open_field_and_then_on(qtbot: QtBot, view: SheetView) -> None:
    row(view, "c2").steps[0].click()
    press("3", Qt.Key.Key_Return)
    assert holder().accessibleDescription() == "3 研究開発の実施・マネジメント体制等"
    for _ in range(5):
        press("1", Qt.Key.Key_Return)
    assert holder().accessibleName().startswith("肯定的意見")
    for _ in range(3):
        press("x")
        press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert holder() is view.foot.next_button
    with qtbot.waitSignal(view.step_wanted) as step:
        press(Qt.Key.Key_Return)
    assert step.args == [1]


def test_arrows_move_without_choosing_and_space_chooses(view: SheetView, work: Work) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert marks(view, work)[0] is NoPoints.BLANK
    assert holder() is row(view).steps[2]
    press(Qt.Key.Key_Space)
    assert marks(view, work)[0] == 1
    press(*[Qt.Key.Key_Right] * 9)
    assert holder() is row(view).cannot_judge
    press(*[Qt.Key.Key_Left] * 9)
    assert holder() is row(view).steps[0]
    assert marks(view, work)[0] == 1


def test_a_criterion_is_one_tab_stop_at_its_mark(view: SheetView) -> None:
    press("1", Qt.Key.Key_Tab)
    assert holder() is row(view, "c2").steps[0]
    press(Qt.Key.Key_Backtab)
    assert holder() is row(view).steps[2]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_score_is_cleared(view: SheetView, work: Work, key: Qt.Key) -> None:
    assert not row(view).clear_button.isVisible()
    press("2")
    assert row(view).clear_button.isVisible()
    press(key)
    assert marks(view, work)[0] is NoPoints.BLANK
    assert not row(view).clear_button.isVisible()


def test_the_mouse_scores_and_a_second_click_changes_nothing(view: SheetView, work: Work) -> None:
    step = row(view).steps[1]
    for _ in range(2):
        QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    assert marks(view, work)[0] == 2
    assert len(work.sitting._history.done) == 1
    row(view).clear_button.click()
    assert marks(view, work)[0] is NoPoints.BLANK


@pytest.mark.parametrize(
    ("sign", "mark"), [("２", 2), ("Ｎ", NoPoints.CANNOT_JUDGE), ("ｎ", NoPoints.CANNOT_JUDGE)]
)
def test_full_width_keys_score(view: SheetView, work: Work, sign: str, mark: object) -> None:
    QApplication.sendEvent(
        holder(), QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
    )
    assert marks(view, work)[0] == mark


def test_no_input_method_takes_the_digits(view: SheetView) -> None:
    for choice in row(view).findChildren(Choice):
        assert not choice.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@pytest.mark.parametrize(
    ("key", "said"), [("5", "5 は評点の段階にありません"), ("x", "「x」では"), ("-", "「-」では")]
)
def test_a_refused_key_is_explained_until_the_next(view: SheetView, work: Work, key: str, said: str) -> None:
    press(key)
    note = row(view).note
    assert note.isVisible()
    assert said in note.label.text()
    assert marks(view, work)[0] is NoPoints.BLANK
    press(Qt.Key.Key_Right)
    assert not note.isVisible()


def test_the_wheel_changes_nothing(view: SheetView, work: Work) -> None:
    press("2")
    for choice in row(view).findChildren(Choice):
        turn_wheel(choice)
    assert marks(view, work)[0] == 2
    assert marks(view, work)[1:] == [NoPoints.BLANK] * 6


def test_two_digits_on_a_scale_to_ten_are_one_step(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    setup = SMALL_SETUP.replace("{points = 3}, {points = 2}, {points = 1}, {points = 0}", TEN)
    desk = new_desk(tmp_path / "ten", setup)
    with working(desk.ballot("m1"), kit) as work:
        view = shown(qtbot, kit, work, "P", width=640)
        view.go_to("c1", None)
        press("7", "1", "0")
        assert work.sitting.sheets["P"].marks["c1"] == 10
        assert holder() is row(view).steps[0]
        work.undo()
        assert work.sitting.sheets["P"].marks["c1"] == 7
        # the 1 is long past: 0 is a score of its own
        press("1")
        row(view)._waiting.timeout.emit()
        press("0")
        assert work.sitting.sheets["P"].marks["c1"] == 0


@pytest.mark.parametrize("width", [560, 700, 1000])
@pytest.mark.parametrize("size", [100, 200])
def test_no_choice_is_cut_off(qtbot: QtBot, kit: Kit, work: Work, width: int, size: int) -> None:
    kit.theme.use(text_size=size)
    view = shown(qtbot, kit, work, "B", width)
    assert view.form is not None
    for card in view.form.cards.values():
        if card.row:
            grid = card.row._grid
            for choice in (*card.row.steps, card.row.cannot_judge):
                assert grid.rect().contains(choice.geometry())
                assert choice._lines is None or choice._lines.width <= choice.width()
            together = sum(choice.width() * choice.height() for choice in card.row.steps)
            assert together <= grid.width() * grid.height()


def test_each_choice_says_what_it_is(view: SheetView) -> None:
    press("3")
    first, second = row(view).steps[:2]
    for choice, checked in ((first, True), (second, False)):
        interface = QAccessible.queryAccessibleInterface(choice)
        assert interface.role() is QAccessible.Role.RadioButton
        assert bool(interface.state().checked) is checked
        assert interface.text(QAccessible.Text.Description) == "1 当省が実施することの必要性"
    assert first.accessibleName() == "3 極めて妥当"
    assert row(view).cannot_judge.accessibleName() == "評価不能"
