"""The raw table of answers, from whatever workbook the secretariat holds."""

from __future__ import annotations

import io

import openpyxl
import pytest

from evalapp.errors import EvalError
from evalapp.table import Formula, Row, Table
from exports.excel.answers import read_answers_table

HEADS = ["委員", "評価対象", "評価項目", "評点", "肯定的意見"]


def book_of(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def refused(*sheets: tuple[str, list[list[object]]]) -> EvalError:
    with pytest.raises(EvalError) as caught:
        read_answers_table(book_of(*sheets), "x.xlsx")
    return caught.value


def test_rows_keep_their_numbers_and_their_types() -> None:
    rows = [
        [],
        HEADS,
        ["m1", "A", "c1", 3, None],
        [],
        [" ", None],
        ["m1", "A", "c2", "=1+1", " 意見\n二行 "],
        ["m2", "A", "c1", True],
    ]
    table = read_answers_table(book_of(("Sheet1", rows)), "x.xlsx")
    assert table == Table(
        tuple(HEADS),
        (
            Row(3, ("m1", "A", "c1", 3, None)),
            Row(6, ("m1", "A", "c2", Formula("=1+1"), " 意見\n二行 ")),
            Row(7, ("m2", "A", "c1", True, None)),
        ),
    )
    assert table.rows[2].cells[3] is True


@pytest.mark.parametrize("name", ["回答", "answers", "Answers "])
def test_the_sheet_of_answers_is_found_by_name(name: str) -> None:
    table = read_answers_table(book_of(("説明", [["読んでください"]]), (name, [HEADS, ["m1"]])), "x.xlsx")
    assert table.heads == tuple(HEADS)


def test_otherwise_the_first_sheet_with_something_on_it() -> None:
    table = read_answers_table(book_of(("empty", []), ("b", [HEADS, ["m1"]]), ("c", [["x"]])), "x.xlsx")
    assert table.rows == (Row(2, ("m1", None, None, None, None)),)


def test_what_is_no_table_is_refused() -> None:
    assert refused(("a", [])).code == "answers-empty"
    assert refused(("a", [[" "]])).code == "answers-empty"
    stray = refused(("a", [["委員", None, "評点"], ["m1", None, 3], ["m1", "x", 3]]))
    assert (stray.code, stray.params) == ("table-long-row", {"row": 3})
    assert refused(("a", [["委員"], ["m1", 3]])).params == {"row": 2}
    assert refused(("a", [["=A2", "評点"]])).code == "answers-formula"


def test_an_empty_head_between_heads_stays_a_column() -> None:
    table = read_answers_table(book_of(("a", [["委員", None, "評点", " "], ["m1", None, 3]])), "x.xlsx")
    assert table == Table(("委員", "", "評点"), (Row(2, ("m1", None, 3)),))
