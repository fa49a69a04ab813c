"""The first half of the story: an evaluation is made, set up, issued and written about, by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

import resources
from evalapp.model import RecusalKind
from evalapp.rubric_data import shipped_rubric
from evalapp.setup_draft import Part
from evalapp.store.issued import Way
from tests.ui.windows.evaluation.secretary import (
    Key,
    Secretary,
    block,
    column_texts,
    press,
    sample_setup,
    write,
)
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.issuing.members_model import Column
from ui.windows.evaluation.mail_panel import MailPanel
from ui.windows.evaluation.new_window import NewEvaluationWindow
from ui.windows.evaluation.setup_page import SetupPage


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
    assert "「m4」が重複しています" in doubled
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
