"""The answers of a ballot as plain words, the same on both sides of a pipe."""

from __future__ import annotations

from evalapp.model import ScoreSheet
from ui.windows.ballot.window import BallotWindow


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


def shown_cells(window: BallotWindow) -> dict[str, str]:
    """What a member who looks at the window takes for the answers: what its fields show."""
    sheets, subject = window.work.sitting.sheets, window.sheet.subject_id
    found = cells(sheets)
    form = window.sheet.form
    if form is None or sheets[subject].recusal is not None:
        return found
    for criterion, card in form.cards.items():
        if card.row:
            chosen = [mark for choice, mark in card.row._values.items() if choice.isChecked()]
            found[f"{subject} {criterion}"] = str(chosen[0]) if chosen else "blank"
        for kind, box in card.boxes.items():
            found.pop(name := f"{subject} {criterion} {kind}", None)
            # spaces alone are no comment
            if box.text.strip():
                found[name] = box.text
    return found
