"""The sizes of many pages come little by little, and are right in the end."""

from __future__ import annotations

import io

import pikepdf
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.windows.pdf_file import open_pdf
from ui.windows.pdf_sizes import PageSizes


def pages(sizes: list[tuple[int, int]]) -> bytes:
    pdf = pikepdf.new()
    for size in sizes:
        pdf.add_blank_page(page_size=size)
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def test_pages_of_one_size_never_change(qtbot: QtBot) -> None:
    document, parent = open_pdf("x.pdf", pages([(200, 300)] * 200)), QObject()
    found = PageSizes(document, 1, parent)
    assert found.sizes == [(200.0, 300.0)] * 200
    with qtbot.assertNotEmitted(found.changed, wait=50):
        pass


def test_a_later_page_of_another_size_is_told(qtbot: QtBot) -> None:
    sizes = [(200, 300)] * 150 + [(400, 300)] + [(200, 300)] * 20
    document, parent = open_pdf("x.pdf", pages(sizes)), QObject()
    found = PageSizes(document, 1, parent)
    assert found.sizes[150] == (200.0, 300.0), "taken for as large as the others"
    with qtbot.waitSignal(found.changed):
        pass
    qtbot.waitUntil(lambda: found.sizes == [tuple(map(float, size)) for size in sizes])


def test_the_pages_needed_are_read_at_once() -> None:
    document, parent = open_pdf("x.pdf", pages([(200, 300)] * 150 + [(400, 300)])), QObject()
    assert PageSizes(document, 151, parent).sizes[150] == (400.0, 300.0)
