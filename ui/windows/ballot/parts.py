"""The three parts of the member's window beside each other, as far as there is room for them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.windows.kit import Kit

_LEAST = (9, 20, 14)
"""The least widths of the parts in heights of a line."""

_COMFORTABLE = 51
"""In this width, in heights of a line, all three are well read beside each other."""

_USUAL = (15, 43, 26)
"""Their shares of a window whose dividers nobody has moved."""


class Parts(QSplitter):
    """The list of subjects, the pages, and the panel beside the sheet.

    Where the window is too narrow for all three, the list gives its room to the panel while that is shown.
    """

    def __init__(self, kit: Kit, subjects: QWidget, pages: QWidget, side: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._kit = kit
        self._subjects = subjects
        self._side = side
        self._parts = (subjects, pages, side)
        self._side_wanted = True
        for number, part in enumerate(self._parts):
            self.addWidget(part)
            self.setStretchFactor(number, int(part is pages))
        self.setHandleWidth(1)
        kit.theme.changed.connect(self.relayout)

    def narrow(self, width: int) -> bool:
        """Whether a window of this width has no room for all parts."""
        return width < _COMFORTABLE * self._kit.theme.em

    def show_side(self, *, shown: bool) -> None:
        """Whether the panel is wanted beside the page."""
        self._side_wanted = shown
        self._part()

    def relayout(self) -> None:
        """Take the widths from the text size."""
        em = self._kit.theme.em
        for part, least in zip(self._parts, _LEAST, strict=True):
            part.setMinimumWidth(round(em * least))
        if not self._kit.settings.state("ballot-window/splitter"):
            self.setSizes([round(em * share) for share in _USUAL])
        self._part()

    def _part(self) -> None:
        self._side.setVisible(self._side_wanted)
        self._subjects.setVisible(not (self._side_wanted and self.narrow(self.window().width())))

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._part()
