"""A verification code as people read it out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QLabel

from ui.windows.controls import paint_frame
from ui.windows.theme import Theme


def code_font(theme: Theme, scale: float = 1.0) -> QFont:
    """The font of what is read out sign by sign."""
    font = QFont(theme.font(scale, bold=True))
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    return font


class CodeLabel(QLabel):
    """A code to be read out and compared: large, and it can be selected."""

    def __init__(self, theme: Theme, scale: float = 1.9) -> None:
        super().__init__()
        self._theme = theme
        self._scale = scale
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.changed.connect(self.relayout)
        self.relayout()

    def relayout(self) -> None:
        """Take the size from the text size."""
        self.setFont(code_font(self._theme, self._scale))

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        super().paintEvent(event)
        if self.hasFocus():
            paint_frame(self, self._theme)
