"""Files that claim to be one revision of one ballot with different contents: for a person to compare."""

from __future__ import annotations

from evalapp.carrying import sheets_now
from evalapp.intake import Difference, Entry, Plan, payload_differences
from evalapp.known import Current
from evalapp.model import Evaluation


def rivals(entry: Entry, plan: Plan) -> tuple[Entry, ...]:
    """The other entries of ``plan`` that claim the same revision of the same ballot with another content."""
    mine = entry.arrival
    if mine is None or not mine.payload.ballot:
        return ()
    found: dict[str, Entry] = {}
    for other in plan.entries:
        theirs = other.arrival
        if (
            theirs is not None
            and theirs.digest != mine.digest
            and (theirs.payload.ballot, theirs.payload.revision)
            == (mine.payload.ballot, mine.payload.revision)
        ):
            found.setdefault(theirs.digest, other)
    return tuple(found.values())


def rival_differences(entry: Entry, rival: Entry, evaluation: Evaluation) -> tuple[Difference, ...]:
    """The cells in which ``entry`` (new) differs from ``rival`` (old).

    Raises:
        ValueError: one of them could not be understood and so is nobody's rival.
    """
    if entry.arrival is None or rival.arrival is None:
        raise ValueError("nothing to compare")
    payload = rival.arrival.payload
    stands = {
        (payload.member, sheet.subject_id): Current(0, payload.draft, sheet)
        for sheet in sheets_now(payload, evaluation)
    }
    return payload_differences(entry.arrival.payload, evaluation, stands)
