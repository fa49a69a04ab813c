"""What can be undone in a set-up, across its draft coming into force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile

from evalapp.setup_draft import Draft, DraftRow, Part, is_blank
from evalapp.versions import Step, Versions


def in_force_since(versions: Versions[Draft], in_force: Draft) -> Versions[Draft]:
    """The steps of a draft that has come into force.

    Args:
        versions: the newest is the draft that was put into force.
        in_force: what it has become, with keys of its own.

    Returns:
        The newest is ``in_force`` with the draft's keys. Each row of earlier steps knows the id that it has
        there. Steps to materials whose content is gone are left out, and those beyond them.
    """
    draft = versions.now
    keys = {
        one.key: row.key
        for part in (Part.SUBJECTS, Part.MEMBERS)
        for one, row in zip(in_force.rows(part), _written(draft.rows(part)), strict=True)
    }
    now = replace(
        in_force,
        subjects=tuple(replace(row, key=keys[row.key]) for row in in_force.subjects),
        members=tuple(replace(row, key=keys[row.key]) for row in in_force.members),
        recusals=tuple(
            replace(one, member=keys[one.member], subject=keys[one.subject]) for one in in_force.recusals
        ),
        materials={keys[key]: files for key, files in in_force.materials.items()},
        next_key=draft.next_key,
    )
    held = {row.key: row.was for row in (*now.subjects, *now.members)}
    contents = _contents(now)
    return Versions(now, _carried(versions.past, held, contents), _carried(versions.undone, held, contents))


def _written(rows: Iterable[DraftRow]) -> list[DraftRow]:
    return [row for row in rows if not is_blank(row)]


def _contents(draft: Draft) -> frozenset[str]:
    return frozenset(one.sha256 for files in draft.materials.values() for one in files)


def _carried(
    steps: tuple[Step[Draft], ...], held: Mapping[int, str], contents: frozenset[str]
) -> tuple[Step[Draft], ...]:
    """The newest of the steps, as far back as everything they lead to is still there."""
    sound = [*takewhile(lambda step: _contents(step.state) <= contents, reversed(steps))]
    return tuple(Step(_holding(step.state, held), step.name) for step in reversed(sound))


def _holding(draft: Draft, held: Mapping[int, str]) -> Draft:
    subjects, members = (
        tuple(replace(row, was=held.get(row.key, "")) for row in rows)
        for rows in (draft.subjects, draft.members)
    )
    return replace(draft, subjects=subjects, members=members)
