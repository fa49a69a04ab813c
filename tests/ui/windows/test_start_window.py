"""The start window: what a stranger sees first, and the list of what was opened before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.data_folder import data_folder
from evalapp.errors import EvalError
from evalapp.known_files import KnownBallot, KnownEvaluation, recent_files, remember
from evalapp.places import Place
from evalapp.store.ballot_file import BallotFile
from tests.ui.windows.kit import NOON, AnsweringDialogs, new_kit
from tests.ui.windows.test_app import PlainWindow
from ui.windows.app import EvalApp
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.kit import Kit
from ui.windows.recents import MISSING_ROLE, WHEN_ROLE, WHERE_ROLE
from ui.windows.start_window import StartWindow
from ui.windows.theme import Look


def known(path: Path, days: float = 0) -> KnownBallot:
    return KnownBallot(path, "a" * 32, "小さな評価", "委員 一", NOON - timedelta(days=days))


@pytest.fixture
def rows(tmp_path: Path) -> tuple[KnownBallot, ...]:
    return (
        known(tmp_path / "m1.ballot"),
        known(data_folder() / "ballots" / "m2.ballot", 1),
        known(data_folder() / "sample" / "m3.ballot", 9),
    )


@pytest.fixture
def window(kit: Kit, qtbot: QtBot) -> StartWindow:
    made = StartWindow(kit)
    qtbot.addWidget(made)
    made.show()
    return made


def drop(window: StartWindow, mime: QMimeData) -> None:
    where, button = QPointF(20, 20), Qt.MouseButton.LeftButton
    action = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    move = Qt.KeyboardModifier.ShiftModifier  # what the user asks for
    entering = QDragEnterEvent(where, action, mime, button, move)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    dropped = QDropEvent(where, action, mime, button, move)
    QApplication.sendEvent(window, dropped)
    assert dropped.dropAction() is Qt.DropAction.CopyAction, "it stays where it was"


def urls(*addresses: QUrl) -> QMimeData:
    mime = QMimeData()
    mime.setUrls(list(addresses))
    return mime


def test_a_stranger_reads_what_this_is_and_what_to_do(window: StartWindow) -> None:
    window.show_recent((), sample=False, office_sample=False)
    assert not window.recent.isVisible()
    assert "事務局" in window._empty.text()
    assert len(window._empty.text().splitlines()) == 2
    assert window.sample_button.isVisible()
    assert not window.anew_button.isVisible()


def test_the_list_says_what_whose_where_and_when(
    window: StartWindow, rows: tuple[KnownBallot, ...], qtmodeltester: ModelTester
) -> None:
    window.show_recent(rows, sample=True, office_sample=True)
    model = window.model
    qtmodeltester.check(model, force_py=True)
    qtmodeltester.check(model)
    said = [[str(model.index(row).data(role)) for role in (0, WHERE_ROLE, WHEN_ROLE)] for row in range(3)]
    assert said[0][0] == "小さな評価"
    assert "委員 一" in said[0][1]
    assert said[0][2] == "今日 12:00"
    assert "アプリの保存場所" in said[1][1]
    assert said[1][2] == "昨日 12:00"
    assert "見本" in said[2][1]
    assert said[2][2] == "2026/11/11"
    spoken = str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert all(part in spoken for part in said[0])
    assert window.anew_button.isVisible()


def test_what_is_gone_is_said_and_not_by_colour_alone(
    window: StartWindow, rows: tuple[KnownBallot, ...]
) -> None:
    window.show_recent(rows, sample=False, office_sample=False)
    window.mark_missing({rows[1].path})
    assert [window.model.index(row).data(MISSING_ROLE) for row in range(3)] == [False, True, False]
    assert window.model.index(1).data(WHEN_ROLE) == "見つかりません"


def test_the_list_is_used_by_keyboard_and_by_mouse(
    window: StartWindow, rows: tuple[KnownBallot, ...], qtbot: QtBot
) -> None:
    window.show_recent(rows, sample=False, office_sample=False)
    window.recent.setFocus()
    with qtbot.waitSignal(window.files_chosen) as chosen:
        qtbot.keyClick(window.recent, Qt.Key.Key_Down)
        qtbot.keyClick(window.recent, Qt.Key.Key_Return)
    assert chosen.args == [[rows[1].path]]
    with qtbot.waitSignal(window.forgotten) as forgotten:
        qtbot.keyClick(window.recent, Qt.Key.Key_Delete)
    assert forgotten.args == [rows[1].path]
    with qtbot.waitSignal(window.files_chosen) as clicked:
        place = window.recent.visualRect(window.model.index(2)).center()
        qtbot.mouseClick(window.recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [[rows[2].path]]


def test_a_file_is_chosen_and_its_folder_remembered(
    window: StartWindow, kit: Kit, qtbot: QtBot, tmp_path: Path
) -> None:
    assert isinstance(kit.dialogs, AnsweringDialogs)
    kit.dialogs.answers = [[tmp_path / "m1.ballot"], []]
    with qtbot.waitSignal(window.files_chosen) as chosen:
        qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [[tmp_path / "m1.ballot"]]
    assert kit.settings.text("open-folder") == str(tmp_path)
    with qtbot.assertNotEmitted(window.files_chosen):
        window.open_button.click()


def test_the_secretariat_opens_makes_and_tries_evaluations(
    window: StartWindow, kit: Kit, qtbot: QtBot, tmp_path: Path
) -> None:
    assert isinstance(kit.dialogs, AnsweringDialogs)
    kit.dialogs.answers = [[tmp_path / "x.evaluation"]]
    with qtbot.waitSignal(window.files_chosen) as chosen:
        window.open_office_button.click()
    assert chosen.args == [[tmp_path / "x.evaluation"]]
    with qtbot.waitSignals([window.new_wanted, window.new_wanted]):
        window.new_button.click()
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not window.office_anew_button.isVisible()
    window.show_recent((), sample=False, office_sample=True)
    assert window.office_anew_button.isVisible()
    for button, anew in ((window.office_sample_button, False), (window.office_anew_button, True)):
        with qtbot.waitSignal(window.office_sample_wanted) as wanted:
            button.click()
        assert wanted.args == [anew]


def test_an_evaluation_in_the_list_says_how_large_it_is(window: StartWindow, tmp_path: Path) -> None:
    row = KnownEvaluation(tmp_path / "x.evaluation", "大きな評価", 100, 30, NOON)
    window.show_recent((row,), sample=False, office_sample=False)
    assert str(window.model.index(0).data(WHERE_ROLE)).startswith("事務局：評価対象100件・評価委員30名")


def test_the_card_turns_where_it_has_no_room(window: StartWindow) -> None:
    window.resize(1000, 700)
    beside = window._office_head.mapTo(window, QPoint(0, 0)).x()
    assert beside > window._member_head.mapTo(window, QPoint(0, 0)).x()
    window.resize(520, 700)
    QApplication.processEvents()
    assert window._office_head.mapTo(window, QPoint(0, 0)).x() < beside


def test_files_are_dropped_anywhere(window: StartWindow, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.files_chosen) as dropped:
        drop(window, urls(QUrl.fromLocalFile(str(tmp_path / "評価 票.ballot"))))
    assert dropped.args == [[tmp_path / "評価 票.ballot"]]


@pytest.mark.parametrize("what", ["text", "address"])
def test_what_is_no_file_is_refused_with_a_sentence(what: str, window: StartWindow, qtbot: QtBot) -> None:
    mime = urls(QUrl("https://example.jp/m1.ballot"))
    if what == "text":
        mime = QMimeData()
        mime.setText("m1.ballot")
    with qtbot.assertNotEmitted(window.files_chosen):
        drop(window, mime)
    assert "保存" in window.banners["fault 1"].sentence


def test_faults_stack_up_to_three_follow_the_language_and_go(window: StartWindow, kit: Kit) -> None:
    for number in range(5):
        window.show_fault(EvalError("file-missing", file=f"{number}.ballot"))
    assert [window.banners[f"fault {place}"].sentence[0] for place in (1, 2, 3)] == ["0", "1", "4"]
    kit.speaker.use("en")
    assert "was not found" in window.banners["fault 1"].sentence
    window.banners["fault 1"].buttons[0].click()
    assert "fault 1" not in window.banners
    window.clear_faults()
    assert not window.has_faults
    assert not window.banners.isVisible()


def test_language_colours_and_size_change_at_once_and_stay(
    window: StartWindow, kit: Kit, qapp: QApplication
) -> None:
    preferences = window.preferences
    japanese, height = window.open_button.text(), window.open_button.sizeHint().height()
    preferences.language.setFocus()
    preferences.language.setCurrentIndex(preferences.language.findData("en"))
    preferences.language.activated.emit(preferences.language.currentIndex())
    assert window.open_button.text() != japanese
    assert window.open_button.text() == "Open a ballot…"
    preferences.look.activated.emit(preferences.look.currentIndex())
    preferences.look.setCurrentIndex(list(Look).index(Look.DARK))
    preferences.look.activated.emit(preferences.look.currentIndex())
    preferences.text_size.setCurrentIndex(preferences.text_size.findData(200))
    preferences.text_size.activated.emit(preferences.text_size.currentIndex())
    assert window.open_button.sizeHint().height() > height * 1.7
    again = kit.settings
    assert (again.language, again.look, again.text_size) == ("en", Look.DARK, 200)
    kit.theme.use(Look.LIGHT, 100)
    assert qapp.palette().window().color().lightness() > 200


def test_the_wheel_changes_no_choice(window: StartWindow) -> None:
    for box in (window.preferences.language, window.preferences.look, window.preferences.text_size):
        before = box.currentIndex()
        for way in (-120, 120):
            wheel = QWheelEvent(
                QPointF(5, 5),
                QPointF(5, 5),
                QPoint(),
                QPoint(0, way),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(box, wheel)
            assert box.currentIndex() == before


def test_a_screen_reader_names_every_control(window: StartWindow, rows: tuple[KnownBallot, ...]) -> None:
    window.show_recent(rows, sample=True, office_sample=True)
    preferences = window.preferences
    for control in (
        window.open_button,
        window.recent,
        window.sample_button,
        window.anew_button,
        window.open_office_button,
        window.new_button,
        window.office_sample_button,
        window.office_anew_button,
        preferences.language,
        preferences.look,
        preferences.text_size,
    ):
        spoken = QAccessible.queryAccessibleInterface(control)
        assert spoken.text(QAccessible.Text.Name), control


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("code", ["ja", "en"])
def test_nothing_is_wider_than_a_small_screen(code: str, size: int, qapp: QApplication, qtbot: QtBot) -> None:
    kit = new_kit(qapp, code, text_size=size)
    window = StartWindow(kit)
    qtbot.addWidget(window)
    window.show_fault(EvalError("file-damaged", file="/home/member/Downloads/m1.ballot"))
    window.resize(1366, 700)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    assert window.width() == 1366
    assert window._content.width() <= 1366
    for button in (window.open_button, window.sample_button, window.open_office_button, window.new_button):
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= button.sizeHint().height()
    for text in (window._purpose, window._empty, window._drop_hint):
        assert text.height() >= text.heightForWidth(text.width())
    kit.theme.use(text_size=100)


def test_the_app_shows_what_it_opened_and_forgets_on_demand(
    qapp: QApplication, kit: Kit, ballot_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with BallotFile(ballot_path) as file:
        remember(data_folder(), tmp_path / "gone.ballot", file.ballot, NOON - timedelta(days=3))
    app = EvalApp(qapp, kit, lambda _path: Place.DURABLE, PlainWindow, open_evaluation)
    window = app.open(ballot_path)
    assert window is not None
    start = app.show_start()
    assert start.model.rowCount() == 2
    qtbot.waitUntil(lambda: start.model.index(1).data(MISSING_ROLE) is True)
    assert start.model.index(0).data(MISSING_ROLE) is False
    start.recent.setCurrentIndex(start.model.index(1))
    qtbot.keyClick(start.recent, Qt.Key.Key_Delete)
    assert [one.path for one in recent_files(data_folder())] == [ballot_path]
    assert start.model.rowCount() == 1
    start.files_chosen.emit([ballot_path])
    assert app.windows == (window,)
    for one in (start, window):
        one.close()
    app.close_all()
