"""The joint texts in the evaluation file: every state they were in, the last one stands."""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Connection

from evalapp import canonical
from evalapp.errors import EvalError
from evalapp.record import Act
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.texts import Texts
from evalapp.texts_kept import NOTHING_KEPT, KeptTexts, read_texts_document, texts_document
from evalapp.texts_plan import TextsPlan


def read_texts(file: EvaluationFile) -> KeptTexts:
    """The texts that stand.

    Raises:
        EvalError: ``file-damaged`` if they are not those that were written.
    """
    with reading_faults(file.path):
        row = file.db.execute("SELECT document, digest FROM texts ORDER BY no DESC LIMIT 1").fetchone()
        return read_texts_document(row[0].encode(), row[1]) if row else NOTHING_KEPT


def texts_once(file: EvaluationFile, digest: str) -> Texts:
    """The texts as they once were.

    Raises:
        EvalError: ``texts-unknown-base``: they never were so in this evaluation; ``file-damaged`` as
            ``read_texts``.
    """
    if digest == NOTHING_KEPT.digest:
        return NOTHING_KEPT.texts
    with reading_faults(file.path):
        row = file.db.execute("SELECT document FROM texts WHERE digest = ? LIMIT 1", [digest]).fetchone()
        if row is None:
            raise EvalError("texts-unknown-base")
        return read_texts_document(row[0].encode(), digest).texts


def write_texts(
    file: EvaluationFile,
    plan: TextsPlan,
    before: KeptTexts,
    at: datetime,
    actor: str,
    *,
    snapshot: bool = True,
) -> None:
    """Carry a plan out: a snapshot, then the new texts and their record line in one transaction.

    Args:
        file: the evaluation.
        plan: as a person has seen it.
        before: the texts that the plan was made against.
        at: now, UTC.
        actor: for the record.
        snapshot: not for each of many small edits: all states of the texts are kept in the file anyway.

    Raises:
        EvalError: ``texts-overtaken`` if the texts changed since; nothing is written.
    """
    if snapshot:
        file.snapshot()
    with sqlite_faults(file.path), transaction(file.db) as db:
        if _last_digest(db) != before.digest:
            raise EvalError("texts-overtaken")
        document = texts_document(plan.result)
        digest = canonical.digest(document)
        number = db.execute(
            "INSERT INTO texts (at, digest, document) VALUES (?, ?, ?)",
            [at.isoformat(), digest, document.decode()],
        ).lastrowid
        changed = len(plan.carried_out)
        details: dict[str, str | int] = {"texts": int(number or 0), "digest": digest, "changed": changed}
        append_record(db, at, actor, Act.TEXTS_CHANGED, details)


def _last_digest(db: Connection) -> str:
    row = db.execute("SELECT digest FROM texts ORDER BY no DESC LIMIT 1").fetchone()
    return str(row[0]) if row else NOTHING_KEPT.digest
