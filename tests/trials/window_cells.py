"""The answers of a ballot as plain words, the same on both sides of a pipe."""

from __future__ import annotations

from evalapp.model import ScoreSheet


def cells(sheets: dict[str, ScoreSheet]) -> dict[str, str]:
    """Every answer by a name of its cell."""
    found: dict[str, str] = {}
    for sheet in sheets.values():
        found[f"{sheet.subject_id} recusal"] = str(sheet.recusal)
        for criterion, mark in sheet.marks.items():
            found[f"{sheet.subject_id} {criterion}"] = str(mark)
        for comment in sheet.comments:
            found[f"{sheet.subject_id} {comment.criterion_id} {comment.kind}"] = comment.text
    return found
