"""All paper sheets there can be, and how far each is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt

from evalapp.cell_blocks import natural_key
from evalapp.double_entry import Stage, Typing, stage
from evalapp.language import N_
from evalapp.model import Evaluation, Member, Subject
from ui.windows.kit import Kit
from ui.windows.row_models import HeadedRows
from ui.windows.rows import INK_ROLE, SIGN_ROLE, Index
from ui.windows.signs import Sign
from ui.windows.speaker import Speaker

MEMBER, SUBJECT, STATE = range(3)

_SIGNS = {
    Stage.FIRST: (Sign.BUSY, "muted"),
    Stage.ONCE: (Sign.INFO, "accent"),
    Stage.SECOND: (Sign.BUSY, "muted"),
    Stage.DIFFERENT: (Sign.WARN, "fault"),
    Stage.AGREED: (Sign.DONE, "good"),
}


def stage_words(found: Stage, speaker: Speaker) -> str:
    """What a stage is called."""
    say = speaker.say
    return {
        Stage.UNTYPED: say("Not typed in"),
        Stage.FIRST: say("1st entry begun"),
        Stage.ONCE: say("2nd entry due"),
        Stage.SECOND: say("2nd entry begun"),
        Stage.DIFFERENT: say("Entries differ"),
        Stage.AGREED: say("To be confirmed"),
    }[found]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One member's sheet on one subject.

    Attributes:
        typing: what is typed of it, if anything.
        stands: an answer stands already, from paper or otherwise.
    """

    member: Member
    subject: Subject
    typing: Typing | None
    stands: bool

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return stage(self.typing)


def paper_rows(
    evaluation: Evaluation,
    typings: Mapping[tuple[str, str], Typing],
    answered: Collection[tuple[str, str]],
) -> tuple[PaperRow, ...]:
    """A row for every member and subject that the member is to judge."""
    recused = {(one.member_id, one.subject_id) for one in evaluation.recusals}
    return tuple(
        PaperRow(member, subject, typings.get((member.id, subject.id)), (member.id, subject.id) in answered)
        for member in evaluation.members
        for subject in evaluation.subjects
        if (member.id, subject.id) not in recused
    )


class PaperModel(HeadedRows):
    """The rows in words: those of one member, or in one stage, or all, sorted by a column.

    It narrows and sorts by itself: a proxy would ask thousands of rows anew at every key typed.

    Attributes:
        every: all rows there are.
        rows: those shown.
    """

    heads = (N_("Member"), N_("Subject"), N_("State"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self.every: tuple[PaperRow, ...] = ()
        self.rows: tuple[PaperRow, ...] = ()
        self._member = ""
        self._stage: Stage | None = None
        self._column = MEMBER
        self._down = False
        kit.speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The rows shown."""
        return len(self.rows)

    def show_rows(self, rows: tuple[PaperRow, ...]) -> None:
        """Take other rows; where only states have changed, what is chosen stays chosen."""
        self.every = rows
        self._arrange()

    def narrow(self, member_id: str, found: Stage | None) -> None:
        """Show the rows of this member (empty: of all) in this stage (``None``: in any)."""
        self._member, self._stage = member_id, found
        self._arrange()

    def place_of(self, member_id: str, subject_id: str) -> int | None:
        """Where a sheet stands in the list, if it does."""
        pairs = ((row.member.id, row.subject.id) for row in self.rows)
        return next((at for at, pair in enumerate(pairs) if pair == (member_id, subject_id)), None)

    def _arrange(self) -> None:
        rows = [
            row
            for row in self.every
            if self._member in {"", row.member.id} and self._stage in {None, row.stage}
        ]
        if self._column == SUBJECT:
            rows.sort(key=lambda row: natural_key(row.subject.id))
        elif self._column == STATE:
            order = {found: place for place, found in enumerate(Stage)}
            rows.sort(key=lambda row: order[row.stage])
        if self._down:
            rows.reverse()
        self._take(tuple(rows))

    def _take(self, rows: tuple[PaperRow, ...]) -> None:
        places = [(row.member, row.subject) for row in rows]
        if places == [(row.member, row.subject) for row in self.rows]:
            changed = [at for at, pair in enumerate(zip(rows, self.rows, strict=True)) if pair[0] != pair[1]]
            self.rows = rows
            if changed:
                last = self.index(changed[-1], self.columnCount() - 1)
                self.dataChanged.emit(self.index(changed[0], 0), last)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def _text(self, row: PaperRow, column: int) -> str:
        if column == MEMBER:
            return row.member.name
        if column == SUBJECT:
            return f"{row.subject.id}　{row.subject.title}"
        if row.stage is Stage.UNTYPED and row.stands:
            return self._speaker.say("An answer is in")
        return stage_words(row.stage, self._speaker)

    # Qt's

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; without one the rows stand in the committee's order."""
        self._column, self._down = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, already said, and the signs before them."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        found: object = None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            found = self._text(row, column)
        elif role == SIGN_ROLE and column == STATE:
            found = _SIGNS.get(row.stage) or ((Sign.DONE, "muted") if row.stands else None)
        elif role == INK_ROLE and column == STATE and row.stage is Stage.UNTYPED:
            found = "muted"
        return found
