"""The materials of a set-up that comes into force: contents move inside the file, never through memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from sqlite3 import Connection

from evalapp import canonical
from evalapp.model import Evaluation

Contents = Mapping[str, Sequence[tuple[str, str]]]
"""By subject id: name and SHA-256 of each material, in order; subjects without any may be missing."""

_Place = tuple[int, int]
"""A subject's number and the material's among its own, both from 1."""


def replaced_contents(db: Connection, evaluation: Evaluation, contents: Contents) -> set[tuple[str, str]]:
    """The materials, as (subject id, name), that keep their name and get another content.

    Raises:
        ValueError: ``contents`` are not those that ``evaluation`` names.
        LookupError: one of them is nowhere, or is not what its SHA-256 says.
    """
    for subject in evaluation.subjects:
        if tuple(name for name, _sha256 in contents.get(subject.id, ())) != subject.materials:
            raise ValueError(f"other materials of {subject.id}")
    kept: dict[str, list[tuple[str, str]]] = {}
    for _row, subject_id, name, sha256 in _kept(db):
        kept.setdefault(subject_id, []).append((name, sha256))
    there = {sha256 for files in kept.values() for _name, sha256 in files}
    for sha256 in {sha256 for files in contents.values() for _name, sha256 in files} - there:
        row = db.execute("SELECT content FROM draft_material WHERE sha256 = ?", [sha256]).fetchone()
        if row is None or canonical.digest(row[0]) != sha256:
            raise LookupError(sha256)
    return other_contents(kept, contents)


def other_contents(old: Contents, new: Contents) -> set[tuple[str, str]]:
    """The materials, as (subject id, name), that keep their name and get another content."""
    before = {(subject, name): sha256 for subject, files in old.items() for name, sha256 in files}
    after = {(subject, name): sha256 for subject, files in new.items() for name, sha256 in files}
    return {place for place, sha256 in after.items() if before.get(place, sha256) != sha256}


def move_materials(db: Connection, evaluation: Evaluation, contents: Contents) -> None:
    """Bring the table ``material`` into the order of ``contents``.

    Args:
        db: in a transaction; the table ``subject`` has all subjects of ``evaluation`` under their numbers.
        evaluation: the new set-up.
        contents: kept in the table itself or in ``draft_material``.
    """
    rows_of: dict[str, list[int]] = {}
    for row, _subject, _name, sha256 in _kept(db):
        rows_of.setdefault(sha256, []).append(row)
    stay: dict[int, tuple[_Place, str]] = {}
    copies: list[tuple[_Place, str, str]] = []
    for number, subject in enumerate(evaluation.subjects, 1):
        for place, (name, sha256) in enumerate(contents.get(subject.id, ()), 1):
            unused = [row for row in rows_of.get(sha256, []) if row not in stay]
            if unused:
                stay[_nearest(db, unused, number, place)] = (number, place), name
            else:
                copies.append(((number, place), name, sha256))
    _copy_aside(db, copies, rows_of)
    for (row,) in db.execute("SELECT rowid FROM material").fetchall():
        if row not in stay:
            db.execute("DELETE FROM material WHERE rowid = ?", [row])
    _put(db, stay)
    for (number, place), name, sha256 in copies:
        db.execute(
            "INSERT INTO material SELECT ?, ?, ?, content FROM draft_material WHERE sha256 = ?",
            [number, place, name, sha256],
        )


def _kept(db: Connection) -> list[tuple[int, str, str, str]]:
    """Every material kept: row, subject id, name, SHA-256 of its content; one content at a time is read."""
    found = db.execute(
        "SELECT material.rowid, subject.id, name, content FROM material"
        " JOIN subject ON subject.no = material.subject ORDER BY subject, material.no"
    )
    return [(row, subject, name, canonical.digest(content)) for row, subject, name, content in found]


def _nearest(db: Connection, unused: list[int], number: int, place: int) -> int:
    """The row that is at its place already, else the first: what need not move is not written again."""
    here = db.execute("SELECT rowid FROM material WHERE subject = ? AND no = ?", [number, place]).fetchone()
    return here[0] if here and here[0] in unused else unused[0]


def _copy_aside(
    db: Connection, copies: list[tuple[_Place, str, str]], rows_of: Mapping[str, list[int]]
) -> None:
    """One content of the table that is wanted in more places than it is in: beside the draft for now."""
    for _place, _name, sha256 in copies:
        if sha256 in rows_of:
            db.execute(
                "INSERT OR IGNORE INTO draft_material SELECT ?, content FROM material WHERE rowid = ?",
                [sha256, rows_of[sha256][0]],
            )


def _put(db: Connection, stay: Mapping[int, tuple[_Place, str]]) -> None:
    moving = {}
    for row, (there, name) in stay.items():
        found = db.execute("SELECT subject, no, name FROM material WHERE rowid = ?", [row]).fetchone()
        if found != (*there, name):
            moving[row] = there, name
    for row in moving:
        # out of the way of the others, whose places they may have
        db.execute("UPDATE material SET no = ? WHERE rowid = ?", [-row, row])
    for row, ((number, place), name) in moving.items():
        db.execute(
            "UPDATE material SET subject = ?, no = ?, name = ? WHERE rowid = ?", [number, place, name, row]
        )
