"""What happens to disks, files and folders while a member works: said plainly, nothing lost, a way out."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from evalapp.editing import comment_text
from evalapp.errors import EvalError
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile
from tests.trials.faults import Fault, sqlite_calls_can_be_replaced, sqlite_under
from tests.ui.windows.ballot.desk import MemberDesk, on_disk
from tests.ui.windows.ballot.sheets import compose, holder, press
from ui.windows.ballot.window import BallotWindow
from ui.windows.dialogs import Answer

CONTROL = Qt.KeyboardModifier.ControlModifier
needs_faults = pytest.mark.skipif(
    not sqlite_calls_can_be_replaced(), reason="SQLite's calls are out of reach"
)


class Refusal(Fault):
    """A disk that takes no bytes; a read-only one takes no new files either."""

    def strikes(self, act: str) -> bool:
        return self.at > 0 and (act in {"write", "pwrite", "pwrite64"} or self.how == "EROFS")


@contextmanager
def refusing(how: str) -> Iterator[Fault]:
    """From here on the disk refuses what SQLite writes; ``at = 0`` ends that."""
    with sqlite_under(Refusal(1, how)) as fault:
        yield fault


def said(window: BallotWindow) -> str:
    """Why it is not saved, as the window says it; empty if it says nothing of the kind."""
    return window.banners["saving"].sentence if "saving" in window.banners else ""


def click(window: BallotWindow, label: str) -> None:
    """Press a button of the banner."""
    (button,) = [one for one in window.banners["saving"].buttons if one.text().startswith(label)]
    button.click()


def save_elsewhere(member: MemberDesk, window: BallotWindow, target: Path) -> None:
    """Go the way out, and see that the new file holds everything shown and takes what comes next."""
    member.dialogs.answers.append(target)
    click(window, "別の場所に保存")
    assert said(window) == ""
    assert str(target) in window.banners["moved"].sentence
    assert on_disk(target) == window.work.sitting.sheets
    window.show_cell("C", "c7", None)
    press("0")
    assert on_disk(target)["C"].marks["c7"] == 0
    assert window.header.save_label.text.startswith("保存済み")


def enter(window: BallotWindow, points: int, text: str = "") -> None:
    """A score of A, and a comment, by keys."""
    window.show_cell("A", "c1", None)
    press(str(points))
    if text:
        window.show_cell("A", None, CommentKind.ISSUE)
        press(Qt.Key.Key_End, modifiers=CONTROL)
        compose(holder(), commit=text)
        window.work.flush()


@pytest.fixture
def window(member: MemberDesk, ballot_path: Path) -> BallotWindow:
    """A ballot with one score in it."""
    opened = member.open(ballot_path)
    enter(opened, 1)
    return opened


@needs_faults
@pytest.mark.parametrize(
    ("how", "sentence"), [("ENOSPC", "空き"), ("EROFS", "権限を確認"), ("EIO", "ドライブを確認")]
)
def test_a_disk_that_refuses_to_write(
    how: str, sentence: str, member: MemberDesk, window: BallotWindow, ballot_path: Path, tmp_path: Path
) -> None:
    with refusing(how) as fault:
        enter(window, 3, "ディスクの障害中に書いた意見。")
        assert sentence in said(window)
        assert window.header.save_label.text == "保存できていません"
        # a place that refuses as well: said, and everything stays
        member.dialogs.answers.append(tmp_path / "as-bad.ballot")
        click(window, "別の場所に保存")
        assert sentence in member.dialogs.asked[-1]
        assert not (tmp_path / "as-bad.ballot").exists()
        assert window.work.sitting.sheets["A"].marks["c1"] == 3
        fault.at = 0
        save_elsewhere(member, window, tmp_path / "elsewhere.ballot")
    assert on_disk(ballot_path)["A"].marks["c1"] == 1
    text = comment_text(on_disk(tmp_path / "elsewhere.ballot")["A"], None, CommentKind.ISSUE)
    assert text == "ディスクの障害中に書いた意見。"


@needs_faults
def test_what_was_refused_is_saved_by_itself_once_there_is_space(
    window: BallotWindow, ballot_path: Path, member: MemberDesk
) -> None:
    with refusing("ENOSPC") as fault:
        enter(window, 3, "一つ目。")
        window.undo()
        enter(window, 2, "二つ目。")
        assert said(window)
        fault.at = 0
        member.qtbot.waitUntil(lambda: said(window) == "")
    assert on_disk(ballot_path) == window.work.sitting.sheets
    assert window.header.save_label.text.startswith("保存済み")


@pytest.fixture
def small_disk(ballot_path: Path) -> Iterator[Path]:
    """A ballot on a real disk with hardly any space left."""
    disk = ballot_path.parent / "disk"
    disk.mkdir()
    size = ballot_path.stat().st_size + 2**18
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if os.name != "posix" or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        path = Path(shutil.copy(ballot_path, disk / "m1.ballot"))
        with suppress(OSError), (disk / "other").open("wb", buffering=0) as other:
            while other.write(bytes(4096)):
                pass
        yield path
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_file_that_may_not_grow(
    member: MemberDesk, window: BallotWindow, ballot_path: Path, tmp_path: Path
) -> None:
    # SQLite itself refuses then, as it does when the disk is full
    db = window.work.sitting.file.db
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    before = on_disk(ballot_path)
    enter(window, 1, "容量がない。" * 3_000)
    assert "空き" in said(window)
    assert on_disk(ballot_path) == before
    save_elsewhere(member, window, tmp_path / "elsewhere.ballot")


def test_a_disk_that_is_really_full(member: MemberDesk, small_disk: Path, tmp_path: Path) -> None:
    window = member.open(small_disk)
    before = on_disk(small_disk)
    enter(window, 2, "容量がない。" * 3_000)
    assert "空き" in said(window)
    assert on_disk(small_disk) == before
    save_elsewhere(member, window, tmp_path / "elsewhere.ballot")
    assert on_disk(small_disk) == before
    member.close(window)


@pytest.mark.parametrize("what", ["moved", "deleted", "replaced", "folder gone"])
def test_a_file_that_is_taken_away(what: str, member: MemberDesk, ballot_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = Path(shutil.copy(ballot_path, folder / "m1.ballot"))
    window = member.open(path)
    enter(window, 1)
    match what:
        case "moved":
            path.rename(tmp_path / "away")
        case "deleted":
            path.unlink()
        case "replaced":
            Path(shutil.copy(ballot_path, tmp_path / "new")).replace(path)
        case _:
            folder.rename(tmp_path / "pulled")
    member.qtbot.waitUntil(lambda: "移動" in said(window))
    assert window.header.save_label.text == "保存できていません"
    enter(window, 3, "取り外したあとに書いた意見。")
    window.undo()
    window.redo()
    save_elsewhere(member, window, tmp_path / "elsewhere.ballot")
    if what == "replaced":
        assert on_disk(path) == on_disk(ballot_path), "a file of somebody else's"
    member.close(window)


def test_a_file_that_comes_back_goes_on(member: MemberDesk, window: BallotWindow, ballot_path: Path) -> None:
    ballot_path.rename(away := ballot_path.with_name("away"))
    enter(window, 3, "留守の間。")
    assert said(window)
    away.rename(ballot_path)
    member.qtbot.waitUntil(lambda: said(window) == "")
    assert on_disk(ballot_path) == window.work.sitting.sheets


def test_a_drive_that_does_not_even_read_stops_nobody(
    member: MemberDesk, window: BallotWindow, ballot_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object, **_more: object) -> None:
        raise EvalError("file-unreadable", file="m1.ballot", problem="Input/output error")

    window.show_subject("B")
    window.work.declare("B", RecusalKind.ABSENT, "")
    states: list[str] = []
    window.work.state_changed.connect(lambda: states.append(said(window)))
    with monkeypatch.context() as patch:
        for name in ("written_elsewhere", "edit", "set_aside"):
            patch.setattr(BallotFile, name, unreadable)
        window.work.look()
        window.work.look()
        assert len(states) == 1, "said once, not every second"
        window.sheet.banner.back_wanted.emit()
        assert window.work.sitting.sheets["B"].recusal is RecusalKind.ABSENT
        enter(window, 3, "読めない間の意見。")
        window.undo()
        window.undo()
        window.redo()
        assert "読み書きできません" in said(window)
        member.dialogs.answers.append(Answer.CANCEL)
        assert not window.close()
    window.work.look()
    assert said(window) == ""
    assert on_disk(ballot_path) == window.work.sitting.sheets
    assert on_disk(ballot_path)["A"].marks["c1"] == 3


@needs_faults
def test_a_recusal_declared_and_taken_back_on_a_full_disk_costs_no_answer(
    window: BallotWindow, ballot_path: Path
) -> None:
    with refusing("ENOSPC") as fault:
        enter(window, 2, "辞退の前の意見。")
        answered = window.work.sitting.sheets["A"]
        window.work.declare("A", RecusalKind.CONFLICT, "共同研究")
        window.work.take_back("A")
        assert window.work.sitting.sheets["A"] == answered
        window.work.declare("A", RecusalKind.CONFLICT, "共同研究")
        fault.at = 0
        window.work.save_again()
    assert on_disk(ballot_path)["A"].recusal is RecusalKind.CONFLICT
    with BallotFile(ballot_path) as file:
        assert file.set_aside()["A"] == answered
    window.work.take_back("A")
    assert on_disk(ballot_path)["A"] == answered


def test_closing_with_answers_that_are_not_saved_asks_until_there_is_a_way(
    member: MemberDesk, window: BallotWindow, ballot_path: Path, tmp_path: Path
) -> None:
    ballot_path.unlink()
    enter(window, 3)
    member.dialogs.answers += [Answer.CANCEL]
    assert not window.close()
    member.dialogs.answers += [Answer.OTHER, Answer.YES, None, Answer.YES, tmp_path / "saved.ballot"]
    assert window.close()
    assert on_disk(tmp_path / "saved.ballot")["A"].marks["c1"] == 3


def test_giving_up_what_is_not_saved_is_the_members_choice(
    member: MemberDesk, window: BallotWindow, ballot_path: Path
) -> None:
    ballot_path.unlink()
    enter(window, 3)
    member.dialogs.answers += [Answer.DISCARD]
    assert window.close()


def test_the_place_to_save_may_be_one_that_is_refused(
    member: MemberDesk, window: BallotWindow, ballot_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken.ballot").write_bytes(b"somebody's")
    ballot_path.unlink()
    enter(window, 3)
    for target, word in (
        (tmp_path / "taken.ballot", "既に"),
        (tmp_path / "no" / "such" / "x.ballot", "見つかりません"),
        (tmp_path / "taken.ballot" / "x", "ファイルではありません"),
    ):
        member.dialogs.answers.append(target)
        click(window, "別の場所に保存")
        assert word in member.dialogs.asked[-1]
    assert (tmp_path / "taken.ballot").read_bytes() == b"somebody's"
    save_elsewhere(member, window, tmp_path / "free.ballot")
