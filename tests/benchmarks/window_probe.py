"""A window in a process of its own, which ends as soon as the window has been painted and answers.

``python -m tests.benchmarks.window_probe empty`` shows an empty PySide6 window; with a path, the app shows
that ballot, started as its users start it.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class _EndWhenPainted(QObject):
    """Ends the process when a widget has been painted and all events before that have been dealt with."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: os._exit(0))
        return False


def main(what: str) -> None:
    """Show a window and end."""
    end = _EndWhenPainted()
    if what == "empty":
        app = QApplication([])
        window = QWidget()
        window.resize(1280, 720)
        window.installEventFilter(end)
        window.show()
        sys.exit(app.exec())
    from ui.cli import main as evalapp  # noqa: PLC0415 - the empty window needs nothing of ours
    from ui.windows import start_up  # noqa: PLC0415

    make = start_up._ballot_window

    def watched(*given: object) -> QWidget:
        window = make(*given)  # type: ignore[arg-type]
        # a score can be given as soon as one is seen
        # (loaded by now: it costs nothing here)
        from ui.windows.ballot.choice_row import ChoiceRow  # noqa: PLC0415

        (first, *_others) = window.findChildren(ChoiceRow)
        first.installEventFilter(end)
        return window

    start_up._ballot_window = watched  # type: ignore[assignment]
    sys.exit(evalapp([what]))


if __name__ == "__main__":
    main(sys.argv[1])
