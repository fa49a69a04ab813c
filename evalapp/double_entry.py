"""Paper score sheets typed in twice: how far a sheet is, and the cells in which its two entries differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from evalapp.ballot import ordered_comments
from evalapp.editing import comment_text
from evalapp.intake import Difference, ordered_differences
from evalapp.model import ScoreSheet
from evalapp.rubric import CommentKind, Rubric


class Stage(StrEnum):
    """未入力, 1回目の入力中, 2回目待ち, 2回目の入力中, 相違あり, 確認待ち."""

    UNTYPED = "untyped"
    FIRST = "first"
    ONCE = "once"
    SECOND = "second"
    DIFFERENT = "different"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """What one person has typed off the paper.

    Attributes:
        by: who typed it, or corrected it last.
        at: of the last key, UTC.
        finished: the typist has come to the end; an entry under way is compared with nothing.
    """

    sheet: ScoreSheet
    by: str
    at: datetime
    finished: bool


@dataclass(frozen=True, slots=True)
class Typing:
    """One member's paper sheet on one subject: the first entry, and the second once it is begun."""

    member_id: str
    subject_id: str
    first: TypedEntry
    second: TypedEntry | None = None


def stage(typing: Typing | None) -> Stage:
    """How far a sheet is; ``None`` is one that nobody has begun to type."""
    if typing is None:
        return Stage.UNTYPED
    if not typing.first.finished:
        return Stage.FIRST
    if typing.second is None:
        return Stage.ONCE
    if not typing.second.finished:
        return Stage.SECOND
    return Stage.AGREED if typing.first.sheet == typing.second.sheet else Stage.DIFFERENT


def entry_differences(typing: Typing, rubric: Rubric) -> tuple[Difference, ...]:
    """The cells in which the second entry differs from the first, in the sheet's order."""
    if typing.second is None:
        return ()
    return tuple(ordered_differences(typing.first.sheet, typing.second.sheet, rubric))


def finished_sheet(sheet: ScoreSheet, rubric: Rubric) -> ScoreSheet:
    """``sheet`` as it is compared: space around a comment says nothing and is not on the paper."""
    texts = {(one.criterion_id, one.kind): one.text.strip() for one in sheet.comments}
    return replace(sheet, comments=ordered_comments(texts, rubric))


def settled(sheet: ScoreSheet, other: ScoreSheet, cell: Difference, rubric: Rubric) -> ScoreSheet:
    """``sheet`` with what ``other`` has in one cell in which they differ.

    A recusal is of the whole sheet: with it, or without it, all of ``other`` is taken over.
    """
    if cell.field in {"recusal", "reason"}:
        return other
    if cell.field == "points" and cell.criterion_id is not None:
        mark = other.marks[cell.criterion_id]
        return replace(sheet, marks={**sheet.marks, cell.criterion_id: mark})
    kind = CommentKind(cell.field)
    texts = {(one.criterion_id, one.kind): one.text for one in sheet.comments}
    texts[cell.criterion_id, kind] = comment_text(other, cell.criterion_id, kind)
    return replace(sheet, comments=ordered_comments(texts, rubric))
