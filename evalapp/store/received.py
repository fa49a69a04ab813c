"""What arrived, in the evaluation file: accepted submissions and the current answers made of them.

The tables ``sheet``, ``mark`` and ``comment`` hold what stands now and can always be derived again from the
payloads: for each member and subject the last submission that was not undone. An Excel form, which is not
signed, comes into that only once a person has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from evalapp.carrying import sheets_now
from evalapp.errors import EvalError
from evalapp.intake import Entry, Status
from evalapp.known import Current, Held, Known
from evalapp.model import Evaluation, ScoreSheet
from evalapp.record import Act
from evalapp.report import SourceKind
from evalapp.store import rows
from evalapp.store.asking import refuse_other_setup
from evalapp.store.closing import refuse_closed
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


def known(file: EvaluationFile, member_id: str = "") -> Known:
    """All that a plan is made against, as it stands now; ``current`` of one member or (empty) of all."""
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
            _current(file.db, file.evaluation, member_id),
            known_forms(file.db, file.evaluation),
        )


def begin_intake(file: EvaluationFile, at: datetime, planned: int | None = None, reason: str = "") -> int:
    """Open an intake, under whose number files are accepted and can be undone together.

    Args:
        file: the evaluation.
        at: now, UTC.
        planned: how many files are to be accepted.
        reason: why answers are still changed; a closed evaluation wants one.

    Raises:
        EvalError: ``evaluation-closed``.
    """
    with sqlite_faults(file.path), transaction(file.db) as db:
        refuse_closed(db, reason)
        row = [at.isoformat(), planned]
        return int(db.execute("INSERT INTO intake (at, planned) VALUES (?, ?)", row).lastrowid or 0)


def finish_intake(file: EvaluationFile, intake: int, at: datetime) -> None:
    """Note that an intake came to its end and that its user knows what came of every file."""
    with sqlite_faults(file.path), transaction(file.db) as db:
        db.execute("UPDATE intake SET finished_at = ? WHERE no = ?", [at.isoformat(), intake])


def accept(
    file: EvaluationFile, intake: int, entry: Entry, at: datetime, actor: str, reason: str = ""
) -> None:
    """Take in one file of a plan: original, answers and record line in one transaction.

    Raises:
        EvalError: ``intake-overtaken`` if the member's answers (or forms) changed since the plan was made;
            ``evaluation-closed`` if it is and there is no ``reason``; nothing is written.
    """
    with sqlite_faults(file.path), transaction(file.db) as db:
        accept_within(db, file.evaluation, intake, entry, at, actor, reason, {})


def accept_within(
    db: Connection,
    evaluation: Evaluation,
    intake: int,
    entry: Entry,
    at: datetime,
    actor: str,
    reason: str,
    notes: Mapping[str, str | int],
) -> None:
    """``accept`` in the caller's transaction; ``notes`` are recorded with it."""
    arrival = entry.arrival
    if arrival is None or entry.basis is None:
        raise ValueError(f"{entry.file} is not to be applied")
    payload = arrival.payload
    refuse_closed(db, reason)
    (member,) = db.execute("SELECT no FROM member WHERE id = ?", [payload.member]).fetchone()
    refuse_other_setup(db, evaluation, member)
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
        _write_sheets(db, evaluation, member, int(number or 0), payload, sheets_now(payload, evaluation))
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
    if reason:
        details["reason"] = reason
    details |= notes
    append_record(db, at, actor, _act(arrival.kind, entry.status), details)


def _act(kind: SourceKind, status: Status) -> Act:
    if kind is SourceKind.FORM:
        return Act.FORM_RECEIVED
    if kind is SourceKind.TYPED:
        return Act.TYPED_IN
    return Act.REPLACED if status is Status.REPLACES else Act.ACCEPTED


def undo_intake(
    file: EvaluationFile, intake: int | None, at: datetime, actor: str, reason: str = ""
) -> tuple[int, int]:
    """Undo a whole intake: for its members and subjects the answers before it stand again.

    Args:
        file: the evaluation.
        intake: its number; ``None`` for the last one not undone.
        at: now, UTC.
        actor: for the record.
        reason: why answers are still changed; a closed evaluation wants one.

    Returns:
        The number of the intake, and how many submissions it had.

    Raises:
        EvalError: ``intake-none``, ``intake-unknown``, ``evaluation-closed``, or ``intake-built-upon`` if
            answers typed in later were laid over what it brought: that intake has to be undone first.
    """
    with reading_faults(file.path), transaction(file.db) as db:
        refuse_closed(db, reason)
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
        if later := built_upon(db).get(number):
            raise EvalError("intake-built-upon", intake=number, later=later)
        db.execute("UPDATE intake SET undone_at = ? WHERE no = ?", [at.isoformat(), number])
        members = db.execute(
            "SELECT DISTINCT member FROM submission WHERE intake = ? ORDER BY member", [number]
        ).fetchall()
        for (member,) in members:
            derive_member(db, file.evaluation, member)
        (count,) = db.execute("SELECT count(*) FROM submission WHERE intake = ?", [number]).fetchone()
        details: dict[str, str | int] = {"intake": number, "submissions": count}
        if reason:
            details["reason"] = reason
        append_record(db, at, actor, Act.INTAKE_UNDONE, details)
        return number, count


def built_upon(db: Connection) -> dict[int, int]:
    """The intakes on whose answers typed ones were laid later, each with the newest intake that did so."""
    counted = db.execute(
        f"SELECT {_MOMENT}, intake, member, kind = 'typed' AND form IS NULL, payload FROM {_COUNTED}"
        " AND member IN (SELECT member FROM submission WHERE kind = 'typed'"
        " AND no NOT IN (SELECT submission FROM form_answer))"
    ).fetchall()
    brought: dict[tuple[int, str], list[tuple[int, int, bool]]] = {}
    for moment, intake, member, typed, message in counted:
        for sheet in stored_payload(message).sheets:
            brought.setdefault((member, sheet.subject_id), []).append((moment, intake, bool(typed)))
    newest: dict[int, tuple[int, int]] = {}
    for there in brought.values():
        for moment, intake, _typed in there:
            later = [(m, i) for m, i, typed in there if typed and i != intake and m > moment]
            newest[intake] = max([newest.get(intake, (0, 0)), *later])
    return {intake: later for intake, (_moment, later) in newest.items() if later}


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


@dataclass(frozen=True, slots=True)
class Standing:
    """The sheet that stands for one member and subject, and what it came with.

    Attributes:
        sheet: as it stands today; that of the payload may be of an earlier wording.
    """

    submission: int
    payload: Payload
    sheet: ScoreSheet


def standing_sheets(db: Connection, evaluation: Evaluation, member: int) -> dict[str, Standing]:
    """For one member: each subject's sheet of the last submission that counts, by subject id."""
    return {one.sheet.subject_id: one for one in standing_history(db, evaluation, member)}


def standing_history(db: Connection, evaluation: Evaluation, member: int) -> Iterator[Standing]:
    """All sheets of one member that were not undone, in the order in which they began to stand."""
    for number, message in db.execute(
        f"SELECT submission.no, payload FROM {_COUNTED} AND member = ? ORDER BY {_IN_ORDER}", [member]
    ).fetchall():
        payload = stored_payload(message)
        for sheet in sheets_now(payload, evaluation):
            yield Standing(number, payload, sheet)


def derive_member(db: Connection, evaluation: Evaluation, member: int) -> None:
    """Write anew what stands for one member; in the caller's transaction.

    Raises:
        EvalError: ``intake-overtaken`` if the set-up is another by now than ``evaluation``.
    """
    refuse_other_setup(db, evaluation, member)
    for number, _subject in enumerate(evaluation.subjects, 1):
        _remove_sheet(db, number, member)
    for one in standing_sheets(db, evaluation, member).values():
        _write_sheets(db, evaluation, member, one.submission, one.payload, [one.sheet])


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


def _current(db: Connection, evaluation: Evaluation, member_id: str) -> dict[tuple[str, str], Current]:
    found: dict[tuple[str, str], Current] = {}
    for number, member, message in db.execute(
        f"SELECT submission.no, member.id, payload FROM member JOIN {_COUNTED}"
        " AND member.no = submission.member AND submission.no IN (SELECT submission FROM sheet)"
        f" AND ? IN ('', member.id) ORDER BY {_IN_ORDER}",
        [member_id],
    ):
        # a later submission's sheets overwrite an earlier one's, as they do in the tables
        payload = stored_payload(message)
        for sheet in sheets_now(payload, evaluation):
            found[member, sheet.subject_id] = Current(number, payload.draft, sheet)
    return found
