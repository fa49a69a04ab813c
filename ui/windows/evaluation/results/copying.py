"""Marked cells as text that a spreadsheet takes."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from exports.plain.cells import guarded

_NUMBER = re.compile(r"[+-]?[0-9.]+%?")


def copy_cells(view: QTableView) -> None:
    """Put the marked cells on the clipboard, tabs between them; heads go along where all is marked."""
    if text := cells_text(view):
        QGuiApplication.clipboard().setText(text)


def cells_text(view: QTableView) -> str:
    """The marked cells, a line a row; hidden ones are left out, and what is not marked is empty."""
    model, marked = view.model(), view.selectionModel().selectedIndexes()
    texts = {(one.row(), one.column()): _cell(str(one.data() or "")) for one in marked}
    if not texts:
        return ""
    rows = sorted({row for row, _column in texts})
    columns = sorted({column for _row, column in texts})
    lines = [[texts.get((row, column), "") for column in columns] for row in rows]
    if len(texts) == model.rowCount() * model.columnCount():
        across = Qt.Orientation.Horizontal
        lines.insert(0, [_cell(str(model.headerData(column, across) or "")) for column in columns])
    return "\n".join("\t".join(line) for line in lines)


def _cell(text: str) -> str:
    """A cell's text on one line, with what a spreadsheet would take for a formula guarded."""
    line = " ".join(text.split())
    return line if _NUMBER.fullmatch(line) else guarded(line)
