"""A workbook read back for being looked at says and looks what another program reads in it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.cell import MergedCell

from evalapp.errors import EvalError
from evalapp.language import load_language
from exports.excel.preview import MOST_ROWS, SheetPreview, WorkbookPreview
from exports.excel.results import results_workbook
from exports.plain.comments import comments_csv
from exports.plain.preview import csv_preview
from exports.plain.results import results_csv
from tests.builders import published_report, report, subject_report

JA = load_language("ja")


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return results_workbook(published_report(), JA)


def shown(value: object, number_format: str) -> str:
    """As a spreadsheet shows it."""
    if value is None:
        return ""
    if isinstance(value, float | int) and number_format != "General":
        decimals = number_format.partition(".")[2]
        return f"{value:.{len(decimals)}f}"
    return str(value)


def test_every_cell_says_what_another_reader_finds(workbook: bytes) -> None:
    preview = WorkbookPreview(workbook, "workbook.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    assert list(preview.names) == book.sheetnames
    for number, name in enumerate(preview.names):
        sheet = preview.sheet(number)
        cells = {
            (cell.row - 1, cell.column - 1): shown(cell.value, cell.number_format)
            for row in book[name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert {place: cell.text for place, cell in sheet.cells.items() if cell.text} == cells
        assert sheet.rows == len(sheet.heights)


def test_measures_and_looks_are_those_of_the_file(workbook: bytes) -> None:
    preview = WorkbookPreview(workbook, "workbook.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    for number, name in enumerate(preview.names):
        sheet, other = preview.sheet(number), book[name]
        for (row, column), cell in sheet.cells.items():
            theirs = other.cell(row + 1, column + 1)
            if isinstance(theirs, MergedCell):  # openpyxl forgets their looks
                continue
            assert cell.look.bold == bool(theirs.font.b)
            assert cell.look.points == theirs.font.sz
            assert cell.look.wrapped == bool(theirs.alignment.wrap_text)
            assert (cell.look.across or None) == theirs.alignment.horizontal
            filled = theirs.fill.fill_type == "solid"
            assert cell.look.ground == (f"#{theirs.fill.fgColor.rgb[2:].lower()}" if filled else "")
            assert ("left" in cell.look.edges) == (theirs.border.left.style is not None)
        first = other.column_dimensions["A"].width
        assert sheet.widths[0] == pytest.approx(first * 8)
        merged = {(one.row, one.column, one.rows, one.columns) for one in sheet.blocks if one.chart is None}
        assert merged == {
            (
                one.min_row - 1,
                one.min_col - 1,
                one.max_row - one.min_row + 1,
                one.max_col - one.min_col + 1,
            )
            for one in other.merged_cells.ranges
        }


def test_a_chart_is_known_by_what_it_says_and_where_it_stands(workbook: bytes) -> None:
    preview = WorkbookPreview(workbook, "workbook.xlsx")
    subject = published_report().subjects[0]
    sheet = preview.sheet(1)
    (chart,) = [one for one in sheet.blocks if one.chart is not None]
    assert chart.chart is not None
    assert subject.subject.title in chart.chart
    assert all(subject.printed_mean(result) in chart.chart for result in subject.results)
    last = max(row for row, _column in sheet.cells)
    assert last < chart.row < chart.row + chart.rows <= len(sheet.heights)


def test_a_long_sheet_is_cut_and_says_how_long_it_is() -> None:
    subjects = [subject_report(f"S{number}", "題", [[3] * 15] * 7) for number in range(6)]
    data = results_workbook(report(*subjects), JA)
    preview = WorkbookPreview(data, "workbook.xlsx")
    sheet = preview.sheet(preview.names.index("データ"))
    assert len(sheet.heights) == MOST_ROWS
    assert sheet.rows == 6 * 7 * 15 + 1
    assert preview.sheet(preview.names.index("データ")) is sheet, "read once"


def test_an_exact_half_is_shown_as_spreadsheets_round_it() -> None:
    preview = WorkbookPreview(results_workbook(published_report(), JA), "x.xlsx")
    look = replace(next(iter(preview.sheet(0).cells.values())).look, decimals=1)
    assert [look.shown(value) for value in (2.25, 2.35, 3, -0.05)] == ["2.3", "2.4", "3.0", "-0.1"]
    assert replace(look, decimals=None).shown(2.25) == "2.25"


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(EvalError, match="workbook-not-excel"):
        WorkbookPreview(b"%PDF-1.7", "x.xlsx")


def rows_of(sheet: SheetPreview) -> list[list[str]]:
    return [
        [sheet.cells[row, column].text for column in range(len(sheet.widths)) if (row, column) in sheet.cells]
        for row in range(len(sheet.heights))
    ]


def test_a_csv_file_is_shown_as_its_rows() -> None:
    data = results_csv(published_report(), named=False)
    sheet = csv_preview(data, "results.csv")
    lines = data.decode("utf-8-sig").splitlines()
    assert [",".join(row) for row in rows_of(sheet)] == lines
    assert sheet.rows == len(lines)
    assert sheet.cells[0, 0].look.bold
    comments = csv_preview(comments_csv(published_report(), named=False), "comments.csv")
    assert not any("\n" in cell.text for cell in comments.cells.values())
