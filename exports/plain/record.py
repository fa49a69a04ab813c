"""The record as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from evalapp.record import Fault, RecordLine
from exports.plain.cells import csv_file, guarded

_HEADS = ("number", "at", "actor", "act", "act_in_words", "what", "details", "previous", "hash")


def record_object(lines: Iterable[RecordLine], faults: Iterable[Fault] | None = None) -> dict[str, object]:
    """The shape of ``evalapp record --json``; ``faults``, if the record was verified."""
    value: dict[str, object] = {"lines": [asdict(line) for line in lines]}
    if faults is not None:
        found = [asdict(fault) for fault in faults]
        value |= {"verified": not found, "faults": found}
    return value


def record_json(lines: Iterable[RecordLine]) -> bytes:
    """The same as a file."""
    return json.dumps(record_object(lines), ensure_ascii=False, indent=1).encode()


def record_csv(lines: Iterable[tuple[RecordLine, str, str]]) -> bytes:
    """A row a line, each given with its act and what it was done to in words; times are UTC."""
    return csv_file(
        _HEADS,
        (
            [
                line.number,
                line.at,
                guarded(line.actor),
                line.act,
                act,
                guarded(what),
                json.dumps(dict(line.details), ensure_ascii=False, sort_keys=True),
                line.previous,
                line.hash,
            ]
            for line, act, what in lines
        ),
    )
