"""Who does not judge what, set up in a matrix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.model import RecusalKind
from evalapp.setup_draft import Part
from tests.evalapp.drafts import with_cell
from ui.windows.evaluation.grid.view import Grid
from ui.windows.evaluation.setup.recusals_tab import RecusalsTab
from ui.windows.evaluation.setup_page import SetupPage

Key = Qt.Key
ShowPage = Callable[[Path], SetupPage]


@pytest.fixture
def page(free_path: Path, show_page: ShowPage) -> SetupPage:
    """The sample on its recusals: m3 does not judge B."""
    page = show_page(free_path)
    page.show_place(Part.RECUSALS)
    return page


@pytest.fixture
def tab(page: SetupPage) -> RecusalsTab:
    """The tab itself."""
    return page.recusals


def words(grid: Grid) -> list[str]:
    model = grid.cells
    return [
        "".join(str(model.index(row, column).data())[:1] or "・" for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def click(grid: Grid, row: int, column: int, *, double: bool = False) -> None:
    at = grid.visualRect(grid.cells.index(row, column)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    if double:
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_titles_take_the_room_that_the_members_leave(page: SetupPage, tab: RecusalsTab) -> None:
    heads, title = tab.matrix.rows_heads, "低炭素社会を実現する革新的な製造基盤技術の研究開発と社会実装" * 2
    page.work.change(with_cell(page.work.draft, Part.SUBJECTS, "A", "title", title), "Typing")
    tab.matrix.fit()
    shown = sum(tab.matrix.columnWidth(column) for column in range(5))
    assert heads.width() > tab.width() / 2
    assert heads.width() + shown <= tab.matrix.width()


def test_both_tables_keep_qts_rules(tab: RecusalsTab, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(tab.matrix.cells)
    qtmodeltester.check(tab.reasons.cells)
    assert words(tab.matrix) == ["・・・・・", "・・辞・・", "・・・・・", "・・・・・"]
    assert tab.matrix.cells.headerData(0, Qt.Orientation.Horizontal) == "髙瀬\n惇也"


def test_space_goes_through_the_kinds(tab: RecusalsTab, page: SetupPage) -> None:
    tab.matrix.go_to(0, 1)
    for shown in ("辞退", "欠席", ""):
        QTest.keyClick(tab.matrix, Key.Key_Space)
        assert tab.matrix.cells.index(0, 1).data() == shown
    page.undo()
    assert tab.matrix.cells.index(0, 1).data() == "欠席"


def test_a_second_click_or_a_double_click_does_the_same(tab: RecusalsTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(tab.matrix.hasFocus)
    click(tab.matrix, 0, 1)
    assert tab.matrix.cells.index(0, 1).data() == ""
    click(tab.matrix, 0, 1)
    assert tab.matrix.cells.index(0, 1).data() == "辞退"
    click(tab.matrix, 2, 2, double=True)
    assert tab.matrix.cells.index(2, 2).data() == "辞退"


def test_a_block_of_words_is_pasted_and_what_is_no_kind_refused(
    tab: RecusalsTab, page: SetupPage, qtbot: QtBot
) -> None:
    tab.matrix.go_to(0, 0)
    QApplication.clipboard().setText("辞退\t\tAbsent\n\t欠席\t")
    QTest.keyClick(tab.matrix, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert words(tab.matrix)[:2] == ["辞・欠・・", "・欠・・・"]
    QApplication.clipboard().setText("休み")
    before = page.work.draft
    with qtbot.waitSignal(page.office.said) as said:
        QTest.keyClick(tab.matrix, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "「休み」は辞退の区分ではありません" in said.args[0]
    assert page.work.draft == before


def test_reasons_are_written_below_and_come_into_force(tab: RecusalsTab, page: SetupPage) -> None:
    tab.matrix.go_to(3, 4)
    QTest.keyClick(tab.matrix, Key.Key_Space)
    assert tab.reasons_table.count() == 2
    tab.reasons.go_to(1, 3)
    QTest.keyClicks(tab.reasons, "a")
    assert tab.reasons.editor is not None
    QTest.keyClick(tab.reasons.editor, Key.Key_Return)
    page.office.flush()
    found = page.office.evaluation.recusal("m5", "P")
    assert found is not None
    assert (found.kind, found.reason) == (RecusalKind.CONFLICT, "a")
    tab.reasons.choose(0, 3, 1, 3)
    QTest.keyClick(tab.reasons, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert tab.reasons_table.cell(1, 3).text == tab.reasons_table.cell(0, 3).text


def test_names_in_the_lower_table_lead_back_to_the_matrix(
    tab: RecusalsTab, page: SetupPage, qtbot: QtBot
) -> None:
    tab.reasons.go_to(0, 0)
    with qtbot.waitSignal(page.office.said) as said:
        QTest.keyClicks(tab.reasons, "x")
    assert said.args == ["辞退の追加は上の表で行ってください。"]


def test_a_subject_that_nobody_judges_is_a_problem_of_the_subjects(tab: RecusalsTab, page: SetupPage) -> None:
    tab.matrix.choose(2, 0, 2, 4)
    QApplication.clipboard().setText("欠席")
    QTest.keyClick(tab.matrix, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.tabText(1) == "評価対象 4（要対応 1）"
    QTest.keyClick(tab.matrix, Key.Key_Delete)
    assert page.work.faults == ()


def test_without_members_a_sentence_says_what_comes_first(new_path: Path, show_page: ShowPage) -> None:
    page = show_page(new_path)
    page.show_place(Part.RECUSALS)
    assert not page.recusals.matrix.isVisible()
