"""Nothing flashes on the screen: a part shown before it has its place would be a window for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class Watch(QObject):
    """Notes every widget that is shown as a window, but for those that are windows."""

    def __init__(self, windows: tuple[type[QWidget], ...]) -> None:
        super().__init__()
        self._windows = windows
        self.flashes: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, self._windows)
        ):
            self.flashes.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@contextmanager
def watched(app: QApplication, *windows: type[QWidget]) -> Iterator[Watch]:
    """Watch what is shown as a window and is none of these."""
    watch = Watch(windows)
    app.installEventFilter(watch)
    yield watch
    app.removeEventFilter(watch)
