"""How the unnamed columns of each table are ordered."""

from __future__ import annotations

from enum import StrEnum


class ColumnOrder(StrEnum):
    """A choice of the secretariat; ``compile.ordered_columns`` says what each does."""

    AS_LISTED = "as-listed"
    SHUFFLED = "shuffled"
    SORTED = "sorted"
