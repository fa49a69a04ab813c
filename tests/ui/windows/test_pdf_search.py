"""Words searched in a PDF."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from evalapp.folding import folded
from evalapp.text_search import found
from tests.exports.pdf_reading import pages as read_pages
from tests.ui.windows.papers import paper
from ui.windows.find_bar import FindBar
from ui.windows.kit import Kit
from ui.windows.pdf_file import open_pdf
from ui.windows.pdf_reader import PdfReader

PAPER = paper(
    [
        ["はじめに"],
        ["本事業は再生医療技", "術を応用した創薬支援である。"],
        ["so far there is", "再生医療技術の普及"],
        ["Research plan", "ロードマップ"],
    ]
)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reader(qtbot: QtBot, kit: Kit) -> PdfReader:
    reader = PdfReader(kit)
    qtbot.addWidget(reader)
    reader.resize(420, 500)
    reader.show_pdf("資料.pdf", PAPER)
    reader.show()
    return reader


def find_bar(reader: PdfReader) -> FindBar:
    return reader.findChild(FindBar)


def search(qtbot: QtBot, reader: PdfReader, words: str) -> str:
    """Type ``words`` with an input method; what the bar says when all is searched."""
    bar = find_bar(reader)
    bar.field.clear()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(bar.field, event)
    qtbot.waitUntil(lambda: bar.said != "" and not bar.said.endswith("…"))
    return bar.said


def test_japanese_words_are_found_across_the_end_of_a_line(qtbot: QtBot, reader: PdfReader) -> None:
    QTest.keyClick(reader.view, Qt.Key.Key_F, CTRL)
    assert find_bar(reader).isVisible()
    assert search(qtbot, reader, "再生医療技術") == "1 / 2"
    assert reader.page == 1
    assert len(reader.hit_areas()) == 2
    QTest.keyClick(find_bar(reader).field, Qt.Key.Key_Return)
    assert (find_bar(reader).said, reader.page) == ("2 / 2", 2)
    QTest.keyClick(find_bar(reader).field, Qt.Key.Key_F3)
    assert (find_bar(reader).said, reader.page) == ("1 / 2", 1)
    QTest.keyClick(reader.view, Qt.Key.Key_F3, SHIFT)
    assert find_bar(reader).said == "2 / 2"
    QTest.keyClick(find_bar(reader).field, Qt.Key.Key_Return, SHIFT)
    assert find_bar(reader).said == "1 / 2"


def test_the_search_begins_at_the_page_that_is_read(qtbot: QtBot, reader: PdfReader) -> None:
    reader.go_to(2)
    reader.start_search()
    assert search(qtbot, reader, "再生医療") == "2 / 2"
    assert reader.page == 2
    reader.go_to(3)
    assert search(qtbot, reader, "はじめに") == "1 / 1"
    assert reader.page == 0


@pytest.mark.parametrize("words", ["ろーどまっぷ", "ﾛｰﾄﾞﾏｯﾌﾟ", "research PLAN", "Ｐｌａｎ"])
def test_kana_width_and_case_do_not_matter(qtbot: QtBot, reader: PdfReader, words: str) -> None:
    reader.start_search()
    assert search(qtbot, reader, words) == "1 / 1"
    assert reader.page == 3


@pytest.mark.parametrize("words", ["予算", "art"])
def test_what_is_not_there_is_said(qtbot: QtBot, reader: PdfReader, kit: Kit, words: str) -> None:
    reader.start_search()
    assert search(qtbot, reader, words) == "見つかりません"
    QTest.keyClick(find_bar(reader).field, Qt.Key.Key_F3)
    assert reader.page == 0
    kit.speaker.use("en")
    assert find_bar(reader).said == "not found"


def test_escape_leaves_the_search(qtbot: QtBot, reader: PdfReader) -> None:
    reader.start_search()
    search(qtbot, reader, "再生医療")
    QTest.keyClick(find_bar(reader).field, Qt.Key.Key_Escape)
    assert not find_bar(reader).isVisible()
    assert (find_bar(reader).said, reader.hit_areas(), reader.page) == ("", [], 1)


def test_words_stay_while_another_document_is_opened(qtbot: QtBot, reader: PdfReader) -> None:
    reader.start_search()
    search(qtbot, reader, "技術")
    reader.show_pdf("別の資料.pdf", paper([["技術"], ["技術と技術"]]))
    qtbot.waitUntil(lambda: find_bar(reader).said == "1 / 3")


def test_every_word_of_a_material_is_found_that_another_program_reads() -> None:
    content = resources.path("sample", "materials", "資料A-1_事業概要説明資料.pdf").read_bytes()
    document = open_pdf("A-1.pdf", content)
    pages = [folded(document.getAllText(page).text()) for page in range(document.pageCount())]
    words = set(re.findall(r"[0-9]{2,}|[A-Za-z]{3,}|[一-龠]{2,}", "\n".join(read_pages(content))))
    assert len(words) > 400
    assert [word for word in words if not any(any(found(page, word)) for page in pages)] == []


def test_hits_are_marked_on_the_page(qtbot: QtBot, reader: PdfReader) -> None:
    qtbot.waitUntil(lambda: reader.view.settled)
    before = reader.view.grab().toImage()
    reader.start_search()
    search(qtbot, reader, "はじめに")
    reader.view.clearFocus()
    qtbot.waitUntil(lambda: reader.view.settled)
    after = reader.view.grab().toImage()
    marked = {
        after.pixelColor(x, y).name()
        for x in range(0, min(before.width(), after.width()), 2)
        for y in range(0, min(before.height(), after.height()), 2)
    }
    assert "#ffe45c" in marked
    assert "#c2570c" in marked
