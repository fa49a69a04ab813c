"""Where Tab leads: to everything, in the order in which it stands, and never out of sight."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tests.ui.windows.ballot.desk import MemberDesk
from tests.ui.windows.ballot.sheets import holder, press
from ui.windows.ballot.pages import Page
from ui.windows.ballot.window import BallotWindow

HEIGHTS = (500, 728)


def seen(widget: QWidget) -> bool:
    # a viewport covers the whole of what it belongs to
    face = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    return not face.visibleRegion().isEmpty()


def once_round() -> list[QWidget]:
    """Every stop of Tab from where the keyboard is until it is there again; each is seen."""
    stops = [holder()]
    for _stop in range(80):
        press(Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert seen(holder()), holder()
        if holder() is stops[0]:
            return stops
        stops.append(holder())
    raise AssertionError([stop.accessibleName() for stop in stops])


def in_sheet(window: BallotWindow, stops: list[QWidget]) -> list[QWidget]:
    found = [stop for stop in stops if window.sheet.isAncestorOf(stop)]
    at = stops.index(found[0])
    # in one go, whatever else the window has
    assert found == stops[at : at + len(found)]
    return found


def top(window: BallotWindow, widget: QWidget) -> tuple[int, int]:
    place = widget.mapTo(window.sheet, QPoint(0, 0))
    return place.y(), place.x()


@pytest.mark.parametrize("height", HEIGHTS)
def test_tab_goes_through_the_sheet_from_top_to_bottom_also_after_another_rubric(
    member: MemberDesk, ballot_path: Path, height: int
) -> None:
    window = member.open(ballot_path, height=height)
    for subject_id in "BPC":
        window.show_subject(subject_id)
        window.subjects.setFocus()
        assert window.sheet.form is not None
        fields = len(list(window.sheet.form.cells))
        found = in_sheet(window, once_round())
        # the way out of judging, the fields, and the ways on
        assert len(found) == 1 + fields + 2
        assert found[0] is window.sheet.head.recuse_button
        assert found[-2:] == [*window.sheet.foot.stops]
        # measured in one position of the scroll bar: they are moved by following the keyboard
        assert all(top(window, one) < top(window, other) for one, other in pairwise(found[1:]))


def test_the_recusal_stands_first_in_the_order_while_it_is_asked_for(
    member: MemberDesk, ballot_path: Path
) -> None:
    window = member.open(ballot_path)
    window.sheet.head.recuse_button.click()
    window.subjects.setFocus()
    found = in_sheet(window, once_round())
    panel = [stop for stop in found if window.sheet.panel.isAncestorOf(stop)]
    start = found.index(panel[0])
    assert found[start : start + len(panel)] == panel
    assert all(top(window, one) < top(window, other) for one, other in pairwise(panel))


@pytest.mark.parametrize("page", [Page.OVERVIEW, Page.HAND_IN])
@pytest.mark.parametrize("height", HEIGHTS)
def test_every_stop_of_the_other_pages_is_seen(
    member: MemberDesk, ballot_path: Path, page: Page, height: int
) -> None:
    window = member.open(ballot_path, height=height)
    window.turn_to(page)
    assert window.header.pages in once_round()


def test_what_gets_the_keyboard_from_outside_is_scrolled_to(member: MemberDesk, ballot_path: Path) -> None:
    window = member.open(ballot_path, height=500)
    window.subjects.setFocus()
    assert not seen(window.sheet.foot.next_button)
    window.sheet.foot.next_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert seen(window.sheet.foot.next_button)
