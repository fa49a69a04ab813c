"""What of the set-up in the file may not change any more, because ballots, forms or answers name it."""

from __future__ import annotations

from sqlite3 import Connection

from evalapp.errors import EvalError
from evalapp.model import Evaluation
from evalapp.record import Act
from evalapp.setup_fixed import Fixed
from evalapp.store.database import reading_faults
from evalapp.store.evaluation_file import EvaluationFile

_ISSUED = "SELECT EXISTS (SELECT 1 FROM ballot) OR EXISTS (SELECT 1 FROM form)"
_ANSWERED = "SELECT EXISTS (SELECT 1 FROM submission) OR EXISTS (SELECT 1 FROM typing)"
_PRINTED = f"SELECT EXISTS (SELECT 1 FROM record WHERE act = '{Act.PAPER_PRINTED}')"
_HELD = (
    "SELECT coalesce(max(member), 0) FROM (SELECT member FROM ballot UNION ALL SELECT member FROM form"
    " UNION ALL SELECT member FROM submission UNION ALL SELECT member FROM typing)"
)


def anything_issued(db: Connection) -> bool:
    """Whether somebody has been asked by the set-up that stands, or has answered."""
    return any(db.execute(select).fetchone()[0] for select in (_ISSUED, _ANSWERED, _PRINTED))


def members_held(db: Connection) -> int:
    """The number, and so the place from 1, of the last member who was issued anything; 0 if nobody was."""
    return int(db.execute(_HELD).fetchone()[0])


def read_fixed(file: EvaluationFile) -> Fixed:
    """What may not change; members cannot be taken out from before one who was issued something.

    What was issued and received names members by their number, which is their place.
    """
    with reading_faults(file.path):
        if not anything_issued(file.db):
            return Fixed()
        held = members_held(file.db)
    members = tuple(member.id for member in file.evaluation.members)
    subjects = tuple((subject.id, subject.rubric_id) for subject in file.evaluation.subjects)
    return Fixed(subjects, members, frozenset(members[:held]))


def refuse_fixed(old: Evaluation, new: Evaluation, held: int) -> None:
    """Refuse what would tear answers from their members and subjects, once something was issued.

    Args:
        old: as it stands.
        new: as it is to be.
        held: as ``members_held``.

    Raises:
        EvalError: ``setup-subject-fixed`` (subject), ``setup-member-fixed`` (member).
    """
    subjects = {place: (one.id, one.rubric_id) for place, one in enumerate(new.subjects)}
    for place, subject in enumerate(old.subjects):
        if subjects.get(place) != (subject.id, subject.rubric_id):
            raise EvalError("setup-subject-fixed", subject=subject.id)
    members = {place: one.id for place, one in enumerate(new.members)}
    for place, member in enumerate(old.members[:held]):
        if members.get(place) != member.id:
            raise EvalError("setup-member-fixed", member=member.id)
