"""The subjects and the members of a draft, as a grid edits them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from evalapp.cell_blocks import Block
from evalapp.language import N_
from evalapp.pasted_heads import headed
from evalapp.setup_draft import COLUMNS, Draft, Part
from evalapp.setup_edits import (
    delete_rows,
    fill_down,
    insert_rows,
    move_rows,
    paste,
    set_cells,
    sort_rows,
)
from ui.windows.evaluation.grid.table import Cell, Column, Kind
from ui.windows.evaluation.setup.setup_table import SetupTable
from ui.windows.evaluation.setup.words import choices_of, column_title, default_of
from ui.windows.evaluation.setup_work import SetupWork

_WIDTHS = {
    (Part.SUBJECTS, "id"): (5, 0),
    (Part.SUBJECTS, "title"): (16, 3),
    (Part.SUBJECTS, "kind"): (10.5, 0),
    (Part.SUBJECTS, "rubric"): (9, 1),
    (Part.SUBJECTS, "evaluation_kind"): (7.5, 0),
    (Part.MEMBERS, "id"): (5, 0),
    (Part.MEMBERS, "name"): (8, 0.6),
    (Part.MEMBERS, "role"): (6, 0),
    (Part.MEMBERS, "affiliation"): (12, 2),
    (Part.MEMBERS, "kana"): (8, 0.6),
    (Part.MEMBERS, "email"): (10, 1.2),
}
"""In heights of a line, and the share of what is left over."""

NEW_ROW = "＋"


class RowsTable(SetupTable):
    """The rows of one part of the draft.

    Args:
        work: the set-up at work.
        part: ``SUBJECTS`` or ``MEMBERS``.
    """

    def __init__(self, work: SetupWork, part: Part) -> None:
        super().__init__(work)
        self.part = part
        self._choices: dict[str, dict[str, str]] = {}
        self._defaults: dict[str, str] = {}
        self._faults: dict[tuple[int | None, str], tuple[str, bool]] = {}
        self._read()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns by their names in the draft."""
        return COLUMNS[self.part]

    def place(self, key: int, column: str) -> tuple[int, int]:
        """Where the cell of a row and a column is."""
        keys = [row.key for row in self._rows]
        return keys.index(key), self.names.index(column) if column in self.names else 0

    def columns(self) -> tuple[Column, ...]:
        """The columns, with their choices."""
        return self._columns

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def row_title(self, row: int) -> str:
        """Its number."""
        return str(row + 1) if row < len(self._rows) else NEW_ROW

    def cell(self, row: int, column: int) -> Cell:
        """A cell with its fault."""
        if row >= len(self._rows):
            return Cell("")
        found, name = self._rows[row], self.names[column]
        text = found.cells[column]
        written = any(found.cells)
        fault, advice = self._faults.get((found.key, name), ("", False))
        locked = ""
        if name in {"id", "rubric"} and found.was and self._work.fixed.holds(self.part, found):
            locked = self._locked_id if name == "id" else self._locked_rubric
        return Cell(
            self._choices[name].get(text, text) if name in self._choices else text,
            self._defaults.get(name, "") if written and not text else "",
            # what is wrong can be put right
            "" if fault else locked,
            fault,
            advice,
        )

    def write(self, texts: Mapping[tuple[int, int], str], *, cleared: bool = False) -> None:
        """Write into cells; a row behind the last is added."""
        draft, last = self._draft, max((row for row, _column in texts), default=-1)
        if last >= len(self._rows):
            if not any(texts.values()):
                return
            draft = insert_rows(draft, self.part, len(self._rows))
        rows = draft.rows(self.part)
        by_key = {(rows[row].key, self.names[column]): text for (row, column), text in texts.items()}
        draft = set_cells(draft, self.part, by_key)
        self._work.change(draft, N_("Emptying") if cleared else N_("Typing"))

    def paste(self, row: int, column: int, block: Block) -> None:
        """Write a block from a cell on; says what was taken if it began with heads."""
        self._change(lambda draft: paste(draft, self.part, row, self.names[column], block), N_("Pasting"))
        if table := headed(self.part, block):
            say, mark = self._speaker.say, "、" if self._speaker.japanese else ", "
            sentence = say("Pasted by the heads of the columns.")
            if table.unknown:
                sentence += " " + say("No column here for: {heads}", heads=mark.join(table.unknown))
            self._work.office.said.emit(sentence)

    def fill_down(self, rows: Sequence[int], columns: Collection[int]) -> None:
        """Write what stands in the first of the rows into the others."""
        keys = [self._rows[row].key for row in rows]
        names = [self.names[column] for column in columns]
        self._change(lambda draft: fill_down(draft, self.part, keys, names), N_("Filling"))

    def insert(self, place: int, count: int) -> None:
        """Put empty rows before a place."""
        self._change(lambda draft: insert_rows(draft, self.part, place, count), N_("Inserting rows"))

    def delete(self, rows: Collection[int]) -> None:
        """Take rows out."""
        keys, fixed = {self._rows[row].key for row in rows}, self._work.fixed
        self._change(lambda draft: delete_rows(draft, self.part, keys, fixed), N_("Deleting rows"))

    def move(self, rows: Collection[int], by: int) -> None:
        """Move rows up (-1) or down (1)."""
        keys, fixed = {self._rows[row].key for row in rows}, self._work.fixed
        self._change(lambda draft: move_rows(draft, self.part, keys, by, fixed), N_("Moving rows"))

    def sort(self, column: int, *, descending: bool) -> None:
        """Sort by a column."""
        name, fixed = self.names[column], self._work.fixed
        self._change(
            lambda draft: sort_rows(draft, self.part, name, fixed, descending=descending), N_("Sorting")
        )

    def _change(self, edit: Callable[[Draft], Draft], name: str) -> None:
        self._work.change(edit(self._draft), name)

    @property
    def _draft(self) -> Draft:
        return self._work.draft

    def _read(self) -> None:
        super()._read()
        draft, language, say = self._draft, self._speaker.language, self._speaker.say
        self._rows = draft.rows(self.part)
        self._choices, self._defaults = {}, {}
        columns = []
        for name in self.names:
            width, share = _WIDTHS[self.part, name]
            choices = choices_of(draft, self.part, name, language)
            listed: tuple[tuple[str, str], ...] = ()
            if default := default_of(draft, self.part, name, language):
                self._defaults[name] = default
            if choices:
                self._choices[name] = choices
                listed = tuple(choices.items())
                if name == "evaluation_kind":
                    listed = (("", say("As the evaluation ({kind})", kind=default)), *listed)
            title = column_title(self.part, name, language)
            columns.append(Column(title, width, share, Kind.CHOICE if choices else Kind.TEXT, listed))
        self._columns = tuple(columns)
        self._locked_id = say("Files were issued with this ID. It cannot be changed any more.")
        self._locked_rubric = say("Files were issued with this rubric. It cannot be exchanged any more.")
        self._faults = {
            (one.key, one.column): (self._speaker.phrase(one.error), one.advice)
            for one in reversed(self._work.problems)
            if one.part is self.part
        }
