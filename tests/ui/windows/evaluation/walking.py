"""Going through everything that the secretariat's window can show."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QTabBar

from tests.ui.windows.evaluation.secretary import Secretary
from ui.windows.evaluation.page import OfficePage, PageName


def stops(secretary: Secretary) -> Iterator[tuple[str, OfficePage]]:
    """Turn to every page and to every tab on it, and say where that is."""
    for name in PageName:
        page = secretary.turn(name, OfficePage)
        bars = [bar for bar in page.findChildren(QTabBar) if bar.isVisible()]
        if not bars:
            yield name, page
        for bar in bars:
            for number in range(bar.count()):
                secretary.click_tab(bar, number)
                yield f"{name} {number}", page
