"""Opening: the right file, in one window, wherever it was double-clicked."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evalapp.data_folder import data_folder
from evalapp.known_files import KnownEvaluation, forget, recent_files
from evalapp.places import Place
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from ui.windows import volumes
from ui.windows.app import EvalApp
from ui.windows.copies_window import CopiesWindow
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.kit import Kit
from ui.windows.lock import FileLock
from ui.windows.opened import Opened, OpenedKind


class PlainWindow(QWidget):
    """As much of a ballot's window as the app needs."""

    files_dropped = Signal(list)
    start_wanted = Signal()
    moved = Signal()

    def __init__(self, kit: Kit, sitting: Sitting, opened: Opened) -> None:
        super().__init__()
        self.kit = kit
        self.sitting = sitting
        self.opened = opened
        self.saved = 0
        self.same: list[Path] = []
        self.editable = not opened.locked_elsewhere

    def save_now(self) -> None:
        self.saved += 1

    def allow_editing(self) -> None:
        self.editable = True

    def say_same(self, asked: Path) -> None:
        self.same.append(asked)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.sitting.close()
        super().closeEvent(event)


def place(path: Path) -> Place:
    return Place.MAIL if "mail" in path.parts else Place.DURABLE


@pytest.fixture
def app(qapp: QApplication, kit: Kit) -> Iterator[EvalApp]:
    made = EvalApp(qapp, kit, place, PlainWindow, open_evaluation)
    yield made
    for window in made.windows:
        window.close()
    if made.start:
        made.start.close()
    settle_events()
    made.close_all()


@pytest.fixture
def attachment(ballot_path: Path, tmp_path: Path) -> Path:
    """The ballot as a mail program opens it."""
    folder = tmp_path / "mail"
    folder.mkdir()
    return Path(shutil.copy(ballot_path, folder / "m1.ballot"))


def settle_events() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(app: EvalApp, path: Path) -> PlainWindow:
    window = app.open(path)
    assert isinstance(window, PlainWindow), app.start and app.start.banners
    return window


def score(path: Path, points: int) -> None:
    sitting = Sitting(BallotFile(path))
    sitting.set_mark("A", "c1", points)
    sitting.close()


def said(app: EvalApp) -> str:
    assert app.start is not None
    assert app.start.isVisible()
    return app.start.banners["fault 1"].sentence


def test_a_ballot_in_a_durable_place_is_worked_on_there(app: EvalApp, ballot_path: Path) -> None:
    window = opened(app, ballot_path)
    assert window.isVisible()
    assert window.opened == Opened(ballot_path, ballot_path, Place.DURABLE, OpenedKind.IN_PLACE)
    assert [one.path for one in recent_files(data_folder())] == [ballot_path]


def test_an_attachment_is_taken_in_and_goes_on_there_when_it_is_opened_again(
    app: EvalApp, attachment: Path
) -> None:
    window = opened(app, attachment)
    home = window.opened.path
    assert window.opened.kind is OpenedKind.TAKEN_IN
    assert window.opened.place is Place.MAIL
    assert home.is_relative_to(data_folder())
    window.sitting.set_mark("A", "c1", 3)
    window.close()
    settle_events()
    assert app.windows == ()

    again = opened(app, attachment)
    assert again.opened == Opened(home, attachment, Place.MAIL, OpenedKind.CONTINUED)
    assert again.sitting.sheets["A"].marks["c1"] == 3


def test_the_same_file_is_one_window_however_it_is_named(
    app: EvalApp, ballot_path: Path, attachment: Path, tmp_path: Path
) -> None:
    window = opened(app, ballot_path)
    link = tmp_path / "link.ballot"
    link.symlink_to(ballot_path)
    for path in (ballot_path, link, tmp_path / "mail" / ".." / "m1.ballot", attachment):
        assert app.open(path) is window
    assert app.windows == (window,)


def test_a_second_copy_with_the_same_answers_leads_to_the_first(
    app: EvalApp, ballot_path: Path, tmp_path: Path
) -> None:
    window = opened(app, ballot_path)
    copy = Path(shutil.copy(ballot_path, tmp_path / "m1 (2).ballot"))
    forget(data_folder(), ballot_path)  # the list of what was open has no part in it
    assert app.open(copy) is window
    assert window.same == [copy]
    assert app.open(ballot_path) is window
    assert window.same == [copy]
    score(copy, 2)  # it holds more now: then it is the one that is worked in
    assert opened(app, copy).opened.path == copy
    assert len(app.windows) == 2


def test_a_closed_window_frees_its_file(app: EvalApp, ballot_path: Path) -> None:
    first = opened(app, ballot_path)
    first.close()
    second = opened(app, ballot_path)  # before Qt has deleted the first one
    settle_events()
    assert second.editable
    assert app.windows == (second,)
    second.sitting.set_mark("A", "c1", 2)


def test_what_another_process_has_open_is_read_until_it_closes(
    app: EvalApp, ballot_path: Path, qtbot: QtBot
) -> None:
    other = FileLock(ballot_path)
    window = opened(app, ballot_path)
    assert window.opened.locked_elsewhere
    assert not window.editable
    other.release()
    qtbot.waitUntil(lambda: window.editable)
    third = FileLock(ballot_path)
    assert not third.held, "now this window writes"
    third.release()


def test_two_copies_that_differ_are_put_side_by_side(
    app: EvalApp, ballot_path: Path, attachment: Path
) -> None:
    score(ballot_path, 1)
    opened(app, ballot_path).close()
    settle_events()
    score(attachment, 3)

    choice = app.open(attachment)
    assert isinstance(choice, CopiesWindow)
    assert app.open(attachment) is choice
    before = attachment.read_bytes(), ballot_path.read_bytes()
    choice.cards[0].button.click()
    (window,) = app.windows
    assert isinstance(window, PlainWindow)
    assert window.opened.kind is OpenedKind.TAKEN_IN
    assert window.sitting.sheets["A"].marks["c1"] == 3
    assert (attachment.read_bytes(), ballot_path.read_bytes()) == before
    assert not choice.isVisible()


def test_the_other_copy_can_be_chosen(app: EvalApp, ballot_path: Path, attachment: Path) -> None:
    score(ballot_path, 1)
    opened(app, ballot_path).close()
    settle_events()
    score(attachment, 3)
    choice = app.open(attachment)
    assert isinstance(choice, CopiesWindow)
    choice.cards[1].button.click()
    (window,) = app.windows
    assert isinstance(window, PlainWindow)
    assert window.opened == Opened(ballot_path, attachment, Place.MAIL, OpenedKind.CONTINUED)


def test_closing_the_choice_chooses_nothing(app: EvalApp, ballot_path: Path, attachment: Path) -> None:
    score(ballot_path, 1)
    opened(app, ballot_path).close()
    settle_events()
    score(attachment, 3)
    choice = app.open(attachment)
    assert choice is not None
    choice.close()
    settle_events()
    assert app.windows == ()
    again = app.open(attachment)
    assert isinstance(again, CopiesWindow)
    again.close()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("gone.ballot", None, "見つかりません"),
        ("empty.ballot", b"", "空です"),
        ("photo.ballot", b"\x89PNG" * 99, "評価票ファイルではありません"),
        ("cut.ballot", "half", "送り直しを依頼"),
        ("x.evaluation", b"x", "このアプリの評価ファイルではありません"),
        ("m1.SUBMISSION", b"x", "事務局だけ"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence_in_the_start_window(
    name: str, content: bytes | str | None, word: str, app: EvalApp, ballot_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content == "half":
        whole = ballot_path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif isinstance(content, bytes):
        path.write_bytes(content)
    assert app.open(path) is None
    assert word in said(app)
    assert app.windows == ()


def test_a_place_that_cannot_even_be_looked_at_is_a_sentence(
    app: EvalApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbidden = tmp_path / "theirs" / "m1.ballot"
    stat = Path.stat

    def denied(path: Path, **how: bool) -> os.stat_result:
        if path.is_relative_to(forbidden.parent):
            raise PermissionError(errno.EACCES, "denied", str(path))
        return stat(path, **how)

    monkeypatch.setattr(Path, "stat", denied)
    monkeypatch.setattr(app, "_place", volumes.place)
    assert app.open(forbidden) is None
    assert str(forbidden) in said(app)


def test_one_of_several_files_may_fail_and_is_still_seen(
    app: EvalApp, ballot_path: Path, tmp_path: Path
) -> None:
    app.open_all([tmp_path / "gone.ballot", ballot_path, tmp_path])
    assert len(app.windows) == 1
    assert "見つかりません" in said(app)
    assert app.start is not None
    assert "fault 2" in app.start.banners
    app.open_all([ballot_path])
    assert not app.start.has_faults


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(
    app: EvalApp, attachment: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # a file where the data folder should be: even root cannot write there
    (tmp_path / "blocked").write_bytes(b"")
    monkeypatch.setenv("EVALAPP_DATA", str(tmp_path / "blocked" / "data"))
    assert app.open(attachment) is None
    assert said(app)
    assert os.listdir(attachment.parent) == ["m1.ballot"]  # noqa: PTH208


def test_a_ballot_that_moved_to_another_file_is_known_there(
    app: EvalApp, ballot_path: Path, tmp_path: Path
) -> None:
    window = opened(app, ballot_path)
    target = tmp_path / "elsewhere.ballot"
    window.sitting.move_to(target)
    window.moved.emit()
    assert recent_files(data_folder())[0].path == target
    assert app.open(target) is window
    assert app.open(ballot_path) is window  # it still holds the same
    score(ballot_path, 3)
    old = opened(app, ballot_path)
    assert old is not window
    assert old.editable, "nobody works on the old one any more"


def test_what_a_window_asks_of_the_app(app: EvalApp, ballot_path: Path, tmp_path: Path) -> None:
    window = opened(app, ballot_path)
    window.start_wanted.emit()
    assert app.start is not None
    assert app.start.isVisible()
    window.files_dropped.emit([tmp_path / "gone.ballot"])
    assert "見つかりません" in said(app)
    app.save_all()
    assert window.saved == 1


def test_the_sample_is_made_once_continued_and_made_anew(app: EvalApp) -> None:
    window = app.try_sample()
    assert isinstance(window, PlainWindow)
    window.sitting.set_mark("A", "c1", 3)
    window.close()
    settle_events()
    again = app.try_sample()
    assert isinstance(again, PlainWindow)
    assert again.sitting.sheets["A"].marks["c1"] == 3
    again.close()
    settle_events()
    fresh = app.try_sample(anew=True)
    assert isinstance(fresh, PlainWindow)
    assert fresh.sitting.sheets["A"].marks["c1"] != 3
    with BallotFile(data_folder() / "sample (old 1)" / "m2.ballot") as kept:
        assert kept.sheets()[0].marks["c1"] == 3


def test_the_secretariats_sample_is_an_evaluation_and_is_remembered(app: EvalApp) -> None:
    window = app.try_office_sample()
    assert isinstance(window, EvaluationWindow)
    path = window.office.path
    assert path == data_folder() / "sample-office" / "sample.evaluation"
    assert app.try_office_sample() is window
    (known,) = recent_files(data_folder())
    assert isinstance(known, KnownEvaluation)
    assert (known.path, known.subjects, known.members) == (path, 4, 5)
    start = app.show_start()
    assert start.office_anew_button.isVisible()
    assert not start.anew_button.isVisible()
    window.close()
    settle_events()
    fresh = app.try_office_sample(anew=True)
    assert isinstance(fresh, EvaluationWindow)
    assert (data_folder() / "sample-office (old 1)" / path.name).is_file()


@pytest.mark.usefixtures("app")
def test_qts_own_buttons_follow_the_language(kit: Kit) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "キャンセル"
    kit.speaker.use("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    kit.speaker.use("ja")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "キャンセル"
