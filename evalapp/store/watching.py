"""What the board shows, read from the evaluation file; answers are decoded where they were typed in only."""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Connection

from evalapp.carrying import asks_anew
from evalapp.double_entry import Stage, stage
from evalapp.model import Evaluation, RecusalKind
from evalapp.report import SourceKind
from evalapp.store.asking import asked_since
from evalapp.store.database import reading_faults
from evalapp.store.double_entry import typings
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.forms import stored_payload
from evalapp.store.issued import IssueNote, Way, issued_log
from evalapp.watching import Facts, Place, Standing, Taken

_TAKEN = (
    "SELECT submission.no, member.id, iif(form_answer.form IS NULL, submission.kind, 'form'), code, revision,"
    " draft, received_at, confirmed,"
    " coalesce(ballot.serial < (SELECT max(serial) FROM ballot AS b WHERE b.member = submission.member),"
    " form.serial < (SELECT max(serial) FROM form AS f WHERE f.member = submission.member), 0)"
    " FROM submission JOIN intake ON intake.no = submission.intake AND intake.undone_at IS NULL"
    " JOIN member ON member.no = submission.member"
    " LEFT JOIN ballot ON ballot.id = submission.ballot"
    " LEFT JOIN form_answer ON form_answer.submission = submission.no"
    " LEFT JOIN form ON form.id = form_answer.form"
    " LEFT JOIN form_decision ON form_decision.submission = submission.no ORDER BY submission.no"
)
"""A rejected form is among them; its answers never stand."""


class Watching:
    """Reads the facts of the board, again and again.

    What a submission covers is kept from reading to reading: submissions never change.
    """

    def __init__(self, file: EvaluationFile) -> None:
        self._file = file
        self._covers: dict[int, frozenset[str]] = {}

    def facts(self) -> Facts:
        """Everything as it stands now."""
        file = self._file
        with file.one_state(), reading_faults(file.path):
            noted: dict[str, list[IssueNote]] = {}
            for note in issued_log(file):
                noted.setdefault(note.member_id, []).append(note)
            issued = {member: tuple(notes) for member, notes in noted.items()}
            return self._facts(file, issued, _unasked(file, issued))

    def _facts(
        self,
        file: EvaluationFile,
        issued: dict[str, tuple[IssueNote, ...]],
        unasked: frozenset[Place],
    ) -> Facts:
        db = file.db
        taken: dict[int, Taken] = {}
        last: dict[str, int] = {}
        waiting: dict[str, int] = {}
        finals: dict[str, list[int]] = {}
        for no, member, kind, code, revision, draft, received, confirmed, superseded in db.execute(_TAKEN):
            source, rejected = SourceKind(kind), confirmed == 0
            waits = source is SourceKind.FORM and confirmed is None
            at = datetime.fromisoformat(received)
            taken[no] = Taken(no, source, code, revision, bool(draft), at, bool(superseded), waits)
            last[member] = no
            if waits:
                waiting[member] = no
            elif confirmed:
                # a confirmed form answers for those before it
                waiting.pop(member, None)
            if not (draft or waits or rejected):
                finals.setdefault(member, []).append(no)
        revised = self._revised(db, finals)
        standing = _standing(db, file.evaluation, taken, revised)
        return Facts(issued, unasked, taken, last, standing, waiting, _typing(file))

    def _revised(self, db: Connection, finals: dict[str, list[int]]) -> set[Place]:
        """Where more than one final version was taken in."""
        several = {member: numbers for member, numbers in finals.items() if len(numbers) > 1}
        for number in sorted({number for numbers in several.values() for number in numbers}):
            if number not in self._covers:
                self._covers[number] = _covered(db, number)
        found: set[Place] = set()
        for member, numbers in several.items():
            seen: set[str] = set()
            for number in numbers:
                found |= {(member, subject) for subject in self._covers[number] & seen}
                seen |= self._covers[number]
        return found


def _unasked(file: EvaluationFile, issued: dict[str, tuple[IssueNote, ...]]) -> frozenset[Place]:
    """What neither the newest ballot nor the newest form of a member asks, nor a paper printed since."""
    since = asked_since(file.db, file.evaluation)
    missing: dict[str, frozenset[str]] = {}
    for table in ("ballot", "form") if since else ():
        for id_, member, _serial in file.db.execute(
            f"SELECT {table}.id, member.id, max(serial) FROM {table}"
            f" JOIN member ON member.no = {table}.member GROUP BY member.no"
        ):
            missing[member] = missing.get(member, since[id_].missing) & since[id_].missing
    papers = {
        note.member_id
        for notes in issued.values()
        for note in notes
        if note.way is Way.PAPER and not note.outdated
    }
    return frozenset(
        (member, subject) for member, found in missing.items() if member not in papers for subject in found
    )


def _covered(db: Connection, number: int) -> frozenset[str]:
    found = db.execute(
        "SELECT json_extract(value, '$.subject_id') FROM submission, json_each(payload, '$.sheets')"
        " WHERE submission.no = ?",
        [number],
    )
    return frozenset(subject for (subject,) in found)


def _standing(
    db: Connection, evaluation: Evaluation, taken: dict[int, Taken], revised: set[Place]
) -> dict[Place, Standing]:
    members = dict(db.execute("SELECT no, id FROM member").fetchall())
    subjects = dict(db.execute("SELECT no, id FROM subject").fetchall())
    blank = {
        (subject, member): count
        for subject, member, count in db.execute(
            "SELECT subject, member, count(*) FROM mark WHERE state = 'blank' GROUP BY subject, member"
        )
    }
    rubrics = {subject.id: subject.rubric_id for subject in evaluation.subjects}
    shared: dict[tuple[object, ...], Standing] = {}
    found: dict[Place, Standing] = {}
    for subject, member, *columns in db.execute(
        "SELECT subject, member, submission, draft, recusal FROM sheet"
    ):
        submission, draft, recusal = columns
        place = members[member], subjects[subject]
        count, again = blank.get((subject, member), 0), place in revised
        key = (*columns, count, again, subject if count else 0)
        if key not in shared:
            source = taken[submission]
            # handed in, an answer is complete; on paper a cell may have been left blank by the member
            anew = count > 0 and (
                source.kind is not SourceKind.TYPED
                or _asked_anew(db, evaluation, submission, rubrics[subjects[subject]])
            )
            kind = RecusalKind(recusal) if recusal else None
            shared[key] = Standing(submission, bool(draft), kind, count, anew, again)
        found[place] = shared[key]
    return found


def _asked_anew(db: Connection, evaluation: Evaluation, submission: int, rubric_id: str) -> bool:
    """Whether the rubric asks more today than when this was typed in; such payloads are small."""
    (message,) = db.execute("SELECT payload FROM submission WHERE no = ?", [submission]).fetchone()
    return asks_anew(evaluation, rubric_id, stored_payload(message).rubrics[rubric_id])


def _typing(file: EvaluationFile) -> dict[Place, bool]:
    twice = {Stage.DIFFERENT, Stage.AGREED}
    return {place: stage(typing) in twice for place, typing in typings(file).items()}
