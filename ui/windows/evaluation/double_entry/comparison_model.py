"""Two entries of one sheet side by side, every cell of it, those that differ marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from evalapp.differing import text_differences
from evalapp.double_entry import Typing, entry_differences
from evalapp.editing import comment_text
from evalapp.intake import Difference
from evalapp.mark import NoPoints
from evalapp.model import ScoreSheet
from evalapp.rubric import CommentKind, Rubric
from exports.wording import comment_kind, mark_state, numbered
from ui.windows.ballot.sheet_states import recusal_name
from ui.windows.copies_model import GROUND_ROLE, MARKS_ROLE
from ui.windows.kit import Kit
from ui.windows.rows import Index


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of the sheet.

    Attributes:
        field: as in ``intake.Difference``.
        difference: in which the entries are not alike, if they are not.
    """

    criterion_id: str | None
    field: str
    difference: Difference | None


class ComparisonModel(QAbstractTableModel):
    """A row a cell: its name, the first entry, the second one."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rubric: Rubric | None = None
        self._sheets: tuple[ScoreSheet, ...] = ()
        self._cells: tuple[_Cell, ...] = ()
        kit.speaker.changed.connect(self.retranslate)

    def show_typing(self, typing: Typing, rubric: Rubric) -> None:
        """Show both entries; the second one must have been begun."""
        if typing.second is None:
            raise ValueError("nothing to compare with")
        self.beginResetModel()
        self._rubric = rubric
        self._sheets = (typing.first.sheet, typing.second.sheet)
        self._cells = self._all_cells(typing, rubric)
        self.endResetModel()

    def difference(self, row: int) -> Difference | None:
        """What differs in this row, if anything."""
        return self._cells[row].difference if 0 <= row < len(self._cells) else None

    def next_different(self, row: int) -> int | None:
        """The row behind ``row`` (from the top again) in which the entries differ."""
        found = [at for at, cell in enumerate(self._cells) if cell.difference]
        return next((at for at in found if at > row), found[0] if found else None)

    def retranslate(self) -> None:
        """Say everything anew."""
        if self._cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._cells) - 1, 2))

    def _all_cells(self, typing: Typing, rubric: Rubric) -> tuple[_Cell, ...]:
        found = {(one.criterion_id, one.field): one for one in entry_differences(typing, rubric)}
        places: list[tuple[str | None, str]] = []
        if any(sheet.recusal for sheet in self._sheets):
            places += [(None, "recusal"), (None, "reason")]
        if any(sheet.recusal is None for sheet in self._sheets):
            places += [(one.id, "points") for one in rubric.scored]
            written = {(one.criterion_id, one.kind) for sheet in self._sheets for one in sheet.comments}
            asked: list[tuple[str | None, CommentKind]]
            asked = [(one.id, kind) for one in rubric.criteria for kind in one.comments]
            asked += [(None, kind) for kind in rubric.comments]
            places += [(where, kind.value) for where, kind in asked if (where, kind) in written]
        # a comment of a kind that the wording of now asks for no more
        places += [place for place in found if place not in places]
        return tuple(_Cell(*place, found.get(place)) for place in places)

    def _name(self, cell: _Cell) -> str:
        kit, rubric = self._kit, self._rubric
        say, language = kit.speaker.say, kit.speaker.language
        if cell.field in {"recusal", "reason"}:
            return (
                say("Not judging this subject") if cell.field == "recusal" else say("Reason for not judging")
            )
        heading = ""
        if cell.criterion_id and rubric:
            title = rubric.criterion(cell.criterion_id).title
            heading = numbered(rubric.number(cell.criterion_id), title, language)
        if cell.field == "points":
            return heading
        kind = comment_kind(CommentKind(cell.field), language)
        return f"{heading} – {kind}" if heading else kind

    def _value(self, cell: _Cell, sheet: ScoreSheet) -> str:
        say, language = self._kit.speaker.say, self._kit.speaker.language
        if cell.field == "recusal":
            return (
                recusal_name(sheet.recusal, self._kit.speaker)
                if sheet.recusal
                else say("Judges this subject")
            )
        if cell.field == "reason":
            return sheet.recusal_reason or say("(nothing)")
        if cell.field == "points":
            mark = sheet.marks[cell.criterion_id or ""]
            return mark_state(mark, language) if isinstance(mark, NoPoints) else str(mark)
        return comment_text(sheet, cell.criterion_id, CommentKind(cell.field)) or say("(nothing)")

    def _marks(self, cell: _Cell, place: int) -> tuple[range, ...]:
        if cell.difference is None or place < 0:
            return ()
        texts = [self._value(cell, sheet) for sheet in self._sheets]
        if cell.field == "points" or None in {cell.difference.old, cell.difference.new}:
            return (range(len(texts[place])),)
        return tuple(pair[place] for pair in text_differences(*texts) if pair[place])

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One a cell."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The name, and both entries."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, already said; the signs that differ."""
        if not index.isValid():
            return None
        cell, place = self._cells[index.row()], index.column() - 1
        text = self._name(cell) if place < 0 else self._value(cell, self._sheets[place])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"≠ {text}" if cell.difference and place < 0 else text
            case Qt.ItemDataRole.AccessibleTextRole:
                state = self._kit.speaker.say("differs") if cell.difference else ""
                return ", ".join(
                    part for part in (self._name(cell), text if place >= 0 else "", state) if part
                )
        if role == MARKS_ROLE:
            return self._marks(cell, place)
        if role == GROUND_ROLE and cell.difference:
            return "alarm"
        return None
