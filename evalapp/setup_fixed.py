"""What of a set-up may not change any more once files were issued: they and the answers name it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from evalapp.errors import EvalError
from evalapp.setup_draft import Draft, DraftRow, Part, cell


@dataclass(frozen=True, slots=True)
class Fixed:
    """What may not change. Without a value: nothing is fixed.

    Attributes:
        subjects: (id, id of its rubric) of the subjects in force, in order: none may be removed, renamed,
            moved or judged by another rubric. New ones stand after them.
        members: the ids of the members in force, in order: none may be renamed or moved. New ones stand
            after them.
        issued: the members who may not be removed either: something was issued to them or came from them.
    """

    subjects: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()
    issued: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is fixed."""
        return bool(self.subjects or self.members)

    def holds(self, part: Part, row: DraftRow) -> bool:
        """Whether this row keeps its id and its place."""
        return bool(row.was) and row.was in self.ids(part)

    def keeps(self, part: Part, row: DraftRow) -> bool:
        """Whether this row cannot be removed."""
        return self.holds(part, row) and (part is Part.SUBJECTS or row.was in self.issued)

    def first_free(self, part: Part, rows: tuple[DraftRow, ...]) -> int:
        """The first place in ``rows`` where a new row may stand."""
        return max((place for place, row in enumerate(rows, 1) if self.holds(part, row)), default=0)

    def ids(self, part: Part) -> tuple[str, ...]:
        """The ids that stand first, in order."""
        if part is Part.SUBJECTS:
            return tuple(id_ for id_, _rubric in self.subjects)
        return self.members if part is Part.MEMBERS else ()


def refuse_removal(part: Part, rows: tuple[DraftRow, ...], fixed: Fixed) -> None:
    """Refuse to take rows out that are to stay.

    Raises:
        EvalError: ``setup-fixed-removed`` names those.
    """
    kept = [row.was for row in rows if fixed.keeps(part, row)]
    if kept:
        raise EvalError("setup-fixed-removed", where=part.value, ids=kept)


def fixed_faults(draft: Draft, fixed: Fixed) -> Iterator[tuple[Part, int | None, str, EvalError]]:
    """What was changed although it is fixed: part, row's key (``None``: it is gone), column, fault."""
    for part in (Part.SUBJECTS, Part.MEMBERS):
        yield from _table_faults(part, draft, fixed)
    rubrics = dict(fixed.subjects)
    for number, row in enumerate(draft.subjects, 1):
        if not fixed.holds(Part.SUBJECTS, row):
            continue
        rubric = cell(Part.SUBJECTS, row, "rubric") or (draft.rubrics[0].id if draft.rubrics else "")
        if rubric != rubrics[row.was]:
            fault = EvalError(
                "setup-fixed-value", where=f"subject {number}", key="rubric", found=rubrics[row.was]
            )
            yield Part.SUBJECTS, row.key, "rubric", fault.of("draft")


def _table_faults(
    part: Part, draft: Draft, fixed: Fixed
) -> Iterator[tuple[Part, int | None, str, EvalError]]:
    rows = draft.rows(part)
    present = {row.was for row in rows}
    gone = [id_ for id_ in fixed.ids(part) if id_ not in present]
    gone = [id_ for id_ in gone if part is Part.SUBJECTS or id_ in fixed.issued]
    if gone:
        yield part, None, "", EvalError("setup-fixed-removed", where=part.value, ids=gone).of("draft")
    order = {id_: place for place, id_ in enumerate(fixed.ids(part))}
    last, behind_new = -1, False
    for number, row in enumerate(rows, 1):
        if not fixed.holds(part, row):
            behind_new = behind_new or any(text.strip() for text in row.cells)
            continue
        where = f"{part.value} {number}"
        if unicodedata.normalize("NFC", cell(part, row, "id").strip()) != row.was:
            fault = EvalError("setup-fixed-value", where=where, key="id", found=row.was)
            yield part, row.key, "id", fault.of("draft")
        if order[row.was] < last or behind_new:
            yield part, row.key, "id", EvalError("setup-fixed-order", where=part.value).of("draft")
            return
        last = order[row.was]
