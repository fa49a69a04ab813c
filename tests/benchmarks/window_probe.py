"""A window in a process of its own, which ends as soon as the window has been painted and answers.

``python -m tests.benchmarks.window_probe empty`` shows an empty PySide6 window; with a path, the app shows
that ballot or evaluation, started as its users start it: nothing is loaded here that the app would load
later.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def main(what: str) -> None:
    """Show a window and end."""
    sys.exit(_empty() if what == "empty" else _file(what))


def _empty() -> int:
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415 - as any app does

    app = QApplication([])
    window = QWidget()
    window.resize(1280, 720)
    _end_when_painted(window)
    window.show()
    return app.exec()


def _file(path: str) -> int:
    from ui.cli import main as evalapp  # noqa: PLC0415 - the empty window needs nothing of ours
    from ui.cli import opening  # noqa: PLC0415

    run = opening._run

    def watched(*given: object) -> int:
        from ui.windows import start_up  # noqa: PLC0415

        make = start_up._ballot_window

        def watched_window(*given: object) -> QWidget:
            window = make(*given)  # type: ignore[arg-type]
            # a score can be given as soon as one is seen
            from ui.windows.ballot.choice_row import ChoiceRow  # noqa: PLC0415 - loaded by now

            (first, *_others) = window.findChildren(ChoiceRow)
            _end_when_painted(first)
            return window

        make_office = start_up._evaluation_window

        def watched_office(*given: object) -> object:
            window, office = make_office(*given)  # type: ignore[arg-type]
            # the board says how everything stands
            from ui.windows.evaluation.board.board_table import BoardTable  # noqa: PLC0415 - loaded by now

            _end_when_painted(window.findChild(BoardTable).viewport())  # type: ignore[attr-defined]
            return window, office

        start_up._ballot_window = watched_window  # type: ignore[assignment]
        start_up._evaluation_window = watched_office  # type: ignore[assignment]
        return run(*given)  # type: ignore[arg-type]

    opening._run = watched  # type: ignore[assignment]
    return evalapp([path])


def _end_when_painted(widget: QWidget) -> None:
    """End the process when a widget has been painted and all events before that have been dealt with."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - see above

    class End(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() is QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, lambda: os._exit(0))
            return False

    widget.installEventFilter(End(widget))


if __name__ == "__main__":
    main(sys.argv[1])
