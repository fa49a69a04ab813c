"""The app on a real screen, which tells through a pipe what it is about to keep and what it shows as saved.

``python -m tests.trials.window_driver PIPE BALLOT``: lines of JSON go to the file descriptor PIPE. ``{"about":
…}`` comes before an edit is written, ``{"saved": …}`` with all answers shown whenever the word that all is saved
has been painted, ``{"ready": …}`` once, when keys may come.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from evalapp.editing import Edit
from evalapp.sitting import Sitting
from tests.trials.window_cells import cells
from ui.windows import start_up
from ui.windows.ballot.window import BallotWindow
from ui.windows.ballot.work import Saving

_PIPE = int(sys.argv[1])


def _say(**line: object) -> None:
    os.write(_PIPE, json.dumps(line, ensure_ascii=False).encode() + b"\n")


class _Painted(QObject):
    """Tells after each painting of the save label what is shown beside it."""

    def __init__(self, window: BallotWindow) -> None:
        super().__init__(window)
        self._window = window
        window.header.save_label.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and self._window.work.state.saving is Saving.SAVED:
            _say(saved=cells(self._window.work.sitting.sheets))
        return False


def main() -> None:
    """Run the app on the ballot."""
    write = Sitting._write

    def telling(sitting: Sitting, edits: list[Edit]) -> None:
        sheets = {edit.subject_id: sitting.sheets[edit.subject_id] for edit in edits}
        _say(about=cells(sheets))
        write(sitting, edits)

    Sitting._write = telling  # type: ignore[method-assign]
    make = start_up._ballot_window

    def watched(*given: object) -> QWidget:
        window = make(*given)  # type: ignore[arg-type]
        assert isinstance(window, BallotWindow)
        _Painted(window)
        QTimer.singleShot(0, lambda: _say(ready=int(window.winId())))
        return window

    start_up._ballot_window = watched  # type: ignore[assignment]
    sys.exit(start_up.run([Path(sys.argv[2])], asked_language="ja", system_language="ja"))


if __name__ == "__main__":
    main()
