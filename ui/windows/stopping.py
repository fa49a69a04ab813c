"""The system's wish that the app ends (SIGTERM, a closed terminal), obeyed at once in the event loop."""

from __future__ import annotations

import contextlib
import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")


class StopSignals(QObject):
    """Hears from construction on until ``remove``; does nothing on Windows, which ends windows by messages.

    Python runs its own handlers only when it runs at all, which a window that waits does not: so the signal's
    number goes through a pipe that wakes the event loop.

    Signals:
        asked: end now.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[int, object] = {}
        self._pipe: tuple[int, ...] = ()
        if sys.platform == "win32":
            return
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        self._notifier = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._wakeup = signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        for name in _NAMES:
            number = getattr(signal, name)
            # who starts a program with nohup wants it to live on
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, _noted)

    def remove(self) -> None:
        """Give the signals back."""
        if not self._pipe:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        signal.set_wakeup_fd(self._wakeup)
        self._notifier.setEnabled(False)
        for end in self._pipe:
            os.close(end)
        self._pipe = ()

    def _hear(self) -> None:
        with contextlib.suppress(BlockingIOError):
            heard = os.read(self._pipe[0], 64)
            if any(number in self._before for number in heard):
                self.asked.emit()


def _noted(_number: int, _frame: object) -> None:
    """What is to be done is done in the event loop."""
