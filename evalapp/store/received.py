"""What arrived, in the evaluation file: accepted submissions and the current answers made of them.

The tables ``sheet``, ``mark`` and ``comment`` hold what stands now and can always be derived again from the
signed payloads: for each member and subject the last submission that was not undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from evalapp.compile import Answers, Received
from evalapp.errors import EvalError
from evalapp.intake import Current, Entry, Held, Known, Status
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment, Evaluation, RecusalKind, ScoreSheet
from evalapp.record import Act
from evalapp.report import Source, SourceKind
from evalapp.rubric import CommentKind
from evalapp.store import rows
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.submission import Payload, decode_payload

_STANDING = "submission JOIN intake ON intake.no = submission.intake AND intake.undone_at IS NULL"


def known(file: EvaluationFile) -> Known:
    """All that a plan is made against, as it stands now."""
    with reading_faults(file.path):
        held = file.db.execute(
            "SELECT submission.no, member.id, coalesce(ballot, ''), revision, digest, file_sha256"
            f" FROM {_STANDING} JOIN member ON member.no = submission.member ORDER BY submission.no"
        ).fetchall()
        return Known(
            file.evaluation,
            file.identity,
            file.issued(),
            tuple(Held(*row) for row in held),
            _current(file.db),
        )


def begin_intake(file: EvaluationFile, at: datetime) -> int:
    """Open an intake, under whose number files are accepted and can be undone together."""
    with sqlite_faults(file.path), transaction(file.db):
        return int(file.db.execute("INSERT INTO intake (at) VALUES (?)", [at.isoformat()]).lastrowid or 0)


def accept(file: EvaluationFile, intake: int, entry: Entry, at: datetime, actor: str) -> None:
    """Take in one file of a plan: original, answers and record line in one transaction.

    Raises:
        EvalError: ``intake-overtaken`` if the answers changed since the plan was made; nothing is written.
    """
    arrival = entry.arrival
    if arrival is None or entry.basis is None:
        raise ValueError(f"{entry.file} is not to be applied")
    payload = arrival.payload
    with sqlite_faults(file.path), transaction(file.db) as db:
        (member,) = db.execute("SELECT no FROM member WHERE id = ?", [payload.member]).fetchone()
        _refuse_overtaken(db, entry, payload, member)
        row = {
            "intake": intake,
            "member": member,
            "ballot": payload.ballot or None,
            "kind": arrival.kind.value,
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
        _write_sheets(db, file.evaluation, member, int(number or 0), payload, payload.sheets)
        act = Act.REPLACED if entry.status is Status.REPLACES else Act.ACCEPTED
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
        append_record(db, at, actor, Act.TYPED_IN if arrival.kind is SourceKind.TYPED else act, details)


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
            _derive_member(db, file.evaluation, member)
        (count,) = db.execute("SELECT count(*) FROM submission WHERE intake = ?", [number]).fetchone()
        append_record(db, at, actor, Act.INTAKE_UNDONE, {"intake": number, "submissions": count})
        return number, count


def _refuse_built_upon(db: Database, intake: int) -> None:
    brought = {
        (member, sheet.subject_id)
        for member, message in db.execute("SELECT member, payload FROM submission WHERE intake = ?", [intake])
        for sheet in stored_payload(message).sheets
    }
    later = db.execute(
        f"SELECT submission.intake, member, payload FROM {_STANDING}"
        " WHERE submission.kind = 'typed' AND submission.intake > ? ORDER BY submission.no DESC",
        [intake],
    ).fetchall()
    for number, member, message in later:
        if brought & {(member, sheet.subject_id) for sheet in stored_payload(message).sheets}:
            raise EvalError("intake-built-upon", intake=intake, later=number)


def typed_count(file: EvaluationFile, member_id: str) -> int:
    """How many times answers of this member were typed in, undone ones included."""
    with reading_faults(file.path):
        return int(
            file.db.execute(
                "SELECT count(*) FROM submission JOIN member ON member.no = submission.member"
                " WHERE submission.kind = 'typed' AND member.id = ?",
                [member_id],
            ).fetchone()[0]
        )


def read_answers(file: EvaluationFile) -> Answers:
    """Everything accepted, for ``compile_report``."""
    with reading_faults(file.path):
        sheets = _read_sheets(file.db)
        marks = _read_marks(file.db, sheets)
        members = [member.id for member in file.evaluation.members]
        recused = {(recusal.member_id, recusal.subject_id) for recusal in file.evaluation.recusals}
        for place, subject in enumerate(file.evaluation.subjects):
            received = sheets.get(place, ())
            if any((members[sheet.member], subject.id) in recused for sheet in received):
                raise ValueError(f"a sheet of {subject.id} is by nobody who judges it")
            counted = any(sheet.counted for sheet in received)
            rows = len(file.evaluation.rubric_of(subject).scored) if counted else 0
            if len(marks.get(place, ())) != rows:
                raise ValueError(f"the marks of {subject.id} do not match its sheets")
        return Answers(sheets, marks, _read_comments(file))


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
    db: Database,
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
        db.conn.executemany("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", stand.marks)
        db.conn.executemany("INSERT INTO comment VALUES (?, ?, ?, ?, ?)", stand.comments)


def standing_sheets(db: Database, member: int) -> dict[str, tuple[int, Payload]]:
    """For one member: each subject's last submission that was not undone, with its payload."""
    sources: dict[str, tuple[int, Payload]] = {}
    for number, message in db.execute(
        f"SELECT submission.no, payload FROM {_STANDING} WHERE member = ? ORDER BY submission.no", [member]
    ).fetchall():
        payload = stored_payload(message)
        sources |= {sheet.subject_id: (number, payload) for sheet in payload.sheets}
    return sources


def stored_payload(message: str) -> Payload:
    """The payload of an accepted submission.

    Raises:
        ValueError: it was changed in the file.
    """
    try:
        return decode_payload(message.encode())
    except EvalError as error:
        raise ValueError("a stored payload cannot be read") from error


def _derive_member(db: Database, evaluation: Evaluation, member: int) -> None:
    for number, _subject in enumerate(evaluation.subjects, 1):
        _remove_sheet(db, number, member)
    for subject_id, (submission, payload) in standing_sheets(db, member).items():
        sheet = next(sheet for sheet in payload.sheets if sheet.subject_id == subject_id)
        _write_sheets(db, evaluation, member, submission, payload, [sheet])


def _remove_sheet(db: Database, subject: int, member: int) -> None:
    if db.execute("SELECT 1 FROM sheet WHERE subject = ? AND member = ?", [subject, member]).fetchone():
        for table in ("mark", "comment", "sheet"):
            db.execute(f"DELETE FROM {table} WHERE subject = ? AND member = ?", [subject, member])


def _plain_name(file: str) -> str:
    """The name of a file without its folders; bytes that are no UTF-8 are marked as such."""
    return Path(file).name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _refuse_overtaken(db: Database, entry: Entry, payload: Payload, member: int) -> None:
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


def _current(db: Database) -> dict[tuple[str, str], Current]:
    found: dict[tuple[str, str], Current] = {}
    for number, member, message in db.execute(
        "SELECT submission.no, member.id, payload FROM submission"
        " JOIN member ON member.no = submission.member"
        " WHERE submission.no IN (SELECT submission FROM sheet) ORDER BY submission.no"
    ):
        # a later submission's sheets overwrite an earlier one's, as they do in the tables
        payload = stored_payload(message)
        for sheet in payload.sheets:
            found[member, sheet.subject_id] = Current(number, payload.draft, sheet)
    return found


def _read_sheets(db: Database) -> dict[int, tuple[Received, ...]]:
    sources = {
        number: Source(
            SourceKind(kind),
            code,
            revision,
            datetime.fromisoformat(received),
            datetime.fromisoformat(handed_in).date(),
        )
        for number, kind, code, revision, received, handed_in in db.execute(
            "SELECT no, kind, code, revision, received_at, handed_in_at FROM submission"
        )
    }
    sheets: dict[int, list[Received]] = {}
    alike: dict[tuple[int, int, int, str | None], Received] = {}
    for subject, member, submission, draft, recusal in db.execute(
        "SELECT subject - 1, member - 1, submission, draft, recusal FROM sheet ORDER BY subject, member"
    ):
        # the sheets of one submission are mostly alike but for their subject: they share a value
        key = member, submission, draft, recusal
        if key not in alike:
            kind = RecusalKind(recusal) if recusal else None
            alike[key] = Received(member, sources[submission], bool(draft), kind)
        sheets.setdefault(subject, []).append(alike[key])
    return {subject: tuple(found) for subject, found in sheets.items()}


def _read_marks(
    db: Database, sheets: Mapping[int, tuple[Received, ...]]
) -> dict[int, tuple[tuple[Mark, ...], ...]]:
    decoded: dict[str, Mark] = {state.value: state for state in NoPoints}
    decoded |= {str(points): points for points in range(1001)}
    members = {
        subject: ",".join(str(sheet.member + 1) for sheet in received if sheet.counted)
        for subject, received in sheets.items()
    }
    marks: dict[int, list[tuple[Mark, ...]]] = {}
    # one line a row of the printed table: a million marks are joined in SQLite, not fetched one by one
    for subject, who, joined in db.execute(
        "SELECT subject - 1, group_concat(member), group_concat(coalesce(points, state)) FROM mark"
        " GROUP BY subject, criterion"
    ):
        # SQLite promises no order inside a group; the primary key's is what it gives and what is insisted on
        if who != members.get(subject):
            raise ValueError(f"the marks of subject {subject + 1} do not match its sheets")
        marks.setdefault(subject, []).append(tuple(map(decoded.__getitem__, joined.split(","))))
    return {subject: tuple(table) for subject, table in marks.items()}


def _read_comments(file: EvaluationFile) -> dict[tuple[int, int], tuple[Comment, ...]]:
    kinds = list(CommentKind)
    comments: dict[tuple[int, int], list[Comment]] = {}
    found = file.db.execute("SELECT subject, member, criterion, kind, text FROM comment").fetchall()
    # subject-wide comments (criterion 0) come last, kinds in their own order
    found.sort(key=lambda row: (row[0], row[1], row[2] or 1_000_000, kinds.index(CommentKind(row[3]))))
    for subject, member, criterion, kind, text in found:
        rubric = file.evaluation.rubric_of(file.evaluation.subjects[subject - 1])
        criterion_id = rubric.criteria[criterion - 1].id if criterion else None
        comment = Comment(CommentKind(kind), text, criterion_id)
        comments.setdefault((subject - 1, member - 1), []).append(comment)
    return {place: tuple(texts) for place, texts in comments.items()}
