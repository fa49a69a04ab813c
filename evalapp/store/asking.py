"""What was asked: when ballots and forms were issued, by the record, and now, by the set-up in the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from sqlite3 import Connection

from evalapp.asking import Since, since, understood
from evalapp.errors import EvalError
from evalapp.model import Evaluation
from evalapp.record import Act
from evalapp.rubric_document import rubric_digest


def asked_since(db: Connection, evaluation: Evaluation) -> Mapping[str, Since]:
    """For every ballot and form, by its id, what is asked otherwise today; empty if the set-up never changed.

    Raises:
        ValueError: a line is not as the app writes it. So does LookupError.
    """
    changes = [
        understood(number, json.loads(details))
        for number, details in db.execute(
            "SELECT number, details FROM record WHERE act = ? ORDER BY number", [Act.SETUP_CHANGED]
        )
    ]
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
