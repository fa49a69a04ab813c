"""Where a member is in a score sheet, as a text that can be kept for days."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from evalapp.rubric import CommentKind


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A cell of a sheet and, in a comment, the caret in UTF-16 units."""

    subject_id: str
    criterion_id: str | None
    kind: CommentKind | None
    caret: int


def written_place(place: SheetPlace) -> str:
    """``place`` as JSON."""
    return json.dumps(asdict(place), ensure_ascii=False)


def read_place(text: str) -> SheetPlace | None:
    """What ``written_place`` wrote; ``None`` for anything else."""
    try:
        found = json.loads(text)
        subject_id, criterion_id, kind, caret = (
            found[name] for name in ("subject_id", "criterion_id", "kind", "caret")
        )
        if not (isinstance(subject_id, str) and isinstance(criterion_id, str | None)):
            return None
        return SheetPlace(subject_id, criterion_id, CommentKind(kind) if kind else None, int(caret))
    except (ValueError, TypeError, KeyError):
        return None
