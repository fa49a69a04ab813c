"""Where the cells of a form's sheet end: nothing before that is missed, nothing behind it matters."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest

from evalapp.errors import EvalError
from exports.excel.form_reader import read_form
from tests.forms import blank, edited, filled, parts_of, values, zipped

SHEET = "xl/worksheets/sheet2.xml"
NOISE = random.Random(0).randbytes(2**19 + 2**16).hex()
"""More than is parsed at once."""

ANSWERS = {"evalapp_s1_c1": 3, "evalapp_s1_c7": 0, "evalapp_s1_issue": "</sheetData> & sheetData"}


@pytest.fixture(scope="module")
def form() -> bytes:
    """A form with answers in the first and last rows of a sheet."""
    return filled(blank(), ANSWERS)


def answers(data: bytes) -> dict[str, object]:
    found = values(read_form(data, "f"))
    return {name: found[name] for name in ANSWERS}


def code(data: bytes) -> str:
    with pytest.raises(EvalError) as caught:
        read_form(data, "f")
    return caught.value.code


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</sheetData>", "</sheetData >"),
        ("</sheetData>", "</sheetData><!-- </sheetData> -->"),
        ("</sheetData>", "</sheetData><sheetDataSet/>"),
        ("<sheetData>", "<sheetData><!--</sheetData>-->"),
        ('<row r="10"', '<!--<sheetData></sheetData>--><row r="10"'),
        ("<sheetData>", f"<!--{NOISE}--><sheetData>"),
        ("</sheetData>", f"<!--{NOISE}--></sheetData>"),
        ("</worksheet>", f"<!--{NOISE}--></worksheet>"),
    ],
    ids=range(8),
)
def test_no_answer_is_missed_whatever_mentions_the_end(form: bytes, old: str, new: str) -> None:
    assert answers(edited(form, SHEET, lambda text: text.replace(old, new, 1))) == ANSWERS


def test_no_answer_is_missed_in_other_spellings(form: bytes) -> None:
    parts = parts_of(form)
    text = parts[SHEET].decode()
    prefixed = re.sub(r"<(/?)(\w)", r"<\1x:\2", text).replace(" xmlns=", " xmlns:x=")
    assert answers(zipped(parts | {SHEET: prefixed.encode()})) == ANSWERS
    # the bytes of "sheetData>" are five signs in UTF-16
    hidden = text.replace("&amp; sheetData", "桳敥䑴瑡㹡").replace("UTF-8", "UTF-16")
    found = answers(zipped(parts | {SHEET: hidden.encode("utf-16")}))
    assert found == ANSWERS | {"evalapp_s1_issue": "</sheetData> 桳敥䑴瑡㹡"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("<pageMargins ", "<pageMargins <"), ("</worksheet>", ""), ("</dataValidations>", "<row r='8'>&x;")],
)
def test_what_stands_behind_the_cells_answers_nothing(form: bytes, old: str, new: str) -> None:
    assert answers(edited(form, SHEET, lambda text: text.replace(old, new))) == ANSWERS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</sheetData>", ""),
        ("</sheetData>", "<!--</sheetData>-->"),
        ('<row r="10"', '</sheetData><row r="10"'),
        ('<row r="26"', '<row r="26" <'),
        ("</row></sheetData>", "</sheetData>"),
    ],
)
def test_cells_without_a_proper_end_are_damage(form: bytes, old: str, new: str) -> None:
    assert code(edited(form, SHEET, lambda text: text.replace(old, new))) == "workbook-damaged"


def test_another_end_is_not_that_of_the_cells() -> None:
    unclosed = edited(
        filled(blank(), {"evalapp_s1_c7": 3}), SHEET, lambda text: text.replace("</sheetData>", "")
    )
    other = '<xsheetData></xsheetData><row r="10"'
    spoilt = edited(unclosed, SHEET, lambda text: text.replace('<row r="10"', other))
    assert code(spoilt) == "workbook-damaged"


def test_the_checksum_holds_for_what_is_not_looked_at(form: bytes) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts_of(form).items():
            archive.writestr(name, part)
    plain = file.getvalue()
    assert answers(plain) == ANSWERS
    at = plain.index(b"</worksheet>", plain.index(SHEET.encode()))
    assert code(plain[:at] + b"</Worksheet>" + plain[at + 12 :]) == "workbook-damaged"
