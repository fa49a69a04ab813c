"""Pictures of the secretariat's window: closing, publishing, and the record."""

from __future__ import annotations

from pathlib import Path

from exports.documents import Kind
from tools.pictures.studio import Studio
from ui.windows.evaluation.closing_page import ClosingPage
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.publishing_page import PublishingPage
from ui.windows.evaluation.record_page import RecordPage
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.print_window import PrintWindow

_DOCUMENTS, _TEXTS, _CHECK = range(3)


def closing(studio: Studio) -> None:
    """Open; the deadline past; closed with a correction; its list; closed without one."""
    studio.shoot("closing-open", studio.office("answered", PageName.CLOSING))
    studio.end()
    studio.late()
    studio.shoot("closing-late", studio.office("half", PageName.CLOSING))
    studio.end()
    studio.late(8)
    window = studio.office("closed", PageName.CLOSING)
    studio.shoot("closing-corrected", window)
    studio.page(window, ClosingPage).print_button.click()
    studio.rest()
    preview = next(one for one in studio.app.topLevelWidgets() if isinstance(one, PrintWindow))
    studio.show(preview, (900, 728))
    studio.shoot("closing-list", preview)


def closing_asked(studio: Studio) -> None:
    """Before sheets are missing; why it is opened again; closed, nothing corrected."""
    studio.with_real_dialogs()
    studio.late()
    window = studio.office("half", PageName.CLOSING)
    studio.shoot_dialog("closing-missing", studio.page(window, ClosingPage).card.close_button.click)
    studio.end()
    window = studio.office("answered", PageName.CLOSING)
    page = studio.page(window, ClosingPage)
    page.card.close_button.click()
    studio.shoot("closing-closed", window)
    studio.shoot_dialog("closing-reopen", page.card.reopen_button.click)


def publishing(studio: Studio) -> None:
    """Every document; internal; a final edition that lacks texts."""
    window = studio.office("texts", PageName.PUBLISHING)
    page = studio.page(window, PublishingPage)
    for kind in Kind:
        page.documents.look_at(kind)
        studio.shoot(f"publishing-{kind}", window)
    page.documents.look_at(Kind.REPORT)
    page.documents.options.named.click()
    studio.shoot("publishing-internal", window)
    studio.end()
    window = studio.office("half", PageName.PUBLISHING)
    page = studio.page(window, PublishingPage)
    studio.shoot("publishing-half", window)
    page.documents.options.edition.setCurrentIndex(1)
    page.documents.options.edition.activated.emit(1)
    studio.shoot("publishing-refused", window)


def publishing_empty(studio: Studio) -> None:
    """Nothing set up; nothing taken in."""
    studio.shoot("publishing-unset", studio.office("empty", PageName.PUBLISHING))
    studio.end()
    studio.shoot("publishing-empty", studio.office("issued", PageName.PUBLISHING))


def publishing_check(studio: Studio) -> None:
    """Saved and clean; what was looked at; a file that names a member; before the first check."""
    window = studio.office("texts", PageName.PUBLISHING)
    page = studio.page(window, PublishingPage)
    page.tabs.setCurrentIndex(_CHECK)
    studio.shoot("check-before", window)
    page.tabs.setCurrentIndex(_DOCUMENTS)
    folder = studio.home / "書類" / "公表"
    studio.kit.dialogs.answers.append(folder)  # type: ignore[attr-defined]
    page.documents.save_all_button.click()
    studio.shoot("publishing-saved", window)
    page.tabs.setCurrentIndex(_CHECK)
    studio.shoot("check-clean", window)
    _leak(folder)
    page.take_files([folder])
    studio.shoot("check-finding", window)


def publishing_texts(studio: Studio) -> None:
    """The joint texts: written, missing, and a file with others."""
    window = studio.office("texts", PageName.PUBLISHING)
    studio.page(window, PublishingPage).tabs.setCurrentIndex(_TEXTS)
    studio.shoot("texts", window)
    studio.end()
    window = studio.office("answered", PageName.PUBLISHING)
    studio.page(window, PublishingPage).tabs.setCurrentIndex(_TEXTS)
    studio.shoot("texts-missing", window)


def publishing_largest(studio: Studio) -> None:
    """A hundred subjects."""
    window = studio.office("largest", PageName.PUBLISHING)
    page = studio.page(window, PublishingPage)
    page.documents.look_at(Kind.WORKBOOK)
    studio.shoot("publishing-largest", window)
    page.tabs.setCurrentIndex(_TEXTS)
    studio.shoot("texts-largest", window)


def record(studio: Studio) -> None:
    """The lines; verified; searched."""
    window = studio.office("closed", PageName.RECORD)
    studio.shoot("record", window)
    page = studio.page(window, RecordPage)
    page.verify_button.click()
    studio.shoot("record-verified", window)
    page.search.words.setText("m1")
    studio.shoot("record-searched", window)


def record_faults(studio: Studio) -> None:
    """Somebody has changed a score behind the app's back."""
    window = studio.office("answered", PageName.RECORD)
    _tamper(window)
    page = studio.page(window, RecordPage)
    page.verify_button.click()
    studio.shoot("record-faults", window)
    window.turn_to(PageName.PUBLISHING)
    studio.shoot("publishing-faults", window)


def _leak(folder: Path) -> None:
    (folder / "議事メモ.csv").write_text("発言者,内容\n髙瀬委員,費用対効果を確認したい。\n", "utf-8")


def _tamper(window: EvaluationWindow) -> None:
    with window.office.acting() as file:
        file.db.execute("UPDATE mark SET points = 3 - points WHERE criterion = 1 AND member = 1")
        file.db.commit()
