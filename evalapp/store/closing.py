"""Closing in the evaluation file: from when on a change needs a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from evalapp.errors import EvalError
from evalapp.record import Act
from evalapp.recusing import check_reason
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.text import is_seen


@dataclass(frozen=True, slots=True)
class Reopening:
    """When a closed evaluation was opened again, by whom and why."""

    at: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing; ``reopening`` ends it."""

    number: int
    at: datetime
    actor: str
    reopening: Reopening | None = None


def closings(file: EvaluationFile) -> tuple[Closing, ...]:
    """Every closing so far, oldest first."""
    with reading_faults(file.path):
        return tuple(
            Closing(
                number,
                datetime.fromisoformat(at),
                actor,
                Reopening(datetime.fromisoformat(again), by, reason) if again else None,
            )
            for number, at, actor, again, by, reason in file.db.execute(
                "SELECT no, closing.at, closing.actor, reopening.at, reopening.actor, reason FROM closing"
                " LEFT JOIN reopening ON reopening.closing = closing.no ORDER BY no"
            )
        )


def is_closed(file: EvaluationFile) -> bool:
    """Whether the evaluation is closed and was not reopened since."""
    with reading_faults(file.path):
        return open_closing(file.db) is not None


def refuse_closed(db: Connection, reason: str) -> None:
    """Refuse a change without a reason once the evaluation is closed; in the caller's transaction.

    Raises:
        EvalError: ``evaluation-closed``; as ``check_text`` if the reason cannot be kept.
    """
    (title,) = db.execute("SELECT title FROM evaluation").fetchone()
    check_reason(reason, title)
    if not is_seen(reason) and open_closing(db) is not None:
        raise EvalError("evaluation-closed")


def reopen(file: EvaluationFile, reason: str, at: datetime, actor: str) -> None:
    """Open a closed evaluation again: until it is closed anew, changes need no reason of their own.

    A snapshot is made before.

    Args:
        file: the evaluation.
        reason: why; it is given for every change made until then.
        at: now, UTC.
        actor: for the record.

    Raises:
        EvalError: ``not-closed``; ``reason-missing`` if nothing can be seen of it; as ``check_text`` if it
            cannot be kept.
    """
    if not is_seen(reason):
        raise EvalError("reason-missing")
    check_reason(reason, file.evaluation.info.title)
    file.snapshot()
    with sqlite_faults(file.path), transaction(file.db) as db:
        number = open_closing(db)
        if number is None:
            raise EvalError("not-closed")
        row = [number, at.isoformat(), actor, reason.strip()]
        db.execute("INSERT INTO reopening VALUES (?, ?, ?, ?)", row)
        append_record(db, at, actor, Act.REOPENED, {"closing": number, "reason": reason.strip()})


def open_closing(db: Connection) -> int | None:
    """The number of the closing that is in force; ``None`` while the evaluation is open."""
    found = db.execute("SELECT no FROM closing WHERE no NOT IN (SELECT closing FROM reopening)").fetchone()
    return int(found[0]) if found else None
