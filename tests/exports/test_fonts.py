"""The shipped fonts and what is cut out of them."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

import resources
from exports.pdf.document import PdfDocument
from exports.pdf.ink import Style
from exports.typesetting.faces import GETA, JOINED, Design, typeface
from exports.typesetting.ligatures import PAIRS
from exports.typesetting.prepare import prepare
from exports.typesetting.truetype import TrueType
from tests.exports import pdf_reading as pdf

FILES = sorted(path.name for path in resources.path("fonts").glob("*.ttf"))


def test_every_font_has_its_licence_and_its_origin_named():
    readme = resources.path("fonts", "README.md").read_text("utf-8")
    assert len(FILES) == 4
    for name in FILES:
        assert name in readme
        licence = resources.path("fonts", f"OFL-{name.split('-')[0]}.txt").read_text("utf-8")
        assert "SIL Open Font License, Version 1.1" in licence


@pytest.mark.parametrize("name", FILES)
def test_widths_and_glyphs_agree_with_another_reader(name):
    path = resources.path("fonts", name)
    ours, theirs = TrueType(path.read_bytes()), TTFont(io.BytesIO(path.read_bytes()), lazy=True)
    names = theirs.getGlyphOrder()
    units = theirs["head"].unitsPerEm
    cmap = theirs.getBestCmap()
    assert ours.glyph_of.keys() == cmap.keys()
    for code in [*range(0x20, 0x7F), *list(cmap)[::37]]:
        glyph = ours.glyph_of.get(code)
        if glyph is not None:
            assert names[glyph] == cmap[code]
            assert abs(ours.advances[glyph] - theirs["hmtx"][cmap[code]][0] * 1000 / units) <= 0.5


@pytest.mark.parametrize("design", list(Design))
def test_a_subset_is_a_font_with_the_same_outlines(design):
    face = typeface(design).main
    text = "評価票１．ぱé髙①→g"
    glyphs = [0, *(face.glyphs[sign] for sign in text)]
    cut = TTFont(io.BytesIO(face.font.subset(glyphs)))
    source = TTFont(io.BytesIO(resources.path("fonts", f"{face.name}.ttf").read_bytes()))
    names = source.getGlyphOrder()
    cut_names = [f"glyph{index:05d}" for index in range(cut["maxp"].numGlyphs)]
    cut.setGlyphOrder(cut_names)
    for index, glyph in enumerate(glyphs):
        mine, theirs = cut["glyf"][cut_names[index]], source["glyf"][names[glyph]]
        assert mine.getCoordinates(cut["glyf"])[0] == theirs.getCoordinates(source["glyf"])[0]
        assert cut["hmtx"][cut_names[index]] == source["hmtx"][names[glyph]]
    assert all(first <= second for first, second in pairwise(cut["loca"].locations))


def test_the_fallback_holds_what_the_main_fonts_lack():
    for design in Design:
        face = typeface(design)
        assert face.face_of("𠮷") is face.fallback
        assert face.face_of("髙") is face.main


def test_a_font_without_outlines_is_refused():
    with pytest.raises(ValueError, match="outlines"):
        TrueType(b"OTTO" + bytes(8))


def jis_x_0213() -> list[str]:
    """Every character of JIS X 0213:2004, in its order; 25 of them are two code points."""
    found = []
    for first in (*range(0x81, 0xA0), *range(0xE0, 0xFD)):
        for second in (*range(0x40, 0x7F), *range(0x80, 0xFD)):
            try:
                found.append(bytes([first, second]).decode("shift_jis_2004"))
            except UnicodeDecodeError:
                continue
    return found


JIS = jis_x_0213()
SOFT_HYPHEN = "\xad"
"""Says where a word may part and is not printed; the one character of the standard that prints nothing."""


def test_the_standard_has_all_its_characters():
    assert len(JIS) == len(set(JIS)) == 11_233
    assert "".join(JIS).encode("euc_jis_2004").decode("euc_jis_2004") == "".join(JIS)
    assert {sign for sign in JIS if len(sign) == 2} == set(PAIRS)


@pytest.mark.parametrize("design", list(Design))
def test_every_character_of_jis_x_0213_has_a_glyph_that_is_not_blank(design):
    face = typeface(design)
    characters = []
    for sign in JIS:
        prepared = prepare(sign, face)
        assert prepared == JOINED.get(sign, "" if sign == SOFT_HYPHEN else sign)
        assert GETA not in prepared or sign == GETA
        characters.extend(prepared)
    assert face.own.issuperset(characters)  # all in the document's own design, none in the fallback's
    drawn = face.main.font.subset([0, *(face.main.glyphs[character] for character in characters)])
    places = TTFont(io.BytesIO(drawn))["loca"].locations[1:]
    blank = [one for one, (at, end) in zip(characters, pairwise(places), strict=False) if at == end]
    assert blank == ["\u3000", "\xa0"]


@pytest.mark.parametrize("design", list(Design))
def test_every_character_of_jis_x_0213_is_read_back_from_a_document(design):
    document, style = PdfDocument("t", "", "", "ja"), Style(design, 9, 14)
    for start in range(0, len(JIS), 1250):
        ink = document.ink()
        for place, sign in enumerate(JIS[start : start + 1250]):
            ink.text(sign, style, 60 + place % 25 * 19, 60 + place // 25 * 14.4)
        document.add(ink, [])
    data = document.finished()
    assert pdf.text(data) == re.sub(r"\s", "", "".join(JIS)).replace(SOFT_HYPHEN, "")
    assert {tuple(row[1:]) for row in pdf.fonts(data)} == {("yes", "yes", "yes")}


@pytest.mark.parametrize("design", list(Design))
def test_the_names_that_other_programs_lose_are_read_back(design):
    document, style = PdfDocument("t", "", "", "ja"), Style(design, 12, 20)
    names = ["髙瀬", "宮﨑", "渡邉", "𠮷住", "辻\U000e0100堂", "葛\U000e0100城", "か\u309aき\u309a"]
    ink = document.ink()
    for place, name in enumerate(names):
        ink.text(name, style, 60, 60 + 24 * place)
    document.add(ink, [])
    found = pdf.text(document.finished())
    for name in names:
        assert name in found
    assert GETA not in found


def test_pairs_are_one_glyph_as_another_reader_finds_it():
    for design in Design:
        face = typeface(design).main
        source = TTFont(io.BytesIO(resources.path("fonts", f"{face.name}.ttf").read_bytes()))
        names, cmap, table = source.getGlyphOrder(), source.getBestCmap(), source["GSUB"].table
        joined = {}
        for lookup in table.LookupList.Lookup:
            for subtable in lookup.SubTable:
                for first, ligatures in getattr(subtable, "ligatures", {}).items():
                    joined.update({(first, *one.Component): one.LigGlyph for one in ligatures})
        for pair in PAIRS:
            assert names[face.glyphs[JOINED[pair]]] == joined[tuple(cmap[ord(part)] for part in pair)]
            assert face.sources[JOINED[pair]] == pair
