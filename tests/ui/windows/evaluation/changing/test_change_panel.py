"""After issuing a change is looked at before it comes into force: what changes, and what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.setup_draft import Part
from evalapp.setup_edits import set_cell, set_recusal
from evalapp.store.received import known
from evalapp.store.verify import verify
from ui.windows.evaluation.change_panel import ChangePanel
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.setup_work import SetupWork


@pytest.fixture
def work(answered_office: Office) -> SetupWork:
    return SetupWork(answered_office)


@pytest.fixture
def panel(answered_office: Office, work: SetupWork, qtbot: QtBot) -> ChangePanel:
    made = ChangePanel(answered_office, work)
    qtbot.addWidget(made)
    made.resize(1150, 620)
    made.show()
    return made


def start(panel: ChangePanel, qtbot: QtBot) -> None:
    panel.start()
    qtbot.waitUntil(lambda: panel._plan is not None or panel._fault is not None)


def reword(work: SetupWork, **titles: str) -> None:
    """Other headings for criteria of the first rubric."""
    rubric = work.draft.rubrics[0]
    criteria = tuple(replace(one, title=titles.get(one.id, one.title)) for one in rubric.criteria)
    changed = replace(rubric, criteria=criteria)
    work.change(replace(work.draft, rubrics=(changed, *work.draft.rubrics[1:])), "Typing")


def read(panel: ChangePanel) -> str:
    model = panel.list.details
    return "\n".join(str(model.index(row).data()) for row in range(model.rowCount()))


def marks(office: Office, member: str, subject: str) -> dict[str, object]:
    return dict(known(office.file).current[member, subject].sheet.marks)


def test_a_new_wording_asks_what_becomes_of_the_scores(
    panel: ChangePanel, work: SetupWork, answered_office: Office, qtbot: QtBot
) -> None:
    before = marks(answered_office, "m1", "A")
    reword(work, c1="国が実施する必要性", c2="内容と成果")
    start(panel, qtbot)
    assert [one for _rubric, one in panel.choices.questions] == ["c1", "c2"]
    assert all(question.keep.isChecked() for question in panel.choices.questions.values())
    assert "すべて生かされます" in panel.note.label.text()
    assert "国が実施する必要性" in read(panel)
    panel.choices.questions["meti-project", "c2"].anew.click()
    assert "評点14件" in panel.note.label.text()
    assert "改めて評価する項目" in read(panel)
    panel.apply_button.click()
    qtbot.waitUntil(lambda: panel._in_force is not None)
    assert marks(answered_office, "m1", "A") == {**before, "c2": NoPoints.BLANK}
    assert not work.pending
    assert verify(answered_office.file) == ()
    with qtbot.waitSignal(panel.page_wanted) as wanted:
        panel.issue_button.click()
    assert wanted.args[0] is PageName.ISSUE
    assert set(wanted.args[1]) == {member.id for member in answered_office.evaluation.members}
    assert panel.leave_button.text() == "閉じる"


def test_all_are_answered_together(panel: ChangePanel, work: SetupWork, qtbot: QtBot) -> None:
    reword(work, c1="一", c2="二", c3="三")
    start(panel, qtbot)
    panel.choices.all_anew.click()
    assert panel.choices.kept == {"meti-project": []}
    panel.choices.all_keep.click()
    assert panel.choices.kept == {"meti-project": ["c1", "c2", "c3"]}


def test_names_and_dates_need_no_decision(
    panel: ChangePanel, work: SetupWork, answered_office: Office, qtbot: QtBot
) -> None:
    work.change(set_cell(work.draft, Part.HEAD, 0, "deadline", "2027-03-31"), "Typing")
    start(panel, qtbot)
    assert not panel.choices.isVisible()
    assert "令和9年3月31日" in read(panel)
    assert "以前のまま" in read(panel)
    panel.apply_button.click()
    qtbot.waitUntil(lambda: panel._in_force is not None)
    assert not panel.issue_button.isVisible()
    assert str(answered_office.evaluation.info.deadline) == "2027-03-31"


def test_a_recusal_names_the_answers_it_sets_aside(panel: ChangePanel, work: SetupWork, qtbot: QtBot) -> None:
    draft = work.draft
    work.change(set_recusal(draft, draft.members[0].key, draft.subjects[0].key, RecusalKind.CONFLICT), "x")
    start(panel, qtbot)
    assert "評点7件" in panel.note.label.text()
    with qtbot.waitSignal(panel.left):
        panel.leave_button.click()
    assert work.pending


def test_a_closed_evaluation_wants_a_reason(
    panel: ChangePanel, work: SetupWork, answered_office: Office, qtbot: QtBot
) -> None:
    from evalapp.store.freezing import close  # noqa: PLC0415

    close(answered_office.file, answered_office.now(), "s")
    reword(work, c1="国が実施する必要性")
    start(panel, qtbot)
    assert panel.reason.isVisible()
    assert not panel.apply_button.isEnabled()
    panel.reason.setText("誤記の訂正")
    panel.apply_button.click()
    qtbot.waitUntil(lambda: panel._in_force is not None)
    assert answered_office.file.last_line().details["reason"] == "誤記の訂正"
    assert verify(answered_office.file) == ()


def test_a_draft_with_faults_is_not_planned(panel: ChangePanel, work: SetupWork, qtbot: QtBot) -> None:
    work.change(set_cell(work.draft, Part.HEAD, 0, "title", ""), "Typing")
    start(panel, qtbot)
    assert "名称" in panel.note.label.text()
    assert not panel.apply_button.isVisible()


def test_undoing_under_way_plans_anew(panel: ChangePanel, work: SetupWork, qtbot: QtBot) -> None:
    reword(work, c1="国が実施する必要性")
    start(panel, qtbot)
    work.undo()
    qtbot.waitUntil(lambda: panel._plan is not None)
    assert "変更はありません" in panel.note.label.text()
    assert not panel.apply_button.isEnabled()


def test_somebody_else_was_faster(
    panel: ChangePanel, work: SetupWork, answered_office: Office, qtbot: QtBot
) -> None:
    reword(work, c1="国が実施する必要性")
    start(panel, qtbot)
    plan = panel._plan
    assert plan is not None
    panel._plan = replace(plan, new=replace(plan.new, subjects=plan.new.subjects[1:]))
    panel.apply_button.click()
    qtbot.waitUntil(lambda: panel._fault is not None)
    assert "変更できません" in panel.note.label.text()
    assert answered_office.evaluation.revisions == ()
