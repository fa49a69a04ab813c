"""What has the keyboard is always seen: a page that scrolls follows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class Following(QObject):
    """Scrolls to whatever in ``area`` gets the keyboard.

    Qt does so only for Tab within one area, not for a Tab that comes in from outside, nor for shortcuts.

    Args:
        area: the page.
        show: brings a widget of the page into sight; else Qt's own way.
    """

    def __init__(self, area: QScrollArea, show: Callable[[QWidget], None] | None = None) -> None:
        super().__init__(area)
        self._area = area
        self._show = show or area.ensureWidgetVisible
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note)

    def _note(self, _before: QWidget | None, now: QWidget | None) -> None:
        # what moved from under a pressed mouse button would not be clicked
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is None or pressed:
            # nobody has it either when the area is taken down
            return
        page = self._area.widget()
        if page and page.isAncestorOf(now):
            self._show(now)
