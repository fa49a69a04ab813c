"""The receipt of a hand-in, read back with other programs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalapp.ballot import Ballot, blank_sheet
from evalapp.canonical import verification_code
from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.model import Comment, Member, RecusalKind, Role, ScoreSheet, Subject, SubjectKind
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric
from evalapp.store.ballot_file import HandIn, HandInNote
from evalapp.submission import ballot_payload, encode_payload
from exports.pdf.receipt import receipt_pdf
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.test_pdf_sheets_qr import texts

JA, EN = load_language("ja"), load_language("en")
JAPAN = timezone(timedelta(hours=9))
AT = datetime(2027, 1, 5, 23, 40, tzinfo=JAPAN)
WORDS = Rubric("words", "意見のみ", (Criterion("w", "所見", comments=(CommentKind.POSITIVE,)),))
CHAIR = Member("m1", "渡辺 花子", Role.CHAIR, "架空大学 工学部")


def subject(sign: str, rubric: Rubric = builders.RUBRIC) -> Subject:
    return Subject(sign, f"課題{sign}", SubjectKind.PROJECT, rubric.id, EvaluationKind.INTERIM)


def ballot(*subjects: Subject, member: Member = CHAIR, **info: object) -> Ballot:
    head = replace(builders.INFO, **{"contact": "評価事務局 hyouka@example.jp", **info})
    return Ballot("b" * 32, 1, head, member, "age1", subjects, (builders.RUBRIC, WORDS))


def full(one: Subject) -> ScoreSheet:
    marks = dict.fromkeys((c.id for c in builders.RUBRIC.scored), 3)
    return ScoreSheet(one.id, marks, (Comment(CommentKind.POSITIVE, "秘密の意見。"),))


def handed_in(of: Ballot, *sheets: ScoreSheet, revision: int = 1, draft: bool = False, at=AT) -> HandIn:
    payload = ballot_payload(of, sheets, revision=revision, draft=draft, handed_in_at=at, app="0")
    message = encode_payload(payload)
    return HandIn(revision, draft, at, message, verification_code(message), b"sealed")


def receipt(of: Ballot, hand_in: HandIn, *earlier: HandInNote, name="m1.submission", language=JA) -> bytes:
    noted = (*earlier, HandInNote(hand_in.revision, hand_in.draft, hand_in.at, hand_in.code))
    return receipt_pdf(of, hand_in, noted, name, language)


def test_a_receipt_says_who_handed_in_what_when_and_by_which_code(tmp_path):
    of = ballot(subject("A"), subject("B"))
    hand_in = handed_in(of, full(subject("A")), full(subject("B")))
    data = receipt(of, hand_in)
    text = pdf.text(data)
    for words in (
        "提出控え",
        "再生医療関連プログラム評価",
        "評価検討会",
        "渡辺花子（座長）",
        "架空大学工学部",
        "令和9年1月5日23:40（日本時間）",
        "第1版",
        "記入済み（未記入の欄はありません）",
        "m1.submission",
        "hyouka@example.jp",
    ):
        assert words in text, words
    assert text.count(hand_in.code) == 2  # large, and at the foot
    assert text.count("7/7") == 2
    assert texts(data) == [hand_in.code]
    assert "Error" not in pdf.check(data, tmp_path)
    assert len(pdf.pages(data)) == 1
    assert data == receipt(of, hand_in)


def test_a_receipt_betrays_no_score_and_no_comment():
    of = ballot(subject("A"))
    found = []
    for points in (0, 3):
        sheet = replace(full(subject("A")), marks=dict.fromkeys(full(subject("A")).marks, points))
        hand_in = handed_in(of, sheet)
        data = receipt(of, hand_in)
        assert "秘密" not in pdf.text(data)
        assert "秘密".encode("utf-16-be") not in pdf.everything(data)
        found.append(pdf.text(data).replace(hand_in.code, ""))
    assert found[0] == found[1]


def test_no_name_of_a_member_is_in_the_metadata():
    of = ballot(subject("A"))
    assert "渡辺" not in str(pdf.metadata(receipt(of, handed_in(of, full(subject("A"))))))


def test_a_draft_counts_what_is_open_and_says_that_it_does_not_count():
    of = ballot(subject("A"), subject("B"), subject("C"), subject("W", WORDS))
    marks = full(subject("A")).marks | {"c1": NoPoints.BLANK, "c2": NoPoints.CANNOT_JUDGE}
    absent = replace(blank_sheet(subject("C"), builders.RUBRIC), recusal=RecusalKind.ABSENT)
    recused = replace(blank_sheet(subject("B"), builders.RUBRIC), recusal=RecusalKind.CONFLICT)
    sheets = (ScoreSheet("A", marks), recused, absent, blank_sheet(subject("W", WORDS), WORDS))
    data = receipt(of, handed_in(of, *sheets, draft=True))
    text = pdf.text(data)
    assert "途中（未記入の欄：2）" in text  # one mark, and the comment of W
    assert "集計には含まれません" in text
    assert "課題A6/7なし" in text
    assert "課題B辞退－" in text
    assert "利害関係" not in text
    assert "課題C欠席－" in text
    assert "課題W－なし" in text
    whole = receipt(of, handed_in(of, full(subject("A")), recused, absent, *sheets[3:], draft=True))
    assert "途中（未記入の欄：1）" in pdf.text(whole)
    only = ballot(subject("A"))
    data = receipt(only, handed_in(only, full(subject("A")), draft=True))
    assert "途中（未記入の欄はありません）" in pdf.text(data)


def test_earlier_revisions_are_listed_and_later_ones_are_not():
    of = ballot(subject("A"))
    hand_in = handed_in(of, full(subject("A")), revision=3)
    notes = [
        HandInNote(1, True, datetime(2026, 12, 1, 1, 2, tzinfo=UTC), "AAAA-1111-AAAA"),
        HandInNote(2, False, AT - timedelta(days=1), "BBBB-2222-BBBB"),
        HandInNote(3, False, AT, hand_in.code),
        HandInNote(4, False, AT, "DDDD-4444-DDDD"),
    ]
    text = pdf.text(receipt_pdf(of, hand_in, notes, "m1-r3.submission", JA))
    assert "第3版" in text
    later, first = (
        text.index("第2版令和9年1月4日23:40（日本時間）記入済みBBBB"),
        text.index("第1版令和8年12月1日01:02(UTC+00:00)途中AAAA"),
    )
    assert later < first
    assert "DDDD" not in text


def test_in_english():
    of = ballot(subject("A"))
    data = receipt(of, handed_in(of, full(subject("A")), draft=True), language=EN)
    text = pdf.text(data)
    for words in ("Receipt", "Handedinat5January202723:40(Japantime)", "RevisionNo.1", "Draft:everyfield"):
        assert words in text, words
    assert "Handinagainonceitiscomplete." in text
    assert "Thescoresandcommentsthemselvesarenotprintedonthisreceipt." in text
    for word in ("提出", "途中", "なし", "評価対象"):
        assert word not in text


def test_long_lists_go_on_overleaf_under_the_same_head(tmp_path):
    subjects = [
        replace(subject(f"S{n}"), title=f"第{n}の課題　" + "長い題名の研究開発" * 4) for n in range(30)
    ]
    of = ballot(*subjects)
    data = receipt(of, handed_in(of, *map(full, subjects)))
    pages = [re.sub(r"\s", "", page) for page in pdf.pages(data)]
    assert len(pages) >= 2
    for number, page in enumerate(pages, 1):
        assert "評価対象記入済みの項目意見" in page
        assert f"{number}/{len(pages)}" in page
    assert all(f"第{n}の課題" in "".join(pages) for n in range(30))
    pdf.assert_inside(data)
    pdf.check(data, tmp_path)


ODD = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200).filter(str.strip)
BMP = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs", "Cc")), max_size=200)


@settings(max_examples=15)
@given(name=ODD, affiliation=ODD, title=BMP, contact=ODD, organisation=BMP, file=ODD)
def test_odd_texts_never_break_the_page(name, affiliation, title, contact, organisation, file):
    # title and organisation are metadata too: pdftotext prints those outside the plane as broken UTF-8
    member = Member("m1", name, Role.MEMBER, affiliation)
    of = ballot(
        replace(subject("A"), title=title),
        member=member,
        title=title,
        contact=contact,
        organisation=organisation,
    )
    data = receipt(of, handed_in(of, full(subject("A"))), name=file[:200])
    assert "照合コード" in pdf.text(data)
    pdf.assert_inside(data)


@pytest.mark.parametrize("sign", ["あ", "W", "A b-", "（「", "。"])
def test_the_longest_texts_leave_the_code_whole(sign, tmp_path):
    text = (sign * 1000)[:1000]
    member = Member("m1", text, Role.CHAIR, text)
    of = ballot(replace(subject("A"), title=text), member=member, title=text, contact=text, organisation=text)
    data = receipt(of, handed_in(of, full(subject("A"))), name=text[:250])
    pdf.assert_inside(data)
    pdf.check(data, tmp_path)
    assert len(pdf.pages(data)) <= 4


def test_a_date_before_the_eras_of_today_is_no_trouble():
    of = ballot(subject("A"), held_on=date(1900, 1, 1))
    assert "昭和45年1月1日" in pdf.text(
        receipt(of, handed_in(of, full(subject("A")), at=datetime(1970, 1, 1, tzinfo=UTC)))
    )
