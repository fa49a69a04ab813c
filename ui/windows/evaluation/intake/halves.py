"""A list and what it shows of the chosen row, side by side; the user can move the line between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QWidget


class Halves(QSplitter):
    """Keeps the shares of its two parts, whatever they show, until the user moves the line.

    Args:
        left: the list.
        right: the chosen row.
        share: of the width that the list gets at first, from 0.0 to 1.0.
    """

    def __init__(self, left: QWidget, right: QWidget, share: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._share = share
        self.setChildrenCollapsible(False)
        for part in (left, right):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self.addWidget(part)
        self.splitterMoved.connect(self._note_share)

    def _note_share(self) -> None:
        left, right = self.sizes()
        self._share = left / max(left + right, 1)

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width as the old one."""
        super().resizeEvent(event)
        room = self.width() - self.handleWidth()
        self.setSizes([round(room * self._share), round(room * (1 - self._share))])
