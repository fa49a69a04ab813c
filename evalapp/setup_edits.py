"""Edits of a draft's rows, each a plain function from a draft to the next one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from evalapp.cell_blocks import Block, natural_key, one_line
from evalapp.choice_words import EVALUATION_KINDS, NO, ROLES, SUBJECT_KINDS, YES, Words, value_of
from evalapp.errors import EvalError
from evalapp.model import RecusalKind
from evalapp.pasted_heads import headed
from evalapp.rubric import Rubric
from evalapp.setup_draft import COLUMNS, Draft, DraftRecusal, DraftRow, Part, cell, is_blank
from evalapp.setup_fixed import Fixed, refuse_removal
from evalapp.text import cleaned

MAX_ROWS = 2_000
"""Most rows of a table: far more than any committee has."""

_FLAGS: Words = {"true": YES, "false": NO}
_WORDS: dict[tuple[Part, str], Words] = {
    (Part.HEAD, "kind"): EVALUATION_KINDS,
    (Part.HEAD, "two_person_rule"): _FLAGS,
    (Part.SUBJECTS, "kind"): SUBJECT_KINDS,
    (Part.SUBJECTS, "evaluation_kind"): EVALUATION_KINDS,
    (Part.MEMBERS, "role"): ROLES,
}
_FIRST_IDS = {Part.SUBJECTS: "A", Part.MEMBERS: "m1"}


def choice_words(draft: Draft, part: Part, column: str) -> Words | None:
    """The values of a column that takes choices, with the words understood for each; ``None`` for others."""
    if (part, column) == (Part.SUBJECTS, "rubric"):
        return {rubric.id: (rubric.title, rubric.title) for rubric in draft.rubrics}
    return _WORDS.get((part, column))


def set_cell(draft: Draft, part: Part, key: int, column: str, text: str) -> Draft:
    """Write into one cell: one line, without signs that nobody sees; words of choices are understood.

    A row that is written in for the first time gets an id if it has none.
    """
    return set_cells(draft, part, {(key, column): text})


def set_cells(draft: Draft, part: Part, texts: dict[tuple[int, str], str]) -> Draft:
    """Write into several cells, given by row's key and column; see ``set_cell``."""
    by_key: dict[int, dict[str, str]] = {}
    for (key, column), text in texts.items():
        by_key.setdefault(key, {})[column] = _understood(draft, part, column, text)
    ids = [row.cells[0] for row in draft.rows(part)]
    rows = []
    for row in draft.rows(part):
        new = by_key.get(row.key)
        written = row if new is None else replace(row, cells=_merged(part, row, new))
        if new and (is_blank(row) or "id" not in new) and not is_blank(written):
            written = _with_id(part, written, ids)
        rows.append(written)
    return draft.with_rows(part, tuple(rows))


def paste(draft: Draft, part: Part, row: int, column: str, block: Block) -> Draft:
    """Write a block of cells from a place on; rows that are not there yet are added.

    A block whose first row are heads (``headed``) goes into the columns they name, wherever it is pasted.

    Args:
        draft: before.
        part: ``SUBJECTS`` or ``MEMBERS``.
        row: the place of the first row, from 0; at most one behind the last.
        column: of the block's first cell.
        block: of any width; cells without text count where there is room for them.

    Raises:
        EvalError: ``paste-too-wide``: text would stand right of the last column; ``paste-too-large``.
    """
    columns = COLUMNS[part][COLUMNS[part].index(column) :]
    if table := headed(part, block):
        columns, block = table.columns, table.block
    width = max((place + 1 for cells in block for place, text in enumerate(cells) if text), default=0)
    if not table and width > len(columns):
        raise EvalError("paste-too-wide", width=width, room=len(columns))
    missing = row + len(block) - len(draft.rows(part))
    if missing > 0:
        draft = insert_rows(draft, part, len(draft.rows(part)), missing)
    keys = [one.key for one in draft.rows(part)[row : row + len(block)]]
    return set_cells(
        draft,
        part,
        {
            (key, name): text
            for key, cells in zip(keys, block, strict=True)
            for name, text in zip(columns, cells, strict=False)
            if name
        },
    )


def add_rubric(draft: Draft, rubric: Rubric) -> Draft:
    """Add a rubric; subjects for which its title was written before it was there are judged by it."""
    draft = replace(draft, rubrics=(*draft.rubrics, rubric))
    named = {(row.key, "rubric"): cell(Part.SUBJECTS, row, "rubric") for row in draft.subjects}
    return set_cells(draft, Part.SUBJECTS, {place: text for place, text in named.items() if text})


def fill_down(draft: Draft, part: Part, keys: Sequence[int], columns: Collection[str]) -> Draft:
    """Write what stands in the first of these rows into the others; ids are counted on."""
    rows = {row.key: row for row in draft.rows(part)}
    first = rows[keys[0]]
    texts: dict[tuple[int, str], str] = {}
    taken = [row.cells[0] for row in draft.rows(part)]
    for key in keys[1:]:
        for column in columns:
            text = cell(part, first, column)
            if column == "id":
                text = next_id([one for one in taken if one], _FIRST_IDS[part], after=text)
                taken.append(text)
            texts[key, column] = text
    return set_cells(draft, part, texts)


def insert_rows(draft: Draft, part: Part, place: int, count: int = 1) -> Draft:
    """Put empty rows before the one at ``place``, or at the end.

    Raises:
        EvalError: ``paste-too-large``: more than ``MAX_ROWS``.
    """
    rows = draft.rows(part)
    if len(rows) + count > MAX_ROWS:
        raise EvalError("paste-too-large", rows=MAX_ROWS, columns=len(COLUMNS[part]))
    empty = tuple(DraftRow(draft.next_key + number, ("",) * len(COLUMNS[part])) for number in range(count))
    draft = replace(draft, next_key=draft.next_key + count)
    return draft.with_rows(part, (*rows[:place], *empty, *rows[place:]))


def delete_rows(draft: Draft, part: Part, keys: Collection[int], fixed: Fixed) -> Draft:
    """Take rows out, with their recusals and materials.

    Raises:
        EvalError: ``setup-fixed-removed`` for those that are to stay.
    """
    rows = draft.rows(part)
    refuse_removal(part, tuple(row for row in rows if row.key in keys), fixed)
    return draft.with_rows(part, tuple(row for row in rows if row.key not in keys))


def move_rows(draft: Draft, part: Part, keys: Collection[int], by: int, fixed: Fixed) -> Draft:
    """Move rows together up (``by`` -1) or down (1); at the end they stay.

    Raises:
        EvalError: ``setup-fixed-order``: they, or what they would pass, keep their places.
    """
    rows = list(draft.rows(part))
    free = fixed.first_free(part, draft.rows(part))
    places = [place for place, row in enumerate(rows) if row.key in keys]
    if not places or not places[0] + by >= 0 or not places[-1] + by < len(rows):
        return draft
    if min(places[0], places[0] + by) < free:
        raise EvalError("setup-fixed-order", where=part.value)
    for place in places if by < 0 else reversed(places):
        rows[place], rows[place + by] = rows[place + by], rows[place]
    return draft.with_rows(part, tuple(rows))


def sort_rows(draft: Draft, part: Part, column: str, fixed: Fixed, *, descending: bool = False) -> Draft:
    """Sort by a column as people do: m2 before m10, choices in their order, names by their kana if given.

    Rows that keep their places stay first; empty cells go last.
    """
    rows = draft.rows(part)
    free = fixed.first_free(part, rows)
    words = choice_words(draft, part, column)
    ranks = {value: str(rank) for rank, value in enumerate(words or {})}

    def text(row: DraftRow) -> str:
        found = cell(part, row, column)
        if (part, column) == (Part.MEMBERS, "name"):
            found = cell(part, row, "kana") or found
        return ranks.get(found, found)

    written = [row for row in rows[free:] if text(row)]
    written.sort(key=lambda row: natural_key(text(row)), reverse=descending)
    empty = [row for row in rows[free:] if not text(row)]
    return draft.with_rows(part, (*rows[:free], *written, *empty))


def set_recusal(draft: Draft, member: int, subject: int, kind: RecusalKind | None) -> Draft:
    """Set up or take away the recusal of a member (a row's key) from a subject (a row's key)."""
    kept = [one for one in draft.recusals if (one.member, one.subject) != (member, subject)]
    if kind is not None:
        before = recusals_by_place(draft).get((member, subject))
        kept.append(DraftRecusal(member, subject, kind, before.reason if before else ""))
    return replace(draft, recusals=_in_order(draft, kept))


def set_reason(draft: Draft, member: int, subject: int, reason: str) -> Draft:
    """Write why a member does not judge a subject, in one line or more."""
    written = cleaned(reason).text.strip()
    return replace(
        draft,
        recusals=tuple(
            replace(one, reason=written) if (one.member, one.subject) == (member, subject) else one
            for one in draft.recusals
        ),
    )


def recusals_by_place(draft: Draft) -> dict[tuple[int, int], DraftRecusal]:
    """The recusals by the keys of member and subject."""
    return {(one.member, one.subject): one for one in draft.recusals}


def next_id(ids: Sequence[str], first: str, after: str = "") -> str:
    """The id that follows ``after`` or else the last of ``ids``: m3 after m2, C after B; never one taken."""
    taken = {one.casefold() for one in ids}
    found = after or (ids[-1] if ids else "")
    for _attempt in range(MAX_ROWS * 2):
        found = _following(found) if found else first
        if found.casefold() not in taken:
            return found
    return ""


def _following(id_: str) -> str:
    if number := re.search(r"[0-9]+\Z", id_):
        digits = str(int(number[0]) + 1).zfill(len(number[0]))
        return id_[: number.start()] + digits
    if re.search(r"[A-Ya-y]\Z", id_):
        return id_[:-1] + chr(ord(id_[-1]) + 1)
    return f"{id_}2"


def _with_id(part: Part, row: DraftRow, ids: list[str]) -> DraftRow:
    if part not in _FIRST_IDS or row.cells[0]:
        return row
    own = next_id([one for one in ids if one], _FIRST_IDS[part])
    ids.append(own)
    return replace(row, cells=(own, *row.cells[1:]))


def _merged(part: Part, row: DraftRow, new: dict[str, str]) -> tuple[str, ...]:
    return tuple(new.get(column, old) for column, old in zip(COLUMNS[part], row.cells, strict=True))


def _understood(draft: Draft, part: Part, column: str, text: str) -> str:
    line = one_line(cleaned(text).text)
    words = choice_words(draft, part, column)
    return value_of(line, words) if words and line else line


def _in_order(draft: Draft, recusals: Sequence[DraftRecusal]) -> tuple[DraftRecusal, ...]:
    """By member and subject in the order of their rows, so that the same recusals are the same draft."""
    rows = (*draft.members, *draft.subjects)
    order = {row.key: place for place, row in enumerate(rows)}
    return tuple(sorted(recusals, key=lambda one: (order[one.member], order[one.subject])))
