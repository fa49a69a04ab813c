"""The lines at the head of a window: what it is about, and below how that stands."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout

from evalapp.dates import japanese_day
from ui.windows.elided import ElidedLabel
from ui.windows.kit import Kit


class HeadLines(QVBoxLayout):
    """Two lines, each shortened where there is no room.

    Attributes:
        title, about: the lines.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.title = ElidedLabel()
        self.about = ElidedLabel()
        self.addWidget(self.title)
        self.addWidget(self.about)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    def relayout(self) -> None:
        """Take fonts, colours and distances from the theme."""
        theme = self._kit.theme
        self.title.setFont(theme.font(bold=True))
        self.about.setFont(theme.font(0.9))
        muted = self.about.palette()
        muted.setColor(QPalette.ColorRole.WindowText, theme.colour("muted"))
        self.about.setPalette(muted)
        self.setSpacing(round(theme.em * 0.12))


def days_left(deadline: date, kit: Kit) -> str:
    """How long there is until the end of a day in Japan."""
    say, left = kit.speaker.say, (deadline - japanese_day(kit.now())).days
    if left < 0:
        return say("The deadline has passed")
    return say("{days} days left", days=left) if left else say("Today is the last day")
