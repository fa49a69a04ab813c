"""The report as a Word file, read back as XML and by another library."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import docx
import openpyxl
import pytest

from evalapp.language import Language
from evalapp.mark import NoPoints
from evalapp.model import Comment
from evalapp.report import Missing, MissingReason, Report
from evalapp.rubric import CommentKind
from evalapp.scoring import NO_MEAN
from evalapp.texts import Finding, Gap, Recommendation, Review, SubjectTexts, Texts
from exports.outline.blocks import Edition, Heading, JointText, Opinions, ResponseRow, Responses
from exports.outline.compose import compose
from exports.word.report import report_docx
from tests import builders
from tests.exports import word_reading as word
from tests.exports.mixed import all_recused
from tests.exports.word_reading import C, W
from tests.exports.written import EN, JA, outline_of, texts, written_report

ODD = [
    "　全角の空白で始まり、空白で終わる ",
    "",
    "普通の行",
    "タブ\tで\t区切る",
    "_x000D_ と _x005F_ と &amp; と <w:p/> と ]]> と \"引用\" と 'これ'",
    "=1+1 { PAGE } PAGEREF _Toc1 \\h @ {0} %s ${x}",
    "髙﨑邉𠮷辻󠄀 が か゚ 😀 \u00a0\u200b\u202e\ue000",
    "（１）番号の行",
    "改頁記号なし\u2028続き ",
]
NAMES = ["髙瀬 惇也", "𠮷住 千景", "Alexandra Featherstonehaugh"]
LONG = ("長い文章です。" * 4600)[:32_000]


def word_of(
    report: Report, language: Language = JA, *, named: bool = False, edition: Edition = Edition.FINAL
) -> bytes:
    outline = compose(report, language, edition, named=named)
    return report_docx(outline, language, report.compiled_at)


@pytest.fixture(scope="module")
def written() -> bytes:
    return word_of(written_report())


def score_tables(data: bytes) -> list[list[list[str]]]:
    found = (word.rows(table) for table in word.tables(data))
    return [rows for rows in found if rows[0][0] == "評価項目"]


def test_the_three_published_tables_are_laid_out_digit_for_digit(written):
    found = score_tables(written)
    expected = [
        [
            [criterion, mean, *(str(score) for score in scores)]
            for criterion, mean, scores in zip(
                builders.GOLDEN["criteria"], project["printed"], project["scores"], strict=True
            )
        ]
        for project in builders.GOLDEN["projects"]
    ]
    assert [rows[0] for rows in found] == [["評価項目", "評点", "各委員の評価"]] * 3
    assert [[[row[0].partition("．")[2], *row[1:]] for row in rows[1:]] for rows in found] == expected


def test_every_block_of_the_outline_is_written_in_order(written):
    outline = outline_of(written_report())
    flow = [words for id_, words in word.paragraphs(written) if not id_.startswith("TOC")]
    place = 0
    for block in outline.blocks:
        wanted: list[str] = []
        match block:
            case Heading() | JointText():
                wanted = block.text.split("\n")
            case Opinions():
                wanted = [f"【{block.heading}】", *(item.text for item in block.items)]
            case Responses():
                wanted = list(block.heads)
                for row in block.rows:
                    wanted += [f"＜{row.theme}＞"] if row.theme else []
                    wanted += [row.text, *(one for pair in row.responses for one in pair if one)]
        for words in wanted:
            place = flow.index(words, place) + 1
    assert place > 150


def test_headings_are_words_own_and_the_contents_lead_to_them(written):
    outline = outline_of(written_report())
    expected = [(f"Heading{one.level}", one.text) for one in outline.blocks if isinstance(one, Heading)]
    headings = [f"Heading{level}" for level in range(1, 6)]
    assert word.paragraphs(written, *headings) == expected
    assert {style for style, _text in expected} == set(headings)
    listed = [one for one in outline.blocks if isinstance(one, Heading) and one.listed]
    assert word.paragraphs(written, "TOC1", "TOC2", "TOC3", "TOC4") == [
        (f"TOC{one.level}", one.text) for one in listed
    ]
    marks = {
        word.value(mark, "name"): word.text(paragraph)
        for paragraph in word.xml(written).iter(f"{W}p")
        for mark in paragraph.iter(f"{W}bookmarkStart")
    }
    links = {word.value(one, "anchor"): word.text(one) for one in word.xml(written).iter(f"{W}hyperlink")}
    assert links == marks
    assert len(links) == len(listed)


def test_texts_are_kept_sign_by_sign_and_line_by_line():
    text = "\r\n".join(ODD)
    joint = replace(
        texts(),
        subjects={
            "A": SubjectTexts(
                text,
                {},
                (Recommendation(text, (text, "再び" + text)),),
                (Review("審議 <&>_x000D_", (Finding(text, "主題 <&>", (text,)),)),),
            )
        },
    )
    comments = [(Comment(CommentKind.POSITIVE, text), Comment(CommentKind.ISSUE, ODD[4])), ()]
    subject = builders.subject_report("A", "題名 <&> _x000D_", [[1, 2]] * 7, comments=comments)
    report = replace(builders.report(subject), texts=joint)
    data = word_of(report, named=True)
    assert [words for _style, words in word.paragraphs(data, "JointJudgement")] == ODD
    opinions = word.paragraphs(data, "Opinion", "OpinionMore")
    said = [*ODD[:-1], ODD[-1] + "（委員\u00a01）"]
    assert [words for _style, words in opinions][: len(ODD)] == said
    assert [style for style, _words in opinions][: len(ODD)] == ["Opinion", *["OpinionMore"] * 8]
    asked, answered = (
        rows[1] for rows in map(word.rows, word.tables(data)) if rows[0][0] in ("提言", "所見")
    )
    lines = "\n".join(ODD)
    assert asked == [lines, f"{lines}\n対処方針（第2回）\n再び{lines}"]
    assert answered == [f"＜主題 <&>＞\n{lines}", lines]
    # the other reader takes what its writer would mean: no field, no markup
    read = docx.Document(io.BytesIO(data))
    assert [one.text for one in read.paragraphs if one.style.style_id == "JointJudgement"] == ODD
    assert ("題名 <&> _x000D_") in next(one.text for one in read.paragraphs if one.style.name == "Heading 3")
    codes = [one.text for one in word.xml(data).iter(f"{W}instrText")]
    assert codes == [r' TOC \o "1-4" \h \z ']


def test_the_longest_texts_are_whole_wherever_they_stand():
    joint = Texts(subjects={"A": SubjectTexts(LONG, {}, (Recommendation(LONG, (LONG,)),))})
    subject = builders.subject_report("A", "題", [[1]] * 7, comments=[(Comment(CommentKind.ISSUE, LONG),)])
    data = word_of(replace(builders.report(subject), texts=joint))
    assert [words for _style, words in word.paragraphs(data)].count(LONG) == 4
    row = word.tables(data)[0].findall(f"{W}tr")[1]
    assert row.find(f"{W}trPr") is None, "a row taller than a page must be allowed to break"


def test_heads_of_tables_are_repeated_and_an_empty_review_is_an_empty_box(written):
    found = word.tables(written)
    assert len(found) > 10
    assert all(word.head_rows(table) == 1 for table in found)
    named = word.tables(word_of(written_report(), named=True))
    assert [word.head_rows(table) for table in named if word.heads(table)[0] == "評価項目"] == [2, 2, 2]
    empty = [table for table in found if word.rows(table)[1:] == [["", ""]]]
    assert [word.heads(table) for table in empty] == [["所見", "対処方針"]] * 3
    for table in empty:
        height = table.findall(f"{W}tr")[1].find(f"{W}trPr/{W}trHeight")
        assert int(word.value(height)) >= 800
        assert word.value(height, "hRule") == "atLeast"


def test_tables_are_as_wide_as_the_text_whatever_they_hold(written):
    wide = builders.subject_report("W", "三十人", [[1] * 30] * 7)
    for data in (written, word_of(builders.report(wide), named=True)):
        for table in word.tables(data):
            assert word.value(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
            columns = [int(word.value(one, "w")) for one in table.findall(f"{W}tblGrid/{W}gridCol")]
            assert sum(columns) == 9240
            assert min(columns) >= 250
            for row in table.findall(f"{W}tr"):
                cells = row.findall(f"{W}tc/{W}tcPr")
                spans = [int(word.value(one.find(f"{W}gridSpan")) or 1) for one in cells]
                assert sum(spans) == len(columns)
                assert sum(int(word.value(one.find(f"{W}tcW"), "w")) for one in cells) == 9240


def test_no_two_tables_touch_for_word_would_make_them_one(written):
    wide = builders.report(builders.subject_report("W", "三十人", [[1] * 30] * 7))
    report = replace(wide, texts=texts())
    for data in (written, word_of(report)):
        body = list(word.xml(data).find(f"{W}body"))
        pairs = pairwise(body)
        assert not [one for one, other in pairs if one.tag == other.tag == f"{W}tbl"]
        assert body[-2].tag == f"{W}p"


def test_what_is_missing_is_marked_in_a_draft():
    outline = outline_of(replace(builders.published_report(), texts=Texts()), edition=Edition.DRAFT)
    row = ResponseRow("所見", (("", "（未記入）"),), missing=Gap("A", "response", None, 1))
    blocks = (*outline.blocks, Responses(("所見", "対処方針"), (row,)))
    data = report_docx(replace(outline, blocks=blocks), JA, builders.NOW)
    marked = [
        word.text(run)
        for run in word.xml(data).iter(f"{W}p")
        if run.find(f"{W}r/{W}rPr/{W}rStyle") is not None
        and word.value(run.find(f"{W}r/{W}rPr/{W}rStyle")) == "Placeholder"
    ]
    assert marked == ["（総合評価はまだ記入されていません）", "（提言はまだ記入されていません）"] * 3 + [
        "（未記入）"
    ]
    style = next(
        one for one in word.xml(data, "word/styles.xml") if word.value(one, "styleId") == "Placeholder"
    )
    assert style.find(f"{W}rPr/{W}shd") is not None
    assert style.find(f"{W}rPr/{W}b") is not None, "the colour must not be the only sign"


def test_draft_and_named_editions_say_so_on_the_cover_and_every_page():
    report = written_report()
    draft, warning = "（案）", "委員名入り：公表用ではありません"
    for edition in Edition:
        for named in (False, True):
            data = word_of(report, named=named, edition=edition)
            said = [draft] if edition is Edition.DRAFT else []
            said += [warning] if named else []
            cover = word.paragraphs(data, "CoverMark", "CoverNote")
            assert [words for _style, words in cover] == said
            head = word.text(word.xml(data, "word/header.xml"))
            assert (draft in head, warning in head) == (draft in said, warning in said)
            assert "仮の報告書" in head
            assert word.xml(data).find(f"{W}body/{W}sectPr/{W}titlePg") is not None


def test_a_title_is_broken_on_the_cover_between_words_and_cut_at_the_head_of_pages():
    title = "再生・細胞医療及び遺伝子治療の産業化に向けた研究開発　評価報告書"
    outline = outline_of(written_report())
    data = report_docx(replace(outline, title=title), JA, builders.NOW)
    first, second = word.paragraphs(data, "Title")[0][1].split("\n")
    assert (first + second).replace("　", "") == title.replace("　", "")
    assert not second.startswith(("た", "の", "に"))
    long = "𠮷辻󠄀" * 60
    data = report_docx(replace(outline, title=long), JA, builders.NOW)
    head = word.text(word.xml(data, "word/header.xml"))
    assert head.startswith("𠮷辻󠄀𠮷")
    assert head.rstrip("\t").endswith("…")
    assert len(head) < 110
    assert word.paragraphs(data, "Title")[0][1].replace("\n", "") == long


def test_names_stand_over_the_columns_and_after_comments_only_when_asked_for(written):
    named = word_of(written_report(), named=True)
    assert score_tables(named)[0][1][-5:] == [f"委員 {number}" for number in range(1, 6)]
    assert any(words.endswith("（委員\u00a01）") for _style, words in word.paragraphs(named, "Opinion"))
    assert not any("委員\u00a0" in words for _style, words in word.paragraphs(written))


def test_names_too_long_for_their_columns_stand_upright():
    people = [replace(one, name=name) for one, name in zip(builders.members(3), NAMES, strict=True)]
    subject = builders.subject_report("A", "題", [[1, 2, 3]] * 7)
    columns = tuple(replace(one, member=member) for one, member in zip(subject.columns, people, strict=True))
    for language in (JA, EN):
        data = word_of(builders.report(replace(subject, columns=columns)), language, named=True)
        table = next(table for table in word.tables(data) if word.head_rows(table) == 2)
        cells = table.findall(f"{W}tr")[1].findall(f"{W}tc")[2:]
        assert [word.text(cell) for cell in cells] == NAMES
        turns = [word.value(cell.find(f"{W}tcPr/{W}textDirection")) for cell in cells]
        assert turns == ["tbRl", "tbRl", "btLr"]


def test_the_denominator_and_the_signs_are_explained():
    late = builders.subject_report(
        "A", "題", [[3, 2], [1, NoPoints.CANNOT_JUDGE], *[[NoPoints.BLANK] * 2] * 5]
    )
    late = replace(late, missing=(Missing(builders.members(3)[2], MissingReason.NOT_RECEIVED),))
    data = word_of(builders.report(late))
    (rows,) = score_tables(data)
    assert rows[0] == ["評価項目", "評点", "n", "各委員の評価"]
    assert [row[1:] for row in rows[1:4]] == [
        ["2.5", "2/3", "3", "2"],
        ["1.0", "1/3", "1", "＊"],
        [NO_MEAN, "0/3", "□", "□"],
    ]
    legend = next(words for _style, words in word.paragraphs(data, "TableNote") if words)
    assert legend == "□ 未記入　＊ 評価不能　－ 評点なし　n = 評点を付けた委員数／評価する委員数"


def test_a_large_committee_has_tables_of_equal_width_below_each_other():
    subject = builders.subject_report("W", "大", [[(i + j) % 4 for j in range(45)] for i in range(7)])
    tables = score_tables(word_of(builders.report(subject)))
    assert len(tables) > 1
    printed = [[cell for rows in tables for cell in rows[place][2:]] for place in range(1, 8)]
    assert printed == [[str(mark) for mark in result.marks] for result in subject.results]
    assert len({tuple(row[1] for row in rows) for rows in tables}) == 1


def test_a_subject_that_nobody_judges_has_no_chart_and_says_why():
    data = word_of(builders.report(all_recused()))
    assert not list(word.charts(data))
    said = JA.gettext("Every member is recused or absent: this subject was not judged.")
    assert ("Note", said) in word.paragraphs(data)
    assert not score_tables(data)


def test_charts_show_the_printed_means_and_open_in_a_workbook(written):
    found = list(word.charts(written))
    assert len(found) == 3
    for (name, chart), project in zip(found, builders.GOLDEN["projects"], strict=True):
        series = chart.find(f".//{C}ser")
        titles = [one.text for one in series.findall(f"{C}cat//{C}v")]
        means = [one.text for one in series.findall(f"{C}val//{C}v")]
        assert [title.partition("．")[2] for title in titles] == builders.GOLDEN["criteria"]
        assert means == project["printed"]
        scaling = chart.find(f".//{C}valAx/{C}scaling")
        assert [scaling.find(f"{C}{side}").get("val") for side in ("min", "max")] == ["0", "3"]
        assert chart.find(f".//{C}dLbls/{C}showVal").get("val") == "1"
        (target,) = word.relations(written, name).values()
        book = openpyxl.load_workbook(io.BytesIO(word.parts(written)[target]))
        rows = list(book.active.iter_rows(values_only=True))[1:]
        assert rows == [(title, float(mean)) for title, mean in zip(titles, means, strict=True)]
        for reference in (one.text for one in chart.iter(f"{C}f")):
            sheet, _, cells = reference.rpartition("!")
            assert sheet == f"'{book.active.title}'"
            assert cells in ("$B$1", "$A$2:$A$8", "$B$2:$B$8")
    spoken = [one.get("descr") for one in word.xml(written).iter() if one.tag.endswith("}docPr")]
    means = "; ".join(
        f"{title} {mean}"
        for title, mean in zip(titles, builders.GOLDEN["projects"][2]["printed"], strict=True)
    )
    assert len(spoken) == 3
    assert spoken[2] == f"{builders.GOLDEN['projects'][2]['title']}: {means}"


def test_a_criterion_without_points_has_no_bar_rather_than_one_of_0():
    rows = [[0, 0], [NoPoints.BLANK, NoPoints.CANNOT_JUDGE], *[[3, 2]] * 5]
    data = word_of(builders.report(builders.subject_report("A", "題", rows)))
    ((name, chart),) = word.charts(data)
    values = {one.get("idx"): one.find(f"{C}v").text for one in chart.findall(f".//{C}val//{C}pt")}
    assert values == {"0": "0.0", "2": "2.5", "3": "2.5", "4": "2.5", "5": "2.5", "6": "2.5"}
    (target,) = word.relations(data, name).values()
    sheet = openpyxl.load_workbook(io.BytesIO(word.parts(data)[target])).active
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)][:3] == [0, None, 2.5]


def test_the_english_edition_is_english():
    data = word_of(written_report(), EN, edition=Edition.DRAFT)
    assert word.text(word.xml(data, "word/header.xml")).endswith("\t(Draft)")
    assert ("TOCHeading", "Contents") in word.paragraphs(data)
    names = [word.value(one) for one in word.xml(data, "word/styles.xml").iter(f"{W}name")]
    assert "Joint judgement (box)" in names
    assert "総意（枠内）" not in names
    heads = [word.heads(table) for table in word.tables(data)]
    assert ["Recommendation", "Response"] in heads
    assert ["Role", "Name", "Affiliation and position"] in heads
