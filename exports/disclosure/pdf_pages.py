"""What the pages of a PDF say: their text, seen or not, and the codes printed on them.

Traps of pypdfium2 and zxing-cpp:

- A hostile file can crash or stall either of them. They run only in a process that may die (``apart``).
- pdfium is not safe with threads; a page is closed before the next is opened.
- ``get_text_bounded`` leaves out what stands outside the page; ``get_text_range`` does not. A hyphen at a
  line's end comes as U+FFFE (folding drops it).
- ``zxingcpp.ImageView`` over pdfium's own buffer ends in a segmentation fault; a shaped memoryview of a copy
  does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from evalapp.disclosure import Part, Place, Reason, Unread

_DOTS_PER_INCH = 150
_FINE = 300
_MAX_PIXELS = 40_000_000
_MAX_SIGNS = 3_000_000
_MAX_OBJECTS = 50_000
_SQUARES = 400
"""Corners of the paths on a page from which on it may hold a code; a printed table has some 300, the smallest
QR code has 600."""

_LETTERS_OF_BLOCKS = re.compile("[■□▀▄█▌▐]")
_QR = [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.MicroQRCode, zxingcpp.BarcodeFormat.RMQRCode]


def page_parts(data: bytes, inside: str) -> Iterator[Part | Unread]:
    """The text of every page and the codes on it, then what could not be looked at.

    Args:
        data: a PDF that another program has opened without a password.
        inside: as ``Part.inside``.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield Unread(Reason.DAMAGED, inside=inside)
        return
    with closing(document):
        for number in range(len(document)):
            where = str(number + 1)
            try:
                yield from _page(document, number, inside)
            except (pypdfium2.PdfiumError, AssertionError, ValueError, LookupError, RuntimeError):
                yield Unread(Reason.DAMAGED, where, inside)


def _page(document: pypdfium2.PdfDocument, number: int, inside: str) -> Iterator[Part | Unread]:
    where = str(number + 1)
    page = document[number]
    with closing(page):
        words = page.get_textpage()
        with closing(words):
            if words.count_chars() > _MAX_SIGNS:
                yield Unread(Reason.TOO_LARGE, where, inside)
                return
            text = words.get_text_range()
        yield Part(Place.PAGE, where, text, inside=inside)
        corners, pictures = _shapes(page)
        if pictures:
            yield Unread(Reason.IMAGE, where, inside)
        if pictures or corners >= _SQUARES or len(_LETTERS_OF_BLOCKS.findall(text)) >= _SQUARES / 4:
            for code in _codes(page):
                yield Part(Place.CODE, where, code, inside=inside)


def _shapes(page: pypdfium2.PdfPage) -> tuple[int, bool]:
    """How many corners the paths of a page have, and whether it has pictures."""
    corners, pictures, seen = 0, False, 0
    waiting: list[tuple[object, int]] = [(page, 0)]
    while waiting:
        holder, depth = waiting.pop()
        items = _items(holder, within_form=depth > 0)
        seen += len(items)
        if seen > _MAX_OBJECTS:
            return _SQUARES, pictures
        for item in items:
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                corners += max(pdfium.FPDFPath_CountSegments(item), 0)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                pictures = True
            elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
                corners += _SQUARES
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
                waiting.append((item, depth + 1))
    return corners, pictures


def _items(holder: object, *, within_form: bool) -> list[object]:
    if within_form:
        count = pdfium.FPDFFormObj_CountObjects(holder)
        return [pdfium.FPDFFormObj_GetObject(holder, place) for place in range(min(count, _MAX_OBJECTS + 1))]
    count = pdfium.FPDFPage_CountObjects(holder)
    return [pdfium.FPDFPage_GetObject(holder, place) for place in range(min(count, _MAX_OBJECTS + 1))]


def _codes(page: pypdfium2.PdfPage) -> list[str]:
    """What the codes on a page say: QR codes, or, where there is none, any other kind."""
    for dots, kinds in ((_DOTS_PER_INCH, _QR), (_FINE, _QR), (_FINE, [zxingcpp.BarcodeFormat.All])):
        if found := _read_codes(page, dots, kinds):
            return found
    return []


def _read_codes(page: pypdfium2.PdfPage, dots: int, kinds: list[zxingcpp.BarcodeFormat]) -> list[str]:
    width, height = page.get_size()
    scale = min(dots / 72, (_MAX_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    with closing(bitmap):
        image = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(kinds))
    # what is in a code need not be text: its bytes are looked at as well
    return [f"{one.text}\n{bytes(one.bytes).decode('utf-8', 'replace')}" for one in found]
