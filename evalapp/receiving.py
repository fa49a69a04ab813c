"""Receiving: files on disk and typed-in tables become a plan; an accepted plan is carried out."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evalapp import sealing
from evalapp.answers import Answer, filled, parse_answers
from evalapp.ballot import asked, blank_sheet
from evalapp.errors import EvalError
from evalapp.files import naming_faults, read_limited
from evalapp.form import Form
from evalapp.intake import (
    Arrival,
    Entry,
    Plan,
    Refusal,
    Status,
    arrival,
    examine,
    examine_form,
    plan,
    sheet_differences,
)
from evalapp.known import Known
from evalapp.model import ScoreSheet
from evalapp.report import SourceKind
from evalapp.rubric_document import rubric_digest
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import accept, begin_intake, finish_intake, known, typed_count
from evalapp.submission import TYPED_FORMAT, Payload, encode_payload, version_for
from evalapp.table import Table

FILES_LIMIT = 5_000
"""More files than this are hardly those of one evaluation: somebody has dropped the wrong folder."""

ReadForm = Callable[[bytes, str], Form]
_WORKBOOK_STARTS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, also those of old or encrypted kinds, whose reader says what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of carrying a plan out.

    Attributes:
        intake: its number, for undoing; ``None`` if there was nothing to do.
        accepted: files taken in.
        failed: files of which nothing was written, because another intake got in the way, or because the
            disk was full, the file locked or the intake cancelled from that file on.
    """

    intake: int | None
    accepted: int
    failed: tuple[Refusal, ...]


def plan_files(
    file: EvaluationFile,
    paths: Iterable[Path],
    read_form: ReadForm,
    at: datetime,
    app: str,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Plan:
    """Examine files and plan their intake; nothing is written. A bad file never stops the others.

    Args:
        file: the evaluation.
        paths: submissions and Excel forms; a folder stands for the files in it and in its folders.
        read_form: reads an Excel form from its bytes and the name by which sentences call it.
        at: now, UTC.
        app: the app's version.
        progress: called with the number of files examined and of all; what it raises ends the planning.

    Raises:
        EvalError: ``intake-too-many``.
    """
    state = known(file)

    def examined(path: Path) -> Arrival | Refusal:
        try:
            data = read_limited(path, sealing.SUBMISSION_LIMIT)
            if data.startswith(_WORKBOOK_STARTS):
                return examine_form(str(path), data, read_form(data, path.name), state, at, app)
            return examine(str(path), data, state)
        except EvalError as error:
            return Refusal(str(path), error)

    files = list(itertools.islice(_each_file(paths), FILES_LIMIT + 1))
    if len(files) > FILES_LIMIT:
        raise EvalError("intake-too-many", limit=FILES_LIMIT)
    progress(0, len(files))
    arrived: list[Arrival | Refusal] = []
    for count, path in enumerate(files, 1):
        arrived.append(examined(path) if isinstance(path, Path) else path)
        progress(count, len(files))
    return plan(arrived, state)


def plan_typed(
    file: EvaluationFile,
    table: Table,
    original: bytes,
    name: str,
    at: datetime,
    app: str,
    second: Table | None = None,
) -> Plan:
    """Plan the intake of answers typed in from paper: one entry a member, over what stands so far.

    Args:
        file: the evaluation.
        table: the answers.
        original: the bytes of the file they came in, kept with them.
        name: its name.
        at: now, UTC.
        app: the app's version.
        second: the same answers typed in a second time.

    Raises:
        EvalError: an ``answers-…`` code, or ``typed-differs`` with the cells that two entries disagree on.
    """
    state = known(file)
    sheets = _typed_sheets(state, table)
    if second is not None:
        _refuse_disagreement(sheets, _typed_sheets(state, second))
    return plan_sheets(file, state, sheets, original, name, at, app)


def plan_sheets(
    file: EvaluationFile,
    state: Known,
    sheets: Mapping[str, tuple[ScoreSheet, ...]],
    original: bytes,
    name: str,
    at: datetime,
    app: str,
) -> Plan:
    """``plan_typed`` for sheets that are understood already, by member id."""
    arrivals: list[Arrival | Refusal] = []
    unchanged: set[str] = set()
    for member_id, typed in sheets.items():
        payload = _typed_payload(state, member_id, typed, typed_count(file, member_id) + 1, at, app)
        item = arrival(f"{name} ({member_id})", SourceKind.TYPED, original, payload, encode_payload(payload))
        arrivals.append(item)
        if all(_stands(state, member_id, sheet) for sheet in typed):
            unchanged.add(item.file)
    made = plan(arrivals, state)
    entries = tuple(
        Entry(entry.file, Status.UNCHANGED, None, entry.arrival) if entry.file in unchanged else entry
        for entry in made.entries
    )
    return Plan(entries, made.replaced_scores, made.all_scores)


def apply_plan(
    file: EvaluationFile,
    accepted: Plan,
    at: datetime,
    actor: str,
    *,
    confirmed: bool,
    reason: str = "",
    progress: Callable[[int], None] = lambda _count: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Applied:
    """Carry a plan out: a snapshot, then one transaction a file.

    Args:
        file: the evaluation.
        accepted: the plan that a person has seen.
        at: now, UTC.
        actor: for the record.
        confirmed: the person has confirmed that many scores are replaced.
        reason: why answers are still changed; a closed evaluation wants one.
        progress: called with the number of files done.
        cancelled: asked before each file; from the first yes on nothing is taken in any more.

    Raises:
        EvalError: ``intake-unconfirmed`` if the plan needs a confirmation; ``evaluation-closed``; or what the
            file system refuses before the first file.
    """
    if accepted.needs_confirmation and not confirmed:
        raise EvalError("intake-unconfirmed", replaced=accepted.replaced_scores, scores=accepted.all_scores)
    if not accepted.to_apply:
        return Applied(None, 0, ())
    file.snapshot()
    number = begin_intake(file, at, len(accepted.to_apply), reason)
    failed: list[Refusal] = []
    stopped: EvalError | None = None
    for count, entry in enumerate(accepted.to_apply, 1):
        if stopped is None and cancelled():
            stopped = EvalError("intake-cancelled")
        try:
            if stopped:
                raise stopped
            accept(file, number, entry, at, actor, reason)
        except EvalError as error:
            failed.append(Refusal(entry.file, error))
            if error.code != "intake-overtaken":
                stopped = error
        progress(count)
    # on a full disk the note that it ended is lost as well; it is then shown as interrupted, which it is
    with contextlib.suppress(EvalError):
        finish_intake(file, number, at)
    return Applied(number, len(accepted.to_apply) - len(failed), tuple(failed))


def _each_file(paths: Iterable[Path]) -> Iterator[Path | Refusal]:
    for path in paths:
        # os.path: unlike Path's, it answers no instead of raising for a name that the system cannot hold
        if os.path.isdir(path):  # noqa: PTH112
            try:
                with naming_faults(path):
                    inside = sorted(one for one in path.iterdir() if not _is_clutter(one))
            except EvalError as error:
                yield Refusal(str(path), error)
                continue
            # a link to a folder may lead back to where it is found
            folders = (one for one in inside if one.is_dir() and not one.is_symlink())
            yield from (one for one in inside if one.is_file())
            yield from _each_file(folders)
        else:
            yield path


def _is_clutter(path: Path) -> bool:
    """Whether the system put this file into the folder, not a person."""
    return path.name.startswith((".", "~$")) or path.name.casefold() in {"thumbs.db", "desktop.ini"}


def _typed_sheets(state: Known, table: Table) -> dict[str, tuple[ScoreSheet, ...]]:
    evaluation = state.evaluation
    questions = asked(evaluation.subjects, evaluation.rubrics)
    rows = parse_answers(table, questions, [member.id for member in evaluation.members])
    by_sheet: dict[tuple[str, str], list[Answer]] = {}
    for row in rows:
        if evaluation.recusal(row.member_id, row.subject_id):
            cause = EvalError("answers-recused", member=row.member_id, subject=row.subject_id)
            raise EvalError("answers-row", row=row.row, cause=cause, more=0)
        by_sheet.setdefault((row.member_id, row.subject_id), []).append(row)
    sheets: dict[str, tuple[ScoreSheet, ...]] = {}
    for member in evaluation.members:
        for subject in evaluation.subjects:
            if answers := by_sheet.get((member.id, subject.id)):
                _, rubric = questions[subject.id]
                stands = state.current.get((member.id, subject.id))
                # a draft's scores become official by the member's own hand only
                base = stands.sheet if stands and not stands.draft else blank_sheet(subject, rubric)
                sheets[member.id] = (*sheets.get(member.id, ()), filled(base, rubric, answers))
    return sheets


def _refuse_disagreement(
    first: dict[str, tuple[ScoreSheet, ...]], second: dict[str, tuple[ScoreSheet, ...]]
) -> None:
    ones = {(member, sheet.subject_id): sheet for member, sheets in first.items() for sheet in sheets}
    others = {(member, sheet.subject_id): sheet for member, sheets in second.items() for sheet in sheets}
    cells = [" / ".join(place) for place in sorted(ones.keys() ^ others.keys())]
    for place in sorted(ones.keys() & others.keys()):
        cells += [
            " / ".join((*place, difference.criterion_id or "", difference.field))
            for difference in sheet_differences(ones[place], others[place])
        ]
    if cells:
        raise EvalError("typed-differs", count=len(cells), cells=cells)


def _typed_payload(
    state: Known, member_id: str, sheets: tuple[ScoreSheet, ...], revision: int, at: datetime, app: str
) -> Payload:
    subjects = {subject.id: subject for subject in state.evaluation.subjects}
    rubrics = [state.evaluation.rubric_of(subjects[sheet.subject_id]) for sheet in sheets]
    return Payload(
        evaluation=state.evaluation.info.id,
        ballot="",
        member=member_id,
        revision=revision,
        draft=False,
        handed_in_at=at,
        rubrics={rubric.id: rubric_digest(rubric) for rubric in rubrics},
        app=app,
        sheets=sheets,
        format=TYPED_FORMAT,
        version=version_for(sheets),
    )


def _stands(state: Known, member_id: str, sheet: ScoreSheet) -> bool:
    current = state.current.get((member_id, sheet.subject_id))
    return current is not None and not current.draft and not sheet_differences(current.sheet, sheet)
