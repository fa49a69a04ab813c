"""Closing in the evaluation file: from when on a change needs a reason."""

from __future__ import annotations

from sqlite3 import Connection

from evalapp.errors import EvalError
from evalapp.store.database import reading_faults
from evalapp.store.evaluation_file import EvaluationFile


def is_closed(file: EvaluationFile) -> bool:
    """Whether the evaluation is closed and was not reopened since."""
    with reading_faults(file.path):
        return _closed(file.db)


def refuse_closed(db: Connection, reason: str) -> None:
    """Refuse a change without a reason once the evaluation is closed; in the caller's transaction.

    Raises:
        EvalError: ``evaluation-closed``.
    """
    if not reason and _closed(db):
        raise EvalError("evaluation-closed")


def _closed(db: Connection) -> bool:
    found = db.execute("SELECT 1 FROM closing WHERE no NOT IN (SELECT closing FROM reopening)").fetchone()
    return found is not None
