"""From nothing to published: what a secretariat does with one evaluation, by clicks, keys and drops alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QApplication

import resources
from exports.documents import Kind
from tests.builders import GOLDEN
from tests.exports import pdf_reading
from tests.ui.windows.evaluation.secretary import (
    Key,
    Secretary,
    column_texts,
    press,
    sample_setup,
    table_texts,
)
from tests.ui.windows.evaluation.story_answers import (
    SATO,
    SUZUKI,
    answers_of,
    confirm_the_form,
    members_answer,
    take_in,
    type_the_paper,
)
from tests.ui.windows.evaluation.story_setting_up import issue, make_new, set_up, write_mails
from tests.ui.windows.flashes import watched
from ui.windows.dialogs import Answer
from ui.windows.evaluation.closing_page import ClosingPage
from ui.windows.evaluation.mail_panel import MailPanel
from ui.windows.evaluation.meeting_window import MeetingWindow
from ui.windows.evaluation.new_window import NewEvaluationWindow
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.publishing_page import PublishingPage
from ui.windows.evaluation.publishing_page import Tab as PublishingTab
from ui.windows.evaluation.record_page import RecordPage
from ui.windows.evaluation.results_page import ResultsPage
from ui.windows.evaluation.watch_page import WatchPage
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.start_window import StartWindow

WINDOWS = (StartWindow, NewEvaluationWindow, EvaluationWindow, MailPanel, MeetingWindow)
PUBLISHED = {project["id"]: project["printed"] for project in GOLDEN["projects"]}
"""The means of the published report (Part 2, chapter 1, section 3)."""


def test_from_nothing_to_published(secretary: Secretary, qapp: QApplication, tmp_path: Path) -> None:
    issued, sent, published = (tmp_path / name for name in ("issued", "sent", "published"))
    for folder in (issued, sent, published):
        folder.mkdir()
    with watched(qapp, *WINDOWS) as watch:
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
    assert watch.flashes == []


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
    secretary.dialogs.answers.append(Answer.YES)
    secretary.click(closing.card.close_button)
    assert "締切済み" in closing.card.title.text()
    page = secretary.turn(PageName.RECORD, RecordPage)
    secretary.click(page.verify_button)
    assert page.note.label.text().startswith("記録は改変されておらず、設定と回答は記録のとおりです")
    secretary.dialogs.answers.append(folder / "record.json")
    secretary.choose_in(page.menu, "JSON")
    lines = json.loads((folder / "record.json").read_text("utf-8"))["lines"]
    assert len(lines) == page.model.rowCount()
    actors = {line["actor"].partition(" (")[0] for line in lines if line["act"] == "typed-in"}
    assert actors == {SATO, SUZUKI}
    assert secretary.dialogs.answers == []
