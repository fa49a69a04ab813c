"""Materials are attached, read, ordered, renamed and taken off; what is no PDF is said by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import resources
from evalapp.material_edits import materials_of
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.evaluation.materials.models import Column
from ui.windows.evaluation.materials_editor import MaterialsEditor
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.kit import Kit

FIRST, SECOND = "資料A-1_事業概要説明資料.pdf", "資料A-2_補足資料.pdf"


@pytest.fixture
def work(office: Office) -> SetupWork:
    return SetupWork(office)


@pytest.fixture
def editor(office: Office, work: SetupWork, qtbot: QtBot) -> MaterialsEditor:
    made = MaterialsEditor(office, work)
    qtbot.addWidget(made)
    made.resize(1150, 620)
    made.show()
    settle(made, qtbot)
    return made


@pytest.fixture
def dialogs(kit: Kit) -> AnsweringDialogs:
    assert isinstance(kit.dialogs, AnsweringDialogs)
    return kit.dialogs


def settle(editor: MaterialsEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not editor._office.jobs.busy)


def names(work: SetupWork, place: int = 0) -> list[str]:
    return [one.name for one in materials_of(work.draft, work.draft.subjects[place].key)]


def new_pdf(folder: Path, name: str, source: str = SECOND) -> Path:
    path = folder / name
    path.write_bytes(resources.path("sample", "materials", source).read_bytes())
    return path


def test_what_is_attached_is_shown_with_its_facts(
    editor: MaterialsEditor, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(editor.files)
    qtmodeltester.check(editor.subjects)
    row = [editor.files.index(0, column).data() for column in Column]
    assert row[0] == FIRST
    assert int(row[1]) > 1
    assert row[2].endswith("KB")
    assert editor.reader.pages == int(row[1])


def test_many_are_dropped_at_once(
    editor: MaterialsEditor, work: SetupWork, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "メモ.pdf"
    bad.write_bytes(b"no pdf")
    folder = tmp_path / "資料"
    folder.mkdir()
    new_pdf(folder, "二.pdf")
    (folder / "読んでください.txt").write_text("txt", "utf-8")
    assert editor.take_files([new_pdf(tmp_path, "一.pdf"), bad, folder, tmp_path / "ない.pdf"])
    settle(editor, qtbot)
    assert names(work) == [FIRST, SECOND, "一.pdf", "二.pdf"]
    said = editor.note.label.text()
    assert "メモ.pdf" in said
    assert "ない.pdf" in said
    assert editor.file_list.currentIndex().data() == "一.pdf"
    settle(editor, qtbot)
    work.undo()
    assert names(work) == [FIRST, SECOND]


def test_the_same_name_again_exchanges_the_content(
    editor: MaterialsEditor, work: SetupWork, tmp_path: Path, qtbot: QtBot
) -> None:
    before = materials_of(work.draft, work.draft.subjects[0].key)[0]
    editor.take_files([new_pdf(tmp_path, FIRST)])
    settle(editor, qtbot)
    assert names(work) == [FIRST, SECOND]
    assert materials_of(work.draft, work.draft.subjects[0].key)[0].sha256 != before.sha256
    assert "差し替えました" in editor.note.label.text()


def test_one_that_cannot_be_read_is_marked(editor: MaterialsEditor, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "壊れた.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    editor.take_files([path])
    settle(editor, qtbot)
    assert editor.files.index(2, Column.PAGES).data() == "－"
    assert editor.reader.message


def test_order_names_and_removal(
    editor: MaterialsEditor, work: SetupWork, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    editor.file_list.setCurrentIndex(editor.files.index(0, 0))
    editor.down.trigger()
    assert names(work) == [SECOND, FIRST]
    assert editor.file_list.currentIndex().row() == 1
    dialogs.answers = ["概要.pdf", SECOND.upper(), "概要.docx", None]
    for _answer in range(4):
        editor.rename_button.click()
    assert names(work) == [SECOND, "概要.pdf"]
    assert "概要.docx" in editor.note.label.text()
    editor.remove_button.click()
    assert names(work) == [SECOND]
    editor.remove_button.click()
    assert not editor.file_list.isVisible()
    assert "ドロップ" in editor._nothing.text()
    settle(editor, qtbot)


def test_subjects_are_found_and_chosen(editor: MaterialsEditor, work: SetupWork, qtbot: QtBot) -> None:
    editor.search.setText("遺伝子治療製造")
    assert editor.subject_list.model().rowCount() == 1
    editor.show_subject(work.draft.subjects[2].key)
    settle(editor, qtbot)
    assert editor.subject_list.model().rowCount() == len(work.draft.subjects)
    assert [one.name for one in editor.files.files] == names(work, 2)


def test_files_are_chosen_with_the_button(
    editor: MaterialsEditor, work: SetupWork, dialogs: AnsweringDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs.answers = [[new_pdf(tmp_path, "選択.pdf")], []]
    editor.add_button.click()
    settle(editor, qtbot)
    editor.add_button.click()
    assert names(work)[-1] == "選択.pdf"


def test_nothing_is_attached_in_a_second_window(
    office: Office, work: SetupWork, tmp_path: Path, qtbot: QtBot
) -> None:
    office._read_only = True
    editor = MaterialsEditor(office, work)
    qtbot.addWidget(editor)
    editor.show()
    settle(editor, qtbot)
    assert not editor.take_files([new_pdf(tmp_path, "一.pdf")])
    assert not editor.add_button.isEnabled()
    editor.file_list.setCurrentIndex(editor.files.index(0, 0))
    editor.file_list.removed.emit()
    assert names(work) == [FIRST, SECOND]
