"""The member's own sheets, as they will be printed: filled, or blank to write on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from evalapp.sitting import Sitting
from ui.windows.kit import Kit


def open_print_window(kit: Kit, sitting: Sitting, parent: QWidget) -> None:
    """Show the preview, from which can be printed and saved as PDF."""
    from ui.windows.print_window import PrintWindow

    say = kit.speaker.say
    window = PrintWindow(
        kit,
        say("Score sheets"),
        (
            (say("Sheets as filled in"), sheets_maker(kit, sitting)),
            (say("Blank sheets"), sheets_maker(kit, sitting, blank=True)),
        ),
        f"{sitting.file.path.stem}.pdf",
        parent,
    )
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
