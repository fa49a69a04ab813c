"""A closed window is gone with all that was in it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.story import Desk
from tests.ui.windows.evaluation.secretary import Secretary
from tests.ui.windows.evaluation.walking import stops
from tests.ui.windows.left_behind import standing
from ui.windows.evaluation.intake_page import IntakePage
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.record_page import RecordPage


def one_day(secretary: Secretary, desk: Desk) -> None:
    window = secretary.open(desk.evaluation)
    secretary.drop(*desk.all_submissions())
    foot = secretary.page(IntakePage).files.view.foot
    if foot.accept_button.isEnabled():
        secretary.click(foot.accept_button)
    for _place, _page in stops(secretary):
        pass
    record = secretary.turn(PageName.RECORD, RecordPage)
    secretary.click(record.verify_button)
    for name in ("meeting", "keys"):
        window.menu_action(name).trigger()
        secretary.settle()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    secretary.close()
    del secretary.window


def test_nothing_of_a_day_is_left(secretary: Secretary, sample: Desk) -> None:
    one_day(secretary, sample)
    before = standing()
    one_day(secretary, sample)
    assert standing() - before == {}
