"""What follows from a changed set-up for what was issued and answered: known before it comes into force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evalapp.asking import NOTHING_SINCE, judged_then
from evalapp.changes import Change, How, Part
from evalapp.known import Current, Known
from evalapp.mark import NoPoints
from evalapp.model import Evaluation
from evalapp.revising import reworded
from evalapp.wordings import revisions_of


class Why(StrEnum):
    """Why a member needs a new ballot or form."""

    ASKED_MORE = "asked-more"
    ASKED_ANEW = "asked-anew"
    FORM_WORDING = "form-wording"


@dataclass(frozen=True, slots=True)
class Need:
    """A member who needs a new ballot or form.

    Attributes:
        subjects: to judge now, but not in what was issued last: added since, or a recusal was taken back.
        criteria: (rubric id, criterion id) asked for the first time or anew.
        why: ``FORM_WORDING`` alone: only a form that is not back yet would be refused.
    """

    member_id: str
    why: tuple[Why, ...]
    subjects: tuple[str, ...] = ()
    criteria: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """Answers that stand and would stand no more.

    Attributes:
        criterion_id: ``None``: all of the sheet, because of a recusal.
        scores: how many; cannot judge is an answer too.
        comments: how many.
    """

    member_id: str
    subject_id: str
    criterion_id: str | None
    scores: int
    comments: int


@dataclass(frozen=True, slots=True)
class Consequences:
    """All that follows.

    Attributes:
        needs: in the committee's order.
        set_aside: by subject and member.
        still_old: members, by id, who go on seeing names, dates, wording or materials as they were, and need
            nothing new for it.
    """

    needs: tuple[Need, ...]
    set_aside: tuple[SetAside, ...]
    still_old: tuple[str, ...]


def consequences(known: Known, new: Evaluation, changes: tuple[Change, ...]) -> Consequences:
    """What follows if ``new`` comes into force.

    Args:
        known: all that was issued and answered, with the set-up that stands.
        new: with its revisions (see ``revised``).
        changes: between the two.
    """
    needs = tuple(_needs(known, new))
    asked = {need.member_id for need in needs}
    seen = [change for change in changes if _shown_to_members(change)]
    issued = {one.member_id for one in known.issued.values()}
    issued |= {one.member_id for one in known.forms.issued.values()}
    still = tuple(
        member.id
        for member in new.members
        if member.id in issued - asked and any(_concerns(change, member.id) for change in seen)
    )
    return Consequences(needs, tuple(_set_aside(known, new)), still)


def asked_anew_of(old: Evaluation, new: Evaluation) -> dict[str, tuple[str, ...]]:
    """By rubric id: the criteria of a new wording to which no earlier answer stands.

    Args:
        old: as it stands.
        new: with its revisions (see ``revised``).
    """
    found = {}
    for _before, after in reworded(old, new):
        kept = revisions_of(new, after.id)[-1].kept
        found[after.id] = tuple(one.id for one in after.criteria if one.id not in kept)
    return {id_: criteria for id_, criteria in found.items() if criteria}


def _needs(known: Known, new: Evaluation) -> Iterator[Need]:
    old = known.evaluation
    anew = asked_anew_of(old, new)
    changed = {after.id for _before, after in reworded(old, new)}
    ballots = {one.member_id: one.since for one in known.issued.values() if one.newest}
    forms = {one.member_id: one.since for one in known.forms.issued.values() if one.newest}
    for member in new.members:
        if member.id not in ballots and member.id not in forms:
            continue
        judged = [one for one in new.subjects if not new.recusal(member.id, one.id)]
        then = judged_then(old, member.id, ballots.get(member.id) or forms.get(member.id, NOTHING_SINCE))
        own = {one.rubric_id for one in old.subjects if one.id in then}
        more = tuple(one.id for one in judged if one.id not in then)
        rubrics = dict.fromkeys(one.rubric_id for one in judged if one.id in then)
        criteria = tuple((id_, criterion) for id_ in rubrics for criterion in anew.get(id_, ()))
        refused = changed & own and member.id not in ballots and not _answered(known, member.id)
        why = (
            *((Why.ASKED_MORE,) if more else ()),
            *((Why.ASKED_ANEW,) if criteria else ()),
            *((Why.FORM_WORDING,) if refused and judged else ()),
        )
        if why:
            yield Need(member.id, why, more, criteria)


def _answered(known: Known, member_id: str) -> bool:
    return any(one == member_id and not current.draft for (one, _subject), current in known.current.items())


def _set_aside(known: Known, new: Evaluation) -> Iterator[SetAside]:
    old = known.evaluation
    members = {member.id: place for place, member in enumerate(new.members)}
    subjects = {subject.id: (place, subject) for place, subject in enumerate(new.subjects)}
    kept = {after.id: revisions_of(new, after.id)[-1].kept for _before, after in reworded(old, new)}
    places = sorted(known.current, key=lambda one: (subjects[one[1]][0], members[one[0]]))
    for member_id, subject_id in places:
        current = known.current[member_id, subject_id]
        if current.draft or current.sheet.recusal:
            continue
        if new.recusal(member_id, subject_id):
            scores = sum(mark is not NoPoints.BLANK for mark in current.sheet.marks.values())
            yield SetAside(member_id, subject_id, None, scores, len(current.sheet.comments))
        elif (rubric_id := subjects[subject_id][1].rubric_id) in kept:
            yield from _lost(member_id, current, kept[rubric_id])


def _lost(member_id: str, current: Current, kept: tuple[str, ...]) -> Iterator[SetAside]:
    sheet = current.sheet
    named = (one.criterion_id for one in sheet.comments if one.criterion_id is not None)
    for criterion_id in dict.fromkeys([*sheet.marks, *named]):
        if criterion_id in kept:
            continue
        scores = int(sheet.marks.get(criterion_id, NoPoints.BLANK) is not NoPoints.BLANK)
        comments = sum(one.criterion_id == criterion_id for one in sheet.comments)
        if scores or comments:
            yield SetAside(member_id, sheet.subject_id, criterion_id, scores, comments)


def _shown_to_members(change: Change) -> bool:
    """Whether a ballot shows what has changed; of other members it holds nothing."""
    if change.part is Part.HEAD:
        return change.field != "two_person_rule"
    if change.part is Part.RECUSAL:
        return change.how is How.ADDED
    return True


def _concerns(change: Change, member_id: str) -> bool:
    return change.part not in {Part.MEMBER, Part.RECUSAL} or change.ids[0] == member_id
