"""The answers that stand, read from the evaluation file for compiling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection

from evalapp.compile import Answers, Received
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment, RecusalKind
from evalapp.report import Source, SourceKind
from evalapp.rubric import CommentKind
from evalapp.store.database import reading_faults
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.forms import known_forms, stored_payload


def read_answers(file: EvaluationFile) -> Answers:
    """Everything accepted, for ``compile_report``."""
    with reading_faults(file.path):
        sheets = _read_sheets(file)
        marks = _read_marks(file.db, sheets)
        members = [member.id for member in file.evaluation.members]
        recused = {(recusal.member_id, recusal.subject_id) for recusal in file.evaluation.recusals}
        for place, subject in enumerate(file.evaluation.subjects):
            received = sheets.get(place, ())
            if any((members[sheet.member], subject.id) in recused for sheet in received):
                raise ValueError(f"a sheet of {subject.id} is by nobody who judges it")
            counted = any(sheet.counted for sheet in received)
            rows = len(file.evaluation.rubric_of(subject).scored) if counted else 0
            if len(marks.get(place, ())) != rows:
                raise ValueError(f"the marks of {subject.id} do not match its sheets")
        return Answers(sheets, marks, _read_comments(file), _read_waiting(file))


def _read_waiting(file: EvaluationFile) -> dict[int, bool]:
    places = {member.id: place for place, member in enumerate(file.evaluation.members)}
    waiting = known_forms(file.db, file.evaluation).waiting
    return {places[member_id]: not current.draft for (member_id, _subject), current in waiting.items()}


def _read_sheets(file: EvaluationFile) -> dict[int, tuple[Received, ...]]:
    db, reasons = file.db, _read_reasons(file)
    sources = {
        number: Source(
            SourceKind(kind),
            code,
            revision,
            datetime.fromisoformat(received),
            datetime.fromisoformat(handed_in).date(),
        )
        for number, kind, code, revision, received, handed_in in db.execute(
            "SELECT no, iif(form IS NULL, kind, 'form'), code, revision, received_at, handed_in_at"
            " FROM submission LEFT JOIN form_answer ON form_answer.submission = submission.no"
        )
    }
    sheets: dict[int, list[Received]] = {}
    alike: dict[tuple[int, int, int, str | None, str], Received] = {}
    for subject, member, submission, draft, recusal in db.execute(
        "SELECT subject - 1, member - 1, submission, draft, recusal FROM sheet ORDER BY subject, member"
    ):
        # the sheets of one submission are mostly alike but for their subject: they share a value
        reason = reasons.get((submission, subject), "") if recusal else ""
        key = member, submission, draft, recusal, reason
        if key not in alike:
            kind = RecusalKind(recusal) if recusal else None
            alike[key] = Received(member, sources[submission], bool(draft), kind, reason)
        sheets.setdefault(subject, []).append(alike[key])
    return {subject: tuple(found) for subject, found in sheets.items()}


def _read_reasons(file: EvaluationFile) -> dict[tuple[int, int], str]:
    """The reasons of declared recusals, by submission and subject: only the payloads have them."""
    places = {subject.id: place for place, subject in enumerate(file.evaluation.subjects)}
    found = file.db.execute(
        "SELECT no, payload FROM submission"
        " WHERE no IN (SELECT submission FROM sheet WHERE recusal IS NOT NULL)"
    )
    return {
        (number, places[sheet.subject_id]): sheet.recusal_reason
        for number, message in found.fetchall()
        for sheet in stored_payload(message).sheets
        if sheet.recusal
    }


def _read_marks(
    db: Connection, sheets: Mapping[int, tuple[Received, ...]]
) -> dict[int, tuple[tuple[Mark, ...], ...]]:
    decoded: dict[str, Mark] = {state.value: state for state in NoPoints}
    decoded |= {str(points): points for points in range(1001)}
    members = {
        subject: ",".join(str(sheet.member + 1) for sheet in received if sheet.counted)
        for subject, received in sheets.items()
    }
    marks: dict[int, list[tuple[Mark, ...]]] = {}
    # one line a row of the printed table: a million marks are joined in SQLite, not fetched one by one
    for subject, who, joined in db.execute(
        "SELECT subject - 1, group_concat(member), group_concat(coalesce(points, state)) FROM mark"
        " GROUP BY subject, criterion"
    ):
        # SQLite promises no order inside a group; the primary key's is what it gives and what is insisted on
        if who != members.get(subject):
            raise ValueError(f"the marks of subject {subject + 1} do not match its sheets")
        marks.setdefault(subject, []).append(tuple(map(decoded.__getitem__, joined.split(","))))
    return {subject: tuple(table) for subject, table in marks.items()}


def _read_comments(file: EvaluationFile) -> dict[tuple[int, int], tuple[Comment, ...]]:
    kinds = list(CommentKind)
    comments: dict[tuple[int, int], list[Comment]] = {}
    found = file.db.execute("SELECT subject, member, criterion, kind, text FROM comment").fetchall()
    # subject-wide comments (criterion 0) come last, kinds in their own order
    found.sort(key=lambda row: (row[0], row[1], row[2] or 1_000_000, kinds.index(CommentKind(row[3]))))
    for subject, member, criterion, kind, text in found:
        rubric = file.evaluation.rubric_of(file.evaluation.subjects[subject - 1])
        criterion_id = rubric.criteria[criterion - 1].id if criterion else None
        comment = Comment(CommentKind(kind), text, criterion_id)
        comments.setdefault((subject - 1, member - 1), []).append(comment)
    return {place: tuple(texts) for place, texts in comments.items()}
