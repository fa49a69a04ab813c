"""The official score sheets as PDF, read back with other programs."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.model import Comment, Member, RecusalKind, Role, ScoreSheet, Subject, SubjectKind
from evalapp.report import SourceKind
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep
from exports.pdf.sheet_page import SheetPage
from exports.pdf.sheets import sheets_pdf
from exports.pdf.summary import summary_pdf
from tests import builders
from tests.exports import pdf_reading as pdf

JA, EN = load_language("ja"), load_language("en")
CHAIR = Member("m1", "渡辺 花子", Role.CHAIR, "架空大学 工学部")
SUBJECT = Subject("A", "架空技術の開発", SubjectKind.PROJECT, "meti-project", EvaluationKind.FINAL)
MARKS = dict(zip((c.id for c in builders.RUBRIC.criteria), (3, 2, 1, 0, 3, 2, 1), strict=True))
COMMENTS = (Comment(CommentKind.POSITIVE, "優れた成果である。"), Comment(CommentKind.ISSUE, "遅れがある。"))


def page(**changes: object) -> SheetPage:
    usual = SheetPage(
        builders.INFO,
        SUBJECT,
        builders.RUBRIC,
        ScoreSheet("A", MARKS, COMMENTS),
        CHAIR,
        "7K3M-Q2XA-9F",
        date(2022, 12, 1),
    )
    return replace(usual, **changes)


def chosen(data: bytes) -> list[str]:
    """The figures printed white, in order."""
    content = pdf.everything(data).decode("latin-1")
    # All figures are of one face, so equal digits have equal codes.
    return re.findall(r"^1 g BT .*?<([0-9A-F]+)>Tj ET 0 g$", content, re.MULTILINE)


def test_a_sheet_says_who_judged_what_when_and_how():
    text = pdf.text(sheets_pdf([page()], JA))
    for words in (
        "評価票",
        "再生医療関連プログラム評価",
        "架空技術の開発",
        "終了時評価",
        "渡辺花子（座長）",
        "架空大学工学部",
        "令和4年12月1日",
        "7K3M-Q2XA-9F",
        "署名・印",
        "【肯定的意見】優れた成果である。",
        "【問題点・改善すべき点】遅れがある。",
        "1/1",
    ):
        assert words in text, words
    assert text.count("極めて妥当") == 7
    assert "未記入" not in text


def test_the_chosen_steps_and_no_others_are_printed_white_on_black():
    codes = chosen(sheets_pdf([page()], JA))
    assert len(codes) == 7
    three, two, one, zero = codes[:4]
    assert codes == [three, two, one, zero, three, two, one]
    assert len({three, two, one, zero}) == 4


def test_cannot_judge_is_marked_and_blank_is_named():
    marks = MARKS | {"c1": NoPoints.CANNOT_JUDGE, "c2": NoPoints.BLANK}
    data = sheets_pdf([page(sheet=ScoreSheet("A", marks))], JA)
    assert len(chosen(data)) == 6
    assert pdf.text(data).count("未記入") == 1


def test_a_blank_sheet_is_a_form_to_write_on():
    blank = ScoreSheet("A", dict.fromkeys(MARKS, NoPoints.BLANK))
    data = sheets_pdf([page(sheet=blank, code="", handed_in=None)], JA)
    text = pdf.text(data)
    assert not chosen(data)
    assert "○で囲んで" in text
    assert "令和年月日" in text
    assert "未記入" not in text
    assert len(pdf.pages(data)) == 1
    nobody = pdf.text(sheets_pdf([page(sheet=blank, code="", handed_in=None, member=None)], JA))
    assert "署名・印" in nobody
    assert "伏せて" not in nobody


def test_an_anonymous_sheet_carries_neither_name_nor_code():
    data = sheets_pdf([page(member=None)], JA)
    text = pdf.text(data)
    assert "委員名を伏せて印刷しています。" in text
    for secret in ("渡辺", "花子", "架空大学", "7K3M"):
        assert secret not in text
        assert secret.encode("utf-16-be") not in pdf.everything(data)
    assert pdf.outline(data) == [(0, "架空技術の開発"), (1, "評価票 1")]


@pytest.mark.parametrize(
    ("kind", "word"), [(RecusalKind.CONFLICT, "辞退（利害関係）"), (RecusalKind.ABSENT, "欠席")]
)
def test_a_recused_sheet_says_so_plainly(kind, word):
    sheet = ScoreSheet("A", dict.fromkeys(MARKS, NoPoints.RECUSED), (), kind)
    text = pdf.text(sheets_pdf([page(sheet=sheet)], JA))
    assert word in text
    assert "評価項目" not in text
    assert "辞退・欠席" in pdf.text(sheets_pdf([page(sheet=sheet, member=None)], JA))


def test_labels_follow_the_kind_of_evaluation():
    scale = Scale((ScaleStep(1, "中間の言葉"), ScaleStep(0, "否")))
    own = Scale((ScaleStep(1, "終了時の言葉"), ScaleStep(0, "否")))
    rubric = Rubric("r", "題", (Criterion("c", "項目", "", scale, {EvaluationKind.FINAL: own}),))
    text = pdf.text(sheets_pdf([page(rubric=rubric, sheet=ScoreSheet("A", {"c": 1}))], JA))
    assert "終了時の言葉" in text
    assert "中間の言葉" not in text


@pytest.mark.parametrize("steps", [2, 5, 10, 50, 101])
def test_scales_of_any_length_show_the_choice(steps, tmp_path):
    scale = Scale(tuple(ScaleStep(points, "良" if points == 1 else "") for points in range(steps)))
    rubric = Rubric("r", "題", (Criterion("c", "長い見出し" * 20, "見る点", scale),))
    data = sheets_pdf([page(rubric=rubric, sheet=ScoreSheet("A", {"c": steps - 1}))], JA)
    pdf.check(data, tmp_path)
    assert len(chosen(data)) == 1


def test_a_comment_only_rubric_has_a_box_for_every_kind_asked():
    kinds = (CommentKind.POSITIVE, CommentKind.ISSUE)
    rubric = Rubric(
        "p",
        "題",
        tuple(Criterion(f"p{i}", f"見出し{i}", comments=kinds) for i in range(7)),
        (CommentKind.RECOMMENDATION,),
    )
    sheet = ScoreSheet("A", {}, (Comment(CommentKind.ISSUE, "直すべき点", "p3"),))
    text = pdf.text(sheets_pdf([page(rubric=rubric, sheet=sheet)], JA))
    assert text.count("【肯定的意見】") == text.count("【問題点・改善すべき点】") == 7
    assert "４．見出し3【問題点・改善すべき点】直すべき点" in text
    assert "【提言】" in text
    assert "評点" not in text


def test_long_comments_go_on_over_pages_in_boxes_with_their_caption():
    text = "培養装置（3台）の導入で、「作業時間」を約40％短縮した。" * 600
    data = sheets_pdf([page(sheet=ScoreSheet("A", MARKS, (Comment(CommentKind.POSITIVE, text),)))], JA)
    pages = pdf.pages(data)
    assert len(pages) > 5
    assert sum("【肯定的意見】（続き）" in re.sub(r"\s", "", page) for page in pages) == len(pages) - 1
    for number, sheet_page in enumerate(pages, 1):
        assert f"{number}/{len(pages)}" in re.sub(" ", "", sheet_page)
        assert "7K3M-Q2XA-9F" in sheet_page


def test_each_sheet_counts_its_own_pages_and_bookmarks_lead_from_subject_to_member():
    other = replace(SUBJECT, id="B", title="別の課題")
    second = Member("m2", "佐藤 次郎")
    data = sheets_pdf(
        [
            page(),
            page(member=second),
            page(subject=other, sheet=ScoreSheet("B", MARKS)),
            page(subject=other, member=second),
        ],
        JA,
    )
    assert pdf.outline(data) == [
        (0, "架空技術の開発"),
        (1, "渡辺 花子"),
        (1, "佐藤 次郎"),
        (0, "別の課題"),
        (1, "渡辺 花子"),
        (1, "佐藤 次郎"),
    ]
    assert pdf.text(data).count("1/1") == 4
    told = pdf.metadata(data)
    assert "渡辺" not in str(told)
    assert told["Lang"] == "ja-JP"


def test_same_sheets_same_bytes_and_sound_files(tmp_path):
    data = sheets_pdf([page()], JA)
    assert data == sheets_pdf(iter([page()]), JA)
    pdf.check(data, tmp_path)
    assert {tuple(row[1:]) for row in pdf.fonts(data)} == {("yes", "yes", "yes")}
    assert not any("Helvetica" in row[0] for row in pdf.fonts(data))
    pdf.check(sheets_pdf([], JA), tmp_path)


def test_user_text_is_drawn_and_never_parsed():
    nasty = "<b>&amp;</b> =1+1 {x} %s (\\) 𠮷 ﾊﾝｶｸ"
    sheet = ScoreSheet("A", MARKS, (Comment(CommentKind.POSITIVE, nasty),))
    member = Member("m", "辻\U000e0100 <i>太郎</i>")
    text = pdf.text(sheets_pdf([page(sheet=sheet, member=member)], JA))
    assert re.sub(r"\s", "", nasty) in text
    assert "<i>太郎</i>" in text


def test_english():
    info = replace(builders.INFO, title="Evaluation of a project", organisation="Ministry")
    scale = Scale((ScaleStep(1, "good"), ScaleStep(0, "poor")))
    rubric = Rubric("r", "Rubric", (Criterion("c", "Need", "", scale),))
    english = page(
        info=info,
        subject=replace(SUBJECT, title="Project"),
        rubric=rubric,
        sheet=ScoreSheet("A", {"c": 1}, (Comment(CommentKind.POSITIVE, "A fine result."),)),
        member=Member("m", "Ada Example", Role.CHAIR, "University"),
    )
    data = sheets_pdf([english], EN)
    text = pdf.text(data)
    assert not re.search("[ぁ-ヿ一-鿿（）：]", text)
    assert "AdaExample(chair)" in text
    assert "1December2022" in text


def test_a_hundred_sheets_are_quick():
    sheet = ScoreSheet(
        "A",
        MARKS,
        tuple(Comment(kind, "培養装置の導入で「作業時間」を約40％短縮した。" * 2) for kind in CommentKind),
    )
    sheets_pdf([page()], JA)
    begin = time.perf_counter()
    data = sheets_pdf((page(sheet=sheet) for _ in range(100)), JA)
    assert time.perf_counter() - begin < 2.0  # 0.2 s when nothing else runs
    assert len(data) < 800_000


def test_the_longest_names_and_titles_stay_on_the_page(tmp_path):
    long = "長い題名" * 250
    info = replace(builders.INFO, title=long, organisation=long)
    scale = Scale(tuple(ScaleStep(points, long[:400]) for points in (3, 2, 1, 0)))
    rubric = Rubric("r", long, (Criterion("c", long, long, scale, comments=(CommentKind.POSITIVE,)),))
    data = sheets_pdf(
        [
            page(
                info=info,
                rubric=rubric,
                subject=replace(SUBJECT, title=long),
                sheet=ScoreSheet("A", {"c": 3}),
                member=Member("m", long, Role.CHAIR, long),
            )
        ],
        JA,
    )
    pdf.check(data, tmp_path)
    pdf.assert_inside(data)


nasty = st.text(st.characters(), max_size=30) | st.sampled_from(
    ("<b>&", "辻\U000e0100", "\ud800", "\U00100041", "\x00\x07", "𠮷" * 30, "\n\n", "", "A" * 200)
)


@settings(max_examples=40, deadline=None)
@given(nasty, nasty, nasty)
def test_no_text_breaks_a_document(name, title, comment):
    info = replace(builders.INFO, title=title, organisation=name)
    member = Member("m", name, Role.CHAIR, title)
    subject = replace(SUBJECT, title=title)
    comments = (Comment(CommentKind.POSITIVE, comment),)
    scale = Scale((ScaleStep(1, comment), ScaleStep(0, name)))
    rubric = Rubric("r", title, (Criterion("c", title, comment, scale),))
    data = sheets_pdf(
        [
            page(
                info=info,
                member=member,
                subject=subject,
                rubric=rubric,
                sheet=ScoreSheet("A", {"c": 1}, comments),
            )
        ],
        JA,
    )
    report = builders.report(
        builders.subject_report("A", title, [[1]], rubric=rubric, comments=[comments]), info=info
    )
    for document in (data, summary_pdf(report, EN, named=True)):
        with pikepdf.open(io.BytesIO(document)) as file:
            assert len(file.pages) >= 1


def test_a_typed_sheet_carries_no_code_and_says_who_typed_it():
    text = pdf.text(sheets_pdf([page(source=SourceKind.TYPED)], JA))
    assert "入力日" in text
    assert "令和4年12月1日（事務局入力）" in text
    for words in ("照合コード", "7K3M", "提出日"):
        assert words not in text
    english = pdf.text(sheets_pdf([page(source=SourceKind.TYPED)], EN))
    assert "Datetypedin" in english
    assert "typedinbythesecretariat" in english.replace("\n", "")
    anonymous = pdf.text(sheets_pdf([page(source=SourceKind.TYPED, member=None)], JA))
    assert "入力" not in anonymous  # who did not use the app would be known


def test_a_sheet_from_an_excel_form_carries_no_code_that_the_member_could_not_know():
    text = pdf.text(sheets_pdf([page(source=SourceKind.FORM)], JA))
    assert "令和4年12月1日（Excel評価票）" in text
    for words in ("照合コード", "7K3M", "提出日"):
        assert words not in text


def filling(count: int) -> SheetPage:
    """A sheet with three comments of ``count`` lines each."""
    line = "培養装置の導入で作業時間を大きく短縮した点は評価できる。"
    comments = tuple(Comment(kind, "\n".join([line] * count)) for kind in CommentKind)
    return page(sheet=ScoreSheet("A", MARKS, comments))


def leading(data: bytes) -> float:
    """The distance of the first two of the repeated lines."""
    boxes = pdf.run("pdftotext", "-bbox", "-", "-", data=data)
    tops = [float(top) for top in re.findall(r'yMin="(.+?)".*?>培養', boxes)]
    return tops[1] - tops[0]


def test_a_sheet_gives_up_air_but_no_type_size_before_it_takes_another_page():
    pages = {count: sheets_pdf([filling(count)], JA) for count in range(4, 12)}
    counts = [len(pdf.pages(data)) for data in pages.values()]
    assert counts == sorted(counts)
    assert counts[0] == 1
    fitting = [data for data in pages.values() if len(pdf.pages(data)) == 1]
    assert leading(fitting[0]) == pytest.approx(15.5, abs=0.01)
    assert 15.5 * 0.94 - 0.01 <= leading(fitting[-1]) < 15.49
    # what does not fit even so is set as designed
    assert leading(pages[11]) == pytest.approx(15.5, abs=0.01)
    sizes = [set(re.findall(r"/\S+ ([\d.]+) Tf", pdf.everything(d).decode("latin-1"))) for d in fitting]
    assert sizes[0] == sizes[-1]
    pdf.assert_inside(fitting[-1])


def test_bookmarks_are_made_once_for_a_sheet_that_was_set_twice():
    sheets = [filling(count) for count in range(4, 12)]
    data = sheets_pdf([replace(one, member=None) for one in sheets], JA)
    assert pdf.outline(data) == [(0, "架空技術の開発"), *((1, f"評価票 {n}") for n in range(1, 9))]


def test_sheets_carry_no_date_of_making():
    told = pdf.metadata(sheets_pdf([page()], JA))
    assert "/CreationDate" not in told
    assert "/ModDate" not in told


def test_the_foot_of_an_english_sheet_keeps_its_first_words_and_the_name_whole():
    subject = replace(SUBJECT, title="再生医療技術を応用した創薬支援基盤技術開発" * 3)
    data = sheets_pdf([page(subject=subject)], EN)
    foot = pdf.pages(data)[0].rstrip().splitlines()[-1]
    assert re.match(r"\s*Score sheet\s+再生医療.*…\s+渡辺 花子\s+1\s*/\s*\d\s+7K3M-Q2XA-9F", foot)
