"""The disclosure check on the publishing page: on what was saved, and on any folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.disclosure import Finding, Looked, Reason, Unread, What
from evalapp.disclosure import Place as Where
from exports.documents import Kind
from tests.ui.windows.evaluation.publishing_desk import Publisher
from tests.ui.windows.kit import NotedDesktop
from ui.windows.card import Tone
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.publishing.disclosure_model import DisclosureModel
from ui.windows.evaluation.publishing.disclosure_panel import verdict
from ui.windows.evaluation.publishing_page import Tab
from ui.windows.kit import Kit
from ui.windows.row_cells import SIGN_ROLE
from ui.windows.signs import Sign


@pytest.fixture
def publisher(answered_office: Office, qtbot: QtBot) -> Publisher:
    found = Publisher(answered_office, qtbot)
    found.page.tabs.setCurrentIndex(Tab.CHECK)
    return found


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder of what is to be published."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def check(publisher: Publisher, folder: Path) -> str:
    publisher.dialogs.answers.append(folder)
    publisher.page.disclosure.check_button.click()
    publisher.settle()
    return publisher.page.disclosure.verdict.label.text()


def lines(publisher: Publisher) -> list[str]:
    model = publisher.page.disclosure.rows.model()
    return [
        str(model.index(row, 0, model.index(file, 0)).data())
        for file in range(model.rowCount())
        for row in range(model.rowCount(model.index(file, 0)))
    ]


def test_a_planted_name_is_found_where_it_stands(publisher: Publisher, out: Path) -> None:
    publisher.save_one(Kind.SUMMARY, out / "summary.pdf")
    assert publisher.page.checking.clean
    name = publisher.office.evaluation.members[0].name
    (out / "memo.txt").write_text(f"この件は{name}委員に確認した。", "utf-8")
    assert "2件のうち1件" in check(publisher, out)
    assert any(name in line for line in lines(publisher))
    assert not publisher.page.checking.clean
    (out / "memo.txt").unlink()
    assert "1件のファイルの" in check(publisher, out)
    assert publisher.page.checking.clean
    assert lines(publisher) == []


def test_what_cannot_be_read_is_never_clean(publisher: Publisher, out: Path) -> None:
    (out / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    (out / "summary (old 1).pdf").write_bytes(b"")
    assert "2件のうち2件" in check(publisher, out)
    assert any("画像" in line for line in lines(publisher))


def test_an_empty_folder_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    check(publisher, tmp_path / "empty")
    assert publisher.page.checking.fault is not None
    assert publisher.page.checking.fault.code == "disclosure-nothing"
    assert not publisher.page.checking.clean


def test_a_dropped_folder_is_checked_and_shown(publisher: Publisher, out: Path) -> None:
    (out / "a.txt").write_text("なし", "utf-8")
    page = publisher.page
    assert not page.take_files([out / "a.txt"])
    assert page.take_files([out])
    publisher.settle()
    assert page.checking.clean
    page.disclosure.show_button.click()
    desktop = publisher.office.kit.desktop
    assert isinstance(desktop, NotedDesktop)
    assert desktop.shown == [out]
    page.tabs.setCurrentIndex(Tab.DOCUMENTS)
    assert not page.take_files([out])


def test_a_check_that_is_stopped_says_so(publisher: Publisher, out: Path, qtbot: QtBot) -> None:
    for number in range(300):
        (out / f"{number}.txt").write_text("なし", "utf-8")
    page = publisher.page
    page.checking.check(out)
    qtbot.waitUntil(lambda: len(page.checking.files) > 3)
    page.disclosure.cancel_button.click()
    publisher.settle()
    assert page.checking.cancelled
    assert not page.checking.clean
    sentence, tone = verdict(page.checking, publisher.office.kit)
    assert "300件のうち" in sentence
    assert tone is Tone.NOTICE


def test_a_new_check_takes_the_place_of_the_one_before(publisher: Publisher, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, count in ((first, 200), (second, 2)):
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.txt").write_text("なし", "utf-8")
    page = publisher.page
    page.checking.check(first)
    page.checking.check(second)
    publisher.settle()
    assert [looked.file for looked in page.checking.files] == ["0.txt", "1.txt"]
    assert page.checking.clean


def test_the_model_of_files_is_sound(kit: Kit, qtmodeltester: ModelTester) -> None:
    named = Finding(Where.TEXT, "", What.NAME, "m1", "委員 一")
    files = [
        Looked("a.pdf", {Where.PAGE: 3}),
        Looked("b.txt", {Where.TEXT: 1}, (named,), (Unread(Reason.DAMAGED),), more=2),
    ]
    model = DisclosureModel(kit)
    model.show_files(files[:1])
    model.show_files(files)
    qtmodeltester.check(model, force_py=True)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(model.index(1, 0)) == 3
    assert model.index(0, 0).data(SIGN_ROLE) == (Sign.DONE, "good")
    assert model.index(1, 0).data(SIGN_ROLE) == (Sign.WARN, "fault")
    assert model.parent(model.index(0, 0, model.index(1, 0))) == model.index(1, 0)
    assert model.parent(model.index(1, 0)) == QModelIndex()
    kit.speaker.use("en")
    assert model.index(0, 1).data() == "page ×3"
