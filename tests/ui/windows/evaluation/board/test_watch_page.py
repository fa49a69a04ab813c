"""The board as the secretariat uses it: it shows what came in, narrows down, zooms, and leads on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.store.evaluation_file import EvaluationFile
from evalapp.watching import CellState
from tests.story import Desk, evalapp
from tests.ui.windows.kit import new_kit
from ui.windows.evaluation.board.board_table import WIDTHS
from ui.windows.evaluation.intake_page import IntakeTab
from ui.windows.evaluation.mail_panel import MailPanel
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.watch_page import WatchPage


def shown(page: WatchPage, qtbot: QtBot, width: int = 1180, height: int = 640) -> WatchPage:
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> WatchPage:
    """The sample, issued; nothing is taken in yet."""
    return shown(WatchPage(office), qtbot)


@pytest.fixture
def large(largest_office: Office, qtbot: QtBot) -> WatchPage:
    return shown(WatchPage(largest_office), qtbot)


def words(page: WatchPage) -> list[list[str]]:
    model = page.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def members(page: WatchPage) -> list[str]:
    return [page.model.row(row).member.id for row in range(page.model.rowCount())]


def subjects(page: WatchPage) -> list[str]:
    return [page.model.subject(column).id for column in range(page.model.columnCount())]


def test_the_model_keeps_qts_rules(page: WatchPage, qtmodeltester) -> None:
    assert (page.model.rowCount(), page.model.columnCount()) == (5, 4)
    qtmodeltester.check(page.model)


def test_it_shows_what_came_in_while_it_is_looked_at(page: WatchPage, sample: Desk) -> None:
    assert words(page)[2] == ["発行済", "辞退・欠席", "発行済", "発行済"]
    page.table.go_to("m3", "C")
    sample.intake(sample.submission("m1"), sample.submission("m3"))
    page.office.look()
    assert words(page)[0] == ["提出済"] * 4
    assert page.table.place() == ("m3", "C")
    assert page.detail.state.text == "提出済"
    code = sample.record()[-1]["details"]["code"]
    assert code in page.detail.facts.toolTip()
    assert page.chips.states[CellState.HANDED_IN].accessibleName() == "提出済 7"
    assert page.chips.owed.accessibleName() == "未回答の委員 3"
    spoken = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.splitlines() == ["髙瀬 惇也", "A　再生医療技術を応用した創薬支援基盤技術開発", "提出済"]
    page.kit.speaker.use("en")
    assert words(page)[2] == ["Handed in", "Recused or absent", "Handed in", "Handed in"]
    assert page.chips.states[CellState.HANDED_IN].text() == "Handed in"


def test_chips_and_words_narrow_down(page: WatchPage, sample: Desk, qtbot: QtBot) -> None:
    sample.intake(sample.submission("m1"), sample.submission("m4"))
    page.office.look()
    qtbot.mouseClick(page.chips.states[CellState.HANDED_IN], Qt.MouseButton.LeftButton)
    assert members(page) == ["m1", "m4"]
    qtbot.mouseClick(page.chips.states[CellState.RECUSED], Qt.MouseButton.LeftButton)
    assert members(page) == ["m1", "m3", "m4"]
    # what is not looked for steps back
    assert [face.faded for face in page.model.faces[1]] == [True, False, True, True]
    page.chips.release()
    qtbot.mouseClick(page.chips.owed, Qt.MouseButton.LeftButton)
    assert members(page) == ["m2", "m3", "m5"]
    page.chips.release()
    page.search.setText("m2 遺伝子")
    assert (members(page), subjects(page)) == (["m2"], ["B", "P"])
    page.search.setText("だれもいない")
    assert not page.table.isVisible()
    assert page.note.label.text()
    qtbot.mouseClick(page.note_button, Qt.MouseButton.LeftButton)
    assert (len(members(page)), page.table.isVisible(), page.search.text()) == (5, True, "")


def test_find_and_escape(page: WatchPage, qtbot: QtBot) -> None:
    page.take_keyboard()
    assert page.table.place() == ("m1", "A")
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "m5")
    assert members(page) == ["m5"]
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert (page.table.hasFocus(), len(members(page))) == (True, 5)


def test_orders(page: WatchPage, sample: Desk, qtbot: QtBot) -> None:
    sample.intake(sample.submission("m1"), sample.submission("m4"))
    page.office.look()
    page.table.go_to("m4", "C")

    def choose(number: int) -> None:
        page.order.setCurrentIndex(number)
        page.order.activated.emit(number)

    choose(2)
    assert members(page) == ["m2", "m5", "m3", "m1", "m4"]
    # B has one recused
    assert subjects(page) == ["A", "C", "P", "B"]
    assert page.table.place() == ("m4", "C")
    choose(1)
    assert members(page) == ["m5", "m1", "m3", "m4", "m2"]
    header = page.table.horizontalHeader()
    choose(0)
    column = subjects(page).index("B")
    place = QPoint(header.sectionViewportPosition(column) + 20, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert members(page) == ["m2", "m5", "m1", "m4", "m3"]
    assert page.order.currentText() == "B の状況順"
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert members(page) == ["m1", "m2", "m3", "m4", "m5"]


def test_keys_move_copy_and_lead_on(page: WatchPage, sample: Desk, qtbot: QtBot) -> None:
    sample.intake(sample.submission("m1"))
    page.office.look()
    wanted: list[tuple] = []
    page.page_wanted.connect(lambda *place: wanted.append(place))
    page.take_keyboard()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted == [(PageName.INTAKE, IntakeTab.HISTORY)]
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert page.table.place() == ("m2", "B")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted[1:] == [(PageName.ISSUE, ("m2",))]
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert (len(lines), lines[0]) == (6, "\tA\tB\tC\tP")
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    second, third = (page.model.row(row).member.name for row in (1, 2))
    assert QGuiApplication.clipboard().text() == f"\tB\n{second}\t発行済\n{third}\t辞退・欠席"
    assert "2名・2欄" in page.detail.who.text


def test_the_whole_board_fits_and_zooms(large: WatchPage, qtbot: QtBot) -> None:
    table = large.table
    assert table.fitted
    assert table.horizontalScrollBar().maximum() == table.verticalScrollBar().maximum() == 0
    table.go_to("m30", "100")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert not table.fitted
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    before = table.cell_width
    place = QPointF(200, 100)
    for delta in (120, 120, -120):
        wheel = QWheelEvent(
            place,
            table.viewport().mapToGlobal(place),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(table.viewport(), wheel)
    assert table.cell_width == pytest.approx(WIDTHS[WIDTHS.index(pytest.approx(before)) + 1])
    qtbot.keyClick(table, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert table.fitted
    large.resize(1400, 800)
    assert table.horizontalScrollBar().maximum() == 0


def test_who_is_missing_is_still_seen_from_far(large: WatchPage) -> None:
    """A grain that is open has other colours than one that is done."""
    model, table = large.model, large.table
    picture = table.viewport().grab().toImage()

    def grain(member: str, subject: str) -> list[int]:
        rect = table.visualRect(model.index_of(member, subject)).adjusted(1, 1, -1, -1)
        piece = picture.copy(rect)
        return sorted(piece.pixel(x, y) for x in range(piece.width()) for y in range(piece.height()))

    assert grain("m01", "001") != grain("m10", "010")
    assert grain("m01", "001") == grain("m02", "001")


def test_reminders_go_to_exactly_those_who_owe(page: WatchPage, sample: Desk, qtbot: QtBot) -> None:
    sample.intake(sample.submission("m1"), sample.submission("m4"))
    page.office.look()
    assert page.remind_button.text() == "3名に督促…"
    qtbot.mouseClick(page.remind_button, Qt.MouseButton.LeftButton)
    (panel,) = page.findChildren(MailPanel)
    assert [item.member.id for item in panel._items] == ["m2", "m3", "m5"]
    panel.close()
    page.table.select_members({"m1", "m2"})
    page.remind(tuple(page.table.selected_members()))
    panel = page.findChildren(MailPanel)[-1]
    assert [item.member.id for item in panel._items] == ["m2"]
    panel.close()
    sample.intake(*sample.all_submissions())
    page.office.look()
    assert not page.remind_button.isEnabled()


def test_after_the_deadline_who_is_late_is_marked(qapp: QApplication, sample: Desk, qtbot: QtBot) -> None:
    kit = replace(new_kit(qapp), now=lambda: datetime(2040, 1, 1, tzinfo=UTC))
    office = Office(kit, EvaluationFile(sample.evaluation))
    page = shown(WatchPage(office), qtbot)
    assert page.chips.owed.accessibleName() == "期限超過の委員 5"
    assert page.model.faces[0][0].urgent
    page.show_place("owed")
    assert len(members(page)) == 5
    page.show_place(("m2", "m3"))
    assert page.table.selected_members() == ["m2", "m3"]
    office.close()


def test_an_empty_page_leads_to_the_set_up_and_one_without_issues_to_issue(
    tmp_path: Path, qtbot: QtBot, open_office: Callable[[Path], Office]
) -> None:
    fresh, setup = tmp_path / "fresh.evaluation", tmp_path / "s.toml"
    setup.write_text(
        '[evaluation]\ntitle = "評価"\nkind = "interim"\nrubric = "meti-project"\n'
        '[[subject]]\nid = "A"\ntitle = "課題"\n[[member]]\nid = "m1"\nname = "委員"\n',
        "utf-8",
    )
    evalapp("new", fresh, "--setup", setup)
    unissued = shown(WatchPage(open_office(fresh)), qtbot)
    assert "まだ発行していません" in unissued.note.label.text()
    assert not unissued.remind_button.isEnabled()
    with qtbot.waitSignal(unissued.page_wanted) as wanted:
        qtbot.mouseClick(unissued.note_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [PageName.ISSUE, None]
    assert words(unissued) == [["未発行"]]


@pytest.mark.parametrize("text_size", [80, 150, 200])
def test_the_board_keeps_its_room_at_every_size_of_text(page: WatchPage, text_size: int) -> None:
    page.kit.theme.use(text_size=text_size)
    page.resize(1130, 600)
    QApplication.processEvents()
    table, em = page.table, page.kit.theme.em
    assert table.viewport().height() >= em * 5 * 0.72
    assert table.horizontalScrollBar().maximum() == table.verticalScrollBar().maximum() == 0
    assert page.minimumSizeHint().height() <= 600
