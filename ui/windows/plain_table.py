"""Tables that are read, not written in."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QTableView


def make_plain(table: QTableView) -> None:
    """No frame, no grid, nothing is edited, and Tab goes on to what stands behind the table."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
