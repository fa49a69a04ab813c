"""The overview: every answer is seen, every cell leads to its place, nothing is changed in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk
from tests.ui.windows.ballot.many import many_subjects
from ui.windows.ballot.overview import AnswerTable, Overview
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


@pytest.fixture
def overview(kit: Kit, work: Work, qtbot: QtBot) -> Overview:
    shown = Overview(kit, work)
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def texts(table: AnswerTable, column: int) -> list[str]:
    model = table.answers
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_models_keep_qts_rules(overview: Overview, qtmodeltester) -> None:
    projects, programme = overview.tables
    assert (projects.answers.rowCount(), projects.answers.columnCount()) == (11, 3)
    assert (programme.answers.rowCount(), programme.answers.columnCount()) == (8, 1)
    for table in overview.tables:
        qtmodeltester.check(table.answers)


def test_every_state_of_a_cell_is_told(overview: Overview, work: Work, kit: Kit) -> None:
    first, second, *_rest = work.sitting.rubric("A").scored
    work.set_mark("A", first.id, 0)
    work.set_mark("A", second.id, NoPoints.CANNOT_JUDGE)
    work.set_comment("A", None, CommentKind.ISSUE, "体制が弱い。")
    work.declare("B", RecusalKind.CONFLICT, "")
    work.set_comment("P", "p2", CommentKind.POSITIVE, "よい")
    projects, programme = overview.tables
    column = texts(projects, 0)
    assert column[0].startswith("0 ")
    assert column[1:3] == ["評価不能", "未記入"]
    assert column[7:] == ["意見なし", "意見あり", "意見なし", "2/7"]
    assert set(texts(projects, 1)) == {"辞退"}
    assert texts(programme, 0)[:3] == ["意見 0/2", "意見 1/2", "意見 0/2"]
    spoken = projects.answers.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("A　再生医療技術を応用した創薬支援基盤技術開発\n1　")
    kit.speaker.use("en")
    assert texts(projects, 0)[1:3] == ["Cannot judge", "Blank"]
    assert projects.answers.headerData(8, Qt.Orientation.Vertical) == "Issues and points to be improved"


def test_the_tint_follows_the_scale(overview: Overview, work: Work) -> None:
    criterion = work.sitting.rubric("A").scored[0]
    for points, height in ((0, 0.0), (3, 1.0), (1, 1 / 3)):
        work.set_mark("A", criterion.id, points)
        assert overview.tables[0].answers.cell(0, 0).height == pytest.approx(height)


def test_keys_move_and_enter_leads_there(overview: Overview, qtbot: QtBot) -> None:
    projects, programme = overview.tables
    chosen: list[tuple] = []
    overview.cell_chosen.connect(lambda *place: chosen.append(place))
    overview.setFocus()
    assert overview.focusWidget() is projects
    projects.setCurrentIndex(projects.answers.index(0, 0))
    qtbot.keyClick(projects, Qt.Key.Key_Right)
    qtbot.keyClick(projects, Qt.Key.Key_Down)
    qtbot.keyClick(projects, Qt.Key.Key_Return)
    ids = [criterion.id for criterion in projects.answers.rubric.criteria]
    assert chosen == [("B", ids[1], None)]
    projects.setCurrentIndex(projects.answers.index(8, 2))
    qtbot.keyClick(projects, Qt.Key.Key_Enter)
    assert chosen[-1] == ("C", None, CommentKind.ISSUE)
    # Tab leaves the table: it is one stop
    qtbot.keyClick(projects, Qt.Key.Key_Tab)
    assert overview.focusWidget() is programme


def test_a_click_leads_there(overview: Overview, qtbot: QtBot) -> None:
    programme = overview.tables[1]
    overview.ensureWidgetVisible(programme)
    place = programme.visualRect(programme.answers.index(0, 0)).center()
    with qtbot.waitSignal(overview.cell_chosen) as chosen:
        qtbot.mouseClick(programme.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["P", "p1", CommentKind.POSITIVE]


def test_digits_change_nothing_and_lead_nowhere(overview: Overview, work: Work, qtbot: QtBot) -> None:
    work.set_mark("C", work.sitting.rubric("C").scored[4].id, 3)
    before = dict(work.sitting.sheets)
    projects = overview.tables[0]
    projects.setCurrentIndex(projects.answers.index(0, 0))
    for key in (Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_N, Qt.Key.Key_Space):
        qtbot.keyClick(projects, key)
    assert work.sitting.sheets == before
    assert (projects.currentIndex().row(), projects.currentIndex().column()) == (0, 0)


def test_a_subject_closed_by_the_secretariat_has_its_column(kit: Kit, desk: Desk, qtbot: QtBot) -> None:
    work = Work(Sitting(BallotFile(desk.ballot("m3"))), kit.now)
    overview = Overview(kit, work)
    qtbot.addWidget(overview)
    assert set(texts(overview.tables[0], 1)) == {"辞退"}
    assert overview.tables[0].answers.place(overview.tables[0].answers.index(0, 1))[0] == "B"
    work.close()


@pytest.mark.parametrize("text_size", [100, 200])
def test_many_subjects_scroll_beside_their_criteria(
    kit: Kit, tmp_path: Path, qtbot: QtBot, text_size: int
) -> None:
    kit.theme.use(text_size=text_size)
    work = Work(Sitting(BallotFile(many_subjects(tmp_path, 30))), kit.now)
    overview = Overview(kit, work)
    qtbot.addWidget(overview)
    overview.resize(900, 700)
    with qtbot.waitExposed(overview):
        overview.show()
    (table,) = overview.tables
    table.setCurrentIndex(table.answers.index(0, 29))
    assert table.horizontalScrollBar().value() > 0
    assert table.width() <= overview.viewport().width()
    assert table.height() <= overview.viewport().height()
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    # the heads of the rows stay where they are
    assert table.verticalHeader().isVisible()
    assert overview.horizontalScrollBar().maximum() == 0
    work.close()


def test_a_paper_that_asks_for_no_text_says_so_with_no_bubble(kit: Kit, small: Desk, qtbot: QtBot) -> None:
    work = Work(Sitting(BallotFile(small.ballot("m1"))), kit.now)
    overview = Overview(kit, work)
    qtbot.addWidget(overview)
    (table,) = overview.tables
    assert texts(table, 0)[:2] == ["未記入", "未記入、意見なし"]
    work.set_comment("P", "c2", CommentKind.POSITIVE, "よい")
    assert texts(table, 0)[1] == "未記入、意見あり"
    work.close()
