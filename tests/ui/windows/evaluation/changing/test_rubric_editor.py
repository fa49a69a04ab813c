"""The rubric's wording is edited in place: every field, every step undone, what cannot be kept is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.rubric import CommentKind, EvaluationKind, Rubric
from evalapp.store.setup_draft import read_draft
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.rubric.criteria_model import CRITERION_ROLE, CriteriaModel
from ui.windows.evaluation.rubric_editor import RubricEditor
from ui.windows.evaluation.setup_work import SetupWork


@pytest.fixture
def work(office: Office) -> SetupWork:
    return SetupWork(office)


@pytest.fixture
def editor(office: Office, work: SetupWork, qtbot: QtBot) -> RubricEditor:
    made = RubricEditor(office, work)
    qtbot.addWidget(made)
    made.resize(1150, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(editor: RubricEditor, row: int) -> None:
    editor.list.setCurrentIndex(editor.model.index(row, 0))


def rubric(work: SetupWork) -> Rubric:
    return work.draft.rubrics[0]


def commit(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def test_the_list_names_the_criteria(
    editor: RubricEditor, work: SetupWork, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(editor.model)
    titles = [editor.model.index(row, 0).data() for row in range(1, editor.model.rowCount())]
    assert titles[0] == f"１．{rubric(work).criteria[0].title}"
    assert len(titles) == len(rubric(work).criteria)
    empty = CriteriaModel(editor._kit)
    assert empty.rowCount() == 1
    assert empty.index(0, 0).data(CRITERION_ROLE) == ""


def test_title_and_guidance_are_typed(editor: RubricEditor, work: SetupWork, office: Office) -> None:
    show(editor, 2)
    before, form = rubric(work).criteria[1], editor.form
    form.title.field.end(False)
    QApplication.sendEvent(form.title.field, commit("等"))
    QApplication.sendEvent(form.title.field, commit("々"))
    assert rubric(work).criteria[1].title == f"{before.title}等々"
    QApplication.sendEvent(form.guidance.box, commit("まず、"))
    assert rubric(work).criteria[1].guidance == f"まず、{before.guidance}"
    assert form.guidance.box.text == f"まず、{before.guidance}"
    assert editor.preview.card is not None
    assert editor.preview.card.title == f"２．{before.title}等々"
    work.save()
    saved = read_draft(office.file)
    assert saved is not None
    assert saved.rubrics == work.draft.rubrics
    # typing in one place is one step
    work.undo()
    assert form.guidance.box.text == before.guidance
    work.undo()
    assert form.title.field.text() == before.title
    assert not work.pending


def test_an_empty_title_is_said_and_not_kept(editor: RubricEditor, work: SetupWork, qtbot: QtBot) -> None:
    show(editor, 1)
    title = rubric(work).criteria[0].title
    editor.form.title.field.selectAll()
    qtbot.keyClick(editor.form.title.field, Qt.Key.Key_Delete)
    assert "評価項目" in editor.form.title.note.label.text()
    assert rubric(work).criteria[0].title == title
    qtbot.keyClick(editor.form.title.field, Qt.Key.Key_A)
    assert rubric(work).criteria[0].title == "a"
    assert not editor.form.title.note.isVisible()


def test_criteria_are_added_moved_and_removed(editor: RubricEditor, work: SetupWork) -> None:
    ids = [one.id for one in rubric(work).criteria]
    show(editor, 2)
    editor.add.trigger()
    assert [one.id for one in rubric(work).criteria] == [*ids[:2], "c8", *ids[2:]]
    assert editor.form.title.field.hasFocus()
    assert editor.form.title.field.selectedText() == "新しい評価項目"
    editor.up.trigger()
    editor.up.trigger()
    assert rubric(work).criteria[0].id == "c8"
    assert not editor.up.isEnabled()
    editor.remove.trigger()
    assert [one.id for one in rubric(work).criteria] == ids
    # the criterion that was taken out is not taken for a new one
    show(editor, len(ids))
    editor.remove.trigger()
    editor.add.trigger()
    assert rubric(work).criteria[-1].id == "c8"
    for _step in range(6):
        work.undo()
    assert not work.pending


def test_the_last_criterion_stays(editor: RubricEditor, work: SetupWork) -> None:
    show(editor, 1)
    for _criterion in rubric(work).criteria:
        editor.remove.trigger()
    assert len(rubric(work).criteria) == 1
    assert "1つ以上" in editor.note.label.text()


def test_steps_labels_and_kinds(editor: RubricEditor, work: SetupWork, qtbot: QtBot) -> None:
    show(editor, 1)
    steps = editor.form.steps
    steps.rows[0].points.selectAll()
    qtbot.keyClicks(steps.rows[0].points, "2")
    assert "段階" in steps.note.label.text()
    assert rubric(work).criteria[0].scale.points == (3, 2, 1, 0)  # type: ignore[union-attr]
    steps.rows[0].points.selectAll()
    qtbot.keyClicks(steps.rows[0].points, "10")
    assert rubric(work).criteria[0].scale.points == (10, 2, 1, 0)  # type: ignore[union-attr]
    assert not steps.note.isVisible()
    steps.kinds.setCurrentIndex(steps.kinds.findData("final"))
    steps.kinds.activated.emit(steps.kinds.currentIndex())
    steps.rows[1].label.selectAll()
    QApplication.sendEvent(steps.rows[1].label, commit("妥当であった"))
    criterion = rubric(work).criteria[0]
    assert criterion.scale_for(EvaluationKind.FINAL).steps[1].label == "妥当であった"
    assert criterion.scale.steps[1].label == "妥当"  # type: ignore[union-attr]
    assert editor.preview.card is not None
    assert editor.preview.card.row is not None
    assert [one.accessibleName() for one in editor.preview.card.row.steps][:2] == [
        "10 極めて妥当",
        "2 妥当であった",
    ]
    steps.add_button.click()
    steps.rows[0].remove.trigger()
    assert rubric(work).criteria[0].scale.points == (2, 1, 0, 3)  # type: ignore[union-attr]
    steps.spread_button.click()
    assert {one.scale for one in rubric(work).scored} == {rubric(work).criteria[0].scale}


def test_scoring_and_comments_are_chosen(editor: RubricEditor, work: SetupWork) -> None:
    show(editor, 1)
    editor.form.silent.click()
    assert not rubric(work).criteria[0].scored
    assert not editor.form.steps.isVisible()
    editor.form.comments.boxes[CommentKind.ISSUE].click()
    assert rubric(work).criteria[0].comments == (CommentKind.ISSUE,)
    assert editor.preview.card is not None
    assert list(editor.preview.card.boxes) == [CommentKind.ISSUE]
    show(editor, 0)
    editor.whole.comments.boxes[CommentKind.POSITIVE].click()
    editor.whole.decimals.setCurrentIndex(2)
    editor.whole.decimals.activated.emit(2)
    assert rubric(work).decimals == 2
    assert CommentKind.POSITIVE not in rubric(work).comments


def test_rubrics_are_added_exchanged_and_taken_out(editor: RubricEditor, work: SetupWork) -> None:
    count = len(work.draft.rubrics)
    editor.bar.add_menu.aboutToShow.emit()
    editor.bar.add_menu.actions()[-1].trigger()
    copy = work.draft.rubrics[-1]
    assert (copy.id, copy.criteria) == ("meti-project-2", rubric(work).criteria)
    assert editor.rubric is copy
    editor.bar.exchange_menu.aboutToShow.emit()
    editor.bar.exchange_menu.actions()[-1].trigger()
    assert work.draft.rubrics[-1].id == "meti-project-2"
    assert work.draft.rubrics[-1].criteria != copy.criteria
    editor.bar.remove_button.click()
    assert len(work.draft.rubrics) == count
    editor.bar.chosen.emit(0)
    assert not editor.bar.remove_button.isEnabled(), "subjects are judged by it"


def test_the_preview_takes_neither_keyboard_nor_mouse(editor: RubricEditor) -> None:
    show(editor, 1)
    card = editor.preview.card
    assert card is not None
    assert card.row is not None
    assert all(one.focusPolicy() is Qt.FocusPolicy.NoFocus for one in card.row.choices)
    assert card.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_what_members_hold_is_said(editor: RubricEditor, work: SetupWork) -> None:
    show(editor, 1)
    assert not editor.note.isVisible()
    editor.form.silent.click()
    assert "すでに評価委員に渡っています" in editor.note.label.text()
    work.undo()
    assert not editor.note.isVisible()


def test_nothing_can_be_changed_in_a_second_window(office: Office, work: SetupWork, qtbot: QtBot) -> None:
    office._read_only = True
    editor = RubricEditor(office, work)
    qtbot.addWidget(editor)
    show(editor, 1)
    assert editor.form.title.field.isReadOnly()
    assert not any(action.isEnabled() for action in (editor.add, editor.up, editor.down, editor.remove))
    editor.list.removed.emit()
    assert not work.pending
