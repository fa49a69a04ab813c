"""What is seen when a window has just opened, or a page comes back: everything in its place at once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from tests.ui.windows.ballot.desk import MemberDesk
from ui.windows.ballot.guidance import GuidancePanel
from ui.windows.ballot.pages import Page
from ui.windows.ballot.sheet_view import SheetView
from ui.windows.ballot.window import BallotWindow
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


def steps_stand(window: BallotWindow) -> bool:
    """Whether the choices of the first criterion stand side by side within their row."""
    form = window.sheet.form
    assert form is not None
    row = form.cards["c1"].row
    assert row is not None
    places = [choice.geometry() for choice in row.steps]
    within = all(row.rect().contains(place) for place in places)
    apart = all(left.right() < right.left() for left, right in pairwise(places))
    return within and apart and places[-1].height() > window.fontMetrics().height()


def test_guidance_longer_than_its_panel_is_read_from_its_beginning(
    kit: Kit, sitting: Sitting, qtbot: QtBot
) -> None:
    panel = GuidancePanel(kit)
    qtbot.addWidget(panel)
    subject, rubric = sitting.ballot.asked["A"]
    panel.show_criterion(subject, rubric, "c1")
    panel.resize(300, 150)
    panel.show()
    QApplication.processEvents()
    assert panel.verticalScrollBar().maximum() > 0
    assert panel.verticalScrollBar().value() == 0


def test_the_place_worked_on_last_is_in_sight_before_the_keyboard_is(
    kit: Kit, work: Work, qtbot: QtBot
) -> None:
    view = SheetView(kit, work)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show_subject("B")
    view.go_to(None, CommentKind.RECOMMENDATION)
    view.show()
    assert view.form is not None
    box = view.form.box((None, CommentKind.RECOMMENDATION))
    assert box is not None
    assert box.editor.visibleRegion().boundingRect().height() > box.editor.height() / 2


def test_choices_behind_another_page_take_the_new_words_and_sizes(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    # else the panel beside the sheet, coming back with it, has everything laid out anew
    window.toggle_guidance()
    assert steps_stand(window)
    window.turn_to(Page.OVERVIEW)
    member.kit.theme.use(text_size=110)
    window.turn_to(Page.SHEETS)
    QApplication.processEvents()
    assert steps_stand(window)
    window.turn_to(Page.OVERVIEW)
    member.kit.speaker.use("en")
    window.turn_to(Page.SHEETS)
    QApplication.processEvents()
    assert window.sheet.form
    for card in window.sheet.form.cards.values():
        assert card.row is None or card.row.cannot_judge.width() >= card.row.cannot_judge.word_width - 1
