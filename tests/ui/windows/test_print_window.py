"""The preview from which is printed and saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
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


class Words:
    """In the language spoken now."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def title(self) -> str:
        return "評価票" if self.kit.speaker.japanese else "Score sheets"

    def filled(self) -> str:
        return "記入済み" if self.kit.speaker.japanese else "Filled in"

    def blank(self) -> str:
        return "未記入" if self.kit.speaker.japanese else "Blank"


def window(
    qtbot: QtBot,
    kit: Kit,
    blank: Callable[[], bytes] = lambda: BLANK,
    filled: Callable[[], bytes] = lambda: FILLED,
    printers: Sequence[str] = ("卓上プリンター",),
) -> PrintWindow:
    words = Words(kit)
    editions = ((words.filled, filled), (words.blank, blank))
    made = PrintWindow(kit, words.title, editions, "m1.pdf", None, lambda: printers)
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


def test_the_language_changes_in_an_open_window_and_in_its_sheets(qtbot: QtBot, kit: Kit) -> None:
    shown = window(qtbot, kit, filled=lambda: FILLED if kit.speaker.japanese else BLANK)
    kit.speaker.use("en")
    assert shown.windowTitle() == "Score sheets"
    assert [choice.text() for choice in shown.choices] == ["Filled in", "Blank"]
    assert shown._content == BLANK
    assert shown.said == ""


def test_what_is_shown_saved_and_printed_are_the_answers_of_now(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    papers = [paper([["一"], ["二"]]), paper([["一"], ["二"], ["三"]])]
    shown = window(qtbot, kit, filled=lambda: papers[0])
    with qtbot.waitActive(shown):
        shown.activateWindow()
    shown.reader.go_to(1)
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    papers.pop(0)
    shown.outdate()
    # nobody looks at it now
    assert shown.reader.pages == 2
    with qtbot.waitActive(shown):
        shown.activateWindow()
    assert (shown.reader.pages, shown.reader.page) == (3, 1)
    assert shown.said == "内容が変わったため、プレビューを更新しました。"
    kit.dialogs.answers.append(tmp_path / "評価票.pdf")
    shown.save_button.click()
    assert (tmp_path / "評価票.pdf").read_bytes() == papers[0]
    # written by another program, while one looks at the preview
    papers[0] = FILLED
    shown.outdate()
    assert shown._content == FILLED


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


def test_what_no_reader_can_open_is_said_and_not_printed(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    shown = window(qtbot, kit, filled=lambda: b"no PDF")
    kit.dialogs.answers.append(into(tmp_path / "x.pdf", "1-1"))
    shown.print_button.click()
    assert "表示できません" in shown.said
    assert not shown.printing


def test_escape_closes_and_the_window_keeps_its_place(qtbot: QtBot, kit: Kit) -> None:
    shown = window(qtbot, kit)
    shown.resize(701, 603)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert window(qtbot, kit).size().toTuple() == (701, 603)
