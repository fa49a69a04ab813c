"""What a ballot or form asked when it was issued, where the set-up has changed since.

The record knows: a line of ``Act.SETUP_CHANGED`` names the subjects that were added and the recusals that
were set up or taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evalapp.model import Evaluation

ADDED, RECUSED, UNRECUSED = "added", "recused", "unrecused"
"""In the details of a record line: subject ids; ``member/subject`` pairs. No id holds a space or ``/``."""


@dataclass(frozen=True, slots=True)
class Since:
    """How what is asked today differs from what was asked when something was issued.

    Attributes:
        missing: the subjects that its member is asked to judge today, but not in it.
        recused: those that it asks to judge, but its member does not judge them any more.
    """

    missing: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()


NOTHING_SINCE = Since()


@dataclass(frozen=True, slots=True)
class AskedAnew:
    """One change of what is asked, as its record line says it.

    Attributes:
        number: of the line.
        added: subjects, by id.
        recused: (member id, subject id) from then on.
        unrecused: (member id, subject id) no longer.
    """

    number: int
    added: frozenset[str]
    recused: frozenset[tuple[str, str]]
    unrecused: frozenset[tuple[str, str]]


def said(change: AskedAnew) -> dict[str, str]:
    """The change as details of its record line; what is empty is left out."""
    details = {
        ADDED: " ".join(sorted(change.added)),
        RECUSED: " ".join(sorted(map("/".join, change.recused))),
        UNRECUSED: " ".join(sorted(map("/".join, change.unrecused))),
    }
    return {key: text for key, text in details.items() if text}


def understood(number: int, details: Mapping[str, str | int]) -> AskedAnew:
    """The change that a record line says.

    Raises:
        ValueError: no line of this app.
    """
    return AskedAnew(
        number,
        frozenset(_words(details, ADDED)),
        frozenset(_pair(word) for word in _words(details, RECUSED)),
        frozenset(_pair(word) for word in _words(details, UNRECUSED)),
    )


def asked_anew(old: Evaluation, new: Evaluation) -> AskedAnew:
    """How ``new`` asks otherwise than ``old``; no line has recorded it yet, so its number is 0."""
    pairs = [{(one.member_id, one.subject_id) for one in each.recusals} for each in (old, new)]
    ids = [{subject.id for subject in each.subjects} for each in (old, new)]
    return AskedAnew(
        0, frozenset(ids[1] - ids[0]), frozenset(pairs[1] - pairs[0]), frozenset(pairs[0] - pairs[1])
    )


def since(evaluation: Evaluation, member_id: str, changes: Iterable[AskedAnew]) -> Since:
    """What is different for a member since something was issued.

    Args:
        evaluation: as it stands.
        member_id: whose.
        changes: since then, oldest first.
    """
    now = {one.subject_id for one in evaluation.recusals if one.member_id == member_id}
    before, added = set(now), set[str]()
    for change in reversed(list(changes)):
        before -= {subject for member, subject in change.recused if member == member_id}
        before |= {subject for member, subject in change.unrecused if member == member_id}
        added |= change.added
    subjects = {subject.id for subject in evaluation.subjects}
    asked_then, asked_now = subjects - added - before, subjects - now
    return Since(frozenset(asked_now - asked_then), frozenset(asked_then - asked_now))


def judged_then(evaluation: Evaluation, member_id: str, told: Since) -> frozenset[str]:
    """The subjects, by id, that something issued to a member asks to judge.

    Args:
        evaluation: as it stands.
        member_id: whose.
        told: what is different since it was issued.
    """
    now = {subject.id for subject in evaluation.subjects if not evaluation.recusal(member_id, subject.id)}
    return frozenset((now - told.missing) | told.recused)


def _words(details: Mapping[str, str | int], key: str) -> list[str]:
    return str(details.get(key, "")).split()


def _pair(word: str) -> tuple[str, str]:
    member, slash, subject = word.partition("/")
    if not slash:
        raise ValueError("no pair of member and subject")
    return member, subject
