"""The list of subjects: how far each is, moving in it, what it says to a screen reader."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk
from tests.ui.windows.ballot.many import many_subjects
from ui.windows.ballot.subject_list import SubjectList
from ui.windows.ballot.subject_model import SubjectModel
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def subjects(kit: Kit, work: Work, qtbot: QtBot) -> SubjectList:
    shown = SubjectList(kit, work)
    qtbot.addWidget(shown)
    shown.resize(240, 500)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def said(subjects: SubjectList) -> list[str]:
    model = subjects.model()
    return [model.index(row, 0).data(ACCESSIBLE) for row in range(model.rowCount())]


def scored(work: Work, subject_id: str, count: int) -> None:
    for criterion in work.sitting.rubric(subject_id).scored[:count]:
        work.set_mark(subject_id, criterion.id, 2)


def test_the_model_keeps_qts_rules(kit: Kit, work: Work, qtmodeltester) -> None:
    model = SubjectModel(kit.speaker, work)
    assert model.rowCount() == 4
    qtmodeltester.check(model)


def test_each_subject_says_how_far_it_is(subjects: SubjectList, work: Work, kit: Kit) -> None:
    assert said(subjects)[0] == "A　再生医療技術を応用した創薬支援基盤技術開発、評点 0/7、意見 0/3、未着手"
    scored(work, "A", 5)
    work.set_comment("A", None, CommentKind.ISSUE, "体制が弱い。")
    scored(work, "B", 7)
    work.declare("C", RecusalKind.CONFLICT, "")
    first, second, third, programme = said(subjects)
    assert first.endswith("評点 5/7、意見 1/3、記入中")
    assert second.endswith("評点 7/7、意見 0/3、記入済み")
    assert third.endswith("開発、辞退")
    assert programme.endswith("プログラム、意見 0/15、未着手")
    kit.speaker.use("en")
    assert said(subjects)[0].endswith("Scores 5/7, Comments 1/3, In progress")


def test_who_is_recused_by_the_secretariat_is_listed_too(kit: Kit, desk: Desk, qtbot: QtBot) -> None:
    work = Work(Sitting(BallotFile(desk.ballot("m3"))), kit.now)
    subjects = SubjectList(kit, work)
    qtbot.addWidget(subjects)
    assert said(subjects)[1] == "B　遺伝子治療製造技術開発、辞退"
    with qtbot.waitSignal(subjects.subject_chosen) as chosen:
        subjects.setCurrentIndex(subjects.model().index(1, 0))
    assert chosen.args == ["B"]
    work.close()


def test_keys_move_and_enter_goes_in(subjects: SubjectList, qtbot: QtBot) -> None:
    chosen: list[str] = []
    entered: list[str] = []
    subjects.subject_chosen.connect(chosen.append)
    subjects.subject_entered.connect(entered.append)
    subjects.show_subject("A")
    assert chosen == []  # who shows it knows it
    qtbot.keyClick(subjects, Qt.Key.Key_Down)
    qtbot.keyClick(subjects, Qt.Key.Key_Down)
    qtbot.keyClick(subjects, Qt.Key.Key_Up)
    assert chosen == ["B", "C", "B"]
    qtbot.keyClick(subjects, Qt.Key.Key_Return)
    assert entered == ["B"]
    qtbot.keyClick(subjects, Qt.Key.Key_P)  # type-ahead by the id
    assert chosen[-1] == "P"
    assert subjects.subject_id == "P"


def test_a_click_chooses_once_and_again(subjects: SubjectList, qtbot: QtBot) -> None:
    chosen: list[str] = []
    subjects.subject_chosen.connect(chosen.append)
    subjects.show_subject("A")
    place: QPoint = subjects.visualRect(subjects.model().index(1, 0)).center()
    qtbot.mouseClick(subjects.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["B"]
    # the window may show another page: the marked subject leads back to its sheet
    qtbot.mouseClick(subjects.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["B", "B"]


def test_items_keep_their_height_while_the_member_scores(subjects: SubjectList, work: Work) -> None:
    heights = [subjects.sizeHintForRow(row) for row in range(4)]
    scored(work, "A", 7)
    work.declare("B", RecusalKind.ABSENT, "")
    for kind in CommentKind:
        work.set_comment("C", None, kind, "意見")
    assert [subjects.sizeHintForRow(row) for row in range(4)] == heights


def test_titles_wrap_in_every_width_and_size(subjects: SubjectList, kit: Kit, qtbot: QtBot) -> None:
    def height() -> int:
        return subjects.visualRect(subjects.model().index(0, 0)).height()

    narrow = height()
    subjects.resize(460, 500)
    qtbot.waitUntil(lambda: height() < narrow - kit.theme.em)
    subjects.resize(240, 500)
    qtbot.waitUntil(lambda: height() == narrow)
    kit.theme.use(text_size=200)
    qtbot.waitUntil(lambda: height() > narrow * 1.8)
    assert subjects.horizontalScrollBar().maximum() == 0


def test_a_screen_reader_finds_the_items(subjects: SubjectList) -> None:
    assert subjects.accessibleName() == "評価対象"
    interface = QAccessible.queryAccessibleInterface(subjects)
    item = interface.child(1)
    assert "遺伝子治療製造技術開発、評点 0/7" in item.text(QAccessible.Text.Name)
    assert item.role() is QAccessible.Role.ListItem


def test_a_hundred_subjects(kit: Kit, tmp_path: Path, qtbot: QtBot, qtmodeltester) -> None:
    work = Work(Sitting(BallotFile(many_subjects(tmp_path, 100))), kit.now)
    subjects = SubjectList(kit, work)
    qtbot.addWidget(subjects)
    qtmodeltester.check(subjects.model())
    subjects.resize(240, 600)
    start = time.perf_counter()
    with qtbot.waitExposed(subjects):
        subjects.show()
    subjects.show_subject("100")
    # far more than it takes, far less than titles laid out at every paint would
    assert time.perf_counter() - start < 1.0
    assert subjects.viewport().rect().contains(subjects.visualRect(subjects.currentIndex()).center())
    assert said(subjects)[2].endswith("、欠席")
    work.close()
