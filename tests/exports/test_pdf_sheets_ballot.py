"""A member's own sheets: blank, as they stand, and as handed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalapp.ballot import Ballot, blank_sheet
from evalapp.language import load_language
from evalapp.model import Recusal, RecusalKind, ScoreSheet
from evalapp.store.ballot_file import HandIn
from exports.pdf.sheet_page import ballot_pages
from exports.pdf.sheets import sheets_pdf
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.test_pdf_receipt import ballot, full, handed_in, subject
from tests.exports.test_pdf_sheets import chosen
from tests.exports.test_pdf_sheets_qr import texts

JA, EN = load_language("ja"), load_language("en")
BALLOT = replace(
    ballot(subject("A"), subject("B"), subject("C")), recusals=(Recusal("m1", "B", RecusalKind.CONFLICT),)
)
A, C = full(subject("A")), full(subject("C"))


def printed(
    sheets: tuple[ScoreSheet, ...], hand_in: HandIn | None = None, *, of: Ballot = BALLOT, blank: bool = False
) -> bytes:
    return sheets_pdf(ballot_pages(of, sheets, hand_in, blank=blank), JA, by_member=True)


def test_what_was_handed_in_carries_its_day_and_code(tmp_path):
    hand_in = handed_in(BALLOT, A, C)
    data = printed((A, C), hand_in)
    text = pdf.text(data)
    assert text.count("令和9年1月5日") == 2
    assert texts(data) == [hand_in.code, hand_in.code]
    assert "未提出" not in text
    assert "途中" not in text
    assert pdf.outline(data) == [(0, "渡辺 花子"), (1, "課題A"), (1, "課題C")]
    pdf.check(data, tmp_path)


@pytest.mark.parametrize("once", [True, False])
def test_what_was_not_handed_in_says_so_and_has_no_code(once):
    changed = replace(A, marks=A.marks | {"c1": 0})
    data = printed((changed, C), handed_in(BALLOT, A, C) if once else None)
    text = pdf.text(data)
    assert text.count("未提出") == 2
    assert "令和9年" not in text
    assert texts(data) == []
    assert len(chosen(data)) == 14


def test_a_draft_that_was_handed_in_is_named_as_one():
    open_sheet = blank_sheet(subject("C"), builders.RUBRIC)
    hand_in = handed_in(BALLOT, A, open_sheet, draft=True)
    data = printed((A, open_sheet), hand_in)
    text = pdf.text(data)
    assert text.count("令和9年1月5日（途中）") == 2
    assert text.count("未記入") == 7
    assert texts(data) == [hand_in.code, hand_in.code]


def test_blank_forms_hold_nothing_of_the_answers_and_say_which_sheet_they_are():
    recused = replace(blank_sheet(subject("C"), builders.RUBRIC), recusal=RecusalKind.ABSENT)
    data = printed((A, recused), handed_in(BALLOT, A, recused), blank=True)
    assert texts(data) == ["evalapp:blank:00000000:m1:A", "evalapp:blank:00000000:m1:C"]
    text = pdf.text(data)
    assert not chosen(data)
    for word in ("秘密", "令和9年", "欠席", "課題B"):
        assert word not in text


def test_a_declared_recusal_prints_its_kind_and_never_its_reason():
    blank = blank_sheet(subject("C"), builders.RUBRIC)
    recused = replace(blank, recusal=RecusalKind.CONFLICT, recusal_reason="顧問契約がある")
    data = printed((A, recused))
    assert "辞退（利害関係）" in pdf.text(data)
    assert "顧問" not in pdf.text(data)


def test_english_words_around_japanese_sheets():
    data = sheets_pdf(ballot_pages(BALLOT, (A, C), handed_in(BALLOT, A, C, draft=True)), EN)
    assert pdf.text(data).count("5January2027(draft)") == 2
