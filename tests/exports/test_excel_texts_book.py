"""The texts workbook: out, edited by people in any program, and back in."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings

from evalapp.language import load_language
from evalapp.texts import (
    NO_TEXTS,
    Finding,
    Meeting,
    Recommendation,
    Review,
    SubjectTexts,
    Texts,
    flattened,
)
from evalapp.texts_data import GivenTexts, parse_texts
from evalapp.texts_kept import NOTHING_KEPT
from evalapp.texts_plan import TextsPlan, TextStatus, plan_texts
from exports.excel.texts_book import read_texts_book, texts_book
from exports.outline.words import heading_keys
from tests.joint_texts import ODD, WRITTEN, random_texts, sample_evaluation, stored

JA, EN = load_language("ja"), load_language("en")
Edit = Callable[[openpyxl.Workbook], object]


def read(data: bytes) -> GivenTexts:
    evaluation = sample_evaluation()
    return parse_texts(read_texts_book(data, "texts.xlsx", evaluation), evaluation, heading_keys())


def edited(edit: Edit, texts: Texts = WRITTEN, language: str = "ja") -> bytes:
    """The workbook of ``texts`` after somebody has worked in it."""
    data = texts_book(stored(texts), sample_evaluation(), load_language(language))
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def planned(edit: Edit, language: str = "ja") -> TextsPlan:
    return plan_texts(read(edited(edit, language=language)), WRITTEN, WRITTEN)


def statuses(plan: TextsPlan) -> dict[tuple[str, ...], TextStatus]:
    return {change.place: change.status for change in plan.changes}


def delete(sheet: str, row: int, count: int = 1) -> Edit:
    return lambda book: book[sheet].delete_rows(row, count)


@given(random_texts())
@settings(max_examples=60)
def test_texts_go_into_a_workbook_and_back_without_a_change(texts: Texts) -> None:
    for language in (JA, EN):
        given_back = read(texts_book(stored(texts), sample_evaluation(), language))
        plan = plan_texts(given_back, texts, texts)
        assert plan.changes == ()
        assert plan.unchanged == len(flattened(texts))
        assert plan_texts(given_back, NO_TEXTS, None).result == texts


def test_the_same_texts_give_the_same_bytes_and_no_texts_give_an_empty_form() -> None:
    evaluation = sample_evaluation()
    assert texts_book(stored(WRITTEN), evaluation, JA) == texts_book(stored(WRITTEN), evaluation, JA)
    book = openpyxl.load_workbook(io.BytesIO(texts_book(NOTHING_KEPT, evaluation, JA)))
    assert book.sheetnames == ["記入要領", "報告書", "見出し", "総合評価", "提言", "所見", "開催経過"]
    rows = [row[:4] for row in book["総合評価"].iter_rows(min_row=2, values_only=True)]
    assert [(row[0], row[2]) for row in rows] == [
        *((id_, None) for id_ in "ABC"),
        *(("P", f"p{number}") for number in range(1, 8)),
    ]
    assert rows[1][1::2] == ("遺伝子治療製造技術開発", "（評価対象全体）")
    english = openpyxl.load_workbook(io.BytesIO(texts_book(NOTHING_KEPT, evaluation, EN)))
    assert english.sheetnames[1:4] == ["Report", "Headings", "Joint judgements"]


def longest() -> Texts:
    """Texts at the limit of a cell, and those that a spreadsheet likes to change."""
    odd = tuple(Recommendation(text) for text in ODD)
    full = ("𠮷" * 16_000, "あ" * 32_000, "　一\n" * 7_999 + "　終わり")
    return replace(
        WRITTEN,
        subjects={
            "A": replace(WRITTEN.of("A"), consensus=full[0], recommendations=odd),
            "B": replace(WRITTEN.of("B"), consensus=full[1]),
            "P": SubjectTexts(criteria={"p1": full[2], "p2": "1-2", "p3": "TRUE", "p4": " 半角の空白"}),
        },
        meetings=(Meeting("2027-01-22", date(2027, 1, 22)), Meeting("=A1", date(1950, 1, 1))),
    )


def test_the_longest_and_oddest_texts_fit() -> None:
    texts = longest()
    assert plan_texts(read(texts_book(stored(texts), sample_evaluation(), JA)), texts, texts).changes == ()


def test_libreoffice_saves_the_workbook_without_a_change(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    texts = longest()
    path = tmp_path / "texts.xlsx"
    path.write_bytes(texts_book(stored(texts), sample_evaluation(), JA))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    saved = read(Path(tmp_path, "out", "texts.xlsx").read_bytes())
    plan = plan_texts(saved, texts, texts)
    assert plan.changes == ()
    assert plan.unchanged == len(flattened(texts))


def test_a_person_writes_changes_and_removes_texts() -> None:
    def work(book: openpyxl.Workbook) -> None:
        book["報告書"]["B3"] = "第３部"
        book["総合評価"]["E2"] = None
        book["総合評価"]["E4"] = "　新しい総意。\r\n二行目"
        book["総合評価"].append(["A", None, "c2", None, "項目の総意"])
        book["提言"].append([" A ", "三つ目の提言", "令和９年度に行う。"])
        book["提言"].append(["C", "Cへの提言"])
        book["所見"].append(["B", "事前評価（2018年度）", "体制", "所見があった"])
        book["開催経過"]["A3"] = "令和9年2月1日"
        book["見出し"]["C2"] = "課題の評価"

    plan = planned(work)
    assert statuses(plan) == {
        ("report", "part"): TextStatus.NEW,
        ("heading", "projects"): TextStatus.NEW,
        ("meetings",): TextStatus.CHANGED,
        ("subject", "A", "consensus"): TextStatus.REMOVED,
        ("subject", "A", "criterion", "c2"): TextStatus.NEW,
        ("subject", "A", "recommendations"): TextStatus.CHANGED,
        ("subject", "B", "reviews"): TextStatus.CHANGED,
        ("subject", "C", "consensus"): TextStatus.NEW,
        ("subject", "C", "recommendations"): TextStatus.NEW,
    }
    after = plan.result
    assert after.of("C") == SubjectTexts("　新しい総意。\n二行目", {}, (Recommendation("Cへの提言"),))
    assert after.of("A").recommendations[2] == Recommendation("三つ目の提言", ("令和９年度に行う。",))
    assert after.of("B").reviews[1] == Review("事前評価（2018年度）", (Finding("所見があった", "体制"),))
    assert after.meetings[1].held_on == date(2027, 2, 1)


def test_rows_that_are_moved_are_printed_in_their_new_order() -> None:
    def swap(book: openpyxl.Workbook) -> None:
        sheet = book["提言"]
        upper, lower = ([cell.value for cell in sheet[row]] for row in (2, 3))
        sheet.delete_rows(2, 2)
        sheet.append([])
        for row, values in ((7, lower), (9, upper)):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column, value).data_type = "s" if value else "n"

    assert planned(swap).result.of("A").recommendations == WRITTEN.of("A").recommendations[::-1]


@pytest.mark.parametrize(
    ("edit", "removed"),
    [
        (delete("提言", 2, 2), {("subject", "A", "recommendations")}),
        (delete("所見", 2, 3), {("subject", "B", "reviews")}),
        (delete("開催経過", 2, 2), {("meetings",)}),
        (lambda book: book["見出し"].__setitem__("C6", None), {("heading", "meetings")}),
        (delete("総合評価", 2, 9), set()),
        (delete("見出し", 2, 15), set()),
        (delete("報告書", 2, 7), set()),
        (lambda book: [book.remove(book[name]) for name in ("提言", "所見", "開催経過", "記入要領")], set()),
    ],
    ids=["提言", "所見", "開催経過", "見出しの欄", "総合評価の行", "見出しの行", "報告書の行", "シート"],
)
def test_removed_is_what_was_emptied_or_taken_off_its_list(edit: Edit, removed: set[tuple[str, ...]]) -> None:
    assert statuses(planned(edit)) == dict.fromkeys(removed, TextStatus.REMOVED)


def test_without_its_number_a_workbook_removes_no_list_that_it_does_not_name() -> None:
    def forget(book: openpyxl.Workbook) -> None:
        book["報告書"]["B10"] = None
        for name in ("提言", "所見", "開催経過"):
            book[name].delete_rows(2, 9)

    given_texts = read(edited(forget))
    assert given_texts.based_on == ""
    assert plan_texts(given_texts, WRITTEN, None).changes == ()


def test_two_people_edit_copies() -> None:
    first = planned(lambda book: book["総合評価"].__setitem__("E2", "甲の文"))

    def second_edit(book: openpyxl.Workbook) -> None:
        book["総合評価"]["E2"] = "乙の文"
        book["総合評価"]["E5"] = "乙が直した必要性"
        book["提言"]["C3"] = "乙の対処方針"

    second = plan_texts(read(edited(second_edit)), first.result, WRITTEN)
    assert statuses(second) == {
        ("subject", "A", "consensus"): TextStatus.CONFLICT,
        ("subject", "A", "recommendations"): TextStatus.CHANGED,
        ("subject", "P", "criterion", "p1"): TextStatus.CHANGED,
    }
    assert second.result.of("A").consensus == "甲の文"
    assert second.result.of("A").recommendations[1].responses == ("乙の対処方針",)


def test_what_is_for_reading_only_is_not_read() -> None:
    def scribble(book: openpyxl.Workbook) -> None:
        book["総合評価"]["B2"] = "=1+1"
        book["総合評価"]["D3"] = 5
        book["総合評価"]["B40"] = "めも"
        book["見出し"]["B2"] = "別の言葉"
        book["記入要領"]["A1"] = "別の言葉"

    assert planned(scribble).changes == ()


def test_a_workbook_in_one_language_is_edited_in_the_other() -> None:
    def rename(book: openpyxl.Workbook) -> None:
        book["Joint judgements"].title = "総合評価"
        book["Report"]["A2"] = "報告書の表題"
        book["Report"]["B7"] = "委員名簿\nProjects、所見"
        book["Report"]["B9"] = "名簿順"

    plan = planned(rename, "en")
    assert [str(one) for one in plan.result.chapters] == ["committee", "projects", "reviews"]
    assert set(statuses(plan)) == {("report", "chapters"), ("report", "opinions")}


def test_cells_are_made_for_writing() -> None:
    data = texts_book(stored(WRITTEN), sample_evaluation(), JA)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        assert not sheet.protection.sheet, sheet.title
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    for sheet in book.worksheets[2:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
    judgement = book["総合評価"]
    assert judgement["E2"].alignment.wrap_text
    assert judgement["E2"].number_format == "@"
    assert judgement.column_dimensions["E"].width > 90
    assert judgement["B2"].fill.fgColor.rgb == book["報告書"]["B10"].fill.fgColor.rgb == "FFEDEDED"
    (rule,) = (one for one in judgement.data_validations.dataValidation if one.type == "list")
    listed = [cell.value for (cell,) in book["記入要領"][re.sub(r".*!|\$", "", rule.formula1)]]
    assert listed == ["A", "B", "C", "P"]
    orders = [one.formula1 for one in book["報告書"].data_validations.dataValidation if one.type == "list"]
    assert orders == ['"順不同（委員が特定されない順）,名簿順"']


def test_rows_grow_while_a_text_is_written() -> None:
    with zipfile.ZipFile(io.BytesIO(texts_book(stored(WRITTEN), sample_evaluation(), JA))) as package:
        sheet = package.read("xl/worksheets/sheet4.xml").decode()
    rows = re.findall(r"<row [^>]*>", sheet)
    assert len(rows) == 11
    assert all("ht=" in row for row in rows)
    assert "customHeight" not in sheet
