"""Two copies with different work: everything a person needs to choose, and nothing chosen for them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.copies import Choose, Copy, read_copy
from evalapp.handing_in import hand_in
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.ui.windows.kit import NOON, new_kit
from ui.windows.copies_model import MARKS_ROLE, CopiesModel, Row, compared
from ui.windows.copies_window import CopiesWindow
from ui.windows.kit import Kit

OPENED = "細胞の培養条件を標準化し、企業三社との検証まで進めた点は高く評価できる。"
EARLIER = "細胞の培養条件を標準化し、企業との検証に着手した点は評価できる。𠮷と書く。"


@pytest.fixture
def choice(ballot_path: Path, tmp_path: Path) -> Choose:
    """The same ballot, worked on at home and on the train."""
    (tmp_path / "mail").mkdir()
    asked = Path(shutil.copy(ballot_path, tmp_path / "mail" / "m1.ballot"))
    one = Sitting(BallotFile(asked))
    one.set_mark("A", "c1", 3)
    one.set_mark("A", "c2", 2)
    one.set_mark("B", "c7", NoPoints.CANNOT_JUDGE)
    one.set_comment("A", None, CommentKind.POSITIVE, OPENED)
    hand_in(one.file, tmp_path / "out", draft=True, at=NOON, app="1")
    one.close()
    other = Sitting(BallotFile(ballot_path))
    other.set_mark("A", "c1", 0)
    other.set_mark("A", "c2", 2)
    other.set_comment("A", None, CommentKind.POSITIVE, EARLIER)
    other.declare("C", RecusalKind.ABSENT, "当日欠席")
    other.close()
    for path in (asked, ballot_path):
        os.utime(path, (NOON.timestamp() - 3600, NOON.timestamp() - 3600))
    return Choose(read_copy(asked), (read_copy(ballot_path),))


@pytest.fixture
def window(kit: Kit, choice: Choose, qtbot: QtBot) -> CopiesWindow:
    made = CopiesWindow(kit, choice)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    QApplication.processEvents()
    return made


def test_only_cells_that_differ_are_rows_in_the_ballots_order(choice: Choose) -> None:
    assert compared((choice.asked, *choice.others)) == (
        Row("A"),
        Row("A", "c1", "points", (3, 0)),
        Row("A", None, "positive", (OPENED, EARLIER)),
        Row("B"),
        Row("B", "c7", "points", ("cannot_judge", None)),
        Row("C"),
        Row("C", None, "recusal", (None, "absent")),
        Row("C", None, "reason", (None, "当日欠席")),
    )


def test_a_third_copy_has_its_own_column(choice: Choose, tmp_path: Path) -> None:
    third = Path(shutil.copy(choice.others[0].path, tmp_path / "third.ballot"))
    sitting = Sitting(BallotFile(third))
    sitting.set_mark("A", "c2", 1)
    sitting.close()
    rows = {
        (row.subject_id, row.criterion_id, row.field): row.values
        for row in compared((choice.asked, *choice.others, read_copy(third)))
    }
    assert rows["A", "c1", "points"] == (3, 0, 0)
    assert rows["A", "c2", "points"] == (2, 2, 1), "also what only two of three share"


def test_the_table_says_it_in_words(kit: Kit, choice: Choose, qtmodeltester: ModelTester) -> None:
    model = CopiesModel(kit, (choice.asked, *choice.others))
    qtmodeltester.check(model)
    qtmodeltester.check(model, force_py=True)
    said = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert said[0][0].startswith("A")
    assert said[1] == ["1 " + said[1][0][2:], "3", "0"]
    assert said[2] == ["肯定的意見", OPENED, EARLIER]
    assert said[4][1:] == ["評価不能", "(記入なし)"]
    assert said[6][2] == "欠席"
    spoken = model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said[1][0] in spoken
    assert "手元のコピー 1" in spoken
    assert spoken.endswith("0")
    kit.speaker.use("en")
    assert model.index(4, 1).data() == "Cannot judge"


def test_what_differs_in_a_text_is_marked(kit: Kit, choice: Choose) -> None:
    model = CopiesModel(kit, (choice.asked, *choice.others))
    for column, text in ((1, OPENED), (2, EARLIER)):
        marks = model.index(2, column).data(MARKS_ROLE)
        marked = "".join(text[part.start : part.stop] for part in marks)
        assert marked
        assert "培養条件" not in marked
    assert "𠮷" in marked
    assert model.index(1, 1).data(MARKS_ROLE) == ()
    assert model.index(7, 2).data(MARKS_ROLE) == (), "all of it is new: nothing to mark"


def test_each_copy_says_where_when_and_how_much(window: CopiesWindow) -> None:
    opened, earlier = (card.button.accessibleDescription() for card in window.cards)
    assert "m1.ballot" in opened
    assert "今日 11:00" in opened
    assert "評点 3/21" in opened
    assert "意見 1 件" in opened
    assert "第1版(今日 12:00、途中)" in opened
    assert "評点 2/" in earlier
    assert "提出：なし" in earlier
    assert "削除されません" in window._advice.text()


def test_it_is_chosen_by_keyboard_and_left_without_a_choice(
    window: CopiesWindow, choice: Choose, qtbot: QtBot
) -> None:
    first, second = (card.button for card in window.cards)
    window.activateWindow()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget() is second
    with qtbot.waitSignal(window.chosen) as chosen:
        qtbot.keyClick(second, Qt.Key.Key_Space)
    (copy,) = chosen.args
    assert isinstance(copy, Copy)
    assert copy is choice.others[0]
    with qtbot.assertNotEmitted(window.chosen):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_screen_reader_tells_the_buttons_apart(window: CopiesWindow) -> None:
    names = [
        QAccessible.queryAccessibleInterface(card.button).text(QAccessible.Text.Name) for card in window.cards
    ]
    assert len(set(names)) == 2
    assert "今開いたファイル" in names[0]


@pytest.mark.parametrize(("code", "size"), [("ja", 100), ("en", 100), ("ja", 150), ("en", 150)])
def test_nothing_is_cut(code: str, size: int, qapp: QApplication, choice: Choose, qtbot: QtBot) -> None:
    kit = new_kit(qapp, code, text_size=size)
    window = CopiesWindow(kit, choice)
    qtbot.addWidget(window)
    window.resize(1366, 720)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    for card in window.cards:
        for text in (card._name, card._where, card._facts):
            assert text.height() >= text.heightForWidth(text.width()), text.text()
        assert card.button.width() >= card.button.sizeHint().width()
    assert window.table.viewport().height() > 3 * kit.theme.em
    columns = sum(window.table.columnWidth(column) for column in range(3))
    assert columns <= window.table.viewport().width() + 1
    kit.theme.use(text_size=100)


def test_copies_that_differ_only_in_what_was_handed_in_say_so(
    kit: Kit, ballot_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = Path(shutil.copy(ballot_path, tmp_path / "other.ballot"))
    with BallotFile(other) as file:
        hand_in(file, tmp_path / "out", draft=True, at=NOON, app="1")
    window = CopiesWindow(kit, Choose(read_copy(ballot_path), (read_copy(other),)))
    qtbot.addWidget(window)
    window.show()
    assert not window.table.isVisible()
    assert "提出の記録" in window._hint.text()
