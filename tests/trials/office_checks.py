"""Whether the secretariat's window shows what its file holds, read afresh."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from evalapp.setup_starts import draft_of
from evalapp.store.closing import closings
from evalapp.store.double_entry import typings
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.intakes import intakes
from evalapp.store.setup_draft import materials_in_force, read_draft
from evalapp.store.texts import read_texts
from evalapp.store.verify import verify
from evalapp.store.watching import Watching
from evalapp.watching import board
from ui.windows.evaluation.closing_page import ClosingPage
from ui.windows.evaluation.intake_page import IntakePage
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.paper import PaperPanel
from ui.windows.evaluation.publishing_page import PublishingPage
from ui.windows.evaluation.record_page import RecordPage
from ui.windows.evaluation.results_page import ResultsPage
from ui.windows.evaluation.setup_page import SetupPage
from ui.windows.evaluation.watch_page import WatchPage
from ui.windows.evaluation.window import EvaluationWindow

Settle = Callable[[EvaluationWindow], None]
"""Waits until nothing is under way."""


def looked_over(window: EvaluationWindow, settle: Settle, *, whole: bool) -> str:
    """What is wrong now; empty if nothing is. ``whole``: every page is turned to, and the file verified."""
    office = window.office
    office.flush()
    settle(window)
    office.look()
    settle(window)
    if office.state.fault:
        return f"a fault nobody made: {office.state.fault!r}"
    if whole and (found := file_faults(office.path)):
        return found
    here = next(name for name in PageName if window.rail.buttons[name].isChecked())
    for name in PageName if whole else (here,):
        window.turn_to(name)
        QApplication.processEvents()
        settle(window)
        if found := shown_otherwise(window):
            return f"{name}: {found}"
    window.turn_to(here)
    settle(window)
    return ""


def file_faults(path: Path) -> str:
    """What verifying the file finds."""
    with EvaluationFile(path, read_only=True) as file:
        return "".join(map(str, verify(file)))


def shown_otherwise(window: EvaluationWindow) -> str:
    """What the page shows otherwise than the file has it."""
    page, office = window.pages.currentWidget(), window.office
    with EvaluationFile(office.path, read_only=True) as file:
        if office.evaluation != file.evaluation:
            return "another set-up"
        match page:
            case SetupPage():
                return _setup(page, file)
            case WatchPage():
                now = board(file.evaluation, Watching(file).facts(), office.now())
                return "" if page._board == now else "another board"
            case IntakePage():
                return _intake(page, file)
            case _:
                return _published(page, file)


def _published(page: QWidget | None, file: EvaluationFile) -> str:
    head = file.last_line().hash
    match page:
        case ResultsPage():
            right, what = bool(page._listed and page._listed.record_head == head), "results"
        case ClosingPage():
            closed = bool(closings(file))
            right, what = page._ever_closed == closed and not (closed and page._found is None), "corrections"
        case PublishingPage():
            made = page.making.documents
            current = made is None or made.report.record_head == head
            right, what = current and page.texts.editing.texts == read_texts(file).texts, "texts or documents"
        case RecordPage():
            right, what = [entry.line for entry in page._entries] == file.record(), "record"
        case _:
            right, what = True, ""
    return "" if right else f"another state of the {what}"


def _setup(page: SetupPage, file: EvaluationFile) -> str:
    in_force = draft_of(file.evaluation, materials_in_force(file))
    kept = read_draft(file)
    if page.work.draft != (kept or in_force):
        return f"another draft: {page.work.draft!r}\n{kept!r}"[:2_000]
    if page.undo_words():
        before = page.work.draft
        page.undo()
        page.redo()
        if page.work.draft != before:
            return "redo is not what was undone"
    return ""


def _intake(page: IntakePage, file: EvaluationFile) -> str:
    if page.history.model.notes != intakes(file):
        return "other intakes"
    waits = len(page.forms.model.forms)
    if page._waiting != waits:
        return "other forms"
    return _paper(page.paper, file) if isinstance(page.paper, PaperPanel) else ""


def _paper(panel: PaperPanel, file: EvaluationFile) -> str:
    found = typings(file)
    if panel.isVisible() and panel.stack.currentWidget() is panel.form:
        form, typing = panel.form, found.get(panel._place)
        entry = (typing.second if panel._second else typing.first) if typing else None
        faulty = form.note.isVisible() or (form.fields and form.fields.fault)
        if entry and form._sheet != entry.sheet and not faulty:
            return f"another sheet: {form._sheet!r}\n{entry.sheet!r}"
    return ""


def settled(window: EvaluationWindow, wait: Callable[[Callable[[], bool]], None]) -> None:
    """Wait for the end of what is under way, and of what that begins."""
    for _turn in range(3):
        wait(lambda: not window.office.jobs.busy)
        QApplication.processEvents()
