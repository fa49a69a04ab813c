"""The QR codes on score sheets, read from the printed page by another program."""

from __future__ import annotations

import io
import random
import re
import subprocess
from dataclasses import replace
from itertools import chain

import pikepdf
import pytest
import zxingcpp

from evalapp.compiling import verified_report
from evalapp.language import load_language
from evalapp.report import SourceKind
from evalapp.store.evaluation_file import EvaluationFile
from exports.pdf.document import PdfDocument
from exports.pdf.qr import QUIET, qr_code
from exports.pdf.sheet_page import blank_pages, filled_pages
from exports.pdf.sheets import sheets_pdf
from tests.exports import pdf_reading as pdf
from tests.exports.test_pdf_sheets import CHAIR, JA, page

EN = load_language("en")
DPI = 150
MM = DPI / 25.4


def pictures(data: bytes) -> list[memoryview]:
    """The pages as they come from a printer of 150 dots an inch, rows of grey pixels."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-"]
    raw = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    found, at = [], 0
    while at < len(raw):
        head = re.compile(rb"P5\s(\d+)\s(\d+)\s255\s").match(raw, at)
        width, height = int(head[1]), int(head[2])
        at = head.end() + width * height
        found.append(memoryview(raw)[head.end() : at].cast("B", (height, width)))
    return found


def codes(data: bytes) -> list[list[zxingcpp.Barcode]]:
    """The codes found on each page."""
    return [list(zxingcpp.read_barcodes(picture)) for picture in pictures(data)]


def texts(data: bytes) -> list[str]:
    return [code.text for found in codes(data) for code in found]


@pytest.fixture(scope="module")
def sample(taken_in_once):
    with EvaluationFile(taken_in_once.evaluation) as file:
        return file.evaluation, verified_report(file)


@pytest.mark.parametrize("language", [JA, EN], ids=["ja", "en"])
def test_every_sheet_of_the_sample_says_its_printed_code(sample, language):
    _evaluation, report = sample
    data = sheets_pdf(filled_pages(report, named=True), language)
    expected = [column.source.code for subject in report.subjects for column in subject.columns]
    assert len(expected) == 19
    read = codes(data)
    assert [code.text for found in read for code in found] == expected
    for found, text in zip(read, pdf.pages(data), strict=True):
        for code in found:
            assert text.count(code.text) == 2  # beside the code and at the foot
            assert code.ec_level == "M"


def test_anonymous_and_typed_sheets_carry_no_code_at_all(sample):
    _evaluation, report = sample
    assert not texts(sheets_pdf(filled_pages(report, named=False), JA))
    (subject,) = report.subjects[:1]
    columns = tuple(
        replace(one, source=replace(one.source, kind=SourceKind.TYPED)) for one in subject.columns
    )
    typed = replace(report, subjects=(replace(subject, columns=columns),))
    assert not texts(sheets_pdf(filled_pages(typed, named=True), JA))


def test_a_form_says_which_sheet_it_is(sample):
    evaluation, _report = sample
    pages = chain.from_iterable(blank_pages(evaluation, member) for member in evaluation.members)
    expected = [
        f"evalapp:blank:{evaluation.info.id[:8]}:{member.id}:{subject.id}"
        for member in evaluation.members
        for subject in evaluation.subjects
        if evaluation.recusal(member.id, subject.id) is None
    ]
    assert len(expected) == 19
    assert texts(sheets_pdf(pages, JA, by_member=True)) == expected
    nobody = [f"evalapp:blank:{evaluation.info.id[:8]}:{subject.id}" for subject in evaluation.subjects]
    assert texts(sheets_pdf(blank_pages(evaluation, None), JA)) == nobody


def test_the_symbol_is_large_enough_and_its_quiet_zone_is_empty():
    data = sheets_pdf([page(), page(member=replace(CHAIR, id="委" * 40), code="7K3M-Q2XA-9F")], JA)
    for picture in pictures(data):
        (code,) = zxingcpp.read_barcodes(picture)
        first, last = code.position.top_left, code.position.bottom_right
        side = last.x - first.x
        assert side >= 16 * MM - 2
        quiet = int(QUIET * side / qr_code(code.text).modules) - 1
        rows, columns = range(first.y - quiet, last.y + quiet), range(first.x - quiet, last.x + quiet)
        ring = [
            picture[y, x]
            for y in rows
            for x in columns
            if not (first.y - 2 <= y <= last.y + 2 and first.x - 2 <= x <= last.x + 2)
        ]
        assert len(ring) > 4 * quiet * side
        assert min(ring) == 255


def on_pages(found: list[str]) -> bytes:
    """A document with one code a page, at sizes and places that do not fit the printer's dots."""
    document = PdfDocument("t", "", "", "ja")
    for number, text in enumerate(found):
        ink = document.ink()
        qr_code(text).draw(ink, 60 + number * 0.37 % 7, 70 + number * 0.53 % 9)
        document.add(ink, [])
    return document.finished()


def test_any_code_and_any_identifiers_are_read_back():
    chance = random.Random(4)
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    found = ["-".join("".join(chance.choices(signs, k=4)) for _ in range(3)) for _ in range(60)]
    letters = "abcXYZ019_-.委員課題評価ｱ𠮷é"
    for length in (1, 2, 5, 12, 20, 40, 40):
        member, subject = ("".join(chance.choices(letters, k=length)) for _ in range(2))
        found.append(f"evalapp:blank:0123abcd:{member}:{subject}")
    assert texts(on_pages(found)) == found


def test_a_code_is_one_path_and_the_same_each_time():
    first, again = qr_code("7K3M-Q2XA-9F0B"), qr_code("7K3M-Q2XA-9F0B")
    assert first is again
    assert first.modules == 21
    assert first.module * first.modules >= 16 * 72 / 25.4
    with pikepdf.open(io.BytesIO(sheets_pdf([page()], JA))) as file:
        content = file.pages[0].Contents.read_bytes().decode("latin-1")
    (path,) = re.findall(r"^q \S+ 0 0 \S+ \S+ \S+ cm (.+) f Q$", content, re.MULTILINE)
    assert set(path.split()) - {"re"} <= {str(number) for number in range(1, 29)}
    dark = sum(int(width) for width in re.findall(r"\d+ \d+ (\d+) 1 re", path))
    assert 0.35 < dark / 21**2 < 0.65


@pytest.mark.parametrize("place", [(45, 45), (60, 50), (45, 70), (80, 80), (50, 5)])
def test_a_code_survives_a_stain(place):
    (picture,) = pictures(on_pages(["7K3M-Q2XA-9F0B"]))
    (code,) = zxingcpp.read_barcodes(picture)
    side = code.position.bottom_right.x - code.position.top_left.x
    stained = bytearray(picture.tobytes())
    left, top = (
        corner + side * share // 100
        for corner, share in zip((code.position.top_left.x, code.position.top_left.y), place, strict=True)
    )
    for y in range(top, top + side // 7):
        start = y * picture.shape[1] + left
        stained[start : start + side // 7] = bytes(side // 7)
    (read,) = zxingcpp.read_barcodes(memoryview(stained).cast("B", picture.shape))
    assert read.text == "7K3M-Q2XA-9F0B"
