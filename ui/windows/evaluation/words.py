"""The names of the pages."""

from __future__ import annotations

from evalapp.language import N_
from ui.windows.evaluation.page import PageName
from ui.windows.kit import Kit

_PAGES = {
    PageName.SETUP: N_("Set-up"),
    PageName.ISSUE: N_("Issue"),
    PageName.WATCH: N_("Progress"),
    PageName.INTAKE: N_("Intake"),
    PageName.RESULTS: N_("Results"),
    PageName.CLOSING: N_("Closing"),
    PageName.PUBLISHING: N_("Publish"),
    PageName.RECORD: N_("Record"),
}


def page_words(page: PageName, kit: Kit) -> str:
    """What a page is called."""
    return kit.speaker.language.gettext(_PAGES[page])
