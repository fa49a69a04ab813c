"""Two people type paper sheets in: by keys alone, blind to each other, and nothing counts before its time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.double_entry import Stage, stage
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.store.double_entry import typings
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.freezing import close
from tests.story import Desk
from tests.ui.windows.evaluation.conftest import OpenOffice
from tests.ui.windows.evaluation.test_held_file import held
from tests.ui.windows.kit import NOON, AnsweringDialogs
from ui.windows.dialogs import Answer
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.paper import PaperPanel
from ui.windows.saving import Saving

SATO, SUZUKI = "佐藤 由美", "鈴木 一郎"


@pytest.fixture
def panel(qtbot: QtBot, office: Office) -> PaperPanel:
    return shown(qtbot, office)


def shown(qtbot: QtBot, office: Office) -> PaperPanel:
    made = PaperPanel(office)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def dialogs(panel: PaperPanel) -> AnsweringDialogs:
    found = panel.kit.dialogs
    assert isinstance(found, AnsweringDialogs)
    return found


def now_at_work(qtbot: QtBot, panel: PaperPanel, name: str) -> None:
    """Another person sits down and says so."""
    dialogs(panel).answers.append(name)
    qtbot.mouseClick(panel.operator_button, Qt.MouseButton.LeftButton)
    assert name in panel.operator_button.text()


def open_sheet(qtbot: QtBot, panel: PaperPanel, member_id: str, subject_id: str) -> None:
    """Click the row of a sheet."""
    rows, at = panel.list.rows, panel.list.model.place_of(member_id, subject_id)
    assert at is not None
    index = panel.list.model.index(at, 1)
    rows.scrollTo(index)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())


def holder() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(qtbot: QtBot, text: str) -> None:
    for sign in text:
        qtbot.keyClicks(holder(), sign)


def write(text: str) -> None:
    """Japanese, as an input method gives it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(holder(), event)


def type_sheet(qtbot: QtBot, scores: str, comment: str) -> None:
    """Seven scores, a comment on the whole, and on to the end by Ctrl+Enter and Enter."""
    keys(qtbot, scores)
    write(comment)
    for _box in range(3):
        qtbot.keyClick(holder(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(holder(), Qt.Key.Key_Return)


def kept(panel: PaperPanel, member_id: str = "m2", subject_id: str = "A") -> Stage:
    """How far a sheet is, in the file."""
    with EvaluationFile(panel.office.path, read_only=True) as file:
        return stage(typings(file).get((member_id, subject_id)))


def test_cells_left_blank_are_asked_about(qtbot: QtBot, panel: PaperPanel) -> None:
    open_sheet(qtbot, panel, "m2", "A")
    keys(qtbot, "3223")
    dialogs(panel).answers.append(Answer.CANCEL)
    qtbot.mouseClick(panel.form.finish_button, Qt.MouseButton.LeftButton)
    assert "3" in dialogs(panel).asked[-1]
    assert kept(panel) is Stage.FIRST
    assert panel.form.fields is not None
    assert holder() is panel.form.fields.marks["c5"], "where the first one is left blank"
    dialogs(panel).answers.append(Answer.YES)
    qtbot.mouseClick(panel.form.finish_button, Qt.MouseButton.LeftButton)
    assert kept(panel) is Stage.ONCE


def test_that_an_answer_will_be_replaced_is_said_before_the_first_key(
    qtbot: QtBot, answered_office: Office
) -> None:
    panel = shown(qtbot, answered_office)
    open_sheet(qtbot, panel, "m2", "A")
    assert panel.note.isVisible()
    assert panel.stack.currentWidget() is panel.form


def test_two_people_type_a_sheet_in_and_it_counts(qtbot: QtBot, panel: PaperPanel, sample: Desk) -> None:
    now_at_work(qtbot, panel, SATO)
    open_sheet(qtbot, panel, "m2", "A")
    type_sheet(qtbot, "3223n13", "目標は明確である。")
    assert kept(panel) is Stage.ONCE
    # the next sheet of the same member waits for its keys already
    assert "　B　" in panel.title.text

    now_at_work(qtbot, panel, SUZUKI)
    open_sheet(qtbot, panel, "m2", "A")
    qtbot.mouseClick(panel.between.second_button, Qt.MouseButton.LeftButton)
    fields = panel.form.fields
    assert fields is not None
    assert {one.text() for one in fields.marks.values()} == {""}, "the second entry is typed blind"
    assert {box.text for box in fields.boxes.values()} == {""}
    type_sheet(qtbot, "3213n13", "目標は明確である。")
    assert kept(panel) is Stage.DIFFERENT

    # the cell that differs is chosen already; the paper says 2
    assert "2" in panel.comparison.table.currentIndex().data()
    assert not panel.comparison.confirm_button.isVisible()
    qtbot.mouseClick(panel.comparison.first_button, Qt.MouseButton.LeftButton)
    assert kept(panel) is Stage.AGREED

    # who typed the first entry may not confirm it
    now_at_work(qtbot, panel, SATO)
    qtbot.mouseClick(panel.comparison.confirm_button, Qt.MouseButton.LeftButton)
    assert SATO in panel.comparison.fault.label.text()
    assert kept(panel) is Stage.AGREED
    now_at_work(qtbot, panel, SUZUKI)
    with qtbot.waitSignal(panel.office.said):
        qtbot.mouseClick(panel.comparison.confirm_button, Qt.MouseButton.LeftButton)
    assert kept(panel) is Stage.UNTYPED
    panel.office.close()
    assert [sample.cell("A", f"c{number}")["points"] for number in (1, 3, 5)] == [[3], [2], ["cannot_judge"]]
    line = sample.record()[-1]
    assert (line["act"], SUZUKI in line["actor"], SATO in line["details"]["first_by"]) == (
        "typed-in",
        True,
        True,
    )
    assert sample.verified()


def test_a_sheet_is_rejected_and_can_be_typed_anew(qtbot: QtBot, panel: PaperPanel, sample: Desk) -> None:
    open_sheet(qtbot, panel, "m2", "A")
    type_sheet(qtbot, "3223113", "よい。")
    open_sheet(qtbot, panel, "m2", "A")
    dialogs(panel).answers.append(Answer.CANCEL)
    qtbot.mouseClick(panel.between.reject_button, Qt.MouseButton.LeftButton)
    assert kept(panel) is Stage.ONCE
    dialogs(panel).answers.append(Answer.DISCARD)
    qtbot.mouseClick(panel.between.reject_button, Qt.MouseButton.LeftButton)
    assert kept(panel) is Stage.UNTYPED
    assert sample.record()[-1]["act"] == "typing-rejected"
    open_sheet(qtbot, panel, "m2", "A")
    keys(qtbot, "1")
    assert kept(panel) is Stage.FIRST


def test_every_key_is_kept_at_once(qtbot: QtBot, panel: PaperPanel) -> None:
    open_sheet(qtbot, panel, "m2", "A")
    keys(qtbot, "30")
    qtbot.keyClick(holder(), Qt.Key.Key_Up)
    qtbot.keyClick(holder(), Qt.Key.Key_Delete)
    with EvaluationFile(panel.office.path, read_only=True) as file:
        marks = typings(file)["m2", "A"].first.sheet.marks
    assert list(marks.values())[:2] == [3, NoPoints.BLANK]
    # a key that is no score is refused in place and changes nothing
    keys(qtbot, "7")
    fields = panel.form.fields
    assert fields is not None
    assert "7" in fields.note.label.text()
    keys(qtbot, "2")
    assert not fields.note.isVisible()
    # what waits in a comment is kept when the window closes
    next(iter(fields.boxes.values())).editor.setFocus()
    write("途中まで")
    panel.office.flush()
    with EvaluationFile(panel.office.path, read_only=True) as file:
        assert typings(file)["m2", "A"].first.sheet.comments[0].text == "途中まで"


def test_what_another_window_wrote_does_not_disturb_the_typist(qtbot: QtBot, panel: PaperPanel) -> None:
    open_sheet(qtbot, panel, "m2", "A")
    keys(qtbot, "32")
    cell = holder()
    panel.office.changed.emit()
    assert holder() is cell
    keys(qtbot, "2")
    fields = panel.form.fields
    assert fields is not None
    assert [one.text() for one in fields.marks.values()][:4] == ["3", "2", "2", ""]


def test_a_member_who_does_not_judge_says_so_on_paper(qtbot: QtBot, panel: PaperPanel) -> None:
    open_sheet(qtbot, panel, "m2", "A")
    keys(qtbot, "32")
    qtbot.mouseClick(panel.form.recusals[RecusalKind.ABSENT], Qt.MouseButton.LeftButton)
    fields = panel.form.fields
    assert fields is not None
    assert not fields.isVisible()
    with EvaluationFile(panel.office.path, read_only=True) as file:
        sheet = typings(file)["m2", "A"].first.sheet
    assert sheet.recusal is RecusalKind.ABSENT
    panel.form.reason.setFocus()
    write("当日欠席")
    panel.office.flush()
    with EvaluationFile(panel.office.path, read_only=True) as file:
        assert typings(file)["m2", "A"].first.sheet.recusal_reason == "当日欠席"
    # clicked by mistake: what was typed comes back
    qtbot.mouseClick(panel.form.judging, Qt.MouseButton.LeftButton)
    assert [one.text() for one in fields.marks.values()][:2] == ["3", "2"]


def test_the_difference_is_settled_by_a_key(qtbot: QtBot, panel: PaperPanel) -> None:
    for scores in ("3223113", "3213113"):
        open_sheet(qtbot, panel, "m2", "A")
        if panel.stack.currentWidget() is panel.between:
            qtbot.keyClick(panel.between.second_button, Qt.Key.Key_Space)
        type_sheet(qtbot, scores, "よい。")
    assert kept(panel) is Stage.DIFFERENT
    assert holder() is panel.comparison.table
    keys(qtbot, "2")
    with EvaluationFile(panel.office.path, read_only=True) as file:
        typing = typings(file)["m2", "A"]
    assert typing.second is not None
    assert typing.first.sheet == typing.second.sheet
    assert typing.first.sheet.marks["c3"] == 1


def test_a_closed_evaluation_asks_why(qtbot: QtBot, sample: Desk, open_office: OpenOffice) -> None:
    with EvaluationFile(sample.evaluation) as file:
        close(file, NOON, "jimu")
    panel = shown(qtbot, open_office(sample.evaluation))
    now_at_work(qtbot, panel, SATO)
    open_sheet(qtbot, panel, "m2", "A")
    type_sheet(qtbot, "3223113", "よい。")
    now_at_work(qtbot, panel, SUZUKI)
    open_sheet(qtbot, panel, "m2", "A")
    qtbot.mouseClick(panel.between.second_button, Qt.MouseButton.LeftButton)
    type_sheet(qtbot, "3223113", "よい。")
    open_sheet(qtbot, panel, "m2", "A")
    dialogs(panel).answers.append(None)
    qtbot.mouseClick(panel.comparison.confirm_button, Qt.MouseButton.LeftButton)
    assert kept(panel) is Stage.AGREED
    dialogs(panel).answers.append("郵便の遅れ")
    with qtbot.waitSignal(panel.office.said):
        qtbot.mouseClick(panel.comparison.confirm_button, Qt.MouseButton.LeftButton)
    panel.office.close()
    assert sample.record()[-1]["details"]["reason"] == "郵便の遅れ"
    assert sample.verified()


def test_a_score_that_the_disk_refused_is_in_the_entry_all_the_same(qtbot: QtBot, panel: PaperPanel) -> None:
    office = panel.office
    office.file.wait_at_most(0.01)
    open_sheet(qtbot, panel, "m2", "A")
    keys(qtbot, "322311")
    with held(office.path):
        keys(qtbot, "3")
    assert office.state.saving is Saving.FAILED
    qtbot.mouseClick(panel.form.finish_button, Qt.MouseButton.LeftButton)
    assert dialogs(panel).asked == []
    assert office.state.saving is Saving.SAVED
    entry = typings(office.file)["m2", "A"].first
    assert [*entry.sheet.marks.values()] == [3, 2, 2, 3, 1, 1, 3]


def test_the_list_is_narrowed_to_a_member_and_a_stage(
    qtbot: QtBot, panel: PaperPanel, qtmodeltester: ModelTester
) -> None:
    open_sheet(qtbot, panel, "m2", "A")
    type_sheet(qtbot, "3223113", "よい。")
    qtmodeltester.check(panel.list.model)
    assert panel.list.model.rowCount() == 19  # one of twenty is recused in the set-up
    panel.list.members.setCurrentIndex(panel.list.members.findData("m2"))
    assert panel.list.model.rowCount() == 4
    panel.list.stages.setCurrentIndex(panel.list.stages.findData(Stage.ONCE))
    assert panel.list.model.rowCount() == 1
    panel.kit.speaker.use("en")
    assert panel.list.model.index(0, 2).data() == "2nd entry due"
    assert panel.list.stages.currentData() == Stage.ONCE


def test_a_window_that_only_reads_types_nothing(qtbot: QtBot, sample: Desk, panel: PaperPanel) -> None:
    open_sheet(qtbot, panel, "m2", "A")
    type_sheet(qtbot, "3223113", "よい。")
    office = Office(panel.kit, EvaluationFile(sample.evaluation, read_only=True), read_only=True)
    other = shown(qtbot, office)
    open_sheet(qtbot, other, "m2", "A")
    assert not other.between.second_button.isEnabled()
    open_sheet(qtbot, other, "m2", "C")
    keys(qtbot, "3")
    assert kept(other, "m2", "C") is Stage.UNTYPED
    office.close()


def test_the_comparison_is_a_sound_model(qtbot: QtBot, panel: PaperPanel, qtmodeltester: ModelTester) -> None:
    for scores in ("3223113", "3213113"):
        open_sheet(qtbot, panel, "m2", "A")
        if panel.stack.currentWidget() is panel.between:
            qtbot.mouseClick(panel.between.second_button, Qt.MouseButton.LeftButton)
        type_sheet(qtbot, scores, "よい。")
    model = panel.comparison.model
    assert model.rowCount() == 8  # seven scores, and the one comment that was written
    qtmodeltester.check(model)
    texts = [model.index(row, 0).data() for row in range(model.rowCount(QModelIndex()))]
    assert [row for row, text in enumerate(texts) if text.startswith("≠")] == [2]


def test_the_largest_evaluation_is_listed_at_once(qtbot: QtBot, largest_office: Office) -> None:
    panel = shown(qtbot, largest_office)
    assert panel.list.model.rowCount() > 2_500
    panel.list.members.setCurrentIndex(3)
    assert 90 <= panel.list.model.rowCount() <= 100
