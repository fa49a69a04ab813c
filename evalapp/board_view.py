"""How the board is looked at: which members and subjects are shown, in which order, and what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evalapp.folding import fold
from evalapp.watching import Board, Cell, CellState

_ORDER = {state: place for place, state in enumerate(CellState)}


class Order(StrEnum):
    """As listed in the set-up; by name; what is owed most first, members and subjects; by one subject."""

    LISTED = "listed"
    NAME = "name"
    OWED = "owed"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class View:
    """What is asked for.

    Attributes:
        text: words; each narrows down to the members or the subjects that hold it.
        states: only members and subjects with a cell in one of these; empty: all.
        owed: the same for cells that are still owed.
        subject_id: whose states set the order of the members with ``Order.SUBJECT``.
    """

    text: str = ""
    states: frozenset[CellState] = frozenset()
    owed: bool = False
    order: Order = Order.LISTED
    subject_id: str = ""

    @property
    def narrows(self) -> bool:
        """Whether some cells are looked for by their state."""
        return self.owed or bool(self.states)

    def wants(self, cell: Cell) -> bool:
        """Whether a cell is among those looked for; all are if none are looked for by state."""
        return not self.narrows or cell.state in self.states or (self.owed and cell.owed)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The members and subjects shown, by their places on the board (from 0), in the order shown."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def arranged(board: Board, view: View) -> Arrangement:
    """What of ``board`` is shown, and in which order."""
    rows, columns = _named(board, view.text)
    if view.narrows:
        found = [(r, c) for r in rows for c in columns if view.wants(board.rows[r].cells[c])]
        hit_rows, hit_columns = {r for r, _ in found}, {c for _, c in found}
        rows = [r for r in rows if r in hit_rows]
        columns = [c for c in columns if c in hit_columns]
    match view.order:
        case Order.NAME:
            rows.sort(key=lambda r: fold(board.rows[r].member.kana or board.rows[r].member.name))
        case Order.OWED:
            rows.sort(key=lambda r: -board.rows[r].owed)
            columns.sort(key=lambda c: -board.subject_owed[c])
        case Order.SUBJECT:
            ids = [subject.id for subject in board.subjects]
            if view.subject_id in ids:
                place = ids.index(view.subject_id)
                rows.sort(key=lambda r: _ORDER[board.rows[r].cells[place].state])
    return Arrangement(tuple(rows), tuple(columns))


def _named(board: Board, text: str) -> tuple[list[int], list[int]]:
    """The members and subjects left by the words in ``text``; a word nobody holds leaves none."""
    rows, columns = list(range(len(board.rows))), list(range(len(board.subjects)))
    for word in filter(None, map(fold, text.split())):
        members = [r for r in rows if word in _member_text(board, r)]
        subjects = [c for c in columns if word in _subject_text(board, c)]
        if members or not subjects:
            rows = members
        if subjects or not members:
            columns = subjects
    return rows, columns


def _member_text(board: Board, row: int) -> str:
    member = board.rows[row].member
    return "\n".join(map(fold, (member.id, member.name, member.kana, member.affiliation)))


def _subject_text(board: Board, column: int) -> str:
    subject = board.subjects[column]
    return "\n".join(map(fold, (subject.id, subject.title)))
