"""record: print and verify."""

from __future__ import annotations

import argparse

from evalapp.store.evaluation_file import EvaluationFile
from exports.plain.record import record_object
from ui.cli.context import EXIT_FAULT, Context
from ui.record_words import act_words, fault_words


def record(options: argparse.Namespace, context: Context) -> int:
    """Print the record; with ``--verify`` hold the file against it."""
    from evalapp.store.verify import verify

    with EvaluationFile(options.evaluation) as file, file.one_state():
        lines = file.record()
        faults = verify(file) if options.verify else ()
    if options.json:
        context.json(record_object(lines, faults if options.verify else None))
        return EXIT_FAULT if faults else 0
    for line in lines:
        details = "  ".join(f"{key}={_short(value)}" for key, value in line.details.items())
        act = act_words(line.act, context.language)
        context.line(f"{line.number:>5}  {line.at[:19]}Z  {line.actor}  {act}  {details}")
    for fault in faults:
        context.warn(f"evalapp: {fault_words(fault, context.language)}")
    if options.verify and not faults:
        context.say("Verified. Lines: {count}, head: {head}", count=len(lines), head=lines[-1].hash)
    return EXIT_FAULT if faults else 0


def _short(value: str | int) -> str:
    """Keys and digests by their first signs; ``--json`` has them whole."""
    text = str(value)
    return text if len(text) <= 24 else f"{text[:12]}…"
