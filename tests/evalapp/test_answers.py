"""Answers tables understood, or refused as a whole."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, datetime

import pytest

from evalapp.answers import Answer, carried_over, filled, parse_answers
from evalapp.ballot import blank_sheet, ordered_comments
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
    assert cause(("m1", "A", "効 果".replace(" ", ""), 1)) == "answers-ambiguous"
    assert parse(("m1", "A", "b", 1))[0].criterion_id == "b"


def test_a_title_that_two_subjects_share_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUESTIONS, "B", (subject("B", "課題Ａ"), RUBRIC))
    assert cause(("m1", "課題A", "c1", 1)) == "answers-ambiguous"
    assert parse(("m1", "B", "c1", 1))[0].subject_id == "B"


def test_an_id_goes_before_a_title(monkeypatch: pytest.MonkeyPatch) -> None:
    """A subject whose title is the id of another one."""
    monkeypatch.setitem(QUESTIONS, "B", (subject("B", "Ａ"), RUBRIC))
    assert [parse(("m1", word, "c1", 1))[0].subject_id for word in ("A", "Ａ", "ａ", "B")] == [
        "A",
        "A",
        "A",
        "B",
    ]


@pytest.mark.parametrize("word", ["ｍ２", "M2", "Ｍ２", " m2 ", "m２"])
def test_ids_are_found_in_any_width_and_case(word: str) -> None:
    assert parse((word, "ａ", "Ｃ１", 1), ids="m1 m2")[0] == Answer(2, "m2", "A", "c1", 1)


def test_ids_are_found_in_any_composition(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Mac writes file names and pasted text with their marks apart."""
    id_ = unicodedata.normalize("NFC", "課題ガ")
    monkeypatch.setitem(QUESTIONS, id_, (subject(id_, "別の題"), RUBRIC))
    for word in (id_, unicodedata.normalize("NFD", id_), "課題ｶﾞ"):
        assert parse(("m1", word, "c1", 1))[0].subject_id == id_


def test_two_ids_that_differ_in_their_width_are_told_apart_only_when_written_exactly() -> None:
    """No set-up makes such a pair any more, but a file from before may hold one."""
    assert parse(("ｍ２", "A", "c1", 1), ids="m2 ｍ２")[0].member_id == "ｍ２"
    assert parse(("m2", "A", "c1", 1), ids="m2 ｍ２")[0].member_id == "m2"
    assert cause(("M2", "A", "c1", 1), ids="m2 ｍ２") == "answers-ambiguous"


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        (("m1", "A", "c1", 0), True),
        (("m1", "A", "c1", "NA"), True),
        (("m1", "A", "c2", None, "項目への意見"), True),
        (("m1", "A", "c1", None), False),
        (("m1", "A", "c1", "　"), False),
        (("m1", "A", "c1", None, " \n"), False),
        (("m1", "B", "c1", 3, "別の課題"), False),
        (("m2", "A", "c1", 3, "別の委員"), False),
    ],
)
@pytest.mark.parametrize("first", ["recusal", "answer"])
def test_a_recusal_beside_an_answer_of_the_same_subject(
    other: tuple[object, ...], contradicts: bool, first: str
) -> None:
    rows: list[tuple[object, ...]] = [("m1", "A", None, "辞退"), other]
    rows = rows if first == "recusal" else rows[::-1]
    heads = "member subject criterion points comment_positive"
    if not contradicts:
        assert len(parse(*rows, heads=heads, ids="m1 m2")) == 2
        return
    error = fault(*rows, heads=heads, ids="m1 m2")
    assert isinstance(error.params["cause"], EvalError)
    assert error.params["cause"].code == "answers-recusal-contradicted"
    # the row to remove is that of the answer; the sentence names the row of the recusal
    recusal, answer = (2, 3) if first == "recusal" else (3, 2)
    assert (error.params["row"], error.params["cause"].params) == (answer, {"first": recusal})


def test_the_first_row_at_fault_is_named_whatever_the_fault() -> None:
    error = fault(("m1", "A", "c1", 1), ("m1", "A", None, "欠席"), ("m1", "B", "c1", 9), ("m1", "A", "c2", 1))
    assert isinstance(error.params["cause"], EvalError)
    assert (error.params["row"], error.params["more"]) == (2, 2)
    assert error.params["cause"].code == "answers-recusal-contradicted"


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ((Formula("=A1"), "A", "c1", 1), "member / 委員"),
        (("m1", Formula("=A1"), "c1", 1), "subject / 評価対象"),
        (("m1", "A", Formula("=A1"), 1), "criterion / 評価項目"),
        (("m1", "A", "c1", Formula("=1+1")), "points / 評点"),
        (("m1", "A", "c1", 1, Formula("=T()")), "comment_positive / 肯定的意見"),
    ],
)
def test_a_formula_is_refused_by_its_head_in_both_languages(row: tuple[object, ...], head: str) -> None:
    error = fault(row, heads="member subject criterion points comment_positive")
    assert isinstance(error.params["cause"], EvalError)
    assert (error.params["cause"].code, error.params["cause"].params) == ("answers-formula", {"head": head})


@pytest.mark.parametrize(
    ("column", "head"),
    [("positive", "肯定的意見"), ("issue", "問題点・改善すべき点"), ("recommendation", "提言")],
)
def test_a_fault_in_a_text_names_subject_and_head(column: str, head: str) -> None:
    error = fault(("課題B", "c1", "x\x07"), heads=f"subject criterion comment_{column}")
    assert isinstance(error.params["cause"], EvalError)
    assert error.params["cause"].params == {"where": f"B, {head}", "sign": "U+0007"}


@pytest.mark.parametrize(
    ("heads", "missing"),
    [("criterion points", "subject / 評価対象"), ("評価対象 評点", "criterion / 評価項目")],
)
def test_a_missing_head_is_named_in_both_languages(heads: str, missing: str) -> None:
    assert fault((), heads=heads).params == {"head": missing}


def test_an_unknown_head_is_refused_with_the_known_ones() -> None:
    error = fault((), heads="subject criterion grade")
    assert error.params["head"] == "grade"
    assert error.params["known"] == [
        "member / 委員",
        "subject / 評価対象",
        "criterion / 評価項目",
        "points / 評点",
        "comment_positive / 肯定的意見",
        "comment_issue / 問題点・改善すべき点",
        "comment_recommendation / 提言",
        "recusal_reason / 辞退・欠席の理由",
    ]


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
    (blanked,) = parse(("m1", "A", "c1", None))
    assert filled(recused, RUBRIC, [blanked]) == recused  # a blank takes no recusal back
    (unable,) = parse(("m1", "A", "c1", "NA"))
    assert filled(recused, RUBRIC, [unable]).recusal is None
    (absent,) = parse(("m1", "A", None, "欠席"))
    assert filled(blank, RUBRIC, [absent]).recusal is RecusalKind.ABSENT


def test_a_recusal_may_have_a_reason_in_a_column_of_its_own() -> None:
    heads = "subject criterion points comment_issue recusal_reason"
    (answer,) = parse(("A", None, "辞退", None, " 共同研究\nの相手 "), heads=heads)
    assert (answer.recusal, answer.reason) == (RecusalKind.CONFLICT, "共同研究\nの相手")
    (answer,) = parse(("A", None, "欠席"), heads=heads)
    assert answer.reason == ""
    for row in (("A", None, None, None, "理由"), ("A", "c1", 3, None, "理由")):
        assert cause(row, heads=heads) == "answers-reason-without-recusal"
    assert cause(("A", None, "辞退", None, "長" * 1001), heads=heads) == "text-too-long"
    assert len(parse(("A", "c1", 3, None, " "), heads=heads)) == 1


def test_a_recusal_said_again_keeps_its_reason() -> None:
    sheet = replace(blank_sheet(*QUESTIONS["A"]), recusal=RecusalKind.CONFLICT, recusal_reason="理由")
    again = Answer(2, "m1", "A", None, recusal=RecusalKind.CONFLICT)
    assert filled(sheet, RUBRIC, [again]) == sheet
    assert filled(sheet, RUBRIC, [replace(again, reason="別の")]).recusal_reason == "別の"
    other = filled(sheet, RUBRIC, [replace(again, recusal=RecusalKind.ABSENT)])
    assert (other.recusal, other.recusal_reason) == (RecusalKind.ABSENT, "")


def test_an_answer_takes_a_recusal_back_with_what_it_had_set_aside() -> None:
    blank = blank_sheet(*QUESTIONS["A"])
    kept = replace(blank, marks={"c1": 3, "c2": 1}, comments=(Comment(CommentKind.ISSUE, "前の"),))
    recused = replace(blank, recusal=RecusalKind.CONFLICT, recusal_reason="理由")
    mark = Answer(2, "m1", "A", "c2", 0)
    assert filled(recused, RUBRIC, [mark], kept) == replace(kept, marks={"c1": 3, "c2": 0})
    text = Answer(2, "m1", "A", None, comments={CommentKind.POSITIVE: "よい"})
    found = filled(recused, RUBRIC, [text])
    assert found == replace(blank, comments=(Comment(CommentKind.POSITIVE, "よい"),))
    cleared = Answer(2, "m1", "A", "c2", NoPoints.BLANK, comments={CommentKind.POSITIVE: " "})
    assert filled(recused, RUBRIC, [cleared], kept) == recused


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


def test_what_is_carried_over_from_an_earlier_ballot() -> None:
    """Only what fits the criteria now asked, and only where nothing stands yet."""
    earlier = ScoreSheet(
        "A",
        {"c1": 7, "c2": NoPoints.CANNOT_JUDGE, "gone": 3},
        (
            Comment(CommentKind.POSITIVE, "前の", "c2"),
            Comment(CommentKind.ISSUE, "無くなった項目の", "gone"),
            Comment(CommentKind.ISSUE, "全体の"),
        ),
    )
    blank = blank_sheet(*QUESTIONS["A"])
    whole = (Comment(CommentKind.POSITIVE, "前の", "c2"), Comment(CommentKind.ISSUE, "全体の"))
    assert carried_over(earlier, blank, RUBRIC) == ScoreSheet(
        "A", {"c1": NoPoints.BLANK, "c2": NoPoints.CANNOT_JUDGE}, whole
    )
    held = replace(
        blank,
        marks={"c1": 0, "c2": 1},
        comments=(Comment(CommentKind.POSITIVE, "新しい", "c2"), Comment(CommentKind.POSITIVE, "新しい")),
    )
    assert carried_over(earlier, held, RUBRIC) == replace(
        held,
        comments=(
            Comment(CommentKind.POSITIVE, "新しい", "c2"),
            Comment(CommentKind.POSITIVE, "新しい"),
            Comment(CommentKind.ISSUE, "全体の"),
        ),
    )
    assert carried_over(blank, held, RUBRIC) == held
    assert carried_over(held, held, RUBRIC) == held


def test_a_recusal_is_carried_over_only_to_an_empty_sheet() -> None:
    blank = blank_sheet(*QUESTIONS["A"])
    recused = replace(blank, recusal=RecusalKind.ABSENT, recusal_reason="海外出張")
    assert carried_over(recused, blank, RUBRIC) == recused
    scored = replace(blank, marks={"c1": 0, "c2": NoPoints.BLANK})
    assert carried_over(recused, scored, RUBRIC) == scored
    unable = replace(blank, marks={"c1": NoPoints.CANNOT_JUDGE, "c2": NoPoints.BLANK})
    assert carried_over(recused, unable, RUBRIC) == unable
    conflict = replace(blank, recusal=RecusalKind.CONFLICT)
    assert carried_over(recused, conflict, RUBRIC) == conflict
    # who has declared a recusal in the new ballot is not made to judge by an old one
    assert carried_over(scored, conflict, RUBRIC) == conflict
