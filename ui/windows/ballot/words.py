"""How the member's window names a cell and an edit."""

from __future__ import annotations

from evalapp.ballot import Ballot
from evalapp.editing import CommentEdit, Edit, MarkEdit, RecusalEdit
from evalapp.errors import EvalError
from evalapp.rubric import CommentKind
from exports.wording import comment_kind
from ui.windows.ballot.subject_model import subject_name
from ui.windows.ballot.work import CommentPlace
from ui.windows.speaker import Speaker


def criterion_name(ballot: Ballot, subject_id: str, criterion_id: str) -> str:
    """A criterion with the number it carries wherever it is printed: ``6 費用対効果``."""
    rubric = ballot.asked[subject_id][1]
    return f"{rubric.number(criterion_id)} {rubric.criterion(criterion_id).title}"


def comment_name(
    ballot: Ballot, subject_id: str, criterion_id: str | None, kind: CommentKind, speaker: Speaker
) -> str:
    """A comment: 問題点・改善すべき点, with its criterion where it is on one."""
    name = comment_kind(kind, speaker.language)
    if criterion_id is None:
        return name
    return f"{criterion_name(ballot, subject_id, criterion_id)} – {name}"


def unkept_fault(ballot: Ballot, place: CommentPlace, speaker: Speaker) -> EvalError:
    """``comment-unkept``: what is typed into this comment cannot be kept."""
    subject = ballot.asked[place[0]][0]
    where = speaker.say(
        "{subject}: {comment}", subject=subject_name(subject), comment=comment_name(ballot, *place, speaker)
    )
    return EvalError("comment-unkept", where=where)


def edit_name(edit: Edit, ballot: Ballot, speaker: Speaker) -> str:
    """What an edit was about, for undo and redo: ``評点「6 費用対効果」(A)``."""
    subject = ballot.asked[edit.subject_id][0].id
    match edit:
        case MarkEdit():
            cell = criterion_name(ballot, edit.subject_id, edit.criterion_id)
            return speaker.say("score “{cell}” ({subject})", cell=cell, subject=subject)
        case CommentEdit():
            cell = comment_name(ballot, edit.subject_id, edit.criterion_id, edit.kind, speaker)
            return speaker.say("comment “{cell}” ({subject})", cell=cell, subject=subject)
        case RecusalEdit() if edit.after.recusal:
            return speaker.say("not judging {subject}", subject=subject)
        case RecusalEdit():
            return speaker.say("judging {subject} again", subject=subject)
