"""Closing keeps all answers as they are: what counts now, what counted then, and what came since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from evalapp import canonical
from evalapp.closing import KeptSheet, Place, Step, closing_document, read_closing_document
from evalapp.errors import EvalError
from evalapp.model import ScoreSheet
from evalapp.record import Act, RecordLine
from evalapp.store.closing import open_closing
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.store.received import known, standing_history

_BRINGING = frozenset((Act.ACCEPTED, Act.REPLACED, Act.TYPED_IN, Act.FORM_CONFIRMED))
"""The acts by which a submission begins to stand."""


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
                    found.append(_kept(member.id, stands.sheet, codes[stands.submission]))
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


def steps_since(
    file: EvaluationFile, places: Iterable[Place], record: Sequence[RecordLine]
) -> dict[Place, tuple[Step, ...]]:
    """What came to stand since the first closing on each of these sheets, oldest first."""
    closed = next(line.number for line in record if line.act == Act.CLOSED)
    lines = {
        line.details["submission"]: line
        for line in record
        if line.number > closed and line.act in _BRINGING and "submission" in line.details
    }
    wanted: dict[str, set[str]] = {}
    for member_id, subject_id in places:
        wanted.setdefault(member_id, set()).add(subject_id)
    steps: dict[Place, list[Step]] = {}
    with reading_faults(file.path):
        for member_id, subjects in wanted.items():
            row = file.db.execute("SELECT no FROM member WHERE id = ?", [member_id]).fetchone()
            for one in standing_history(file.db, file.evaluation, row[0]) if row else ():
                if one.submission in lines and one.sheet.subject_id in subjects:
                    kept = None if one.payload.draft else _kept(member_id, one.sheet, "")
                    step = Step(lines[one.submission], kept)
                    steps.setdefault((member_id, one.sheet.subject_id), []).append(step)
    return {place: tuple(found) for place, found in steps.items()}


def _kept(member_id: str, sheet: ScoreSheet, code: str) -> KeptSheet:
    marks = {} if sheet.recusal else sheet.marks
    return KeptSheet(member_id, sheet.subject_id, code, marks, sheet.comments, sheet.recusal)
