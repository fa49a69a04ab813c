"""Excel forms are held against the member's word; every intake stays listed and can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.intake import Status
from tests.story import Desk, evalapp
from tests.ui.windows.evaluation.intake_desk import IntakeDesk, form_of
from ui.windows.evaluation.intake_page import IntakeTab
from ui.windows.evaluation.office import Office


@pytest.fixture
def intake(office: Office, qtbot: QtBot) -> IntakeDesk:
    return IntakeDesk(office, qtbot)


def tab_text(intake: IntakeDesk) -> str:
    return intake.page.tabs.tabText(IntakeTab.FORMS)


def answers(intake: IntakeDesk) -> list[str]:
    details = intake.page.forms.answers.details
    return [str(details.index(row).data()) for row in range(details.rowCount())]


def test_a_form_counts_once_another_person_has_confirmed_it(intake: IntakeDesk, sample: Desk) -> None:
    assert "（" not in tab_text(intake)
    intake.take_in(form_of(sample, "m4"))
    code = next(iter(intake.page.files.view.model.rows)).texts[4]
    assert "確認" in intake.page.files.view.foot.told.label.text()
    assert tab_text(intake).endswith("（1）")
    assert sample.cell("A", "c1")["points"] == []
    intake.turn_to(IntakeTab.FORMS)
    forms = intake.page.forms
    assert forms.code.text() == code
    assert "A　" in "".join(answers(intake))
    assert not forms.confirm_button.isEnabled(), "the one who took it in may not"
    assert "別の人" in forms.rule.label.text()
    intake.office.operator = "山田 花子"
    assert "山田" in forms.rule.label.text()
    intake.click(forms.confirm_button)
    assert sample.cell("A", "c1")["points"] == [2]
    assert "（" not in tab_text(intake)
    assert not forms.table.isVisible()
    assert sample.record()[-1]["actor"].startswith("山田 花子")
    assert sample.verified()


def test_a_form_that_is_not_the_members_word_is_rejected(intake: IntakeDesk, sample: Desk) -> None:
    intake.take_in(sample.submission("m4"))
    intake.take_in(form_of(sample, "m4", 0), form_of(sample, "m5", 1))
    intake.turn_to(IntakeTab.FORMS)
    assert any(answer.endswith("→ 0") for answer in answers(intake)), "what would change stands first"
    before = sample.cell("A", "c1")["points"]
    intake.click(intake.page.forms.reject_button)
    assert sample.cell("A", "c1")["points"] == before
    assert [one.form.member_id for one in intake.page.forms.model.forms] == ["m5"]
    assert intake.page.forms.chosen
    assert intake.page.forms.chosen.form.member_id == "m5"


def test_a_form_with_blanks_says_what_is_missing_and_cannot_be_confirmed(
    intake: IntakeDesk, sample: Desk
) -> None:
    intake.take_in(form_of(sample, "m4", leave=2))
    intake.turn_to(IntakeTab.FORMS)
    intake.office.operator = "山田 花子"
    forms = intake.page.forms
    assert "未記入の欄" in answers(intake)[0]
    assert not forms.confirm_button.isEnabled()
    assert "2" in forms.rule.label.text()
    assert forms.reject_button.isEnabled()


def test_after_closing_a_decision_wants_its_reason(intake: IntakeDesk, sample: Desk) -> None:
    intake.take_in(form_of(sample, "m4"))
    evalapp("close", sample.evaluation)
    intake.turn_to(IntakeTab.FORMS)
    intake.office.operator = "山田 花子"
    intake.dialogs.answers = [None]
    intake.click(intake.page.forms.confirm_button)
    assert sample.cell("A", "c1")["points"] == []
    intake.dialogs.answers = ["本人に照合した"]
    intake.click(intake.page.forms.confirm_button)
    assert sample.record()[-1]["details"]["reason"] == "本人に照合した"
    assert sample.cell("A", "c1")["points"] == [2]


def test_a_form_overtaken_meanwhile_is_said(
    intake: IntakeDesk, sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake.take_in(form_of(sample, "m4"))
    intake.turn_to(IntakeTab.FORMS)
    intake.office.operator = "山田 花子"
    evalapp("intake", sample.evaluation, sample.submission("m4"), "--apply")
    monkeypatch.setattr(intake.office, "look", lambda **_how: None)
    intake.click(intake.page.forms.confirm_button)
    assert intake.page.forms.fault.isVisible()
    assert sample.verified()


def test_the_intakes_so_far_can_be_opened_and_undone(intake: IntakeDesk, sample: Desk) -> None:
    intake.turn_to(IntakeTab.HISTORY)
    history = intake.page.history
    assert not history.table.isVisible(), "one calm sentence"
    intake.turn_to(IntakeTab.FILES)
    intake.take_in(*sample.all_submissions())
    intake.take_in(sample.revised("m1", 0, folder=sample.folder / "later"))
    intake.turn_to(IntakeTab.HISTORY)
    model = history.model
    assert [one.number for one in model.notes] == [2, 1]
    history.table.setCurrentIndex(model.index(1, 0))
    history.table.expand(model.index(1, 0))
    assert [model.index(row, 0, model.index(1, 0)).data() for row in range(2)] == [
        "m1.submission",
        "m2.submission",
    ]
    intake.click(history.undo_button)
    assert [bool(one.undone_at) for one in history.model.notes] == [False, True]
    assert history.table.isExpanded(model.index(1, 0)), "what was open stays open"
    assert not history.undo_button.isEnabled()
    assert sample.cell("A", "c1")["points"] == [0]
    # what the files tab still offered to undo is gone with it
    history.table.setCurrentIndex(model.index(0, 0))
    intake.click(history.undo_button)
    intake.turn_to(IntakeTab.FILES)
    assert intake.page.files.zone.isVisible()
    assert sample.verified()


def test_an_intake_that_others_rest_on_says_so(intake: IntakeDesk, sample: Desk) -> None:
    intake.take_in(sample.submission("m1"))
    evalapp("type-in", sample.evaluation, sample.table("t.csv", [("m1", "A", "c1", 2)]), "--apply")
    intake.office.look()
    intake.turn_to(IntakeTab.HISTORY)
    history = intake.page.history
    history.table.setCurrentIndex(history.model.index(1, 0))
    assert not history.undo_button.isEnabled()
    assert "受付2" in history.note.label.text()


def test_the_page_speaks_english_at_once_and_can_be_copied_from(intake: IntakeDesk, sample: Desk) -> None:
    intake.drop(*sample.all_submissions())
    intake.office.kit.speaker.use("en")
    view = intake.page.files.view
    assert view.counts.buttons[Status.NEW].text() == "new 5"
    assert intake.page.tabs.tabText(IntakeTab.HISTORY) == "Intakes so far"
    view.table.setFocus()
    view.table.selectAll()
    view.table.copy()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 5
    assert lines[0].split("\t")[:3] == ["new", "m1.submission", "m1 髙瀬 惇也"]


def test_sorted_by_a_head_and_back_to_problems_first(intake: IntakeDesk, sample: Desk) -> None:
    (sample.folder / "zz.submission").write_text("hello")
    intake.drop(*sample.all_submissions(), sample.folder / "zz.submission")
    view = intake.page.files.view
    assert next(iter(intake.statuses())) == "zz.submission"
    view.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert list(intake.statuses()) == ["zz.submission", *(f"m{n}.submission" for n in (5, 4, 3, 2, 1))]
    view.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert list(intake.statuses())[-1] == "zz.submission"
