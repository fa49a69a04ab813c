"""Which files are missing, found out beside the windows: a share that does not answer may take seconds."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

_ASK_EVERY = 100
"""How often the thread is asked what it has found, in milliseconds."""

_Answer = queue.SimpleQueue[frozenset[Path]]


class Missing(QObject):
    """Looks for files in a thread that may outlive all windows, and so holds nothing of Qt.

    Signals:
        found: ``frozenset[Path]``: those of the last question that are not there.
    """

    found = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._answer: _Answer = queue.SimpleQueue()
        self._asking = QTimer(self, interval=_ASK_EVERY)
        self._asking.timeout.connect(self._ask)

    def look(self, paths: Sequence[Path]) -> None:
        """Ask which of these are missing; a question that is still open is dropped."""
        self._answer = queue.SimpleQueue()
        threading.Thread(target=_look, args=(tuple(paths), self._answer), daemon=True).start()
        self._asking.start()

    def _ask(self) -> None:
        if not self._answer.empty():
            self._asking.stop()
            self.found.emit(self._answer.get())


def _look(paths: Sequence[Path], answer: _Answer) -> None:
    answer.put(frozenset(path for path in paths if not os.path.isfile(path)))  # noqa: PTH113 - never raises
