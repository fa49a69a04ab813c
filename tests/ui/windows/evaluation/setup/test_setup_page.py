"""An evaluation is set up: from nothing, with faults, and after something was issued."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.record import Act
from evalapp.setup_draft import Part
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import read_draft
from tests.story import Desk, evalapp
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.dialogs import Answer
from ui.windows.evaluation.header import Header
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.setup.problem_list import PROBLEM
from ui.windows.evaluation.setup_page import SetupPage

Key = Qt.Key
ShowPage = Callable[[Path], SetupPage]


@pytest.fixture
def fresh(new_path: Path, show_page: ShowPage) -> SetupPage:
    """The page of an evaluation with a title and a rubric."""
    return show_page(new_path)


@pytest.fixture
def issued(sample: Desk, show_page: ShowPage) -> SetupPage:
    """The page of the sample, of which everything was issued."""
    return show_page(sample.evaluation)


def tabs(page: SetupPage) -> list[str]:
    return [page.tabs.tabText(place) for place in range(page.tabs.count())]


def paste(page: SetupPage, part: Part, text: str) -> None:
    page.show_place(part)
    QApplication.clipboard().setText(text)
    grid = page.rows[part].grid
    grid.go_to(page.rows[part].table.count(), 0)
    QTest.keyClick(grid, Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def saved(page: SetupPage) -> object:
    """What another program would find in the file."""
    with EvaluationFile(page.office.path, read_only=True) as file:
        return read_draft(file)


def listed(page: SetupPage) -> list[str]:
    model = page.foot.problems.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_the_window_counts_what_is_typed_before_it_is_in_force(fresh: SetupPage, qtbot: QtBot) -> None:
    header = Header(fresh.office)
    qtbot.addWidget(header)
    paste(fresh, Part.SUBJECTS, "A\t課題一\nB\t課題二")
    assert header.about.startswith("設定中　評価対象 2件　評価委員 0名")


def type_title(page: SetupPage, text: str) -> None:
    field = page.head.fields["title"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_from_nothing_to_a_set_up_in_force(fresh: SetupPage, qtbot: QtBot, tmp_path: Path) -> None:
    assert tabs(fresh) == [
        "基本事項",
        "評価対象（要対応 1）",
        "評価委員（要対応 1）",
        "辞退・欠席",
        "評価項目",
        "資料",
    ]
    assert listed(fresh) == [
        "評価対象がまだありません。1件以上入力してください。",
        "評価委員がまだいません。1人以上入力してください。",
    ]
    paste(fresh, Part.SUBJECTS, "A\t課題一\nB\t課題二\tプログラム")
    paste(fresh, Part.MEMBERS, "\t座長　太郎\t座長\n\t委員　花子")
    assert tabs(fresh)[:3] == ["基本事項", "評価対象 2", "評価委員 2"]
    assert fresh.foot.note.label.text().startswith("設定はそろっています。")
    type_title(fresh, "Interim 2027")
    assert fresh.office.evaluation.subjects == ()
    with qtbot.waitSignal(fresh.page_wanted) as wanted:
        fresh.foot.issue_button.click()
    assert wanted.args == [PageName.ISSUE, None]
    fresh.office.flush()
    evaluation = fresh.office.evaluation
    assert evaluation.info.title == "Interim 2027"
    assert [(one.id, one.name, one.role.value) for one in evaluation.members] == [
        ("m1", "座長　太郎", "chair"),
        ("m2", "委員　花子", "member"),
    ]
    assert [one.kind.value for one in evaluation.subjects] == ["project", "programme"]
    assert saved(fresh) is None
    assert fresh.office.file.last_line().act == Act.SETUP_CHANGED
    evalapp("ballots", fresh.office.path, "--out", tmp_path / "ballots")
    assert evalapp("record", fresh.office.path, "--verify").code == 0


def test_every_edit_is_in_the_file_at_once_and_faults_keep_it_a_draft(
    fresh: SetupPage, show_page: ShowPage
) -> None:
    paste(fresh, Part.MEMBERS, "m1\t委員　一\nm1\t委員　二")
    assert saved(fresh) == fresh.work.draft
    fresh.office.flush()
    assert fresh.office.evaluation.members == ()
    # whoever opens the file next goes on where it was left
    again = show_page(fresh.office.path)
    assert again.work.draft == fresh.work.draft
    assert listed(again)[-1].startswith("設定で「m1」が重複しています")


def test_a_problem_leads_to_its_cell(fresh: SetupPage, qtbot: QtBot) -> None:
    paste(fresh, Part.SUBJECTS, "A\t課題\nB\t課題")
    paste(fresh, Part.MEMBERS, "m1\t委員\nm2\t\nm3\t委員")
    fresh.show_place(Part.HEAD)
    fresh.foot.list_button.click()
    assert fresh.foot.problems.isVisible()
    (sentence,) = listed(fresh)
    assert sentence == "設定の評価委員 2の「氏名」が未記入です。記入してください。"
    model = fresh.foot.problems.model()
    fresh.foot.problems.clicked.emit(model.index(0, 0))
    grid = fresh.rows[Part.MEMBERS].grid
    qtbot.waitUntil(grid.hasFocus)
    assert fresh.part is Part.MEMBERS
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 1)
    QTest.keyClicks(grid, "x")
    fresh.office.flush()
    assert listed(fresh) == []
    assert not fresh.foot.problems.isVisible()
    assert fresh.office.evaluation.members[1].name == "x"


def test_the_list_of_problems_keeps_qts_rules(fresh: SetupPage, qtmodeltester: ModelTester) -> None:
    model = fresh.foot.problems.model()
    qtmodeltester.check(model)
    assert model.index(0, 0).data(PROBLEM).part is Part.SUBJECTS


def test_typing_in_the_head_is_one_step_and_undone_with_the_tables(fresh: SetupPage, qtbot: QtBot) -> None:
    type_title(fresh, "Final evaluation ")
    assert (fresh.head.fields["title"].text(), fresh.undo_words()) == ("Final evaluation ", "入力")
    qtbot.waitUntil(lambda: saved(fresh) == fresh.work.draft)
    paste(fresh, Part.MEMBERS, "m1\t委員")
    assert fresh.undo_words() == "貼り付け"
    with qtbot.waitSignal(fresh.history_changed):
        fresh.undo()
    assert fresh.part is Part.MEMBERS
    fresh.undo()
    assert fresh.part is Part.HEAD
    assert (fresh.head.fields["title"].text(), fresh.undo_words()) == ("新しい評価", "")
    fresh.redo()
    assert (fresh.head.fields["title"].text(), fresh.redo_words()) == ("Final evaluation", "貼り付け")


def test_the_keys_of_undoing_are_the_windows_in_a_field_too(fresh: SetupPage) -> None:
    type_title(fresh, "abc")
    QTest.keyClick(fresh.head.fields["title"], Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert fresh.head.fields["title"].text() == "abc"


def test_days_are_understood_while_they_are_typed(fresh: SetupPage) -> None:
    field = fresh.head.fields["date"]
    QTest.keyClicks(field, "R9.1.22")
    texts = [one.text() for one in fresh.head.findChildren(type(fresh.head.notes["date"].label))]
    assert "令和9年1月22日（金曜日）" in texts
    QTest.keyClicks(fresh.head.fields["deadline"], "2027/2/30")
    assert "日付として読めません" in fresh.head.notes["deadline"].label.text()
    fresh.head.fields["deadline"].clear()
    QTest.keyClicks(fresh.head.fields["deadline"], "2027/2/1")
    assert "より後になっています" in fresh.head.notes["deadline"].label.text()
    # that is worth a look and no fault
    assert [one.part for one in fresh.work.faults] == [Part.SUBJECTS, Part.MEMBERS]


def test_the_kind_of_the_evaluation_is_what_its_subjects_follow(fresh: SetupPage) -> None:
    paste(fresh, Part.SUBJECTS, "A\t課題")
    kind = fresh.head.lists["kind"]
    kind.setCurrentIndex(kind.findData("final"))
    kind.activated.emit(kind.currentIndex())
    grid = fresh.rows[Part.SUBJECTS].grid
    assert fresh.rows[Part.SUBJECTS].table.cell(0, 4).instead == "終了時評価"
    assert grid.cells.columns[4].choices[0] == ("", "評価全体と同じ（終了時評価）")


def test_a_free_sample_is_changed_and_in_force_when_the_page_is_left(
    free_path: Path, show_page: ShowPage
) -> None:
    page = show_page(free_path)
    assert not page.work.pending
    page.office.flush()
    assert page.office.file.last_line().act == Act.CREATED
    page.show_place(Part.SUBJECTS)
    grid = page.rows[Part.SUBJECTS].grid
    grid.go_to(1, 1)
    QTest.keyClicks(grid, "N")
    assert grid.editor is not None
    QTest.keyClicks(grid.editor, "ew title")
    # the editor is still open
    page.office.flush()
    assert page.office.evaluation.subjects[1].title == "New title"
    assert len(page.office.evaluation.subjects[0].materials) == 2
    assert evalapp("record", free_path, "--verify").code == 0


def test_what_was_undone_leaves_nothing_behind(free_path: Path, show_page: ShowPage) -> None:
    page = show_page(free_path)
    type_title(page, "x")
    page.work.save()
    assert saved(page) is not None
    page.undo()
    page.office.flush()
    assert saved(page) is None
    page.redo()
    assert page.head.fields["title"].text() == "x"


def test_after_issuing_changes_wait_until_they_are_applied(issued: SetupPage, qtbot: QtBot) -> None:
    assert issued.foot.note.label.text().startswith("発行済みです。")
    grid = issued.rows[Part.MEMBERS].grid
    issued.show_place(Part.MEMBERS)
    grid.go_to(0, 0)
    with qtbot.waitSignal(issued.office.said) as said:
        QTest.keyClicks(grid, "x")
    assert said.args == ["このIDで発行済みのため、変更できません。"]
    grid.choose(1, 0, 1, 5)
    with qtbot.waitSignal(issued.office.said) as said:
        QTest.keyClick(grid, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert "m2 は発行済みか回答があるため削除できません" in said.args[0]
    grid.go_to(1, 3)
    QTest.keyClicks(grid, "S")
    assert grid.editor is not None
    QTest.keyClick(grid.editor, Key.Key_Return)
    issued.office.flush()
    assert issued.office.evaluation.members[1].affiliation != "S"
    assert issued.foot.review_button.isVisible()
    assert issued.foot.note.label.text() == "まだ反映していない変更があります。"


def test_changes_are_given_up_once_that_is_confirmed(issued: SetupPage) -> None:
    dialogs = cast("AnsweringDialogs", issued.kit.dialogs)
    type_title(issued, "Other")
    dialogs.answers += [Answer.CANCEL, Answer.DISCARD]
    issued.foot.discard_button.click()
    assert issued.work.pending
    issued.foot.discard_button.click()
    assert (issued.work.pending, saved(issued)) == (False, None)
    assert issued.head.fields["title"].text() == issued.office.evaluation.info.title


def test_changes_are_reviewed_on_a_panel_of_their_own(issued: SetupPage, qtbot: QtBot) -> None:
    type_title(issued, "Renamed")
    issued.foot.review_button.click()
    assert issued.changing is not None
    assert issued.changing.isVisible()
    qtbot.waitUntil(lambda: not issued.office.jobs.busy)
    issued.changing.left.emit()
    assert not issued.changing.isVisible()
    assert issued.foot.isVisible()


def test_another_program_puts_a_set_up_into_force_meanwhile(free_path: Path, show_page: ShowPage) -> None:
    page, other = show_page(free_path), show_page(free_path)
    type_title(other, "From elsewhere")
    other.office.flush()
    page.office.look()
    assert page.head.fields["title"].text() == "From elsewhere"
    assert not page.work.pending
    assert page.undo_words() == ""


def test_in_a_window_that_may_only_read_nothing_can_be_done(
    free_path: Path, kit: object, qtbot: QtBot
) -> None:
    office = Office(kit, EvaluationFile(free_path), read_only=True)  # type: ignore[arg-type]
    page = SetupPage(office)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert page.head.fields["title"].isReadOnly()
    grid = page.rows[Part.MEMBERS].grid
    page.show_place(Part.MEMBERS)
    assert grid.cells.rowCount() == 5
    grid.go_to(0, 1)
    QTest.keyClicks(grid, "x")
    QTest.keyClick(grid, Key.Key_Delete)
    QTest.keyClick(grid, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert not page.work.pending
    office.allow_editing()
    assert grid.cells.rowCount() == 6
    assert not page.head.fields["title"].isReadOnly()
    office.close()


def test_the_language_changes_live(fresh: SetupPage) -> None:
    fresh.kit.speaker.use("en")
    assert tabs(fresh)[:2] == ["Basics", "Subjects (to do: 1)"]
    assert listed(fresh)[0] == "There are no subjects yet. Enter at least one."
    paste(fresh, Part.MEMBERS, "m1\tA\tChair")
    assert fresh.rows[Part.MEMBERS].table.cell(0, 2).text == "Chair"
    assert fresh.rows[Part.MEMBERS].grid.cells.headerData(1, Qt.Orientation.Horizontal) == "Name"
