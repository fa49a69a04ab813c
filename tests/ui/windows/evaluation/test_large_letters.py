"""Letters twice as large on a small laptop's screen: every page can be worked with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QTabBar, QWidget

from tests.story import Desk
from tests.ui.windows.ballot.desk import settle_events
from tests.ui.windows.evaluation.secretary import Secretary
from tests.ui.windows.evaluation.walking import stops
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.record_page import RecordPage
from ui.windows.evaluation.results_page import ResultsPage

WIDTH, HEIGHT = 1366, 728


def cut_off(page: QWidget) -> Iterator[str]:
    """The buttons of which a part can neither be seen nor scrolled to; a row of tabs has two of its own."""
    for button in page.findChildren(QAbstractButton):
        if isinstance(button.parent(), QTabBar):
            continue
        if button.isVisible() and button.width() and (where := _cut_by(button, page)):
            yield f"{button.text() or button.accessibleName()} in {where}"


def _cut_by(button: QAbstractButton, page: QWidget) -> str:
    if button.width() < min(button.minimumSizeHint().width(), page.width()):
        return "itself"
    area: QWidget = button
    # what lies in an area that scrolls can be scrolled to
    while area is not page and not isinstance(area.parentWidget().parentWidget(), QAbstractScrollArea):
        area = area.parentWidget()
        if not area.rect().contains(QRect(button.mapTo(area, QPoint(0, 0)), button.size())):
            return type(area).__name__
    return ""


@pytest.mark.parametrize("code", ["ja", "en"])
@pytest.mark.parametrize("text_size", [150, 200])
def test_no_button_is_cut_off(secretary: Secretary, answered: Desk, code: str, text_size: int) -> None:
    secretary.kit.speaker.use(code)
    secretary.kit.theme.use(text_size=text_size)
    window = secretary.open(answered.evaluation, WIDTH, HEIGHT)
    for place, page in stops(secretary):
        settle_events()
        assert (window.width(), window.height()) == (WIDTH, HEIGHT), place
        assert list(cut_off(page)) == [], place


def test_a_page_scrolls_only_while_it_is_too_high(secretary: Secretary, answered: Desk) -> None:
    window = secretary.open(answered.evaluation, WIDTH, HEIGHT)
    page = secretary.turn(PageName.ISSUE, IssuePage)
    bar = window._room.verticalScrollBar()
    assert not bar.isVisible()
    secretary.kit.theme.use(text_size=200)
    settle_events()
    assert bar.isVisible()
    assert page.table.viewport().height() >= secretary.kit.theme.em * 3
    # what gets the keyboard comes into sight
    assert page.foot.language.visibleRegion().isEmpty()
    page.foot.language.setFocus()
    assert not page.foot.language.visibleRegion().isEmpty()
    assert bar.value() > 0
    # another page begins at its top
    secretary.turn(PageName.RECORD, RecordPage)
    assert bar.value() == 0
    secretary.kit.theme.use(text_size=100)
    settle_events()
    assert not bar.isVisible()
    assert window.pages.height() == window._room.height()


def test_what_has_no_room_beside_stands_below(secretary: Secretary, answered: Desk) -> None:
    secretary.open(answered.evaluation, WIDTH, HEIGHT)
    page = secretary.turn(PageName.RESULTS, ResultsPage)
    page.tabs.setCurrentIndex(1)
    internal = page.internal
    settle_events()
    assert internal.names.mapTo(internal, QPoint()).x() > internal.cells.geometry().right()
    for text_size in (150, 200):
        secretary.kit.theme.use(text_size=text_size)
        settle_events()
        assert internal.names.mapTo(internal, QPoint()).y() > internal.cells.mapTo(internal, QPoint()).y()
        assert internal.cells.horizontalScrollBar().maximum() == 0, "no sideways scrolling"
