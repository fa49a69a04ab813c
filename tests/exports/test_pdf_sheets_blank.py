"""Score sheets to print and fill in by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

import pytest

from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.model import (
    Evaluation,
    Member,
    Recusal,
    RecusalKind,
    Role,
    ScoreSheet,
    Subject,
    SubjectKind,
)
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep
from exports.pdf.sheet_page import blank_pages
from exports.pdf.sheets import sheets_pdf
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.test_pdf_sheets import JA, chosen, page

EN = load_language("en")
MEMBERS = (
    Member("m1", "渡辺 花子", Role.CHAIR, "架空大学"),
    Member("m2", "佐藤 次郎", affiliation="例示工業"),
)
SUBJECTS = tuple(
    Subject(sign, f"課題{sign}", SubjectKind.PROJECT, "meti-project", EvaluationKind.INTERIM)
    for sign in ("A", "B", "C")
)
EVALUATION = Evaluation(
    builders.INFO,
    (builders.RUBRIC,),
    SUBJECTS,
    MEMBERS,
    (Recusal("m2", "B", RecusalKind.CONFLICT, "共同研究"),),
)
ALL_KINDS = tuple(CommentKind)


def everybody() -> bytes:
    pages = chain.from_iterable(blank_pages(EVALUATION, member) for member in MEMBERS)
    return sheets_pdf(pages, JA, by_member=True)


def test_each_member_gets_a_form_for_every_subject_they_are_to_judge():
    found = [
        (page.member.id, page.subject.id) for member in MEMBERS for page in blank_pages(EVALUATION, member)
    ]
    assert found == [("m1", "A"), ("m1", "B"), ("m1", "C"), ("m2", "A"), ("m2", "C")]
    data = everybody()
    assert len(pdf.pages(data)) == 5
    assert pdf.text(data).count("渡辺花子（座長）") == 3
    assert pdf.text(data).count("例示工業") == 2
    assert "共同研究" not in pdf.text(data)
    assert not chosen(data)


def test_the_outline_of_members_forms_leads_from_member_to_subject():
    assert pdf.outline(everybody()) == [
        (0, "渡辺 花子"),
        (1, "課題A"),
        (1, "課題B"),
        (1, "課題C"),
        (0, "佐藤 次郎"),
        (1, "課題A"),
        (1, "課題C"),
    ]


def test_forms_without_a_name_are_one_a_subject_with_empty_fields():
    data = sheets_pdf(blank_pages(EVALUATION, None), JA)
    text = pdf.text(data)
    assert pdf.outline(data) == [(0, "課題A"), (0, "課題B"), (0, "課題C")]
    assert text.count("署名・印") == 3
    for name in ("渡辺", "佐藤", "座長", "伏せて"):
        assert name not in text


def rubric(criteria: int, kinds: tuple[CommentKind, ...] = (), own: int = 0) -> Rubric:
    """So many scored criteria, and ``own`` comment-only ones that ask for all kinds."""
    scale = Scale((ScaleStep(1, "良"), ScaleStep(0, "否")))
    scored = [Criterion(f"s{n}", f"項目{n}", "", scale) for n in range(criteria)]
    asked = [Criterion(f"q{n}", f"見出し{n}", comments=ALL_KINDS) for n in range(own)]
    return Rubric("r", "題", (*scored, *asked), kinds)


def form(of: Rubric, language=JA) -> bytes:
    blank = ScoreSheet("A", {criterion.id: NoPoints.BLANK for criterion in of.scored})
    return sheets_pdf([page(rubric=of, sheet=blank, code="", handed_in=None)], language)


@pytest.mark.parametrize(
    ("of", "boxes"),
    [
        (rubric(0, own=5), 15),
        (rubric(12, ALL_KINDS), 3),
        (rubric(30, ALL_KINDS), 3),
        (rubric(2, ALL_KINDS, own=7), 24),
        (rubric(3), 0),
    ],
)
def test_boxes_to_write_in_are_never_parted_and_leave_room_for_three_lines(of, boxes):
    for language in (JA, EN):
        data = form(of, language)
        text = pdf.text(data)
        assert "続き" not in text
        assert "continued" not in text
        kinds = "【肯定的意見】|【問題点・改善すべき点】|【提言】|Positiveopin|Issuesandpoin|Recommendat"
        assert len(re.findall(kinds, text)) == boxes
        rules = pdf.everything(data).count(b"0.7 G 0.25 w")  # a box of n lines has n - 1 rules
        assert rules >= 2 * boxes
        pdf.assert_inside(data)


def test_a_form_that_nearly_fits_gives_up_air_for_one_page():
    assert len(pdf.pages(form(builders.RUBRIC, EN))) == 1
    info = replace(builders.INFO, title="長い評価の名称を持つ評価" * 6)
    pages = blank_pages(replace(EVALUATION, info=info), MEMBERS[0])
    assert len(pdf.pages(sheets_pdf(pages, EN))) == 3


def test_the_longest_identifiers_leave_room_for_name_and_signature(tmp_path):
    member = Member("委" * 40, "長い名前の委員" * 10, Role.CHAIR, "長い所属の名称" * 12)
    subject = replace(SUBJECTS[0], id="題" * 40)
    evaluation = replace(EVALUATION, members=(member,), subjects=(subject,), recusals=())
    for language in (JA, EN):
        data = sheets_pdf(blank_pages(evaluation, member), language, by_member=True)
        pdf.check(data, tmp_path)
        pdf.assert_inside(data)


def test_forms_embed_their_fonts_and_are_the_same_each_time(tmp_path):
    for make in (everybody, lambda: sheets_pdf(blank_pages(EVALUATION, None), EN)):
        data = make()
        assert data == make()
        assert "No syntax or stream encoding errors" in pdf.check(data, tmp_path)
        assert {tuple(row[1:]) for row in pdf.fonts(data)} == {("yes", "yes", "yes")}
        told = str(pdf.metadata(data))
        assert "渡辺" not in told
        assert "佐藤" not in told
