"""What people write is kept to the last sign, from their file to the Report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evalapp.compiling import report_of
from evalapp.model import Comment
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.submission import decode_payload
from evalapp.text import COMMENT_LIMIT, utf16_units
from tests.story import HEADS, Desk, evalapp, refused

HARD = (
    "<b>太字</b> & <script>alert('x')</script> &amp; &#x41; ]]>\n"
    "=1+1\n+2\n-3\n@SUM(A1)\n'quoted' \"双引用\"\t字下げ\r\n"
    "👍🏽 👨‍👩‍👧 𠮷野家 辻󠄀 髙﨑 ｶﾞﾊﾟﾞ ～〜 −－ \\N{x} {0} %s ${y}\u3000全角空白\n\n"
    "é é ﬁ ㍿ ① ²\u200b\u202e\u00a0\u0085\u2028終"
)
LONG = (HARD * 150)[:20_000]


def whole_way(desk: Desk, answers: Path) -> tuple[Comment, ...]:
    """Through ballot, submission and intake to the Report; returns what the Report holds for m1 on P."""
    evalapp("fill", desk.ballot("m1"), "--from", answers)
    with BallotFile(desk.ballot("m1")) as file:
        in_ballot = file.sheets()[0].comments
    submission = desk.hand_in("m1")
    with BallotFile(desk.ballot("m1")) as file:
        hand_in = file.last_hand_in()
    assert hand_in is not None
    assert decode_payload(hand_in.message).sheets[0].comments == in_ballot
    desk.intake(submission)
    with EvaluationFile(desk.evaluation) as file:
        in_report = report_of(file).subjects[0].columns[0].comments
    assert in_report == in_ballot
    assert desk.verified()
    return in_report


MARKS = [("m1", s, c, 1) for s in "PQ" for c in ("c1", "c2")]


@pytest.mark.parametrize(
    "text", [HARD, LONG, "=1+1", " 前後の空白 ", "\n始めと終わりの改行\n", "0", "NA", "𠮷" * 16_000]
)
@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_a_comment_is_kept_exact(text: str, suffix: str, small: Desk) -> None:
    rows = [*MARKS, ("m1", "P", "", "", text, "問題", text)]
    if suffix == ".csv":
        path = small.table("answers.csv", rows)
    else:
        path = small.folder / "answers.json"
        table = [dict(zip(HEADS, row, strict=False)) for row in rows]
        path.write_text(json.dumps({"answers": table}), "utf-8")
    found = whole_way(small, path)
    assert found == (
        Comment(CommentKind.POSITIVE, text),
        Comment(CommentKind.ISSUE, "問題"),
        Comment(CommentKind.RECOMMENDATION, text),
    )


def test_the_long_text_is_really_long_and_hard() -> None:
    assert len(LONG) == 20_000
    assert "\r\n" in HARD
    assert all(word in HARD for word in ("𠮷", "辻󠄀", "ｶﾞ", "👍🏽", "\t", "<b>", "=1+1"))


def test_comments_on_criteria_stand_before_those_on_the_subject(small: Desk) -> None:
    rows = [*MARKS[:-1], ("m1", "P", "", "", "全体")]
    rows[1] = ("m1", "P", "c2", 2, "項目の意見")  # type: ignore[assignment]
    small.fill("m1", rows)
    small.fill("m1", [("m1", "Q", "c2", 0)])
    found = whole_way(small, small.table("t.csv", [("m1", "P", "c1", 1)]))
    assert [(comment.criterion_id, comment.text) for comment in found] == [
        ("c2", "項目の意見"),
        (None, "全体"),
    ]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        st.characters(
            exclude_categories=["Cs"], exclude_characters="".join(map(chr, [*range(32), 127, 0xFFFE, 0xFFFF]))
        ),
        min_size=1,
        max_size=300,
    ).filter(str.strip)
)
def test_any_text_survives_csv_ballot_and_back(small: Desk, text: str) -> None:
    small.fill("m1", [("m1", "P", "", "", text)])
    with BallotFile(small.ballot("m1")) as file:
        assert file.sheets()[0].comments[0].text == text


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\ufffe", "\uffff", "\ud800"]
)
def test_a_sign_that_cannot_be_kept_is_refused_with_its_row_and_name(sign: str, small: Desk) -> None:
    path = small.folder / "a.json"
    rows = [*MARKS, ("m1", "P", "", "", "よい", f"ここに{sign}がある")]
    path.write_text(json.dumps([dict(zip(HEADS, row, strict=False)) for row in rows]), "ascii")
    sentence = refused("fill", small.ballot("m1"), "--from", path)
    assert "Row 5" in sentence
    assert f"U+{ord(sign):04X}" in sentence
    assert "P, 問題点・改善すべき点" in sentence
    japanese = evalapp("--lang", "ja", "fill", small.ballot("m1"), "--from", path, code=1).err
    assert f"U+{ord(sign):04X}" in japanese
    assert "5" in japanese


def test_the_longest_text_is_that_which_excel_would_not_cut(small: Desk) -> None:
    longest = "𠮷" * (COMMENT_LIMIT // 2)
    assert utf16_units(longest) == COMMENT_LIMIT < 32_767
    small.fill("m1", [("m1", "P", "", "", longest)])
    path = small.table("t.csv", [("m1", "P", "", "", longest + "。")])
    sentence = refused("fill", small.ballot("m1"), "--from", path)
    assert "32001" in sentence
    assert "32000" in sentence


def test_blank_comments_are_none(small: Desk) -> None:
    found = whole_way(small, small.table("t.csv", [*MARKS, ("m1", "P", "", "", " \t\n　", "あり")]))
    assert found == (Comment(CommentKind.ISSUE, "あり"),)
