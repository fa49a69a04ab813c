"""The head of the member's window: what is judged by whom until when, the pages, and whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from ui.windows.ballot.words import unkept_fault
from ui.windows.ballot.work import Work
from ui.windows.band import Band
from ui.windows.head_lines import HeadLines, days_left
from ui.windows.kit import Kit
from ui.windows.save_label import SaveLabel
from ui.windows.tabs import FlatTabs

_TITLE = 14
"""The title has room for so many heights of a line, or a row of its own."""


class Header(Band):
    """Two lines of text, the tabs of the pages, and the state of saving.

    Attributes:
        pages: the tabs; their order is that of the window's pages.
    """

    def __init__(self, kit: Kit, work: Work) -> None:
        super().__init__(kit)
        self._work = work
        self._ballot = work.sitting.ballot
        self._lines = HeadLines(kit)
        self.pages = FlatTabs(kit)
        for _page in range(3):
            self.pages.addTab("")
        self.save_label = SaveLabel(kit, work, self._unkept_told)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.addLayout(self._lines, 0, 0)
        self._stacked: bool | None = None
        self.retranslate()
        self.relayout()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    def retranslate(self) -> None:
        """Say all texts."""
        say, ballot = self._kit.speaker.say, self._ballot
        self._lines.title.set_text(ballot.info.title)
        parts = []
        if ballot.info.deadline:
            day = self._kit.speaker.language.date(ballot.info.deadline)
            parts.append(say("Deadline: {day}", day=day))
            parts.append(days_left(ballot.info.deadline, self._kit))
        gap = "　" if self._kit.speaker.japanese else "   "
        member = say("Member: {name}", name=ballot.member.name)
        # who it is for is known first; how long there is left is said last
        ways = [[member, *parts], parts, parts[-1:]] if parts else [[member]]
        self._lines.about.set_text(*(gap.join(way) for way in ways))
        for number, name in enumerate((say("Score sheets"), say("Overview"), say("Check and hand in"))):
            self.pages.setTabText(number, name)
        self.pages.setAccessibleName(say("Pages"))
        self._part()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._grid.setHorizontalSpacing(round(em * 1.2))
        self._grid.setVerticalSpacing(round(em * 0.3))
        self._grid.setContentsMargins(round(em * 0.9), round(em * 0.5), round(em * 0.9), round(em * 0.5))
        self._part()
        self.update()

    def _unkept_told(self) -> str:
        unkept, speaker = self._work.unkept, self._kit.speaker
        return speaker.phrase(unkept_fault(self._ballot, unkept[0], speaker)) if unkept else ""

    def _part(self) -> None:
        """Put the tabs below the texts where these would have too little room beside them."""
        em = self._kit.theme.em
        beside = self.width() - self.pages.sizeHint().width() - self.save_label.sizeHint().width() - em * 4.2
        stacked = beside < em * _TITLE
        if stacked != self._stacked:
            self._stacked = stacked
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(self.pages, int(stacked), 0 if stacked else 1, left)
            self._grid.addWidget(self.save_label, int(stacked), 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the rows there is room for."""
        super().resizeEvent(event)
        self._part()
