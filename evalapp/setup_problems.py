"""What is wrong in a draft of a set-up, cell by cell; and the set-up that a draft without faults means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from evalapp.contact import is_mail_address
from evalapp.errors import EvalError
from evalapp.fields import Fields, twins
from evalapp.model import Evaluation, EvaluationInfo, Member, Recusal, Subject
from evalapp.rubric import EvaluationKind
from evalapp.setup_draft import COLUMNS, Draft, DraftRecusal, DraftRow, Part, cell, is_blank
from evalapp.setup_fixed import Fixed, fixed_faults
from evalapp.setup_rows import (
    HEAD,
    MEMBER,
    Defaults,
    Readers,
    list_faults,
    read_keys,
    subject_readers,
    unjudged,
    unknown_rubric,
)

_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where.

    Attributes:
        part: of the draft.
        key: of the row; ``None`` for a part as a whole. A material's is that of its subject, a recusal's that
            of its member.
        column: of the cell; empty for a row or a part as a whole. A recusal's is its subject's key.
        error: what is said.
        advice: worth a look, but the set-up can be put into force.
    """

    part: Part
    key: int | None
    column: str
    error: EvalError
    advice: bool = False


def problems(draft: Draft, fixed: Fixed) -> tuple[Problem, ...]:
    """All that is wrong, in the order of the parts and their rows.

    Args:
        draft: as typed.
        fixed: what may not change any more.
    """
    found = [*_head(draft), *_tables(draft, fixed), *_recusals(draft), *_materials(draft)]
    order = {key: place for place, key in enumerate(row.key for row in (*draft.subjects, *draft.members))}
    parts = list(Part)
    return tuple(sorted(found, key=lambda one: (parts.index(one.part), order.get(one.key or 0, -1))))


def evaluation_of(draft: Draft, evaluation_id: str) -> Evaluation:
    """The set-up that ``draft`` means, without the revisions of its rubrics.

    Raises:
        EvalError: the first of ``problems`` that is no advice.
    """
    for problem in problems(draft, Fixed()):
        if not problem.advice:
            raise problem.error
    empty = head_alone(draft, evaluation_id)
    readers = subject_readers(_defaults(draft, empty.info.kind))
    subjects = {
        row.key: _subject(_read(Part.SUBJECTS, row, readers, f"subject {number}"), draft, row)
        for number, row in _numbered(draft.subjects)
    }
    members = {
        row.key: Member(**_read(Part.MEMBERS, row, MEMBER, f"member {number}"))
        for number, row in _numbered(draft.members)
    }
    recusals = tuple(
        Recusal(members[one.member].id, subjects[one.subject].id, one.kind, _reason(one))
        for one in draft.recusals
        if one.member in members and one.subject in subjects
    )
    return replace(
        empty, subjects=tuple(subjects.values()), members=tuple(members.values()), recusals=recusals
    )


def head_alone(draft: Draft, evaluation_id: str) -> Evaluation:
    """The set-up without subjects and members: how an evaluation begins.

    Raises:
        EvalError: a value of the head is at fault.
    """
    head = _read(Part.HEAD, draft.head, HEAD, "evaluation")
    two_person_rule = head.pop("two_person_rule")
    info = EvaluationInfo(id=evaluation_id, held_on=head.pop("date"), **head)
    return Evaluation(info, draft.rubrics, (), (), (), two_person_rule)


def contents_of(draft: Draft) -> dict[str, tuple[tuple[str, str], ...]]:
    """By a subject's id (name, SHA-256) of each of its materials, in order; of a draft without faults."""
    found = {}
    for number, row in _numbered(draft.subjects):
        id_ = Fields(_values(Part.SUBJECTS, row), f"subject {number}").id()
        found[id_] = tuple((one.name, one.sha256) for one in draft.materials.get(row.key, ()))
    return found


def _subject(values: dict[str, Any], draft: Draft, row: DraftRow) -> Subject:
    names = tuple(material.name for material in draft.materials.get(row.key, ()))
    return Subject(rubric_id=values.pop("rubric"), materials=names, **values)


def _read(part: Part, row: DraftRow, readers: Readers, where: str) -> dict[str, Any]:
    return read_keys(Fields(_values(part, row), where), readers)


def _values(part: Part, row: DraftRow) -> dict[str, object]:
    values: dict[str, object] = dict(zip(COLUMNS[part], row.cells, strict=True))
    if part is Part.HEAD:
        flag = str(values["two_person_rule"])
        values["two_person_rule"] = _FLAGS.get(flag, flag or None)
    return values


def _defaults(draft: Draft, kind: EvaluationKind) -> Defaults:
    return Defaults(draft.rubrics[0].id if draft.rubrics else "", kind)


class _RowReader:
    """Reads the rows of one part cell by cell and keeps what is wrong."""

    def __init__(self, part: Part, readers: Readers) -> None:
        self.part = part
        self.found: list[Problem] = []
        self._readers = readers

    def read(self, row: DraftRow, where: str) -> dict[str, Any]:
        """What can be read of a row; keys at fault are missing in it."""
        values, good = _values(self.part, row), {}
        for column, reader in self._readers.items():
            try:
                good[column] = reader(Fields({column: values[column]}, where))
            except EvalError as fault:
                self.add(row, column, fault)
        return good

    def add(self, row: DraftRow | None, column: str, fault: EvalError, *, advice: bool = False) -> None:
        """Keep a fault, said of a draft."""
        key = None if row is None else row.key
        self.found.append(Problem(self.part, key, column, fault.of("draft"), advice))


def _head(draft: Draft) -> list[Problem]:
    reader = _RowReader(Part.HEAD, HEAD)
    values = reader.read(draft.head, "evaluation")
    held_on, deadline = values.get("date"), values.get("deadline")
    if held_on and deadline and deadline > held_on:
        fault = EvalError("setup-late-deadline", date=held_on.isoformat(), deadline=deadline.isoformat())
        reader.add(draft.head, "deadline", fault, advice=True)
    return reader.found


def _tables(draft: Draft, fixed: Fixed) -> Iterator[Problem]:
    kind = _values(Part.HEAD, draft.head)["kind"]
    known = kind in set(EvaluationKind)
    defaults = _defaults(draft, EvaluationKind(str(kind)) if known else EvaluationKind.INTERIM)
    subjects = _RowReader(Part.SUBJECTS, subject_readers(defaults))
    members = _RowReader(Part.MEMBERS, MEMBER)
    rubric_ids = [rubric.id for rubric in draft.rubrics]
    # in the window rubrics are known by their titles
    rubric_titles = [rubric.title for rubric in draft.rubrics]
    subject_rows, member_rows = [], []
    for number, row in _numbered(draft.subjects):
        values = subjects.read(row, f"subject {number}")
        subject_rows.append((row, values.get("id", "")))
        if "rubric" in values:
            unknown = unknown_rubric(values["rubric"], rubric_ids, f"subject {number}", named=rubric_titles)
            if unknown:
                subjects.add(row, "rubric", unknown)
    for number, row in _numbered(draft.members):
        values = members.read(row, f"member {number}")
        member_rows.append((row, values.get("id", ""), values.get("role")))
        address = values.get("email", "")
        if address and not is_mail_address(address):
            members.add(row, "email", EvalError("setup-odd-email", found=address), advice=True)
    recused = Counter(str(one.subject) for one in draft.recusals)
    subject_ids = [id_ for _row, id_ in subject_rows]
    for fault in (
        *list_faults(subject_ids, [(id_, role) for _row, id_, role in member_rows]),
        *unjudged([str(row.key) for row, _id in subject_rows], recused, len(member_rows)),
    ):
        reader, rows = (
            (subjects, [row for row, _id in subject_rows])
            if fault.table == "subject"
            else (members, [row for row, _id, _role in member_rows])
        )
        reader.add(
            None if fault.row is None else rows[fault.row], fault.key, _shown(fault.error, subject_rows)
        )
    yield from subjects.found
    yield from members.found
    for part, key, column, error in fixed_faults(draft, fixed):
        yield Problem(part, key, column, error)


def _shown(error: EvalError, subjects: list[tuple[DraftRow, str]]) -> EvalError:
    """Rows are told apart by their keys, of which nobody knows."""
    if error.code != "setup-nobody-judges":
        return error
    ids = {str(row.key): id_ or cell(Part.SUBJECTS, row, "title") for row, id_ in subjects}
    return EvalError("setup-nobody-judges", subject=ids[str(error.params["subject"])])


def _numbered(rows: tuple[DraftRow, ...]) -> Iterator[tuple[int, DraftRow]]:
    return ((number, row) for number, row in enumerate(rows, 1) if not is_blank(row))


def _recusals(draft: Draft) -> Iterator[Problem]:
    for one in draft.recusals:
        try:
            _reason(one)
        except EvalError as fault:
            yield Problem(Part.RECUSALS, one.member, str(one.subject), fault.of("draft"))


def _reason(recusal: DraftRecusal) -> str:
    return Fields({"reason": recusal.reason}, "recusal").paragraphs("reason")


def _materials(draft: Draft) -> Iterator[Problem]:
    for row in draft.subjects:
        names = [material.name for material in draft.materials.get(row.key, ())]
        for place in twins(names):
            error = EvalError("material-doubled", file=names[place], subject=row.cells[0])
            yield Problem(Part.MATERIALS, row.key, names[place], error)
