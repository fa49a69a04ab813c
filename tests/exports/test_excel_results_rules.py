"""The results workbook's XML against the rules of Excel: names, references, styles, links, headers."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from evalapp.language import load_language
from evalapp.mark import normalised
from evalapp.text import utf16_units
from exports.excel.results import results_workbook
from exports.excel.sheet_names import quoted, range_names, sheet_names
from tests.builders import INFO, published_report, report, subject_report
from tests.exports.mixed import all_recused, mixed_subject

JA, EN = load_language("ja"), load_language("en")
ODD_IDS = [
    "A1",
    "R1C1",
    "C",
    "1",
    "2024-01",
    "TRUE",
    "History",
    "データ",
    "集計",
    "課題.一-２",
    "a" * 40,
    "a" * 39 + "b",
    "𠮷" * 20,
    "_xlnm.Print_Area",
]
ids = st.lists(st.from_regex(r"\w[\w.\-]{0,39}", fullmatch=True), max_size=8, unique_by=normalised)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def odd_workbook(*, named: bool = False) -> bytes:
    subjects = [subject_report(id_, f"課題 {id_[:5]}", [[3, 2, 1]] * 7) for id_ in ODD_IDS]
    info = replace(INFO, title="2027年度 & 評価" + "𠮷" * 300)
    return results_workbook(report(*subjects, all_recused(), mixed_subject(), info=info), JA, named=named)


def test_sheets_are_named_by_their_subjects_within_the_rules() -> None:
    names = openpyxl.load_workbook(io.BytesIO(odd_workbook())).sheetnames
    assert names[0] == "集計"
    assert names[-3:] == ["データ", "意見", "算出方法"]
    assert names[1:7] == ["A1", "R1C1", "C", "1", "2024-01", "TRUE_2"]
    assert names[7:10] == ["History_2", "データ_2", "集計_2"]
    assert names[11:14] == ["a" * 31, "a" * 29 + "_2", "𠮷" * 15]


@given(ids)
def test_any_ids_give_names_that_excel_takes(ids: list[str]) -> None:
    names = sheet_names(ids, ["Summary", "集計"])
    assert len({normalised(name) for name in [*names, "Summary", "集計", "History"]}) == len(ids) + 3
    for name in names:
        assert 0 < utf16_units(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert name.strip("'") == name
    ranges = range_names(ids)
    assert len({normalised(name) for name in ranges}) == len(ids)
    assert all(re.fullmatch(r"[\w.]+", name) and max(name) <= "\uffff" for name in ranges)


def test_a_name_that_no_id_has_is_made_into_one_that_can_be() -> None:
    assert sheet_names(["'[a]:b'", "", "x/y"], []) == ["_a__b", "_", "x_y"]
    assert sheet_names(["課題①", "課題1", "Ⅳ期"], []) == ["課題1", "課題1_2", "IV期"]
    assert quoted("it's") == "'it''s'"


def test_every_defined_name_is_valid_and_leads_into_the_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(odd_workbook()))
    found = dict(book.defined_names)
    assert len({name.casefold() for name in found}) == len(found) > 3 * len(ODD_IDS)
    for name, defined in found.items():
        assert re.fullmatch(r"[A-Za-z_][\w.]{0,254}", name)
        # no name may look like a cell, A1 or R1C1
        assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*", name)
        ((sheet, cells),) = defined.destinations
        _left, _top, right, bottom = range_boundaries(cells)
        assert right <= book[sheet].max_column
        assert bottom <= book[sheet].max_row
    table = found["table_2024_01"].attr_text
    assert table == "'2024-01'!$A$3:$F$10"
    assert found["means_2024_01"].attr_text == "'2024-01'!$B$4:$B$10"
    assert found["points_2024_01"].attr_text == "'2024-01'!$D$4:$F$10"


def test_every_reference_names_a_sheet_of_the_workbook() -> None:
    files = parts(odd_workbook())
    sheets = set(re.findall(r'<sheet name="([^"]+)"', files["xl/workbook.xml"]))
    assert len(sheets) == len(ODD_IDS) + 2 + 4
    sheet = r"(?:'((?:[^']|'')+)'|([^\s'!,=()<>]+))!\$?[A-Z]+\$?[0-9]+"
    formulas = [
        text
        for name, part in files.items()
        if name.startswith(("xl/worksheets/sheet", "xl/charts/"))
        for text in re.findall(r"<(?:c:)?f>([^<]*)</(?:c:)?f>|location=\"([^\"]*)\"", part)
    ]
    used = {
        (one or two).replace("''", "'") for text in formulas for one, two in re.findall(sheet, "".join(text))
    }
    assert used == sheets
    # what looks like a cell or a number must stand between apostrophes wherever it is used
    assert not re.search(r"[=(>,](?:A1|R1C1|C|1|TRUE)!", "".join(files.values()))


def test_links_stay_within_the_file() -> None:
    files = parts(odd_workbook(named=True))
    relations = "".join(part for name, part in files.items() if name.endswith(".rels"))
    assert "External" not in relations
    assert "location=\"'2024-01'!A1\"" in files["xl/worksheets/sheet1.xml"]
    assert all("location=\"'集計'!A1\"" in files[f"xl/worksheets/sheet{n}.xml"] for n in range(2, 18))
    everything = "".join(files.values())
    for word in ("file:", "/tmp/", "/home/", "<dc:creator>x", "externalLink", "vbaProject"):
        assert word not in everything
    assert "<dc:creator></dc:creator>" in files["docProps/core.xml"]


@pytest.mark.parametrize("language", [JA, EN])
def test_every_cell_has_a_style_from_the_list(language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(results_workbook(published_report(), language)))
    word = language.gettext("Evaluation") + " "
    used = {
        cell.style for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    plain = {
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.style == "Normal"
    }
    assert len(used) >= 15
    assert all(name.startswith(word) for name in used - {"Normal"})
    assert len(plain - {None}) <= 3, "only the facts of the head have none"
    mean = book["A"]["B4"]
    assert (mean.style, mean.number_format) == (word + language.gettext("mean"), "0.0")


def test_a_cell_says_only_where_it_differs_from_its_style() -> None:
    styles = parts(results_workbook(published_report(), JA))["xl/styles.xml"]
    kinds = [
        re.findall(r"<xf ([^>]*?)/?>", re.search(rf"<{part} .*?</{part}>", styles)[0])
        for part in ("cellStyleXfs", "cellXfs")
    ]
    names = re.findall(r'<cellStyle name="([^"]*)" xfId="(\d+)"', styles)
    assert [int(number) for _name, number in names] == [*range(len(kinds[0]))]
    assert len({name.casefold() for name, _number in names}) == len(names)
    for cell in kinds[1]:
        number = int(re.search(r'xfId="(\d+)"', cell)[1])
        for word, key in (("Font", "fontId"), ("Fill", "fillId"), ("Border", "borderId")):
            own, of_style = (re.search(rf'{key}="(\d+)"', one)[1] for one in (cell, kinds[0][number]))
            assert not number or (f"apply{word}" in cell) == (own != of_style)


def test_headers_and_footers_keep_to_their_length_and_their_size() -> None:
    for name, part in parts(odd_workbook(named=True)).items():
        for kind, text in re.findall(r"<odd(Header|Footer)>([^<]*)<", part):
            code = text.replace("&amp;", "&")
            assert utf16_units(code) <= 255, name
            assert "事務局限り" in code or kind == "Footer"
            # a digit behind the size of the type would be part of it
            assert set(re.findall(r"&(\d+)", code)) == {"9"}


def test_the_first_sheet_is_shown_and_none_is_hidden() -> None:
    workbook = parts(odd_workbook())["xl/workbook.xml"]
    assert "state=" not in workbook
    assert "activeTab" not in workbook
    window = re.search(r'windowWidth="(\d+)" windowHeight="(\d+)"', workbook)
    assert 10_000 < int(window[2]) < int(window[1]) < 30_000


@pytest.mark.parametrize("count", [9, 10, 30])
def test_names_over_narrow_columns_are_turned(count: int) -> None:
    def head(name: str) -> object:
        subject = subject_report("X", "試行", [[3] * count] * 7)
        columns = tuple(replace(one, member=replace(one.member, name=name)) for one in subject.columns)
        data = results_workbook(report(replace(subject, columns=columns)), JA, named=True)
        return openpyxl.load_workbook(io.BytesIO(data))["X"]["D3"].alignment.textRotation

    narrow = count > 9
    assert head("髙瀬 一郎") == (255 if narrow else 0)
    # 𠮷 is two units: LibreOffice would set its halves one below the other
    assert head("𠮷住 花子") == (180 if narrow else 0)
