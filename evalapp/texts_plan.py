"""Changing joint texts: a texts file becomes a plan, an accepted plan the new texts. Nothing is written here.

Two people may edit copies at the same time: a file names the texts it was made from, so that only what its
writer changed is taken, and what both changed is put before a person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from evalapp.texts import Chapter, OpinionOrder, Place, Section, SubjectTexts, Texts, Value, flattened
from evalapp.texts_data import GivenTexts


class TextStatus(StrEnum):
    """What a plan says of one text."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class TextChange:
    """One unit that a texts file changes.

    Attributes:
        place: as in ``flattened``.
        old: as it stands; ``None`` where nothing stands.
        new: as the file has it; ``None`` where it clears the text.
        base: as it stood when the file was written out; ``None`` where nothing stood, or that is not known.
    """

    place: Place
    status: TextStatus
    old: Value | None
    new: Value | None
    base: Value | None = None


@dataclass(frozen=True, slots=True)
class TextsPlan:
    """What taking a texts file in would do.

    Attributes:
        changes: in the order of the file; conflicts are not carried out.
        unchanged: how many texts the file names that stay as they stand.
        result: the texts afterwards.
    """

    changes: tuple[TextChange, ...]
    unchanged: int
    result: Texts

    @property
    def carried_out(self) -> tuple[TextChange, ...]:
        """The changes that ``result`` holds: all but the conflicts."""
        return tuple(change for change in self.changes if change.status is not TextStatus.CONFLICT)

    def count(self, status: TextStatus) -> int:
        """How many units have this status."""
        return sum(change.status is status for change in self.changes)


def plan_texts(
    given: GivenTexts,
    current: Texts,
    base: Texts | None,
    *,
    overwrite: bool = False,
    taken: Collection[Place] = (),
) -> TextsPlan:
    """Hold a texts file against the texts that stand.

    Args:
        given: what the file says.
        current: the texts that stand.
        base: the texts that the file was made from; ``None`` if it names none: all it says is meant.
        overwrite: where the file and somebody else have changed a text, the file's is taken.
        taken: the places where it is taken even so.
    """
    stands = flattened(current)
    began = stands if base is None else flattened(base)
    after = dict(stands)
    changes: list[TextChange] = []
    unchanged = 0
    for place, value in given.units.items():
        new, old, first = value or None, stands.get(place), began.get(place)
        if new == old or (base is not None and new == first):
            unchanged += old is not None
            continue
        if base is not None and old != first and not overwrite and place not in taken:
            status = TextStatus.CONFLICT
        elif new is None:
            status = TextStatus.REMOVED
            del after[place]
        else:
            status = TextStatus.NEW if old is None else TextStatus.CHANGED
            after[place] = new
        changes.append(TextChange(place, status, old, new, first if base is not None else None))
    return TextsPlan(tuple(changes), unchanged, assembled(after))


def assembled(units: Mapping[Place, Value]) -> Texts:
    """The texts of which ``flattened`` gives ``units``."""
    report: dict[str, Any] = {place[1]: value for place, value in units.items() if place[0] == "report"}
    headings = {place[1]: str(value) for place, value in units.items() if place[0] == "heading"}
    subjects: dict[str, SubjectTexts] = {}
    for place, value in units.items():
        if place[0] == "subject":
            own = subjects.get(place[1], SubjectTexts())
            if place[2] == "criterion":
                own = replace(own, criteria={**own.criteria, place[3]: str(value)})
            else:
                unit: dict[str, Any] = {place[2]: value}
                own = replace(own, **unit)
            subjects[place[1]] = own
    meetings: Any = units.get(("meetings",), ())
    defaults = {"chapters": tuple(Chapter), "sections": tuple(Section), "opinions": OpinionOrder.UNLINKED}
    report["opinions"] = OpinionOrder(report.get("opinions", OpinionOrder.UNLINKED))
    return Texts(headings=headings, meetings=meetings, subjects=subjects, **{**defaults, **report})
