"""Hold an evaluation file against its own record and the signatures: was anything changed by hand?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from evalapp import canonical, sealing
from evalapp.errors import EvalError
from evalapp.record import RULE, Act, Fault, RecordLine, chain_faults, same_person
from evalapp.report import SourceKind
from evalapp.store import rows
from evalapp.store.database import reading_faults
from evalapp.store.evaluation_file import EvaluationFile, setup_digest
from evalapp.store.forms import stored_payload
from evalapp.store.received import sheet_rows, standing_sheets


def verify(file: EvaluationFile) -> tuple[Fault, ...]:
    """Everything in the file that does not agree with the record or the signed originals.

    The chain of the record is recomputed, the set-up is held against its recorded digest, every ballot and
    submission against its line, every sealed original is opened and its signature verified again, and the
    current answers are derived anew and compared. Nothing is written.
    """
    with reading_faults(file.path):
        lines = file.record()
        return (
            *chain_faults(lines),
            *_setup_faults(file, lines),
            *_ballot_faults(file, lines),
            *_form_faults(file, lines),
            *_submission_faults(file, lines),
            *_undo_faults(file, lines),
            *_decision_faults(file, lines),
            *_texts_faults(file, lines),
            *_closing_faults(file, lines),
            *_answer_faults(file),
        )


def _setup_faults(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[Fault]:
    made = [line for line in lines if line.act in {Act.CREATED, Act.SETUP_CHANGED}]
    acts = [line.act for line in made]
    once = acts[:1] == [Act.CREATED] and acts.count(Act.CREATED) == 1
    if not once or made[-1].details.get("setup") != setup_digest(file.db):
        yield Fault("setup-changed", file.evaluation.info.title)
    recorded = {
        (rubric_id, _moment(line.at))
        for line in made
        for rubric_id in str(line.details.get("reworded", "")).split()
    }
    kept = {
        (rubric_id, _moment(at))
        for rubric_id, at in file.db.execute("SELECT rubric, at FROM rubric_revision")
    }
    for rubric_id in sorted({rubric_id for rubric_id, _at in recorded ^ kept}):
        yield Fault("setup-changed", rubric_id)


def _ballot_faults(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[Fault]:
    recorded = {
        (*(line.details.get(key) for key in ("ballot", "member", "serial", "key")), _moment(line.at))
        for line in lines
        if line.act == Act.BALLOT_ISSUED
    }
    issued = {
        (ballot, member, serial, key.hex(), _moment(at))
        for ballot, member, serial, key, at in file.db.execute(
            "SELECT ballot.id, member.id, serial, public_key, issued_at FROM ballot"
            " JOIN member ON member.no = ballot.member"
        )
    }
    for member in sorted({str(facts[1]) for facts in recorded ^ issued}):
        yield Fault("ballot-not-recorded", member)


def _form_faults(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[Fault]:
    recorded = {
        (*(line.details.get(key) for key in ("form", "member", "serial")), _moment(line.at))
        for line in lines
        if line.act == Act.FORM_ISSUED
    }
    issued = {
        (form, member, serial, _moment(at))
        for form, member, serial, at in file.db.execute(
            "SELECT form.id, member.id, serial, issued_at FROM form JOIN member ON member.no = form.member"
        )
    }
    for member in sorted({str(facts[1]) for facts in recorded ^ issued}):
        yield Fault("ballot-not-recorded", member)


def _decision_faults(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[Fault]:
    recorded = {
        (
            line.details.get("submission"),
            int(line.act == Act.FORM_CONFIRMED),
            line.details.get("after"),
            _moment(line.at),
            line.actor,
        )
        for line in lines
        if line.act in {Act.FORM_CONFIRMED, Act.FORM_REJECTED}
    }
    decided = {
        (submission, confirmed, after, _moment(at), actor)
        for submission, confirmed, after, at, actor in file.db.execute("SELECT * FROM form_decision")
    }
    for number in sorted({str(facts[0]) for facts in recorded ^ decided}):
        yield Fault("decision-not-recorded", number)
    takers = {line.details.get("submission"): line.actor for line in lines if line.act == Act.FORM_RECEIVED}
    for line in _confirmed_under_rule(file, lines):
        submission = line.details.get("submission")
        if same_person(line.actor, takers.get(submission, "")):
            yield Fault("decision-by-one", str(submission))


def _confirmed_under_rule(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[RecordLine]:
    """The confirmations made while the two-person rule held; it may have been switched on or off since."""
    rule = file.evaluation.two_person_rule
    for line in reversed(lines):
        if line.act == Act.SETUP_CHANGED and RULE in line.details:
            rule = not line.details[RULE]
        elif line.act == Act.FORM_CONFIRMED and rule:
            yield line


def _texts_faults(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[Fault]:
    recorded = {
        (line.details.get("texts"), line.details.get("digest"), _moment(line.at))
        for line in lines
        if line.act == Act.TEXTS_CHANGED
    }
    kept = set()
    for number, at, digest, document in file.db.execute("SELECT no, at, digest, document FROM texts"):
        kept.add((number, digest, _moment(at)))
        if canonical.digest(document.encode()) != digest:
            yield Fault("texts-changed", str(number))
    for number in sorted({str(facts[0]) for facts in recorded ^ kept}):
        yield Fault("texts-changed", number)


def _closing_faults(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[Fault]:
    recorded: set[tuple[object, ...]] = {
        (line.act, line.details.get("closing"), line.details.get(what), _moment(line.at), line.actor)
        for line in lines
        for act, what in ((Act.CLOSED, "digest"), (Act.REOPENED, "reason"))
        if line.act == act
    }
    kept: set[tuple[object, ...]] = set()
    for number, at, actor, digest, document in file.db.execute(
        "SELECT no, at, actor, digest, document FROM closing"
    ):
        kept.add((Act.CLOSED.value, number, digest, _moment(at), actor))
        if canonical.digest(document.encode()) != digest:
            yield Fault("closing-changed", str(number))
    for number, at, actor, reason in file.db.execute("SELECT closing, at, actor, reason FROM reopening"):
        kept.add((Act.REOPENED.value, number, reason, _moment(at), actor))
    for number in sorted({str(facts[1]) for facts in recorded ^ kept}):
        yield Fault("closing-changed", number)


def _submission_faults(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[Fault]:
    recorded = {
        line.details.get("submission"): {
            **line.details,
            "at": _moment(line.at),
            "sealed": line.act in {Act.ACCEPTED, Act.REPLACED},
        }
        for line in lines
        if line.act in {Act.ACCEPTED, Act.REPLACED, Act.TYPED_IN, Act.FORM_RECEIVED}
    }
    keys = {ballot.id: ballot.public_key for ballot in file.issued().values()}
    for row in rows.records(
        file.db,
        "SELECT submission.*, member.id AS member_id, form FROM submission"
        " JOIN member ON member.no = submission.member"
        " LEFT JOIN form_answer ON form_answer.submission = submission.no ORDER BY submission.no",
    ):
        line = recorded.pop(row["no"], {})
        message, original = row["payload"].encode(), row["original"]
        facts = {key: row[key] for key in ("intake", "revision", "draft", "digest", "code")}
        facts["sealed"] = row["kind"] == SourceKind.SEALED
        facts |= {"member": row["member_id"], "sha256": row["file_sha256"], "file": row["file_name"]}
        facts |= {"at": _moment(row["received_at"]), "form": row["form"]}
        whole = (
            canonical.digest(message) == row["digest"]
            and canonical.digest(original) == row["file_sha256"]
            and stored_payload(row["payload"]).handed_in_at == _moment(row["handed_in_at"])
        )
        if not whole or any(line.get(key) != value for key, value in facts.items()):
            yield Fault("submission-not-recorded", row["member_id"])
        if row["ballot"] is not None and not _signed(
            original, message, file.identity, keys.get(row["ballot"])
        ):
            yield Fault("signature-wrong", row["member_id"])
    for details in recorded.values():
        yield Fault("recorded-submission-missing", str(details.get("member")))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _signed(original: bytes, message: bytes, identity: str, public_key: bytes | None) -> bool:
    if public_key is None:
        return False
    try:
        signed = sealing.open_sealed(original, identity)
    except EvalError:
        return False
    return signed.payload == message and sealing.verified(signed, public_key)


def _undo_faults(file: EvaluationFile, lines: list[RecordLine]) -> Iterator[Fault]:
    recorded = {
        (line.details.get("intake"), _moment(line.at)) for line in lines if line.act == Act.INTAKE_UNDONE
    }
    found = file.db.execute("SELECT no, undone_at FROM intake WHERE undone_at IS NOT NULL")
    undone = {(number, _moment(at)) for number, at in found}
    for number in sorted({str(number) for number, _at in recorded ^ undone}):
        yield Fault("answers-changed", f"intake {number}")


def _answer_faults(file: EvaluationFile) -> Iterator[Fault]:
    """Derive all answers anew from the payloads and compare them with the tables."""
    found: dict[tuple[int, int], set[tuple[object, ...]]] = {}
    for table in ("sheet", "mark", "comment"):
        for row in file.db.execute(f"SELECT * FROM {table}"):
            place = (row[0], row[1] if table != "mark" else row[2])
            found.setdefault(place, set()).add(row)
    expected: dict[tuple[int, int], set[tuple[object, ...]]] = {}
    for member in range(1, len(file.evaluation.members) + 1):
        for one in standing_sheets(file.db, file.evaluation, member).values():
            rows = sheet_rows(file.evaluation, member, one.submission, one.payload, one.sheet)
            expected[rows.sheet[:2]] = {rows.sheet, *rows.marks, *rows.comments}
    # a row put in by hand may name a member or subject that is not there
    members = dict(enumerate((member.id for member in file.evaluation.members), 1))
    subjects = dict(enumerate((subject.id for subject in file.evaluation.subjects), 1))
    for place in sorted(found.keys() | expected.keys()):
        if found.get(place) != expected.get(place):
            names = members.get(place[1], str(place[1])), subjects.get(place[0], str(place[0]))
            yield Fault("answers-changed", ", ".join(names))
