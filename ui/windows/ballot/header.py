"""The head of the member's window: what is judged by whom until when, the pages, and whether all is saved."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.windows.ballot.save_label import SaveLabel
from ui.windows.ballot.work import Work
from ui.windows.elided import ElidedLabel
from ui.windows.kit import Kit
from ui.windows.tabs import FlatTabs


class Header(QWidget):
    """Two lines of text, the tabs of the pages, and the state of saving.

    Attributes:
        pages: the tabs; their order is that of the window's pages.
    """

    def __init__(self, kit: Kit, work: Work) -> None:
        super().__init__()
        self._kit = kit
        self._ballot = work.sitting.ballot
        self._title = ElidedLabel()
        self._about = ElidedLabel()
        self.pages = FlatTabs(kit)
        for _page in range(3):
            self.pages.addTab("")
        self.save_label = SaveLabel(kit, work)
        self._texts = QVBoxLayout()
        self._texts.addWidget(self._title)
        self._texts.addWidget(self._about)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._texts, 1)
        self._row.addWidget(self.pages)
        self._row.addWidget(self.save_label)
        self.retranslate()
        self.relayout()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    def retranslate(self) -> None:
        """Say all texts."""
        say, ballot = self._kit.speaker.say, self._ballot
        self._title.set_text(ballot.info.title)
        parts = [say("Member: {name}", name=ballot.member.name)]
        if ballot.info.deadline:
            day = self._kit.speaker.language.date(ballot.info.deadline)
            parts.append(say("Deadline: {day}", day=day))
            left = (ballot.info.deadline - self._kit.now().date()).days
            if left >= 0:
                parts.append(say("{days} days left", days=left) if left else say("Today is the last day"))
            else:
                parts.append(say("The deadline has passed"))
        self._about.set_text("　".join(parts) if self._kit.speaker.japanese else "   ".join(parts))
        for number, name in enumerate((say("Score sheets"), say("Overview"), say("Check and hand in"))):
            self.pages.setTabText(number, name)
        self.pages.setAccessibleName(say("Pages"))

    def relayout(self) -> None:
        """Take fonts, colours and distances from the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        self._title.setFont(theme.font(bold=True))
        self._about.setFont(theme.font(0.9))
        muted = self.palette()
        muted.setColor(QPalette.ColorRole.WindowText, QColor(theme.colours.muted))
        self._about.setPalette(muted)
        self._texts.setSpacing(0)
        self._row.setSpacing(round(em * 1.2))
        self._row.setContentsMargins(round(em * 0.9), round(em * 0.4), round(em * 0.9), round(em * 0.4))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A white ground with a line below."""
        colours = self._kit.theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.card))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.line))
        painter.end()
