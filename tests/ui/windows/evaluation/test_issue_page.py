"""Issuing: everybody gets what they answer in, refusals are named, and nothing is issued twice unasked."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import resources
from evalapp.model import Subject
from evalapp.record import Act
from evalapp.rubric_data import shipped_rubric
from evalapp.setup_starts import draft_of, new_draft
from evalapp.store.adopting import adopt
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.issued import Way, issued_log
from evalapp.store.setup_draft import materials_in_force, write_draft
from exports.excel.form_reader import read_form
from tests.story import NOON, evalapp
from tests.ui.windows.evaluation.conftest import OpenOffice
from tests.ui.windows.kit import AnsweringDialogs, NotedDesktop
from ui.windows.dialogs import Answer
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.issuing.members_model import SIGN_ROLE, Column
from ui.windows.evaluation.mail_panel import MailPanel
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.print_window import PrintWindow

EMPTY = new_draft("", shipped_rubric("meti-project"))


@pytest.fixture
def fresh(tmp_path: Path, open_office: OpenOffice) -> Office:
    """The sample as set up: nothing is issued."""
    evalapp("new", tmp_path / "new.evaluation", "--setup", resources.path("sample", "setup.toml"))
    return open_office(tmp_path / "new.evaluation")


def shown(office: Office, qtbot: QtBot) -> IssuePage:
    page = IssuePage(office)
    qtbot.addWidget(page)
    page.resize(1166, 640)
    page.show()
    return page


@pytest.fixture
def page(fresh: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> IssuePage:
    made = shown(fresh, qtbot)
    # a menu grabs the keyboard, which there is none of offscreen
    monkeypatch.setattr(made.ways, "popup", lambda _place: None)
    return made


def dialogs(page: IssuePage) -> AnsweringDialogs:
    assert isinstance(page.kit.dialogs, AnsweringDialogs)
    return page.kit.dialogs


def chosen(page: IssuePage) -> list[str]:
    return [row.issues.member.id for row in page.model.chosen]


def issue(page: IssuePage, qtbot: QtBot) -> None:
    page.foot.issue_button.click()
    qtbot.waitUntil(lambda: not page.office.jobs.busy)


def cell(page: IssuePage, row: int, column: Column) -> str:
    return str(page.model.index(row, column).data())


def test_the_first_issuing_to_everybody(page: IssuePage, qtbot: QtBot, tmp_path: Path) -> None:
    assert chosen(page) == ["m1", "m2", "m3", "m4", "m5"], "who has nothing is ticked"
    assert page.summary.text() == "まだ発行していません。"
    assert cell(page, 0, Column.NAME) == "髙瀬 惇也（座長）"
    page.table.selectRow(2)
    page._open_ways(page.mapToGlobal(page.rect().center()))
    page.ways.actions()[1].trigger()
    issue(page, qtbot)
    folder = tmp_path / "new_発行"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["m1.ballot", "m2.ballot", "m3.xlsx", "m4.ballot", "m5.ballot"]
    with BallotFile(folder / "m2.ballot") as file:
        assert file.ballot.member.id == "m2"
    form = read_form((folder / "m3.xlsx").read_bytes(), "m3.xlsx")
    assert form.id("evalapp_member") == "m3"
    assert page.summary.text() == "評価委員5名全員に発行済みです。"
    assert cell(page, 2, Column.ISSUED).startswith("Excel評価票")
    assert page.foot.told.label.text().startswith("5名に発行しました。")
    assert chosen(page) == [], "nobody is without"
    assert [line.act for line in page.office.file.record()][1:] == [
        Act.BALLOT_ISSUED,
        Act.BALLOT_ISSUED,
        Act.FORM_ISSUED,
        Act.BALLOT_ISSUED,
        Act.BALLOT_ISSUED,
    ]


def test_issuing_again_is_asked_and_only_the_others_can_be_chosen(page: IssuePage, qtbot: QtBot) -> None:
    page.show_place(("m2",))
    assert chosen(page) == ["m2"]
    issue(page, qtbot)
    page.all_button.click()
    dialogs(page).answers = [Answer.CANCEL]
    issue(page, qtbot)
    assert len(issued_log(page.office.file)) == 1
    assert "1名" in dialogs(page).asked[0]
    assert "提出済みの回答はそのまま残ります" in dialogs(page).asked[0]
    dialogs(page).answers = [Answer.OTHER]
    issue(page, qtbot)
    log = issued_log(page.office.file)
    assert [(note.member_id, note.serial) for note in log[1:]] == [("m1", 1), ("m3", 1), ("m4", 1), ("m5", 1)]
    page.model.choose(["m2"])
    dialogs(page).answers = [Answer.YES]
    issue(page, qtbot)
    assert issued_log(page.office.file)[-1].serial == 2
    assert cell(page, 1, Column.ISSUED).startswith("評価票ファイル（2回目）")


def test_who_is_refused_stays_ticked_with_the_reason(page: IssuePage, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "m4.ballot").write_bytes(b"another's")
    dialogs(page).answers = [folder]
    page.foot.change_button.click()
    issue(page, qtbot)
    assert chosen(page) == ["m4"]
    assert "m4.ballot" in cell(page, 3, Column.ISSUED)
    assert "浜﨑 由紀乃" in page.foot.told.label.text()
    assert (folder / "m4.ballot").read_bytes() == b"another's"
    (folder / "m4.ballot").unlink()
    issue(page, qtbot)
    assert page.summary.text() == "評価委員5名全員に発行済みです。"


def test_a_folder_that_cannot_be_made_is_one_sentence(page: IssuePage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    dialogs(page).answers = [tmp_path / "file" / "out"]
    page.foot.change_button.click()
    issue(page, qtbot)
    assert str(tmp_path / "file" / "out") in page.foot.told.label.text()
    assert issued_log(page.office.file) == ()
    assert chosen(page) == ["m1", "m2", "m3", "m4", "m5"]


def test_cancelled_half_way_what_was_issued_stands(
    page: IssuePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_ballot = EvaluationFile.note_ballot

    def noted(self: EvaluationFile, *args: object) -> None:
        note_ballot(self, *args)  # type: ignore[arg-type]
        if len(self.issued()) == 2:
            page._cancel()

    monkeypatch.setattr(EvaluationFile, "note_ballot", noted)
    issue(page, qtbot)
    assert [note.member_id for note in issued_log(page.office.file)] == ["m1", "m2"]
    assert "2名に発行しました。途中で中止した" in page.foot.told.label.text()
    page.open_button.click()
    assert chosen(page) == ["m3", "m4", "m5"]


def test_paper_is_issued_as_pdf_and_printed_paper_is_recorded(
    page: IssuePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.model.choose(["m5"])
    page._open_ways_of_chosen()
    page.ways.actions()[2].trigger()
    issue(page, qtbot)
    assert (tmp_path / "new_発行" / "m5.pdf").read_bytes().startswith(b"%PDF-")
    page.model.choose(["m1", "m5"])
    page.foot.print_button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintWindow)))
    (window,) = page.findChildren(PrintWindow)
    window._printers = lambda: ["one"]
    assert window.reader.pages >= 8, "two members judge four subjects"
    assert len(issued_log(page.office.file)) == 1, "looking is not printing"

    def to_file(printer: QPrinter) -> None:
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    dialogs(page).answers = [to_file]
    window.print_button.click()
    assert [(note.member_id, note.way) for note in issued_log(page.office.file)] == [
        ("m5", Way.PAPER),
        ("m1", Way.PAPER),
        ("m5", Way.PAPER),
    ]
    window.close()


def test_the_table_by_keyboard(page: IssuePage, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)
    page.take_keyboard()
    table = page.table
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert chosen(page) == ["m1", "m3", "m4", "m5"]
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert len(chosen(page)) == 5, "some are without: all selected get a tick"
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["𠮷住 千景", "辻󠄀堂 誠司"]
    with qtbot.waitSignal(table.way_wanted):
        qtbot.keyClick(table, Qt.Key.Key_F2)
    place = table.visualRect(table.proxy.index(0, Column.CHOSEN)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "m1" not in chosen(page)


def test_sorted_filtered_and_still_the_same_members(page: IssuePage) -> None:
    page.table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
    names = [str(page.table.proxy.index(row, Column.NAME).data()) for row in range(5)]
    assert names[0] == "小檜山 涼", "by how it is read"
    page.search.setText("製薬")
    assert page.table.proxy.rowCount() == 1
    page.none_button.click()
    page.all_button.click()
    assert chosen(page) == ["m3"], "all that are shown"
    page.kit.speaker.use("en")
    assert page.foot.issue_button.text() == "Issue to 1"


def test_an_empty_or_unfinished_set_up_leads_there(page: IssuePage, qtbot: QtBot) -> None:
    write_draft(page.office.file, EMPTY, NOON)
    page.refresh()
    assert not page.foot.issue_button.isEnabled()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.setup_button.click()
    assert wanted.args == [PageName.SETUP, None]


def test_after_issuing_a_draft_only_gives_notice(office: Office, qtbot: QtBot) -> None:
    page = shown(office, qtbot)
    write_draft(office.file, EMPTY, NOON)
    page.refresh()
    page.all_button.click()
    assert page.notice.isVisible()
    assert page.foot.issue_button.isEnabled()


def test_a_draft_that_was_changed_back_keeps_nobody_from_issuing(page: IssuePage) -> None:
    file = page.office.file
    write_draft(file, draft_of(file.evaluation, materials_in_force(file)), NOON)
    page.refresh()
    assert not page.notice.isVisible()
    assert page.foot.issue_button.isEnabled()


def test_nothing_set_up_is_one_calm_sentence(page: IssuePage) -> None:
    with sqlite3.connect(page.office.path) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        for table in ("recusal", "member"):
            db.execute(f"DELETE FROM {table}")
    page.office.look()
    assert page.summary.text() == "まだ発行できません。"
    assert not page.table.isVisible()
    assert page.setup_button.isVisible()
    page.take_keyboard()


def test_read_only_shows_everything_and_issues_nothing(fresh: Office, qtbot: QtBot) -> None:
    fresh._read_only = True
    page = shown(fresh, qtbot)
    assert len(page.model.rows) == 5
    assert not page.foot.issue_button.isEnabled()
    assert not page.foot.print_button.isEnabled()
    fresh.allow_editing()
    assert page.foot.issue_button.isEnabled()


def use_subjects(page: IssuePage, *subjects: Subject) -> None:
    new = replace(page.office.evaluation, subjects=subjects)
    with page.office.acting() as file:
        adopt(file, new, materials_in_force(file), NOON, "tester", kept={})


def test_after_issuing_the_mails_come_next(page: IssuePage, qtbot: QtBot) -> None:
    page.model.choose(["m1", "m2"])
    page.foot.issue_button.setFocus()
    page.foot.issue_button.click()
    assert page.window().focusWidget() is page.foot.cancel_button
    qtbot.waitUntil(lambda: not page.office.jobs.busy)
    assert chosen(page) == ["m3", "m4", "m5"], "who is still without"
    assert page.foot.mail_button.text() == "メールの下書き（2名）…"
    assert page.window().focusWidget() is page.foot.mail_button
    page.foot.mail_button.click()
    panel = page.findChild(MailPanel)
    assert panel is not None
    panel.close()


def test_what_is_to_be_issued_anew_is_marked_with_a_sign(page: IssuePage, qtbot: QtBot) -> None:
    issue(page, qtbot)
    first, *others = page.office.evaluation.subjects
    use_subjects(page, replace(first, title="別の題"), *others)
    sign, ink = page.model.index(0, Column.ISSUED).data(SIGN_ROLE)
    assert (sign.name, ink) == ("DONE", "good"), "what asks nobody anew alarms nobody"
    use_subjects(page, first, *others, replace(first, id="N", materials=()))
    sign, ink = page.model.index(0, Column.ISSUED).data(SIGN_ROLE)
    assert (sign.name, ink) == ("WARN", "warn")
    assert not page.foot.mail_button.isEnabled(), "what is sent would not do"
    page.open_button.click()
    assert chosen(page) == [], "nobody's ballot is superseded in passing"


def test_the_folder_is_shown_and_remembered(page: IssuePage, qtbot: QtBot, tmp_path: Path) -> None:
    assert not page.foot.show_button.isVisible(), "it is made by the first issuing"
    issue(page, qtbot)
    page.foot.show_button.click()
    assert isinstance(page.kit.desktop, NotedDesktop)
    assert page.kit.desktop.shown[0].parent == tmp_path / "new_発行"
    assert shown(page.office, qtbot).folder == tmp_path / "new_発行"


def test_the_largest_evaluation_is_shown_at_once(largest_office: Office, qtbot: QtBot) -> None:
    page = shown(largest_office, qtbot)
    assert len(page.model.rows) == 30
    assert page.model.rows[0].issues.member.id == "m01"
    assert chosen(page) == []
