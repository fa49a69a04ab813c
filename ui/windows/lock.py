"""Who may write: one process a file. The second one reads, and learns when the first has closed."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QSysInfo, QTimer, Signal

from evalapp.data_folder import data_folder

POLL_MS = 1_000


class FileLock(QObject):
    """The right to write into one file, held from construction on if nobody else has it.

    It lies in the data folder, so it keeps the processes of one user apart; SQLite's own locks keep whatever
    else writes from doing harm. What a killed process left is taken over at once.

    Signals:
        freed: the process that had the right has given it up or is gone; said once.
    """

    freed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._file = _lock_file(path)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)
        self.held = False
        self.try_again()

    def try_again(self) -> bool:
        """Take the right if nobody has it; if somebody does, go on watching. Returns whether it is held."""
        if not self.held:
            self.held = _taken(self._file)
        if self.held:
            self._timer.stop()
        else:
            self._timer.start()
        return self.held

    def release(self) -> None:
        """Give the right up and stop watching."""
        self._timer.stop()
        if self.held:
            self._file.unlock()
        self.held = False

    def _look(self) -> None:
        if _taken(self._file):
            # given back: who only reads must keep nobody from writing
            self._file.unlock()
            self._timer.stop()
            self.freed.emit()


def _lock_file(path: Path) -> QLockFile:
    folder = data_folder() / "locks"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    same = os.path.normcase(path.resolve())
    name = hashlib.sha256(os.fsencode(same)).hexdigest()[:32]
    lock = QLockFile(str(folder / f"{name}.lock"))
    # a lock never grows old: somebody may have the window open for weeks
    lock.setStaleLockTime(0)
    return lock


def _taken(lock: QLockFile) -> bool:
    if lock.tryLock(0):
        return True
    if lock.error() is not QLockFile.LockError.LockFailedError:
        # the folder takes no locks: nobody can be kept apart then, and to work is better than not to
        return True
    if not _left_behind(Path(lock.fileName())):
        return False
    return lock.removeStaleLockFile() and lock.tryLock(0)


def _left_behind(path: Path) -> bool:
    """Whether nobody can hold the lock although Qt cannot tell."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    if not lines:
        return True  # cut off by a power failure: it names nobody
    # a computer that got another name since: Qt takes it for another computer, and would wait for ever
    machine, boot = (*lines[3:5], "", "")[:2]
    ours = machine and machine == bytes(QSysInfo.machineUniqueId().data()).decode("ascii", "replace")
    return bool(ours and boot != bytes(QSysInfo.bootUniqueId().data()).decode("ascii", "replace"))
