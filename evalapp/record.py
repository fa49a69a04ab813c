"""The record (記録): an append-only, hash-chained list of every act that changes an evaluation's answers.

Each line's hash covers the hash of the line before it, so that no line can be changed, removed from the
middle or slipped in without the chain breaking. Only cutting lines off the end goes unseen by the chain
itself: compare the head (the last hash), which every document prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evalapp import canonical

FIRST = "0" * 64
"""What the first line names as the hash before it."""

RULE = "two_person_rule"
"""In the details of a line of ``Act.SETUP_CHANGED`` that switched the rule: 1 for on from then, 0 for off."""


class Act(StrEnum):
    """What was done."""

    CREATED = "created"
    BALLOT_ISSUED = "ballot-issued"
    ACCEPTED = "accepted"
    REPLACED = "replaced"
    TYPED_IN = "typed-in"
    INTAKE_UNDONE = "intake-undone"
    FORM_ISSUED = "form-issued"
    FORM_RECEIVED = "form-received"
    FORM_CONFIRMED = "form-confirmed"
    FORM_REJECTED = "form-rejected"
    TEXTS_CHANGED = "texts-changed"
    SETUP_CHANGED = "setup-changed"
    PAPER_PRINTED = "paper-printed"
    TYPING_REJECTED = "typing-rejected"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of the record.

    Attributes:
        number: from 1, without gaps.
        at: UTC, as ISO text to the microsecond.
        actor: the name of the account on the computer that did it.
        details: what was done to what; plain text and numbers.
        previous: the hash of the line before, ``FIRST`` for line 1.
        hash: SHA-256 over all of the above, in hex.
    """

    number: int
    at: str
    actor: str
    act: str
    details: Mapping[str, str | int]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file that does not agree with the record or the signatures.

    Attributes:
        code: ``chain-broken``, ``setup-changed``, ``ballot-not-recorded``, ``submission-not-recorded``,
            ``signature-wrong``, ``recorded-submission-missing``, ``decision-not-recorded``,
            ``decision-by-one``, ``texts-changed``, ``closing-changed`` or ``answers-changed``.
        where: the line, member or subject concerned.
    """

    code: str
    where: str


def same_person(one: str, other: str) -> bool:
    """Whether two actors are one account; systems do not tell the case of account names apart."""
    return one.casefold() == other.casefold()


def next_line(
    last: RecordLine | None, at: datetime, actor: str, act: Act, details: Mapping[str, str | int]
) -> RecordLine:
    """The line that follows ``last``."""
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST)
    moment = at.isoformat(timespec="microseconds")
    line = RecordLine(number, moment, actor, act.value, details, previous, "")
    return RecordLine(number, moment, actor, act.value, details, previous, _hash(line))


def chain_faults(lines: Iterable[RecordLine]) -> list[Fault]:
    """Every line whose number, link or hash is wrong."""
    faults = []
    number, previous = 0, FIRST
    for line in lines:
        number += 1
        if line.number != number or line.previous != previous or line.hash != _hash(line):
            faults.append(Fault("chain-broken", str(line.number)))
            number = line.number
        previous = line.hash
    return faults


def _hash(line: RecordLine) -> str:
    fields = [line.number, line.at, line.actor, line.act, dict(line.details), line.previous]
    return canonical.digest(canonical.encode(fields))
