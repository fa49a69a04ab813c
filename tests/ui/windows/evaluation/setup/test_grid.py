"""The tables behave as people know it from spreadsheets."""

from __future__ import annotations

from typing import ClassVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.windows.evaluation.grid.view import Grid
from ui.windows.evaluation.setup_page import SetupPage

Key, Ctrl, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def place(grid: Grid) -> tuple[int, int]:
    index = grid.currentIndex()
    return index.row(), index.column()


def go(grid: Grid, row: int, column: int) -> None:
    grid.go_to(row, column)


def texts(grid: Grid, column: int) -> list[str]:
    return [str(grid.cells.index(row, column).data()) for row in range(grid.cells.rowCount())]


def press(grid: Grid, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, to the open editor if there is one."""
    QTest.keyClick(grid.editor or grid, key, modifier)


def type_in(grid: Grid, text: str) -> None:
    """Letters as from a keyboard, then as from an input method if they are no ASCII."""
    for sign in text:
        target = grid.editor or grid
        if sign.isascii():
            QTest.keyClicks(target, sign)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(sign)
            QApplication.sendEvent(target, event)


def copy_from_excel(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    data.setHtml("<table><tr><td>another thing</td></tr></table>")
    QApplication.clipboard().setMimeData(data)


def test_the_model_keeps_qts_rules(grid: Grid, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(grid.cells)
    assert grid.cells.rowCount() == 6


def test_typing_replaces_and_enter_goes_down(grid: Grid) -> None:
    go(grid, 0, 3)
    type_in(grid, "abc")
    press(grid, Key.Key_Return)
    assert texts(grid, 3)[0] == "abc"
    assert place(grid) == (1, 3)
    press(grid, Key.Key_Return, Shift)
    assert place(grid) == (0, 3)


def test_tab_goes_right_and_enter_returns_below_where_it_began(grid: Grid) -> None:
    go(grid, 1, 1)
    type_in(grid, "a")
    press(grid, Key.Key_Tab)
    type_in(grid, "Chair")
    press(grid, Key.Key_Tab)
    assert place(grid) == (1, 3)
    type_in(grid, "b")
    press(grid, Key.Key_Return)
    assert place(grid) == (2, 1)
    assert [texts(grid, column)[1] for column in (1, 2, 3)] == ["a", "座長", "b"]
    press(grid, Key.Key_Tab, Shift)
    assert place(grid) == (2, 0)
    press(grid, Key.Key_Backtab)
    assert place(grid) == (1, 5)


def test_tab_leaves_the_table_at_its_ends(grid: Grid) -> None:
    go(grid, grid.cells.rowCount() - 1, 5)
    QTest.keyClick(grid, Key.Key_Tab)
    assert not grid.hasFocus()


def test_f2_writes_on_and_arrows_stay_in_the_text(grid: Grid) -> None:
    go(grid, 0, 5)
    before = texts(grid, 5)[0]
    press(grid, Key.Key_F2)
    press(grid, Key.Key_Home)
    press(grid, Key.Key_Right)
    type_in(grid, "X")
    press(grid, Key.Key_Return)
    assert texts(grid, 5)[0] == f"{before[0]}X{before[1:]}"


def test_arrows_leave_what_was_begun_by_typing(grid: Grid) -> None:
    go(grid, 0, 3)
    type_in(grid, "abc")
    press(grid, Key.Key_Right)
    assert (texts(grid, 3)[0], place(grid)) == ("abc", (0, 4))


def test_escape_leaves_the_cell_as_it_was(grid: Grid) -> None:
    go(grid, 0, 3)
    before = texts(grid, 3)[0]
    type_in(grid, "abc")
    press(grid, Key.Key_Escape)
    assert texts(grid, 3)[0] == before


def test_kana_from_an_input_method_begin_writing(grid: Grid) -> None:
    go(grid, 2, 1)
    preedit = QInputMethodEvent("しん", [])
    QApplication.sendEvent(grid, preedit)
    editor = grid.editor
    assert editor is not None
    # the keys of the input method are its own
    QApplication.sendEvent(editor, QInputMethodEvent("しん", []))
    QTest.keyClick(editor, Key.Key_Right)
    assert grid.editor is editor
    committed = QInputMethodEvent("", [])
    committed.setCommitString("新　委員")
    QApplication.sendEvent(editor, committed)
    press(grid, Key.Key_Return)
    assert texts(grid, 1)[2] == "新　委員"
    assert place(grid) == (3, 1)


def test_delete_empties_what_is_chosen(grid: Grid, page: SetupPage) -> None:
    grid.choose(0, 3, 4, 4)
    press(grid, Key.Key_Delete)
    assert texts(grid, 3) == texts(grid, 4) == [""] * 6
    page.undo()
    assert all(texts(grid, 3)[:5])


def test_the_empty_row_begins_a_new_member_with_an_id(grid: Grid, page: SetupPage) -> None:
    go(grid, 5, 1)
    type_in(grid, "new")
    press(grid, Key.Key_Return)
    assert grid.cells.rowCount() == 7
    assert texts(grid, 0)[5:] == ["m6", ""]
    assert place(grid) == (6, 1)
    page.undo()
    assert grid.cells.rowCount() == 6


def test_a_block_of_30_rows_and_5_columns_from_excel_is_pasted(grid: Grid, page: SetupPage) -> None:
    lines = (
        f'm{number}\t委員　{number}\t{"座長" if number == 1 else "委員"}\t"大学\n学部 {number}"\tいいん'
        for number in range(1, 31)
    )
    copy_from_excel("\r\n".join(lines) + "\r\n")
    press(grid, Key.Key_V, Ctrl)
    assert grid.cells.rowCount() == 31
    assert texts(grid, 0)[:30] == [f"m{number}" for number in range(1, 31)]
    assert texts(grid, 2)[:30] == ["座長", *["委員"] * 29]
    assert texts(grid, 3)[29] == "大学 学部 30"
    assert [row for row, _column in grid.chosen_cells()].count(29) == 5
    assert page.work.faults == ()
    page.undo()
    assert grid.cells.rowCount() == 6


def test_what_is_too_wide_is_refused_in_a_sentence(grid: Grid, page: SetupPage, qtbot: QtBot) -> None:
    before = page.work.draft
    go(grid, 0, 4)
    copy_from_excel("a\tb\tc")
    with qtbot.waitSignal(page.office.said) as said:
        press(grid, Key.Key_V, Ctrl)
    assert "3列ありますが、このセルから右には2列しかありません" in said.args[0]
    assert page.work.draft == before


def test_one_text_is_pasted_into_all_that_is_chosen(grid: Grid) -> None:
    grid.choose(1, 3, 3, 3)
    copy_from_excel("同じ大学\r\n")
    press(grid, Key.Key_V, Ctrl)
    assert texts(grid, 3)[1:4] == ["同じ大学"] * 3


def test_copying_cutting_and_pasting_a_block_within_the_table(grid: Grid) -> None:
    grid.choose(0, 1, 1, 2)
    press(grid, Key.Key_C, Ctrl)
    assert QApplication.clipboard().text() == "髙瀬 惇也\t座長\n𠮷住 千景\t委員\n"
    grid.choose(0, 4, 0, 5)
    kana = texts(grid, 4)[0]
    press(grid, Key.Key_X, Ctrl)
    assert (texts(grid, 4)[0], texts(grid, 5)[0]) == ("", "")
    go(grid, 3, 4)
    press(grid, Key.Key_V, Ctrl)
    assert texts(grid, 4)[3] == kana


def test_filling_down_takes_the_row_above_or_the_first_chosen(grid: Grid) -> None:
    go(grid, 1, 3)
    first = texts(grid, 3)[0]
    press(grid, Key.Key_D, Ctrl)
    assert texts(grid, 3)[1] == first
    grid.choose(1, 3, 4, 3)
    press(grid, Key.Key_D, Ctrl)
    assert texts(grid, 3)[:5] == [first] * 5


class NotedMenu(QMenu):
    """Is not shown, which the tests' platform cannot do in quiet."""

    shown: ClassVar[list[QMenu]] = []

    def popup(self, _at: QPoint, _action: object = None) -> None:  # type: ignore[override]
        self.shown.append(self)


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The lists that were opened."""
    monkeypatch.setattr("ui.windows.evaluation.grid.view.QMenu", NotedMenu)
    NotedMenu.shown.clear()
    return NotedMenu.shown


def test_choices_open_with_space_and_are_picked(grid: Grid, menus: list[QMenu]) -> None:
    grid.choose(1, 2, 3, 2)
    press(grid, Key.Key_Space)
    (menu,) = menus
    assert [action.text() for action in menu.actions()] == ["座長", "委員"]
    assert [action.isChecked() for action in menu.actions()] == [False, True]
    menu.actions()[0].trigger()
    assert texts(grid, 2)[:5] == ["座長", "座長", "座長", "座長", "委員"]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_other_keys_open_the_choices_too(
    grid: Grid, menus: list[QMenu], qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    go(grid, 1, 2)
    press(grid, key, modifier)
    qtbot.waitUntil(lambda: len(menus) == 1)
    go(grid, 1, 3)
    press(grid, key, modifier)
    assert len(menus) == 1


def test_words_of_choices_can_be_typed(grid: Grid) -> None:
    go(grid, 1, 2)
    type_in(grid, "座長")
    press(grid, Key.Key_Return)
    assert texts(grid, 2)[1] == "座長"
    assert "座長が2人以上" in str(grid.cells.index(1, 2).data(Qt.ItemDataRole.ToolTipRole))
    assert "座長が2人以上" in str(grid.cells.index(1, 2).data(Qt.ItemDataRole.AccessibleDescriptionRole))


def test_a_head_sorts_and_once_more_turns_round(grid: Grid, page: SetupPage, qtbot: QtBot) -> None:
    ids = texts(grid, 0)[:5]
    heads = grid.columns_heads
    at = QPoint(heads.sectionViewportPosition(4) + 5, 5)
    with qtbot.waitSignal(page.office.said):
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    kana = texts(grid, 4)[:5]
    assert kana == sorted(kana)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert texts(grid, 4)[:5] == kana[::-1]
    page.undo()
    page.undo()
    assert texts(grid, 0)[:5] == ids


def test_rows_are_inserted_moved_and_deleted_by_keys(grid: Grid) -> None:
    go(grid, 2, 0)
    press(grid, Key.Key_Minus, Ctrl)
    assert texts(grid, 0) == ["m1", "m2", "m4", "m5", ""]
    press(grid, Key.Key_Plus, Ctrl)
    assert texts(grid, 0) == ["m1", "m2", "", "m4", "m5", ""]
    grid.choose(3, 0, 4, 0)
    press(grid, Key.Key_Up, Qt.KeyboardModifier.AltModifier | Shift)
    assert texts(grid, 0) == ["m1", "m2", "m4", "m5", "", ""]
    assert grid.chosen_rows() == [2, 3]
    press(grid, Key.Key_Down, Qt.KeyboardModifier.AltModifier | Shift)
    press(grid, Key.Key_Down, Qt.KeyboardModifier.AltModifier | Shift)
    assert texts(grid, 0) == ["m1", "m2", "", "m4", "m5", ""]


def test_the_menu_says_what_can_be_done(grid: Grid) -> None:
    go(grid, 5, 0)
    menu = grid.acts.menu()
    may = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert may["貼り付け"]
    assert not may["行を削除"]
    menu.close()


def test_the_wheel_changes_no_cell_and_a_thousand_rows_are_pasted(grid: Grid) -> None:
    copy_from_excel("\n".join(f"m{number}\t委員 {number}" for number in range(1000)))
    press(grid, Key.Key_V, Ctrl)
    assert grid.cells.rowCount() == 1001
    assert grid.rows_heads.sizeHint().width() > 0
