"""status: the board of members and subjects, and who has still to answer."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.watching import Watching
from evalapp.watching import Board, BoardRow, Cell, CellState, board, owing, reminder
from exports.wording import moment
from ui.cli.context import Context
from ui.watch_words import issue_words, reason_words, state_words


def status(options: argparse.Namespace, context: Context) -> int:
    """Print how far everybody is; with ``--late`` only who is late."""
    with EvaluationFile(options.evaluation) as file:
        found = board(file.evaluation, Watching(file).facts(), context.now())
    rows = [row for row in found.rows if row.late] if options.late else list(found.rows)
    if options.json:
        context.json(_as_json(found, rows))
        return 0
    for row in rows:
        _show(row, found, context)
    context.line(_counted(found.counts, context))
    count = len(owing(found))
    if not count:
        context.say("Nobody has anything left to answer.")
    elif found.due:
        context.say("The deadline has passed; members who are late: {count}", count=count)
    else:
        context.say("Members who have still to answer: {count}", count=count)
    return 0


def _show(row: BoardRow, found: Board, context: Context) -> None:
    _ = context.language.gettext
    parts = [row.member.id, row.member.name, _counted(row.counts, context)]
    if row.received:
        received = {"code": row.received.code, "when": moment(row.received.received_at, context.language)}
        parts.append(_("last received {when}, code {code}").format(**received))
    elif row.issued:
        issued = {
            "what": issue_words(row.issued, context.language),
            "when": moment(row.issued.at, context.language),
        }
        parts.append(_("{what}, issued {when}").format(**issued))
    if row.late:
        parts.append(_("late"))
    context.line("  ".join(parts))
    reasons: dict[str, list[str]] = {}
    for subject, cell in zip(found.subjects, row.cells, strict=True):
        for reason in reason_words(cell, context.language):
            reasons.setdefault(reason, []).append(subject.id)
    for reason, subjects in reasons.items():
        context.line(f"    {', '.join(subjects)}: {reason}")


def _counted(counts: Counter[CellState], context: Context) -> str:
    found = [state for state in CellState if counts[state]]
    return "  ".join(f"{state_words(state, context.language)} {counts[state]}" for state in found)


def _as_json(found: Board, rows: Iterable[BoardRow]) -> dict[str, object]:
    info = found.evaluation.info
    return {
        "evaluation": info.id,
        "title": info.title,
        "deadline": info.deadline.isoformat() if info.deadline else None,
        "deadline_passed": found.due,
        "counts": _counts(found.counts),
        "members": [_row_json(row, found) for row in rows],
        "subjects": [
            {"id": subject.id, "title": subject.title, "counts": _counts(counts), "owed": owed}
            for subject, counts, owed in zip(
                found.subjects, found.subject_counts, found.subject_owed, strict=True
            )
        ],
        "to_remind": [member.id for member in reminder(found)],
    }


def _row_json(row: BoardRow, found: Board) -> dict[str, object]:
    issued, received = row.issued, row.received
    return {
        "id": row.member.id,
        "name": row.member.name,
        "late": row.late,
        "owed": row.owed,
        "counts": _counts(row.counts),
        "issued": issued and {"as": issued.way, "serial": issued.serial, "at": issued.at.isoformat()},
        "received": received
        and {
            "by": received.kind,
            "revision": received.revision,
            "draft": received.draft,
            "code": received.code,
            "at": received.received_at.isoformat(),
        },
        "cells": {
            subject.id: _cell_json(cell) for subject, cell in zip(found.subjects, row.cells, strict=True)
        },
    }


def _cell_json(cell: Cell) -> dict[str, object]:
    return {
        "state": cell.state,
        "owed": cell.owed,
        "reasons": list(cell.reasons),
        "recusal": cell.recusal,
        "blank": cell.blank,
    }


def _counts(counts: Counter[CellState]) -> dict[str, int]:
    return {state.value: counts[state] for state in CellState}
