"""The preview from which is printed and saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evalapp.errors import EvalError
from tests.ui.windows.papers import paper
from ui.windows.kit import Kit
from ui.windows.pdf_file import open_pdf
from ui.windows.pdf_layout import Fit
from ui.windows.print_window import PrintWindow

FILLED = paper([[f"記入済み {n}"] for n in range(3)])
BLANK = paper([["未記入"]])


def refuse() -> bytes:
    raise EvalError("file-missing", file="m1.ballot")


def window(
    qtbot: QtBot,
    kit: Kit,
    blank: Callable[[], bytes] = lambda: BLANK,
    printers: Sequence[str] = ("卓上プリンター",),
) -> PrintWindow:
    editions = (("記入済み", lambda: FILLED), ("未記入", blank))
    made = PrintWindow(kit, "評価票", editions, "m1.pdf", None, lambda: printers)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def into(path: Path, pages: str = "") -> Callable[[QPrinter], None]:
    """What a user chooses in the system's dialog; ``pages`` as ``1-2``, or all."""

    def choose(printer: QPrinter) -> None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setResolution(72)
        if pages:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(*map(int, pages.split("-")))

    return choose


def test_editions_are_made_when_they_are_chosen(qtbot: QtBot, kit: Kit) -> None:
    made: list[str] = []

    def blank() -> bytes:
        made.append("blank")
        return BLANK

    shown = window(qtbot, kit, blank)
    assert (shown.windowTitle(), shown.reader.pages, shown.reader.view.fit) == ("評価票", 3, Fit.PAGE)
    assert made == []
    shown.choices[1].click()
    assert (shown.reader.pages, made) == (1, ["blank"])


def test_an_edition_that_cannot_be_made_says_why_and_is_not_printed(qtbot: QtBot, kit: Kit) -> None:
    shown = window(qtbot, kit, refuse)
    shown.choices[1].click()
    assert "m1.ballot" in shown.reader.message
    assert not shown.print_button.isEnabled()
    assert not shown.save_button.isEnabled()
    shown.choices[0].click()
    assert (shown.reader.message, shown.print_button.isEnabled()) == ("", True)


def test_what_is_saved_is_the_document_itself(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    shown = window(qtbot, kit)
    kit.dialogs.answers += [tmp_path / "評価票.pdf", None, tmp_path / "no folder" / "x.pdf"]
    shown.save_button.click()
    assert (tmp_path / "評価票.pdf").read_bytes() == FILLED
    said = shown.said
    assert "評価票.pdf" in said
    shown.save_button.click()
    assert shown.said == said
    kit.speaker.use("en")
    assert shown.said.startswith("Saved as ")
    shown.save_button.click()
    assert "no folder" in shown.said


def test_pages_are_printed_with_progress(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    shown = window(qtbot, kit)
    target = tmp_path / "printed.pdf"
    kit.dialogs.answers.append(into(target, "2-3"))
    shown.print_button.click()
    assert kit.dialogs.asked == ["print 3"]
    assert shown.printing
    assert not shown.print_button.isEnabled()
    assert shown.cancel_button.isVisible()
    qtbot.waitUntil(lambda: not shown.printing)
    assert open_pdf("x", target.read_bytes()).pageCount() == 2
    assert shown.said.endswith("に送りました。")
    assert shown.print_button.isEnabled()
    assert not shown.cancel_button.isVisible()


def test_printing_is_stopped(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    shown = window(qtbot, kit)
    target = tmp_path / "printed.pdf"
    kit.dialogs.answers.append(into(target, "1-3"))
    shown.print_button.click()
    shown.cancel_button.click()
    assert not shown.printing
    assert "中止" in shown.said
    kit.dialogs.answers.append(into(target, "1-3"))
    shown.print_button.click()
    shown.close()
    assert not shown.printing


def test_print_to_file_gives_the_document_itself(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    """Not pictures of it: what stands there can still be searched."""
    shown = window(qtbot, kit)
    target = tmp_path / "printed.pdf"
    kit.dialogs.answers.append(into(target))
    shown.print_button.click()
    assert not shown.printing
    assert target.read_bytes() == FILLED


def test_a_changed_mind_prints_nothing(qtbot: QtBot, kit: Kit) -> None:
    shown = window(qtbot, kit)
    kit.dialogs.answers.append(None)
    shown.print_button.click()
    assert (shown.printing, shown.said) == (False, "")


def test_without_a_printer_saving_is_offered(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    shown = window(qtbot, kit, printers=())
    shown.print_button.click()
    assert "プリンターが設定されていません" in shown.said
    assert kit.dialogs.asked == []
    kit.dialogs.answers.append(tmp_path / "評価票.pdf")
    shown.save_button.click()
    assert (tmp_path / "評価票.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_fails_is_said(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    shown = window(qtbot, kit)
    kit.dialogs.answers.append(into(tmp_path / "no folder" / "x.pdf", "1-2"))
    shown.print_button.click()
    qtbot.waitUntil(lambda: not shown.printing)
    assert "印刷できませんでした" in shown.said


def test_escape_closes_and_the_window_keeps_its_place(qtbot: QtBot, kit: Kit) -> None:
    shown = window(qtbot, kit)
    shown.resize(701, 603)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert window(qtbot, kit).size().toTuple() == (701, 603)
