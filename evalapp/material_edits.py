"""Edits of a draft's materials: the list of files of one subject after the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from evalapp.errors import EvalError
from evalapp.fields import twins
from evalapp.setup_draft import Draft, DraftMaterial, Part, cell
from evalapp.text import check_line


def materials_of(draft: Draft, subject: int) -> tuple[DraftMaterial, ...]:
    """The materials of a subject, given by its row's key, in order."""
    return draft.materials.get(subject, ())


def with_materials(draft: Draft, subject: int, materials: Sequence[DraftMaterial]) -> Draft:
    """With other materials of a subject."""
    found = {key: files for key, files in draft.materials.items() if key != subject}
    if materials:
        found[subject] = tuple(materials)
    return replace(draft, materials=found)


def with_added(draft: Draft, subject: int, added: Sequence[DraftMaterial]) -> tuple[Draft, tuple[str, ...]]:
    """With these after the others; one of the same name takes the place of the earlier.

    Returns:
        The draft, and the names of those that got another content.
    """
    files = list(materials_of(draft, subject))
    replaced = []
    for one in added:
        places = twins([*(file.name for file in files), one.name])
        if len(files) not in places:
            files.append(one)
            continue
        same = next(place for place, file in enumerate(files) if twins([file.name, one.name]))
        if files[same].sha256 != one.sha256:
            replaced.append(one.name)
            files[same] = replace(files[same], sha256=one.sha256)
    return with_materials(draft, subject, files), tuple(replaced)


def without(draft: Draft, subject: int, places: Collection[int]) -> Draft:
    """Without the materials at these places."""
    files = materials_of(draft, subject)
    return with_materials(draft, subject, [file for place, file in enumerate(files) if place not in places])


def moved(draft: Draft, subject: int, place: int, by: int) -> Draft:
    """With the material at ``place`` moved down so many places (negative: up), as far as there are any."""
    files = list(materials_of(draft, subject))
    one = files.pop(place)
    files.insert(max(0, min(place + by, len(files))), one)
    return with_materials(draft, subject, files)


def renamed(draft: Draft, subject: int, place: int, name: str) -> Draft:
    """With another name, as members see it, for the material at ``place``.

    Raises:
        EvalError: ``material-name`` for none that ends in ``.pdf``, ``material-doubled``, or as
            ``check_line``.
    """
    files = list(materials_of(draft, subject))
    name = check_line(name, files[place].name)
    if not name.lower().endswith(".pdf") or len(name) < 5 or set(name) & set("/\\"):
        raise EvalError("material-name", file=name[:60])
    files[place] = replace(files[place], name=name)
    if twins([file.name for file in files]):
        row = draft.row(Part.SUBJECTS, subject)
        id_ = cell(Part.SUBJECTS, row, "id") if row else ""
        raise EvalError("material-doubled", file=name, subject=id_)
    return with_materials(draft, subject, files)
