"""The results workbook, read back with openpyxl: figures, anonymity, odd texts, odd sizes, fixed bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from evalapp.language import load_language
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment, EvaluationInfo, Member, Recusal, RecusalKind
from evalapp.report import Missing, MissingReason, Report, SubjectReport
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep
from exports.excel.guard import read_workbook
from exports.excel.results import results_workbook
from tests.builders import GOLDEN, INFO, RUBRIC, SCALE, members, published_report, report, subject_report
from tests.exports.mixed import all_recused

JA, EN = load_language("ja"), load_language("en")
B, C = NoPoints.BLANK, NoPoints.CANNOT_JUDGE


def opened(data: bytes, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def means(book: openpyxl.Workbook, count: int) -> list[object]:
    """The cells of the subjects' columns of means that stand beside numbered criteria."""
    rows = (row for sheet in book.worksheets[1:-3] for row in sheet.iter_rows())
    cells = [row[1] for row in rows if re.match(r"[０-９0-9]+[．.]", str(row[0].value or ""))]
    assert len(cells) == count
    return cells


def summary(book: openpyxl.Workbook) -> list[tuple[object, ...]]:
    """The rows of the summary below its head."""
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[4])
    return rows[head + 1 :]


def everything(data: bytes) -> str:
    """All text of all parts of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join([*archive.namelist(), *(archive.read(name).decode() for name in archive.namelist())])


def test_the_published_means_are_live_formulas_with_the_printed_values() -> None:
    data = results_workbook(published_report(), JA)
    printed = [mean for project in GOLDEN["projects"] for mean in project["printed"]]
    formulas = [cell.value for cell in means(opened(data), 21)]
    cached = means(opened(data, values=True), 21)
    assert all(
        re.fullmatch(r'=IFERROR\(ROUND\(AVERAGE\(D\d+:[GH]\d+\),1\),"－"\)', text) for text in formulas
    )
    assert [f"{cell.value:{cell.number_format.replace('0.0', '.1f')}}" for cell in cached] == printed


def test_the_summary_refers_to_the_sheets_of_the_subjects() -> None:
    data = results_workbook(published_report(), JA)
    formulas, cached = summary(opened(data)), summary(opened(data, values=True))
    assert formulas[0][4:] == ("='A'!$B$4", "=COUNT('A'!$D$4:$H$4)", 5)
    assert formulas[7][4:] == ("='B'!$B$4", "=COUNT('B'!$D$4:$G$4)", 4)
    printed = [mean for project in GOLDEN["projects"] for mean in project["printed"]]
    assert [f"{row[4]:.1f}" for row in cached] == printed
    assert [row[0] for row in cached] == [*"AAAAAAABBBBBBBCCCCCCC"]
    assert {row[5] == row[6] for row in cached} == {True}


def test_every_sheet_is_ready_to_print() -> None:
    book = opened(results_workbook(published_report(), JA))
    assert book.sheetnames == ["集計", "A", "B", "C", "データ", "意見", "算出方法"]
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P / &N" in sheet.oddFooter.right.text
        assert sheet.print_area
    for name, top in (("集計", 5), ("データ", 1), ("意見", 1)):
        sheet = book[name]
        assert sheet.freeze_panes == f"A{top + 1}"
        assert sheet.auto_filter.ref == sheet.dimensions.replace("A1", f"A{top}")
        assert sheet.print_title_rows == f"${top}:${top}"
        assert not sheet.merged_cells.ranges
    for name in "ABC":
        sheet = book[name]
        assert sheet.freeze_panes == "B4"
        assert sheet.print_title_rows == "$1:$1"
        assert [str(cells) for cells in sheet.merged_cells.ranges] == [f"D3:{'G' if name == 'B' else 'H'}3"]


def test_each_chart_stands_below_its_table_on_rows_of_its_own() -> None:
    book = opened(results_workbook(published_report(), JA))
    for name in "ABC":
        sheet = book[name]
        filled = {cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None}
        (chart,) = sheet._charts
        rows = range(chart.anchor._from.row + 1, chart.anchor.to.row + 2)
        assert max(filled) < min(rows)
        assert chart.y_axis.scaling.max == 3
        assert chart.y_axis.scaling.min == 0
        assert chart.series[0].val.numRef.f.replace("'", "") == f"{name}!$B$4:$B$10"


def test_blank_is_empty_cannot_judge_a_word_and_no_points_a_dash() -> None:
    rows: list[list[Mark]] = [[B, C, B, C], [0, 0, 0, 0], [1, 3, 2, 3], [3, B, 3, C], *[[2] * 4] * 3]
    data = results_workbook(report(subject_report("X", "試行", rows)), JA)
    cached = [cell.value for cell in means(opened(data, values=True), 7)]
    assert cached == ["－", 0, 2.3, 3, 2, 2, 2]
    sheet = opened(data, values=True)["X"]
    first = means(opened(data), 7)[0].row
    assert [cell.value for cell in sheet[first]][2:7] == ["0/4", None, "評価不能", None, "評価不能"]
    assert sheet.cell(first + 3, 3).value == "2/4"
    assert [row[4:] for row in summary(opened(data, values=True))[:3]] == [
        ("－", 0, 4),
        (0, 4, 4),
        (2.3, 4, 4),
    ]
    chart = everything(data)
    assert chart.count('<c:delete val="1"/>') >= 1


def test_the_data_sheet_has_a_row_a_mark() -> None:
    rows: list[list[Mark]] = [[0, B, C], *[[3] * 3] * 6]
    book = opened(results_workbook(report(subject_report("X", "試行", rows)), JA))
    lines = list(book["データ"].iter_rows(values_only=True))
    assert lines[0][6:] == ("列番号", "状態", "評点", "評点の段階")
    assert [line[6:] for line in lines[1:4]] == [
        (1, "評点", 0, "妥当でない"),
        (2, "未記入", None, None),
        (3, "評価不能", None, None),
    ]
    assert len(lines) == 1 + 21
    assert book.defined_names["marks_points"].attr_text == "'データ'!$I$2:$I$22"
    assert book.defined_names["marks"].attr_text == "'データ'!$A$1:$J$22"


def secret_report() -> Report:
    """A report whose every personal word can be searched for."""
    subject = subject_report(
        "X",
        "試行",
        [[3, 2, 1]] * 7,
        comments=[(Comment(CommentKind.ISSUE, f"意見{n}"),) for n in range(3)],
    )
    people = [
        Member(f"SECRETID{n}", f"秘密氏名{n}", affiliation="SECRETUNI", kana="ひみつ", email="s@secret.jp")
        for n in range(5)
    ]
    columns = tuple(
        replace(column, member=person, source=replace(column.source, code=f"SECRETCODE{n}"))
        for n, (column, person) in enumerate(zip(subject.columns, people[:3], strict=True))
    )
    missing = (Missing(people[3], MissingReason.NOT_RECEIVED),)
    recusals = (Recusal(people[4].id, "X", RecusalKind.CONFLICT, "SECRETREASON"),)
    subject = replace(subject, columns=columns, missing=missing, recusals=recusals)
    return replace(report(subject), members=tuple(people))


@pytest.mark.parametrize("language", [JA, EN])
def test_the_anonymous_edition_holds_nothing_of_a_member(language) -> None:
    text = everything(results_workbook(secret_report(), language))
    for word in ("secret", "秘密", "ひみつ", "conflict", "利害"):
        assert word not in text.casefold()


def test_the_named_edition_names_columns_missing_and_recused() -> None:
    text = everything(results_workbook(secret_report(), JA, named=True))
    assert "事務局限り" in text
    for word in ("秘密氏名0", "SECRETID2", "集計対象外（未提出・途中）：秘密氏名3", "辞退・欠席：秘密氏名4"):
        assert word in text
    for word in ("SECRETCODE", "SECRETREASON", "secret.jp"):
        assert word not in text


def test_anonymous_comments_are_not_in_the_order_of_columns() -> None:
    def texts(order: list[int], *, named: bool = False) -> list[object]:
        comments = [(Comment(CommentKind.ISSUE, f"意見{n}"),) for n in order]
        subject = subject_report("X", "試行", [[3] * 12] * 7, comments=comments)
        sheet = opened(results_workbook(report(subject), JA, named=named))["意見"]
        return [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)]

    assert texts([*range(12)]) == texts([*range(11, -1, -1)])
    assert texts([*range(12)]) != [f"意見{n}" for n in range(12)]
    assert texts([*range(12)], named=True) == [f"意見{n}" for n in range(12)]


ODD = [
    "=1+1",
    "+1",
    "-5%の改善",
    "@SUM(A1)",
    "{=1}",
    "\t=1+1",
    "http://example.jp/ を参照",
    "mailto:a@example.jp",
    '<b>太字</b> & "引用"',
    "<r><t>markup</t></r>",
    "<r>_x0041_ 2行目\n_x000D_</r>",
    "_x0041_ と _x005F_",
    "一行目\n二行目\r\n三行目\tタブ",
    " 前後の空白 ",
    "𠮷野家 辻󠄀 ﾊﾝｶｸ 👍🏽",
    "００１",
    "TRUE",
    "長" * 32_000,
    "\x0b\x01 制御",
    "lone \ud842 surrogate",
    "\ufffe",
]


def test_odd_texts_come_back_as_they_were() -> None:
    comments = [(Comment(CommentKind.ISSUE, text),) for text in ODD]
    data = results_workbook(
        report(subject_report("X", "試行", [[3] * len(ODD)] * 7, comments=comments)), JA, named=True
    )
    sheet = read_workbook(data, "x.xlsx").sheets[3]
    read = [row[-1] for row in sheet.rows[1:]]
    assert read == [text.replace("\ud842", "�") for text in ODD]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        comments = archive.read("xl/worksheets/sheet4.xml").decode()
    assert "<f>" not in comments
    assert "<hyperlink" not in comments
    cells = opened(data)["意見"]
    quoted = [row[-1].quotePrefix for row in cells.iter_rows(min_row=2)]
    assert [bool(one) for one in quoted] == [text.startswith(("=", "+", "-", "@", "\t")) for text in ODD]
    assert all(row[-1].data_type == "s" for row in cells.iter_rows(min_row=2))


def test_odd_titles_do_no_harm() -> None:
    info = replace(INFO, title='=HYPERLINK("x") & <r>題名</r> ' + "長い" * 200, organisation="+組織")
    criterion = Criterion("c", "&P =1+1 <r>項目</r>" + "長い題名" * 60, "", SCALE)
    rubric = Rubric("r", "'評価'!A1", (criterion,), decimals=0)
    subject = subject_report("=1", "[x]:*?/'題名" * 20, [[3, 2]], rubric=rubric)
    book = opened(results_workbook(report(subject, info=info), JA))
    assert book.properties.creator in ("", None)
    assert book.worksheets[0]["A1"].data_type == "s"
    assert means(opened(results_workbook(report(subject, info=info), JA), values=True), 1)[0].value == 3


def test_nothing_received_and_nothing_scored() -> None:
    empty = subject_report("E", "未受付", [[]] * 7)
    empty = replace(empty, missing=tuple(Missing(one, MissingReason.NOT_RECEIVED) for one in members(5)))
    words = subject_report("W", "意見のみ", [], rubric=Rubric("w", "意見", (Criterion("a", "見出し"),)))
    book = opened(results_workbook(report(empty, words), JA), values=True)
    assert [cell.value for cell in means(book, 7)] == ["－"] * 7
    assert "0/5" in [cell.value for cell in book["E"]["C"]]
    assert not book["E"]._charts
    assert [row[4:] for row in summary(book)] == [*[("－", 0, 5)] * 7, (None, None, 0)]
    assert (
        summary(book)[7][3]
        == book["W"]["A3"].value
        == "評点を付けない評価です。意見は「意見」シートに掲載しています。"
    )
    assert "points_E" not in book.defined_names
    assert opened(results_workbook(Report(INFO, (), (), published_report().compiled_at, "f" * 64, "1"), EN))


def test_the_same_report_gives_the_same_bytes_and_a_later_one_others() -> None:
    first = results_workbook(published_report(), JA)
    assert results_workbook(published_report(), JA) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2022-12-24T03:04:05Z" in archive.read("docProps/core.xml").decode()
    assert results_workbook(published_report(), EN) != first


def large(subjects: int, count: int, criteria: int) -> Report:
    scale = Scale(tuple(ScaleStep(points, f"段階{points}") for points in range(10, 0, -1)))
    titles = tuple(Criterion(f"c{n}", f"評価項目その{n}", "", scale) for n in range(1, criteria + 1))
    rubric = Rubric("own", "独自", titles, decimals=2)

    def one(number: int) -> SubjectReport:
        rows: list[list[Mark]] = [
            [(number + row + column) % 10 + 1 for column in range(count)] for row in range(criteria)
        ]
        return subject_report(f"S{number}", f"課題{number}", rows, rubric=rubric)

    return report(*(one(number) for number in range(subjects)))


@pytest.mark.parametrize(("criteria", "breaks", "head"), [(7, 0, 1), (30, 1, 1), (60, 1, 3)])
def test_a_long_table_and_its_chart_take_pages_of_their_own(criteria: int, breaks: int, head: int) -> None:
    book = opened(results_workbook(large(1, 5, criteria), JA, named=True), values=True)
    assert len(book["S0"].row_breaks.brk) == breaks
    # only where the table itself goes on to a second page its head is repeated there
    assert book["S0"].print_title_rows == f"$1:${head}"
    assert {cell.number_format for cell in means(book, criteria)} == {"0.00"}


def test_a_hundred_subjects_with_thirty_members() -> None:
    book = opened(results_workbook(large(100, 30, 2), JA), values=True)
    assert len(book.sheetnames) == 104
    assert len(summary(book)) == 100 * 2
    assert book["データ"].max_row == 1 + 100 * 30 * 2
    assert book["意見"].max_row == 1 + 100 * 30
    assert book["S99"].page_setup.orientation == "landscape"


def test_a_comment_longer_than_a_row_is_announced() -> None:
    short, long = ([(Comment(CommentKind.ISSUE, "意見" * n),)] for n in (500, 3_000))
    for comments, announced in ((short, False), (long, True)):
        data = results_workbook(report(subject_report("X", "試行", [[3]] * 7, comments=comments)), JA)
        assert ("長い意見" in everything(data)) is announced


def test_the_method_names_the_rounding_the_scales_and_the_state() -> None:
    info = EvaluationInfo("0" * 32, "題名", EvaluationKind.FINAL)
    text = everything(
        results_workbook(report(subject_report("X", "試行", [[3]] * 7, rubric=RUBRIC), info=info), JA)
    )
    for word in (
        "四捨五入",
        "2.25 → 2.3",
        "3：極めて妥当",
        "f" * 64,
        "令和4年12月24日 12:04（日本時間）",
        "0.0.0",
    ):
        assert word in text


def test_the_kind_stands_in_the_head_only_where_all_subjects_share_it() -> None:
    def head(report_: Report) -> list[object]:
        sheet = opened(results_workbook(report_, JA)).worksheets[0]
        return [row[0] for row in sheet.iter_rows(max_row=4, values_only=True)]

    assert "評価の種類：中間評価" in head(report(subject_report("X", "試行", [[3]] * 7)))
    assert not any("評価の種類" in str(text) for text in head(published_report()))


@pytest.mark.parametrize(("language", "heads"), [(JA, ("評点", "人数")), (EN, ("Mean", "Members (n)"))])
def test_the_heads_of_the_table_are_those_of_the_report_and_whole(language, heads) -> None:
    sheet = opened(results_workbook(published_report(), language))["A"]
    head = next(row for row in sheet.iter_rows() if row[1].value)
    assert (head[1].value, head[2].value) == heads
    lines = 2 if language is EN else 1
    assert sheet.row_dimensions[head[0].row].height >= lines * 17


@pytest.mark.parametrize("count", [1, 2, 4, 5, 8, 30])
def test_no_chart_runs_past_its_table(count: int) -> None:
    sheet = opened(results_workbook(report(subject_report("X", "試行", [[3] * count] * 7)), JA))["X"]
    (chart,) = sheet._charts
    assert chart.anchor.to.col < 3 + count


def test_a_subject_nobody_judges_says_so() -> None:
    data = results_workbook(report(all_recused()), JA)
    book = opened(data)
    sentence = "全委員が辞退または欠席のため、評価を行っていません。"
    assert book["N"]["A3"].value == sentence
    assert summary(book) == [("N", "全員辞退", "中間評価", sentence, None, None, 0)]
    assert "まだ受け付けて" not in everything(data)
