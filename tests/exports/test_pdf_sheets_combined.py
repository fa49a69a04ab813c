"""The combined score sheets: all marks and comments of a subject, with names or without."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

import pytest

from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.model import Comment, Member, Recusal, RecusalKind, Role
from evalapp.report import Missing, MissingReason, SourceKind
from evalapp.rubric import CommentKind
from exports.pdf.combined import combined_pdf
from exports.pdf.sheet_page import filled_pages
from exports.pdf.sheets import sheets_pdf
from exports.unlinking import unlinked_place
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.mixed import all_recused, mixed_subject

JA, EN = load_language("ja"), load_language("en")
COMMITTEE = tuple(
    Member(f"m{n}", name, Role.CHAIR if n == 1 else Role.MEMBER, f"第{n}研究所")
    for n, name in enumerate(("渡辺 花子", "佐藤 次郎", "鈴木 三郎", "高橋 四郎"), 1)
)
COMMENTS = tuple(
    tuple(Comment(kind, f"{kind.value}についての意見その{n}。") for kind in CommentKind) for n in range(1, 3)
)


def full_report():
    """Two of four members answered, one is late, one is recused."""
    subject = builders.subject_report(
        "A", "架空技術の開発", [[3, 2]] * 6 + [[1, NoPoints.CANNOT_JUDGE]], comments=list(COMMENTS)
    )
    columns = tuple(
        replace(column, member=member, source=replace(column.source, handed_in=date(2022, 12, n)))
        for n, (column, member) in enumerate(zip(subject.columns, COMMITTEE, strict=False), 5)
    )
    subject = replace(
        subject,
        columns=columns,
        missing=(Missing(COMMITTEE[2], MissingReason.NOT_RECEIVED),),
        recusals=(Recusal("m4", "A", RecusalKind.CONFLICT, "共同研究"),),
    )
    second = builders.subject_report("B", "別の課題", [[2, 2]] * 7, comments=[(), ()])
    return replace(builders.report(subject, second), members=COMMITTEE)


def test_the_named_edition_accounts_for_every_member():
    text = pdf.text(combined_pdf(full_report(), JA, named=True))
    for words in (
        "取りまとめ評価票",
        "架空技術の開発",
        "3名中2名分（委員総数4名）",
        "座長署名・印",
        "委員名入り（事務局限り・取扱注意）",
        "渡辺花子（座長）第1研究所令和4年12月5日TEST-A000-XY",
        "佐藤次郎第2研究所令和4年12月6日TEST-A001-XY",
        "鈴木三郎第3研究所未提出－",
        "高橋四郎第4研究所辞退・欠席－",
        "当省が実施することの必要性2.5",
        "＊評価不能",
        "positiveについての意見その1。（渡辺花子）",
    ):
        assert words in text, words
    assert "共同研究" not in text
    assert "利害関係" not in text


def test_typed_answers_and_drafts_are_told_apart_in_the_list():
    report = full_report()
    first = report.subjects[0]
    typed = replace(first.columns[1], source=replace(first.columns[1].source, kind=SourceKind.TYPED))
    drafts = (Missing(COMMITTEE[2], MissingReason.DRAFT),)
    subject = replace(first, columns=(first.columns[0], typed), missing=drafts)
    text = pdf.text(combined_pdf(replace(report, subjects=(subject,)), JA, named=True))
    assert "令和4年12月6日事務局入力" in text
    assert "TEST-A001-XY" not in text
    assert "鈴木三郎第3研究所途中（集計せず）－" in text


@pytest.mark.parametrize("language", [JA, EN], ids=["ja", "en"])
def test_the_anonymous_edition_names_nobody_and_links_nothing(language):
    data = combined_pdf(full_report(), language, named=False)
    everything = pdf.everything(data)
    for secret in ("渡辺", "佐藤", "鈴木", "高橋", "研究所", "TEST-A", "座長", "令和4年12月5日"):
        assert secret not in pdf.text(data)
        assert secret.encode("utf-16-be") not in everything
        assert secret.encode("utf-16-be").hex().upper().encode() not in everything


def test_anonymous_comments_stand_in_the_order_of_their_hash():
    comments = [(Comment(CommentKind.POSITIVE, f"{sign}である。"),) for sign in "甲乙丙丁戊己"]
    report = builders.report(builders.subject_report("A", "題", [[1] * 6] * 7, comments=comments))
    found = re.findall("([甲乙丙丁戊己])である。", pdf.text(combined_pdf(report, JA, named=False)))
    assert found == [
        text[0] for text in sorted((f"{sign}である。" for sign in "甲乙丙丁戊己"), key=unlinked_place)
    ]
    named = re.findall("([甲乙丙丁戊己])である。（委員", pdf.text(combined_pdf(report, JA, named=True)))
    assert named == list("甲乙丙丁戊己")


def test_the_published_means_and_marks_are_all_there():
    data = combined_pdf(builders.published_report(), JA, named=False)
    whole = re.sub(r"\s", "", "".join(pdf.pages(data)))
    for project in builders.GOLDEN["projects"]:
        assert project["title"] in whole
    for subject in builders.published_report().subjects:
        for result in subject.results:
            marks = "".join(str(mark) for mark in result.marks)
            assert f"{result.criterion.title}{subject.printed_mean(result)}{marks}" in whole


def test_each_sheet_counts_its_own_pages_and_the_file_counts_them_all():
    data = combined_pdf(full_report(), JA, named=True)
    pages = [re.sub(r"\s", "", text) for text in pdf.pages(data)]
    own = [re.search(r"(\d+)/(\d+)通し(\d+)/(\d+)$", text).groups() for text in pages]
    count = str(len(pages))
    assert [(three, four) for _one, _two, three, four in own] == [
        (str(number), count) for number in range(1, len(pages) + 1)
    ]
    firsts = [number for number, (one, *_rest) in enumerate(own) if one == "1"]
    assert len(firsts) == 2
    assert all("取りまとめ評価票" in pages[number] for number in firsts)
    assert pdf.outline(data) == [(0, "架空技術の開発"), (0, "別の課題")]


@pytest.mark.parametrize("members", [1, 5, 30, 60])
def test_committees_of_any_size_fit_the_page(members, tmp_path):
    chance = random.Random(members)
    rows = [[chance.randint(0, 3) for _ in range(members)] for _ in range(7)]
    report = builders.report(builders.subject_report("A", "題", rows))
    report = replace(report, members=tuple(builders.members(members)))
    for named in (True, False):
        data = combined_pdf(report, EN if named else JA, named=named)
        pdf.check(data, tmp_path)
        pdf.assert_inside(data)
        assert pdf.text(data).count("TEST-A") == (members if named else 0)


def test_subjects_without_points_judges_or_answers():
    nobody = pdf.text(combined_pdf(builders.report(all_recused()), JA, named=False))
    assert "全委員が辞退または欠席" in nobody
    nothing = builders.report(builders.subject_report("A", "題", [[] for _ in range(7)]))
    for named in (True, False):
        assert "評価項目" in pdf.text(combined_pdf(nothing, JA, named=named))
    mixed = pdf.text(combined_pdf(builders.report(mixed_subject()), JA, named=False))
    assert "３．体制" in mixed
    assert "評価対象がありません" in pdf.text(combined_pdf(builders.report(), JA, named=True))


def test_a_character_without_a_glyph_is_explained_at_the_foot():
    for text, told in (("良い😀", True), ("良い", False)):
        comments = [(Comment(CommentKind.POSITIVE, text),)]
        report = builders.report(builders.subject_report("A", "題", [[1]] * 7, comments=comments))
        sheets = sheets_pdf(filled_pages(report, named=False), JA)
        for data in (combined_pdf(report, JA, named=False), sheets):
            assert ("印刷できない文字" in pdf.text(data)) is told


@pytest.mark.parametrize("named", [True, False])
def test_fonts_bytes_structure_and_metadata(named, tmp_path):
    report = full_report()
    data = combined_pdf(report, JA, named=named)
    assert data == combined_pdf(report, JA, named=named)
    assert "No syntax or stream encoding errors" in pdf.check(data, tmp_path)
    assert {tuple(row[1:]) for row in pdf.fonts(data)} == {("yes", "yes", "yes")}
    assert "渡辺" not in str(pdf.metadata(data))
    assert pdf.metadata(data)["Lang"] == "ja-JP"
