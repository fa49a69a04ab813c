"""The member's own sheets, as they will be printed: filled, or blank to write on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from evalapp.sitting import Sitting
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


def open_print_window(kit: Kit, work: Work, parent: QWidget) -> None:
    """Show the preview, from which can be printed and saved as PDF; it follows the answers."""
    from ui.windows.print_window import PrintWindow

    say, sitting = kit.speaker.say, work.sitting
    window = PrintWindow(
        kit,
        lambda: say("Score sheets"),
        (
            (lambda: say("Sheets as filled in"), sheets_maker(kit, sitting)),
            (lambda: say("Blank sheets"), sheets_maker(kit, sitting, blank=True)),
        ),
        f"{sitting.file.path.stem}.pdf",
        parent,
    )
    work.sheet_changed.connect(window.outdate)
    # each sheet carries the code of the newest hand-in
    work.handed_in.connect(window.outdate)
    window.show()


def sheets_maker(kit: Kit, sitting: Sitting, *, blank: bool = False) -> Callable[[], bytes]:
    """What makes the PDF of all sheets, as they stand when it is called."""

    def make() -> bytes:
        from exports.pdf.sheet_page import ballot_pages
        from exports.pdf.sheets import sheets_pdf

        pages = ballot_pages(
            sitting.ballot, tuple(sitting.sheets.values()), sitting.file.last_hand_in(), blank=blank
        )
        return sheets_pdf(pages, kit.speaker.language, by_member=True)

    return make
