"""One edit of a score sheet as a value: made, taken back, and joined with the edit before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from evalapp.ballot import ordered_comments
from evalapp.errors import EvalError
from evalapp.mark import Mark
from evalapp.model import ScoreSheet
from evalapp.rubric import CommentKind, Rubric

HISTORY_LIMIT = 1_000
"""So many edits can be undone; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class MarkEdit:
    """The mark of one criterion."""

    subject_id: str
    criterion_id: str
    before: Mark
    after: Mark


@dataclass(frozen=True, slots=True)
class CommentEdit:
    """The text of one comment, on the whole subject where ``criterion_id`` is ``None``; no text is ``""``."""

    subject_id: str
    criterion_id: str | None
    kind: CommentKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecusalEdit:
    """A recusal declared, changed or taken back: the whole sheet before and after."""

    subject_id: str
    before: ScoreSheet
    after: ScoreSheet


Edit = MarkEdit | CommentEdit | RecusalEdit


def comment_text(sheet: ScoreSheet, criterion_id: str | None, kind: CommentKind) -> str:
    """The text of one comment; empty where there is none."""
    for comment in sheet.comments:
        if comment.kind is kind and comment.criterion_id == criterion_id:
            return comment.text
    return ""


def made(sheet: ScoreSheet, rubric: Rubric, edit: Edit) -> ScoreSheet:
    """``sheet`` after ``edit``.

    Raises:
        EvalError: ``edit-overtaken``: the sheet does not hold what the edit replaces.
    """
    match edit:
        case MarkEdit():
            _expect(sheet.recusal is None and sheet.marks[edit.criterion_id] == edit.before)
            # in its old place: marks keep the rubric's order
            return replace(sheet, marks={**sheet.marks, edit.criterion_id: edit.after})
        case CommentEdit():
            _expect(
                sheet.recusal is None and comment_text(sheet, edit.criterion_id, edit.kind) == edit.before
            )
            texts = {(one.criterion_id, one.kind): one.text for one in sheet.comments}
            texts[edit.criterion_id, edit.kind] = edit.after
            return replace(sheet, comments=ordered_comments(texts, rubric))
        case RecusalEdit():
            _expect(sheet == edit.before)
            return edit.after


def _expect(holds: bool) -> None:  # noqa: FBT001 - reads as a sentence where it stands
    if not holds:
        raise EvalError("edit-overtaken")


def inverse(edit: Edit) -> Edit:
    """The edit that takes ``edit`` back."""
    match edit:
        case MarkEdit():
            return replace(edit, before=edit.after, after=edit.before)
        case CommentEdit():
            return replace(edit, before=edit.after, after=edit.before)
        case RecusalEdit():
            return replace(edit, before=edit.after, after=edit.before)


def joined(first: Edit, second: Edit) -> Edit | None:
    """Both as one, if ``second`` goes on where ``first`` ended; ``None`` if they are of different cells."""
    if first.after != second.before or _cell(first) != _cell(second):
        return None
    match first, second:
        case MarkEdit(), MarkEdit():
            return replace(first, after=second.after)
        case CommentEdit(), CommentEdit():
            return replace(first, after=second.after)
    return None


def rebased(edit: Edit, sheet: ScoreSheet) -> Edit | None:
    """``edit`` as made on ``sheet``, whatever stood there; ``None`` if a recusal has closed the cell."""
    match edit:
        case RecusalEdit():
            return replace(edit, before=sheet)
        case _ if sheet.recusal is not None:
            return None
        case MarkEdit():
            return replace(edit, before=sheet.marks[edit.criterion_id])
        case CommentEdit():
            return replace(edit, before=comment_text(sheet, edit.criterion_id, edit.kind))


def _cell(edit: Edit) -> tuple[object, ...]:
    match edit:
        case MarkEdit():
            return edit.subject_id, edit.criterion_id
        case CommentEdit():
            return edit.subject_id, edit.criterion_id, edit.kind
        case RecusalEdit():
            return (edit.subject_id,)


@dataclass(slots=True)
class History:
    """What can be undone and what redone, the newest last."""

    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)

    def add(self, edit: Edit, *, joins: bool) -> None:
        """Note an edit; with ``joins`` it becomes one step with the newest one where that is possible."""
        self.undone.clear()
        one = joined(self.done[-1], edit) if joins and self.done else None
        if one:
            self.done[-1] = one
            # typed and deleted again: nothing that anybody wants to undo
            if one.before == one.after:
                self.done.pop()
        else:
            self.done.append(edit)
            del self.done[:-HISTORY_LIMIT]

    def clear(self) -> None:
        """Forget everything."""
        self.done.clear()
        self.undone.clear()

    def undo(self, make: Callable[[Edit], None]) -> Edit:
        """Take the newest edit back through ``make``; if that raises, nothing has changed."""
        edit = self.done[-1]
        make(inverse(edit))
        # saving it may have taken over what another program wrote, and that ends the history
        if self.done:
            self.undone.append(self.done.pop())
        return edit

    def redo(self, make: Callable[[Edit], None]) -> Edit:
        """Make the edit last undone again through ``make``; if that raises, nothing has changed."""
        edit = self.undone[-1]
        make(edit)
        if self.undone:
            self.done.append(self.undone.pop())
        return edit
