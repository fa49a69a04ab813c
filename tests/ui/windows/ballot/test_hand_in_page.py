"""Checking and handing in: a member's stories on the page."""

from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evalapp.editing import comment_text
from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.story import SMALL_SETUP, Desk, new_desk
from tests.ui.windows.ballot.handing import complete, files, shown
from tests.ui.windows.kit import AnsweringDialogs, NotedDesktop
from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


def test_the_models_keep_qts_rules(page: HandInPage, own: Work, qtmodeltester) -> None:
    complete(own)
    page.hand_in()
    own.set_mark("P", "c1", NoPoints.BLANK)
    assert page.check.list.gaps.rowCount() == 3
    qtmodeltester.check(page.check.list.gaps)
    assert page.table.hand_ins.rowCount() == 1
    qtmodeltester.check(page.table.hand_ins)


def test_what_is_open_leads_to_its_place(page: HandInPage, own: Work, qtbot: QtBot) -> None:
    gaps = page.check.list
    assert [gaps.gaps.index(row).data() for row in range(gaps.gaps.rowCount())] == [
        "P　課題Ｐ – 1 必要性 – 未記入",
        "P　課題Ｐ – 2 総合評価 – 未記入",
        "Q　課題Ｑ – 1 必要性 – 未記入",
        "Q　課題Ｑ – 2 総合評価 – 未記入",
        "P　課題Ｐ – 意見なし – 任意",
        "Q　課題Ｑ – 意見なし – 任意",
    ]
    assert page.check.outcome.label.text() == "未記入の欄が4か所あります。"
    chosen: list[tuple] = []
    page.cell_chosen.connect(lambda *place: chosen.append(place))
    assert gaps.hasFocus()
    qtbot.keyClick(gaps, Qt.Key.Key_Down)
    qtbot.keyClick(gaps, Qt.Key.Key_Down)
    qtbot.keyClick(gaps, Qt.Key.Key_Return)
    qtbot.keyClick(gaps, Qt.Key.Key_End)
    qtbot.keyClick(gaps, Qt.Key.Key_Return)
    qtbot.mouseClick(
        gaps.viewport(), Qt.MouseButton.LeftButton, pos=gaps.visualRect(gaps.gaps.index(1)).center()
    )
    assert chosen == [("Q", "c1", None), ("Q", "c2", CommentKind.POSITIVE), ("P", "c2", None)]
    assert own.sitting.sheets["P"].marks["c1"] is NoPoints.BLANK


def test_the_list_shrinks_while_the_answers_come(page: HandInPage, own: Work) -> None:
    complete(own)
    own.set_comment("P", None, CommentKind.ISSUE, "体制が弱い。")
    assert page.check.outcome.label.text() == "必要な欄はすべて記入されています。"
    assert [place.subject.id for place in page.check.list.gaps.places] == ["Q"]
    own.declare("Q", RecusalKind.ABSENT, "")
    assert page.check.list.isHidden()
    assert page.check.complete


def test_by_keys_alone_to_a_submission_that_is_taken_in(
    page: HandInPage, own: Work, small: Desk, qtbot: QtBot, kit: Kit
) -> None:
    complete(own)
    page.setFocus()
    for _stop in range(9):
        if page.act.hand_in_button.hasFocus():
            break
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.act.hand_in_button.text() == "提出ファイルを作成"
    qtbot.keyClick(page.act.hand_in_button, Qt.Key.Key_Space)

    assert page.result.mail_button.hasFocus()
    assert page.act.hand_in_button.isHidden()
    assert "その後の変更はありません" in page.standing.label.text()
    (written,) = (small.folder.parent / "out").iterdir()
    taken = small.intake(written)
    assert [one["status"] for one in taken["files"]] == ["new"]
    assert page.result.code.text() == taken["files"][0]["code"]

    assert page.result.print_button.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(page.result.mail_button, Qt.Key.Key_Space)
    qtbot.keyClick(page.result.folder_button, Qt.Key.Key_Space)
    desktop = kit.desktop
    assert isinstance(desktop, NotedDesktop)
    assert desktop.shown == [written]
    ((to, subject, body),) = desktop.drafts
    assert to == ""  # this evaluation names no contact
    assert subject == "評価票の提出：小さな評価（委員 一）"
    assert f"照合コード：{page.result.code.text()}" in body
    assert "途中" not in body
    assert "「m1.submission」をこのメールに添付" in page.result.told.label.text() + body


def test_a_change_of_mind_gives_the_next_revision(page: HandInPage, own: Work, tmp_path: Path) -> None:
    complete(own)
    page.act.hand_in_button.click()
    first = page.result.code.text()
    own.set_mark("P", "c1", 0)
    assert "その後の変更は、まだ提出されていません" in page.standing.label.text()
    assert "含まれていません" in page.result.next_step.text()
    own.set_mark("P", "c1", 2)  # back again: nothing to hand in
    assert page.act.hand_in_button.isHidden()

    own.set_mark("P", "c1", 0)
    page.act.hand_in_button.click()
    assert files(tmp_path / "out") == ["m1-r2.submission", "m1.submission"]
    rows = page.table.hand_ins
    assert [rows.index(row, 0).data() for row in range(2)] == ["第2版", "第1版"]
    assert rows.index(1, 3).data() == first
    assert rows.index(0, 3).data() == page.result.code.text() != first


def test_a_full_disk_is_said_and_another_folder_helps(
    page: HandInPage, own: Work, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(own)
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.parent.name == "out":
            raise OSError(errno.ENOSPC, "no space", str(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    page.act.hand_in_button.click()
    assert page.act.fault.isVisible()
    assert "空き容量" in page.act.fault.label.text()
    assert page.act.hand_in_button.isVisible()
    assert page.result.mail_button.isHidden()
    assert "見つかりません" in page.standing.label.text()  # and nowhere that there is a file
    assert own.sitting.sheets["P"].marks["c1"] == 2

    assert isinstance(kit.dialogs, AnsweringDialogs)
    kit.dialogs.answers.append(tmp_path)
    page.act.other_button.click()
    assert page.act.fault.isHidden()
    assert (tmp_path / "m1.submission").exists()
    assert page.table.hand_ins.rowCount() == 1  # still the first revision


def test_a_folder_that_is_none_is_refused(kit: Kit, own: Work, qtbot: QtBot, tmp_path: Path) -> None:
    complete(own)
    (tmp_path / "file").write_text("no folder")
    page = shown(kit, own, qtbot, tmp_path / "file" / "sub")
    page.act.hand_in_button.click()
    assert "作成できませんでした" in page.act.fault.label.text()
    assert page.act.fault.isVisible()


def test_the_folder_chosen_is_remembered_as_long_as_it_is_there(
    page: HandInPage, own: Work, kit: Kit, qtbot: QtBot, tmp_path: Path
) -> None:
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    assert isinstance(kit.dialogs, AnsweringDialogs)
    kit.dialogs.answers.append(chosen)
    page.act.folder_button.click()
    assert page.act.folder_text.text() == str(chosen)
    assert shown(kit, own, qtbot, tmp_path / "out").act.folder == chosen
    shutil.rmtree(chosen)
    assert shown(kit, own, qtbot, tmp_path / "out").act.folder == tmp_path / "out"


def test_what_is_not_saved_is_not_handed_in(
    page: HandInPage, own: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(own)

    def refuse(*_: object) -> None:
        raise EvalError("disk-full", file="m1.ballot")

    with monkeypatch.context() as patch:
        patch.setattr(own.sitting, "_write", refuse)
        own.set_mark("P", "c1", 1)
        assert not page.act.hand_in_button.isEnabled()
        assert "保存されると、提出できるようになります" in page.act.obstacle.label.text()
        page.hand_in()
        assert not (tmp_path / "out").exists()
    own.save_again()
    assert page.act.obstacle.isHidden()
    page.act.hand_in_button.click()
    assert files(tmp_path / "out") == ["m1.submission"]


def test_typed_text_is_saved_first_and_what_cannot_be_is_not_left_out(
    page: HandInPage, own: Work, tmp_path: Path
) -> None:
    complete(own)

    def save_typed() -> None:
        own.set_comment("P", None, CommentKind.POSITIVE, "最後の一文。")

    own.flushing.connect(save_typed)
    own.note_typing(typing=True)
    assert not page.act.hand_in_button.isEnabled()
    page.hide()
    page.show()
    assert comment_text(own.sitting.sheets["P"], None, CommentKind.POSITIVE) == "最後の一文。"
    own.flushing.disconnect(save_typed)
    own.note_typing(typing=True)  # a text that still waits
    page.hand_in()
    assert "まだ保存されていない意見" in page.act.obstacle.label.text()
    assert not (tmp_path / "out").exists()


def test_what_the_button_said_is_what_is_done(
    page: HandInPage, own: Work, small: Desk, tmp_path: Path
) -> None:
    complete(own)
    assert not page.act.draft
    # another program empties a cell while the page is looked at
    with BallotFile(small.ballot("m1")) as other:
        other.edit(lambda sheets: [replace(sheets[0], marks={**sheets[0].marks, "c1": NoPoints.BLANK})])
    page.hand_in()
    assert not (tmp_path / "out").exists()
    assert page.act.draft


def test_read_only_shows_everything_and_says_why_nothing_can_be_done(
    small: Desk, kit: Kit, qtbot: QtBot, tmp_path: Path
) -> None:
    work = Work(Sitting(BallotFile(small.ballot("m1"), read_only=True)), kit.now, read_only=True)
    page = shown(kit, work, qtbot, tmp_path)
    assert page.check.list.isVisible()
    assert not page.act.hand_in_button.isEnabled()
    assert "別のウィンドウで開かれています" in page.act.obstacle.label.text()
    work.close()


def test_nobody_to_judge_nothing_to_hand_in(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    small = tmp_path / "none"
    recusals = "".join(f'[[recusal]]\nmember = "m1"\nsubject = "{id_}"\nkind = "absent"\n' for id_ in "PQ")
    work = Work(Sitting(BallotFile(new_desk(small, SMALL_SETUP + recusals).ballot("m1"))), kit.now)
    page = shown(kit, work, qtbot, tmp_path)
    assert "提出していただくものはありません" in page.standing.label.text()
    assert page.act.isHidden()
    assert page.check.isHidden()
    work.close()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (7, "提出期限は令和9年1月8日です。"),
        (8, "提出期限は本日（令和9年1月8日）です。"),
        (9, "を過ぎています"),
    ],
)
def test_the_deadline(kit: Kit, work: Work, qtbot: QtBot, tmp_path: Path, day: int, sentence: str) -> None:
    kit = replace(kit, now=lambda: datetime(2027, 1, day, 5, tzinfo=UTC))
    page = shown(kit, work, qtbot, tmp_path)
    late = page.act.late.isVisible()
    assert late == (day > 8)
    assert sentence in (page.act.late.label.text() if late else page.act.due.text())
