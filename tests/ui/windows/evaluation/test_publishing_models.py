"""The models and views of the publishing page by themselves."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.columns import ColumnOrder
from evalapp.language import load_language
from evalapp.texts import Gap, Recommendation, SubjectTexts, Texts
from evalapp.texts_plan import TextChange, TextStatus
from exports.documents import Documents, Kind
from exports.excel.preview import WorkbookPreview
from exports.excel.results import results_workbook
from exports.outline.blocks import Edition
from tests.builders import published_report
from tests.joint_texts import sample_evaluation
from tests.ui.windows.evaluation.publishing_desk import Publisher
from ui.windows.evaluation.joint_texts.plan_view import ChangesModel
from ui.windows.evaluation.joint_texts.texts_model import TextsModel
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.publishing.document_list import DocumentList
from ui.windows.evaluation.publishing.document_model import DocumentModel
from ui.windows.evaluation.publishing.sheet_view import SheetModel
from ui.windows.evaluation.publishing.workbook_view import WorkbookView
from ui.windows.kit import Kit

JA = load_language("ja")


@pytest.fixture(scope="module")
def book() -> WorkbookPreview:
    return WorkbookPreview(results_workbook(published_report(), JA), "workbook.xlsx")


def documents(*, edition: Edition = Edition.DRAFT, named: bool = False) -> Documents:
    return Documents(published_report(), sample_evaluation(), JA, ColumnOrder.SHUFFLED, edition, named=named)


def test_the_list_says_how_documents_stand(kit: Kit, qtmodeltester: ModelTester) -> None:
    model = DocumentModel(kit)
    model.show_documents(documents(), named=False)
    qtmodeltester.check(model, force_py=True)
    lacking = model.index(model.row_of(Kind.REPORT)).data()
    assert "未記入" in lacking
    assert "未記入" not in model.index(model.row_of(Kind.SUMMARY)).data()
    heads = [row for row in range(model.rowCount()) if model.entry(row).kind is None]
    assert len(heads) == 2
    assert not any(model.flags(model.index(row)) & Qt.ItemFlag.ItemIsSelectable for row in heads)
    model.show_documents(documents(named=True), named=True)
    assert [model.entry(row).kind for row in range(1, model.rowCount())] == list(Kind)


def test_a_click_on_the_box_ticks_and_a_click_beside_it_does_not(kit: Kit, qtbot: QtBot) -> None:
    listed = DocumentList(kit)
    qtbot.addWidget(listed)
    listed.show_documents(documents(), Kind.REPORT, named=False)
    listed.resize(320, 480)
    listed.show()
    before = listed.documents.ticks
    rect = listed.visualRect(listed.documents.index(listed.documents.row_of(Kind.JSON)))
    box = QPoint(rect.x() + round(kit.theme.em * 1.3), rect.center().y())
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert listed.documents.ticks == before
    assert listed.kind is Kind.JSON
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert set(before) - set(listed.documents.ticks) == {Kind.JSON}


def test_the_cells_of_a_sheet_are_those_of_the_file(
    book: WorkbookPreview, qtmodeltester: ModelTester
) -> None:
    model, sheet = SheetModel(), book.sheet(1)
    model.show_sheet(sheet)
    qtmodeltester.check(model, force_py=True)
    chart = next(one for one in sheet.blocks if one.chart is not None)
    assert model.index(chart.row, chart.column).data() == chart.chart
    assert model.headerData(27, Qt.Orientation.Horizontal) == "AB"
    texts = {place: cell.text for place, cell in sheet.cells.items() if cell.text}
    assert texts == {place: model.index(*place).data() for place in texts}


def test_titles_run_on_over_empty_cells_and_selected_cells_are_copied(
    book: WorkbookPreview, kit: Kit, qtbot: QtBot
) -> None:
    view = WorkbookView(kit)
    qtbot.addWidget(view)
    view.show_book(book)
    assert view.view.columnSpan(0, 0) > 1, "the title is longer than its cell"
    view.tabs.setCurrentIndex(1)
    table = view.view
    assert table.columnSpan(2, 3) == len(published_report().subjects[0].columns), "a merged head"
    table.setCurrentIndex(table.model().index(3, 1))
    table.selectionModel().select(table.model().index(3, 2), table.selectionModel().SelectionFlag.Select)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    first = published_report().subjects[0]
    mean = first.printed_mean(first.results[0])
    assert QApplication.clipboard().text() == f"{mean}\t{len(first.columns)}/{len(first.columns)}"
    widths = [table.columnWidth(column) for column in range(3)]
    kit.theme.use(text_size=150)
    assert [table.columnWidth(column) for column in range(3)] == [round(width * 1.5) for width in widths]
    view.show_book(book)
    assert view.tabs.currentIndex() == 1, "the same sheet again"


def test_the_texts_say_which_are_missing(kit: Kit, qtmodeltester: ModelTester) -> None:
    evaluation = sample_evaluation()
    first = evaluation.subjects[0].id
    texts = Texts(subjects={first: SubjectTexts("総意", recommendations=(Recommendation("提言"),))})
    gaps = [Gap(first, "response", None, 1), Gap(evaluation.subjects[1].id, "consensus")]
    model = TextsModel(kit)
    model.show_texts(evaluation, texts, gaps)
    qtmodeltester.check(model, force_py=True)
    top = model.index(0, 0)
    states = {
        model.index(row, 0, top).data(): model.index(row, 1, top).data() for row in range(model.rowCount(top))
    }
    assert states["総合評価"] == "あり"
    assert states["提言と対処方針"] == "未記入"
    recommendations = ("subject", first, "recommendations")
    assert model.next_missing(None) == recommendations
    second = ("subject", evaluation.subjects[1].id, "consensus")
    assert model.next_missing(recommendations) == second
    assert model.next_missing(second) == recommendations
    assert model.find(second).isValid()
    assert not model.find(("subject", "?", "consensus")).isValid()
    model.show_texts(evaluation, texts, [])
    assert model.next_missing(None) is None


def test_the_changes_of_a_plan_are_told(kit: Kit, qtmodeltester: ModelTester) -> None:
    evaluation = sample_evaluation()
    place = ("subject", evaluation.subjects[0].id, "consensus")
    model = ChangesModel(kit)
    model.show_changes((TextChange(place, TextStatus.NEW, None, "総意"),), evaluation)
    qtmodeltester.check(model, force_py=True)
    assert [model.index(0, column).data() for column in (0, 1)] == ["新規", f"{place[1]} / 総合評価"]


def test_the_window_stays_alive_while_documents_of_the_largest_evaluation_are_made(
    largest_office: Office, qtbot: QtBot
) -> None:
    publisher = Publisher(largest_office, qtbot)
    page = publisher.page
    told: list[tuple[int, int]] = []
    page.making.progressed.connect(lambda done, pages: told.append((done, pages)))
    page.documents.look_at(Kind.SHEETS)
    qtbot.waitUntil(lambda: len(told) > 3, timeout=20_000)
    assert told[-1][0] < told[-1][1], "the window goes on while sheets are made"
    # who looks at something else does not wait for three thousand sheets
    page.documents.look_at(Kind.RESULTS)
    began = datetime.now().astimezone()
    publisher.settle()
    assert page.documents.preview.workbook.sheet is not None
    assert page.documents.preview.workbook.sheet.rows == 701
    sheets = page.making.made(Kind.SHEETS)
    assert sheets is None, f"given up after {datetime.now().astimezone() - began}"
