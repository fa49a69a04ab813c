"""Mails: one a member with what fits them, opened or copied, changed for one or for all, marked as done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.mailing import Honorific, Letter, MailKind
from evalapp.store.issued import Way
from tests.story import Desk, evalapp
from tests.ui.windows.evaluation.conftest import OpenOffice
from tests.ui.windows.kit import NOON, NotedDesktop
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.issuing.mail_list import SIGN_ROLE, STATE_ROLE
from ui.windows.evaluation.issuing.memory import IssueMemory
from ui.windows.evaluation.mail_panel import MailPanel, open_mail_panel
from ui.windows.evaluation.office import Office
from ui.windows.settings import Settings


@pytest.fixture
def office(sample: Desk, open_office: OpenOffice) -> Office:
    """m1 has got a second ballot, m3 an Excel form; the others have their first ballots."""
    evalapp("ballots", sample.evaluation, "--out", sample.ballots, "--member", "m1")
    evalapp("ballots", sample.evaluation, "--out", sample.ballots, "--member", "m3", "--as", "excel")
    made = open_office(sample.evaluation)
    IssueMemory(made.kit.settings, made.evaluation.info.id).folder = sample.ballots
    return made


@pytest.fixture
def panel(office: Office, qtbot: QtBot) -> MailPanel:
    made = MailPanel(office, ["m3", "m2", "m1"])
    qtbot.addWidget(made)
    made.resize(960, 620)
    made.show()
    return made


def desktop(panel: MailPanel) -> NotedDesktop:
    assert isinstance(panel._kit.desktop, NotedDesktop)
    return panel._kit.desktop


def states(panel: MailPanel) -> list[str]:
    model = panel.list.mails
    return [str(model.index(row).data(STATE_ROLE)) for row in range(model.rowCount())]


def test_each_mail_fits_what_was_issued_last_and_says_what_to_attach(panel: MailPanel) -> None:
    renewed, ballot, form = panel.mails
    assert renewed.to == "takase@aomine.example.ac.jp"
    assert "m1 (2).ballot" in renewed.body
    assert "作り直しました" in renewed.body
    assert "m2.ballot" in ballot.body
    assert "Excelで開いて" in form.body
    names = [member.name for member in panel._office.evaluation.members]
    for mail in panel.mails:
        assert sum(name in mail.body for name in names) == 1, "nobody reads of the others"
    assert panel.form._attached.text == "m1 (2).ballot"
    panel.form.folder_button.click()
    assert desktop(panel).shown[0].name == "m1 (2).ballot"


def test_one_after_the_other_is_opened_and_marked(panel: MailPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.done_changed):
        panel.form.draft_button.click()
    to, subject, body = desktop(panel).drafts[0]
    assert (to, subject, body) == (panel.mails[0].to, panel.mails[0].subject, panel.mails[0].body)
    assert "m1 (2).ballot" in panel.form.told.label.text()
    assert QApplication.clipboard().text() == body.rstrip("\n") + "\n", "too long for some mail programs"
    assert "コピー済み" in panel.form.told.label.text()
    panel.next_button.click()
    assert panel.form.told.label.text() == ""
    panel.form.copy_button.click()
    assert QApplication.clipboard().text() == panel.mails[1].body
    panel.form.done_button.click()
    assert states(panel) == ["作成済み 今日 12:00"] * 2 + ["未作成"]
    panel.form.done_button.click()
    assert states(panel)[1] == "未作成"


def test_no_mail_program_is_said_and_nothing_is_marked(
    panel: MailPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel._kit.desktop.__class__, "mail_draft", lambda *_arguments: False)
    panel.form.draft_button.click()
    assert "メールソフトを開けませんでした" in panel.form.told.label.text()
    assert states(panel)[0] == "未作成"


def test_a_mail_too_long_for_any_program_is_opened_without_its_text(panel: MailPanel) -> None:
    panel.form.body.setFocus()
    panel.form.body.insertPlainText("長" * 4_000)
    panel.form.draft_button.click()
    assert desktop(panel).drafts[0][2] == ""
    assert QApplication.clipboard().text().startswith("長" * 4_000)
    assert "貼り付けてください" in panel.form.told.label.text()


def test_whoever_is_written_to_stays_when_others_leave_the_list(panel: MailPanel) -> None:
    panel.list.turn_to(2)
    to = panel.form.to.text()
    panel._ids = frozenset(("m2", "m3"))
    panel._office.changed.emit()
    assert [mail.to for mail in panel.mails].index(to) == 1
    assert panel.form.to.text() == to
    assert not panel.next_button.isEnabled()


def test_what_is_changed_in_one_mail_is_that_ones_alone(panel: MailPanel) -> None:
    panel.form.body.insertPlainText("先日はありがとうございました。\n")
    panel.form.subject.selectAll()
    panel.form.subject.insert("別の件名")
    panel.form.subject.textEdited.emit("別の件名")
    panel.list.turn_to(1)
    assert "先日は" not in panel.form.body.text
    panel.list.turn_to(0)
    assert panel.form.body.text.startswith("先日はありがとうございました。\n青嶺大学")
    assert panel.mails[0].subject == "別の件名"
    panel.honorific.setCurrentIndex(1)
    panel.honorific.activated.emit(1)
    assert "髙瀬 惇也 先生" in panel.form.body.text


def test_the_text_for_all_is_changed_with_fields_and_kept(panel: MailPanel, office: Office) -> None:
    panel.list.turn_to(1)
    panel.letter_button.click()
    editor = panel.letter_editor
    assert editor.isVisible()
    editor.body.put("")
    editor.fields.actions()[0].trigger()
    editor.body.insertPlainText("様　{締切}までに")
    assert "{締切}" in editor.problem.label.text()
    assert not editor.keep_button.isEnabled()
    editor.body.put("{氏名}様　お送りします。{評価名}")
    editor.subject.setText("")
    assert not editor.keep_button.isEnabled()
    editor.subject.setText("件名 {役割}")
    editor.keep_button.click()
    assert panel.form.isVisible()
    assert panel.form.body.text.startswith("𠮷住 千景様　お送りします。再生")
    assert panel.form.subject.text() == "件名 委員"
    assert "作り直しました" in panel.mails[0].body, "another kind of mail"
    again = IssueMemory(Settings(), office.evaluation.info.id)
    assert again.letter(MailKind.BALLOT, "ja") == Letter("件名 {役割}", "{氏名}様　お送りします。{評価名}")
    panel.letter_button.click()
    editor.shipped_button.click()
    editor.keep_button.click()
    assert "評価用アプリ" in panel.form.body.text


def test_members_without_an_address_are_named(
    office: Office, qtbot: QtBot, qtmodeltester: ModelTester, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.evaluation
    members = tuple(replace(one, email="") if one.id == "m2" else one for one in before.members)
    monkeypatch.setattr(office.file, "evaluation", replace(before, members=members))
    panel = MailPanel(office, ["m1", "m2"], MailKind.REMINDER)
    qtbot.addWidget(panel)
    panel.show()
    assert "𠮷住 千景" in panel._without.text()
    assert "髙瀬" not in panel._without.text()
    assert states(panel) == ["未作成", "アドレスなし"]
    assert panel.list.mails.index(1).data(SIGN_ROLE) is not None
    qtmodeltester.check(panel.list.mails)
    assert panel.form._attached.text == "", "nothing goes with a reminder"
    assert not panel.form.folder_button.isVisible()
    panel._kit.speaker.use("en")
    assert "No mail address" in panel._without.text()


def test_the_language_is_the_documents_not_the_windows(panel: MailPanel, office: Office) -> None:
    panel.language.setCurrentIndex(1)
    panel.language.activated.emit(1)
    assert panel.form.body.text.startswith("Dear 髙瀬 惇也,")
    assert not panel.honorific.isVisible()
    assert panel.letter_button.text() == "共通の文面を変更…"
    assert IssueMemory(office.kit.settings, office.evaluation.info.id).language == "en"


def test_the_issue_page_knows_which_mails_are_written(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = NOON.replace(year=2100)
    monkeypatch.setattr(office, "now", lambda: later)
    page = IssuePage(office)
    qtbot.addWidget(page)
    page.show()
    page.show_place(("m1", "m2"))
    page.foot.mail_button.click()
    (panel,) = page.findChildren(MailPanel)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    panel.form.draft_button.click()
    assert [row.mailed_at for row in page.model.rows] == [None, later, None, None, None]
    panel.close()
    assert page.model.rows[1].issues.member.id == "m2"


def test_a_mail_about_an_earlier_ballot_does_not_count(office: Office, qtbot: QtBot) -> None:
    memory = IssueMemory(office.kit.settings, office.evaluation.info.id)
    memory.note_mailed("m2", MailKind.BALLOT, NOON.replace(year=2000))
    page = IssuePage(office)
    qtbot.addWidget(page)
    page.show()
    assert page.model.rows[1].mailed_at is None


def test_a_panel_for_nobody_says_so(office: Office, qtbot: QtBot) -> None:
    page = IssuePage(office)
    qtbot.addWidget(page)
    panel = open_mail_panel(office, [], MailKind.REMINDER, page)
    assert panel._title.text() == "作成するメールはありません。"
    assert not panel.form.isEnabled()
    panel.close()


@pytest.mark.parametrize("junk", ["[]", "{", '{"m1": 3}', '{"m1": "x"}', "[" * 20_000])
def test_settings_that_somebody_broke_count_as_absent(junk: str, tmp_path: Path) -> None:
    del tmp_path
    settings = Settings()
    for name in ("ways", "letter-ballot-ja", "mailed-ballot", "language", "honorific"):
        settings.set_text(f"issuing/x/{name}", junk)
    memory = IssueMemory(settings, "x")
    assert memory.ways() == {}
    assert memory.mailed_at("m1", MailKind.BALLOT) is None
    assert memory.letter(MailKind.BALLOT, "ja").subject.startswith("評価票ファイル")
    assert (memory.language, memory.honorific, memory.folder) == ("ja", Honorific.SAMA, None)
    memory.choose_way(["m1"], Way.PAPER)
    assert memory.ways() == {"m1": Way.PAPER}
