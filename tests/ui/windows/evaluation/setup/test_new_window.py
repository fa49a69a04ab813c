"""A new evaluation is made: from a rubric, from last year's, from a set-up file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import resources
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import read_draft
from exports.excel.setup_book import setup_book
from tests.evalapp.test_setup import tables
from tests.story import evalapp
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.evaluation.new_window import NewEvaluationWindow
from ui.windows.evaluation.setup.sources import Source, Taken
from ui.windows.kit import Kit


@pytest.fixture
def window(kit: Kit, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewEvaluationWindow:
    """The window; documents lie in a folder of the test."""
    for module in ("ui.windows.evaluation.new_window", "ui.windows.evaluation.setup.sources"):
        monkeypatch.setattr(f"{module}.documents_folder", lambda: tmp_path)
    window = NewEvaluationWindow(kit)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def make(window: NewEvaluationWindow, qtbot: QtBot) -> Callable[[], Path]:
    """Presses the button; gives the file that was made."""

    def made() -> Path:
        with qtbot.waitSignal(window.created) as created:
            window.make_button.click()
        return cast("Path", created.args[0])

    return made


def choose(window: NewEvaluationWindow, source: Source) -> None:
    button = window.source.ways[source]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    assert window.source.chosen is source


def dialogs(window: NewEvaluationWindow) -> AnsweringDialogs:
    return cast("AnsweringDialogs", window.source._kit.dialogs)


def test_a_rubric_and_a_title_are_enough(
    window: NewEvaluationWindow, make: Callable[[], Path], tmp_path: Path
) -> None:
    window.make_button.click()
    assert "評価の名称" in window.note.label.text()
    assert window.title.hasFocus()
    QTest.keyClicks(window.title, "Programme 2027: interim?")
    rubrics = window.source.rubrics
    assert rubrics.currentData() == "meti-project"
    rubrics.setCurrentIndex(rubrics.findData("nedo-style"))
    path = make()
    assert path == tmp_path / "Programme 2027_ interim_.evaluation"
    with EvaluationFile(path) as file:
        assert file.evaluation.info.title == "Programme 2027: interim?"
        assert [rubric.id for rubric in file.evaluation.rubrics] == ["nedo-style"]


def test_a_taken_name_is_never_written_over(
    window: NewEvaluationWindow, make: Callable[[], Path], tmp_path: Path
) -> None:
    (tmp_path / "A.evaluation").write_bytes(b"taken")
    QTest.keyClicks(window.title, "A")
    assert make().name == "A (2).evaluation"
    dialogs(window).answers.append(tmp_path / "A.evaluation")
    window.change_button.click()
    window.make_button.click()
    assert "既にあり" in window.note.label.text()
    assert (tmp_path / "A.evaluation").read_bytes() == b"taken"
    dialogs(window).answers.append(tmp_path / "chosen")
    window.change_button.click()
    assert make() == tmp_path / "chosen.evaluation"


@pytest.mark.parametrize(("taken", "members", "subjects"), [(Taken.MEMBERS, 5, 0), (Taken.NOTHING, 0, 0)])
def test_last_years_evaluation_lends_its_members(
    window: NewEvaluationWindow,
    make: Callable[[], Path],
    free_path: Path,
    taken: Taken,
    members: int,
    subjects: int,
) -> None:
    choose(window, Source.PREVIOUS)
    window.make_button.click()
    assert "もとにするファイルが選ばれていません" in window.note.label.text()
    dialogs(window).answers.append([free_path])
    window.source.open_previous.click()
    assert window.title.text().startswith("再生・細胞医療")
    window.title.selectAll()
    QTest.keyClicks(window.title, "Next year")
    window.source.taken.setCurrentIndex(window.source.taken.findData(taken))
    with EvaluationFile(make()) as file:
        assert (file.evaluation.info.title, len(file.evaluation.members)) == ("Next year", 0)
        draft = read_draft(file)
    found = (len(draft.members), len(draft.subjects)) if draft else (0, 0)
    assert found == (members, subjects)


def test_all_of_last_years_lists_are_in_force_at_once(
    window: NewEvaluationWindow, make: Callable[[], Path], free_path: Path
) -> None:
    window.source.take_file(free_path)
    window.source.taken.setCurrentIndex(window.source.taken.findData(Taken.ALL))
    with EvaluationFile(make()) as file:
        evaluation = file.evaluation
        assert (len(evaluation.members), len(evaluation.subjects), evaluation.recusals) == (5, 4, ())
        assert (evaluation.info.deadline, evaluation.subjects[0].materials) == (None, ())


def test_a_set_up_with_materials_is_dropped_and_taken_whole(
    window: NewEvaluationWindow, make: Callable[[], Path]
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(resources.path("sample", "setup.toml")))])
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)
    assert window.source.chosen is Source.FILE
    assert not window.title.isEnabled()
    assert window.path.stem.startswith("再生・細胞医療")
    path = make()
    with EvaluationFile(path) as file:
        assert len(file.evaluation.subjects[0].materials) == 2
        assert len(file.evaluation.recusals) == 1
    evalapp("record", path, "--verify")


def test_a_workbook_is_saved_filled_in_and_taken(
    window: NewEvaluationWindow, make: Callable[[], Path], tmp_path: Path, kit: Kit
) -> None:
    choose(window, Source.FILE)
    target = tmp_path / "empty"
    dialogs(window).answers.append(target)
    window.source.template_button.click()
    assert (tmp_path / "empty.xlsx").stat().st_size > 5_000
    assert "empty.xlsx を保存しました" in window.source.note.label.text()
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(setup_book(tables(), kit.speaker.language))
    dialogs(window).answers.append([filled])
    window.source.open_file.click()
    with EvaluationFile(make()) as file:
        assert [member.name for member in file.evaluation.members] == ["座長", "委員"]


def test_what_is_wrong_with_a_file_is_said_in_place(window: NewEvaluationWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[evaluation]\ntitle = 'x'\n[[subject]]\nid = 'A'\n", "utf-8")
    window.source.take_file(wrong)
    assert "title（名称）" in window.source.note.label.text()
    assert window.source.file is None
    window.source.take_file(tmp_path / "missing.evaluation")
    assert "見つかりません" in window.source.note.label.text()


def test_escape_and_the_language(window: NewEvaluationWindow, kit: Kit) -> None:
    kit.speaker.use("en")
    assert window.windowTitle() == "New evaluation"
    assert window.source.taken.itemText(0) == "with its members"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
