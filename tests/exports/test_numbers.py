"""A criterion carries one number in all documents: its place in the rubric."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest

from evalapp.language import load_language
from exports.excel.results import results_workbook
from exports.pdf.sheet_page import SheetPage
from exports.pdf.sheets import sheets_pdf
from exports.pdf.summary import summary_pdf
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.mixed import MIXED, TITLES, mixed_subject

JA = load_language("ja")
NUMBERED = re.compile(r"[０-９]．(?:前書き|必要性|体制|総括)")


def test_the_number_is_the_place_among_all_criteria():
    assert [MIXED.number(criterion.id) for criterion in MIXED.criteria] == [1, 2, 3, 4]
    with pytest.raises(KeyError):
        MIXED.number("e")


def test_the_summary_numbers_table_chart_and_opinions_alike():
    found = NUMBERED.findall(pdf.text(summary_pdf(builders.report(mixed_subject()), JA)))
    assert set(found) == TITLES
    # table, chart and the comments on it; a criterion without points has its comments only
    assert (found.count("２．必要性"), found.count("１．前書き")) == (3, 1)


def test_the_score_sheet_numbers_scores_and_comments_alike():
    subject = mixed_subject()
    page = SheetPage(builders.INFO, subject.subject, MIXED, subject.sheet(0), None, "", date(2022, 12, 1))
    found = NUMBERED.findall(pdf.text(sheets_pdf([page], JA)))
    assert set(found) == TITLES
    assert (found.count("２．必要性"), found.count("１．前書き")) == (2, 1)


def test_the_workbook_numbers_all_its_sheets_alike():
    data = results_workbook(builders.report(mixed_subject()), JA)
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = {
        name: {
            hit
            for row in book[name].iter_rows(values_only=True)
            for cell in row
            for hit in NUMBERED.findall(str(cell))
        }
        for name in ("集計", "意見", "算出方法")
    }
    assert found["集計"] == {"２．必要性", "４．総括"}
    assert found["意見"] == TITLES
    assert found["算出方法"] <= TITLES
    rows = book["データ"].iter_rows(min_row=2, values_only=True)
    assert {(row[3], row[4]) for row in rows} == {(2, "b"), (4, "d")}
