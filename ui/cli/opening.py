"""open: the windows. The one command that loads Qt, and only when it runs."""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from evalapp.errors import EvalError
from ui.cli.context import Context

_PLUGINS = {"xcb": "libqxcb.so", "wayland": "libqwayland.so"}


def open(options: argparse.Namespace, context: Context) -> int:  # noqa: A001 - named as its command
    """Open ballots in windows, and wait until the last one closes."""
    # what is loaded and made until the first window stands is no garbage; the windows turn it on again
    gc.disable()
    try:
        return _run(options, context)
    finally:
        gc.enable()


def _run(options: argparse.Namespace, context: Context) -> int:
    if sys.platform.startswith("linux"):
        check_screen(os.environ)
    try:
        from ui.windows.start_up import run
    except ImportError as error:
        # Qt's own libraries load what the system has to bring
        if error.name and not error.name.startswith("PySide6"):
            raise
        raise EvalError("screen-libraries-missing", problem=str(error)) from error
    return run(options.files, asked_language=options.lang, system_language=context.language.code)


def check_screen(environment: Mapping[str, str]) -> None:
    """Find out on Linux whether a window can be shown: Qt itself would abort the process.

    Raises:
        EvalError: ``screen-none``, ``screen-unreachable`` or ``screen-libraries-missing``.
    """
    if chosen := environment.get("QT_QPA_PLATFORM"):
        names = [name.partition(":")[0] for name in chosen.split(";")]
    else:
        names = [
            name
            for name, variable in (("wayland", "WAYLAND_DISPLAY"), ("xcb", "DISPLAY"))
            if environment.get(variable)
        ]
        if not names:
            raise EvalError("screen-none")
    faults = []
    for name in names:
        fault = _fault(name)
        if fault is None:
            return
        faults.append(fault)
    raise faults[-1]


def _fault(platform: str) -> EvalError | None:
    """Why this platform of Qt's cannot show a window; ``None`` too where that cannot be told."""
    plugin = _PLUGINS.get(platform)
    package = find_spec("PySide6")
    if plugin is None or package is None or package.origin is None:
        return None
    path = Path(package.origin).parent / "Qt/plugins/platforms" / plugin
    if not path.exists():
        return None
    try:
        ctypes.CDLL(str(path))
    except OSError as error:
        return EvalError("screen-libraries-missing", problem=str(error))
    return EvalError("screen-unreachable") if platform == "xcb" and not _x_answers() else None


def _x_answers() -> bool:
    """Whether the X server named by ``DISPLAY`` takes a connection."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # found by Qt elsewhere
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    broken = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not broken
