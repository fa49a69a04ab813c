"""What a grid shows and edits, behind one small face."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from evalapp.cell_blocks import Block


class Kind(Enum):
    """How a column's cells are filled."""

    TEXT = auto()
    CHOICE = auto()
    """One of some words, picked from a list or typed."""
    TOGGLE = auto()
    """One of few words, gone through with Space or a click."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: its head; may have a line end.
        width: in heights of a line; what it has at least.
        share: of the room that is left; 0: it keeps its width.
        choices: (value, word) in the order of the list; an empty value empties the cell.
        hint: what its head says under the pointer.
    """

    title: str
    width: float
    share: float = 0
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is to be seen of a cell.

    Attributes:
        text: as shown.
        instead: shown in its place, paler, where there is no text: what an empty cell means.
        locked: why it cannot be changed; empty: it can.
        fault: what is wrong with it; empty: nothing.
        advice: the fault is one to look at only.
    """

    text: str
    instead: str = ""
    locked: str = ""
    fault: str = ""
    advice: bool = False


class GridTable(QObject):
    """Rows of cells on which a grid works. Places count from 0; what edits raises ``EvalError``.

    Attributes:
        rows_change: rows can be added, moved, sorted and taken out.
        editable: anything can be done at all.
        numbered: the heads of its rows are their numbers.

    Signals:
        changed: anything of it.
    """

    changed = Signal()
    rows_change = True
    editable = True
    numbered = True

    def columns(self) -> tuple[Column, ...]:
        """The columns, said in the language of the app."""
        raise NotImplementedError

    def count(self) -> int:
        """How many rows there are, without the empty one in which a new one begins."""
        raise NotImplementedError

    def row_title(self, row: int) -> str:
        """The head of a row."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> Cell:
        """A cell; those of the row behind the last are empty."""
        raise NotImplementedError

    def write(self, texts: Mapping[tuple[int, int], str], *, cleared: bool = False) -> None:
        """Write into cells as one step; into the row behind the last: it is added.

        Args:
            texts: by row and column.
            cleared: they were emptied, not typed in.
        """
        raise NotImplementedError

    def paste(self, row: int, column: int, block: Block) -> None:
        """Write a block from a cell on."""
        raise NotImplementedError

    def fill_down(self, rows: Sequence[int], columns: Collection[int]) -> None:
        """Write what stands in the first of the rows into the others."""
        raise NotImplementedError

    def insert(self, place: int, count: int) -> None:
        """Put empty rows before a place."""
        raise NotImplementedError

    def delete(self, rows: Collection[int]) -> None:
        """Take rows out."""
        raise NotImplementedError

    def move(self, rows: Collection[int], by: int) -> None:
        """Move rows up (-1) or down (1)."""
        raise NotImplementedError

    def sort(self, column: int, *, descending: bool) -> None:
        """Sort by a column."""
        raise NotImplementedError
