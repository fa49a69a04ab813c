"""The subjects with how many materials they have, and the materials of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import Qt

from evalapp.language import N_
from evalapp.material_edits import materials_of
from evalapp.setup_draft import Draft, DraftMaterial, DraftRow, Part, cell, is_blank
from ui.windows.evaluation.materials.reading import Facts
from ui.windows.kit import Kit
from ui.windows.row_models import HeadedRows
from ui.windows.rows import INK_ROLE, SIGN_ROLE, Index
from ui.windows.signs import Sign

KEY_ROLE = Qt.ItemDataRole.UserRole
"""The key of a subject's row in the draft."""


class SubjectsModel(HeadedRows):
    """Subject, and number of its materials."""

    heads = (N_("Subject"), N_("Materials"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._rows: tuple[DraftRow, ...] = ()
        self._counts: tuple[int, ...] = ()

    def count(self) -> int:
        """The subjects."""
        return len(self._rows)

    def show_draft(self, draft: Draft) -> None:
        """Take another draft."""
        rows = tuple(row for row in draft.subjects if not is_blank(row))
        counts = tuple(len(materials_of(draft, row.key)) for row in rows)
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._rows, self._counts = rows, counts
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 1))
            return
        self.beginResetModel()
        self._rows, self._counts = rows, counts
        self.endResetModel()

    def row_of(self, key: int) -> int:
        """Where a subject stands; -1 for one that is not there."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, and how they are shown."""
        if not index.isValid():
            return None
        row, count = self._rows[index.row()], self._counts[index.row()]
        if role == KEY_ROLE:
            return row.key
        if role == INK_ROLE:
            return "muted" if index.column() == 1 and not count else None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if index.column() == 1:
            return str(count) if count else "－"
        return " ".join(cell(Part.SUBJECTS, row, column) for column in ("id", "title")).strip()


class Column(IntEnum):
    """The columns of a material."""

    NAME = 0
    PAGES = 1
    SIZE = 2


class MaterialsModel(HeadedRows):
    """Name, pages and size; the last two follow as soon as they are known."""

    heads = (N_("File name"), N_("Pages"), N_("Size"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self.files: tuple[DraftMaterial, ...] = ()
        self._facts: Mapping[str, Facts] = {}

    def count(self) -> int:
        """The materials."""
        return len(self.files)

    def show_files(self, files: tuple[DraftMaterial, ...], facts: Mapping[str, Facts]) -> None:
        """Take other materials, and what is known of them."""
        if files == self.files:
            self._facts = dict(facts)
            if files:
                self.dataChanged.emit(self.index(0, 0), self.index(len(files) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self.files, self._facts = files, dict(facts)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, and how they are shown."""
        if not index.isValid():
            return None
        one = self.files[index.row()]
        facts, name = self._facts.get(one.sha256), index.column() == Column.NAME
        if role == SIGN_ROLE and name and facts and facts.fault:
            return Sign.WARN, "warn"
        if role == Qt.ItemDataRole.ToolTipRole and facts and facts.fault:
            return self._speaker.phrase(facts.fault)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return one.name if name else self._fact(Column(index.column()), facts)
        return None

    def _fact(self, column: Column, facts: Facts | None) -> str:
        if facts is None:
            return "…"
        if column is Column.PAGES:
            return str(facts.pages) if facts.pages else "－"
        if facts.size < 2**20:
            return f"{max(1, round(facts.size / 2**10)):,} KB"
        return f"{facts.size / 2**20:,.1f} MB"
