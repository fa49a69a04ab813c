"""What was asked: when ballots and forms were issued, by the record, and now, by the set-up in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from sqlite3 import Connection

from evalapp.asking import Since, judged_then, since, understood
from evalapp.errors import EvalError
from evalapp.model import Evaluation
from evalapp.record import Act
from evalapp.rubric_document import rubric_digest
from evalapp.wordings import revisions_of


def asked_since(db: Connection, evaluation: Evaluation) -> Mapping[str, Since]:
    """For every ballot and form, by its id, what is asked otherwise today; empty if the set-up never changed.

    Raises:
        ValueError: a line is not as the app writes it. So does LookupError.
    """
    changes = [understood(number, details) for number, details in _changes(db)]
    if not changes:
        return {}
    found: dict[str, Since] = {}
    for number, act, details in db.execute(
        "SELECT number, act, details FROM record WHERE act IN (?, ?)", [Act.BALLOT_ISSUED, Act.FORM_ISSUED]
    ):
        line = json.loads(details)
        later = [change for change in changes if change.number > number]
        issued = line["ballot" if act == Act.BALLOT_ISSUED else "form"]
        found[issued] = since(evaluation, line["member"], later)
    return found


def short_issues(db: Connection, evaluation: Evaluation) -> frozenset[int]:
    """The record's lines that issued what does not do any more: it lacks something that is asked today.

    The same is said before a change comes into force (``consequences``). An Excel form of an earlier wording
    does not do either, unless its member has a ballot too, or has answered.

    Raises:
        ValueError: a line is not as the app writes it. So does LookupError.
    """
    changes = list(_changes(db))
    if not changes:
        return frozenset()
    lines = db.execute(
        "SELECT number, act, details FROM record WHERE act IN (?, ?, ?)",
        [Act.BALLOT_ISSUED, Act.FORM_ISSUED, Act.PAPER_PRINTED],
    ).fetchall()
    issued = [(number, act, str(json.loads(details)["member"])) for number, act, details in lines]
    served = {member for _number, act, member in issued if act == Act.BALLOT_ISSUED}
    served |= {
        member
        for (member,) in db.execute(
            "SELECT DISTINCT member.id FROM sheet JOIN member ON member.no = sheet.member WHERE NOT draft"
        )
    }
    recused = {(one.member_id, one.subject_id) for one in evaluation.recusals}
    judged = {
        member.id: {one.rubric_id for one in evaluation.subjects if (member.id, one.id) not in recused}
        for member in evaluation.members
    }
    found = set[int]()
    for number, act, member in issued:
        later = [(line, details) for line, details in changes if line > number]
        reworded = [id_ for _line, details in later for id_ in str(details.get("reworded", "")).split()]
        told = since(evaluation, member, [understood(*change) for change in later])
        then = judged_then(evaluation, member, told)
        own = {one.rubric_id for one in evaluation.subjects if one.id in then}
        if (
            told.missing
            or any(_asked_anew(evaluation, id_, reworded.count(id_)) for id_ in judged[member] & {*reworded})
            or (act == Act.FORM_ISSUED and own & {*reworded} and member not in served and judged[member])
        ):
            found.add(number)
    return frozenset(found)


def _asked_anew(evaluation: Evaluation, rubric_id: str, revisions: int) -> bool:
    """Whether answers to some criterion were not kept by the newest so many revisions of a rubric."""
    kept = [set(one.kept) for one in revisions_of(evaluation, rubric_id)[-revisions:]]
    rubric = next(one for one in evaluation.rubrics if one.id == rubric_id)
    return any(not all(one.id in each for each in kept) for one in rubric.criteria)


def _changes(db: Connection) -> Iterator[tuple[int, Mapping[str, str | int]]]:
    """Number and details of every change of the set-up, oldest first."""
    for number, details in db.execute(
        "SELECT number, details FROM record WHERE act = ? ORDER BY number", [Act.SETUP_CHANGED]
    ):
        yield number, json.loads(details)


def refuse_other_setup(db: Connection, evaluation: Evaluation, member: int) -> None:
    """Refuse to write answers that were understood by another set-up than the one that stands in the file.

    Args:
        db: in a transaction.
        evaluation: by which they were understood.
        member: whose answers, by number.

    Raises:
        EvalError: ``intake-overtaken``: another program has changed the set-up since it was read.
    """
    worded = {rubric.id: rubric_digest(rubric) for rubric in evaluation.rubrics}
    asked = [(subject.id, worded[subject.rubric_id]) for subject in evaluation.subjects]
    found = db.execute(
        "SELECT subject.id, digest FROM subject JOIN rubric ON rubric.no = subject.rubric ORDER BY subject.no"
    ).fetchall()
    (revisions,) = db.execute("SELECT count(*) FROM rubric_revision").fetchone()
    recused = {
        subject
        for (subject,) in db.execute(
            "SELECT subject.id FROM recusal JOIN subject ON subject.no = recusal.subject WHERE member = ?",
            [member],
        )
    }
    (member_id,) = db.execute("SELECT id FROM member WHERE no = ?", [member]).fetchone()
    known = {one.subject_id for one in evaluation.recusals if one.member_id == member_id}
    # before anything is issued a rubric is worded otherwise without a revision
    if (found, revisions, recused) != (asked, len(evaluation.revisions), known):
        raise EvalError("intake-overtaken")
