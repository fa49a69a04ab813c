"""Closed in the midst of the work and opened again: the same page, and everything where it was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from evalapp.setup_draft import Part
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.texts import read_texts
from tests.story import Desk
from tests.ui.windows.evaluation.secretary import (
    Key,
    Secretary,
    block,
    column_texts,
    holder,
    press,
    write,
)
from tests.ui.windows.evaluation.story_answers import SATO, choose_sheet
from tests.ui.windows.evaluation.story_setting_up import make_new, turn_tab
from ui.windows.evaluation.intake_page import IntakePage, IntakeTab
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.paper import PaperPanel
from ui.windows.evaluation.publishing_page import PublishingPage
from ui.windows.evaluation.publishing_page import Tab as PublishingTab
from ui.windows.evaluation.setup_page import SetupPage

TWICE_A = [{"id": "A", "title": "次世代蓄電池"}, {"id": "A", "title": "水素の貯蔵"}]


def test_a_set_up_that_is_not_whole_yet(secretary: Secretary, tmp_path: Path) -> None:
    path = tmp_path / "new.evaluation"
    make_new(secretary, path)
    page = secretary.page(SetupPage)
    page.head.take_keyboard("organisation")
    write("経済産業省")
    turn_tab(secretary, page, Part.SUBJECTS)
    secretary.paste(block(TWICE_A, "id", "title"))
    turn_tab(secretary, page, Part.MEMBERS)
    press(Key.Key_Right)
    write("伊藤")  # and Enter has not been pressed
    secretary.close()
    window = secretary.open(path)
    again = secretary.page(SetupPage)
    assert "経済産業省" in again.work.draft.head.cells
    assert column_texts(again.rows[Part.SUBJECTS].grid, 0)[:2] == ["A", "A"]
    assert column_texts(again.rows[Part.MEMBERS].grid, 1)[0] == "伊藤"
    (wrong,) = again.work.problems
    assert (wrong.part, wrong.column, wrong.error.code) == (Part.SUBJECTS, "id", "setup-duplicate")
    # what is not whole is not in force
    assert window.office.evaluation.subjects == ()
    secretary.click(again.foot.list_button)
    secretary.click_row(again.foot.problems, again.foot.problems.model().index(0, 0))
    write("B")
    press(Key.Key_Return)
    assert again.work.problems == ()
    secretary.window.office.flush()
    assert [one.id for one in window.office.evaluation.subjects] == ["A", "B"]


def test_a_paper_sheet_that_is_half_typed(secretary: Secretary, sample: Desk) -> None:
    secretary.open(sample.evaluation)
    secretary.sit_down(SATO)
    panel = paper(secretary)
    choose_sheet(secretary, panel, "A")
    write("320")
    press(*[Key.Key_Return] * 4)
    write("目標は明確だが、")
    secretary.close()
    window = secretary.open(sample.evaluation)
    assert window.rail.buttons[PageName.INTAKE].isChecked()
    panel = paper(secretary)
    choose_sheet(secretary, panel, "A")
    fields = panel.form.fields
    assert fields
    assert [one.text() for one in fields.marks.values()] == ["3", "2", "0", "", "", "", ""]
    assert next(iter(fields.boxes.values())).text == "目標は明確だが、"
    # typing goes on where it was broken off
    assert holder() is list(fields.marks.values())[3]


def paper(secretary: Secretary) -> PaperPanel:
    page = secretary.turn(PageName.INTAKE, IntakePage)
    secretary.click_tab(page.tabs, IntakeTab.PAPER)
    assert isinstance(page.paper, PaperPanel)
    return page.paper


def test_a_joint_text_in_which_the_keyboard_was(secretary: Secretary, answered: Desk) -> None:
    secretary.open(answered.evaluation)
    page = secretary.turn(PageName.PUBLISHING, PublishingPage)
    secretary.click_tab(page.tabs, PublishingTab.TEXTS)
    first = next(iter(page.texts.form.units.values()))
    first.take_keyboard()
    before = joint_text(answered)
    press(Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    write("総じて妥当であるが、")
    secretary.close()
    secretary.open(answered.evaluation)
    again = secretary.page(PublishingPage)
    secretary.click_tab(again.tabs, PublishingTab.TEXTS)
    next(iter(again.texts.form.units.values())).take_keyboard()
    press(Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    write("改善の余地がある。")
    secretary.window.office.flush()
    assert joint_text(answered) == f"{before}総じて妥当であるが、改善の余地がある。"


def joint_text(desk: Desk) -> str:
    """What stands on the first subject as a whole, in the file."""
    with EvaluationFile(desk.evaluation, read_only=True) as file:
        return read_texts(file).texts.of("A").consensus
