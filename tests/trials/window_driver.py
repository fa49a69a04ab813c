"""The app on a real screen, which tells through a pipe what it is about to keep and what it shows as saved.

``python -m tests.trials.window_driver PIPE BALLOT [LIE]``: lines of JSON go to the file descriptor PIPE.
``{"about": …}`` comes before an edit is written: the answers of its sheet after it. ``{"saved": …}`` comes
before the window is painted with words that say that all is saved: all answers as its fields show them.
``{"handed": …}`` is a verification code shown. ``{"ready": …}`` comes once, when keys may come: where to
click to declare a recusal.

A LIE, to see that trials notice: ``unwritten`` writes nothing, ``label`` says at all times that all is saved.
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
from evalapp.store.ballot_file import BallotFile
from tests.trials.window_cells import cells, shown_cells
from tests.ui.windows.kit import NotedDesktop
from ui.windows import start_up
from ui.windows.ballot.pages import Page
from ui.windows.ballot.window import BallotWindow
from ui.windows.dialogs import Answer, Dialogs
from ui.windows.save_label import SaveLabel

_PIPE = int(sys.argv[1])
_LIE = sys.argv[3] if len(sys.argv) > 3 else ""


def _say(**line: object) -> None:
    os.write(_PIPE, json.dumps(line, ensure_ascii=False).encode() + b"\n")


class _Painted(QObject):
    """Tells before each painting of the window what it will show as saved."""

    def __init__(self, window: BallotWindow) -> None:
        super().__init__(window)
        self._window = window
        self._said: dict[str, object] = {}
        window.installEventFilter(self)
        QTimer.singleShot(0, self._tell_ready)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.UpdateRequest:
            if self._says_saved():
                self._tell("saved", shown_cells(self._window))
            page = self._window._pages._made.get(Page.HAND_IN)
            if page is not None and page.isVisible() and page.result.isVisible():  # type: ignore[attr-defined]
                self._tell("handed", page.result.code.text())  # type: ignore[attr-defined]
        return False

    def _says_saved(self) -> bool:
        say, text = self._window._kit.speaker.say, self._window.header.save_label.text
        return text == say("All saved") or text.startswith(say("Saved {time}", time="").rstrip())

    def _tell(self, what: str, value: object) -> None:
        if self._said.get(what) != value:
            self._said[what] = value
            _say(**{what: value})

    def _tell_ready(self) -> None:
        self._window.activateWindow()
        button = self._window.sheet.head.recuse_button
        point = button.mapToGlobal(button.rect().center())
        _say(ready=[point.x(), point.y()])


class _Silent(Dialogs):
    """Whoever asks gets no answer: keys that come at random must not stay in a dialog of the system's."""

    def ask(self, *_question: object) -> Answer:  # type: ignore[override]
        return Answer.CANCEL

    def tell(self, *_sentence: object) -> None:  # type: ignore[override]
        return None

    def save_file(self, *_question: object, **_how: object) -> None:  # type: ignore[override]
        return None

    choose_folder = save_file  # type: ignore[assignment]


def _lie() -> None:
    if _LIE == "unwritten":
        Sitting._write = lambda *_: None  # type: ignore[method-assign]
    elif _LIE == "label":

        def lying(label: SaveLabel) -> None:
            label.text = label._kit.speaker.say("All saved")
            label.update()

        SaveLabel.retranslate = lying  # type: ignore[method-assign]


def main() -> None:
    """Run the app on the ballot."""
    _lie()
    write = Sitting._write

    def telling(sitting: Sitting, edits: list[Edit], file: BallotFile) -> None:
        _say(about=cells({edit.subject_id: sitting.sheets[edit.subject_id] for edit in edits}))
        write(sitting, edits, file)

    Sitting._write = telling  # type: ignore[method-assign]
    make = start_up._ballot_window

    def watched(*given: object) -> QWidget:
        window = make(*given)  # type: ignore[arg-type]
        assert isinstance(window, BallotWindow)
        _Painted(window)
        return window

    start_up._ballot_window = watched  # type: ignore[assignment]
    start_up.Dialogs, start_up.Desktop = _Silent, NotedDesktop  # type: ignore[misc]
    sys.exit(start_up.run([Path(sys.argv[2])], asked_language="ja", system_language="ja"))


if __name__ == "__main__":
    main()
