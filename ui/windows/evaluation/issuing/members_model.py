"""The members as the issue page lists them: who gets what, what was issued, what is chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import Qt, Signal

from evalapp.issuing import Outcome
from evalapp.language import N_
from evalapp.model import Role
from evalapp.store.issued import IssueState, MemberIssues, Way
from ui.windows.evaluation.issuing.words import STATES, near, note_words, way_words
from ui.windows.kit import Kit
from ui.windows.row_cells import Index
from ui.windows.row_models import HeadedRows
from ui.windows.signs import Sign

SIGN_ROLE = Qt.ItemDataRole.UserRole
"""``(Sign, ink)`` before the text, or ``None``."""

SORT_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns."""

    CHOSEN = 0
    NAME = 1
    AFFILIATION = 2
    EMAIL = 3
    WAY = 4
    ISSUED = 5
    MAILED = 6


_ORDER = list(IssueState)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A row.

    Attributes:
        way: chosen for the next issuing.
        mailed_at: when the mail of what was issued last was marked as done.
        outcome: of the last round of issuing, if the member was in it.
    """

    issues: MemberIssues
    way: Way
    mailed_at: datetime | None = None
    outcome: Outcome | None = None


class MembersModel(HeadedRows):
    """One row a member; the first column holds the tick of those who are chosen.

    Signals:
        chosen_changed: others are chosen.
    """

    chosen_changed = Signal()

    heads = (
        "",
        N_("Name"),
        N_("Affiliation"),
        N_("Mail address"),
        N_("Answers in"),
        N_("What was issued"),
        N_("Mail draft"),
    )

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._kit = kit
        self._rows: tuple[MemberRow, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        kit.speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The members."""
        return len(self._rows)

    @property
    def rows(self) -> tuple[MemberRow, ...]:
        """All rows."""
        return self._rows

    @property
    def chosen(self) -> tuple[MemberRow, ...]:
        """The rows that are ticked."""
        return tuple(row for row in self._rows if row.issues.member.id in self._chosen)

    def show(self, rows: Sequence[MemberRow]) -> None:
        """Show these; who was chosen stays chosen."""
        ids = [row.issues.member.id for row in rows]
        same = ids == [row.issues.member.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = tuple(rows)
        self._chosen &= frozenset(ids)
        if same:
            self.retranslate()
        else:
            self.endResetModel()
        self.chosen_changed.emit()

    def choose(self, member_ids: Collection[str]) -> None:
        """Tick these, and nobody else."""
        self._chosen = frozenset(member_ids) & {row.issues.member.id for row in self._rows}
        self.retranslate()
        self.chosen_changed.emit()

    def is_chosen(self, row: int) -> bool:
        """Whether a row is ticked."""
        return self._rows[row].issues.member.id in self._chosen

    # private

    def _texts(self, row: MemberRow) -> Mapping[Column, str]:
        member, say = row.issues.member, self._kit.speaker.say
        name = f"{member.name}（{say('Chair')}）" if member.role is Role.CHAIR else member.name
        return {
            Column.CHOSEN: "",
            Column.NAME: name,
            Column.AFFILIATION: member.affiliation,
            Column.EMAIL: member.email or say("No address"),
            Column.WAY: way_words(row.way, self._kit),
            Column.ISSUED: self._issued(row)[0],
            Column.MAILED: self._mailed(row)[0],
        }

    def _issued(self, row: MemberRow) -> tuple[str, tuple[Sign, str]]:
        outcome, issues = row.outcome, row.issues
        if outcome and outcome.fault:
            return self._kit.speaker.phrase(outcome.fault), (Sign.WARN, "fault")
        word, sign, ink = STATES[issues.state]
        text = self._kit.speaker.language.gettext(word)
        if issues.last:
            told = note_words(issues.last, self._kit)
            text = f"{told}　{text}" if issues.state is IssueState.OUTDATED else told
        return text, (sign, ink)

    def _mailed(self, row: MemberRow) -> tuple[str, tuple[Sign, str] | None]:
        if row.issues.last is None:
            return "", None
        if row.mailed_at:
            return near(row.mailed_at, self._kit), (Sign.DONE, "good")
        return self._kit.speaker.say("No draft yet"), None

    def _sign(self, row: MemberRow, column: int) -> tuple[Sign, str] | None:
        if column == Column.ISSUED:
            return self._issued(row)[1]
        if column == Column.MAILED:
            return self._mailed(row)[1]
        if column == Column.EMAIL and not row.issues.member.email:
            return Sign.WARN, "warn"
        return None

    def _sort_key(self, row: MemberRow, number: int, column: int) -> str | int | float:
        member = row.issues.member
        match column:
            case Column.CHOSEN:
                return int(member.id not in self._chosen)
            case Column.NAME:
                return member.kana or member.name
            case Column.ISSUED:
                return row.issues.last.at.timestamp() if row.issues.last else _ORDER.index(row.issues.state)
            case Column.MAILED:
                return row.mailed_at.timestamp() if row.mailed_at else float(row.issues.last is not None)
        return self._texts(row)[Column(column)] or str(number)

    def _tip(self, row: MemberRow, column: int) -> str:
        if column == Column.ISSUED and not (row.outcome and row.outcome.fault) and row.issues.notes:
            return "\n".join(note_words(note, self._kit, exact=True) for note in row.issues.notes)
        return self._texts(row)[Column(column)]

    # Qt's

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column holds a tick."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.CHOSEN else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, already said."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        found: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found = self._texts(row)[Column(column)]
            case Qt.ItemDataRole.ToolTipRole:
                found = self._tip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                texts = self._texts(row)
                found = texts[Column.NAME] if column == Column.CHOSEN else texts[Column(column)]
            case Qt.ItemDataRole.CheckStateRole if column == Column.CHOSEN:
                ticked = self.is_chosen(index.row())
                found = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case _ if role == SIGN_ROLE:
                found = self._sign(row, column)
            case _ if role == SORT_ROLE:
                found = self._sort_key(row, index.row(), column)
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a member, or take the tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() != Column.CHOSEN:
            return False
        id_ = self._rows[index.row()].issues.member.id
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.choose(self._chosen | {id_} if ticked else self._chosen - {id_})
        return True
