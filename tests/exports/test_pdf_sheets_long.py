"""The longest comments on every kind of sheet: nothing leaves the page, nothing is cut off."""

from __future__ import annotations

import ctypes
import random
import re

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from evalapp.language import load_language
from evalapp.model import Comment, ScoreSheet
from evalapp.rubric import CommentKind
from exports.pdf.combined import combined_pdf
from exports.pdf.document import PdfDocument
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, TOP
from exports.pdf.ink import PAGE_HEIGHT
from exports.pdf.sheets import sheets_pdf
from exports.pdf.wording import LABEL
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.test_pdf_sheets import MARKS, page

LIMIT = 32_000
"""The most a comment may have, in UTF-16 units."""

KANJI = "亜唖娃阿哀愛挨姶逢葵茜穐"
LATIN = "qz"
ASTRAL = "𠮷𠀋𡈽"
SEEN = re.compile(f"[{KANJI}{LATIN}{ASTRAL}]")
"""Letters that only the comments use: what is read back of them is the comment."""

chance = random.Random(8)
TEXTS = {
    "one paragraph without a space": "".join(chance.choices(KANJI, k=LIMIT)),
    "a short line after the other": "\n".join("".join(chance.choices(KANJI, k=3)) for _ in range(2000)),
    "a Latin word of 900 letters": "".join(chance.choices(LATIN, k=900)),
    "Latin words in Japanese": "".join(
        "".join(chance.choices(KANJI, k=5)) + "".join(chance.choices(LATIN, k=chance.randint(1, 80)))
        for _ in range(300)
    ),
    "two units a character": "".join(chance.choices(ASTRAL, k=LIMIT // 2)),
    "nothing but closing signs between": "、。」）".join(chance.choices(KANJI, k=1500)),
}


def glyphs_outside(data: bytes) -> list[tuple[int, str, tuple[float, ...]]]:
    """Every printed character whose ink leaves the margins: page, character, box in points."""
    found = []
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    edges = tuple(ctypes.byref(edge) for edge in (left, right, bottom, top))
    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            text = document[number].get_textpage()
            signs = text.get_text_range()
            assert text.count_chars() > 20
            for index in range(text.count_chars()):
                if not pdfium.FPDFText_GetCharBox(text.raw, index, *edges):
                    continue
                box = left.value, bottom.value, right.value, top.value
                inside = (
                    box[0] >= LEFT - 1
                    and box[2] <= RIGHT + 1
                    and box[1] >= PAGE_HEIGHT - BOTTOM - 32
                    and box[3] <= PAGE_HEIGHT - TOP + 8
                )
                if not inside:
                    found.append((number, signs[index : index + 1], box))
    return found


def written(data: bytes) -> str:
    return "".join(SEEN.findall(pdf.text(data)))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("code", ["ja", "en"])
def test_a_filled_sheet_holds_the_longest_comment(name, code, tmp_path):
    text = TEXTS[name]
    sheet = ScoreSheet("A", MARKS, (Comment(CommentKind.POSITIVE, text),))
    data = sheets_pdf([page(sheet=sheet)], load_language(code))
    assert written(data) == "".join(SEEN.findall(text))
    assert not glyphs_outside(data)
    pdf.check(data, tmp_path)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("named", [True, False])
def test_a_combined_sheet_holds_the_longest_comments(name, named, tmp_path):
    text = TEXTS[name]
    comments = [(Comment(CommentKind.ISSUE, text, criterion),) for criterion in ("c1", None)]
    report = builders.report(builders.subject_report("A", "題", [[1, 2]] * 7, comments=comments))
    data = combined_pdf(report, load_language("ja"), named=named)
    assert written(data) == "".join(SEEN.findall(text)) * 2
    assert not glyphs_outside(data)
    pdf.check(data, tmp_path)


@pytest.mark.parametrize("x", [LEFT - 8, RIGHT - 5])
def test_the_check_itself_sees_what_stands_outside(x):
    document = PdfDocument("t", "", "", "ja")
    ink = document.ink()
    ink.text("この行の文字は二十字を超えていて枠の内側にあります。", LABEL, LEFT, 100)
    ink.text("外", LABEL, x, 130)
    document.add(ink, [])
    (found,) = glyphs_outside(document.finished())
    assert found[:2] == (0, "外")
