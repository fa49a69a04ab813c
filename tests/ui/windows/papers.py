"""PDFs for tests of what shows and prints them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources


def paper(
    pages: Sequence[Sequence[str]],
    *,
    headings: Sequence[tuple[str, int]] = (),
    size: tuple[float, float] = A4,
    margin: float = 72,
) -> bytes:
    """A PDF with these lines on its pages, ``margin`` points from the edge; a heading and its level each."""
    pdfmetrics.registerFont(TTFont("paper", str(resources.path("fonts", "BIZUDMincho-Regular.ttf"))))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, initialFontName="paper")
    for number, lines in enumerate(pages):
        canvas.setFont("paper", 14)
        # where a heading names no place on its page, QtPdf warns
        canvas.bookmarkPage(f"p{number}", fit="XYZ", left=0, top=size[1], zoom=1)
        if number < len(headings):
            canvas.addOutlineEntry(headings[number][0], f"p{number}", level=headings[number][1])
        for row, line in enumerate(lines):
            canvas.drawString(margin, size[1] - margin - 20 * (row + 1), line)
        if number == 0 and len(pages) > 1:
            canvas.linkRect("", f"p{len(pages) - 1}", (400, 100, 500, 200))
            canvas.linkURL("https://example.org/", (100, 100, 200, 200))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def locked(content: bytes) -> bytes:
    """The same with a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return out.getvalue()


def with_page_size(content: bytes, box: list[int]) -> bytes:
    """The same with another size of its first page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.pages[0].MediaBox = box
        pdf.save(out)
    return out.getvalue()
