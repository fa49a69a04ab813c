"""Reading a PDF: pages, size, contents, what cannot be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.errors import EvalError
from tests.ui.windows.kit import new_kit
from tests.ui.windows.papers import locked, paper, with_page_size
from ui.windows.kit import Kit
from ui.windows.pdf_bar import PageField
from ui.windows.pdf_layout import Fit
from ui.windows.pdf_reader import PdfReader
from ui.windows.sign_button import SignButton
from ui.windows.theme import Look

BOOK = paper(
    [[f"第{number}章　研究開発の概要", "本文"] for number in range(1, 15)],
    headings=[("概要", 0), ("体制", 1), ("成果 & 課題", 0)],
)


def opened(qtbot: QtBot, kit: Kit, content: bytes = BOOK, width: int = 500, height: int = 600) -> PdfReader:
    reader = PdfReader(kit)
    qtbot.addWidget(reader)
    reader.resize(width, height)
    reader.show_pdf("資料.pdf", content)
    reader.show()
    return reader


@pytest.fixture
def reader(qtbot: QtBot, kit: Kit) -> PdfReader:
    return opened(qtbot, kit)


def page_field(reader: PdfReader) -> PageField:
    return reader.findChild(PageField)


def wheel(reader: PdfReader, turns: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    view = reader.view.viewport()
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def picture(qtbot: QtBot, reader: PdfReader) -> QImage:
    qtbot.waitUntil(lambda: reader.view.settled)
    return reader.view.grab().toImage()


def test_a_page_is_typed_and_leafed(qtbot: QtBot, reader: PdfReader) -> None:
    field = page_field(reader)
    assert (field.text(), reader.pages) == ("1", 14)
    with qtbot.waitSignal(reader.page_changed) as changed:
        field.selectAll()
        QTest.keyClicks(field, "7")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert changed.args == [6]
    QTest.keyClick(reader.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert (reader.page, field.text()) == (7, "8")
    QTest.keyClick(reader.view, Qt.Key.Key_End)
    assert reader.page == 13
    QTest.keyClick(reader.view, Qt.Key.Key_Home)
    assert (reader.page, reader.view.verticalScrollBar().value()) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "page"), [("３", 3), (" 14 ", 14), ("99", 14), ("0", 1), ("x", 2), ("", 2), ("9" * 30, 2)]
)
def test_whatever_is_typed_leads_to_a_page_that_is_there(reader: PdfReader, typed: str, page: int) -> None:
    reader.go_to(1)
    field = page_field(reader)
    field.setText(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (reader.page, field.text()) == (page - 1, str(page))


def test_the_wheel_scrolls_and_with_ctrl_enlarges_around_the_pointer(reader: PdfReader) -> None:
    zoom = reader.view.zoom
    wheel(reader, -3)
    assert reader.view.verticalScrollBar().value() > 0
    assert reader.view.zoom == zoom
    reader.go_to(4)
    wheel(reader, 2, Qt.KeyboardModifier.ControlModifier)
    assert reader.view.zoom == pytest.approx(zoom * 1.44)
    assert (reader.page, reader.view.fit) == (4, Fit.ZOOM)
    for _turn in range(40):
        wheel(reader, 2, Qt.KeyboardModifier.ControlModifier)
    assert reader.view.zoom == pytest.approx(4.0)


def test_sizes_by_key(reader: PdfReader) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(reader.view, Qt.Key.Key_9, ctrl)
    assert reader.view.fit is Fit.PAGE
    whole = reader.view.zoom
    QTest.keyClick(reader.view, Qt.Key.Key_PageDown)
    assert reader.page == 1
    QTest.keyClick(reader.view, Qt.Key.Key_Plus, ctrl)
    assert (reader.view.fit, reader.page) == (Fit.ZOOM, 1)
    assert reader.view.zoom > whole
    QTest.keyClick(reader.view, Qt.Key.Key_Minus, ctrl)
    QTest.keyClick(reader.view, Qt.Key.Key_0, ctrl)
    assert (reader.view.fit, reader.page) == (Fit.WIDTH, 1)


def test_the_place_is_found_again_in_another_width(qtbot: QtBot, kit: Kit, reader: PdfReader) -> None:
    reader.go_to(5)
    wheel(reader, -2)
    state = reader.state()
    other = opened(qtbot, kit, width=800, height=400)
    other.restore(state)
    assert other.page == 5
    assert other.view.place.y == pytest.approx(reader.view.place.y, abs=0.01)
    other.resize(380, 700)
    assert other.state() == state


@pytest.mark.parametrize("state", ["", "nonsense", "4000 0.5 0.2 width 1.0"])
def test_a_foreign_state_shows_a_page_that_is_there(reader: PdfReader, state: str) -> None:
    reader.restore(state)
    assert reader.page in (0, 13)


def test_a_longer_document_is_shown_where_it_was_left(qtbot: QtBot, kit: Kit, reader: PdfReader) -> None:
    reader.view.go_to(9)
    state = reader.state()
    short = opened(qtbot, kit, paper([["一頁だけ", "本文"]]))
    short.show_pdf("資料.pdf", BOOK, state)
    assert short.view.page == 9
    assert short.view.zoom == reader.view.zoom


def test_headings_lead_to_their_pages(reader: PdfReader) -> None:
    headings = reader.contents()
    assert [action.text() for action in headings] == ["概要\t1", "\u3000体制\t2", "成果 && 課題\t3"]
    headings[2].trigger()
    assert reader.page == 2


def test_a_link_leads_to_its_page_and_none_out_of_the_document(reader: PdfReader) -> None:
    def click(x: float, y: float) -> None:
        scale, margin = reader.view.zoom * reader.logicalDpiX() / 72, reader.view.viewport().x() + 10
        at = QPoint(round(margin + x * scale), round(margin + (842 - y) * scale))
        QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    reader.view.use_fit(Fit.PAGE)
    reader.resize(900, 600)
    reader.view.use_fit(Fit.WIDTH)
    reader.resize(500, 900)
    click(150, 150)  # to a web address
    assert reader.page == 0
    click(450, 150)
    assert reader.page == 13


def test_text_is_marked_with_the_mouse_and_copied(qtbot: QtBot, reader: PdfReader) -> None:
    view = reader.view
    picture(qtbot, reader)
    scale, margin = view.zoom * reader.logicalDpiX() / 72, 10
    # the first line: 14 points high, on a base line 92 points below the page's top
    start, end = (
        QPoint(round(margin + x * scale), round(margin + 87 * scale)) for x in (75, 72 + 14 * 3 - 2)
    )
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selected_text == "第1章"
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "第1章"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "pdf-unreadable"),
        (b"%PDF-1.7\nnothing", "pdf-unreadable"),
        (BOOK[: len(BOOK) // 3], "pdf-unreadable"),
        (locked(BOOK), "pdf-locked"),
    ],
)
def test_what_cannot_be_read_is_said_in_its_place(reader: PdfReader, content: bytes, code: str) -> None:
    reader.show_pdf("壊れた資料.pdf", content)
    assert isinstance(reader.error, EvalError)
    assert (reader.error.code, reader.error.params["file"]) == (code, "壊れた資料.pdf")
    assert "壊れた資料.pdf" in reader.message
    assert not page_field(reader).isVisible()
    reader.show_pdf("資料.pdf", BOOK)
    assert (reader.error, reader.message, reader.pages) == (None, "", 14)
    assert page_field(reader).isVisible()


@pytest.mark.parametrize("box", [[0, 0, 1, 1], [0, 0, 14400, 3], [0, 0, 90_000_000, 5], [0, 0, 0, 0]])
def test_pages_of_absurd_size_are_drawn_within_bounds(qtbot: QtBot, kit: Kit, box: list[int]) -> None:
    reader = opened(qtbot, kit, with_page_size(BOOK, box))
    reader.view.zoom_to(4.0)
    assert not picture(qtbot, reader).isNull()


def test_paper_stays_white_in_the_dark(qtbot: QtBot, qapp: QApplication) -> None:
    reader = opened(qtbot, kit := new_kit(qapp, look=Look.DARK))
    image = picture(qtbot, reader)
    assert image.pixelColor(image.width() // 2, 200).name() == "#ffffff"
    assert image.pixelColor(3, 200) == kit.theme.colour("ground")
    kit.theme.use(Look.LIGHT, 150)
    assert picture(qtbot, reader).pixelColor(3, 200) == kit.theme.colour("ground")


@pytest.mark.parametrize("width", [260, 380, 600, 1000])
@pytest.mark.parametrize("text_size", [100, 200])
def test_all_controls_are_there_in_every_width(
    qtbot: QtBot, qapp: QApplication, width: int, text_size: int
) -> None:
    kit = new_kit(qapp, text_size=text_size)
    reader = opened(qtbot, kit, width=max(width, 360 if text_size == 200 else 0))
    shown = [button for button in reader.findChildren(SignButton) if button.isVisible()]
    qtbot.waitUntil(lambda: all(button.geometry().right() < reader.width() for button in shown))
    assert all(button.width() >= kit.theme.em for button in shown)
    names = {button.accessibleName() for button in shown}
    if "その他" in names:
        names |= {action.text() for action in reader.more()}
    assert {"目次", "前のページ", "次のページ", "縮小", "拡大", "幅に合わせる", "ページ全体を表示"} <= names


def test_the_language_changes_while_reading(reader: PdfReader, kit: Kit) -> None:
    reader.show_pdf("x.pdf", b"")
    said = reader.message
    kit.speaker.use("en")
    assert reader.message != said
    assert "Search" in {button.accessibleName() for button in reader.findChildren(SignButton)}
