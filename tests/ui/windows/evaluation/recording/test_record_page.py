"""The record is read through, verified and written out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.story import Desk, tampering
from tests.ui.windows.evaluation.conftest import OpenOffice
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.record_page import RecordPage
from ui.windows.evaluation.recording.record_model import Column
from ui.windows.rows import SIGN_ROLE


def shown(office: Office, qtbot: QtBot) -> RecordPage:
    page = RecordPage(office)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return page


@pytest.fixture
def page(answered_office: Office, qtbot: QtBot) -> RecordPage:
    return shown(answered_office, qtbot)


def cells(page: RecordPage, column: Column) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def idle(page: RecordPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.office.jobs.busy)


def test_the_model_keeps_qts_rules(page: RecordPage, qtmodeltester) -> None:
    assert page.model.rowCount() == 11
    qtmodeltester.check(page.model)


def test_the_newest_is_first_and_the_rest_is_sorted_by_heads(page: RecordPage, qtbot: QtBot) -> None:
    assert cells(page, Column.NUMBER) == [str(number) for number in range(11, 0, -1)]
    assert cells(page, Column.ACT)[-1] == "作成"
    heads = page.rows.heads
    for column in (Column.NUMBER, Column.ACT):
        place = heads.rect().center()
        place.setX(heads.sectionViewportPosition(column) + 10)
        qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert page.model.entry(page.rows.currentIndex()) is not None
        if column is Column.NUMBER:
            assert cells(page, Column.NUMBER)[0] == "1"
    assert cells(page, Column.ACT) == sorted(cells(page, Column.ACT))
    assert cells(page, Column.NUMBER)[1:6] == ["7", "8", "9", "10", "11"]


def test_it_is_narrowed_down(page: RecordPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.rows, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    # in the key of an evaluation, which is in its first line, no 1 comes after a letter but in "age1"
    qtbot.keyClicks(page.search.words, "m1")
    assert set(cells(page, Column.ACT)) == {"評価票ファイルを発行", "受付"}
    assert page.count.text() == "11行のうち2行を表示"
    page.search.act.setCurrentIndex(page.search.act.findData("accepted"))
    assert page.model.rowCount() == 1
    page.search.time.setCurrentIndex(page.search.time.findData("today"))
    qtbot.keyClick(page.search.words, Qt.Key.Key_Escape)
    assert page.rows.hasFocus()
    page.search.clear()
    assert page.model.rowCount() == 11
    assert [page.search.time.itemText(place) for place in range(3)] == ["すべての期間", "今日", "この7日間"]
    assert page.search.time.count() == 4


def test_the_line_chosen_is_told_in_full_and_copied(page: RecordPage, answered: Desk, qtbot: QtBot) -> None:
    page.take_keyboard()
    qtbot.keyClick(page.rows, Qt.Key.Key_Down)
    details = page.details.details
    texts = [details.index(row).data() for row in range(details.rowCount())]
    line = answered.record()[-2]
    assert any(line["hash"] in text for text in texts)
    assert any(line["previous"] in text for text in texts)
    assert any(str(line["details"]["code"]) in text for text in texts)
    qtbot.keyClick(page.rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\t")
    assert (copied[Column.NUMBER], copied[Column.ACT]) == ("10", "受付")


def test_verifying_says_what_it_found_until_something_is_done(
    page: RecordPage, answered: Desk, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.verify_button.isEnabled)
    assert "記録は改変されておらず" in page.note.label.text()
    head = answered.record()[-1]["hash"]
    assert head[:16] in page.note.label.text()
    answered.intake(answered.revised("m1", 0))
    page.office.look()
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    assert page.note.label.text() == ""


def test_faults_are_named_and_the_broken_line_is_marked(
    answered: Desk, open_office: OpenOffice, qtbot: QtBot
) -> None:
    with tampering(answered.evaluation) as db:
        db.execute("UPDATE record SET actor = 'somebody' WHERE number = 4")
        db.execute("UPDATE mark SET points = 3 WHERE subject = 2 AND criterion = 6 AND member = 1")
    page = shown(open_office(answered.evaluation), qtbot)
    page.verify()
    qtbot.waitUntil(page.verify_button.isEnabled)
    said = page.note.label.text()
    assert "(m1, B)" in said
    assert len(said.splitlines()) == 3
    broken = [
        page.model.index(row, Column.NUMBER).data()
        for row in range(11)
        if page.model.index(row, Column.NUMBER).data(SIGN_ROLE)
    ]
    assert broken == ["4"]
    page.kit.speaker.use("en")
    idle(page, qtbot)
    assert "Line 4 of the record was changed" in page.note.label.text()


def test_it_is_written_out_as_shown_or_whole(page: RecordPage, answered: Desk, qtbot: QtBot) -> None:
    dialogs = page.kit.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    page.search.words.setText("m1")
    target = answered.folder / "record.csv"
    dialogs.answers = [target]
    page.write_out(".csv", everything=False)
    idle(page, qtbot)
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    assert [row["act"] for row in rows] == ["ballot-issued", "accepted"]
    assert rows[1]["act_in_words"] == "受付"
    assert json.loads(rows[1]["details"])["member"] == "m1"
    assert str(target) in page.note.label.text()
    dialogs.answers = [answered.folder / "record"]
    page.write_out(".json", everything=True)
    idle(page, qtbot)
    found = json.loads((answered.folder / "record.json").read_bytes())
    assert found["lines"] == answered.record()
    dialogs.answers = [None]
    page.write_out(".json", everything=True)
    assert not page.office.jobs.busy
    dialogs.answers = [answered.folder / "nowhere" / "r.csv"]
    page.write_out(".csv", everything=True)
    idle(page, qtbot)
    assert "nowhere" in page.note.label.text()


def test_the_menu_offers_what_is_shown_only_if_that_is_less(page: RecordPage) -> None:
    page.search.words.setText("m1")
    page.menu.aboutToShow.emit()
    assert [action.text() for action in page.menu.actions()] == [
        "表示中の行(2行)をCSVで",
        "すべての行(11行)をCSVで",
        "表示中の行(2行)をJSONで",
        "すべての行(11行)をJSONで",
    ]
    page.search.words.clear()
    page.menu.aboutToShow.emit()
    assert len(page.menu.actions()) == 2


def test_another_language_says_the_lines_anew(page: RecordPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.kit.speaker.use("en")
    qtbot.waitUntil(lambda: cells(page, Column.ACT)[-1] == "created")
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "No."
    assert page.search.act.itemText(0) == "All acts"
    assert not list(tmp_path.glob("*.csv"))
