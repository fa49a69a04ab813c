"""The system ends the app: what was typed is saved first, without a question."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.data_folder import data_folder
from evalapp.rubric import CommentKind
from tests.ui.windows.ballot.sheets import comment_on_disk
from ui.windows.stopping import StopSignals

ROOT = Path(__file__).parents[3]
_APP = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from evalapp.places import Place
from evalapp.rubric import CommentKind
from ui.windows import start_up
from ui.windows.ballot import comment_box
comment_box.SAVE_AFTER = comment_box.SAVE_EVERY = 10**8
start_up.place = lambda _path: Place.DURABLE
make = start_up._ballot_window

def typing(*given):
    window = make(*given)
    window.work._watch.stop()  # an event loop in which nothing happens
    def write():
        window.show_cell("A", None, CommentKind.ISSUE)
        window.sheet.form.box((None, CommentKind.ISSUE)).editor.insertPlainText(sys.argv[3])
        print(window.work.state.saving, flush=True)
        if sys.argv[2] == "dialog":
            QMessageBox(window).exec()
    QTimer.singleShot(0, write)
    return window

start_up._ballot_window = typing
sys.exit(start_up.run([Path(sys.argv[1])], asked_language="ja", system_language="ja"))
"""


@pytest.mark.parametrize("where", ["window", "dialog"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_typed_text_is_saved_when_the_system_ends_the_app(name: str, where: str, ballot_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _APP, str(ballot_path), where, "書きかけ"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typing\n"
        started = time.monotonic()
        process.send_signal(getattr(signal, name))
        try:
            _out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 0, err
    assert time.monotonic() - started < 5
    assert comment_on_disk(ballot_path, CommentKind.ISSUE) == "書きかけ"
    log = data_folder() / "evalapp.log"
    assert not log.exists() or 'File "' not in log.read_text("utf-8"), "a bug was logged"


def test_signals_are_given_back(qapp: QApplication, qtbot: QtBot) -> None:
    assert isinstance(qapp, QObject)
    before = signal.getsignal(signal.SIGTERM)
    stops = StopSignals()
    with qtbot.waitSignal(stops.asked):
        os.kill(os.getpid(), signal.SIGTERM)
    stops.remove()
    stops.remove()
    assert signal.getsignal(signal.SIGTERM) is before
