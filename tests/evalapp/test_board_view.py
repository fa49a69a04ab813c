"""What the board shows of itself: words, states and orders."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.board_view import Arrangement, Order, View, arranged
from evalapp.model import Evaluation, EvaluationInfo, Member, Recusal, RecusalKind, Subject, SubjectKind
from evalapp.report import SourceKind
from evalapp.rubric import EvaluationKind
from evalapp.watching import CellState, Facts, Standing, Taken, board
from tests.builders import RUBRIC

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MEMBERS = (
    Member("m1", "渡邊 一郎", kana="わたなべ いちろう", affiliation="中央大学"),
    Member("m2", "青木 花子", kana="あおき はなこ", affiliation="株式会社みらい"),
    Member("m3", "木村 次郎", kana="きむら じろう", affiliation="中央大学"),
)
SUBJECTS = tuple(
    Subject(id_, title, SubjectKind.PROJECT, RUBRIC.id, EvaluationKind.INTERIM)
    for id_, title in (("001", "蓄電池の研究"), ("002", "水素の製造"), ("003", "光源の研究"))
)
EVALUATION = Evaluation(
    EvaluationInfo("0" * 32, "評価", EvaluationKind.INTERIM),
    (RUBRIC,),
    SUBJECTS,
    MEMBERS,
    (Recusal("m2", "002", RecusalKind.CONFLICT),),
)
TAKEN = {1: Taken(1, SourceKind.SEALED, "C", 1, draft=False, received_at=NOW)}
# m1 has handed in everything, m2 the first subject; m3 nothing
STANDING = {place: Standing(1) for place in [("m1", "001"), ("m1", "002"), ("m1", "003"), ("m2", "001")]}
BOARD = board(EVALUATION, Facts(taken=TAKEN, standing=STANDING), NOW)


def shown(**view: object) -> tuple[str, str]:
    found = arranged(BOARD, View(**view))  # type: ignore[arg-type]
    return (
        " ".join(BOARD.rows[row].member.id for row in found.rows),
        " ".join(SUBJECTS[column].id for column in found.columns),
    )


ALL = ("m1 m2 m3", "001 002 003")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ALL),
        ("　 ", ALL),
        ("渡辺", ("m1", ALL[1])),
        ("ワタナベ", ("m1", ALL[1])),
        ("中央大学", ("m1 m3", ALL[1])),
        ("研究", (ALL[0], "001 003")),
        ("M2 ００２", ("m2", "002")),
        ("中央 木村", ("m3", ALL[1])),
        ("だれでもない", ("", "")),
    ],
)
def test_words_narrow_down_to_members_or_subjects(text: str, found: tuple[str, str]) -> None:
    assert shown(text=text) == found


def test_states_leave_the_members_and_subjects_that_have_them() -> None:
    assert shown(states=frozenset({CellState.RECUSED})) == ("m2", "002")
    assert shown(owed=True) == ("m2 m3", ALL[1])
    assert shown(owed=True, text="水素") == ("m3", "002")
    assert shown(states=frozenset({CellState.DRAFT})) == ("", "")
    view = View(owed=True, states=frozenset({CellState.RECUSED}))
    assert [view.wants(cell) for cell in BOARD.rows[1].cells] == [False, True, True]
    assert all(View().wants(cell) for cell in BOARD.rows[1].cells)


def test_orders() -> None:
    assert shown(order=Order.NAME)[0] == "m2 m3 m1"
    assert shown(order=Order.OWED) == ("m3 m2 m1", "003 001 002")
    assert shown(order=Order.SUBJECT, subject_id="002")[0] == "m3 m1 m2"
    assert shown(order=Order.SUBJECT, subject_id="gone") == ALL


@given(
    st.builds(
        View,
        st.sampled_from(["", "中央", "研究", "m", "x"]),
        st.frozensets(st.sampled_from(CellState)),
        st.booleans(),
        st.sampled_from(Order),
        st.sampled_from(["001", "003"]),
    )
)
def test_nothing_is_shown_twice_and_nothing_wanted_is_lost(view: View) -> None:
    found = arranged(BOARD, view)
    assert len(set(found.rows)) == len(found.rows)
    assert len(set(found.columns)) == len(found.columns)
    named = arranged(BOARD, View(view.text))
    wanted = {
        (row, column)
        for row in named.rows
        for column in named.columns
        if view.wants(BOARD.rows[row].cells[column])
    }
    assert wanted <= {(row, column) for row in found.rows for column in found.columns}
    if view.narrows:
        assert set(found.rows) == {row for row, _ in wanted}
    else:
        assert Arrangement(tuple(sorted(found.rows)), tuple(sorted(found.columns))) == named
