"""The band at the top of a window: a white ground with a line below."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.windows.kit import Kit


class Band(QWidget):
    """The ground on which a header stands."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A white ground with a line below."""
        theme = self._kit.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("card"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()
