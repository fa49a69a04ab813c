"""One evaluation, two windows: one of them works, the other one reads along until it is its turn."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.story import Desk
from tests.ui.windows.evaluation.secretary import Key, Secretary, at_office, press, table_texts
from tests.ui.windows.evaluation.walking import stops
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.dialogs import Answer
from ui.windows.evaluation.intake_page import IntakePage
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.watch_page import WatchPage
from ui.windows.kit import Kit

ROOT = Path(__file__).parents[4]
_FIRST_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from evalapp.places import Place
from tests.ui.windows.kit import new_kit
from ui.windows.app import EvalApp
from ui.windows.ballot.window import BallotWindow
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.page import PageName
qapp = QApplication([])
app = EvalApp(qapp, new_kit(qapp), lambda _path: Place.DURABLE, BallotWindow, open_evaluation)
window = app.open(Path(sys.argv[1]))
print("reads" if window.office.read_only else "writes", flush=True)
for line in sys.stdin:
    window.turn_to(PageName.INTAKE)
    page = window.pages.page(PageName.INTAKE)
    page.take_files([Path(line.strip())])
    foot = page.files.view.foot
    while not foot.accept_button.isVisible() or window.office.jobs.busy:
        qapp.processEvents()
    foot.accept_button.click()
    while window.office.jobs.busy:
        qapp.processEvents()
    print("taken in", flush=True)
window.close()
qapp.processEvents()
"""


class Hesitant(AnsweringDialogs):
    """Changes its mind whatever it is asked."""

    def open_files(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> list[Path]:
        return []

    def save_file(
        self, parent: QWidget | None, title: str, proposed: Path, kinds: str, *, replaces: bool
    ) -> Path | None:
        return None

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        return None

    def print_dialog(self, parent: QWidget | None, printer: QPrinter, pages: int) -> bool:
        return False

    def ask(
        self, parent: QWidget | None, question: str, details: str, buttons: Sequence[tuple[Answer, str]]
    ) -> Answer:
        raise AssertionError(f"something was about to be done: {question}")

    def ask_text(
        self, parent: QWidget | None, question: str, details: str, text: str, label: str
    ) -> str | None:
        return None


@pytest.fixture
def elsewhere(sample: Desk) -> Iterator[subprocess.Popen[str]]:
    """The first window, of another process; it takes in the files that it is told."""
    with subprocess.Popen(
        [sys.executable, "-c", _FIRST_WINDOW, str(sample.evaluation)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writes\n"
        yield process
        process.kill()


def answered_by(page: WatchPage) -> list[bool]:
    """Of every member, whether the board says that everything is in."""
    return [set(row) <= {"提出済", "辞退・欠席"} for row in table_texts(page.table)]


def test_in_one_process_the_window_is_raised(secretary: Secretary, sample: Desk, tmp_path: Path) -> None:
    window = secretary.open(sample.evaluation)
    start = secretary.app.show_start()
    secretary.activate(start)
    (tmp_path / "link.evaluation").symlink_to(sample.evaluation)
    for path in (sample.evaluation, tmp_path / "link.evaluation"):
        assert secretary.app.open(path) is window
    assert secretary.app.windows == (window,)
    secretary.qtbot.waitUntil(window.isActiveWindow)
    assert not window.office.read_only


def test_the_second_one_reads_along_and_then_takes_over(
    secretary: Secretary, sample: Desk, elsewhere: subprocess.Popen[str]
) -> None:
    window = secretary.open(sample.evaluation)
    assert "別のウィンドウ" in window.banners["read-only"].sentence
    assert window.header.save_label.text == "読み取り専用"
    board = secretary.turn(PageName.WATCH, WatchPage)
    assert answered_by(board) == [False] * 5
    # what the first one does is seen here
    assert elsewhere.stdin
    assert elsewhere.stdout
    elsewhere.stdin.write(f"{sample.submission('m1')}\n")
    elsewhere.stdin.flush()
    assert elsewhere.stdout.readline() == "taken in\n"
    secretary.qtbot.waitUntil(lambda: answered_by(board) == [True, False, False, False, False])
    # it closes, and the work goes on here
    elsewhere.stdin.close()
    secretary.qtbot.waitUntil(lambda: "editable" in window.banners)
    assert "read-only" not in window.banners
    secretary.drop(sample.submission("m2"))
    secretary.click(secretary.page(IntakePage).files.view.foot.accept_button)
    assert answered_by(secretary.turn(PageName.WATCH, WatchPage)) == [True, True, False, False, False]
    assert sample.verified()


def test_nothing_can_be_done_in_the_second_one(
    qtbot: QtBot, qapp: QApplication, kit: Kit, answered: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_place: None)
    with (
        at_office(qtbot, qapp, kit) as first,
        at_office(qtbot, qapp, replace(kit, dialogs=Hesitant())) as second,
    ):
        working = first.open(answered.evaluation)
        window = second.open(answered.evaluation)
        assert window.office.read_only
        assert not working.office.read_only
        before, record = answered.evaluation.read_bytes(), answered.record()
        for place, page in stops(second):
            shown = {button for button in page.findChildren(QAbstractButton) if button.isVisible()}
            for button in shown:
                # a button may have gone by what those before it did
                if button.isVisible() and button.isEnabled() and second.window.isVisible():
                    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
                    second.settle()
            type_anything(page)
            assert answered.evaluation.read_bytes() == before, place
        second.window.office.flush()
        assert answered.record() == record


def type_anything(page: QWidget) -> None:
    for widget in page.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and not isinstance(widget, QAbstractButton | QComboBox | QTabBar):
            widget.setFocus()
            if widget.hasFocus():
                press(Key.Key_2, Key.Key_Delete, Key.Key_Space, Key.Key_Return)
                press(Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)
