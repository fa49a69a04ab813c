"""From the command line to the windows: a file alone opens, everything else stays as it was, without Qt."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evalapp.errors import EvalError
from tests.story import Desk, evalapp, refused
from ui.cli import opening
from ui.cli.opening import check_screen
from ui.windows import start_up

ROOT = Path(__file__).parents[3]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the windows were started with."""
    started: list[dict[str, Any]] = []

    def run(paths: list[Path], **languages: str | None) -> int:
        started.append({"paths": paths, **languages})
        return 0

    monkeypatch.setattr(start_up, "run", run)
    return started


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ((), []),
        (("open",), []),
        (("m1.ballot",), ["m1.ballot"]),
        (("gone/M1.BALLOT", "m2.ballot"), ["gone/M1.BALLOT", "m2.ballot"]),
        (("open", "any name"), ["any name"]),
        (("--lang", "ja"), []),
        (("--lang=ja", "m1.ballot"), ["m1.ballot"]),
        (("m1.ballot", "--lang", "ja"), ["m1.ballot"]),
        (("open", "--lang", "ja", "--", "-odd.ballot"), ["-odd.ballot"]),
    ],
    ids=str,
)
def test_a_file_or_nothing_opens_the_windows(
    words: tuple[str, ...], paths: list[str], runs: list[dict[str, Any]]
) -> None:
    assert evalapp(*words).out == ""
    asked = "ja" if any("--lang" in word for word in words) else None
    assert runs == [
        {
            "paths": [Path(path) for path in paths],
            "asked_language": asked,
            "system_language": asked or "en",
        }
    ]


def test_an_existing_file_of_any_name_opens_so_that_its_fault_is_said(
    runs: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("評価票", "results"):
        (tmp_path / name).write_bytes(b"x")
    evalapp("評価票")
    assert runs[0]["paths"] == [Path("評価票")]
    evalapp("results", code=2)  # a command is a command
    assert len(runs) == 1


def test_a_mistyped_command_gets_the_usage(runs: list[dict[str, Any]]) -> None:
    said = evalapp("resluts", "x.evaluation", code=2)
    assert "resluts" in said.err
    assert not runs


@pytest.mark.parametrize(
    "words", [("--help",), ("open", "--help"), ("results", "gone.evaluation"), ("hand-in", "--help")], ids=str
)
def test_no_other_command_loads_qt(words: tuple[str, ...]) -> None:
    script = (
        "import sys\nfrom ui.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if 'PySide6' in name or name.startswith('ui.windows')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        check=True,
        cwd=ROOT,
        timeout=60,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_a_screen_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, small_once: Desk, runs: list[dict[str, Any]]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert "screen" in refused(small_once.ballot("m1"))
    assert not runs


@pytest.mark.skipif(sys.platform != "linux", reason="X is Linux's")
def test_a_screen_that_does_not_answer_is_named_before_qt_aborts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":987")
    with pytest.raises(EvalError) as caught:
        check_screen(os.environ)
    assert caught.value.code in {"screen-unreachable", "screen-libraries-missing"}


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(f"libxcb-cursor.so.0: cannot open shared object file ({Path(name).name})")

    monkeypatch.setattr(ctypes, "CDLL", missing)
    with pytest.raises(EvalError) as caught:
        check_screen({"DISPLAY": ":0"})
    assert caught.value.code == "screen-libraries-missing"
    assert "libxcb-cursor.so.0" in str(caught.value)
    check_screen({"QT_QPA_PLATFORM": "offscreen"})


def test_a_second_way_to_the_screen_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(platform: str) -> EvalError | None:
        return EvalError("screen-unreachable") if platform == "wayland" else None

    monkeypatch.setattr(opening, "_fault", fault)
    check_screen({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"})
    with pytest.raises(EvalError):
        check_screen({"WAYLAND_DISPLAY": "wayland-0"})


@pytest.mark.parametrize("way", ["command line", "desktop"])
def test_the_real_windows_start_and_end(way: str, tmp_path: Path) -> None:
    """The start window says that a file is gone; it closes and the app ends with 0."""
    script = (
        "import sys\nfrom PySide6.QtCore import QTimer, QUrl\nfrom PySide6.QtGui import QFileOpenEvent\n"
        "from PySide6.QtWidgets import QApplication\nfrom ui.windows.app import EvalApp\n"
        "from ui.windows.start_window import StartWindow\nfrom ui.cli import main\n"
        "show = StartWindow.show_fault\n"
        "def seen(window, fault):\n"
        "    show(window, fault)\n    print(window.banners['fault 1'].sentence, window.isVisible())\n"
        "    QTimer.singleShot(0, window.close)\n"
        "StartWindow.show_fault = seen\n"
        "path = sys.argv.pop()\n"
        "start = EvalApp.show_start\n"
        "def asked(app):\n"
        "    if app.start is None:\n"
        "        event = QFileOpenEvent(QUrl.fromLocalFile(path))\n"
        "        QTimer.singleShot(0, lambda: QApplication.sendEvent(QApplication.instance(), event))\n"
        "    return start(app)\n"
        "if 'desktop' in sys.argv:\n    sys.argv.remove('desktop')\n    EvalApp.show_start = asked\n"
        "else:\n    sys.argv.append(path)\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    gone = str(tmp_path / "gone.ballot")
    done = subprocess.run(
        [sys.executable, "-c", script, *(["desktop"] if way == "desktop" else []), "--lang", "en", gone],
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=60,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "gone.ballot was not found" in done.stdout
    assert done.stdout.strip().endswith("True")
