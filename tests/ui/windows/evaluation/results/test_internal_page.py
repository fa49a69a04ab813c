"""The internal view: marked as such, disagreement first, names and tendencies beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from evalapp.compiling import report_of
from evalapp.internal_view import internal_view
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.results.internal_page import InternalPage
from ui.windows.evaluation.results.listing_table import ListingTable
from ui.windows.kit import Kit


@pytest.fixture
def page(kit: Kit, answered_office: Office, qtbot: QtBot) -> InternalPage:
    shown = InternalPage(kit)
    qtbot.addWidget(shown)
    shown.resize(1190, 580)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_report(report_of(answered_office.file))
    return shown


def column(table: ListingTable, number: int) -> list[str]:
    return [table.lines.index(row, number).data() for row in range(table.lines.rowCount())]


def click_head(table: ListingTable, section: int, qtbot: QtBot) -> None:
    heads = table.horizontalHeader()
    x = heads.sectionViewportPosition(section) + heads.sectionSize(section) // 2
    place = heads.viewport().rect().topLeft()
    place.setX(x)
    place.setY(heads.height() // 2)
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_it_says_what_it_is(page: InternalPage) -> None:
    assert page.banner.sentence == "事務局内部用・公表不可"
    assert page.banner.isVisible()
    assert "補正には使いません" in page.note.text()


def test_the_largest_disagreement_stands_first(page: InternalPage, answered_office: Office) -> None:
    view = internal_view(report_of(answered_office.file))
    assert column(page.cells, 0)[0].startswith("C　")
    assert column(page.cells, 1)[0] == "６．費用対効果"
    assert len(column(page.cells, 0)) == len(view.cells) == 21
    gaps = [float(text) for text in column(page.cells, 8)]
    assert gaps == sorted(gaps, reverse=True)
    first = [page.cells.lines.index(0, number).data() for number in range(2, 9)]
    assert first == ["2.0", "5/5", "2", "1–3", "0.89", "20%", "1.20"]


def test_who_gave_what_stands_beside(page: InternalPage, answered_office: Office, qtbot: QtBot) -> None:
    names = [member.name for member in answered_office.evaluation.members]
    assert column(page.names, 0) == names
    assert column(page.names, 1) == ["1", "3", "2", "1", "3"]
    assert page.how.text().endswith("10 ÷ 5 = 2 → 2.0")
    page.cells.setFocus()
    qtbot.keyClick(page.cells, Qt.Key.Key_Down)
    assert page.about.text().startswith("B　")
    # the member who does not judge B is there, with the reason
    assert column(page.names, 1)[2] == "－"
    assert column(page.names, 2)[2] == "辞退"


def test_every_column_can_be_sorted(page: InternalPage, qtbot: QtBot) -> None:
    click_head(page.cells, 2, qtbot)
    means = [float(text) for text in column(page.cells, 2)]
    assert means == sorted(means)
    click_head(page.cells, 2, qtbot)
    means = [float(text) for text in column(page.cells, 2)]
    assert means == sorted(means, reverse=True)
    # the row that was current stays it
    row = page.cells.currentIndex().row()
    assert page.cells.lines.lines[row].what == ("C", "c6")
    # a third click gives the first order back
    click_head(page.cells, 2, qtbot)
    assert page.cells.lines.lines[0].what == ("C", "c6")


def test_rows_are_searched(page: InternalPage) -> None:
    page.field.setText("遺伝子 総合")
    assert column(page.cells, 1) == ["７．総合評価"]
    assert page.about.text() == "B　７．総合評価"
    page.field.setText("ない")
    assert column(page.cells, 0) == []
    page.field.clear()
    assert len(column(page.cells, 0)) == 21


def test_tendencies_are_those_of_the_core(page: InternalPage) -> None:
    assert column(page.tendencies, 1) == ["-0.52", "+0.39", "-0.61", "-0.22", "+0.75"]
    assert column(page.tendencies, 2) == [
        "低めの傾向",
        "高めの傾向",
        "低めの傾向",
        "他の委員と同程度",
        "高めの傾向",
    ]
    assert column(page.tendencies, 3) == ["21", "21", "14", "21", "21"]


def test_rows_are_copied(page: InternalPage, qtbot: QtBot) -> None:
    page.tendencies.selectAll()
    qtbot.keyClick(page.tendencies, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 6
    # a sign in front of a number is no formula
    assert lines[1].split("\t")[1] == "-0.52"


def test_enter_leads_to_the_subject(page: InternalPage, qtbot: QtBot) -> None:
    page.cells.setFocus()
    with qtbot.waitSignal(page.subject_wanted) as wanted:
        qtbot.keyClick(page.cells, Qt.Key.Key_Return)
    assert wanted.args == ["C"]


def test_models_keep_qts_rules(page: InternalPage, qtmodeltester) -> None:
    for table in (page.cells, page.names, page.tendencies):
        assert table.lines.rowCount() >= 5
        qtmodeltester.check(table.lines)


def test_another_language_says_the_same(page: InternalPage, kit: Kit) -> None:
    kit.speaker.use("en")
    assert page.banner.sentence == "For the secretariat only – not for publication"
    assert column(page.cells, 1)[0] == "6. 費用対効果"
    assert column(page.tendencies, 2)[0] == "gives fewer points"
