"""The file that was made: sent, saved again, its receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.exports.pdf_reading import text
from tests.story import Desk, raw_sqlite
from tests.ui.windows.ballot.handing import complete, shown
from tests.ui.windows.kit import AnsweringDialogs, NotedDesktop
from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


def test_a_draft_is_called_one(page: HandInPage, own: Work, small: Desk, kit: Kit) -> None:
    own.set_mark("P", "c1", 3)
    assert page.act.hand_in_button.text() == "途中のまま提出ファイルを作成"
    assert "集計には入りません" in page.act.explanation.text()
    page.act.hand_in_button.click()
    assert page.result.isVisible()
    assert "第1版(途中)" in page.standing.label.text()
    taken = small.intake(*(small.folder.parent / "out").iterdir())
    assert [(one["status"], one["draft"]) for one in taken["files"]] == [("new", True)]
    page.result.mail_button.click()
    assert isinstance(kit.desktop, NotedDesktop)
    assert "途中のものとして" in kit.desktop.drafts[0][2]


def test_the_same_file_is_saved_elsewhere_too(page: HandInPage, own: Work, kit: Kit, tmp_path: Path) -> None:
    complete(own)
    page.act.hand_in_button.click()
    assert isinstance(kit.dialogs, AnsweringDialogs)
    (tmp_path / "stick").mkdir()
    kit.dialogs.answers += [tmp_path / "stick", None]
    page.result.again_button.click()
    copy = tmp_path / "stick" / "m1.submission"
    assert copy.read_bytes() == (tmp_path / "out" / "m1.submission").read_bytes()
    assert str(copy) in page.result.told.label.text()
    page.result.again_button.click()  # changed their mind
    assert page.table.hand_ins.rowCount() == 1


def test_what_cannot_be_looked_up_now_is_said_in_place(
    page: HandInPage, own: Work, kit: Kit, small: Desk, tmp_path: Path
) -> None:
    complete(own)
    page.act.hand_in_button.click()
    assert isinstance(kit.dialogs, AnsweringDialogs)
    kit.dialogs.answers += [tmp_path, tmp_path]
    with raw_sqlite(small.ballot("m1")) as other:
        other.execute("BEGIN EXCLUSIVE")
        page.result.again_button.click()
        assert "使用" in page.result.told.label.text()
        assert not (tmp_path / "m1.submission").exists()
        other.rollback()
    page.result.again_button.click()
    assert (tmp_path / "m1.submission").exists()


def test_a_drive_that_answers_oddly_counts_as_gone(page: HandInPage, own: Work, kit: Kit) -> None:
    complete(own)
    page.act.hand_in_button.click()
    strange = "/" + "x" * 300  # the system refuses even to look
    kit.settings.set_text("hand-in-folder", strange)
    kit.settings.set_text(page._memory(page.result.code.text()), strange)
    page.refresh()
    assert page.result.folder_button.isHidden()
    assert strange not in page.act.folder_text.text()


def test_the_window_and_the_receipt_tell_the_same_time(
    kit: Kit, own: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    tokyo = timezone(timedelta(hours=9))
    page = shown(replace(kit, now=lambda: kit.now().astimezone(tokyo)), own, qtbot, tmp_path / "out")
    page.act.hand_in_button.click()
    assert any("21:00" in value.text() for value in page.result._values)
    assert "21:00（日本時間）" in text(page.result.receipt())
    last = own.sitting.file.last_hand_in()
    assert last
    assert last.at.utcoffset() == timedelta(hours=9)


def test_a_file_that_is_gone_can_be_made_again(
    page: HandInPage, own: Work, kit: Kit, qtbot: QtBot, tmp_path: Path
) -> None:
    complete(own)
    page.act.hand_in_button.click()
    written = tmp_path / "out" / "m1.submission"
    content = written.read_bytes()
    written.unlink()
    page.refresh()
    assert "見つからない" in page.result.next_step.text()
    assert page.result.mail_button.isHidden()
    page.act.hand_in_button.click()
    assert written.read_bytes() == content
    # another day, another window on the same computer: where it was written is known
    later = shown(kit, own, qtbot, tmp_path / "elsewhere")
    assert later.act.hand_in_button.isHidden()
    assert later.result.folder_button.isVisible()


def test_the_mail_is_addressed_and_the_receipt_is_a_pdf(
    kit: Kit, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    work.set_mark("A", "c1", 1)
    page = shown(kit, work, qtbot, tmp_path)
    page.act.hand_in_button.click()
    page.result.mail_button.click()
    assert isinstance(kit.desktop, NotedDesktop)
    assert kit.desktop.drafts[0][0] == "hyouka@example.jp"
    assert isinstance(kit.dialogs, AnsweringDialogs)
    kit.dialogs.answers.append(tmp_path / "控え")
    page.result.receipt_button.click()
    assert (tmp_path / "控え.pdf").read_bytes().startswith(b"%PDF")
    assert "控え.pdf" in page.result.told.label.text()


def test_both_languages_while_it_is_open(page: HandInPage, own: Work, kit: Kit) -> None:
    complete(own)
    page.act.hand_in_button.click()
    kit.speaker.use("en")
    assert page.standing.label.text() == (
        "No. 1 was sealed on 20 November 2026 12:00. Nothing has changed since."
    )
    assert page.result.mail_button.text() == "Open a mail draft"
    assert page.table.hand_ins.headerData(3, Qt.Orientation.Horizontal) == "Verification code"
    page.result.mail_button.click()
    assert isinstance(kit.desktop, NotedDesktop)
    assert "I hand in my score sheets for “小さな評価”." in kit.desktop.drafts[0][2]
    kit.speaker.use("ja")
    assert page.result.mail_button.text() == "メールの下書きを開く"


def test_nothing_is_cut_in_large_text(page: HandInPage, own: Work, kit: Kit, qtbot: QtBot) -> None:
    complete(own)
    page.act.hand_in_button.click()
    kit.theme.use(text_size=200)
    page.resize(640, 600)
    qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() == 0)
    for label in (page.act.explanation, page.result.next_step, page.standing.label):
        qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()))
