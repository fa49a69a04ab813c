"""The intakes so far: what each brought, who undid it, and whether the last one was broken off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from evalapp.errors import EvalError
from evalapp.record import Act, RecordLine
from evalapp.report import SourceKind
from evalapp.store.database import reading_faults
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import built_upon

_ACTS = frozenset((Act.ACCEPTED, Act.REPLACED, Act.TYPED_IN, Act.FORM_RECEIVED, Act.INTAKE_UNDONE))


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One file of an intake."""

    member_id: str
    kind: SourceKind
    revision: int
    draft: bool
    code: str
    file_name: str


@dataclass(frozen=True, slots=True)
class IntakeNote:
    """One intake that brought something.

    Attributes:
        at: when it was carried out, UTC.
        actor: who did it.
        reason: why, if the evaluation was closed by then; else empty.
        undone_at: when it was undone; ``None`` if it stands.
        undone_by: who undid it; empty if it stands.
        hindrance: why it cannot be undone now although it stands.
    """

    number: int
    at: datetime
    actor: str
    reason: str
    files: tuple[TakenIn, ...]
    undone_at: datetime | None
    undone_by: str
    hindrance: EvalError | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An intake that was broken off: the program or the computer ended in the middle of it."""

    intake: int
    taken_in: int
    planned: int


def intakes(file: EvaluationFile) -> tuple[IntakeNote, ...]:
    """All intakes that brought something, the newest first."""
    with reading_faults(file.path):
        acts = _lines(file.record())
        files: dict[int, list[TakenIn]] = {}
        for intake, member, kind, form, revision, draft, code, name in file.db.execute(
            "SELECT intake, member.id, kind, form, revision, draft, code, file_name FROM submission"
            " JOIN member ON member.no = submission.member"
            " LEFT JOIN form_answer ON form_answer.submission = submission.no ORDER BY submission.no"
        ):
            source = SourceKind.FORM if form else SourceKind(kind)
            files.setdefault(intake, []).append(TakenIn(member, source, revision, bool(draft), code, name))
        hindrances = built_upon(file.db)
        found = file.db.execute("SELECT no, at, undone_at FROM intake ORDER BY no DESC").fetchall()
        return tuple(
            IntakeNote(
                number,
                datetime.fromisoformat(at),
                acts[number, False].actor,
                str(acts[number, False].details.get("reason", "")),
                tuple(files[number]),
                datetime.fromisoformat(undone_at) if undone_at else None,
                acts[number, True].actor if undone_at else "",
                _hindrance(number, hindrances) if not undone_at else None,
            )
            for number, at, undone_at in found
            if number in files
        )


def unfinished_intake(file: EvaluationFile) -> Unfinished | None:
    """The last intake if it was broken off with files of its plan still out; else ``None``."""
    with reading_faults(file.path):
        found = file.db.execute(
            "SELECT no, (SELECT count(*) FROM submission WHERE intake = intake.no), planned FROM intake"
            " WHERE no = (SELECT max(no) FROM intake) AND finished_at IS NULL AND undone_at IS NULL"
            " AND planned IS NOT NULL"
        ).fetchone()
    if found is None or found[1] >= found[2]:
        return None
    return Unfinished(*found)


def _lines(record: list[RecordLine]) -> dict[tuple[int, bool], RecordLine]:
    """For each intake the first line that took something in, and (``True``) the one that undid it."""
    found: dict[tuple[int, bool], RecordLine] = {}
    for line in record:
        if line.act in _ACTS:
            found.setdefault((int(line.details["intake"]), line.act == Act.INTAKE_UNDONE), line)
    return found


def _hindrance(number: int, built: dict[int, int]) -> EvalError | None:
    later = built.get(number)
    return EvalError("intake-built-upon", intake=number, later=later) if later else None
