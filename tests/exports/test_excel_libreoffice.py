"""LibreOffice recalculates, keeps and re-saves our workbooks without a difference."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from evalapp.language import load_language
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment
from evalapp.rubric import CommentKind, Criterion, Rubric, Scale, ScaleStep
from evalapp.scoring import half_up
from exports.excel.answers import read_answers_table
from exports.excel.guard import read_workbook
from exports.excel.results import results_workbook
from exports.excel.setup_book import read_setup_book, setup_book
from tests.builders import GOLDEN, published_report, report, subject_report
from tests.exports.mixed import all_recused, mixed_subject
from tests.exports.test_excel_results import ODD
from tests.exports.test_excel_setup_book import OWN

JA = load_language("ja")
MOST = 60
"""The largest committee whose means are all recalculated."""

TEXTS = [text for text in ODD if not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe]", text)]
# its own settings: recalculate on load always, whatever program the file says it is from
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def means() -> Iterator[tuple[int, int, int]]:
    """Sum, n and decimals: every mean up to 10 points to one digit; ties and their neighbours to others."""
    for n in range(1, MOST + 1):
        for total in range(10 * n):
            yield total, n, 1
            for decimals in (0, 2, 3):
                if (2 * total * 10**decimals - n) % (2 * n) == 0:
                    yield from (
                        (near, n, decimals) for near in range(max(total - 1, 0), min(total + 2, 10 * n))
                    )


def grid() -> bytes:
    """A workbook with the formula of the summary for each of ``means``, and no value to lean on.

    Column A + q holds 60 times q + 1, then 60 times q: a range around the border has any n and sum.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        points, results = book.add_worksheet("p"), book.add_worksheet("r")
        for q in range(10):
            for row in range(2 * MOST):
                points.write_number(row, q, q + (row < MOST))
        for row, (total, n, decimals) in enumerate(means()):
            q, more = divmod(total, n)
            column = chr(ord("A") + q)
            cells = f"p!{column}{MOST - more + 1}:{column}{MOST + n - more}"
            results.write_formula(row, 0, f'=IFERROR(ROUND(AVERAGE({cells}),{decimals}),"－")', None, "")
    return file.getvalue()


def without_values(data: bytes) -> bytes:
    """``data`` without the cached value of any formula."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", old.read(name)))
    return file.getvalue()


def odd_results() -> bytes:
    blank, cannot = NoPoints.BLANK, NoPoints.CANNOT_JUDGE
    rows: list[list[Mark]] = [[blank, cannot, *[blank] * (len(TEXTS) - 2)], [0] * len(TEXTS)]
    rows += [[3, blank, cannot, *[1] * (len(TEXTS) - 3)]] * 5
    comments = [(Comment(CommentKind.ISSUE, text),) for text in TEXTS]
    return results_workbook(report(subject_report("X", "試行", rows, comments=comments)), JA, named=True)


def mixed_results() -> bytes:
    """Subjects of every sort: ids that look like cells, three digits, many members, nothing to compute."""
    steps = tuple(ScaleStep(points) for points in (1000, 7, 3, 2, 1, 0))
    rubric = Rubric(
        "r", "三桁", tuple(Criterion(f"c{n}", f"項目{n}", "", Scale(steps)) for n in range(4)), (), 3
    )
    rows: list[list[Mark]] = [[steps[(n * m + n) % 6].points for m in range(30)] for n in range(4)]
    subjects = (
        subject_report("R1C1", "セル番地", [[1, 3, 2, 3]] * 7),
        subject_report("2024-01", "三桁", rows, rubric=rubric),
        subject_report("TRUE", "真", [[NoPoints.BLANK]] * 7),
        subject_report("空", "未受付", [[]] * 7),
        all_recused(),
        mixed_subject(),
    )
    return results_workbook(report(*subjects), JA)


def answers() -> bytes:
    book = openpyxl.Workbook()
    for row in (
        ["委員", "評価対象", "評価項目", "評点"],
        ["m1", "A", "c1", 3],
        ["m1", "A", "c2", None],
        ["m1", 1, "c3", "評価不能"],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


OURS = {
    "published": results_workbook(published_report(), JA),
    "odd": odd_results(),
    "mixed": mixed_results(),
}


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Our workbooks as LibreOffice opens, recalculates and saves them, in one run."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {
        "grid": grid(),
        **{name: without_values(data) for name, data in OURS.items()},
        "setup": setup_book(tomllib.loads(OWN), JA),
        "answers": answers(),
    }
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    paths = [str(folder / f"{name}.xlsx") for name in files]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), *paths], check=True, capture_output=True, timeout=120
    )
    # it drops files silently: every one must be there
    return {name: Path(folder, "out", f"{name}.xlsx").read_bytes() for name in files}


def values(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def test_the_formula_rounds_half_up_for_every_sum_and_n(resaved: dict[str, bytes]) -> None:
    cells = [row[0] for row in values(resaved["grid"])["r"].iter_rows(values_only=True)]
    expected = [float(half_up(total, n, decimals)) for total, n, decimals in means()]
    assert len(expected) > 18_300
    # the very float of the printed text, not one that only looks like it
    assert cells == expected


@pytest.mark.parametrize(("name", "count"), [("published", 84), ("odd", 28), ("mixed", 87)])
def test_every_formula_gives_the_value_that_the_app_stored(
    name: str, count: int, resaved: dict[str, bytes]
) -> None:
    ours, again = values(OURS[name]), values(resaved[name])
    cells = [
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(io.BytesIO(OURS[name]))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(cells) == count
    different = [
        (sheet, cell, ours[sheet][cell].value, again[sheet][cell].value)
        for sheet, cell in cells
        if ours[sheet][cell].value != again[sheet][cell].value
    ]
    assert not different


def test_the_published_means_come_out_again(resaved: dict[str, bytes]) -> None:
    printed = [text for one in GOLDEN["projects"] for text in one["printed"]]
    book = values(resaved["published"])
    rows = [row for name in "ABC" for row in book[name].iter_rows(values_only=True)]
    cells = [row[1] for row in rows if re.match("[１-９]．", str(row[0] or ""))]
    assert [f"{cell:.1f}" for cell in cells] == printed
    overview = [row for row in book["集計"].iter_rows(values_only=True) if row[0] in ("A", "B", "C")]
    assert [f"{row[4]:.1f}" for row in overview] == printed


def test_blanks_and_words_do_not_enter_the_mean(resaved: dict[str, bytes]) -> None:
    book, count = values(resaved["odd"]), len(TEXTS)
    rows = book["X"].iter_rows(values_only=True)
    cells = [row[1:3] for row in rows if re.match("[１-９]．", str(row[0] or ""))]
    mean = float(half_up(3 + count - 3, count - 2, 1))
    assert cells == [("－", f"0/{count}"), (0, f"{count}/{count}"), *[(mean, f"{count - 2}/{count}")] * 5]
    overview = [row[4:7] for row in book["集計"].iter_rows(values_only=True) if row[0] == "X"]
    assert overview == [("－", 0, count), (0, count, count), *[(mean, count - 2, count)] * 5]


@pytest.mark.parametrize("name", [*OURS])
def test_sheets_names_and_styles_are_kept(name: str, resaved: dict[str, bytes]) -> None:
    ours, again = (openpyxl.load_workbook(io.BytesIO(data)) for data in (OURS[name], resaved[name]))
    assert again.sheetnames == ours.sheetnames
    assert set(again.defined_names) == set(ours.defined_names)
    for key, defined in ours.defined_names.items():
        assert list(again.defined_names[key].destinations) == list(defined.destinations)
    with zipfile.ZipFile(io.BytesIO(resaved[name])) as archive:
        styles = archive.read("xl/styles.xml").decode()
    kept = set(re.findall(r'<cellStyle name="([^"]*)"', styles))
    assert kept >= {style for style in ours.named_styles if style.startswith("評価 ")}
    assert len(kept) > 15


def test_odd_texts_survive_and_stay_text(resaved: dict[str, bytes]) -> None:
    rows = read_workbook(resaved["odd"], "odd.xlsx").sheets[3].rows
    # LibreOffice itself turns \r\n into \n
    assert [row[-1] for row in rows[1:]] == [text.replace("\r\n", "\n") for text in TEXTS]


def test_a_setup_saved_by_libreoffice_reads_the_same(resaved: dict[str, bytes]) -> None:
    assert read_setup_book(resaved["setup"], "setup.xlsx") == tomllib.loads(OWN)


def test_answers_saved_by_libreoffice_read_the_same(resaved: dict[str, bytes]) -> None:
    assert read_answers_table(resaved["answers"], "a.xlsx") == read_answers_table(answers(), "a.xlsx")
