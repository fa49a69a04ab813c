"""The shipped fonts and what is cut out of them."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

import resources
from exports.typesetting.faces import Design, typeface
from exports.typesetting.truetype import TrueType

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
