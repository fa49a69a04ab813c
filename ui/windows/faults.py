"""The one hook for bugs in the windows: log, keep the data safe, say it once, stop."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from evalapp.errors import EvalError
from evalapp.store.database import DISK_FAULTS
from ui.bug_log import EXIT_BUG, log_bug, log_text
from ui.windows.kit import Kit

QT_MESSAGES = 200
"""So many of Qt's own messages are logged in a session; one that repeats itself must not fill the disk."""


class Faults(QObject):
    """Takes what nobody else caught, in whichever thread.

    The first bug ends the app: what is open is saved, one dialog is shown, and the event loop ends with exit
    code 70. Later ones are only logged. What a file or its disk refuses is said, and work goes on.

    Attributes:
        stopped: a bug was seen; the event loop must not be entered any more.
    """

    _seen = Signal(object)
    _refused = Signal(object)

    def __init__(self, app: QApplication, kit: Kit, save_all: Callable[[], bool]) -> None:
        """Args:
        app: what is stopped.
        kit: for the clock, the words and the dialog.
        save_all: brings to the disk what the open windows hold; says whether it could.
        """
        super().__init__()
        self._app = app
        self._kit = kit
        self._save_all = save_all
        self._messages = 0
        self._before: tuple[object, object] | None = None
        self.stopped = False
        self._telling = False
        self._seen.connect(self._stop)
        self._refused.connect(self._tell_refused)

    def install(self) -> None:
        """Take the hooks of Python and Qt."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self.report
        threading.excepthook = self._report_thread
        qInstallMessageHandler(self._log_message)

    def remove(self) -> None:
        """Give the hooks back."""
        qInstallMessageHandler(None)
        if self._before:
            sys.excepthook, threading.excepthook = self._before  # type: ignore[assignment]

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        """Deal with an exception that nobody caught (the signature of ``sys.excepthook``)."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        where = log_bug(error.with_traceback(trace) if trace else error, self._kit.now())
        # both reach the thread of the windows from any other
        if isinstance(error, EvalError) and error.code in DISK_FAULTS:
            self._refused.emit(error)
        else:
            self._seen.emit(where)

    def _report_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
            self.report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _tell_refused(self, fault: EvalError) -> None:
        """A file was held or its disk away, and nobody expected it: that ends nothing."""
        if not (self._telling or self.stopped):
            self._telling = True
            try:
                self._kit.dialogs.tell(self._app.activeWindow(), self._kit.speaker.phrase(fault))
            finally:
                self._telling = False

    def _stop(self, where: Path | str) -> None:
        if self.stopped:
            return
        self.stopped = True
        try:
            self._tell(where, saved=self._save_all())
        except Exception as error:  # noqa: BLE001 - a bug in dealing with a bug must not keep the app from stopping
            log_bug(error, self._kit.now())
        finally:
            self._app.exit(EXIT_BUG)

    def _tell(self, where: Path | str, *, saved: bool) -> None:
        say = self._kit.speaker.say
        sentence = (
            say("Something went wrong inside the app, and it has to close. What was entered is saved.")
            if saved
            else say(
                "Something went wrong inside the app, and it has to close. The last entries may be missing."
            )
        )
        if isinstance(where, Path):
            details = say(
                "Open the file again to go on. If it happens again, send the log to whoever looks after"
                " the app; it holds no scores and no comments: {log}",
                log=where,
            )
        else:
            details = say("Open the file again to go on.")
        self._kit.dialogs.tell(self._app.activeWindow(), sentence, details)

    def _log_message(self, kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        self._messages += 1
        if self._messages <= QT_MESSAGES:
            log_text(f"Qt {kind.name} {context.category}: {message}", self._kit.now())
        if kind is QtMsgType.QtFatalMsg:
            # the process ends here: the terminal is the only place left to say why
            with contextlib.suppress(OSError, AttributeError):
                sys.stderr.write(f"{message}\n")


def save_each(savers: list[Callable[[], None]], kit: Kit) -> bool:
    """Call all ``savers``, whatever one of them raises: one broken window must not cost another its words.

    Returns:
        Whether none of them failed.
    """
    done = 0
    for save in savers:
        try:
            save()
            done += 1
        except EvalError:
            continue  # the window itself shows what its file cannot take
        except Exception as error:  # noqa: BLE001 - see above
            log_bug(error, kit.now())
    return done == len(savers)
