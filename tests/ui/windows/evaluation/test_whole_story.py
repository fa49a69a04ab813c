"""From nothing to published: what a secretariat does with one evaluation, by clicks, keys and drops alone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

import resources
from evalapp.form import comment_name, comment_places, mark_name
from evalapp.intake import Status
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from evalapp.rubric_data import shipped_rubric
from evalapp.setup_draft import Part
from evalapp.store.issued import Way
from exports.documents import Kind
from tests.exports import pdf_reading
from tests.forms import filled
from tests.story import Desk, evalapp, sample_answers
from tests.ui.windows.evaluation.secretary import (
    Key,
    Secretary,
    at_office,
    block,
    column_texts,
    holder,
    press,
    sample_setup,
    table_texts,
    write,
)
from ui.windows.evaluation.closing_page import ClosingPage
from ui.windows.evaluation.intake_page import IntakePage, IntakeTab
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.issuing.members_model import Column
from ui.windows.evaluation.mail_panel import MailPanel
from ui.windows.evaluation.meeting_window import MeetingWindow
from ui.windows.evaluation.new_window import NewEvaluationWindow
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.paper import PaperPanel
from ui.windows.evaluation.publishing_page import PublishingPage
from ui.windows.evaluation.publishing_page import Tab as PublishingTab
from ui.windows.evaluation.record_page import RecordPage
from ui.windows.evaluation.results_page import ResultsPage
from ui.windows.evaluation.setup_page import SetupPage
from ui.windows.evaluation.watch_page import WatchPage
from ui.windows.kit import Kit

SATO, SUZUKI = "佐藤 由美", "鈴木 一郎"
PUBLISHED = {
    "A": ["3.0", "2.6", "2.2", "2.0", "2.6", "2.6", "2.6"],
    "B": ["3.0", "2.5", "2.5", "3.0", "2.0", "2.3", "2.5"],
    "C": ["3.0", "2.2", "2.2", "1.8", "1.8", "2.0", "2.2"],
}
"""The means of the published report (Part 2, chapter 1, section 3)."""

Answers = Mapping[tuple[str, str], Mapping[str, str]]
"""The rows of the sample's answers by subject and criterion (empty: the whole subject)."""


@pytest.fixture
def secretary(
    qtbot: QtBot, qapp: QApplication, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Secretary]:
    # a menu grabs the keyboard, which there is none of offscreen
    monkeypatch.setattr(QMenu, "popup", lambda *_place: None)
    with at_office(qtbot, qapp, kit) as made:
        yield made


def answers_of(member: str, folder: Path) -> Answers:
    path = sample_answers(folder)[int(member[1:]) - 1]
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))
    return {(row["subject"], row["criterion"]): row for row in rows}


def test_from_nothing_to_published(secretary: Secretary, tmp_path: Path) -> None:
    issued, sent, published = (tmp_path / name for name in ("issued", "sent", "published"))
    for folder in (issued, sent, published):
        folder.mkdir()
    make_new(secretary, tmp_path / "sample.evaluation")
    set_up(secretary)
    issue(secretary, issued)
    write_mails(secretary)
    take_in(secretary, *members_answer(secretary, issued, sent))
    confirm_the_form(secretary)
    type_the_paper(secretary, answers_of("m5", tmp_path))
    everything_is_in(secretary)
    means_are_the_published_ones(secretary)
    hold_the_meeting(secretary)
    take_texts_in(secretary)
    publish(secretary, published)
    read_back(published)
    close_and_verify(secretary, tmp_path)


def make_new(secretary: Secretary, path: Path) -> None:
    start = secretary.app.show_start()
    secretary.click(start.new_button)
    secretary.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), NewEvaluationWindow))
    window = QApplication.activeWindow()
    assert isinstance(window, NewEvaluationWindow)
    assert window.source.rubrics.currentData() == "meti-project"
    secretary.qtbot.waitUntil(window.title.hasFocus)
    write(sample_setup()["evaluation"]["title"])
    secretary.dialogs.answers.append(path)
    secretary.click(window.change_button)
    secretary.click(window.make_button)
    assert not window.isVisible()
    assert not start.isVisible()
    assert secretary.take_window().office.path == path


def set_up(secretary: Secretary) -> None:
    setup, page = sample_setup(), secretary.page(SetupPage)
    assert page.foot.note.label.text().startswith("まだ発行できません")
    for name in ("organisation", "date", "deadline", "contact"):
        page.head.take_keyboard(name)
        write(setup["evaluation"][name])
    turn_tab(secretary, page, Part.SUBJECTS)
    kinds = {"project": "研究開発課題", "programme": "複数課題プログラム"}
    times = {"interim": "中間評価", "final": "終了時評価"}
    rows = [
        {
            **one,
            "kind": kinds[one["kind"]],
            "evaluation_kind": times[one["evaluation_kind"]],
            "rubric": shipped_rubric(one["rubric"]).title if "rubric" in one else "",
        }
        for one in setup["subject"]
    ]
    secretary.paste(block(rows, "id", "title", "kind", "rubric", "evaluation_kind"))
    turn_tab(secretary, page, Part.MEMBERS)
    roles = {"chair": "座長", "member": "委員"}
    people = [{**one, "role": roles[one["role"]]} for one in setup["member"]]
    people[4]["id"] = "m4"  # a slip of whoever made the list
    secretary.paste(block(people, "id", "name", "role", "affiliation", "kana", "email"))
    # the programme's criteria are not there yet, and two members have one id
    secretary.click(page.foot.list_button)
    unknown, doubled = column_texts(page.foot.problems, 1)
    assert "「複数課題プログラム評価」はありません" in unknown
    assert "「m4」が2回あります" in doubled
    secretary.click_row(page.foot.problems, page.foot.problems.model().index(1, 1))
    grid = page.rows[Part.MEMBERS].grid
    secretary.qtbot.waitUntil(grid.hasFocus)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (4, 0)
    write("m5")
    press(Key.Key_Return)
    turn_tab(secretary, page, Part.RUBRICS)
    assert page.rubrics
    secretary.choose_in(page.rubrics.bar.add_menu, "複数課題プログラム評価")
    assert page.work.problems == ()
    recuse(secretary, page)
    attach_materials(secretary, page)
    assert page.foot.note.label.text().startswith("設定はそろっています。")
    secretary.click(page.foot.issue_button)
    evaluation = secretary.window.office.evaluation
    assert [(one.id, one.rubric_id) for one in evaluation.subjects][2:] == [
        ("C", "meti-project"),
        ("P", "meti-programme"),
    ]
    assert [one.email for one in evaluation.members] == [one["email"] for one in setup["member"]]
    assert evaluation.info.contact == setup["evaluation"]["contact"]


def turn_tab(secretary: Secretary, page: SetupPage, part: Part) -> None:
    secretary.click_tab(page.tabs, list(Part).index(part))
    page.take_keyboard()


def recuse(secretary: Secretary, page: SetupPage) -> None:
    (recusal,) = sample_setup()["recusal"]
    turn_tab(secretary, page, Part.RECUSALS)
    press(Key.Key_Down, Key.Key_Right, Key.Key_Right, Key.Key_Space)
    reasons = page.recusals.reasons
    secretary.click_row(reasons, reasons.cells.index(0, 3))
    write(recusal["reason"])
    press(Key.Key_Return)
    secretary.window.office.flush()
    (found,) = secretary.window.office.evaluation.recusals
    assert (found.member_id, found.subject_id, found.kind) == ("m3", "B", RecusalKind.CONFLICT)
    assert found.reason == recusal["reason"]


def attach_materials(secretary: Secretary, page: SetupPage) -> None:
    turn_tab(secretary, page, Part.MATERIALS)
    editor = page.materials
    assert editor
    for row, subject in enumerate(sample_setup()["subject"]):
        files = [resources.path("sample", *name.split("/")) for name in subject["materials"]]
        secretary.click_row(editor.subject_list, editor.subject_list.model().index(row, 0))
        if row:
            secretary.drop(*files)
        else:
            secretary.dialogs.answers.append(files)
            secretary.click(editor.add_button)
        assert column_texts(editor.file_list, 0) == [file.name for file in files]


def issue(secretary: Secretary, folder: Path) -> None:
    page = secretary.page(IssuePage)
    secretary.dialogs.answers.append(folder)
    secretary.click(page.foot.change_button)
    for row, way in ((3, Way.FORM), (4, Way.PAPER)):
        secretary.click_row(page.table, page.table.proxy.index(row, Column.WAY))
        (action,) = (one for one in page.ways.actions() if Way(one.data()) is way)
        action.trigger()
    secretary.click(page.foot.issue_button)
    assert page.summary.text() == "評価委員5名全員に発行済みです。"
    names = ["m1.ballot", "m2.ballot", "m3.ballot", "m4.xlsx", "m5.pdf"]
    assert sorted(path.name for path in folder.iterdir()) == names


def write_mails(secretary: Secretary) -> None:
    secretary.click(secretary.page(IssuePage).foot.mail_button)
    (panel,) = secretary.window.findChildren(MailPanel)
    for _member in range(5):
        secretary.click(panel.form.draft_button)
        if panel.next_button.isEnabled():
            secretary.click(panel.next_button)
    panel.close()
    drafts = secretary.desktop.drafts
    assert [to for to, _subject, _body in drafts] == [one["email"] for one in sample_setup()["member"]]
    for (_to, _subject, body), name in zip(
        drafts, ("m1.ballot", "m2.ballot", "m3.ballot", "m4.xlsx"), strict=False
    ):
        assert name in body
    secretary.activate(secretary.window)


def members_answer(secretary: Secretary, issued: Path, sent: Path) -> tuple[Path, ...]:
    """Three hand their ballots in, one fills the Excel form; the fifth writes on paper."""
    desk = Desk(sent)
    desk.ballots, desk.submissions = issued, sent
    for member, path in zip(("m1", "m2", "m3"), sample_answers(sent), strict=False):
        evalapp("fill", desk.ballot(member), "--from", path)
        desk.hand_in(member)
    evaluation, cells = secretary.window.office.evaluation, {}
    answers = answers_of("m4", sent)
    for number, subject in enumerate(evaluation.subjects, 1):
        rubric = evaluation.rubric_of(subject)
        for place, criterion in enumerate(rubric.criteria, 1):
            if criterion.scored:
                cells[mark_name(number, place)] = int(answers[subject.id, criterion.id]["points"])
        for place, kind in comment_places(rubric):
            criterion_id = rubric.criteria[place - 1].id if place else ""
            if text := comment(answers, subject.id, criterion_id, kind):
                cells[comment_name(number, place, kind)] = text
    form = sent / "m4 回答.xlsx"
    form.write_bytes(filled((issued / "m4.xlsx").read_bytes(), cells))
    return *(desk.submission(member) for member in ("m1", "m2", "m3")), form


def comment(answers: Answers, subject: str, criterion: str, kind: CommentKind) -> str:
    return answers.get((subject, criterion), {}).get(f"comment_{kind.value}", "")


def take_in(secretary: Secretary, *files: Path) -> None:
    secretary.drop(*files)
    page = secretary.page(IntakePage)
    view = page.files.view
    assert [row.status for row in view.model.rows] == [Status.NEW] * 4
    secretary.click(view.foot.accept_button)
    assert secretary.window.rail.buttons[PageName.INTAKE].isChecked()


def confirm_the_form(secretary: Secretary) -> None:
    page = secretary.page(IntakePage)
    secretary.click_tab(page.tabs, IntakeTab.FORMS)
    assert not page.forms.confirm_button.isEnabled(), "who took it in may not confirm it"
    secretary.sit_down(SUZUKI)
    secretary.click(page.forms.confirm_button)
    assert page.forms.model.forms == ()


def type_the_paper(secretary: Secretary, answers: Answers) -> None:
    page = secretary.page(IntakePage)
    secretary.click_tab(page.tabs, IntakeTab.PAPER)
    panel = page.paper
    assert isinstance(panel, PaperPanel)
    secretary.sit_down(SATO)
    choose_sheet(secretary, panel, "A")
    for subject in "ABCP":
        # the next sheet of the member comes by itself
        type_sheet(panel, answers, subject, slip=subject == "A")
    secretary.sit_down(SUZUKI)
    for subject in "ABCP":
        choose_sheet(secretary, panel, subject)
        if panel.stack.currentWidget() is panel.between:
            secretary.click(panel.between.second_button)
        type_sheet(panel, answers, subject)
        if subject == "A":
            assert "≠" in panel.comparison.table.currentIndex().siblingAtColumn(0).data()
            press(Key.Key_2)
            secretary.click(panel.comparison.confirm_button)
            assert panel.comparison.fault.isVisible(), "who corrected it may not confirm it"
        else:
            choose_sheet(secretary, panel, subject)
            secretary.click(panel.comparison.confirm_button)
    secretary.sit_down(SATO)
    choose_sheet(secretary, panel, "A")
    secretary.click(panel.comparison.confirm_button)
    assert panel.list.model.rowCount() == len(panel.list.model.every)


def choose_sheet(secretary: Secretary, panel: PaperPanel, subject: str) -> None:
    row = panel.list.model.place_of("m5", subject)
    assert row is not None
    secretary.click_row(panel.list.rows, panel.list.model.index(row, 1))


def type_sheet(panel: PaperPanel, answers: Answers, subject: str, *, slip: bool = False) -> None:
    fields = panel.form.fields
    assert fields
    for criterion_id, field in fields.marks.items():
        assert holder() is field
        points = answers[subject, criterion_id]["points"]
        write("0" if slip and criterion_id == "c3" else points)
    for (criterion_id, kind), box in fields.boxes.items():
        assert holder() is box.editor
        if text := comment(answers, subject, criterion_id or "", kind):
            write(text)
        press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert holder() is panel.form.finish_button
    press(Key.Key_Return)


def everything_is_in(secretary: Secretary) -> None:
    page = secretary.turn(PageName.WATCH, WatchPage)
    assert table_texts(page.table) == [
        ["辞退・欠席" if (row, column) == (2, 1) else "提出済" for column in range(4)] for row in range(5)
    ]


def means_are_the_published_ones(secretary: Secretary) -> None:
    page = secretary.turn(PageName.RESULTS, ResultsPage)
    pane = page.printed.subjects
    for row, (subject, means) in enumerate(PUBLISHED.items()):
        secretary.click_row(pane.view, pane.model.index(row, 0))
        assert page.printed.subject_id == subject
        assert column_texts(page.printed.table, 1) == means


def hold_the_meeting(secretary: Secretary) -> None:
    page = secretary.page(ResultsPage)
    secretary.click(page.meeting)
    (meeting,) = secretary.window.findChildren(MeetingWindow)
    begin = meeting.place
    secretary.qtbot.keyClick(meeting, Key.Key_Right)
    assert meeting.place > begin
    secretary.qtbot.keyClick(meeting, Key.Key_Home)
    assert meeting.accessibleName().startswith("A ")
    assert all(mean in meeting.accessibleDescription() for mean in PUBLISHED["A"])
    secretary.qtbot.keyClick(meeting, Key.Key_Escape)
    assert not meeting.isVisible()
    secretary.activate(secretary.window)


def take_texts_in(secretary: Secretary) -> None:
    page = secretary.turn(PageName.PUBLISHING, PublishingPage)
    secretary.click_tab(page.tabs, PublishingTab.TEXTS)
    secretary.dialogs.answers.append([resources.path("sample", "texts.toml")])
    secretary.click(page.texts.in_button)
    secretary.click(page.texts.plan.apply_button)
    assert not page.texts.next_button.isEnabled(), "nothing is missing"


def publish(secretary: Secretary, folder: Path) -> None:
    page = secretary.page(PublishingPage)
    secretary.click_tab(page.tabs, PublishingTab.DOCUMENTS)
    secretary.choose(page.documents.options.edition, 1)
    documents = page.documents.list
    secretary.click_row(documents, documents.documents.index(documents.documents.row_of(Kind.SHEETS)))
    documents.setFocus()
    press(Key.Key_Space)
    assert set(documents.documents.ticks) == set(Kind) - {Kind.BLANK}
    secretary.dialogs.answers.append(folder)
    secretary.click(page.documents.save_all_button)
    assert len(list(folder.iterdir())) == len(Kind) - 1
    assert page.outcome.checked.label.text().endswith("委員を特定できる記載は見付かりませんでした。")
    secretary.click(page.outcome.check_button)
    assert all(looked.clean for looked in page.checking.files)


def read_back(folder: Path) -> None:
    for name in ("report.pdf", "summary.pdf"):
        text = pdf_reading.text((folder / name).read_bytes())
        for subject in sample_setup()["subject"][:3]:
            assert subject["title"] in text
    book = openpyxl.load_workbook(folder / "workbook.xlsx", data_only=True)
    for subject, means in PUBLISHED.items():
        cells = [book[subject].cell(row, 2).value for row in range(4, 11)]
        assert [f"{cell:.1f}" for cell in cells] == means
    lines = csv.DictReader(io.StringIO((folder / "results.csv").read_text("utf-8-sig"), newline=""))
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line["subject"], []).append(line["mean"])
    assert found == PUBLISHED


def close_and_verify(secretary: Secretary, folder: Path) -> None:
    closing = secretary.turn(PageName.CLOSING, ClosingPage)
    secretary.click(closing.card.close_button)
    assert "締切済み" in closing.card.title.text()
    page = secretary.turn(PageName.RECORD, RecordPage)
    secretary.click(page.verify_button)
    assert page.note.label.text().startswith("すべて一致しています")
    secretary.dialogs.answers.append(folder / "record.json")
    secretary.choose_in(page.menu, "JSON")
    lines = json.loads((folder / "record.json").read_text("utf-8"))["lines"]
    assert len(lines) == page.model.rowCount()
    actors = {line["actor"].partition(" (")[0] for line in lines if line["act"] == "typed-in"}
    assert actors == {SATO, SUZUKI}
    assert secretary.dialogs.answers == []
