"""A list and what it shows of the chosen row; the user can move the line between them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QWidget

from ui.windows.kit import Kit
from ui.windows.least_height import least_height

_STACKED_SHARE = 0.45


class Halves(QSplitter):
    """Keeps the shares of its two parts, whatever they show, until the user moves the line.

    They stand side by side, or below each other where that is too narrow for both.

    Args:
        kit: the window's.
        left: the list.
        right: the chosen row.
        share: of the width that the list gets at first, from 0.0 to 1.0.
        beside_from: the least width in which they stand side by side, in heights of a line.
    """

    def __init__(self, kit: Kit, left: QWidget, right: QWidget, share: float, beside_from: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit = kit
        self._parts = (left, right)
        self._beside_from = beside_from
        self._shares = {Qt.Orientation.Horizontal: share, Qt.Orientation.Vertical: _STACKED_SHARE}
        self.setChildrenCollapsible(False)
        for part in (left, right):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self.addWidget(part)
        self.splitterMoved.connect(self._note_share)
        kit.theme.changed.connect(self._share_out)

    def _note_share(self) -> None:
        first, second = self.sizes()
        self._shares[self.orientation()] = first / max(first + second, 1)

    def _share_out(self) -> None:
        em = self._kit.theme.em
        beside = self.width() >= em * self._beside_from
        self.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        room = (self.width() if beside else self.height()) - self.handleWidth()
        first = round(room * self._shares[self.orientation()])
        if not beside:
            upper, lower = (least_height(part, self.width(), em) for part in self._parts)
            first = max(min(first, room - lower), upper)
        self.setSizes([first, room - first])

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room as the old one."""
        super().resizeEvent(event)
        self._share_out()

    def minimumSizeHint(self) -> QSize:
        """The width of the wider part: the other one can stand below."""
        shown = [part for part in self._parts if not part.isHidden()]
        widths = [max(part.minimumWidth(), part.minimumSizeHint().width()) for part in shown]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())
