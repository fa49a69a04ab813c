"""Confirming Excel forms: what they say counts once a person has held it against the member's own word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from evalapp.ballot import Gap, asked, gaps
from evalapp.carrying import sheets_now
from evalapp.errors import EvalError
from evalapp.intake import Difference, payload_differences
from evalapp.record import same_person
from evalapp.store.database import reading_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.forms import WaitingForm, note_decision, waiting_forms
from evalapp.store.received import derive_member, known


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that waits, as a person reads it out to the member.

    Attributes:
        differences: the cells in which it differs from what stands now.
        open_cells: what is blank. A form that came with any is a draft and cannot be confirmed; a cell may
            also be blank because its criterion was worded anew since.
    """

    form: WaitingForm
    differences: tuple[Difference, ...]
    open_cells: tuple[Gap, ...]


def waiting(file: EvaluationFile, member_id: str = "") -> tuple[Waiting, ...]:
    """The forms that wait, of one member or (empty) of all.

    Raises:
        EvalError: ``ballot-unknown-member``.
    """
    members = [member.id for member in file.evaluation.members]
    if member_id and member_id not in members:
        raise EvalError("ballot-unknown-member", member=member_id, known=members)
    state = known(file)
    questions = asked(file.evaluation.subjects, file.evaluation.rubrics)
    return tuple(
        Waiting(
            form,
            payload_differences(form.payload, state.evaluation, state.current),
            gaps(questions, sheets_now(form.payload, state.evaluation)),
        )
        for form in waiting_forms(file)
        if member_id in {"", form.member_id}
    )


def decide(
    file: EvaluationFile, form: Waiting, at: datetime, actor: str, *, confirmed: bool, reason: str = ""
) -> None:
    """Confirm or reject a form; a confirmed one counts from now on.

    Args:
        file: the evaluation.
        form: as ``waiting`` gave it and a person has compared it.
        at: now, UTC.
        actor: who decides.
        confirmed: else it is rejected and stays out.
        reason: why answers are still changed; a closed evaluation wants one.

    Raises:
        EvalError: ``form-incomplete`` for a form with open cells; ``form-same-person`` where the two-person
            rule holds and ``actor`` took the form in; ``intake-overtaken`` if anything of the member has
            changed since ``waiting``; ``evaluation-closed``. The first two may be rejected all the same.
    """
    one = form.form
    if confirmed and one.payload.draft:
        raise EvalError("form-incomplete", member=one.member_id, count=len(form.open_cells))
    if confirmed and file.evaluation.two_person_rule and same_person(actor, one.taken_in_by):
        raise EvalError("form-same-person", member=one.member_id, actor=actor)
    file.snapshot()
    with reading_faults(file.path), transaction(file.db) as db:
        note_decision(db, one, at, actor, confirmed=confirmed, reason=reason)
        if confirmed:
            members = [member.id for member in file.evaluation.members]
            derive_member(db, file.evaluation, members.index(one.member_id) + 1)
