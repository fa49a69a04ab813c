"""Answers tables understood, or refused as a whole."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from evalapp.answers import Answer, filled, ordered_comments, parse_answers
from evalapp.ballot import blank_sheet
from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.model import Comment, RecusalKind, ScoreSheet, Subject, SubjectKind
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric
from evalapp.table import Formula, Row, Table
from tests.builders import SCALE

RUBRIC = Rubric(
    "r",
    "二項目と見出し",
    (
        Criterion("c1", "必要性", scale=SCALE),
        Criterion("c2", "総合評価（案）", scale=SCALE, comments=(CommentKind.POSITIVE,)),
        Criterion("x", "意見だけ", comments=(CommentKind.ISSUE,)),
    ),
)


def subject(id_: str, title: str) -> Subject:
    return Subject(id_, title, SubjectKind.PROJECT, RUBRIC.id, EvaluationKind.INTERIM)


QUESTIONS = {
    one.id: (one, RUBRIC) for one in (subject("A", "課題Ａ"), subject("1", "第一"), subject("B", "課題B"))
}


def parse(
    *rows: tuple[object, ...], heads: str = "member subject criterion points", **members: str
) -> tuple[Answer, ...]:
    names = tuple(heads.split())
    table = Table(
        names,
        tuple(Row(n, (*row, *[None] * (len(names) - len(row)))) for n, row in enumerate(rows, 2)),
    )
    return parse_answers(table, QUESTIONS, members.get("ids", "m1").split())


def fault(*rows: tuple[object, ...], **more: str) -> EvalError:
    with pytest.raises(EvalError) as refusal:
        parse(*rows, **more)
    return refusal.value


def cause(*rows: tuple[object, ...], **more: str) -> str:
    error = fault(*rows, **more)
    assert error.code == "answers-row"
    assert isinstance(error.params["cause"], EvalError)
    return error.params["cause"].code


def test_a_row_is_understood() -> None:
    found = parse(
        (" m1 ", "課題A", "必要性", "２", "よい", None),
        heads="member subject criterion points comment_positive comment_issue",
    )
    texts = {CommentKind.POSITIVE: "よい", CommentKind.ISSUE: ""}
    assert found == (Answer(2, "m1", "A", "c1", 2, None, texts),)


def test_ids_written_as_numbers_by_a_spreadsheet() -> None:
    (found,) = parse((None, 1.0, "c1", 3.0))
    assert (found.member_id, found.subject_id, found.mark) == ("m1", "1", 3)


def test_a_table_without_points_states_no_marks() -> None:
    (found,) = parse(("A", "c1", "意見"), heads="subject criterion comment_positive")
    assert found.mark is None
    assert found.comments == {CommentKind.POSITIVE: "意見"}


def test_with_several_members_each_row_needs_one() -> None:
    assert [a.member_id for a in parse(("m2", "A", "c1", 1), ("m1", "A", "c1", 1), ids="m1 m2")] == [
        "m2",
        "m1",
    ]
    assert cause((None, "A", "c1", 1), ids="m1 m2") == "answers-unknown-member"
    assert cause(("m3", "A", "c1", 1), ids="m1 m2") == "answers-unknown-member"
    assert cause(("m2", "A", "c1", 1)) == "answers-other-member"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("m1", "", "c1", 1), "answers-unknown-subject"),
        (("m1", "Z", "c1", 1), "answers-unknown-subject"),
        (("m1", "A", "c3", 1), "answers-unknown-criterion"),
        (("m1", "A", "x", 1), "answers-comment-only"),
        (("m1", "A", "x", "NA"), "answers-comment-only"),
        (("m1", "A", None, 1), "answers-points-without-criterion"),
        (("m1", "A", None, "NA"), "answers-points-without-criterion"),
        (("m1", "A", "c1", "辞退"), "points-not-understood"),
        (("m1", "A", "c1", 4), "points-not-on-scale"),
        (("m1", "A", "c1", True), "points-not-understood"),
        (("m1", "A", "c1", date(2027, 1, 3)), "points-not-understood"),
        (("m1", "A", "c1", datetime(2027, 1, 3)), "points-not-understood"),  # noqa: DTZ001
        (("m1", "A", "c1", Formula("=1+1")), "answers-formula"),
        ((Formula("=A1"), "A", "c1", 1), "answers-formula"),
        (("m1", Formula("=A1"), "c1", 1), "answers-formula"),
    ],
)
def test_a_row_that_is_not_understood(row: tuple[object, ...], code: str) -> None:
    assert cause(row) == code


def test_the_same_cell_twice_is_refused_whatever_it_says() -> None:
    error = fault(("m1", "A", "c1", 1), ("m1", "課題Ａ", "必要性", 1))
    assert error.params["row"] == 3
    assert isinstance(error.params["cause"], EvalError)
    assert error.params["cause"].params == {"first": 2}


def test_a_title_that_two_criteria_share_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    twins = Rubric(
        "r", "", (Criterion("a", "効果", scale=SCALE), Criterion("b", "効 果".replace(" ", ""), scale=SCALE))
    )
    monkeypatch.setitem(QUESTIONS, "A", (subject("A", "課題Ａ"), twins))
    assert cause(("m1", "A", "効果", 1)) == "answers-ambiguous"
    assert parse(("m1", "A", "b", 1))[0].criterion_id == "b"


def test_a_title_that_two_subjects_share_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUESTIONS, "B", (subject("B", "課題Ａ"), RUBRIC))
    assert cause(("m1", "課題A", "c1", 1)) == "answers-ambiguous"


@pytest.mark.parametrize(
    ("heads", "code"),
    [
        ("subject", "answers-missing-head"),
        ("criterion points", "answers-missing-head"),
        ("subject criterion score", "answers-unknown-head"),
        ("subject criterion 評価対象", "answers-doubled-head"),
    ],
)
def test_heads_at_fault(heads: str, code: str) -> None:
    assert fault((), heads=heads).code == code


def test_a_table_without_rows_is_no_answer() -> None:
    assert fault().code == "answers-empty"


def test_the_words_of_a_recusal_and_of_its_withdrawal() -> None:
    blank = blank_sheet(*QUESTIONS["A"])
    (recusal,) = parse(("m1", "A", None, "辞退（利害関係）"))
    recused = filled(blank, RUBRIC, [recusal])
    assert recused == ScoreSheet("A", {"c1": NoPoints.BLANK, "c2": NoPoints.BLANK}, (), RecusalKind.CONFLICT)
    (mark,) = parse(("m1", "A", "c1", 0))
    assert filled(recused, RUBRIC, [mark]).recusal is None
    assert filled(recused, RUBRIC, [mark]).marks == {"c1": 0, "c2": NoPoints.BLANK}
    (absent,) = parse(("m1", "A", None, "欠席"))
    assert filled(blank, RUBRIC, [absent]).recusal is RecusalKind.ABSENT


def test_comments_stand_in_the_order_of_the_rubric() -> None:
    texts = {
        (None, CommentKind.POSITIVE): "全体",
        ("x", CommentKind.ISSUE): "見出し",
        ("c2", CommentKind.POSITIVE): "項目",
        ("c1", CommentKind.POSITIVE): " ",
        (None, CommentKind.RECOMMENDATION): "提言",
    }
    assert ordered_comments(texts, RUBRIC) == (
        Comment(CommentKind.POSITIVE, "項目", "c2"),
        Comment(CommentKind.ISSUE, "見出し", "x"),
        Comment(CommentKind.POSITIVE, "全体"),
        Comment(CommentKind.RECOMMENDATION, "提言"),
    )
