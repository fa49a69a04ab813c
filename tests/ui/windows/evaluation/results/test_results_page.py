"""The results page: the figures of the Report, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from evalapp.columns import ColumnOrder
from evalapp.compiling import report_of
from evalapp.report import Report
from exports.slides import printed_remarks
from tests.story import Desk, evalapp
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.results.score_model import MEAN
from ui.windows.evaluation.results_page import ResultsPage

ShowPage = Callable[[Office], ResultsPage]


@pytest.fixture
def show_page(qtbot: QtBot) -> ShowPage:
    def shown(office: Office) -> ResultsPage:
        page = ResultsPage(office)
        qtbot.addWidget(page)
        page.resize(1190, 620)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: not office.jobs.busy)
        return page

    return shown


@pytest.fixture
def page(show_page: ShowPage, answered_office: Office) -> ResultsPage:
    return show_page(answered_office)


def cells(page: ResultsPage) -> list[list[str]]:
    model = page.printed.table.scores
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def ordered(office: Office, order: ColumnOrder) -> Report:
    return report_of(office.file, order)


def test_every_figure_is_the_reports(page: ResultsPage, answered_office: Office) -> None:
    report = ordered(answered_office, ColumnOrder.SHUFFLED)
    for subject in report.subjects:
        page.printed.subjects.show_subject(subject.subject.id)
        assert page.printed.title.text().endswith(subject.subject.title)
        wanted = [
            [subject.printed_mean(result), *(str(mark) for mark in result.marks)]
            for result in subject.results
        ]
        assert [row[1:] for row in cells(page)] == wanted
        said = page.printed.remarks.toPlainText()
        for remarks in printed_remarks(subject, report, page.kit.speaker.language):
            for remark in remarks.items:
                assert remark.text in said


def test_how_a_mean_came_about(page: ResultsPage) -> None:
    page.printed.subjects.show_subject("B")
    page.printed.table.setCurrentIndex(page.printed.table.scores.index(5, MEAN))
    shown = page.printed.explanation.shown
    assert shown is not None
    assert shown.head == "６．費用対効果　平均 2.3"
    assert shown.sum.endswith("= 9　　9 ÷ 4 = 2.25 → 2.3")
    assert shown.rest[0].startswith("小数第2位を四捨五入")
    assert "評価する委員4名のうち4名が評点を付けました。" in shown.rest
    assert "平均に含まないもの：辞退・欠席 1名。" in shown.rest
    # the same is said under the pointer, and to a screen reader
    index = page.printed.table.scores.index(5, MEAN)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == shown.text
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == shown.text


def test_the_arrows_lead_from_cell_to_cell(page: ResultsPage, qtbot: QtBot) -> None:
    table = page.printed.table
    page.printed.subjects.show_subject("B")
    table.setFocus()
    table.setCurrentIndex(table.scores.index(5, MEAN))
    qtbot.keyClick(table, Qt.Key.Key_Right)
    shown = page.printed.explanation.shown
    assert shown is not None
    assert shown.head == "６．費用対効果　左から1列目"
    mark = table.scores.index(5, 2).data()
    assert shown.sum.startswith(f"{mark}点（")
    assert shown.rest == ("平均 2.3 に含まれます。",)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    shown = page.printed.explanation.shown
    assert shown is not None
    assert "極めて妥当" in shown.sum


def test_who_is_recused_is_explained_and_not_named(page: ResultsPage, answered_office: Office) -> None:
    page.printed.subjects.show_subject("B")
    said = page.printed.attendance.label.text()
    assert said.startswith("評価する委員4名のうち4名の評価票を集計しています。")
    assert "辞退・欠席の委員1名は、表に欄がなく、分母にも含みません。" in said
    shown = [said, *(text for row in cells(page) for text in row), page.printed.explanation.toolTip()]
    for member in answered_office.evaluation.members:
        assert not any(member.name in text for text in shown)


def test_another_language_says_the_same(page: ResultsPage) -> None:
    page.printed.subjects.show_subject("B")
    page.printed.table.setCurrentIndex(page.printed.table.scores.index(5, MEAN))
    page.kit.speaker.use("en")
    shown = page.printed.explanation.shown
    assert shown is not None
    assert shown.sum.endswith("= 9;  9 ÷ 4 = 2.25 → 2.3")
    assert page.tabs.tabText(0) == "As published"
    page.kit.speaker.use("ja")
    assert page.tabs.tabText(0) == "公表する形"


def test_the_columns_order_is_chosen_and_remembered(
    page: ResultsPage, answered_office: Office, show_page: ShowPage
) -> None:
    assert page.column_order is ColumnOrder.SHUFFLED
    for order in (ColumnOrder.SORTED, ColumnOrder.AS_LISTED):
        page.order.setCurrentIndex(page.order.findData(order.value))
        wanted = ordered(answered_office, order).subjects[0].results
        assert [row[2:] for row in cells(page)] == [[str(mark) for mark in one.marks] for one in wanted]
    assert "結び付けられます" in page.printed.warning.label.text()
    again = show_page(answered_office)
    assert again.column_order is ColumnOrder.AS_LISTED


def test_the_place_in_the_table_stays_from_subject_to_subject(page: ResultsPage) -> None:
    table = page.printed.table
    table.setCurrentIndex(table.scores.index(4, 3))
    page.printed.subjects.show_subject("C")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (4, 3)


def test_a_subject_without_scores_has_comments_alone(page: ResultsPage) -> None:
    page.printed.subjects.show_subject("P")
    assert page.printed.table.isHidden()
    assert page.printed.explanation.isHidden()
    assert page.printed.chart.isHidden()
    assert "複数課題プログラム" in page.printed.remarks.toPlainText()


def test_the_chart_says_its_figures(page: ResultsPage) -> None:
    page.printed.subjects.show_subject("B")
    assert "６．費用対効果: 2.3" in page.printed.chart.accessibleDescription().splitlines()


def test_cells_are_copied_for_a_spreadsheet(page: ResultsPage, qtbot: QtBot) -> None:
    table = page.printed.table
    page.printed.subjects.show_subject("B")
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["評価項目", "評点"]
    assert lines[6].split("\t")[:2] == ["６．費用対効果", "2.3"]
    assert len(lines) == 8


def test_before_the_first_answers_one_sentence_leads_to_the_intake(
    show_page: ShowPage, office: Office, qtbot: QtBot
) -> None:
    page = show_page(office)
    assert page.nothing.isVisible()
    assert not page.meeting.isEnabled()
    assert "まだ回答を受け付けていません" in page.nothing.sentence.text()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.nothing.button.click()
    assert wanted.args == [PageName.INTAKE, None]


def test_new_answers_are_compiled_while_the_old_ones_stay(
    show_page: ShowPage, office: Office, sample: Desk, qtbot: QtBot
) -> None:
    page = show_page(office)
    evalapp("intake", sample.evaluation, sample.submission("m1"), "--apply")
    office.look()
    qtbot.waitUntil(lambda: not office.jobs.busy)
    assert not page.nothing.isVisible()
    assert "評価する委員5名のうち1名の評価票を集計しています。まだ届いていない委員は4名です。" in (
        page.printed.attendance.label.text()
    )
    assert cells(page)[0][2] == "1/5"
    evalapp("intake", sample.evaluation, sample.submissions, "--apply")
    office.look()
    assert "変わる前の結果" in page.busy.label.text()
    assert cells(page)[0][2] == "1/5"
    qtbot.waitUntil(lambda: not office.jobs.busy)
    assert page.busy.label.text() == ""
    assert len(cells(page)[0]) == 7


def test_a_subject_is_found_by_its_words(show_page: ShowPage, largest_office: Office) -> None:
    page = show_page(largest_office)
    pane = page.printed.subjects
    assert pane.model.rowCount() == 100
    assert pane.field.isVisible()
    pane.field.setText("量子 047")
    assert [one.subject.id for one in pane.model.subjects] == ["047"]
    assert page.printed.subject_id == "047"
    pane.field.clear()
    assert pane.model.rowCount() == 100
    assert page.printed.subject_id == "047"
    page.show_place("100")
    assert page.printed.subject_id == "100"
    assert all(len(row) == 3 + len(page.printed.table.scores.subject.columns) for row in cells(page))
    # every column has its place, and no row is cut
    table = page.printed.table
    assert table.height() >= table.verticalHeader().length() + table.horizontalHeader().height()


def test_models_keep_qts_rules(page: ResultsPage, qtmodeltester) -> None:
    assert page.printed.subjects.model.rowCount() == 4
    assert page.printed.table.scores.rowCount() == 7
    for model in (page.printed.subjects.model, page.printed.table.scores):
        qtmodeltester.check(model)


def test_a_file_that_is_gone_is_said(show_page: ShowPage, answered_office: Office) -> None:
    path = answered_office.path
    path.rename(path.with_suffix(".gone"))
    page = show_page(answered_office)
    assert page.fault.isVisible()
    assert path.name in page.fault.label.text()
    assert not page.meeting.isEnabled()
