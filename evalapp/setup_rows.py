"""How each key of a set-up is read and which rules hold between its rows: for files and for what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evalapp.errors import EvalError
from evalapp.fields import Fields, twins
from evalapp.model import Member, Recusal, RecusalKind, Role, Subject, SubjectKind
from evalapp.rubric import EvaluationKind

Readers = Mapping[str, Callable[[Fields], Any]]
"""For each key of a table how it is read; each raises the ``setup-…`` fault of its value."""

HEAD: Readers = {
    "title": lambda fields: fields.text("title"),
    "kind": lambda fields: fields.choice("kind", EvaluationKind, EvaluationKind.INTERIM),
    "organisation": lambda fields: fields.text("organisation", ""),
    "date": lambda fields: fields.date("date"),
    "deadline": lambda fields: fields.date("deadline"),
    "contact": lambda fields: fields.text("contact", ""),
    "two_person_rule": lambda fields: fields.flag("two_person_rule", default=True),
}
MEMBER: Readers = {
    "id": lambda fields: fields.id(),
    "name": lambda fields: fields.text("name"),
    "role": lambda fields: fields.choice("role", Role, Role.MEMBER),
    "affiliation": lambda fields: fields.text("affiliation", ""),
    "kana": lambda fields: fields.text("kana", ""),
    "email": lambda fields: fields.text("email", ""),
}
_RECUSAL: Readers = {
    "member": lambda fields: fields.id("member"),
    "subject": lambda fields: fields.id("subject"),
    "kind": lambda fields: fields.choice("kind", RecusalKind, RecusalKind.CONFLICT),
    "reason": lambda fields: fields.paragraphs("reason"),
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a subject's cell means that is left empty: the id of a rubric, and the evaluation's kind."""

    rubric: str
    kind: EvaluationKind


def subject_readers(defaults: Defaults) -> Readers:
    """How a subject's keys are read, but for its materials, which stand in files only."""
    return {
        "id": lambda fields: fields.id(),
        "title": lambda fields: fields.text("title"),
        "kind": lambda fields: fields.choice("kind", SubjectKind, SubjectKind.PROJECT),
        "rubric": lambda fields: fields.text("rubric", defaults.rubric),
        "evaluation_kind": lambda fields: fields.choice("evaluation_kind", EvaluationKind, defaults.kind),
    }


def read_keys(fields: Fields, readers: Readers) -> dict[str, Any]:
    """The values of all keys."""
    return {key: read(fields) for key, read in readers.items()}


def read_subject(values: object, where: str, defaults: Defaults) -> Subject:
    """A subject of a set-up file; raises what ``Fields`` raises."""
    fields = Fields(values, where)
    found = read_keys(fields, subject_readers(defaults))
    materials = fields.texts("materials")
    fields.finish()
    return Subject(rubric_id=found.pop("rubric"), materials=materials, **found)


def read_member(values: object, where: str) -> Member:
    """A member of a set-up file; raises what ``Fields`` raises."""
    fields = Fields(values, where)
    found = read_keys(fields, MEMBER)
    fields.finish()
    return Member(**found)


def read_recusal(values: object, where: str) -> Recusal:
    """A recusal of a set-up file; raises what ``Fields`` raises."""
    fields = Fields(values, where)
    found = read_keys(fields, _RECUSAL)
    fields.finish()
    return Recusal(member_id=found.pop("member"), subject_id=found.pop("subject"), **found)


@dataclass(frozen=True, slots=True)
class RowFault:
    """A fault between rows: of which table, in which row (from 0; ``None``: the table as a whole) and key."""

    table: str
    row: int | None
    key: str
    error: EvalError


def list_faults(subject_ids: Sequence[str], members: Sequence[tuple[str, Role | None]]) -> Iterator[RowFault]:
    """Lists without rows, ids given twice, and a second chair.

    Args:
        subject_ids: of all rows; empty where there is none that can be read.
        members: id, empty as before, and role if it can be read.
    """
    member_ids = [id_ for id_, _role in members]
    for table, ids in (("subject", subject_ids), ("member", member_ids)):
        if not ids:
            yield RowFault(table, None, "id", EvalError("setup-missing", where="set-up", key=table))
    for table, ids in (("subject", subject_ids), ("member", member_ids)):
        for row in twins(ids):
            yield RowFault(table, row, "id", EvalError("setup-duplicate", where=table, found=ids[row]))
    chairs = [row for row, (_id, role) in enumerate(members) if role is Role.CHAIR]
    for row in chairs[1:]:
        found = [member_ids[chair] for chair in chairs]
        yield RowFault("member", row, "role", EvalError("setup-two-chairs", members=found))


def unknown_rubric(
    rubric_id: str, known: Sequence[str], where: str, *, named: Sequence[str] = ()
) -> EvalError | None:
    """The fault of a subject that names a rubric which is not there.

    Args:
        rubric_id: what the subject names.
        known: the ids there are.
        where: the subject's place, for the sentence.
        named: how the sentence names those that are known, if not by their ids.
    """
    if rubric_id in known:
        return None
    return EvalError(
        "setup-unknown-reference", where=where, key="rubric", found=rubric_id[:60], known=[*(named or known)]
    )


def unjudged(subject_ids: Sequence[str], recused: Mapping[str, int], members: int) -> Iterator[RowFault]:
    """Subjects that nobody could judge.

    Args:
        subject_ids: of all subjects, as ``recused`` names them.
        recused: how many members do not judge a subject.
        members: how many there are.
    """
    for row, id_ in enumerate(subject_ids):
        if members and recused.get(id_, 0) >= members:
            yield RowFault("subject", row, "id", EvalError("setup-nobody-judges", subject=id_))
