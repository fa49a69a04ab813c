"""What arrived, in the evaluation file: accepted submissions and the current answers made of them.

The tables ``sheet``, ``mark`` and ``comment`` hold what stands now and can always be derived again from the
payloads: for each member and subject the last submission that was not undone. An Excel form, which is not
signed, comes into that only once a person has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from evalapp.errors import EvalError
from evalapp.intake import Entry, Status
from evalapp.known import Current, Held, Known
from evalapp.model import Evaluation, ScoreSheet
from evalapp.record import Act
from evalapp.report import SourceKind
from evalapp.store import rows
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.store.forms import known_forms, refuse_overtaken_form, stored_payload
from evalapp.submission import Payload

STANDING = "submission JOIN intake ON intake.no = submission.intake AND intake.undone_at IS NULL"
"""The submissions that were not undone."""

_COUNTED = (
    f"{STANDING} LEFT JOIN form_answer ON form_answer.submission = submission.no"
    " LEFT JOIN form_decision ON form_decision.submission = submission.no AND confirmed = 1"
    " WHERE (form IS NULL OR confirmed = 1)"
)
"""Those whose answers stand, unless later ones do: without the forms that nobody has confirmed."""

_MOMENT = "coalesce(form_decision.after, submission.no)"
"""When answers began to stand: a form's when it was confirmed, after all that had come in until then."""

_IN_ORDER = f"{_MOMENT}, form IS NOT NULL"


def known(file: EvaluationFile) -> Known:
    """All that a plan is made against, as it stands now."""
    with reading_faults(file.path):
        held = file.db.execute(
            "SELECT submission.no, member.id, coalesce(ballot, form, ''), revision, digest, file_sha256"
            f" FROM {STANDING} JOIN member ON member.no = submission.member"
            " LEFT JOIN form_answer ON form_answer.submission = submission.no ORDER BY submission.no"
        ).fetchall()
        return Known(
            file.evaluation,
            file.identity,
            file.issued(),
            tuple(Held(*row) for row in held),
            _current(file.db),
            known_forms(file.db),
        )


def begin_intake(file: EvaluationFile, at: datetime) -> int:
    """Open an intake, under whose number files are accepted and can be undone together."""
    with sqlite_faults(file.path), transaction(file.db):
        return int(file.db.execute("INSERT INTO intake (at) VALUES (?)", [at.isoformat()]).lastrowid or 0)


def accept(file: EvaluationFile, intake: int, entry: Entry, at: datetime, actor: str) -> None:
    """Take in one file of a plan: original, answers and record line in one transaction.

    Raises:
        EvalError: ``intake-overtaken`` if the member's answers (or forms) changed since the plan was made;
            nothing is written.
    """
    arrival = entry.arrival
    if arrival is None or entry.basis is None:
        raise ValueError(f"{entry.file} is not to be applied")
    payload = arrival.payload
    with sqlite_faults(file.path), transaction(file.db) as db:
        (member,) = db.execute("SELECT no FROM member WHERE id = ?", [payload.member]).fetchone()
        is_form = arrival.kind is SourceKind.FORM
        if is_form:
            refuse_overtaken_form(db, payload.ballot, payload.member, entry.state)
        else:
            _refuse_overtaken(db, entry, payload, member)
        row = {
            "intake": intake,
            "member": member,
            "ballot": payload.ballot if arrival.kind is SourceKind.SEALED else None,
            "kind": arrival.kind.value if not is_form else SourceKind.TYPED.value,
            "revision": payload.revision,
            "draft": int(payload.draft),
            "payload": arrival.message.decode(),
            "digest": arrival.digest,
            "code": arrival.code,
            "file_name": _plain_name(arrival.file),
            "file_sha256": arrival.sha256,
            "original": arrival.original,
            "handed_in_at": payload.handed_in_at.isoformat(),
            "received_at": at.isoformat(),
        }
        places = ", ".join("?" for _ in row)
        number = db.execute(
            f"INSERT INTO submission ({', '.join(row)}) VALUES ({places})", list(row.values())
        ).lastrowid
        if is_form:
            db.execute("INSERT INTO form_answer VALUES (?, ?)", [number, payload.ballot])
        else:
            _write_sheets(db, file.evaluation, member, int(number or 0), payload, payload.sheets)
        details: dict[str, str | int] = {
            "intake": intake,
            "submission": int(number or 0),
            "member": payload.member,
            "revision": payload.revision,
            "draft": int(payload.draft),
            "code": arrival.code,
            "digest": arrival.digest,
            "file": _plain_name(arrival.file),
            "sha256": arrival.sha256,
        }
        if entry.status is Status.REPLACES:
            details["changed"] = len(entry.differences)
        if is_form:
            details["form"] = payload.ballot
        append_record(db, at, actor, _act(arrival.kind, entry.status), details)


def _act(kind: SourceKind, status: Status) -> Act:
    if kind is SourceKind.FORM:
        return Act.FORM_RECEIVED
    if kind is SourceKind.TYPED:
        return Act.TYPED_IN
    return Act.REPLACED if status is Status.REPLACES else Act.ACCEPTED


def undo_intake(file: EvaluationFile, intake: int | None, at: datetime, actor: str) -> tuple[int, int]:
    """Undo a whole intake: for its members and subjects the answers before it stand again.

    Args:
        file: the evaluation.
        intake: its number; ``None`` for the last one not undone.
        at: now, UTC.
        actor: for the record.

    Returns:
        The number of the intake, and how many submissions it had.

    Raises:
        EvalError: ``intake-none``, ``intake-unknown``, or ``intake-built-upon`` if answers typed in later
            were laid over what it brought: that intake has to be undone first.
    """
    with reading_faults(file.path), transaction(file.db) as db:
        standing = [
            number
            for (number,) in db.execute(
                "SELECT no FROM intake WHERE undone_at IS NULL"
                " AND EXISTS (SELECT 1 FROM submission WHERE submission.intake = intake.no) ORDER BY no"
            )
        ]
        if not standing:
            raise EvalError("intake-none")
        if intake is not None and intake not in standing:
            raise EvalError("intake-unknown", intake=intake, known=[str(number) for number in standing])
        number = standing[-1] if intake is None else intake
        _refuse_built_upon(db, number)
        db.execute("UPDATE intake SET undone_at = ? WHERE no = ?", [at.isoformat(), number])
        members = db.execute(
            "SELECT DISTINCT member FROM submission WHERE intake = ? ORDER BY member", [number]
        ).fetchall()
        for (member,) in members:
            derive_member(db, file.evaluation, member)
        (count,) = db.execute("SELECT count(*) FROM submission WHERE intake = ?", [number]).fetchone()
        append_record(db, at, actor, Act.INTAKE_UNDONE, {"intake": number, "submissions": count})
        return number, count


def _refuse_built_upon(db: Connection, intake: int) -> None:
    brought = {
        (member, sheet.subject_id): moment
        for moment, member, message in db.execute(
            f"SELECT {_MOMENT}, member, payload FROM {_COUNTED} AND intake = ? ORDER BY 1 DESC", [intake]
        ).fetchall()
        for sheet in stored_payload(message).sheets
    }
    later = db.execute(
        f"SELECT submission.no, submission.intake, member, payload FROM {_COUNTED}"
        " AND submission.kind = 'typed' AND form IS NULL AND submission.intake <> ?"
        " ORDER BY submission.no DESC",
        [intake],
    ).fetchall()
    for number, one, member, message in later:
        places = {(member, sheet.subject_id) for sheet in stored_payload(message).sheets}
        if any(moment < number for place, moment in brought.items() if place in places):
            raise EvalError("intake-built-upon", intake=intake, later=one)


def typed_count(file: EvaluationFile, member_id: str) -> int:
    """How many times answers of this member were typed in, undone ones included."""
    with reading_faults(file.path):
        return int(
            file.db.execute(
                "SELECT count(*) FROM submission JOIN member ON member.no = submission.member"
                " WHERE submission.kind = 'typed' AND member.id = ?"
                " AND submission.no NOT IN (SELECT submission FROM form_answer)",
                [member_id],
            ).fetchone()[0]
        )


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet as rows of the tables ``sheet``, ``mark`` and ``comment``."""

    sheet: tuple[int, int, int, int, str | None]
    marks: tuple[tuple[int, int, int, str, int | None], ...]
    comments: tuple[tuple[int, int, int, str, str], ...]


def sheet_rows(
    evaluation: Evaluation, member: int, submission: int, payload: Payload, sheet: ScoreSheet
) -> SheetRows:
    """The rows by which a sheet of ``payload`` stands; a draft or a recusal leaves no marks."""
    subject = [one.id for one in evaluation.subjects].index(sheet.subject_id) + 1
    head = (subject, member, submission, int(payload.draft), sheet.recusal.value if sheet.recusal else None)
    if payload.draft or sheet.recusal:
        return SheetRows(head, (), ())
    rubric = evaluation.rubric_of(evaluation.subjects[subject - 1])
    places = {criterion.id: number for number, criterion in enumerate(rubric.criteria, 1)}
    return SheetRows(
        head,
        tuple((subject, places[id_], member, *rows.mark_columns(mark)) for id_, mark in sheet.marks.items()),
        tuple(
            (subject, member, places[one.criterion_id] if one.criterion_id else 0, one.kind.value, one.text)
            for one in sheet.comments
        ),
    )


def _write_sheets(
    db: Connection,
    evaluation: Evaluation,
    member: int,
    submission: int,
    payload: Payload,
    sheets: Iterable[ScoreSheet],
) -> None:
    for sheet in sheets:
        stand = sheet_rows(evaluation, member, submission, payload, sheet)
        _remove_sheet(db, stand.sheet[0], member)
        db.execute("INSERT INTO sheet VALUES (?, ?, ?, ?, ?)", stand.sheet)
        db.executemany("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", stand.marks)
        db.executemany("INSERT INTO comment VALUES (?, ?, ?, ?, ?)", stand.comments)


def standing_sheets(db: Connection, member: int) -> dict[str, tuple[int, Payload]]:
    """For one member: each subject's last submission that counts, with its payload."""
    sources: dict[str, tuple[int, Payload]] = {}
    for number, message in db.execute(
        f"SELECT submission.no, payload FROM {_COUNTED} AND member = ? ORDER BY {_IN_ORDER}", [member]
    ).fetchall():
        payload = stored_payload(message)
        sources |= {sheet.subject_id: (number, payload) for sheet in payload.sheets}
    return sources


def derive_member(db: Connection, evaluation: Evaluation, member: int) -> None:
    """Write anew what stands for one member; in the caller's transaction."""
    for number, _subject in enumerate(evaluation.subjects, 1):
        _remove_sheet(db, number, member)
    for subject_id, (submission, payload) in standing_sheets(db, member).items():
        sheet = next(sheet for sheet in payload.sheets if sheet.subject_id == subject_id)
        _write_sheets(db, evaluation, member, submission, payload, [sheet])


def _remove_sheet(db: Connection, subject: int, member: int) -> None:
    if db.execute("SELECT 1 FROM sheet WHERE subject = ? AND member = ?", [subject, member]).fetchone():
        for table in ("mark", "comment", "sheet"):
            db.execute(f"DELETE FROM {table} WHERE subject = ? AND member = ?", [subject, member])


def _plain_name(file: str) -> str:
    """The name of a file without its folders; bytes that are no UTF-8 are marked as such."""
    return Path(file).name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _refuse_overtaken(db: Connection, entry: Entry, payload: Payload, member: int) -> None:
    now = dict(
        db.execute(
            "SELECT subject.id, submission FROM sheet JOIN subject ON subject.no = sheet.subject"
            " WHERE member = ?",
            [member],
        ).fetchall()
    )
    asked = {sheet.subject_id for sheet in payload.sheets}
    superseded = (
        payload.ballot
        and not db.execute(
            "SELECT serial = (SELECT max(serial) FROM ballot WHERE member = ?) FROM ballot WHERE id = ?",
            [member, payload.ballot],
        ).fetchone()[0]
    )
    if superseded or {subject: no for subject, no in now.items() if subject in asked} != entry.basis:
        raise EvalError("intake-overtaken")


def _current(db: Connection) -> dict[tuple[str, str], Current]:
    found: dict[tuple[str, str], Current] = {}
    for number, member, message in db.execute(
        f"SELECT submission.no, member.id, payload FROM member JOIN {_COUNTED}"
        " AND member.no = submission.member AND submission.no IN (SELECT submission FROM sheet)"
        f" ORDER BY {_IN_ORDER}"
    ):
        # a later submission's sheets overwrite an earlier one's, as they do in the tables
        payload = stored_payload(message)
        for sheet in payload.sheets:
            found[member, sheet.subject_id] = Current(number, payload.draft, sheet)
    return found
