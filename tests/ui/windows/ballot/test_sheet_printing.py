"""The preview of the member's sheets follows the answers and the language."""

from __future__ import annotations

from pathlib import Path

from tests.ui.windows.ballot.desk import MemberDesk
from tests.ui.windows.ballot.sheets import press
from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.pages import Page
from ui.windows.pdf_file import open_pdf
from ui.windows.print_window import PrintWindow


def words(printing: PrintWindow) -> str:
    document = open_pdf("m1.pdf", printing._content)
    return "\n".join(document.getAllText(page).text() for page in range(document.pageCount()))


def come_back(member: MemberDesk, printing: PrintWindow) -> None:
    printing.activateWindow()
    # Qt calls a window active too as long as the one it belongs to is
    member.qtbot.waitUntil(printing.isActiveWindow)


def test_an_open_preview_never_shows_the_answers_of_before(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path)
    window.print_sheets()
    (printing,) = window.findChildren(PrintWindow)
    come_back(member, printing)
    before = printing._content
    window.activateWindow()
    member.qtbot.waitUntil(window.isActiveWindow)
    press("3")
    assert printing.said == ""
    come_back(member, printing)
    # a score is a circle that is drawn
    assert printing._content != before
    assert printing.said
    not_handed_in = words(printing)
    window.turn_to(Page.HAND_IN)
    (page,) = window.findChildren(HandInPage)
    page.hand_in()
    come_back(member, printing)
    (note,) = window.work.sitting.file.hand_ins()
    assert note.code in words(printing)
    assert note.code not in not_handed_in
    member.kit.speaker.use("en")
    assert printing.windowTitle() == "Score sheets"
    assert printing.choices[0].text() == "Sheets as filled in"
    assert "Score sheet" in words(printing)
    printing.close()
