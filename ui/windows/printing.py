"""A PDF onto paper: page after page in strips of images, so that memory stays small and it can be stopped."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from evalapp.errors import EvalError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FINEST = 600
"""Dots per inch beyond which no eye sees a difference on paper."""
_STRIP_PIXELS = 2_000_000
_GLANCE = 50  # dots per inch at which is looked for ink near the edge


def print_pdf(document: QPdfDocument, printer: QPrinter) -> Generator[tuple[int, int], None, None]:
    """Print while being iterated: after each strip, how many pages are done, of how many.

    A page is printed in its true size in the middle of the paper if the printer reaches all that is drawn
    on it, else shrunk to what it reaches; a page that lies crosswise is turned. The printer's choice of
    pages, order and copies is kept. Closing the iterator stops the job; what the printer has taken by then
    may still come out.

    Raises:
        EvalError: ``print-failed``.
    """
    pages = _pages(printer, document.pageCount())
    reach = _reach(printer)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise EvalError("print-failed", printer=printer.printerName())
    # pictures of text would be smudged by what saves room for photographs
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    finished = False
    try:
        for done, page in enumerate(pages):
            if done and not printer.newPage():
                raise EvalError("print-failed", printer=printer.printerName())
            for _strip in _print_page(document, page, printer, painter, reach):
                yield done, len(pages)
        finished = True
    finally:
        if not finished:
            printer.abort()
        painter.end()
    yield len(pages), len(pages)


def _pages(printer: QPrinter, count: int) -> list[int]:
    """The pages to print (from 0), in the order and as often as was chosen."""
    from PySide6.QtPrintSupport import QPrinter

    chosen = list(range(count))
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        chosen = [page for page in chosen if ranges.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    # a printer that copies by itself gets each page once
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _copy in range(copies)]


def _reach(printer: QPrinter) -> QRectF:
    """What of the paper the printer can print on, in dots; documents bring their own margins."""
    layout = printer.pageLayout()
    layout.setMode(QPageLayout.Mode.StandardMode)
    layout.setMargins(layout.minimumMargins())
    return QRectF(layout.paintRectPixels(printer.resolution()))


def _print_page(
    document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter, reach: QRectF
) -> Iterator[None]:
    dots = printer.resolution()
    paper = QRectF(printer.pageLayout().fullRectPixels(dots))
    points = document.pagePointSize(page)
    turned = (points.width() > points.height()) != (paper.width() > paper.height())
    if turned:
        painter.translate(paper.width(), 0)
        painter.rotate(90)
        paper, reach = _turned(paper, paper), _turned(reach, paper)
    place = placed(points, dots, paper, reach, _drawn(document, page))
    # whole dots for each pixel: a printer that fills up by itself makes strokes of uneven width
    ratio = max(math.ceil(dots / FINEST), 1)
    left, upper = round(place.left()), round(place.top())
    size = QSize(max(int(place.width() / ratio), 1), max(int(place.height() / ratio), 1))
    rows = max(_STRIP_PIXELS // size.width(), 1)
    for top in range(0, size.height(), rows):
        # one row more than its own, or a white hair may show between two strips
        part = QRect(0, top, size.width(), min(rows + 1, size.height() - top))
        strip = _strip(document, page, size, part)
        painter.drawImage(
            QRectF(left, upper + top * ratio, part.width() * ratio, part.height() * ratio), strip
        )
        yield
    painter.resetTransform()


def _turned(rect: QRectF, paper: QRectF) -> QRectF:
    """``rect`` of a paper as it lies after the painter was turned a quarter to the right."""
    return QRectF(rect.top(), paper.right() - rect.right(), rect.height(), rect.width())


def placed(points: QSizeF, dots: float, paper: QRectF, reach: QRectF, drawn: QRectF) -> QRectF:
    """Where a page goes on the paper.

    Args:
        points: the page's size.
        dots: of the printer, an inch.
        paper: the whole of it, in dots.
        reach: the part that the printer reaches, in dots.
        drawn: the part of the page that is not white, each side from 0 to 1.
    """
    width, height = points.width() * dots / 72, points.height() * dots / 72
    true = QRectF(paper.center().x() - width / 2, paper.center().y() - height / 2, width, height)
    ink = QRectF(
        true.left() + drawn.left() * width,
        true.top() + drawn.top() * height,
        drawn.width() * width,
        drawn.height() * height,
    )
    if drawn.isEmpty() or reach.contains(ink):
        return true
    shrink = min(reach.width() / width, reach.height() / height, 1.0)
    width, height = width * shrink, height * shrink
    return QRectF(reach.center().x() - width / 2, reach.center().y() - height / 2, width, height)


def _drawn(document: QPdfDocument, page: int) -> QRectF:
    """The part of a page that is not white, each side from 0 to 1; empty for a white page."""
    points = document.pagePointSize(page)
    size = QSize(max(round(points.width() * _GLANCE / 72), 1), max(round(points.height() * _GLANCE / 72), 1))
    grey = _on_white(document.render(page, size)).convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, step = grey.width(), grey.height(), grey.bytesPerLine()
    data = bytes(grey.constBits())
    white = b"\xff" * width
    lines = [data[row * step : row * step + width] for row in range(height)]
    inked = [number for number, line in enumerate(lines) if line != white]
    if not inked:
        return QRectF()
    left = min(len(line) - len(line.lstrip(b"\xff")) for line in lines)
    right = max(len(line.rstrip(b"\xff")) for line in lines)
    return QRectF(
        left / width, inked[0] / height, (right - left) / width, (inked[-1] + 1 - inked[0]) / height
    )


def _strip(document: QPdfDocument, page: int, size: QSize, part: QRect) -> QImage:
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(size)
    options.setScaledClipRect(part)
    return _on_white(document.render(page, part.size(), options))


def _on_white(image: QImage) -> QImage:
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(0xFFFFFFFF)
    painter = QPainter(white)
    painter.drawImage(0, 0, image)
    painter.end()
    return white
