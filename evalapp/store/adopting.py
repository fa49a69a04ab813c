"""Putting a set-up into force: the evaluation file's set-up is rewritten, its answers are understood anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection

from evalapp.asking import asked_anew, said
from evalapp.changes import Change, changes
from evalapp.errors import EvalError
from evalapp.model import Evaluation
from evalapp.record import RULE, Act
from evalapp.revising import Kept, revised, reworded
from evalapp.store import rows
from evalapp.store.adopting_materials import Contents, move_materials, replaced_contents
from evalapp.store.closing import refuse_closed
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile, append_record, setup_digest
from evalapp.store.fixed import anything_issued, members_held, refuse_fixed
from evalapp.store.received import derive_member


def adopt(
    file: EvaluationFile,
    evaluation: Evaluation,
    contents: Contents,
    at: datetime,
    actor: str,
    *,
    kept: Kept,
    reason: str = "",
) -> tuple[Change, ...]:
    """Put a set-up into force; nothing is written if it differs in nothing from the one that stands.

    Once something was issued a snapshot is made before, rubrics that are worded otherwise get a revision, and
    all answers are derived anew. The draft of the set-up is gone afterwards.

    Args:
        file: the evaluation; it has the new set-up afterwards.
        evaluation: the new set-up, without problems; its ``revisions`` are not looked at.
        contents: of the materials, in the subjects' order of names: kept in the file, or beside the draft.
        at: now, UTC.
        actor: for the record.
        kept: see ``revised``; nobody asks for it before anything is issued.
        reason: why the set-up is still changed; a closed evaluation wants one.

    Returns:
        What was changed.

    Raises:
        EvalError: ``setup-subject-fixed``, ``setup-member-fixed``, ``setup-cannot-keep``,
            ``evaluation-closed``; ``setup-overtaken`` if the evaluation was changed by others meanwhile.
    """
    if evaluation.info.id != file.evaluation.info.id:
        raise ValueError("the set-up of another evaluation")
    before = file.last_line()
    file.refresh()
    old = file.evaluation
    with reading_faults(file.path):
        issued = anything_issued(file.db)
        new = replace(evaluation, revisions=old.revisions)
        if issued:
            refuse_fixed(old, evaluation, members_held(file.db))
            new = revised(old, evaluation, kept)
    with sqlite_faults(file.path):
        try:
            replaced = replaced_contents(file.db, new, contents)
        except LookupError as error:
            raise EvalError("file-damaged", file=str(file.path)) from error
    found = changes(old, new, replaced)
    if found and issued:
        file.snapshot()
    with reading_faults(file.path), transaction(file.db) as db:
        if file.last_line() != before:
            raise EvalError("setup-overtaken")
        if found:
            refuse_closed(db, reason)
            _write(db, old, new, contents, at)
            details = _details(db, old, new, found, issued=issued)
            if reason:
                details["reason"] = reason
            append_record(db, at, actor, Act.SETUP_CHANGED, details)
        for table in ("setup_draft", "draft_material"):
            # emptying an empty table would be a change of the file
            if db.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]:
                db.execute(f"DELETE FROM {table}")
    file.refresh()
    return found


def _write(db: Connection, old: Evaluation, new: Evaluation, contents: Contents, at: datetime) -> None:
    understood_anew = _understood_by(old) != _understood_by(new)
    if understood_anew:
        for table in ("mark", "comment", "sheet"):
            db.execute(f"DELETE FROM {table}")
    head = {**rows.insert_info(new.info), "two_person_rule": int(new.two_person_rule)}
    db.execute(f"UPDATE evaluation SET {', '.join(f'{name} = ?' for name in head)}", [*head.values()])
    for revision in new.revisions[len(old.revisions) :]:
        rows.insert_revision(db, revision, at)
    db.execute("DELETE FROM recusal")
    _put(db, "rubric", [rows.rubric_row(rubric) for rubric in new.rubrics])
    numbers = {rubric.id: number for number, rubric in enumerate(new.rubrics, 1)}
    _put(db, "subject", [rows.subject_row(subject, numbers) for subject in new.subjects])
    move_materials(db, new, contents)
    _put(db, "member", [{"id": member.id, **rows.insert_member(member)} for member in new.members])
    # what is left over at the end, now that nothing refers to it any more
    for table, items in (("subject", new.subjects), ("member", new.members), ("rubric", new.rubrics)):
        db.execute(f"DELETE FROM {table} WHERE no > ?", [len(items)])
    rows.insert_recusals(db, new.recusals)
    if understood_anew:
        for (member,) in db.execute("SELECT DISTINCT member FROM submission ORDER BY member").fetchall():
            derive_member(db, new, member)


def _understood_by(evaluation: Evaluation) -> object:
    """All of a set-up that decides how payloads become the answers that stand."""
    subjects = [(subject.id, subject.rubric_id) for subject in evaluation.subjects]
    recused = {(recusal.member_id, recusal.subject_id) for recusal in evaluation.recusals}
    return subjects, recused, evaluation.rubrics, evaluation.revisions


def _put(db: Connection, table: str, found: Sequence[Mapping[str, str | int]]) -> None:
    """Write rows numbered from 1 over those that are there: what refers to a number goes on doing so."""
    # ids are unique, and two rows may change theirs
    db.execute(f"UPDATE {table} SET id = '(' || no || ')'")
    for number, row in enumerate(found, 1):
        names = ", ".join(f"{name} = ?" for name in row)
        if not db.execute(f"UPDATE {table} SET {names} WHERE no = ?", [*row.values(), number]).rowcount:
            rows.insert(db, table, {"no": number, **row})


def _details(
    db: Connection, old: Evaluation, new: Evaluation, found: Iterable[Change], *, issued: bool
) -> dict[str, str | int]:
    """What the record says of a change; who was asked what is of interest once somebody is asked."""
    counts: dict[str, int] = {}
    for change in found:
        counts[change.part] = counts.get(change.part, 0) + 1
    return {
        "setup": setup_digest(db),
        "subjects": len(new.subjects),
        "members": len(new.members),
        "changed": " ".join(f"{part}:{count}" for part, count in counts.items()),
        **({RULE: int(new.two_person_rule)} if old.two_person_rule != new.two_person_rule else {}),
        **({"reworded": " ".join(after.id for _before, after in reworded(old, new))} if issued else {}),
        **(said(asked_anew(old, new)) if issued else {}),
    }
