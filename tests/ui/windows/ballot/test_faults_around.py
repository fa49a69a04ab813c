"""What happens around a member at work: other processes, an odd data folder, an odd clock, odd contents."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evalapp.data_folder import data_folder
from evalapp.rubric import CommentKind
from tests.story import HEADS
from tests.ui.windows.ballot.desk import MemberDesk, at_desk, on_disk
from tests.ui.windows.ballot.many import many_subjects
from tests.ui.windows.ballot.sheets import box, compose, holder, press
from tests.ui.windows.kit import NOON, new_kit
from ui.windows.ballot.window import BallotWindow
from ui.windows.dialogs import Answer
from ui.windows.kit import Kit

ROOT = Path(__file__).parents[4]
_SECOND_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from evalapp.places import Place
from tests.ui.windows.kit import new_kit
from ui.windows.app import EvalApp
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.ballot.window import BallotWindow
qapp = QApplication([])
app = EvalApp(qapp, new_kit(qapp), lambda _path: Place.DURABLE, BallotWindow, open_evaluation)
window = app.open(Path(sys.argv[1]))
window.work.set_mark("A", "c2", 2)
print("reads" if window.work.read_only else "writes", flush=True)
qapp.exec()
"""


@pytest.fixture
def elsewhere(ballot_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process with a window on the ballot, which has scored c2."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SECOND_WINDOW, str(ballot_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writes\n"
    yield process
    process.kill()
    process.communicate()


def test_two_windows_of_two_processes_and_the_first_one_is_killed(
    member: MemberDesk, ballot_path: Path, elsewhere: subprocess.Popen[str]
) -> None:
    window = member.open(ballot_path)
    assert "別のウィンドウ" in window.banners["read-only"].sentence
    assert window.header.save_label.text == "読み取り専用"
    before = on_disk(ballot_path)
    window.show_cell("A", "c1", None)
    press("3", "n", Qt.Key.Key_Delete, Qt.Key.Key_Space)
    window.undo()
    window.show_cell("A", None, CommentKind.ISSUE)
    compose(holder(), commit="書けない。")
    window.work.flush()
    assert on_disk(ballot_path) == before == window.work.sitting.sheets
    elsewhere.send_signal(signal.SIGKILL)
    elsewhere.wait()
    member.qtbot.waitUntil(lambda: "editable" in window.banners)
    assert "read-only" not in window.banners
    window.show_cell("A", "c1", None)
    press("3")
    assert on_disk(ballot_path)["A"].marks == before["A"].marks | {"c1": 3}


def test_what_a_killed_process_left_locked_is_open_at_once(
    member: MemberDesk, ballot_path: Path, elsewhere: subprocess.Popen[str]
) -> None:
    elsewhere.send_signal(signal.SIGKILL)
    elsewhere.wait()
    window = member.open(ballot_path)
    assert "read-only" not in window.banners
    press("1")
    assert (on_disk(ballot_path)["A"].marks["c1"], on_disk(ballot_path)["A"].marks["c2"]) == (1, 2)


def test_the_command_line_fills_the_ballot_while_its_window_is_open(
    member: MemberDesk, ballot_path: Path, tmp_path: Path
) -> None:
    window = member.open(ballot_path)
    press("1")
    window.show_cell("A", None, CommentKind.ISSUE)
    compose(holder(), commit="まだ書いている途中の")
    with (tmp_path / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((HEADS, ("m1", "B", "c3", "2", "", "", "")))
    words = [sys.executable, "-m", "evalapp", "fill", ballot_path, "--from", tmp_path / "answers.csv"]
    done = subprocess.run(words, capture_output=True, cwd=ROOT, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    member.qtbot.waitUntil(lambda: "overtaken" in window.banners)
    assert window.work.sitting.sheets["B"].marks["c3"] == 2
    compose(holder(), commit="文。")
    window.work.flush()
    assert on_disk(ballot_path)["A"].comments[0].text == "まだ書いている途中の文。"
    assert on_disk(ballot_path) == window.work.sitting.sheets


def test_another_program_holds_the_file_for_a_while(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    with closing(sqlite3.connect(ballot_path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        press("3")
        assert "ほかのプログラム" in window.banners["saving"].sentence
        press("2")
        other.execute("ROLLBACK")
    member.qtbot.waitUntil(lambda: "saving" not in window.banners)
    assert on_disk(ballot_path)["A"].marks["c1"] == 2


def test_a_clock_that_goes_back_loses_nothing(
    qtbot: QtBot, qapp: QApplication, kit: Kit, ballot_path: Path
) -> None:
    times = [NOON]
    with at_desk(qtbot, qapp, replace(kit, now=lambda: times[-1])) as desk:
        window = desk.open(ballot_path)
        press("3")
        times.append(NOON - timedelta(days=400))
        press("2")
        assert window.header.save_label.text == f"保存済み {times[-1].astimezone():%H:%M}"
        assert on_disk(ballot_path)["A"].marks["c1"] == 2
        desk.close(window)
        assert desk.open(ballot_path).work.sitting.sheets["A"].marks["c1"] == 2


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def foreign(path: Path) -> None:
    path.write_text(
        "[ballot-window]\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb)\nsplitter=@Rect(1 2 3 4)\n"
        '[General]\nlanguage=xx\ntext-size=9999\nlook=@Invalid()\nspot="{"\n',
        "utf-8",
    )


@pytest.mark.parametrize("spoil", [garbage, foreign, Path.mkdir])
def test_settings_that_cannot_be_read_are_none(
    spoil: Callable[[Path], None], qtbot: QtBot, qapp: QApplication, ballot_path: Path
) -> None:
    data_folder().mkdir(parents=True)
    spoil(data_folder() / "settings.ini")
    with at_desk(qtbot, qapp, new_kit(qapp)) as desk:
        window = desk.open(ballot_path)
        press("3")
        desk.close(window)
    assert on_disk(ballot_path)["A"].marks["c1"] == 3


def test_a_data_folder_that_takes_nothing_keeps_nobody_from_working(
    qtbot: QtBot, qapp: QApplication, ballot_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a file where the data folder should be: even root cannot write there
    (tmp_path / "blocked").write_bytes(b"")
    monkeypatch.setenv("EVALAPP_DATA", str(tmp_path / "blocked" / "data"))
    with at_desk(qtbot, qapp, new_kit(qapp)) as desk:
        window = desk.open(ballot_path)
        assert not window.work.read_only
        press("3")
        desk.kit.settings.set_flag("guidance-in-sheet", value=True)
        desk.close(window)
    assert on_disk(ballot_path)["A"].marks["c1"] == 3


def test_a_comment_that_is_too_long_is_said_and_never_shown_as_saved(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    window.show_cell("A", None, CommentKind.ISSUE)
    issue = box(window.sheet, CommentKind.ISSUE)
    pasted = QMimeData()
    pasted.setText("長" * 40_000)
    issue.editor.insertFromMimeData(pasted)
    assert "32,000" in issue.note.label.text() or "32000" in issue.note.label.text()
    assert issue.text == ""
    compose(issue.editor, commit="長" * 32_001)
    window.work.flush()
    assert not window.header.save_label.text.startswith(("保存済み", "すべて"))
    window.show_cell("B", "c1", None)
    press("2")
    assert not window.header.save_label.text.startswith(("保存済み", "すべて"))
    member.dialogs.answers.append(Answer.CANCEL)
    assert not window.close()
    window.show_cell("A", None, CommentKind.ISSUE)
    press(Qt.Key.Key_Backspace)
    window.work.flush()
    assert window.header.save_label.text.startswith("保存済み")
    assert len(on_disk(ballot_path)["A"].comments[0].text) == 32_000
    assert on_disk(ballot_path)["B"].marks["c1"] == 2


def test_a_comment_that_is_too_long_is_given_up_when_its_window_closes(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    window.show_cell("A", None, CommentKind.ISSUE)
    compose(holder(), commit="短い。")
    window.work.flush()
    compose(holder(), commit="長" * 32_000)
    member.dialogs.answers.append(Answer.DISCARD)
    member.close(window)  # the keyboard is still in the field: what leaves it now has no file to go to
    assert on_disk(ballot_path)["A"].comments[0].text == "短い。"


@pytest.mark.parametrize("away", [False, True])
def test_a_sheet_that_is_left_keeps_the_keyboard_nowhere(
    member: MemberDesk, ballot_path: Path, *, away: bool
) -> None:
    window = member.open(ballot_path)
    window.show_subject("P")
    left = window.sheet.form
    assert left is not None
    entered: list[str] = []
    other = QWidget()
    member.qtbot.addWidget(other)
    other.show()
    for cell in list(left.cells)[::4]:
        window.show_cell("P", *cell)
        window.sheet.criterion_entered.connect(entered.append)
        if away:
            with member.qtbot.waitActive(other):
                other.activateWindow()
        window.step(-1)
        member.activate(window)
        member.qtbot.waitUntil(lambda: holder().isVisible())
        # a field of the sheet left may still take the keyboard for a moment
        left.entered.emit(cell)
        window.sheet.criterion_entered.disconnect(entered.append)
    assert not [one for one in entered if one.startswith("p")]


def test_a_hundred_subjects(member: MemberDesk, tmp_path: Path) -> None:
    path = many_subjects(tmp_path, 100)
    window = member.open(path)
    for subject in window.work.sitting.ballot.judged[::9]:
        window.show_cell(subject.id, "c1", None)
        press("2")
    window.turn_to(1)
    window.turn_to(2)
    window.turn_to(0)
    found = on_disk(path)
    assert sum(sheet.marks["c1"] == 2 for sheet in found.values()) == 11
    assert found == window.work.sitting.sheets


def test_a_ballot_whose_materials_are_damaged_is_scored_all_the_same_or_refused_in_a_sentence(
    member: MemberDesk, ballot_path: Path
) -> None:
    data = ballot_path.read_bytes()
    at = data.index(b"%PDF-")
    ballot_path.write_bytes(data[:at] + bytes(2_000) + data[at + 2_000 :])
    window = member.app.open(ballot_path)
    if window is None:
        assert member.app.start is not None
        assert "壊れて" in member.app.start.banners["fault 1"].sentence
        return
    assert isinstance(window, BallotWindow)
    member.activate(window)
    window.toggle_materials()
    assert window.side.materials.reader.error
    window.show_cell("A", "c1", None)
    press("3")
    assert on_disk(ballot_path)["A"].marks["c1"] == 3


def test_a_copy_of_the_ballot_in_a_folder_that_vanishes_is_opened_from_recents_in_a_sentence(
    member: MemberDesk, ballot_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    path = Path(shutil.copy(ballot_path, tmp_path / "stick" / "m1.ballot"))
    member.close(member.open(path))
    shutil.rmtree(path.parent)
    assert member.app.open(path) is None
    assert member.app.start is not None
    assert "見つかりません" in member.app.start.banners["fault 1"].sentence
