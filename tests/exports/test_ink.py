"""What is drawn on a page is an operator that every reader knows."""

from __future__ import annotations

import re

from exports.pdf.embedding import EmbeddedFonts
from exports.pdf.ink import Shapes, Style
from exports.typesetting.faces import Design

ENGLISH = (
    "It is not counted in the results. Hand in again when everything is filled in, whatever the width is."
)


def test_no_number_is_written_with_an_exponent():
    # the room that words have no use for is left over by floats as 1e-14, and PDF has no such number
    style, shapes = Style(Design.LABEL, 9, 15), Shapes(EmbeddedFonts())
    lines = [line for width in range(60, 480) for line in style.lines(ENGLISH, width)]
    assert len(lines) > 1000
    for line in lines:
        operators = shapes.line(line, style, justified=True)
        assert not re.search(r"\de[-+]?\d", re.sub(r"<[0-9A-F]+>", "", operators))
