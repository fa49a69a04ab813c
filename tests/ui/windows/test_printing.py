"""A PDF onto paper. The printer of these tests prints into a PDF, which is read back."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from evalapp.errors import EvalError
from tests.ui.windows.papers import paper
from ui.windows.pdf_file import open_pdf
from ui.windows.printing import placed, print_pdf

pytestmark = pytest.mark.usefixtures("qapp")
A4 = QPageSize(QPageSize.PageSizeId.A4)


def printer_into(path: Path, dots: int = 150, margin: float = 12.0) -> QPrinter:
    """Prints A4 at 150 dots per inch and reaches all but ``margin`` points."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dots)
    margins = QMarginsF(margin, margin, margin, margin)
    points = QPageLayout.Unit.Point
    printer.setPageLayout(QPageLayout(A4, QPageLayout.Orientation.Portrait, margins, points, margins))
    return printer


def printed(content: bytes, printer: QPrinter) -> list[tuple[int, int]]:
    return list(print_pdf(open_pdf("x.pdf", content), printer))


def look(path: Path, page: int, dots: int = 60) -> QImage:
    """A page of a printed PDF, drawn by another program."""
    image = path.with_suffix(f".{page}.png")
    command = ["pdftoppm", "-r", str(dots), "-png", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([*command, str(path), str(image.with_suffix(""))], check=True)
    return QImage(str(image))


def ink(image: QImage) -> QRectF:
    """Where something dark stands, each side from 0 to 1."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    step, data = grey.bytesPerLine(), bytes(grey.constBits())
    lines = [data[y * step : y * step + grey.width()] for y in range(grey.height())]
    ys = [y for y, line in enumerate(lines) if min(line) < 128]
    xs = [x for x in range(grey.width()) if any(lines[y][x] < 128 for y in ys)]
    if not xs:
        return QRectF()
    width, height = image.width(), image.height()
    left, top = min(xs) / width, min(ys) / height
    return QRectF(left, top, (max(xs) + 1) / width - left, (max(ys) + 1) / height - top)


def page_count(path: Path) -> int:
    said = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    return int(next(line.split()[1] for line in said.splitlines() if line.startswith("Pages:")))


MARKS = {number: "■" * number for number in (1, 2, 3, 4)}
FOUR = paper([[MARKS[number]] for number in MARKS])


def order(path: Path) -> list[int]:
    """Which of the pages of ``FOUR`` were printed, in order: told by the width of their ink."""
    widths = [ink(look(path, page)).width() * 595 / 14 for page in range(1, page_count(path) + 1)]
    return [round(width + 0.1) for width in widths]


def test_a_page_is_printed_in_its_true_size(tmp_path: Path) -> None:
    source, target = tmp_path / "source.pdf", tmp_path / "printed.pdf"
    source.write_bytes(FOUR)
    steps = printed(FOUR, printer_into(target))
    assert (steps[0], steps[-1]) == ((0, 4), (4, 4))
    assert page_count(target) == 4
    was, now = ink(look(source, 4)), ink(look(target, 4))
    assert (now.left(), now.top(), now.width(), now.height()) == pytest.approx(
        (was.left(), was.top(), was.width(), was.height()), abs=0.006
    )


def test_what_the_printer_does_not_reach_is_shrunk_not_cut(tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    printed(paper([["■" * 42]], margin=2), printer_into(target, margin=30))
    found = ink(look(target, 1))
    assert found.left() >= 30 / 595
    assert found.right() <= 1 - 30 / 595 + 0.01
    assert found.width() * 595 == pytest.approx((595 - 60) * 588 / 595, abs=8)


def test_a_page_that_lies_crosswise_is_turned(tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    printed(paper([["■" * 40]], size=(842, 595)), printer_into(target))
    found = ink(look(target, 1))
    assert found.height() > 0.6
    assert found.width() < 0.05
    # the upper edge of the page lies on the right
    assert found.left() > 0.7


def test_pages_and_order_are_as_chosen(tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    printer = printer_into(target)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printed(FOUR, printer)
    assert order(target) == [4, 3, 1]


@pytest.mark.parametrize(
    ("collated", "expected"), [(True, [1, 2, 3, 4, 1, 2, 3, 4]), (False, [1, 1, 2, 2, 3, 3, 4, 4])]
)
def test_copies_are_as_chosen(tmp_path: Path, collated: bool, expected: list[int]) -> None:
    target = tmp_path / "printed.pdf"
    printer = printer_into(target)
    printer.setCopyCount(2)
    printer.setCollateCopies(collated)
    assert not printer.supportsMultipleCopies()
    printed(FOUR, printer)
    assert order(target) == expected


def test_strips_of_a_fine_printer_join_without_a_hair(tmp_path: Path) -> None:
    """A page that is dark all over, in many strips, has no light line in it."""
    target = tmp_path / "printed.pdf"
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.rect(60, 60, 475, 722, fill=1)
    canvas.save()
    steps = printed(file.getvalue(), printer_into(target, dots=1200))
    assert len(steps) > 8
    image = look(target, 1, 100)
    inside = range(round(65 / 842 * image.height()), round(777 / 842 * image.height()))
    assert max(image.pixelColor(image.width() // 2, y).lightness() for y in inside) == 0


def test_text_is_not_smudged_by_compression(tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    printed(FOUR, printer_into(target))
    listed = subprocess.run(["pdfimages", "-list", str(target)], check=True, capture_output=True, text=True)
    assert {line.split()[8] for line in listed.stdout.splitlines()[2:]} == {"image"}


def test_stopping_ends_the_job(tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    job = print_pdf(open_pdf("x.pdf", FOUR), printer_into(target))
    assert next(step for step in job if step[0]) == (1, 4)
    job.close()
    with pytest.raises(StopIteration):
        next(job)
    assert page_count(target) == 2


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_named(tmp_path: Path) -> None:
    printer = printer_into(tmp_path / "no folder" / "printed.pdf")
    with pytest.raises(EvalError) as raised:
        printed(FOUR, printer)
    assert raised.value.code == "print-failed"


@pytest.mark.parametrize(
    ("points", "drawn", "expected"),
    [
        (QSizeF(500, 700), QRectF(0, 0, 1, 1), QRectF(50, 50, 500, 700)),
        (QSizeF(600, 800), QRectF(0.1, 0.1, 0.8, 0.8), QRectF(0, 0, 600, 800)),
        (QSizeF(600, 800), QRectF(), QRectF(0, 0, 600, 800)),
        (QSizeF(600, 800), QRectF(0, 0, 1, 1), QRectF(20, 80 / 3, 560, 2240 / 3)),
        (QSizeF(1200, 1600), QRectF(0.4, 0.4, 0.1, 0.1), QRectF(-300, -400, 1200, 1600)),
    ],
)
def test_where_a_page_goes(points: QSizeF, drawn: QRectF, expected: QRectF) -> None:
    found = placed(points, 72, QRectF(0, 0, 600, 800), QRectF(20, 20, 560, 760), drawn)
    assert found.getRect() == pytest.approx(expected.getRect())


def test_the_colour_of_a_test_is_seen() -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    assert ink(image).isEmpty()
    image.setPixelColor(5, 5, QColor("black"))
    assert ink(image) == QRectF(0.5, 0.5, 0.1, 0.1)
