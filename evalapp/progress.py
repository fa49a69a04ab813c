"""How far a score sheet is, for lists and overviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from evalapp.ballot import gaps
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind, ScoreSheet, Subject
from evalapp.rubric import Rubric


class Stage(StrEnum):
    """未着手, 記入中, 記入済み, 辞退・欠席."""

    EMPTY = "empty"
    BEGUN = "begun"
    COMPLETE = "complete"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one sheet is.

    Attributes:
        marked: criteria with a mark (points or cannot judge).
        scored: criteria that take points.
        commented: comments written, out of ``commentable`` asked for.
        stage: complete means that nothing keeps the sheet from being handed in (``ballot.gaps``).
        recusal: declared in the sheet, or set up by the secretariat.
    """

    marked: int
    scored: int
    commented: int
    commentable: int
    stage: Stage
    recusal: RecusalKind | None = None


def progress(sheet: ScoreSheet, subject: Subject, rubric: Rubric) -> Progress:
    """How far ``sheet`` is."""
    marked = sum(mark is not NoPoints.BLANK for mark in sheet.marks.values())
    commentable = len(rubric.comments) + sum(len(criterion.comments) for criterion in rubric.criteria)
    if sheet.recusal:
        stage = Stage.RECUSED
    elif not marked and not sheet.comments:
        stage = Stage.EMPTY
    else:
        stage = Stage.BEGUN if gaps({subject.id: (subject, rubric)}, [sheet]) else Stage.COMPLETE
    return Progress(marked, len(rubric.scored), len(sheet.comments), commentable, stage, sheet.recusal)


def completed(questions: Mapping[str, tuple[Subject, Rubric]], sheets: Iterable[ScoreSheet]) -> int:
    """How many sheets need nothing more: complete or recused."""
    stages = (progress(sheet, *questions[sheet.subject_id]).stage for sheet in sheets)
    return sum(stage in {Stage.COMPLETE, Stage.RECUSED} for stage in stages)


def uncommented(
    questions: Mapping[str, tuple[Subject, Rubric]], sheets: Iterable[ScoreSheet]
) -> tuple[str, ...]:
    """The judged subjects without any comment, in order; only where comments are asked for but not needed."""
    found = []
    for sheet in sheets:
        how_far = progress(sheet, *questions[sheet.subject_id])
        if how_far.scored and how_far.commentable and not how_far.commented and sheet.recusal is None:
            found.append(sheet.subject_id)
    return tuple(found)
