"""Making a new evaluation file out of a draft of its set-up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from evalapp.errors import EvalError
from evalapp.setup_draft import Draft, Part
from evalapp.setup_fixed import Fixed
from evalapp.setup_problems import evaluation_of, head_alone, problems
from evalapp.store.evaluation_file import EvaluationFile, create_evaluation
from evalapp.store.setup_draft import write_draft


def new_evaluation(
    path: Path,
    draft: Draft,
    evaluation_id: str,
    materials: Iterable[tuple[str, str, bytes]],
    keys: tuple[str, str],
    at: datetime,
    actor: str,
) -> None:
    """Make an evaluation file; a draft that is no whole set-up yet is kept in it to be gone on with.

    Args:
        path: must not exist; ends in ``.evaluation``.
        draft: with a title and a rubric at least.
        evaluation_id: a fresh random id in hex.
        materials: (subject id, name, content), of a draft without problems.
        keys: identity and recipient of the age pair.
        at: now, UTC.
        actor: for the record.

    Raises:
        EvalError: ``setup-…`` if the title is missing; ``file-wrong-suffix``, ``file-exists``, or what the
            file system refuses.
    """
    if path.suffix != ".evaluation":
        raise EvalError("file-wrong-suffix", file=str(path), expected=".evaluation")
    faults = [one for one in problems(draft, Fixed()) if not one.advice]
    if not faults:
        create_evaluation(path, evaluation_of(draft, evaluation_id), materials, keys, at, actor)
        return
    for fault in faults:
        if fault.part is Part.HEAD:
            raise fault.error
    create_evaluation(path, head_alone(draft, evaluation_id), (), keys, at, actor)
    if draft.subjects or draft.members:
        with EvaluationFile(path) as file:
            write_draft(file, draft, at)
