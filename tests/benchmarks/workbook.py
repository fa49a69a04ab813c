"""The results as a workbook of 10,000 rows."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from evalapp.language import load_language
from exports.excel.results import results_workbook
from tests.benchmarks.measuring import Case
from tests.builders import RUBRIC, report, subject_report


def prepare(_folder: Path) -> None:
    """Nothing to prepare."""


def _report() -> object:
    chance = random.Random(1)
    # 143 subjects x 10 members x 7 criteria = 10,010 rows of data
    return report(
        *(
            subject_report(
                f"s{n}", f"課題 {n}", [[chance.randrange(4) for _ in range(10)] for _ in RUBRIC.criteria]
            )
            for n in range(143)
        )
    )


def _workbook() -> Callable[[], bytes]:
    report, language = _report(), load_language("ja")
    return lambda: results_workbook(report, language)  # type: ignore[arg-type]


def _bare(_folder: Path) -> Callable[[], object]:
    rows = [
        [
            result.criterion.id,
            result.criterion.title,
            subject.subject.id,
            subject.subject.title,
            number,
            i,
            mark,
            "x",
        ]
        for subject in _report().subjects  # type: ignore[attr-defined]
        for number, result in enumerate(subject.results)
        for i, mark in enumerate(result.marks)
    ]

    def run() -> None:
        book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
        book.close()

    return run


def _deflate(_folder: Path) -> Callable[[], object]:
    with zipfile.ZipFile(io.BytesIO(_workbook()())) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return lambda: [zlib.compress(part) for part in parts]


CASES = [
    Case(
        "workbook of 10,010 rows and 143 tables",
        lambda _folder: _workbook(),
        {"XlsxWriter, the same rows bare": _bare, "deflating the same bytes": _deflate},
        seconds=1.0,
        memory=60,
    )
]
