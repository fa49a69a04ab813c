"""Pictures of the secretariat's window: issuing, watching, and the window itself."""

from __future__ import annotations

import shutil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from evalapp.mailing import MailKind
from evalapp.watching import CellState
from tools.pictures.studio import Studio
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.mail_panel import MailPanel, open_mail_panel
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.watch_page import WatchPage
from ui.windows.print_window import PrintWindow

_PANEL = (1020, 660)


def issue(studio: Studio) -> None:
    """Nothing set up; nothing issued; issued; one folder refuses."""
    studio.shoot("issue-empty", studio.office("empty", PageName.ISSUE))
    studio.end()
    window = studio.office("planned", PageName.ISSUE)
    studio.shoot("issue-open", window)
    page = studio.page(window, IssuePage)
    page.model.choose(("m1", "m2", "m4"))
    page.issue()
    studio.shoot("issue-some", window)
    page.folder.mkdir(exist_ok=True)
    for path in page.folder.iterdir():
        path.unlink()
    page.folder.rmdir()
    page.folder.write_text("")
    page.model.choose(("m3", "m5"))
    page.issue()
    studio.shoot("issue-failed", window)


def issue_paper(studio: Studio) -> None:
    """Blank sheets to be printed for those who answer on paper."""
    window = studio.office("planned", PageName.ISSUE)
    studio.page(window, IssuePage).print_paper()
    studio.rest()
    (preview,) = (one for one in studio.app.topLevelWidgets() if isinstance(one, PrintWindow))
    studio.show(preview, (900, 728))
    studio.shoot("issue-paper", preview)


def issue_largest(studio: Studio) -> None:
    """Thirty members."""
    window = studio.office("largest", PageName.ISSUE)
    studio.shoot("issue-largest", window)


def mails(studio: Studio) -> None:
    """The drafts that go with what was issued; a reminder; the text for all."""
    window = studio.office("half", PageName.ISSUE)
    shutil.copytree(studio.offices.desk.ballots, studio.page(window, IssuePage).folder)
    panel = _mails(studio, open_mail_panel(window.office, ("m1", "m3", "m5"), None, window))
    panel.form.done_button.click()
    panel.next_button.click()
    studio.shoot("mails", panel)
    panel.letter_button.click()
    studio.shoot("mails-letter", panel)
    panel.close()
    panel = _mails(studio, open_mail_panel(window.office, ("m3", "m4", "m5"), MailKind.REMINDER, window))
    studio.shoot("mails-reminder", panel)


def watch(studio: Studio) -> None:
    """Nothing set up; half of it in; what was looked for; nothing found; the deadline past."""
    studio.shoot("watch-empty", studio.office("empty", PageName.WATCH))
    studio.end()
    window = studio.office("half", PageName.WATCH)
    page = studio.page(window, WatchPage)
    page.table.go_to("m5", "B")
    studio.shoot("watch-half", window)
    page.table.selectRow(2)
    studio.shoot("watch-row", window)
    page.chips.states[CellState.DRAFT].click()
    studio.shoot("watch-filtered", window)
    page.search.setFocus()
    page.search.setText("佐藤")
    studio.shoot("watch-nothing", window)
    studio.end()
    studio.late()
    window = studio.office("half", PageName.WATCH)
    studio.shoot("watch-late", window)


def watch_issued(studio: Studio) -> None:
    """Issued, nothing in; then everything in."""
    studio.shoot("watch-issued", studio.office("issued", PageName.WATCH))
    studio.end()
    studio.shoot("watch-answered", studio.office("answered", PageName.WATCH))


def watch_largest(studio: Studio) -> None:
    """A hundred subjects and thirty members, whole and zoomed."""
    window = studio.office("largest_begun", PageName.WATCH)
    page = studio.page(window, WatchPage)
    page.table.go_to("m14", "042")
    studio.shoot("watch-largest", window)
    for _step in range(3):
        page.table.zoom_by(1)
    studio.shoot("watch-largest-zoomed", window)


def window_states(studio: Studio) -> None:
    """A second window has the file; the file is gone."""
    studio.shoot("office-read-only", studio.office("half", PageName.SETUP, locked=True))
    studio.end()
    window = studio.office("half", PageName.WATCH)
    window.office.path.rename(window.office.path.with_name("別の場所.evaluation"))
    window.office.look()
    studio.shoot("office-gone", window)


def window_questions(studio: Studio) -> None:
    """Who is at work; why a closed evaluation is changed."""
    studio.with_real_dialogs()
    window = studio.office("closed", PageName.INTAKE)
    studio.shoot_dialog("office-operator", window.change_operator)
    studio.shoot_dialog("office-reason", lambda: window.office.ask_reason(window))


def window_menus(studio: Studio) -> None:
    """The menus as they open, the window of keys, and the keyboard in the rail."""
    window = studio.office("half", PageName.WATCH)
    for number, name in enumerate(("file", "edit", "view", "help")):
        menu = window.menuBar().actions()[number].menu()
        if isinstance(menu, QMenu):
            menu.popup(window.mapToGlobal(window.rect().topLeft()))
            studio.shoot(f"office-menu-{name}", menu)
            menu.close()
    window.rail.buttons[PageName.INTAKE].setFocus(Qt.FocusReason.TabFocusReason)
    studio.shoot("office-rail", window)
    window.show_keys()
    keys = next(one for one in studio.app.topLevelWidgets() if one.inherits("QDialog") and one.isVisible())
    studio.shoot("office-keys", keys)


def _mails(studio: Studio, panel: MailPanel) -> MailPanel:
    studio.show(panel, _PANEL)
    return panel
