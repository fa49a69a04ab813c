"""Materials attached to subjects: PDF files named in a set-up, read once and kept inside the evaluation."""

from __future__ import annotations

from pathlib import Path

from evalapp.errors import EvalError
from evalapp.files import read_limited
from evalapp.model import Subject

MATERIAL_LIMIT = 100 * 2**20
"""Largest material in bytes."""


def read_materials(subjects: tuple[Subject, ...], folder: Path) -> list[tuple[str, str, bytes]]:
    """The materials of all subjects as (subject id, name, content).

    Args:
        subjects: with the names given in the set-up, relative to ``folder``.
        folder: where the set-up file is; names may not lead out of it.

    Raises:
        EvalError: ``material-outside``, ``material-not-pdf``, ``material-doubled``, or what the file system
            refuses.
    """
    found: list[tuple[str, str, bytes]] = []
    for subject in subjects:
        for name in subject.materials:
            try:
                path = (folder / name).resolve()
            except (OSError, RuntimeError) as error:  # links that lead in a circle
                raise EvalError("material-outside", file=name) from error
            if not path.is_relative_to(folder.resolve()):
                raise EvalError("material-outside", file=name)
            content = read_material(path, name)
            if (subject.id, Path(name).name) in {(id_, other) for id_, other, _content in found}:
                raise EvalError("material-doubled", file=Path(name).name, subject=subject.id)
            found.append((subject.id, Path(name).name, content))
    return found


def read_material(path: Path, name: str) -> bytes:
    """The content of one material.

    Raises:
        EvalError: ``material-not-pdf``, which calls it ``name``, or what the file system refuses.
    """
    content = read_limited(path, MATERIAL_LIMIT)
    if not content.startswith(b"%PDF-"):
        raise EvalError("material-not-pdf", file=name)
    return content
