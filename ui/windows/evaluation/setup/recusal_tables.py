"""Who does not judge what, as a matrix of subjects and members; and the reasons, as a list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from evalapp.cell_blocks import Block
from evalapp.choice_words import RECUSALS, value_of
from evalapp.errors import EvalError
from evalapp.language import N_
from evalapp.model import RecusalKind
from evalapp.setup_draft import Draft, DraftRow, Part, cell, is_blank
from evalapp.setup_edits import recusals_by_place, set_reason, set_recusal
from ui.windows.evaluation.grid.table import Cell, Column, Kind
from ui.windows.evaluation.setup.setup_table import SetupTable
from ui.windows.evaluation.setup_work import SetupWork


class _OfRecusals(SetupTable):
    """What both tables have in common: they have no rows of their own."""

    rows_change = False

    def __init__(self, work: SetupWork) -> None:
        super().__init__(work)
        self._read()

    def _read(self) -> None:
        super()._read()
        draft = self._work.draft
        self._subjects = [row for row in draft.subjects if not is_blank(row)]
        self._members = [row for row in draft.members if not is_blank(row)]

    def _kinds(self) -> dict[str, str]:
        say = self._speaker.say
        return {"conflict": say("Conflict"), "absent": say("Absent")}

    def fill_down(self, rows: Sequence[int], columns: Collection[int]) -> None:
        """Write what stands in the first of the rows into the others."""
        above = {column: self.cell(rows[0], column) for column in columns}
        self.write(
            {(row, column): one.text for row in rows[1:] for column, one in above.items() if not one.locked}
        )


class RecusalMatrix(_OfRecusals):
    """Subjects as rows, members as columns; a cell is empty, a conflict of interest or an absence."""

    numbered = False

    def columns(self) -> tuple[Column, ...]:
        """The members."""
        return self._columns

    def count(self) -> int:
        """How many subjects there are."""
        return len(self._subjects)

    def row_title(self, row: int) -> str:
        """A subject."""
        return _subject_name(self._subjects[row])

    def cell(self, row: int, column: int) -> Cell:
        """Whether this member judges this subject."""
        found = self._found.get((self._members[column].key, self._subjects[row].key))
        return Cell(self._words[found.kind.value] if found else "")

    def place(self, member: int, subject: int) -> tuple[int, int]:
        """Where the cell of a member and a subject, given by their rows' keys, is."""
        return (
            [row.key for row in self._subjects].index(subject),
            [row.key for row in self._members].index(member),
        )

    def write(self, texts: Mapping[tuple[int, int], str], *, cleared: bool = False) -> None:
        """Set recusals up or take them away; words are understood in both languages."""
        draft = self._work.draft
        for (row, column), text in texts.items():
            kind = _kind(text, self._words)
            draft = set_recusal(draft, self._members[column].key, self._subjects[row].key, kind)
        self._work.change(draft, N_("Taking recusals away") if cleared else N_("Recusal"))

    def paste(self, row: int, column: int, block: Block) -> None:
        """Write a block of words from a cell on."""
        room = len(self._members) - column
        width = max(map(len, block), default=0)
        if width > room:
            raise EvalError("paste-too-wide", width=width, room=room)
        self.write(
            {
                (row + down, column + right): text
                for down, cells in enumerate(block[: len(self._subjects) - row])
                for right, text in enumerate(cells)
            }
        )

    def _read(self) -> None:
        super()._read()
        self._words = self._kinds()
        self._found = recusals_by_place(self._work.draft)
        choices = (("", self._speaker.say("Judges it")), *self._words.items())
        width = 3.9 if self._speaker.japanese else 4.7
        self._columns = tuple(
            Column(_name_in_lines(row), width, 0, Kind.TOGGLE, choices, _member_name(row))
            for row in self._members
        )


class ReasonsTable(_OfRecusals):
    """The recusals set up, one a row, each with its reason."""

    def columns(self) -> tuple[Column, ...]:
        """Member, subject, kind, reason."""
        say = self._speaker.say
        kinds = tuple(self._kinds().items())
        return (
            Column(say("Member"), 8, 0.5),
            Column(say("Subject"), 10, 1),
            Column(say("Kind"), 7, 0, Kind.CHOICE, kinds),
            Column(say("Reason (internal, never published)"), 14, 2),
        )

    def count(self) -> int:
        """How many there are."""
        return len(self._recusals)

    def row_title(self, row: int) -> str:
        """Its number."""
        return str(row + 1)

    def cell(self, row: int, column: int) -> Cell:
        """Only kind and reason can be changed."""
        found = self._recusals[row]
        locked = self._speaker.say("Set recusals up in the table above.")
        fault = self._faults.get((found.member, str(found.subject)), "") if column == 3 else ""
        texts = (
            Cell(_member_name(self._rows[found.member]), locked=locked),
            Cell(_subject_name(self._rows[found.subject]), locked=locked),
            Cell(self._kinds()[found.kind.value]),
            Cell(found.reason, fault=fault),
        )
        return texts[column]

    def write(self, texts: Mapping[tuple[int, int], str], *, cleared: bool = False) -> None:
        """Write reasons or change kinds; without a kind there is no recusal any more."""
        draft = self._work.draft
        for (row, column), text in texts.items():
            found = self._recusals[row]
            if column == 3:
                draft = set_reason(draft, found.member, found.subject, text)
            elif column == 2:
                draft = set_recusal(draft, found.member, found.subject, _kind(text, self._kinds()))
        self._work.change(draft, N_("Emptying") if cleared else N_("Typing"))

    def paste(self, row: int, column: int, block: Block) -> None:
        """Write a block of texts from a cell on."""
        width = max(map(len, block), default=0)
        if width > 4 - column:
            raise EvalError("paste-too-wide", width=width, room=4 - column)
        self.write(
            {
                (row + down, column + right): text
                for down, cells in enumerate(block[: len(self._recusals) - row])
                for right, text in enumerate(cells)
                if column + right > 1
            }
        )

    def _read(self) -> None:
        super()._read()
        draft: Draft = self._work.draft
        self._recusals = draft.recusals
        self._rows = {row.key: row for row in (*draft.subjects, *draft.members)}
        self._faults = {
            (one.key or 0, one.column): self._speaker.phrase(one.error)
            for one in self._work.problems
            if one.part is Part.RECUSALS
        }


def _kind(text: str, words: Mapping[str, str]) -> RecusalKind | None:
    """The kind that a word means; none for an empty text.

    Raises:
        EvalError: ``recusal-unknown``.
    """
    if not text.strip():
        return None
    shown = {word: value for value, word in words.items()}
    value = shown.get(text.strip()) or value_of(text, RECUSALS)
    if value not in set(RecusalKind):
        raise EvalError("recusal-unknown", found=text.strip()[:40], known=[*words.values()])
    return RecusalKind(value)


def _member_name(row: DraftRow) -> str:
    return cell(Part.MEMBERS, row, "name") or cell(Part.MEMBERS, row, "id")


def _name_in_lines(row: DraftRow) -> str:
    """Family name above, given name below."""
    return "\n".join(_member_name(row).split(maxsplit=1))


def _subject_name(row: DraftRow) -> str:
    return " ".join(
        text for text in (cell(Part.SUBJECTS, row, "id"), cell(Part.SUBJECTS, row, "title")) if text
    )
