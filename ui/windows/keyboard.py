"""The keyboard never goes astray: a part that is hidden or greyed while it has it would take it nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_MENU_OPEN = 200
"""Milliseconds after which it is looked again while a menu is open."""


class Keyboard(QObject):
    """Gives the keyboard of a window to somebody as soon as nobody has it.

    Args:
        window: whose parts come and go.
        give: puts the keyboard into the part that is worked in.
    """

    def __init__(self, window: QWidget, give: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._give = give
        # once what hides it has shown something else
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note)

    def _note(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            self._soon.start(0)

    def _look(self) -> None:
        if QApplication.activePopupWidget():
            # a menu gives the keyboard back where it came from, which may be gone by then
            self._soon.start(_MENU_OPEN)
        elif QApplication.focusWidget() is None and self._window.isActiveWindow():
            self._give()
