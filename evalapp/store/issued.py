"""What was issued to whom and when, as the record tells it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from evalapp.model import Member, Role
from evalapp.record import Act
from evalapp.store.asking import short_issues
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record


class Way(StrEnum):
    """What a member answers in."""

    BALLOT = "ballot"
    FORM = "excel"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class IssueNote:
    """Something that was issued.

    Attributes:
        serial: 1 for the first of its way that the member got; of paper always 1.
        at: UTC.
        superseded: a later one of the same way took its place; of paper never.
        outdated: since then more is asked of the member, or something anew: another has to be issued.
    """

    member_id: str
    way: Way
    serial: int
    at: datetime
    actor: str
    superseded: bool = False
    outdated: bool = False


_WAYS = {
    Act.BALLOT_ISSUED.value: Way.BALLOT,
    Act.FORM_ISSUED.value: Way.FORM,
    Act.PAPER_PRINTED.value: Way.PAPER,
}


def issued_log(file: EvaluationFile) -> tuple[IssueNote, ...]:
    """Everything issued so far, the oldest first."""
    with reading_faults(file.path):
        lines = file.db.execute(
            "SELECT number, at, actor, act, details FROM record WHERE act IN (?, ?, ?) ORDER BY number",
            list(_WAYS),
        ).fetchall()
        short = short_issues(file.db, file.evaluation)
    newest: dict[tuple[str, Way], int] = {}
    notes: list[IssueNote] = []
    for number, at, actor, act, document in lines:
        details, way = json.loads(document), _WAYS[act]
        member = str(details["member"])
        place = newest.get((member, way))
        if place is not None and way is not Way.PAPER:
            notes[place] = replace(notes[place], superseded=True)
        newest[member, way] = len(notes)
        serial, outdated = int(details.get("serial", 1)), number in short
        notes.append(IssueNote(member, way, serial, datetime.fromisoformat(at), actor, outdated=outdated))
    return tuple(notes)


def note_paper(file: EvaluationFile, member_ids: Iterable[str], at: datetime, actor: str) -> None:
    """Record that blank score sheets of these members were made to be printed, in one transaction."""
    with sqlite_faults(file.path), transaction(file.db) as db:
        for member_id in member_ids:
            append_record(db, at, actor, Act.PAPER_PRINTED, {"member": member_id})


class IssueState(StrEnum):
    """How a member stands."""

    NOTHING_TO_JUDGE = "nothing-to-judge"
    NOT_ISSUED = "not-issued"
    ISSUED = "issued"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class MemberIssues:
    """What a member has got.

    Attributes:
        judged: how many subjects the member is to judge.
        notes: the oldest first.
    """

    member: Member
    judged: int
    notes: tuple[IssueNote, ...]

    @property
    def last(self) -> IssueNote | None:
        """What was issued last, in whichever way."""
        return self.notes[-1] if self.notes else None

    @property
    def state(self) -> IssueState:
        """How the member stands; outdated if a change of the set-up asks for another than the last one."""
        if self.last is None:
            return IssueState.NOT_ISSUED if self.judged else IssueState.NOTHING_TO_JUDGE
        return IssueState.OUTDATED if self.last.outdated else IssueState.ISSUED

    def has(self, way: Way) -> bool:
        """Whether something that counts would be superseded by issuing in this way again."""
        return way is not Way.PAPER and any(note.way is way for note in self.notes)


def member_issues(file: EvaluationFile) -> tuple[MemberIssues, ...]:
    """How all members stand: the chair first, the others in the committee's order."""
    evaluation = file.evaluation
    log = issued_log(file)
    recused = Counter(recusal.member_id for recusal in evaluation.recusals)
    return tuple(
        MemberIssues(
            member,
            len(evaluation.subjects) - recused[member.id],
            tuple(note for note in log if note.member_id == member.id),
        )
        for member in sorted(evaluation.members, key=lambda one: one.role is not Role.CHAIR)
    )
