"""What an intake is planned against: everything that is known of ballots, forms and answers so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evalapp.asking import NOTHING_SINCE, Since
from evalapp.form import IssuedForm
from evalapp.model import Evaluation, ScoreSheet
from evalapp.submission import Payload


@dataclass(frozen=True, slots=True)
class Issued:
    """A ballot as issued.

    Attributes:
        newest: false once another was issued to the same member.
        since: what is asked otherwise today.
    """

    id: str
    member_id: str
    serial: int
    public_key: bytes
    newest: bool
    since: Since = NOTHING_SINCE


@dataclass(frozen=True, slots=True)
class Held:
    """A submission taken in before and not undone; ``ballot_id`` is the ballot's or form's."""

    number: int
    member_id: str
    ballot_id: str
    revision: int
    digest: str
    file_sha256: str


@dataclass(frozen=True, slots=True)
class Current:
    """The sheet that stands for one member and subject, and the submission it came with."""

    submission: int
    draft: bool
    sheet: ScoreSheet


MemberState = tuple[int, int, int]
"""What is compared to see whether anything of a member has changed: the number of the last submission, how
many were not undone, and how many decisions on forms there were."""

UNTOUCHED: MemberState = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Forms:
    """What is known of Excel forms.

    Attributes:
        issued: by form id.
        revisions: the highest number among the contents of a form that were taken in and not undone, by
            form id.
        last: the last content of a form that was neither undone nor rejected, by form id.
        waiting: what a form says that nobody has decided on yet, by member id and subject id: all its sheets,
            unless later final answers stand for every one of them.
        states: by member id; ``UNTOUCHED`` where a member is missing.
    """

    issued: Mapping[str, IssuedForm]
    revisions: Mapping[str, int]
    last: Mapping[str, Payload]
    waiting: Mapping[tuple[str, str], Current]
    states: Mapping[str, MemberState]

    def waiting_of(self, member_id: str) -> dict[str, Current]:
        """The sheets of the member's waiting form, by subject id; empty without one."""
        return {subject: one for (member, subject), one in self.waiting.items() if member == member_id}


NO_FORMS = Forms({}, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Known:
    """All that a plan is made against.

    Attributes:
        identity: the evaluation's secret age key.
        issued: by ballot id.
        held: every submission that counts as taken in.
        current: by member id and subject id.
    """

    evaluation: Evaluation
    identity: str
    issued: Mapping[str, Issued]
    held: tuple[Held, ...]
    current: Mapping[tuple[str, str], Current]
    forms: Forms = NO_FORMS

    def holds(self, file_sha256: str, digest: str) -> bool:
        """Whether this very file was taken in with the content of this digest."""
        return any((one.file_sha256, one.digest) == (file_sha256, digest) for one in self.held)
