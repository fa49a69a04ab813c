"""The draft of a set-up in the evaluation file, saved while it is typed, and the materials it names."""

from __future__ import annotations

from datetime import datetime

from evalapp import canonical
from evalapp.errors import EvalError
from evalapp.record import Act
from evalapp.setup_draft import Draft, draft_document, read_draft_document
from evalapp.store.database import reading_faults, sqlite_faults, transaction
from evalapp.store.evaluation_file import EvaluationFile


def read_draft(file: EvaluationFile) -> Draft | None:
    """The draft as saved; ``None`` if the set-up in force is all there is.

    Raises:
        EvalError: ``file-damaged``.
    """
    with reading_faults(file.path):
        row = file.db.execute("SELECT document FROM setup_draft").fetchone()
    try:
        return read_draft_document(row[0].encode()) if row else None
    except ValueError as error:
        raise EvalError("file-damaged", file=str(file.path)) from error


def write_draft(file: EvaluationFile, draft: Draft, at: datetime) -> None:
    """Save the draft, in one transaction.

    Args:
        file: the evaluation.
        draft: as typed.
        at: now, UTC.
    """
    document = draft_document(draft).decode()
    with sqlite_faults(file.path), transaction(file.db) as db:
        db.execute("INSERT OR REPLACE INTO setup_draft VALUES (1, ?, ?)", [at.isoformat(), document])


def drop_draft(file: EvaluationFile, *, materials: bool = True) -> None:
    """Give the draft up: the set-up in force stands alone again.

    Args:
        file: the evaluation.
        materials: give up those kept beside it too; else steps that were undone can be made again.
    """
    with sqlite_faults(file.path), transaction(file.db) as db:
        db.execute("DELETE FROM setup_draft")
        if materials:
            db.execute("DELETE FROM draft_material")


def setup_line(file: EvaluationFile) -> int:
    """The number of the record's line that put the present set-up into force."""
    with reading_faults(file.path):
        (number,) = file.db.execute(
            "SELECT max(number) FROM record WHERE act IN (?, ?)",
            [Act.CREATED.value, Act.SETUP_CHANGED.value],
        ).fetchone()
    return int(number or 0)


def put_material(file: EvaluationFile, content: bytes) -> str:
    """Keep the content of a material beside the draft, in one transaction; returns its SHA-256."""
    sha256 = canonical.digest(content)
    with sqlite_faults(file.path), transaction(file.db) as db:
        db.execute("INSERT OR IGNORE INTO draft_material VALUES (?, ?)", [sha256, content])
    return sha256


def materials_in_force(file: EvaluationFile) -> dict[str, tuple[tuple[str, str], ...]]:
    """By subject's id the name and SHA-256 of each material in force, in order; all contents are read."""
    found: dict[str, list[tuple[str, str]]] = {}
    for subject_id, name, content in file.materials():
        found.setdefault(subject_id, []).append((name, canonical.digest(content)))
    return {subject_id: tuple(files) for subject_id, files in found.items()}


def material_content(file: EvaluationFile, sha256: str) -> bytes:
    """The content of a material that the draft or the set-up in force names.

    Raises:
        EvalError: ``file-damaged``: there is none, or it is another.
    """
    with reading_faults(file.path):
        row = file.db.execute("SELECT content FROM draft_material WHERE sha256 = ?", [sha256]).fetchone()
    if row and canonical.digest(row[0]) == sha256:
        return bytes(row[0])
    for _subject_id, _name, content in file.materials():
        if canonical.digest(content) == sha256:
            return content
    raise EvalError("file-damaged", file=str(file.path))
