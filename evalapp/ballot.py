"""A ballot's content as values: what one member is asked, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from evalapp.mark import NoPoints
from evalapp.model import Comment, Evaluation, EvaluationInfo, Member, Recusal, ScoreSheet, Subject
from evalapp.rubric import CommentKind, Rubric


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's set of score sheets as issued; holds nothing about other members.

    Attributes:
        id: random 128 bits in hex.
        serial: 1 for the first ballot issued to the member, 2 for the one that replaced it …
        recipient: the evaluation's public age key, to which hand-ins are sealed.
        subjects: all subjects; those with a recusal are shown but not judged.
        recusals: this member's, set up by the secretariat, without their reasons.
    """

    id: str
    serial: int
    info: EvaluationInfo
    member: Member
    recipient: str
    subjects: tuple[Subject, ...]
    rubrics: tuple[Rubric, ...]
    recusals: tuple[Recusal, ...] = ()

    @property
    def judged(self) -> tuple[Subject, ...]:
        """The subjects this member is to judge."""
        recused = {recusal.subject_id for recusal in self.recusals}
        return tuple(subject for subject in self.subjects if subject.id not in recused)

    @property
    def asked(self) -> dict[str, tuple[Subject, Rubric]]:
        """The judged subjects with their rubrics, by subject id."""
        return asked(self.judged, self.rubrics)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something open: a criterion without a mark, or (``None``) a subject without any comment."""

    subject_id: str
    criterion_id: str | None


def asked(subjects: Iterable[Subject], rubrics: Iterable[Rubric]) -> dict[str, tuple[Subject, Rubric]]:
    """Subjects with their rubrics, by subject id."""
    by_id = {rubric.id: rubric for rubric in rubrics}
    return {subject.id: (subject, by_id[subject.rubric_id]) for subject in subjects}


def new_ballot(evaluation: Evaluation, member: Member, ballot_id: str, serial: int, recipient: str) -> Ballot:
    """The ballot of ``member``: the subjects, and no word about the other members."""
    return Ballot(
        ballot_id,
        serial,
        evaluation.info,
        member,
        recipient,
        evaluation.subjects,
        evaluation.rubrics,
        # why somebody is recused stays with the secretariat
        tuple(
            replace(recusal, reason="") for recusal in evaluation.recusals if recusal.member_id == member.id
        ),
    )


def blank_sheet(subject: Subject, rubric: Rubric) -> ScoreSheet:
    """A sheet on which nothing has been written yet."""
    return ScoreSheet(subject.id, {criterion.id: NoPoints.BLANK for criterion in rubric.scored})


def ordered_comments(
    texts: Mapping[tuple[str | None, CommentKind], str], rubric: Rubric
) -> tuple[Comment, ...]:
    """Comments in the rubric's order, those on the whole subject last; blank texts left out."""
    places = [*(criterion.id for criterion in rubric.criteria), None]
    return tuple(
        Comment(kind, text, place)
        for place in places
        for kind in CommentKind
        if (text := texts.get((place, kind), "")).strip()
    )


def gaps(questions: Mapping[str, tuple[Subject, Rubric]], sheets: Iterable[ScoreSheet]) -> tuple[Gap, ...]:
    """What is still open, in order. A comment-only rubric is complete with one comment."""
    found: list[Gap] = []
    for sheet in sheets:
        if sheet.recusal:
            continue
        rubric = questions[sheet.subject_id][1]
        if not rubric.scored and not sheet.comments:
            found.append(Gap(sheet.subject_id, None))
        found += [
            Gap(sheet.subject_id, criterion.id)
            for criterion in rubric.scored
            if sheet.marks[criterion.id] is NoPoints.BLANK
        ]
    return tuple(found)
