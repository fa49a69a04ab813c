"""What narrows the record down: words, an act, a person, a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.record_list import Asked, Entry
from ui.record_words import act_words
from ui.windows.controls import ComboBox, LineField
from ui.windows.kit import Kit

_Span = tuple[date | None, date | None]


class RecordSearch(QWidget):
    """A field for words, and three choices made of what is in the record.

    Signals:
        changed: something else is looked for.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._entries: Sequence[Entry] = ()
        self._spans: dict[str, _Span] = {}
        self._quiet = False
        self.words = LineField(kit.theme)
        self.words.setClearButtonEnabled(True)
        self.act, self.actor, self.time = (ComboBox(kit.theme) for _ in range(3))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words, 1)
        for choice in (self.act, self.actor, self.time):
            choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
            self._row.addWidget(choice)
            choice.currentIndexChanged.connect(lambda _place: self._tell())
        self.words.textChanged.connect(lambda _text: self._tell())
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    @property
    def asked(self) -> Asked:
        """What is looked for."""
        since, until = self._spans[self.time.currentData() or ""]
        return Asked(
            self.words.text(), self.act.currentData() or "", self.actor.currentData() or "", since, until
        )

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Offer the acts, persons and months of these lines; what was chosen stays chosen."""
        self._entries = entries
        self.retranslate()

    def clear(self) -> None:
        """Look for nothing."""
        self._quiet = True
        self.words.clear()
        for choice in (self.act, self.actor, self.time):
            choice.setCurrentIndex(0)
        self._quiet = False
        self._tell()

    def retranslate(self) -> None:
        """Say all texts, and offer what there is."""
        say, language = self._kit.speaker.say, self._kit.speaker.language
        self.words.setPlaceholderText(say("Look in the record"))
        self.words.setAccessibleName(say("Look in the record"))
        self.act.setAccessibleName(say("What was done"))
        self.actor.setAccessibleName(say("By whom"))
        self.time.setAccessibleName(say("When"))
        acts = dict.fromkeys(entry.line.act for entry in self._entries)
        actors = sorted({entry.line.actor for entry in self._entries})
        self._quiet = True
        _fill(self.act, [("", say("All acts")), *((act, act_words(act, language)) for act in acts)])
        _fill(self.actor, [("", say("All persons")), *((actor, actor) for actor in actors)])
        _fill(self.time, self._times())
        self._quiet = False

    def relayout(self) -> None:
        """Take sizes from the text size."""
        em = self._kit.theme.em
        self._row.setSpacing(round(em * 0.5))
        self.words.setMinimumWidth(round(em * 8))
        for field in (self.words, self.act, self.actor, self.time):
            field.setFixedHeight(round(em * 1.9))
        for choice in (self.act, self.actor, self.time):
            choice.setMaximumWidth(round(em * 11))

    def _times(self) -> list[tuple[str, str]]:
        """All, the last days, and every month in which something was done, newest first: keys with words."""
        say, now = self._kit.speaker.say, self._kit.now()
        today = now.date()
        self._spans = {"": (None, None), "today": (today, None), "week": (today - timedelta(days=6), None)}
        found = [("", say("At any time")), ("today", say("Today")), ("week", say("In the last 7 days"))]
        months = {entry.at.astimezone(now.tzinfo).date().replace(day=1) for entry in self._entries}
        for first in sorted(months, reverse=True):
            key = f"{first:%Y-%m}"
            self._spans[key] = (first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))
            found.append((key, f"{first.year}年{first.month}月" if self._kit.speaker.japanese else key))
        return found

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()


def _fill(choice: ComboBox, items: Sequence[tuple[str, str]]) -> None:
    """Offer these, keys with words; what was chosen stays chosen."""
    key = choice.currentData()
    choice.clear()
    for one, words in items:
        choice.addItem(words, one)
    choice.setCurrentIndex(max(choice.findData(key), 0))
