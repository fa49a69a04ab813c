"""What Qt has made ends where and when it must: in the window's thread, and before Python ends.

Left alone, Python looks for garbage in whichever thread happens to make the next object, and a widget that
is found by the thread that computes is destroyed under the feet of the one that paints.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

_EVERY = 500
"""In milliseconds."""

_holds = 0


def hold() -> None:
    """From now on nothing looks by itself; called in the window's thread, before another one begins."""
    global _holds  # noqa: PLW0603 - the garbage is the process's
    _holds += 1
    gc.disable()


def release() -> None:
    """Undo one ``hold``, in the window's thread too."""
    global _holds  # noqa: PLW0603
    _holds -= 1
    if not _holds:
        # with the counters at nothing no other thread comes to its turn by what little it still does
        gc.collect(0)
        gc.enable()


def collect_due() -> None:
    """Look for what Python itself would have looked for by now."""
    due = [most <= count for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(generation for generation, ripe in enumerate(due) if ripe))


def end_windows() -> None:
    """Destroy all windows as Qt does it: Python, when it ends, takes parts before their wholes."""
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Collector:
    """Looks for garbage between two events of the app, until it is stopped."""

    def __init__(self) -> None:
        hold()
        self._timer = QTimer(interval=_EVERY)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        release()
