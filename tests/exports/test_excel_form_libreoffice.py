"""A form filled in and saved by LibreOffice reads as it was filled in, whatever was done around the cells."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import openpyxl
import pytest

from evalapp.errors import EvalError
from evalapp.form import ID_NAMES, Form, form_payload
from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind, ScoreSheet
from exports.excel.form_reader import read_form
from tests.exports.office import filling, worked_on
from tests.forms import NOW, blank, evaluation, full_answers, issued, values
from ui.messages import phrase

LONG = "第一段落の意見。\n" * 3_500
ANSWERS = full_answers() | {"evalapp_s1_positive": LONG, "evalapp_s2_issue": "=1+1 から始まる意見\n髙﨑𠮷辻󠄀"}
SHIFTED = """
For Each sheet In document.Sheets
  sheet.unprotect("")
  sheet.Rows.insertByIndex(0, 3)
Next
first = document.Sheets.getByIndex(1)
first.Rows.insertByIndex(13, 2)
first.Columns.insertByIndex(1, 1)
document.Sheets.copyByName(document.Sheets.getByIndex(2).Name, "写し", 0)
copied = document.Sheets.getByName("写し")
copied.getCellRangeByName("B12").Value = 0
document.Sheets.getByIndex(4).Name = "改名 '2' の C!"
document.Sheets.moveByName("記入要領", 5)
"""
PASTED = """
sheet = document.Sheets.getByIndex(1)
sheet.getCellRangeByName("B8:B8").setDataArray(Array(Array(3)))
other = document.Sheets.getByIndex(0)
other.unprotect("")
other.getCellRangeByName("H1").String = "２"
sheet.unprotect("")
sheet.copyRange(Named("evalapp_s1_c2").CellAddress, other.getCellRangeByName("H1").RangeAddress)
"""
WRONG = {
    "evalapp_s1_c1": ("Value = 4", "4 は評点の段階にありません。"),
    "evalapp_s1_c2": ('String = "-1"', "「-1」"),
    "evalapp_s1_c3": ('String = "A"', "「A」"),
    "evalapp_s1_c4": ('Formula = "=1+1"', "数式"),
    "evalapp_s1_c5": ('Value = 2 : Named("evalapp_s1_c5").NumberFormat = 37', "1900-01-0"),
    "evalapp_s1_c6": ("Value = 2.5", "「2.5」"),
    "evalapp_s1_c7": ('Value = 0 : Named("evalapp_s1_c7").NumberFormat = 37', "「00:00:00」"),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Forms after LibreOffice, in one run of it."""
    form = blank()
    odd: dict[str, object] = {
        "evalapp_s1_c1": "２",
        "evalapp_s1_c2": "3 ",
        "evalapp_s1_c3": 3.0,
        "evalapp_s1_c4": "3.0",
        "evalapp_s1_c5": "評価不能",
        "evalapp_s1_c6": 0,
        "evalapp_s2_recusal": "辞退(利害関係)",
        "evalapp_s3_recusal": "欠席",
    }
    wrong = "\n".join(f'Named("{name}").{statement}' for name, (statement, _words) in WRONG.items())
    return worked_on(
        tmp_path_factory.mktemp("office"),
        {
            "full": (form, filling(ANSWERS)),
            "shifted": (form, filling(ANSWERS) + SHIFTED),
            "odd": (form, filling(odd)),
            "pasted": (form, PASTED),
            "wrong": (form, wrong),
            "english": (blank(language=load_language("en")), filling({"evalapp_s1_c1": "cannot judge"})),
        },
    )


def sheets(form: Form) -> tuple[ScoreSheet, ...]:
    return form_payload(form, evaluation(), issued(), 1, NOW, "0").sheets


def test_what_was_filled_in_comes_back(saved: Mapping[str, bytes]) -> None:
    form = read_form(saved["full"], "f.xlsx")
    assert {name: value for name, value in values(form).items() if name in ANSWERS} == ANSWERS
    payload = form_payload(form, evaluation(), issued(), 1, NOW, "0")
    assert not payload.draft
    assert [list(sheet.marks.values()) for sheet in payload.sheets] == [
        [0, 1, 2, 3, 0, 1, 2],
        [3, 0, 1, 2, 3, 0, 1],
        [2, 3, 0, 1],
    ]
    assert len(payload.sheets[0].comments) == 3
    assert len(payload.sheets[2].comments) == 9


def test_moved_rows_and_renamed_copied_and_moved_sheets_change_nothing(saved: Mapping[str, bytes]) -> None:
    plain, shifted = read_form(saved["full"], "f.xlsx"), read_form(saved["shifted"], "f.xlsx")
    assert values(shifted) == values(plain)
    assert sheets(shifted) == sheets(plain)
    assert plain.cells["evalapp_s1_c1"].place == "評価票A!B8"
    assert shifted.cells["evalapp_s1_c1"].place == "評価票A!C11"
    assert shifted.cells["evalapp_s1_c3"].place == "評価票A!C17"
    assert shifted.cells["evalapp_s3_c1"].place.startswith("改名 '2' の C!!")


def test_numbers_are_understood_as_people_write_them(saved: Mapping[str, bytes]) -> None:
    first, second, third = sheets(read_form(saved["odd"], "f.xlsx"))
    marks = list(first.marks.values())
    assert marks == [2, 3, 3, 3, NoPoints.CANNOT_JUDGE, 0, NoPoints.BLANK]
    assert (second.recusal, third.recusal) == (RecusalKind.CONFLICT, RecusalKind.ABSENT)
    english = sheets(read_form(saved["english"], "f.xlsx"))
    assert english[0].marks["c1"] is NoPoints.CANNOT_JUDGE


def test_pasted_values_are_values(saved: Mapping[str, bytes]) -> None:
    marks = sheets(read_form(saved["pasted"], "f.xlsx"))[0].marks
    assert (marks["c1"], marks["c2"], marks["c3"]) == (3, 2, NoPoints.BLANK)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_score_is_refused_by_its_cell(saved: Mapping[str, bytes], name: str) -> None:
    form = read_form(saved["wrong"], "f.xlsx")
    others = {
        key: replace(cell, value=None) if key in WRONG and key != name else cell
        for key, cell in form.cells.items()
    }
    with pytest.raises(EvalError) as caught:
        sheets(Form(others))
    assert caught.value.code == "form-cell"
    sentence = phrase(caught.value, load_language("ja"))
    assert f"{form.cells[name].place} のセル：" in sentence
    assert WRONG[name][1] in sentence
    assert f"Cell {form.cells[name].place}: " in phrase(caught.value, load_language("en"))


def test_all_wrong_cells_are_counted(saved: Mapping[str, bytes]) -> None:
    with pytest.raises(EvalError) as caught:
        sheets(read_form(saved["wrong"], "f.xlsx"))
    assert caught.value.params["place"] == "評価票A!B8"
    assert caught.value.params["more"] == len(WRONG) - 1


def test_all_but_the_answers_stays_locked(saved: Mapping[str, bytes]) -> None:
    form = read_form(saved["full"], "f.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(saved["full"]))
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    unlocked = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked == {cell.place for name, cell in form.cells.items() if name not in ID_NAMES}


def test_the_state_is_counted_by_the_formulas(saved: Mapping[str, bytes]) -> None:
    def shown(name: str) -> list[list[object]]:
        book = openpyxl.load_workbook(io.BytesIO(saved[name]), data_only=True)
        rows = list(book["記入要領"].iter_rows(values_only=True))
        first = next(index for index, row in enumerate(rows) if row[0] == "シート") + 1
        return [list(row[2:6]) for row in rows[first : first + 3]]

    assert shown("full") == [["7/7", 3, 9, "完了"], ["7/7", 3, 10, "完了"], ["4/4", 9, 6, "完了"]]
    assert shown("odd") == [["5/7", 0, 3, "途中"], ["0/7", 0, 0, "辞退・欠席"], ["0/4", 0, 0, "辞退・欠席"]]
    assert shown("wrong")[0][0] == "3/7"
