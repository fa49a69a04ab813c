"""The secretariat's window around its pages: turning them, drops, notices, closing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from evalapp.places import Place
from tests.story import Desk
from tests.ui.windows.evaluation.conftest import OpenOffice
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.dialogs import Answer
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.kit import Kit
from ui.windows.opened import Opened, OpenedKind
from ui.windows.saving import Saving


class PlainPage(OfficePage):
    """A page with one line to write in."""

    def __init__(self, name: PageName, office: Office) -> None:
        super().__init__(office)
        self.name = name
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)
        self.read = 0
        self.places: list[object] = []
        self.files: list[Path] = []
        self.undone = 0
        self.retranslate()

    def refresh(self) -> None:
        self.read += 1

    def retranslate(self) -> None:
        self.line.setPlaceholderText(self.kit.speaker.language.code)

    def show_place(self, place: object) -> None:
        self.places.append(place)

    def take_files(self, paths: list[Path]) -> bool:
        if self.name is not PageName.INTAKE:
            return super().take_files(paths)
        self.files += paths
        return True

    def undo_words(self) -> str:
        return "a word" if self.name is PageName.SETUP else ""

    def undo(self) -> None:
        self.undone += 1

    def take_keyboard(self) -> None:
        self.line.setFocus()


Show = Callable[..., EvaluationWindow]


@pytest.fixture
def show(qtbot: QtBot, sample: Desk, open_office: OpenOffice) -> Iterator[Show]:
    windows: list[EvaluationWindow] = []

    def shown(office: Office | None = None, place: Place = Place.DURABLE) -> EvaluationWindow:
        office = office or open_office(sample.evaluation)
        path = office.path
        opened = Opened(path, path, place, OpenedKind.IN_PLACE, locked_elsewhere=office.read_only)
        window = EvaluationWindow(office, opened, PlainPage)
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield shown
    for window in windows:
        window.office.close()
        window.deleteLater()


def page(window: EvaluationWindow, name: PageName) -> PlainPage:
    found = window.pages.page(name)
    assert isinstance(found, PlainPage)
    return found


def shown_page(window: EvaluationWindow) -> PageName:
    found = window.pages.currentWidget()
    assert isinstance(found, PlainPage)
    assert window.rail.buttons[found.name].isChecked()
    return found.name


def drop(window: EvaluationWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier))


def test_the_rail_turns_pages_by_click_arrows_and_keys(show: Show, qtbot: QtBot) -> None:
    window = show()
    assert shown_page(window) is PageName.WATCH
    qtbot.mouseClick(window.rail.buttons[PageName.RECORD], Qt.MouseButton.LeftButton)
    assert shown_page(window) is PageName.RECORD
    assert page(window, PageName.RECORD).line.hasFocus()
    window.next_part()
    assert window.rail.buttons[PageName.RECORD].hasFocus()
    qtbot.keyClick(window.rail.buttons[PageName.RECORD], Qt.Key.Key_Up)
    assert window.rail.buttons[PageName.PUBLISHING].hasFocus()
    qtbot.keyClick(window.rail.buttons[PageName.PUBLISHING], Qt.Key.Key_Space)
    assert shown_page(window) is PageName.PUBLISHING
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert shown_page(window) is PageName.SETUP


def test_the_page_last_shown_is_shown_again(show: Show, sample: Desk, open_office: OpenOffice) -> None:
    window = show()
    window.turn_to(PageName.ISSUE)
    window.close()
    again = show(open_office(sample.evaluation))
    assert shown_page(again) is PageName.ISSUE


def test_a_page_is_read_when_seen_and_when_the_file_changes(show: Show) -> None:
    window = show()
    watch, intake = page(window, PageName.WATCH), page(window, PageName.INTAKE)
    assert (watch.read, intake.read) == (1, 0)
    window.office.changed.emit()
    assert (watch.read, intake.read) == (2, 0)
    watch.page_wanted.emit(PageName.INTAKE, "here")
    assert shown_page(window) is PageName.INTAKE
    assert (watch.read, intake.read, intake.places) == (2, 1, ["here"])
    window.office.changed.emit()
    window.turn_to(PageName.WATCH)
    assert watch.read == 3


def test_what_another_program_writes_is_seen(show: Show, sample: Desk, qtbot: QtBot) -> None:
    window = show()
    with qtbot.waitSignal(window.office.changed):
        sample.intake(sample.submission("m1"))
        window.office.look()


def test_what_was_said_goes_with_its_page(show: Show) -> None:
    window = show()
    window.turn_to(PageName.ISSUE)
    window.office.said.emit("一つ目")
    assert window.toast.isVisible()
    window.turn_to(PageName.ISSUE)
    assert window.toast.isVisible()
    window.turn_to(PageName.WATCH)
    assert not window.toast.isVisible()


def test_undo_belongs_to_the_page_that_is_shown(show: Show) -> None:
    window = show()
    assert not window.menu_action("undo").isEnabled()
    window.turn_to(PageName.SETUP)
    assert window.menu_action("undo").text() == "元に戻す：a word"
    window.menu_action("undo").trigger()
    assert page(window, PageName.SETUP).undone == 1


def test_dropped_files_go_where_they_belong(show: Show, qtbot: QtBot, sample: Desk) -> None:
    window = show()
    wanted: list[list[Path]] = []
    window.files_dropped.connect(wanted.append)
    drop(window, sample.submission("m1"), sample.ballot("m1"))
    qtbot.waitUntil(lambda: page(window, PageName.INTAKE).files == [sample.submission("m1")])
    assert shown_page(window) is PageName.INTAKE
    assert wanted == [[sample.ballot("m1")]]


def test_who_is_at_work_is_said_and_recorded(show: Show, kit: Kit) -> None:
    window = show()
    dialogs = kit.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    dialogs.answers = ["　鈴木 花子 ", None]
    window.header.operator.click()
    assert window.office.actor.startswith("鈴木 花子 (")
    assert "鈴木 花子" in window.header.operator.text()
    window.header.operator.click()
    assert window.office.actor.startswith("鈴木 花子 (")


def test_the_head_says_what_there_is_to_know(show: Show, kit: Kit) -> None:
    window = show()
    info = window.office.evaluation.info
    assert "評価対象 4件　評価委員 5名　提出期限：" in window.header.about
    assert info.title in window.windowTitle()
    kit.speaker.use("en")
    assert "4 subjects   5 members   Deadline:" in window.header.about
    assert page(window, PageName.WATCH).line.placeholderText() == "en"


def test_a_deadline_that_has_passed_is_said_once(sample: Desk, open_office: OpenOffice, show: Show) -> None:
    office = open_office(sample.evaluation)
    deadline = office.evaluation.info.deadline
    assert deadline
    # the deadline's own day is in time
    office.kit = replace(
        office.kit, now=lambda: datetime(deadline.year, deadline.month, deadline.day, 23, tzinfo=UTC)
    )
    window = show(office)
    assert "due" not in window.banners
    office.kit = replace(office.kit, now=lambda: datetime(deadline.year + 1, 1, 1, tzinfo=UTC))
    office.changed.emit()
    assert "due" in window.banners
    window.banners["due"].buttons[0].click()
    assert shown_page(window) is PageName.CLOSING


def test_a_risky_place_is_named(show: Show) -> None:
    window = show(place=Place.SYNCED)
    assert "同期フォルダー" in window.banners["place"].sentence


def test_a_file_that_is_gone_is_said_and_closing_asks(show: Show, sample: Desk, kit: Kit) -> None:
    window = show()
    sample.evaluation.rename(sample.folder / "elsewhere.evaluation")
    window.office.look()
    assert window.office.state.saving is Saving.FAILED
    assert str(sample.evaluation) in window.banners["fault"].sentence
    dialogs = kit.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    dialogs.answers = [Answer.CANCEL, Answer.DISCARD]
    assert not window.close()
    (sample.folder / "elsewhere.evaluation").rename(sample.evaluation)
    window.office.look()
    assert "fault" not in window.banners
    assert window.close()


def test_closing_in_the_midst_of_work_asks(show: Show, qtbot: QtBot, kit: Kit) -> None:
    window = show()
    go_on = threading.Event()
    window.office.jobs.start(lambda _progress: go_on.wait(5), lambda _done: None, lambda _fault: None)
    dialogs = kit.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    dialogs.answers = [Answer.CANCEL]
    assert not window.close()
    go_on.set()
    qtbot.waitUntil(lambda: not window.office.jobs.busy)
    assert window.close()


def test_a_copy_holds_everything(show: Show, qtbot: QtBot, kit: Kit, sample: Desk) -> None:
    window = show()
    target = sample.folder / "copy"
    dialogs = kit.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    dialogs.answers = [target]
    window.save_copy()
    copy = Desk(sample.folder)
    copy.evaluation = sample.folder / "copy.evaluation"
    qtbot.waitUntil(copy.evaluation.exists)
    assert copy.record() == sample.record()
