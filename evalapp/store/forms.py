"""Excel forms in the evaluation file: which were issued, what came back, and what a person decided on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from evalapp.errors import EvalError
from evalapp.form import IssuedForm
from evalapp.known import Current, Forms
from evalapp.model import Member
from evalapp.record import Act
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record
from evalapp.submission import Payload, decode_payload

_OPEN = (
    "form_answer JOIN submission ON submission.no = form_answer.submission"
    " JOIN intake ON intake.no = submission.intake AND intake.undone_at IS NULL"
    " JOIN member ON member.no = submission.member"
    " LEFT JOIN form_decision ON form_decision.submission = submission.no"
)


def note_form(
    file: EvaluationFile, form_id: str, member: Member, serial: int, at: datetime, actor: str
) -> None:
    """Register a form and record it, in one transaction; earlier ones of the member are superseded."""
    with sqlite_faults(file.path), transaction(file.db) as db:
        db.execute(
            "INSERT INTO form SELECT ?, no, ?, ? FROM member WHERE id = ?",
            [form_id, serial, at.isoformat(), member.id],
        )
        details: dict[str, str | int] = {"form": form_id, "member": member.id, "serial": serial}
        append_record(db, at, actor, Act.FORM_ISSUED, details)


def issued_forms(file: EvaluationFile) -> dict[str, IssuedForm]:
    """Every form issued so far, by its id."""
    with reading_faults(file.path):
        return _issued(file.db)


def known_forms(db: Database) -> Forms:
    """What a plan has to know of forms."""
    last: dict[str, Payload] = {}
    waiting: dict[tuple[str, str], Current] = {}
    for number, form, member, message, decided in db.execute(
        f"SELECT submission.no, form, member.id, payload, confirmed FROM {_OPEN} ORDER BY submission.no"
    ).fetchall():
        if decided == 0:
            continue
        payload = last[form] = stored_payload(message)
        for place in [place for place in waiting if place[0] == member]:
            del waiting[place]
        if decided is None:
            waiting |= {
                (member, sheet.subject_id): Current(number, payload.draft, sheet) for sheet in payload.sheets
            }
    if waiting:
        # what was handed in or typed in after a form goes before it
        stands = _standing(db)
        waiting = {place: one for place, one in waiting.items() if stands.get(place, 0) < one.submission}
    counts = dict(db.execute("SELECT form, count(*) FROM form_answer GROUP BY form").fetchall())
    return Forms(_issued(db), counts, last, waiting)


def _standing(db: Database) -> dict[tuple[str, str], int]:
    """The submission that stands, by member id and subject id."""
    found = db.execute(
        "SELECT member.id, subject.id, submission FROM sheet JOIN member ON member.no = sheet.member"
        " JOIN subject ON subject.no = sheet.subject"
    )
    return {(member, subject): number for member, subject, number in found}


def refuse_superseded_form(db: Database, form_id: str) -> None:
    """Refuse a form if another was issued to its member.

    Raises:
        EvalError: ``intake-overtaken``: it was the newest when the plan was made.
    """
    newest = db.execute(
        "SELECT serial = (SELECT max(serial) FROM form AS other WHERE other.member = form.member)"
        " FROM form WHERE id = ?",
        [form_id],
    ).fetchone()[0]
    if not newest:
        raise EvalError("intake-overtaken")


@dataclass(frozen=True, slots=True)
class WaitingForm:
    """A form's answers that await a person's decision.

    Attributes:
        submission: their number.
        taken_in_by: the account that took them in.
        current: the sheets, by subject id.
    """

    member_id: str
    submission: int
    intake: int
    code: str
    received_at: datetime
    taken_in_by: str
    payload: Payload


def waiting_forms(file: EvaluationFile) -> tuple[WaitingForm, ...]:
    """The forms that wait, in the order of the members."""
    with reading_faults(file.path):
        numbers = {one.submission for one in known_forms(file.db).waiting.values()}
        takers = {
            line.details["submission"]: line.actor for line in file.record() if line.act == Act.FORM_RECEIVED
        }
        found = file.db.execute(
            f"SELECT member.id, submission.no, submission.intake, code, received_at, payload FROM {_OPEN}"
            " ORDER BY member.no"
        ).fetchall()
        return tuple(
            WaitingForm(
                member,
                number,
                intake,
                code,
                datetime.fromisoformat(received),
                takers[number],
                stored_payload(message),
            )
            for member, number, intake, code, received, message in found
            if number in numbers
        )


def note_decision(db: Database, form: WaitingForm, at: datetime, actor: str, *, confirmed: bool) -> None:
    """Write and record what a person decided, in the caller's transaction.

    Raises:
        EvalError: ``intake-overtaken`` if somebody else has decided meanwhile, or the intake was undone.
    """
    open_ = db.execute(
        f"SELECT 1 FROM {_OPEN} WHERE submission.no = ? AND confirmed IS NULL", [form.submission]
    ).fetchone()
    if not open_:
        raise EvalError("intake-overtaken")
    db.execute(
        "INSERT INTO form_decision VALUES (?, ?, ?, ?)",
        [form.submission, int(confirmed), at.isoformat(), actor],
    )
    details: Mapping[str, str | int] = {
        "submission": form.submission,
        "member": form.member_id,
        "code": form.code,
    }
    append_record(db, at, actor, Act.FORM_CONFIRMED if confirmed else Act.FORM_REJECTED, details)


def stored_payload(message: str) -> Payload:
    """The payload of an accepted submission.

    Raises:
        ValueError: it was changed in the file.
    """
    try:
        return decode_payload(message.encode())
    except EvalError as error:
        raise ValueError("a stored payload cannot be read") from error


def _issued(db: Database) -> dict[str, IssuedForm]:
    found = db.execute(
        "SELECT form.id, member.id, serial, serial = max(serial) OVER (PARTITION BY member)"
        " FROM form JOIN member ON member.no = form.member ORDER BY member.no, serial"
    ).fetchall()
    return {id_: IssuedForm(id_, member, serial, bool(newest)) for id_, member, serial, newest in found}
