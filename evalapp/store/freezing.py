"""Closing keeps all answers as they are: what counts now, what counted then, and what came since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from evalapp import canonical
from evalapp.closing import KeptSheet, Place, Since, Step, closing_document, kept_sheet, read_closing_document
from evalapp.errors import EvalError
from evalapp.record import Act, RecordLine
from evalapp.store.closing import open_closing
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.store.received import known, standing_history
from evalapp.store.replaying import BRINGING, replayed


def close(file: EvaluationFile, at: datetime, actor: str) -> None:
    """Close the evaluation: what counts now is kept, and from now on a change needs a reason.

    Args:
        file: the evaluation.
        at: now, UTC.
        actor: for the record.

    Raises:
        EvalError: ``already-closed``.
    """
    file.snapshot()
    with sqlite_faults(file.path), transaction(file.db) as db:
        if open_closing(db) is not None:
            raise EvalError("already-closed")
        file.refresh()
        sheets = counted_sheets(file)
        document = closing_document(sheets)
        digest = canonical.digest(document.encode())
        number = db.execute(
            "INSERT INTO closing (at, actor, digest, document) VALUES (?, ?, ?, ?)",
            [at.isoformat(), actor, digest, document],
        ).lastrowid
        details: dict[str, str | int] = {"closing": int(number or 0), "digest": digest, "sheets": len(sheets)}
        append_record(db, at, actor, Act.CLOSED, details)


def counted_sheets(file: EvaluationFile) -> tuple[KeptSheet, ...]:
    """What counts now, in the order of subjects and members: whole sheets and recusals, no drafts."""
    evaluation = file.evaluation
    with reading_faults(file.path):
        codes = dict(file.db.execute("SELECT no, code FROM submission").fetchall())
        current = known(file).current
        found = []
        for subject in evaluation.subjects:
            for member in evaluation.members:
                stands = current.get((member.id, subject.id))
                if recusal := evaluation.recusal(member.id, subject.id):
                    found.append(KeptSheet(member.id, subject.id, "", {}, (), recusal.kind))
                elif stands and not stands.draft:
                    found.append(kept_sheet(member.id, stands.sheet, codes[stands.submission]))
        return tuple(found)


def first_closing(file: EvaluationFile) -> tuple[KeptSheet, ...]:
    """What counted when the evaluation was closed for the first time.

    Raises:
        EvalError: ``never-closed``.
    """
    with reading_faults(file.path):
        row = file.db.execute("SELECT document FROM closing ORDER BY no LIMIT 1").fetchone()
        if row is None:
            raise EvalError("never-closed")
        return read_closing_document(row[0])


def since_closing(
    file: EvaluationFile, places: Iterable[Place], record: Sequence[RecordLine]
) -> dict[Place, Since]:
    """What happened to each of these sheets since the first closing."""
    closed = next(line.number for line in record if line.act == Act.CLOSED)
    subjects: dict[str, set[str]] = {}
    for member_id, subject_id in places:
        subjects.setdefault(member_id, set()).add(subject_id)
    with reading_faults(file.path):
        steps = _steps(file, subjects, [line for line in record if line.number > closed])
        return {
            (member_id, subject_id): Since(tuple(steps.get((member_id, subject_id), ())), moments)
            for member_id, wanted in subjects.items()
            for subject_id, moments in replayed(file.db, file.evaluation, member_id, wanted, record).items()
        }


def _steps(
    file: EvaluationFile, members: Iterable[str], later: Iterable[RecordLine]
) -> dict[Place, list[Step]]:
    lines = {line.details.get("submission"): line for line in later if line.act in BRINGING}
    steps: dict[Place, list[Step]] = {}
    for member_id in sorted(members):
        row = file.db.execute("SELECT no FROM member WHERE id = ?", [member_id]).fetchone()
        for one in standing_history(file.db, file.evaluation, row[0]) if row else ():
            if one.submission in lines:
                came = next(it for it in one.payload.sheets if it.subject_id == one.sheet.subject_id)
                said, now = (
                    None if one.payload.draft else kept_sheet(member_id, it, "") for it in (came, one.sheet)
                )
                step = Step(lines[one.submission], said, now)
                steps.setdefault((member_id, one.sheet.subject_id), []).append(step)
    return steps
