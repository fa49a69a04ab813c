"""A form's sheet is read whole, whatever its length, its spelling and the pieces it is parsed in."""

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
PIECE = 2**20
"""What is parsed at once."""

NOISE = random.Random(0).randbytes(PIECE).hex()
ANSWERS = {"evalapp_s1_c1": 3, "evalapp_s1_c7": 0, "evalapp_s1_issue": "意見 </sheetData>"}


def answers(data: bytes) -> dict[str, object]:
    found = values(read_form(data, "f"))
    return {name: found[name] for name in ANSWERS}


def code(data: bytes) -> str:
    with pytest.raises(EvalError) as caught:
        read_form(data, "f")
    return caught.value.code


@pytest.fixture(scope="module")
def form() -> bytes:
    return filled(blank(), ANSWERS)


def lengthened(form: bytes, place: str, length: int) -> bytes:
    """The form with a comment before ``place`` that makes the sheet ``length`` bytes long."""
    missing = length - len(parts_of(form)[SHEET]) - len("<!---->")
    return edited(form, SHEET, lambda text: text.replace(place, f"<!--{NOISE[:missing]}-->{place}"))


@pytest.mark.parametrize("length", [PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
@pytest.mark.parametrize("place", ["<sheetData>", '<row r="12"', "</worksheet>"])
def test_a_sheet_of_any_length_is_read_to_its_end(form: bytes, place: str, length: int) -> None:
    long = lengthened(form, place, length)
    assert len(parts_of(long)[SHEET]) == length
    assert answers(long) == ANSWERS
    cut = edited(long, SHEET, lambda text: text.replace("</worksheet>", " " * len("</worksheet>")))
    assert code(cut) == "workbook-damaged"


@pytest.mark.parametrize(
    ("old", "new"),
    [("<pageMargins ", "<pageMargins <"), ("</worksheet>", "&x;</worksheet>"), ("</worksheet>", "</sheet>")],
)
def test_damage_behind_the_cells_is_damage(form: bytes, old: str, new: str) -> None:
    assert code(edited(form, SHEET, lambda text: text.replace(old, new))) == "workbook-damaged"


def test_the_checksum_covers_what_no_answer_depends_on(form: bytes) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts_of(form).items():
            archive.writestr(name, part)
    plain = file.getvalue()
    assert answers(plain) == ANSWERS
    at = plain.index(b"<pageMargins left", plain.index(SHEET.encode()))
    assert code(plain[:at] + b"<pageMargins lefd" + plain[at + 17 :]) == "workbook-damaged"


def test_other_spellings_of_the_same_are_the_same(form: bytes) -> None:
    parts = parts_of(form)
    text = parts[SHEET].decode()
    prefixed = re.sub(r"<(/?)(\w)", r"<\1x:\2", text).replace(" xmlns=", " xmlns:x=")
    assert answers(zipped(parts | {SHEET: prefixed.encode()})) == ANSWERS
    assert answers(zipped(parts | {SHEET: text.replace("UTF-8", "UTF-16").encode("utf-16")})) == ANSWERS
