"""From the command to the first window: nothing is loaded before it that the first window does not need."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication, QWidget

import resources
from evalapp.language import load_language
from evalapp.sitting import Sitting
from ui.bug_log import EXIT_BUG
from ui.windows.app import EvalApp, WorkedEvaluation
from ui.windows.desktop import Desktop
from ui.windows.dialogs import Dialogs
from ui.windows.faults import Faults
from ui.windows.garbage import Collector, end_windows
from ui.windows.kit import Kit
from ui.windows.opened import Opened
from ui.windows.settings import Settings
from ui.windows.speaker import Speaker
from ui.windows.stopping import StopSignals
from ui.windows.theme import Theme
from ui.windows.volumes import place


class Application(QApplication):
    """The application; macOS tells it, not the command line, which file was double-clicked.

    Signals:
        file_asked: a ``Path`` to open.
    """

    file_asked = Signal(object)

    def event(self, event: QEvent) -> bool:
        """Take the desktop's wish to open a file."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)


def run(paths: Sequence[Path], *, asked_language: str | None, system_language: str) -> int:
    """Open these ballots, or the start window, and wait until the last window closes.

    Args:
        paths: the ballots.
        asked_language: for this time; else the one chosen in the windows counts, else the system's.
        system_language: one of ``LANGUAGES``.

    Returns:
        The process's exit code: 0, or 70 after a bug.
    """
    app = Application(["evalapp"])
    app.setApplicationName("evalapp")
    app.setApplicationDisplayName("evalapp")
    app.setDesktopFileName("evalapp")
    icon = QIcon()
    for size in (48, 256):
        icon.addFile(str(resources.path("icons", f"evalapp-{size}.png")))
    app.setWindowIcon(icon)
    kit = _kit(app, asked_language, system_language)
    evalapp = EvalApp(app, kit, place, _ballot_window, _evaluation_window)
    app.file_asked.connect(lambda path: evalapp.open_all([path]))
    faults = Faults(app, kit, evalapp.save_all)
    faults.install()
    collector = Collector()
    stops = StopSignals()
    # no questions: whoever sends a signal kills the process a little later
    stops.asked.connect(lambda: (evalapp.save_all(), app.exit(0)))
    try:
        evalapp.open_all(paths)
        if not paths:
            evalapp.show_start()
        # what stands already is for good, and never looked through again
        QTimer.singleShot(0, gc.freeze)
        code = EXIT_BUG if faults.stopped else app.exec()
        evalapp.close_all()
        end_windows()
    finally:
        stops.remove()
        collector.stop()
        faults.remove()
    return EXIT_BUG if faults.stopped else code


def _kit(app: QApplication, asked_language: str | None, system_language: str) -> Kit:
    settings = Settings()
    return Kit(
        Speaker(load_language(asked_language or settings.language or system_language)),
        Theme(app, settings.look, settings.text_size),
        settings,
        Dialogs(),
        Desktop(),
        lambda: datetime.now().astimezone(),
    )


def _ballot_window(kit: Kit, sitting: Sitting, opened: Opened) -> QWidget:
    # the start window does not wait for it
    from ui.windows.ballot.window import BallotWindow

    return BallotWindow(kit, sitting, opened)


def _evaluation_window(kit: Kit, opened: Opened) -> tuple[QWidget, WorkedEvaluation]:
    # whoever opens a ballot does not wait for it
    from ui.windows.evaluation.opening import open_evaluation

    return open_evaluation(kit, opened)
