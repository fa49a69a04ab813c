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

_USUAL, _WITHOUT_SIDE, _WITHOUT_SUBJECTS = (14, 47, 25), (13, 30, 0), (0, 25, 18)
"""The parts' shares of a window whose dividers nobody has moved; the latter are of a narrow one."""

_WIDEST_LIST = 17
"""In heights of a line: a wide screen is for the sheet and for reading."""

_STATE = "ballot-window/splitter"


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
        self._shares: tuple[int, ...] = ()
        self._moved = False
        for number, part in enumerate(self._parts):
            self.addWidget(part)
            self.setStretchFactor(number, int(part is pages))
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._note_moved)
        kit.theme.changed.connect(self.relayout)

    def narrow(self, width: int) -> bool:
        """Whether a window of this width has no room for all parts."""
        return width < _COMFORTABLE * self._kit.theme.em

    def show_side(self, *, shown: bool) -> None:
        """Whether the panel is wanted beside the page."""
        self._side_wanted = shown
        self._part()

    def relayout(self) -> None:
        """Take the least widths from the text size."""
        em = self._kit.theme.em
        for part, least in zip(self._parts, _LEAST, strict=True):
            part.setMinimumWidth(round(em * least))
        self._part()

    def restore(self) -> None:
        """Put the dividers where the user left them, if the user ever moved one."""
        self._moved = self.restoreState(self._kit.settings.state(_STATE))

    def remember(self) -> None:
        """Keep where the user has put the dividers."""
        if self._moved:
            self._kit.settings.set_state(_STATE, self.saveState())

    def _note_moved(self) -> None:
        self._moved = True

    def _part(self) -> None:
        narrow = self.narrow(self.window().width())
        self._side.setVisible(self._side_wanted)
        self._subjects.setVisible(not (self._side_wanted and narrow))
        if not self._moved:
            self._share(_USUAL if not narrow else _WITHOUT_SUBJECTS if self._side_wanted else _WITHOUT_SIDE)

    def _share(self, shares: tuple[int, ...]) -> None:
        width, whole = self.window().width(), sum(shares)
        sizes = [width * share // whole for share in shares]
        sizes[0] = min(sizes[0], round(self._kit.theme.em * _WIDEST_LIST))
        sizes[1] = width - sizes[0] - sizes[2]
        self.setSizes(sizes)

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._part()
