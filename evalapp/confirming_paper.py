"""Confirming paper: what was typed in twice counts once another person has held it against the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from evalapp import __version__, canonical
from evalapp.ballot import Gap, asked, gaps
from evalapp.double_entry import Stage, Typing, entry_differences, stage
from evalapp.errors import EvalError
from evalapp.intake import Difference, Entry, Status
from evalapp.receiving import plan_sheets
from evalapp.record import same_person
from evalapp.store.double_entry import forget_agreeing, remove_typed, take_in_typed
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import known


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet typed in twice, as the person sees it who decides on it.

    Attributes:
        replaces: the cells in which it differs from what stands; empty where nothing does.
        stands: an answer of this member on this subject stands already.
        blanks: what was left blank on the paper; it is counted as blank.
        entry: of the plan that would take it in.
    """

    typing: Typing
    differences: tuple[Difference, ...]
    replaces: tuple[Difference, ...]
    stands: bool
    blanks: tuple[Gap, ...]
    entry: Entry


def paper_of(file: EvaluationFile, typing: Typing, at: datetime) -> Paper:
    """What would come of confirming ``typing``, whose second entry must have been begun.

    Raises:
        EvalError: ``answers-recused`` if the set-up says that the member does not judge the subject.
    """
    evaluation = file.evaluation
    member, subject = typing.member_id, typing.subject_id
    if evaluation.recusal(member, subject):
        raise EvalError("answers-recused", member=member, subject=subject)
    sheet = typing.first.sheet
    state = known(file, member)
    questions = asked(evaluation.subjects, evaluation.rubrics)
    name = f"paper {subject}"
    plan = plan_sheets(file, state, {member: (sheet,)}, canonical.encode(typing), name, at, __version__)
    (entry,) = plan.entries
    current = state.current.get((member, subject))
    return Paper(
        typing,
        entry_differences(typing, questions[subject][1]),
        entry.differences,
        current is not None and not current.draft,
        gaps(questions, [sheet]),
        entry,
    )


def confirm_paper(file: EvaluationFile, paper: Paper, at: datetime, actor: str, reason: str = "") -> None:
    """Take the sheet in; it counts from now on.

    Args:
        file: the evaluation.
        paper: as ``paper_of`` gave it and a person has compared it with the paper.
        at: now, UTC.
        actor: who confirms.
        reason: why answers are still changed; a closed evaluation wants one.

    Raises:
        EvalError: ``typing-unfinished`` or ``typing-differs``; ``typing-same-person`` where the two-person
            rule holds and ``actor`` typed or corrected the first entry; ``typing-overtaken`` or
            ``intake-overtaken`` if anything changed since ``paper_of``; ``evaluation-closed``.
    """
    typing = paper.typing
    found = stage(typing)
    if found is Stage.DIFFERENT:
        raise EvalError("typing-differs", count=len(paper.differences))
    if found is not Stage.AGREED:
        raise EvalError("typing-unfinished")
    if not may_confirm(file, typing, actor):
        raise EvalError("typing-same-person", actor=actor)
    if paper.entry.status is Status.UNCHANGED:
        forget_agreeing(file, typing)
        return
    file.snapshot()
    take_in_typed(file, typing, paper.entry, at, actor, reason)


def may_confirm(file: EvaluationFile, typing: Typing, actor: str) -> bool:
    """Whether the two-person rule lets ``actor`` confirm: not who typed or last corrected the first entry."""
    return not (file.evaluation.two_person_rule and same_person(actor, typing.first.by))


def reject_paper(file: EvaluationFile, typing: Typing, at: datetime, actor: str) -> None:
    """Put what was typed aside: nothing of it counts, and the sheet can be typed anew. Anybody may.

    Raises:
        EvalError: ``typing-overtaken`` if it is another one by now.
    """
    remove_typed(file, typing, at, actor)
