"""The materials beside the score sheet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.errors import EvalError
from evalapp.model import Subject, SubjectKind
from evalapp.rubric import EvaluationKind
from evalapp.store.ballot_file import BallotFile
from tests.ui.windows.kit import new_kit
from tests.ui.windows.papers import paper
from ui.windows.ballot.materials import MaterialsPanel
from ui.windows.kit import Kit
from ui.windows.settings import Settings

CONTENTS = {
    ("a", "概要.pdf"): paper([[f"A 概要 {n}"] for n in range(9)]),
    ("a", "補足.pdf"): paper([[f"A 補足 {n}"] for n in range(4)]),
    ("b", "概要.pdf"): paper([["B"]]),
    ("b", "壊れた.pdf"): b"%PDF-1.7 ",
}


def subject(id_: str, *materials: str) -> Subject:
    return Subject(id_, id_, SubjectKind.PROJECT, "r", EvaluationKind.FINAL, materials)


A = subject("a", "概要.pdf", "補足.pdf")
B = subject("b", "概要.pdf", "壊れた.pdf")
NONE = subject("c")


class Shelf:
    """Gives materials and keeps what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.fault: EvalError | None = None

    def __call__(self, subject_id: str, name: str) -> bytes:
        self.asked.append((subject_id, name))
        if self.fault:
            raise self.fault
        return CONTENTS[subject_id, name]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def panel(qtbot: QtBot, kit: Kit, shelf: Shelf, first: Subject = A) -> MaterialsPanel:
    made = MaterialsPanel(kit, "ballot-1", shelf)
    qtbot.addWidget(made)
    made.resize(380, 600)
    made.show_subject(first)
    made.show()
    return made


def test_only_what_is_seen_is_loaded(qtbot: QtBot, kit: Kit, shelf: Shelf) -> None:
    made = MaterialsPanel(kit, "ballot-1", shelf)
    qtbot.addWidget(made)
    made.show_subject(A)
    made.show_subject(B)
    assert shelf.asked == []
    made.show()
    assert (shelf.asked, made.name, made.reader.pages) == ([("b", "概要.pdf")], "概要.pdf", 1)
    made.hide()
    made.show()
    made.show_subject(B)
    assert len(shelf.asked) == 1


def test_each_document_is_found_where_it_was_left(qtbot: QtBot, kit: Kit, shelf: Shelf) -> None:
    made = panel(qtbot, kit, shelf)
    made.reader.go_to(6)
    made.choice.setCurrentIndex(1)
    made.choice.activated.emit(1)
    made.reader.go_to(2)
    made.show_subject(B)
    assert made.reader.page == 0
    made.show_subject(A)
    assert (made.name, made.reader.page) == ("補足.pdf", 2)
    made.choice.setCurrentIndex(0)
    made.choice.activated.emit(0)
    assert made.reader.page == 6


def test_the_place_is_on_the_disk_soon_after_scrolling(qtbot: QtBot, kit: Kit, shelf: Shelf) -> None:
    """Nothing is closed in order: another process reads what is there."""
    made = panel(qtbot, kit, shelf)
    made.reader.go_to(7)
    code = (
        "from ui.windows.settings import Settings; import sys;"
        "print([Settings()._store.value(k) for k in Settings()._store.allKeys() if 'place' in k])"
    )

    def kept() -> bool:
        read = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return "'7 0.5000 0.0000 width 1.0000'" in read.stdout

    qtbot.waitUntil(kept, timeout=10_000)


def test_another_start_opens_at_the_same_place(
    qtbot: QtBot, kit: Kit, shelf: Shelf, qapp: QApplication
) -> None:
    first = panel(qtbot, kit, shelf)
    first.choice.setCurrentIndex(1)
    first.choice.activated.emit(1)
    first.reader.view.zoom_to(2.0)
    first.reader.go_to(3)
    first.hide()
    Settings().write()
    again = panel(qtbot, new_kit(qapp), shelf)
    assert (again.name, again.reader.page) == ("補足.pdf", 3)
    assert again.reader.view.zoom == pytest.approx(2.0)
    other_ballot = MaterialsPanel(new_kit(qapp), "ballot-2", shelf)
    qtbot.addWidget(other_ballot)
    other_ballot.show_subject(A)
    other_ballot.show()
    assert (other_ballot.name, other_ballot.reader.page) == ("概要.pdf", 0)


def test_a_subject_without_materials_says_so(qtbot: QtBot, kit: Kit, shelf: Shelf) -> None:
    made = panel(qtbot, kit, shelf, NONE)
    assert "添付されていません" in made.said
    assert not made.reader.isVisible()
    assert not made.choice.isVisible()
    kit.speaker.use("en")
    assert made.said == "No materials are attached to this subject."
    made.show_subject(A)
    assert (made.said, made.reader.isVisible()) == ("", True)


def test_a_material_that_cannot_be_shown_says_so(qtbot: QtBot, kit: Kit, shelf: Shelf) -> None:
    made = panel(qtbot, kit, shelf, B)
    made.choice.setCurrentIndex(1)
    made.choice.activated.emit(1)
    assert "壊れた.pdf" in made.reader.message
    shelf.fault = EvalError("file-missing", file="m1.ballot")
    made.choice.setCurrentIndex(0)
    made.choice.activated.emit(0)
    assert "m1.ballot" in made.reader.message


def test_a_copy_is_saved_and_an_older_one_kept(qtbot: QtBot, kit: Kit, shelf: Shelf, tmp_path: Path) -> None:
    made = panel(qtbot, kit, shelf)
    target = tmp_path / "写し.pdf"
    kit.dialogs.answers.append(None)
    made.save_copy()
    assert (made.said, list(tmp_path.glob("*.pdf"))) == ("", [])
    kit.dialogs.answers.append(tmp_path / "写し")
    made.save_copy()
    assert target.read_bytes() == CONTENTS["a", "概要.pdf"]
    assert str(target) in made.said
    made.choice.setCurrentIndex(1)
    made.choice.activated.emit(1)
    assert made.said == ""
    kit.dialogs.answers.append(target)
    made.save_copy()
    assert target.read_bytes() == CONTENTS["a", "補足.pdf"]
    assert (tmp_path / "写し (old 1).pdf").read_bytes() == CONTENTS["a", "概要.pdf"]
    assert "写し (old 1).pdf" in made.said


def test_a_copy_that_cannot_be_written_says_why(qtbot: QtBot, kit: Kit, shelf: Shelf, tmp_path: Path) -> None:
    made = panel(qtbot, kit, shelf)
    kit.dialogs.answers.append(tmp_path / "no folder" / "写し.pdf")
    made.save_copy()
    assert "no folder" in made.said


def test_the_wheel_changes_no_document(qtbot: QtBot, kit: Kit, shelf: Shelf) -> None:
    made = panel(qtbot, kit, shelf)
    at = QPointF(made.choice.rect().center())
    event = QWheelEvent(
        at,
        made.choice.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(made.choice, event)
    assert (made.name, len(shelf.asked)) == ("概要.pdf", 1)


def test_a_ballot_gives_its_materials(ballot_path: Path) -> None:
    with BallotFile(ballot_path) as file:
        first = next(subject for subject in file.ballot.subjects if subject.materials)
        assert file.material(first.id, first.materials[0]).startswith(b"%PDF-")
        with pytest.raises(KeyError):
            file.material(first.id, "no such.pdf")
