"""A set-up as it is being typed: half-filled and wrong cells are kept as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import msgspec

from evalapp.model import RecusalKind
from evalapp.rubric import Rubric


class Part(StrEnum):
    """A part of a set-up. The first three hold rows of cells (``COLUMNS``)."""

    HEAD = "evaluation"
    SUBJECTS = "subject"
    MEMBERS = "member"
    RECUSALS = "recusal"
    RUBRICS = "rubric"
    MATERIALS = "material"


COLUMNS: Mapping[Part, tuple[str, ...]] = {
    Part.HEAD: ("title", "kind", "organisation", "date", "deadline", "contact", "two_person_rule"),
    Part.SUBJECTS: ("id", "title", "kind", "rubric", "evaluation_kind"),
    Part.MEMBERS: ("id", "name", "role", "affiliation", "kana", "email"),
}
"""The columns of each part that has cells: the keys of ``docs/setup.md``."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row of cells as typed.

    Attributes:
        key: never changes and is never used again in this draft, whatever is typed as its id.
        cells: one for each of the part's ``COLUMNS``. A choice that was understood is its value
            (``chair``), anything else is kept as typed; an empty cell means the column's default.
        was: the id this row has in the set-up in force; empty for a row that is new.
    """

    key: int
    cells: tuple[str, ...]
    was: str = ""


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """A material of a subject: its name and the SHA-256 of its content, which is kept beside the draft."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DraftRecusal:
    """This member (a row's key) does not judge this subject (a row's key); never twice in a draft.

    Attributes:
        kind: empty is not possible: without a kind there is no recusal.
        reason: as typed.
    """

    member: int
    subject: int
    kind: RecusalKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole set-up being edited.

    Attributes:
        head: its only row; its key is 0.
        rubrics: valid ones; the first is the rubric of subjects whose cell is empty.
        materials: by the key of the subject's row, in order; subjects without any may be missing.
        next_key: the key of the next new row.
    """

    head: DraftRow
    subjects: tuple[DraftRow, ...] = ()
    members: tuple[DraftRow, ...] = ()
    recusals: tuple[DraftRecusal, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    materials: Mapping[int, tuple[DraftMaterial, ...]] = field(default_factory=dict)
    next_key: int = 1

    def rows(self, part: Part) -> tuple[DraftRow, ...]:
        """The rows of ``HEAD``, ``SUBJECTS`` or ``MEMBERS``."""
        if part is Part.HEAD:
            return (self.head,)
        return {Part.SUBJECTS: self.subjects, Part.MEMBERS: self.members}[part]

    def row(self, part: Part, key: int) -> DraftRow | None:
        """The row with this key, if it is there."""
        return next((row for row in self.rows(part) if row.key == key), None)

    def with_rows(self, part: Part, rows: tuple[DraftRow, ...]) -> Draft:
        """The draft with other rows; what hung on rows that are gone (recusals, materials) goes with them."""
        if part is Part.HEAD:
            (head,) = rows
            return replace(self, head=head)
        keys = {row.key for row in rows}
        if part is Part.MEMBERS:
            kept = tuple(recusal for recusal in self.recusals if recusal.member in keys)
            return replace(self, members=rows, recusals=kept)
        kept = tuple(recusal for recusal in self.recusals if recusal.subject in keys)
        materials = {key: files for key, files in self.materials.items() if key in keys}
        return replace(self, subjects=rows, recusals=kept, materials=materials)


def cell(part: Part, row: DraftRow, column: str) -> str:
    """What stands in a column of a row."""
    return row.cells[COLUMNS[part].index(column)]


def is_blank(row: DraftRow) -> bool:
    """Whether nothing is written in a row: it counts as not there."""
    return not any(text.strip() for text in row.cells)


def draft_document(draft: Draft) -> bytes:
    """The draft as JSON: what is saved while it is typed."""
    return msgspec.json.encode(draft)


def read_draft_document(document: bytes) -> Draft:
    """The draft of ``draft_document``.

    Raises:
        ValueError: it is no such document.
    """
    try:
        draft = msgspec.json.decode(document, type=Draft)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("no draft of a set-up") from error
    if not _holds_together(draft):
        raise ValueError("a draft of a set-up whose rows are none")
    return draft


def _holds_together(draft: Draft) -> bool:
    """Whether rows have their cells and keys of their own, and what hangs on a row has one."""
    rows = {part: draft.rows(part) for part in COLUMNS}
    keys = {part: {row.key for row in found} for part, found in rows.items()}
    places = [(one.member, one.subject) for one in draft.recusals]
    return (
        all(len(row.cells) == len(COLUMNS[part]) for part, found in rows.items() for row in found)
        and all(len(keys[part]) == len(found) for part, found in rows.items())
        and len(set(places)) == len(places)
        and all(m in keys[Part.MEMBERS] and s in keys[Part.SUBJECTS] for m, s in places)
        and draft.materials.keys() <= keys[Part.SUBJECTS]
        and bool(draft.rubrics)
    )
