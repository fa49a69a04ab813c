"""A warm process that runs commands of the command line in forks of itself: a trial costs milliseconds.

The command ``window`` is an act of the secretariat's window that the command line does not have
(``office_driver``). It reads one job a line from stdin and answers with one line on stdout (both JSON)::

    {"commands": [[word, …], …], "fault": [at, how, lasting] or null, "seconds": 10, "limits": {"NOFILE": 20},
     "environment": {…}, "now": "2022-12-24T03:04:05+00:00" or null, "busy": 0.2, "user": 65534}
    {"exit": 0 or null, "signal": 0, "out": "…", "err": "…", "seconds": 0.01, "memory": bytes, "acts": […]}
"""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import getpass
import importlib.metadata
import locale

import platformdirs
import sqlite_utils

import exports.excel.answers
import exports.excel.setup_book
import ui.cli
import ui.cli.answering
import ui.cli.changing_setup
import ui.cli.parser
import ui.cli.receiving
import ui.cli.recording
import ui.cli.reporting
import ui.cli.setting_up
import ui.messages
from evalapp import issuing, materials, sealing
from evalapp.store import database, verify
from tests.trials import faults, office_driver

_LOADED = (
    getpass,
    locale,
    importlib.metadata,
    platformdirs,
    sqlite_utils,
    exports,
    ui,
    issuing,
    materials,
    sealing,
    verify,
)


def main() -> None:
    """Serve until stdin ends."""
    for encoding in ("utf-8-sig", "utf-16", "cp932", "ascii", "idna"):
        codecs.lookup(encoding)  # a child that is another user may not be able to read Python's own files
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), file=answers, flush=True)


def _run(job: dict[str, Any]) -> dict[str, Any]:
    with contextlib.ExitStack() as stack:
        out, err, acts = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        start = time.perf_counter()
        child = os.fork()
        if not child:
            _child(job, out.fileno(), err.fileno(), acts.fileno())
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        for file in (out, err, acts):
            file.seek(0)
        return {
            "exit": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            "out": out.read().decode(errors="replace"),
            "err": err.read().decode(errors="replace"),
            "seconds": seconds,
            "memory": usage.ru_maxrss * 1024,
            "acts": acts.read().decode().split(),
        }


def _child(job: dict[str, Any], out: int, err: int, acts: int) -> None:
    code = 99
    fault = faults.Fault(*(job.get("fault") or [0]))
    try:
        signal.setitimer(signal.ITIMER_REAL, job.get("seconds", 30))
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.environ.update(job.get("environment", {}))
        if job.get("now"):
            ui.cli.datetime = _clock(datetime.fromisoformat(job["now"]))  # type: ignore[misc]
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
        for name, limit in job.get("limits", {}).items():
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))
        if "busy" in job:
            database._BUSY_SECONDS = job["busy"]
        if "user" in job and os.getuid() == 0:
            os.setgid(job["user"])
            os.setuid(job["user"])
        if job.get("fault"):
            faults.install(fault)
        for words in job["commands"]:
            code = _command(words)
            if code:
                break
    except BaseException:  # noqa: BLE001 - whatever it is, the trial has to see it
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            os.write(acts, "\n".join(fault.acts).encode())
        os._exit(code)


def _command(words: list[str]) -> int:
    if words[0] == "window":
        return office_driver.act(*words[1:])
    try:
        return ui.cli.main(words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1


def _clock(moment: datetime) -> type:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return moment.astimezone(tz)

    return Clock


if __name__ == "__main__":
    main()
