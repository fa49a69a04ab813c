"""The models of the intake page say what they are given, and keep Qt's rules."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.intake import Status
from tests.story import Desk, evalapp, planned
from tests.ui.windows.evaluation.intake_desk import IntakeDesk, form_of
from ui.windows.detail_list import Detail, DetailKind, DetailList
from ui.windows.evaluation.intake.forms_model import FormsModel
from ui.windows.evaluation.intake.history_model import HistoryModel
from ui.windows.evaluation.intake.plan_model import PlanModel
from ui.windows.evaluation.intake.reading import standing
from ui.windows.evaluation.office import Office
from ui.windows.kit import Kit
from ui.windows.theme import Look


def test_the_plan(office: Office, sample: Desk, qtmodeltester: ModelTester) -> None:
    (sample.folder / "bad.submission").write_text("hello")
    made = planned(office.file, [*sample.all_submissions(), sample.folder / "bad.submission"])
    model = PlanModel(office.kit)
    model.show_plan(made, office.evaluation, {}, carried_out=False)
    qtmodeltester.check(model)
    assert (model.rowCount(), model.columnCount()) == (6, 6)
    assert model.index(0, 5).data() == model.sentence(made.entries[5])
    model.show_only(Status.NEW)
    assert model.rowCount() == 5
    qtmodeltester.check(model)


def test_forms_and_history(office: Office, sample: Desk, qtmodeltester: ModelTester) -> None:
    evalapp("intake", sample.evaluation, *sample.all_submissions()[:3], "--apply")
    evalapp("intake", sample.evaluation, form_of(sample, "m4"), "--apply")
    found = standing(office.file)
    forms, history = FormsModel(office), HistoryModel(office)
    forms.show_forms(found.waiting)
    qtmodeltester.check(forms)
    assert forms.rowCount() == 1
    history.show_notes(found.intakes)
    qtmodeltester.check(history)
    assert [history.rowCount(history.index(row, 0)) for row in range(2)] == [1, 3]
    inside = history.index(2, 4, history.index(1, 0))
    assert inside.data() == found.intakes[1].files[2].code
    assert history.note_at(inside) is found.intakes[1]
    assert history.note_at(QModelIndex()) is None


@pytest.fixture
def details(kit: Kit, qtbot: QtBot) -> DetailList:
    made = DetailList(kit)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    return made


def test_details_take_the_height_of_their_texts(
    details: DetailList, kit: Kit, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    long = "着実に成果が出ている。" * 20
    details.show_details(
        [
            Detail(DetailKind.TITLE, "変更前と変更後"),
            Detail(DetailKind.HEADING, "A　課題"),
            Detail(DetailKind.CHANGE, "1 必要性", "0", "3"),
            Detail(DetailKind.TEXT_CHANGE, "提言", long + "以上。", long),
            Detail(DetailKind.VALUE, "2 効率性", "2"),
            Detail(DetailKind.TEXT, "肯定的意見", long),
            Detail(DetailKind.REMARK, "なし"),
            Detail(DetailKind.VALUE, "状態", "利害関係: 共同研究の相手方であるため評価しない"),
        ]
    )
    qtmodeltester.check(details.details)
    rows = [details.details.index(row) for row in range(8)]
    qtbot.waitUntil(lambda: details.visualRect(rows[7]).height() > 0)
    heights = [details.visualRect(row).height() for row in rows]
    assert heights[3] > heights[5] > 3 * heights[4]
    assert heights[7] > heights[4], "a long value stands below its name"
    details.grab()
    for look in Look:
        kit.theme.use(look)
        details.grab()
    QTest.keySequence(details, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QApplication.clipboard().text().splitlines()[2] == "1 必要性: 3 → 0"


def test_a_thousand_details_are_laid_out_without_holding_the_window_up(
    details: DetailList, qtbot: QtBot
) -> None:
    texts = [Detail(DetailKind.TEXT, f"意見 {n}", "着実に成果が出ている。" * 30) for n in range(1000)]
    details.show_details(texts)
    details.grab()
    last = details.details.index(999)
    assert details.visualRect(last).height() == 0, "the last ones wait for a moment in which nobody waits"
    qtbot.waitUntil(lambda: details.visualRect(last).height() > 0)


def test_widths_set_by_hand_stay(office: Office, qtbot: QtBot, sample: Desk) -> None:
    intake = IntakeDesk(office, qtbot)
    intake.drop(*sample.all_submissions())
    table = intake.page.files.view.table
    heads = table.heads
    edge = heads.sectionViewportPosition(1)
    line = heads.viewport()
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QRectF(edge - 1, 8, 1, 1).topLeft().toPoint())
    QTest.mouseMove(line, QRectF(edge + 60, 8, 1, 1).topLeft().toPoint())
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QRectF(edge + 60, 8, 1, 1).topLeft().toPoint())
    assert heads.sectionSize(0) >= edge + 50
    intake.page.resize(1300, 640)
    assert heads.sectionSize(0) >= edge + 50
