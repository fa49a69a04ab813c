"""The middle of the story: answers come as submissions, as an Excel form and on paper, and are taken in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt

from evalapp.form import comment_name, comment_places, mark_name
from evalapp.intake import Status
from evalapp.rubric import CommentKind
from tests.forms import filled
from tests.story import Desk, evalapp, sample_answers
from tests.ui.windows.evaluation.secretary import Key, Secretary, holder, press, write
from ui.windows.evaluation.intake_page import IntakePage, IntakeTab
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.paper import PaperPanel

SATO, SUZUKI = "佐藤 由美", "鈴木 一郎"

Answers = Mapping[tuple[str, str], Mapping[str, str]]
"""The rows of the sample's answers by subject and criterion (empty: the whole subject)."""


def answers_of(member: str, folder: Path) -> Answers:
    path = sample_answers(folder)[int(member[1:]) - 1]
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))
    return {(row["subject"], row["criterion"]): row for row in rows}


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
