"""Where a draft begins: the set-up in force, last year's evaluation, a set-up file, or next to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evalapp.model import Evaluation, Member, Subject
from evalapp.rubric import EvaluationKind, Rubric
from evalapp.setup import parse_setup
from evalapp.setup_draft import Draft, DraftMaterial, DraftRecusal, DraftRow

_NO_ID = "0" * 32


def new_draft(title: str, rubric: Rubric) -> Draft:
    """A set-up with a title and one rubric, without subjects and members."""
    head = (title, EvaluationKind.INTERIM.value, "", "", "", "", "true")
    return Draft(DraftRow(0, head), rubrics=(rubric,))


def draft_of(evaluation: Evaluation, materials: Mapping[str, Iterable[tuple[str, str]]]) -> Draft:
    """The set-up in force as it is edited; each row knows the id it has there.

    Args:
        evaluation: the set-up in force.
        materials: by a subject's id (name, SHA-256) of each, in order.
    """
    info = evaluation.info
    subjects = tuple(
        DraftRow(key, _subject_cells(subject, info.kind), subject.id)
        for key, subject in enumerate(evaluation.subjects, 1)
    )
    first = len(subjects) + 1
    members = tuple(
        DraftRow(key, _member_cells(member), member.id)
        for key, member in enumerate(evaluation.members, first)
    )
    keys = {("s", row.was): row.key for row in subjects} | {("m", row.was): row.key for row in members}
    return Draft(
        DraftRow(0, _head_cells(evaluation)),
        subjects,
        members,
        tuple(
            DraftRecusal(keys["m", one.member_id], keys["s", one.subject_id], one.kind, one.reason)
            for one in evaluation.recusals
        ),
        evaluation.rubrics,
        {
            keys["s", id_]: tuple(DraftMaterial(name, sha256) for name, sha256 in files)
            for id_, files in materials.items()
        },
        first + len(members),
    )


def draft_from_previous(evaluation: Evaluation, title: str, *, subjects: bool, members: bool) -> Draft:
    """A new evaluation modelled on an earlier one: its rubrics, its kind, organisation and contact.

    Its dates, recusals and materials are not taken, nor anything that was answered.

    Args:
        evaluation: the earlier one.
        title: of the new one.
        subjects: take its subjects.
        members: take its members.
    """
    old = draft_of(evaluation, {})
    kind, organisation, contact = evaluation.info.kind, evaluation.info.organisation, evaluation.info.contact
    head = (title, kind.value, organisation, "", "", contact, _flag(evaluation))
    return Draft(
        DraftRow(0, head),
        _new_rows(old.subjects) if subjects else (),
        _new_rows(old.members) if members else (),
        rubrics=old.rubrics,
        next_key=old.next_key,
    )


def draft_from_tables(
    tables: Mapping[str, object], materials: Mapping[str, Iterable[tuple[str, str]]]
) -> Draft:
    """A new evaluation as a set-up file (TOML or workbook, read into tables) describes it.

    Raises:
        EvalError: a ``setup-…`` code that names the place and the key at fault.
    """
    old = draft_of(parse_setup(tables, _NO_ID), materials)
    return Draft(
        old.head,
        _new_rows(old.subjects),
        _new_rows(old.members),
        old.recusals,
        old.rubrics,
        old.materials,
        old.next_key,
    )


def _new_rows(rows: tuple[DraftRow, ...]) -> tuple[DraftRow, ...]:
    return tuple(DraftRow(row.key, row.cells) for row in rows)


def _head_cells(evaluation: Evaluation) -> tuple[str, ...]:
    info = evaluation.info
    days = (day.isoformat() if day else "" for day in (info.held_on, info.deadline))
    return (info.title, info.kind.value, info.organisation, *days, info.contact, _flag(evaluation))


def _flag(evaluation: Evaluation) -> str:
    return "true" if evaluation.two_person_rule else "false"


def _subject_cells(subject: Subject, kind: EvaluationKind) -> tuple[str, ...]:
    # what is as the evaluation follows it when that changes
    own_kind = "" if subject.evaluation_kind is kind else subject.evaluation_kind.value
    return (subject.id, subject.title, subject.kind.value, subject.rubric_id, own_kind)


def _member_cells(member: Member) -> tuple[str, ...]:
    return (member.id, member.name, member.role.value, member.affiliation, member.kana, member.email)
