"""Excel forms in the evaluation file: which were issued, what came back, and what a person decided on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from evalapp.asking import NOTHING_SINCE
from evalapp.carrying import sheets_now
from evalapp.errors import EvalError
from evalapp.form import IssuedForm
from evalapp.known import UNTOUCHED, Current, Forms, MemberState
from evalapp.model import Evaluation, Member
from evalapp.record import Act
from evalapp.store.asking import asked_since
from evalapp.store.closing import refuse_closed
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record, refuse_taken_serial
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
    """Register a form and record it, in one transaction; earlier ones of the member are superseded.

    Raises:
        EvalError: ``issue-overtaken`` if somebody else has just issued one with this serial.
    """
    with sqlite_faults(file.path), transaction(file.db) as db:
        refuse_taken_serial(db, "form", member, serial)
        db.execute(
            "INSERT INTO form SELECT ?, no, ?, ? FROM member WHERE id = ?",
            [form_id, serial, at.isoformat(), member.id],
        )
        details: dict[str, str | int] = {"form": form_id, "member": member.id, "serial": serial}
        append_record(db, at, actor, Act.FORM_ISSUED, details)


def issued_forms(file: EvaluationFile) -> dict[str, IssuedForm]:
    """Every form issued so far, by its id."""
    with reading_faults(file.path):
        return _issued(file.db, file.evaluation)


def known_forms(db: Connection, evaluation: Evaluation) -> Forms:
    """What a plan has to know of forms."""
    last: dict[str, Payload] = {}
    newest: dict[str, tuple[int, Payload]] = {}
    for number, form, member, message, decided in db.execute(
        f"SELECT submission.no, form, member.id, payload, confirmed FROM {_OPEN} ORDER BY submission.no"
    ).fetchall():
        if decided == 0:
            continue
        payload = last[form] = stored_payload(message)
        if decided:
            newest.pop(member, None)
        else:
            newest[member] = number, payload
    stands = final_sheets(db) if newest else {}
    waiting = {
        (member, sheet.subject_id): Current(number, payload.draft, sheet)
        for member, (number, payload) in newest.items()
        for sheets in [sheets_now(payload, evaluation)]
        # what was handed in or typed in after a form goes before it
        if any(stands.get((member, sheet.subject_id), 0) < number for sheet in sheets)
        for sheet in sheets
    }
    # what was undone never came: its number is free again
    revisions = dict(db.execute(f"SELECT form, max(revision) FROM {_OPEN} GROUP BY form").fetchall())
    return Forms(_issued(db, evaluation), revisions, last, waiting, _states(db))


def final_sheets(db: Connection) -> dict[tuple[str, str], int]:
    """The submission that stands, by member id and subject id; without drafts."""
    found = db.execute(
        "SELECT member.id, subject.id, submission FROM sheet JOIN member ON member.no = sheet.member"
        " JOIN subject ON subject.no = sheet.subject WHERE NOT draft"
    )
    return {(member, subject): number for member, subject, number in found}


_STATES = (
    "SELECT member.id, max(submission.no), sum(undone_at IS NULL), count(form_decision.submission)"
    " FROM submission JOIN member ON member.no = submission.member"
    " JOIN intake ON intake.no = submission.intake"
    " LEFT JOIN form_decision ON form_decision.submission = submission.no"
)


def _states(db: Connection) -> dict[str, MemberState]:
    found = db.execute(f"{_STATES} GROUP BY member.no")
    return {member: (last, standing, decided) for member, last, standing, decided in found}


def _state(db: Connection, member_id: str) -> MemberState:
    last, standing, decided = db.execute(f"{_STATES} WHERE member.id = ?", [member_id]).fetchone()[1:]
    return (last, standing, decided) if last else UNTOUCHED


def refuse_overtaken_form(db: Connection, form_id: str, member_id: str, state: MemberState) -> None:
    """Refuse a form if anything of its member has changed since its plan, or another form was issued.

    Raises:
        EvalError: ``intake-overtaken``.
    """
    newest = db.execute(
        "SELECT serial = (SELECT max(serial) FROM form AS other WHERE other.member = form.member)"
        " FROM form WHERE id = ?",
        [form_id],
    ).fetchone()[0]
    if not newest or _state(db, member_id) != state:
        raise EvalError("intake-overtaken")


@dataclass(frozen=True, slots=True)
class WaitingForm:
    """A form's answers that await a person's decision.

    Attributes:
        submission: their number.
        taken_in_by: the account that took them in.
        state: of the member when this was read.
    """

    member_id: str
    submission: int
    intake: int
    code: str
    received_at: datetime
    taken_in_by: str
    payload: Payload
    state: MemberState


def waiting_forms(file: EvaluationFile) -> tuple[WaitingForm, ...]:
    """The forms that wait, in the order of the members."""
    with reading_faults(file.path):
        forms = known_forms(file.db, file.evaluation)
        numbers = {one.submission for one in forms.waiting.values()}
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
                forms.states[member],
            )
            for member, number, intake, code, received, message in found
            if number in numbers
        )


def note_decision(
    db: Connection, form: WaitingForm, at: datetime, actor: str, *, confirmed: bool, reason: str = ""
) -> None:
    """Write and record what a person decided, in the caller's transaction.

    Raises:
        EvalError: ``intake-overtaken`` if anything of the member has changed since the form was read;
            ``evaluation-closed`` if it is and there is no ``reason``.
    """
    refuse_closed(db, reason)
    if _state(db, form.member_id) != form.state:
        raise EvalError("intake-overtaken")
    (after,) = db.execute("SELECT max(no) FROM submission").fetchone()
    db.execute(
        "INSERT INTO form_decision VALUES (?, ?, ?, ?, ?)",
        [form.submission, int(confirmed), after, at.isoformat(), actor],
    )
    details: dict[str, str | int] = {
        "submission": form.submission,
        "member": form.member_id,
        "code": form.code,
        "after": after,
    }
    if reason:
        details["reason"] = reason
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


def _issued(db: Connection, evaluation: Evaluation) -> dict[str, IssuedForm]:
    found = db.execute(
        "SELECT form.id, member.id, serial, serial = max(serial) OVER (PARTITION BY member)"
        " FROM form JOIN member ON member.no = form.member ORDER BY member.no, serial"
    ).fetchall()
    asked = asked_since(db, evaluation) if found else {}
    return {
        id_: IssuedForm(id_, member, serial, bool(newest), asked.get(id_, NOTHING_SINCE))
        for id_, member, serial, newest in found
    }
