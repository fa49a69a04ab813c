"""What earlier answers say today: payloads are understood although the set-up has changed since.

A payload names the wording of each rubric by digest and is never changed. Where that wording was revised, its
sheets are carried over from revision to revision; where the member was recused since, they are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evalapp.mark import NoPoints
from evalapp.model import Evaluation, ScoreSheet
from evalapp.rubric import Rubric
from evalapp.submission import Payload
from evalapp.wordings import place_of, revisions_of, wordings


def carried(sheet: ScoreSheet, kept: Iterable[str], rubric: Rubric) -> ScoreSheet:
    """A sheet of an earlier wording as it stands in the next one.

    Args:
        sheet: as answered.
        kept: the criteria whose answers stand, by id.
        rubric: the next wording.

    Returns:
        Marks for every scored criterion, blank where it is asked anew; comments on the whole subject and on
        what is kept. A recusal stays.
    """
    ids: list[str | None] = [*(one.id for one in rubric.criteria), None]
    stand = {None, *kept}.intersection(ids)
    marks = {
        one.id: sheet.marks.get(one.id, NoPoints.BLANK) if one.id in stand else NoPoints.BLANK
        for one in rubric.criteria
        if one.scored
    }
    comments = [one for one in sheet.comments if one.criterion_id in stand]
    comments.sort(key=lambda one: ids.index(one.criterion_id))
    return replace(sheet, marks=marks, comments=tuple(comments))


def sheets_now(payload: Payload, evaluation: Evaluation) -> tuple[ScoreSheet, ...]:
    """The sheets of a payload as they stand today.

    Raises:
        ValueError: the payload does not fit the evaluation (see ``check_payload``).
    """
    recused = {one.subject_id for one in evaluation.recusals if one.member_id == payload.member}
    sheets = tuple(sheet for sheet in payload.sheets if sheet.subject_id not in recused)
    if not evaluation.revisions:
        return sheets
    rubric_ids = {subject.id: subject.rubric_id for subject in evaluation.subjects}
    steps = {id_: _steps(evaluation, id_, digest) for id_, digest in payload.rubrics.items()}
    try:
        return tuple(_through(sheet, steps[rubric_ids[sheet.subject_id]]) for sheet in sheets)
    except KeyError as error:
        raise ValueError("a payload of other subjects") from error


def sheet_now(sheet: ScoreSheet, evaluation: Evaluation, rubric_id: str, digest: str) -> ScoreSheet:
    """One sheet, answered under the wording of a rubric that a digest names, as it stands today.

    Raises:
        ValueError: the rubric never had that wording.
    """
    return _through(sheet, _steps(evaluation, rubric_id, digest))


def asks_anew(evaluation: Evaluation, rubric_id: str, digest: str) -> bool:
    """Whether today's wording asks for a score that no answer to the wording with this digest has.

    Raises:
        ValueError: the rubric never had that wording.
    """
    steps = _steps(evaluation, rubric_id, digest)
    if not steps:
        return False
    answered = set.intersection(*(set(kept) for kept, _rubric in steps))
    return any(one.id not in answered for one in steps[-1][1].scored)


_Step = tuple[tuple[str, ...], Rubric]
"""What a revision kept, and the wording it led to."""


def _through(sheet: ScoreSheet, steps: Iterable[_Step]) -> ScoreSheet:
    for kept, rubric in steps:
        sheet = carried(sheet, kept, rubric)
    return sheet


def _steps(evaluation: Evaluation, rubric_id: str, digest: str) -> tuple[_Step, ...]:
    """The way from the wording with this digest to today's."""
    found = wordings(evaluation, rubric_id)
    start = place_of(found, digest)
    if start is None:
        raise ValueError("a payload of another wording")
    kept = [one.kept for one in revisions_of(evaluation, rubric_id)]
    return tuple(zip(kept[start:], found[start + 1 :], strict=True))
