"""Files that are missing are found beside the windows, by a thread that holds nothing of them."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.windows import missing
from ui.windows.missing import Missing


def test_what_is_not_there_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    there, gone = tmp_path / "there", tmp_path / "gone"
    there.write_bytes(b"x")
    looking = Missing()
    with qtbot.waitSignal(looking.found) as told:
        looking.look([there, gone])
    assert told.args == [frozenset([gone])]


def test_a_share_that_does_not_answer_keeps_nothing_alive(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    monkeypatch.setattr(missing.os.path, "isfile", lambda _path: answers.wait(10))
    before = set(threading.enumerate())
    looking = Missing()
    looking.look([tmp_path])
    (thread,) = set(threading.enumerate()) - before
    held = weakref.ref(looking)
    del looking
    gc.collect()
    assert held() is None
    answers.set()
    qtbot.waitUntil(lambda: not thread.is_alive())


def test_the_newest_question_is_answered(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    slow, gone = tmp_path / "share", tmp_path / "gone"
    monkeypatch.setattr(missing.os.path, "isfile", lambda path: path == slow and answers.wait(10))
    looking = Missing()
    looking.look([slow])
    with qtbot.waitSignal(looking.found) as told:
        looking.look([gone])
    assert told.args == [frozenset([gone])]
    answers.set()
