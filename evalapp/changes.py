"""What a changed set-up changes: each difference as a code with its parts, phrased by ``ui``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Protocol, TypeVar

from evalapp.differing import matches
from evalapp.model import Evaluation, Subject
from evalapp.rubric import Rubric


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_One = TypeVar("_One", bound=_HasId)


class Part(StrEnum):
    """What a change is about."""

    HEAD = "evaluation"
    SUBJECT = "subject"
    MEMBER = "member"
    RECUSAL = "recusal"
    RUBRIC = "rubric"
    CRITERION = "criterion"
    MATERIAL = "material"


class How(StrEnum):
    """How it changed. ``MOVED``: it stands at another place among its like."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two set-ups.

    Attributes:
        ids: of what changed: nothing for the head; subject; member; member and subject of a recusal; rubric;
            rubric and criterion; subject and name of a material.
        field: which of its values, for ``CHANGED``; ``content`` of a material.
        old: that value as text, where text can say it; enumerations by their value, dates as ISO.
        new: the same.
    """

    part: Part
    how: How
    ids: tuple[str, ...] = ()
    field: str = ""
    old: str = ""
    new: str = ""


def changes(
    old: Evaluation, new: Evaluation, contents: Collection[tuple[str, str]] = ()
) -> tuple[Change, ...]:
    """Every difference, in the order of a set-up.

    Args:
        old: as it stands.
        new: as it is to be.
        contents: (subject id, name) of materials that keep their name and get another content.
    """
    return (
        *_values(Part.HEAD, (), old.info, new.info),
        *_values(Part.HEAD, (), old, new, only=("two_person_rule",)),
        *_list(Part.SUBJECT, _by_id(old.subjects), _by_id(new.subjects), leaving=("materials",)),
        *_list(Part.MEMBER, _by_id(old.members), _by_id(new.members)),
        *_recusals(old, new),
        *_rubrics(_by_id(old.rubrics), _by_id(new.rubrics)),
        *_materials(old.subjects, new.subjects, contents),
    )


def _by_id(items: Iterable[_One]) -> dict[str, _One]:
    return {item.id: item for item in items}


def _values(
    part: Part,
    ids: tuple[str, ...],
    old: object,
    new: object,
    *,
    only: Collection[str] = (),
    leaving: Collection[str] = (),
) -> Iterator[Change]:
    for one in fields(old):  # type: ignore[arg-type]
        if (only and one.name not in only) or one.name in leaving:
            continue
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before != after:
            yield Change(part, How.CHANGED, ids, one.name, _text(before), _text(after))


def _text(value: object) -> str:
    """A single value as text; empty for what only a picture of both sides can show."""
    if value is None or isinstance(value, tuple | Mapping):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int) or hasattr(value, "isoformat") else ""


def _list(
    part: Part,
    old: Mapping[str, _One],
    new: Mapping[str, _One],
    above: tuple[str, ...] = (),
    leaving: Collection[str] = (),
) -> Iterator[Change]:
    for id_ in old:
        if id_ not in new:
            yield Change(part, How.REMOVED, (*above, id_))
    moved = _moved(tuple(old), tuple(new))
    for id_, after in new.items():
        if id_ not in old:
            yield Change(part, How.ADDED, (*above, id_))
            continue
        if id_ in moved:
            yield Change(part, How.MOVED, (*above, id_))
        yield from _values(part, (*above, id_), old[id_], after, leaving=leaving)


def _moved(old: tuple[str, ...], new: tuple[str, ...]) -> set[str]:
    """As few as have to be moved to come from one order to the other."""
    before = [one for one in old if one in new]
    after = [one for one in new if one in old]
    return set(after) - {after[place] for _place, place in matches(before, after)}


def _recusals(old: Evaluation, new: Evaluation) -> Iterator[Change]:
    before, after = ({(one.member_id, one.subject_id): one for one in each.recusals} for each in (old, new))
    for pair in before:
        if pair not in after:
            yield Change(Part.RECUSAL, How.REMOVED, pair)
    for pair, recusal in after.items():
        if pair not in before:
            yield Change(Part.RECUSAL, How.ADDED, pair, "", "", recusal.kind.value)
        else:
            yield from _values(Part.RECUSAL, pair, before[pair], recusal)


def _rubrics(old: Mapping[str, Rubric], new: Mapping[str, Rubric]) -> Iterator[Change]:
    yield from _list(Part.RUBRIC, old, new, leaving=("criteria",))
    for id_, rubric in new.items():
        if id_ in old:
            criteria = _by_id(old[id_].criteria), _by_id(rubric.criteria)
            yield from _list(Part.CRITERION, *criteria, above=(id_,))


def _materials(
    old: Iterable[Subject], new: Iterable[Subject], contents: Collection[tuple[str, str]]
) -> Iterator[Change]:
    before = {subject.id: subject.materials for subject in old}
    for subject in new:
        names = before.get(subject.id, ())
        for name in names:
            if name not in subject.materials:
                yield Change(Part.MATERIAL, How.REMOVED, (subject.id, name))
        for name in subject.materials:
            if name not in names:
                yield Change(Part.MATERIAL, How.ADDED, (subject.id, name))
            elif (subject.id, name) in contents:
                yield Change(Part.MATERIAL, How.CHANGED, (subject.id, name), "content")
        for name in _moved(names, subject.materials):
            yield Change(Part.MATERIAL, How.MOVED, (subject.id, name))
