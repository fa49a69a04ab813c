"""A rubric as a list: the rubric itself, then its criteria."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from evalapp.rubric import Criterion, Rubric
from exports.wording import numbered
from ui.windows.kit import Kit
from ui.windows.rows import INK_ROLE, SIGN_ROLE, Index
from ui.windows.signs import Sign

CRITERION_ROLE = Qt.ItemDataRole.UserRole
"""The id of a criterion; empty for the rubric itself."""


class CriteriaModel(QAbstractTableModel):
    """The first row is the rubric as a whole."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._criteria: tuple[Criterion, ...] = ()
        kit.speaker.changed.connect(self._say_anew)

    def show_rubric(self, rubric: Rubric) -> None:
        """Take another wording."""
        ids = [criterion.id for criterion in self._criteria]
        if ids == [criterion.id for criterion in rubric.criteria]:
            self._criteria = rubric.criteria
            self._say_anew()
            return
        self.beginResetModel()
        self._criteria = rubric.criteria
        self.endResetModel()

    def row_of(self, criterion_id: str) -> int:
        """Where a criterion stands; 0, the rubric itself, for one that is not there."""
        places = {criterion.id: place for place, criterion in enumerate(self._criteria, 1)}
        return places.get(criterion_id, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The rubric and its criteria; none below them."""
        return 0 if parent.isValid() else len(self._criteria) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, and how they are shown."""
        if not index.isValid():
            return None
        if index.row() == 0:
            return self._whole(role)
        criterion = self._criteria[index.row() - 1]
        if role == CRITERION_ROLE:
            return criterion.id
        if role == INK_ROLE:
            return None if criterion.scored else "muted"
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            words = numbered(index.row(), criterion.title, self._kit.speaker.language)
            return (
                words if criterion.scored else self._kit.speaker.say("{title} (comments only)", title=words)
            )
        return None

    def _whole(self, role: int) -> object:
        if role == CRITERION_ROLE:
            return ""
        if role == SIGN_ROLE:
            return Sign.CONTENTS, "muted"
        shown = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        return self._kit.speaker.say("Title and overall settings") if shown else None

    def _say_anew(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
