"""The summary PDF, read back with other programs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.model import Comment, Subject, SubjectKind
from evalapp.report import Missing, MissingReason, SubjectReport
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep
from exports.pdf.summary import summary_pdf
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.mixed import all_recused

JA, EN = load_language("ja"), load_language("en")
POSITIVE, ISSUE, RECOMMENDATION = CommentKind


@pytest.fixture(scope="module")
def published() -> bytes:
    return summary_pdf(builders.published_report(), JA)


def rows(data: bytes) -> list[list[str]]:
    """Every table row that begins with a numbered title: the title and its cells."""
    found = []
    for line in "\n".join(pdf.pages(data)).splitlines():
        words = line.split()
        if words and re.match(r"[０-９]+．", words[0]) and len(words) > 4:
            found.append(words)
    return found


def test_the_three_published_tables_are_printed_digit_for_digit(published):
    expected = [
        [criterion, mean, *(str(score) for score in scores)]
        for project in builders.GOLDEN["projects"]
        for criterion, mean, scores in zip(
            builders.GOLDEN["criteria"], project["printed"], project["scores"], strict=True
        )
    ]
    printed = [
        [re.sub(r"^[０-９]+．", "", row[0]), *(cell for cell in row[1:] if not cell.startswith("n="))]
        for row in rows(published)
    ]
    assert printed == expected


def test_the_denominator_is_shown_where_it_is_not_everybody_who_was_to_judge(published):
    text = pdf.text(published)
    assert "n=" not in text
    assert "評価票：4名中4名分（委員総数5名）" in text
    late = builders.subject_report("A", "題", [[3, 2], [1, NoPoints.CANNOT_JUDGE], *[[1, 1]] * 5])
    late = replace(late, missing=(Missing(builders.members(3)[2], MissingReason.NOT_RECEIVED),))
    text = pdf.text(summary_pdf(builders.report(late), JA))
    assert "n=2/3" in text
    assert "n=1/3" in text
    assert "評価票：3名中2名分（委員総数5名）" in text


def test_all_fonts_are_embedded_subsets_with_unicode_and_none_is_a_stranger(published, tmp_path):
    assert {tuple(row[1:]) for row in pdf.fonts(published)} == {("yes", "yes", "yes")}
    assert all(re.match(r"[A-Z]{6}\+(BIZUD|NotoSansJP)", row[0]) for row in pdf.fonts(published))
    assert "No syntax or stream encoding errors found" in pdf.check(published, tmp_path)


def test_metadata_language_bookmarks_and_page_numbers(published):
    told = pdf.metadata(published)
    assert told["/Title"] == "再生医療関連プログラム 評価"
    assert told["/Author"] == "評価検討会"
    assert told["Lang"] == "ja-JP"
    assert pdf.metadata(summary_pdf(builders.published_report(), EN))["Lang"] == "en"
    titles = [project["title"] for project in builders.GOLDEN["projects"]]
    found = [title for level, title in pdf.outline(published) if level == 0]
    assert found == [f"{'１２３'[i]}．{title}" for i, title in enumerate(titles)]
    pages = pdf.pages(published)
    for number, page in enumerate(pages, 1):
        assert re.sub(r"\s", "", page).endswith(f"{number}/{len(pages)}")


def test_the_state_it_was_made_from_is_printed(published):
    text = pdf.text(published)
    assert "令和4年12月23日" in text
    assert "記録：ffffffffffff" in text
    assert "集計：令和4年12月24日12:04" in text


def test_the_same_report_gives_the_same_bytes(published):
    assert summary_pdf(builders.published_report(), JA) == published


def test_no_member_is_named_unless_asked_for():
    report = builders.published_report()
    for name in ("委員 1", "第1大学"):
        for data in (summary_pdf(report, JA), summary_pdf(report, EN)):
            assert name.replace(" ", "") not in pdf.text(data)
            assert name.encode("utf-16-be") not in pdf.everything(data)
    assert "委員1" in pdf.text(summary_pdf(report, JA, named=True))


def test_comments_do_not_stand_in_the_order_of_the_columns():
    texts = [f"意見その{i}" for i in range(10)]
    orders = []
    for turned in (texts, texts[::-1]):
        comments = [(Comment(POSITIVE, text),) for text in turned]
        data = summary_pdf(
            builders.report(builders.subject_report("A", "題", [[1] * 10] * 7, comments=comments)), JA
        )
        orders.append(re.findall(r"意見その\d", pdf.text(data)))
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == texts
    assert orders[0] not in (texts, texts[::-1])


def test_comments_stand_under_their_criterion_and_kind():
    comments = [
        (Comment(POSITIVE, "良い", "c2"), Comment(ISSUE, "直す"), Comment(RECOMMENDATION, "進める")),
    ]
    data = summary_pdf(builders.report(builders.subject_report("A", "題", [[1]] * 7, comments=comments)), JA)
    text = pdf.text(data)
    assert (
        "【肯定的意見】良い評価対象全体についての意見【問題点・改善すべき点】直す【提言】進める"
        in text.replace("•", "")
    )


def test_a_comment_only_rubric_prints_its_headings_and_lists():
    rubric = Rubric(
        "p",
        "プログラム",
        tuple(Criterion(f"p{i}", f"見出しその{i}", comments=(POSITIVE, ISSUE)) for i in (1, 2)),
        (RECOMMENDATION,),
    )
    subject = SubjectReport(
        Subject("P", "複数課題", SubjectKind.PROGRAMME, "p", EvaluationKind.INTERIM),
        rubric,
        tuple(
            replace(column, comments=(Comment(ISSUE, "ここを直す", "p2"), Comment(RECOMMENDATION, "次へ")))
            for column in builders.subject_report("A", "題", [[1]] * 7).columns
        ),
        (),
    )
    text = pdf.text(summary_pdf(builders.report(subject), JA))
    assert "１．見出しその1【肯定的意見】（なし）【問題点・改善すべき点】（なし）" in text
    assert "２．見出しその2【肯定的意見】（なし）【問題点・改善すべき点】ここを直す" in text
    assert text.index("【提言】次へ") > text.index("ここを直す")
    assert "評点" not in text


def test_blank_and_cannot_judge_are_signs_with_a_legend():
    marks = [[3, NoPoints.BLANK, 2], [NoPoints.CANNOT_JUDGE] * 3, *[[1, 1, 1]] * 5]
    report = builders.report(builders.subject_report("A", "題", marks))
    subject = replace(report.subjects[0], missing=(Missing(builders.members(4)[3], MissingReason.DRAFT),))
    text = pdf.text(summary_pdf(replace(report, subjects=(subject,)), JA))
    assert "2.5n=2/43□2" in text
    assert "－n=0/4＊＊＊" in text
    assert "□未記入＊評価不能－評点なし" in text
    assert "評価票：4名中3名分（委員総数5名）" in text


@pytest.mark.parametrize("count", [0, 1, 2, 30, 60])
def test_any_number_of_members_fits(count, tmp_path):
    scale = Scale(tuple(ScaleStep(points) for points in range(10, 0, -1)))
    rubric = Rubric(
        "r", "十", tuple(Criterion(f"c{i}", f"項目{i}", "", scale) for i in range(30)), decimals=2
    )
    rows = [[1 + (i * k) % 10 for i in range(count)] for k in range(30)]
    report = builders.report(builders.subject_report("A", "題" * 200, rows, rubric=rubric))
    report = replace(report, members=tuple(builders.members(count)))
    for named in (False, True):
        data = summary_pdf(report, JA, named=named)
        pdf.check(data, tmp_path)
        pdf.assert_inside(data)
        assert pdf.text(data).count("題") >= 200


def test_a_comment_of_20000_characters_flows_over_pages_without_loss(tmp_path):
    nasty = "<b>太字</b>&amp; =1+1 𠮷野 辻\U000e0100 ﾊﾝｶｸ\t表\r\n次の行\u202e\x07"
    long = (nasty + "培養装置（3台）の導入で、「作業時間」を約40％短縮した。" * 1000)[:20_000]
    subject = builders.subject_report("A", "題", [[1]] * 7, comments=[(Comment(POSITIVE, long),)])
    data = summary_pdf(builders.report(subject), JA)
    pdf.check(data, tmp_path)
    assert len(pdf.pages(data)) > 8
    pdf.assert_inside(data)
    text = re.sub(r"\d+/\d+(?=\D|$)", "", pdf.text(data))
    expected = re.sub(r"[\s\u202e\x07\U000e0100]", "", long)
    assert expected[:60] in text.replace("\U000e0100", "")
    # Page numbers stand between; the sentence itself is counted.
    sentence = "「作業時間」"
    assert abs(text.count(sentence) - expected.count(sentence)) <= len(pdf.pages(data))


def test_a_character_without_a_glyph_is_explained():
    subject = builders.subject_report("A", "題", [[1]] * 7, comments=[(Comment(POSITIVE, "良い😀"),)])
    text = pdf.text(summary_pdf(builders.report(subject), JA))
    assert "良い〓" in text
    assert "〓：印刷できない文字" in text
    assert "〓" not in pdf.text(summary_pdf(builders.published_report(), JA))


def test_english_has_no_japanese_words_of_ours():
    subject = builders.subject_report("A", "Project", [[1, NoPoints.BLANK]] * 7, comments=[(), ()])
    rubric = replace(
        subject.rubric,
        criteria=tuple(Criterion(c.id, "Title", "", c.scale) for c in builders.RUBRIC.criteria),
    )
    results = tuple(replace(r, criterion=c) for r, c in zip(subject.results, rubric.criteria, strict=True))
    subject = replace(subject, rubric=rubric, results=results)
    info = replace(builders.INFO, title="Evaluation", organisation="Ministry")
    text = pdf.text(summary_pdf(builders.report(subject, info=info), EN, named=False))
    assert not re.search("[ぁ-ヿ一-鿿（）：]", text)
    assert "23December2022" in text


def test_an_evaluation_without_subjects_still_prints(tmp_path):
    pdf.check(summary_pdf(builders.report(), JA), tmp_path)


def test_table_heads_return_on_every_page():
    rubric = Rubric("r", "長", tuple(Criterion(f"c{i}", f"項目{i}", "", builders.SCALE) for i in range(60)))
    data = summary_pdf(builders.report(builders.subject_report("A", "題", [[1, 2]] * 60, rubric=rubric)), JA)
    pages = [re.sub(r"\s", "", page) for page in pdf.pages(data)]
    with_rows = [page for page in pages if "1.512" in page]
    assert len(with_rows) >= 2
    assert all("各委員の評価" in page for page in with_rows)


def test_a_row_taller_than_a_page_splits(tmp_path):
    title = "とても長い見出し" * 120
    rubric = Rubric("r", "長", (Criterion("c", title, "", builders.SCALE),))
    report = builders.report(builders.subject_report("A", "題", [[1] * 30], rubric=rubric))
    data = summary_pdf(report, JA)
    pdf.check(data, tmp_path)
    pdf.assert_inside(data)


def test_the_kind_stands_in_the_subtitle_only_where_all_subjects_share_it(published):
    final = builders.subject_report("A", "題", [[1]] * 7, kind=EvaluationKind.FINAL)
    text = pdf.text(summary_pdf(builders.report(final), JA))
    # of the subjects, whatever the evaluation itself is said to be
    assert "終了時評価評価結果の概要" in text
    assert pdf.metadata(published)["/Subject"] == "評価結果の概要"
    assert "中間評価評価結果の概要" not in pdf.text(published)
    english = summary_pdf(builders.report(final), EN)
    assert pdf.metadata(english)["/Subject"] == "Final evaluation: Summary of results"


def test_the_file_is_dated_by_the_state_it_shows(published):
    told = pdf.metadata(published)
    assert told["/CreationDate"] == told["/ModDate"] == "D:20221224030405Z"


@pytest.mark.parametrize("rubric", [builders.RUBRIC, Rubric("w", "意見", (Criterion("x", "見出し"),))])
def test_a_subject_nobody_judges_says_so_and_has_no_table(rubric):
    text = pdf.text(summary_pdf(builders.report(all_recused(rubric)), JA))
    assert "全委員が辞退または欠席のため、評価を行っていません。" in text
    assert "評価項目" not in text
    assert "（なし）" not in text
