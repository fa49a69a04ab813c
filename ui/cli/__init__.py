"""The command line: parse, call, phrase faults. No Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from evalapp.account import account_name
from evalapp.errors import EvalError
from evalapp.language import LANGUAGES, Language, load_language
from ui.bug_log import EXIT_BUG, log_bug
from ui.cli.context import EXIT_FAULT, EXIT_INTERRUPTED, Context

if TYPE_CHECKING:
    import argparse

_OPENED = (".ballot", ".evaluation")

_MODULES = {
    "template": "setting_up",
    "new": "setting_up",
    "setup": "changing_setup",
    "ballots": "setting_up",
    "fill": "answering",
    "hand-in": "answering",
    "sheets": "answering",
    "intake": "receiving",
    "type-in": "receiving",
    "undo-intake": "receiving",
    "record": "recording",
    "status": "watching",
    "results": "reporting",
    "export": "publishing",
    "texts": "texting",
    "confirm": "confirming",
    "close": "closing",
    "reopen": "closing",
    "corrections": "closing",
    "disclosure": "disclosing",
    "demo": "demonstrating",
    "open": "opening",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 on success, 1 when the input is at fault (one sentence is on stderr), 70 on a bug (logged). Wrong
        usage leaves with code 2.
    """
    words = _with_command(list(sys.argv[1:] if arguments is None else arguments))
    _use_utf8()
    language = load_language(_asked_language(words) or _system_language())
    options = _plain_opening(words) or build_parser(language).parse_args(words)
    # the windows name nobody in a record
    actor = "" if options.command == "open" else account_name()
    context = Context(language, lambda: datetime.now(UTC), actor, sys.stdout, sys.stderr)
    try:
        code = run(options, context)
        sys.stdout.flush()
    except EvalError as error:
        from ui.messages import phrase

        context.warn(f"evalapp: {phrase(error, language)}")
        return EXIT_FAULT
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # the reader (head, less) has gone; nothing may be flushed into its pipe at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAULT
    except Exception as error:  # noqa: BLE001 - the one hook for bugs
        _ = language.gettext
        sentence = _("Something went wrong inside the app. Your files are as they were; the log is {log}.")
        context.warn(f"evalapp: {sentence.format(log=log_bug(error, context.now()))}")
        return EXIT_BUG
    return code


def run(options: argparse.Namespace, context: Context) -> int:
    """Carry out one parsed command and return its exit code; faults of the user's world are raised."""
    module = import_module(f"ui.cli.{_MODULES[options.command]}")
    function: Callable[[argparse.Namespace, Context], int] = getattr(
        module, options.command.replace("-", "_")
    )
    return function(options, context)


def build_parser(language: Language) -> argparse.ArgumentParser:
    """The parser for all commands; loaded when it is needed."""
    from ui.cli.parser import build_parser as build

    return build(language)


def _plain_opening(words: list[str]) -> argparse.Namespace | None:
    """What the parser makes of ``open`` and files alone: a double-click waits for no parser."""
    if words[0] != "open" or any(word.startswith("-") for word in words):
        return None
    return SimpleNamespace(command="open", files=[Path(word) for word in words[1:]], lang=None)  # type: ignore[return-value]


def _with_command(words: list[str]) -> list[str]:
    """The words with ``open`` put in where only files are named, as by a double-click, or nothing at all."""
    place = 0
    while place < len(words) and words[place].startswith("-"):
        if words[place] in {"-h", "--help", "--version"}:
            return words
        place += 2 if words[place] == "--lang" else 1
    if place < len(words):
        first = words[place]
        if first in _MODULES or not (first.casefold().endswith(_OPENED) or Path(first).is_file()):
            return words
    return [*words[:place], "open", *words[place:]]


def _asked_language(words: list[str]) -> str | None:
    """``--lang`` before it is parsed: the parser's own texts are in that language already."""
    for place, word in enumerate(words):
        if word == "export":
            return None  # from here on it is the documents' language
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and place + 1 < len(words):
            value = words[place + 1]
        if value in LANGUAGES:
            return value
    return None


def _system_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.startswith(("ja", "Japanese")) else "en"
    import locale

    # Windows and macOS leave the environment empty
    return "ja" if (locale.getlocale()[0] or "").startswith(("ja", "Japanese")) else "en"


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
