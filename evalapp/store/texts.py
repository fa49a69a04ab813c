"""The joint texts in the evaluation file: every state they were in, the last one stands."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from evalapp.errors import EvalError
from evalapp.record import Act
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.texts import NO_TEXTS, Texts
from evalapp.texts_data import read_texts_document, texts_digest, texts_document
from evalapp.texts_plan import TextsPlan


def read_texts(file: EvaluationFile) -> Texts:
    """The texts that stand."""
    with reading_faults(file.path):
        row = file.db.execute("SELECT document FROM texts ORDER BY no DESC LIMIT 1").fetchone()
        return read_texts_document(row[0].encode()) if row else NO_TEXTS


def texts_once(file: EvaluationFile, digest: str) -> Texts:
    """The texts as they once were.

    Raises:
        EvalError: ``texts-unknown-base``: they never were so in this evaluation.
    """
    if digest == texts_digest(NO_TEXTS):
        return NO_TEXTS
    with reading_faults(file.path):
        row = file.db.execute("SELECT document FROM texts WHERE digest = ? LIMIT 1", [digest]).fetchone()
        if row is None:
            raise EvalError("texts-unknown-base")
        return read_texts_document(row[0].encode())


def write_texts(file: EvaluationFile, plan: TextsPlan, before: Texts, at: datetime, actor: str) -> None:
    """Carry a plan out: a snapshot, then the new texts and their record line in one transaction.

    Args:
        file: the evaluation.
        plan: as a person has seen it.
        before: the texts that the plan was made against.
        at: now, UTC.
        actor: for the record.

    Raises:
        EvalError: ``texts-overtaken`` if the texts changed since; nothing is written.
    """
    file.snapshot()
    with sqlite_faults(file.path), transaction(file.db) as db:
        if _last_digest(db) != texts_digest(before):
            raise EvalError("texts-overtaken")
        digest = texts_digest(plan.result)
        number = db.execute(
            "INSERT INTO texts (at, digest, document) VALUES (?, ?, ?)",
            [at.isoformat(), digest, texts_document(plan.result).decode()],
        ).lastrowid
        changed = len(plan.carried_out)
        details: dict[str, str | int] = {"texts": int(number or 0), "digest": digest, "changed": changed}
        append_record(db, at, actor, Act.TEXTS_CHANGED, details)


def _last_digest(db: Database) -> str:
    row = db.execute("SELECT digest FROM texts ORDER BY no DESC LIMIT 1").fetchone()
    return str(row[0]) if row else texts_digest(NO_TEXTS)
