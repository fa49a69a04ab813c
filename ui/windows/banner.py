"""Banners: one sentence above the work that stays until it is answered, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.windows.buttons import Button
from ui.windows.kit import Kit
from ui.windows.lines import AIR, Paragraph
from ui.windows.signs import Sign, paint_sign


class Weight(StrEnum):
    """How much a banner matters: a notice can be put away, an alarm stays as long as its cause."""

    NOTICE = "notice"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Message:
    """What a banner says.

    Attributes:
        weight: an alarm has no button to put it away.
        sentence: said anew whenever the language changes.
        acts: labels and what they do, most wanted first.
    """

    weight: Weight
    sentence: Callable[[], str]
    acts: tuple[tuple[Callable[[], str], Callable[[], object]], ...] = field(default=())


class Banner(QWidget):
    """One message with its buttons."""

    def __init__(self, kit: Kit, message: Message, put_away: Callable[[], None]) -> None:
        super().__init__()
        self._kit = kit
        self._message = message
        self._text = Paragraph(kit.theme)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self.buttons: list[Button] = []
        self._labels: list[Callable[[], str]] = []
        for label, act in message.acts:
            self._add(label, act)
        if message.weight is Weight.NOTICE:
            self._add(lambda: kit.speaker.say("Put away"), put_away)
        self.retranslate()
        self.relayout()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._text.text()

    def retranslate(self) -> None:
        """Say the sentence and the labels."""
        self._text.setText(self._message.sentence())
        self.setAccessibleName(self._text.text())
        for button, label in zip(self.buttons, self._labels, strict=True):
            button.setText(label())

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._row.setContentsMargins(round(em * 2.4), round(em * 0.35), round(em * 0.7), round(em * 0.35))
        self._row.setSpacing(round(em * 0.5))
        self.update()

    def _add(self, label: Callable[[], str], act: Callable[[], object]) -> None:
        button = Button(self._kit.theme)
        button.clicked.connect(lambda _checked: act())
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.buttons.append(button)
        self._labels.append(label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, a line below, and the sign that says without colour how much it matters."""
        colours, em = self._kit.theme.colours, self._kit.theme.em
        alarm = self._message.weight is Weight.ALARM
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.alarm if alarm else colours.notice))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.line))
        ink = QColor(colours.fault if alarm else colours.warn)
        # beside the first line
        sign = QRectF(em * 0.9, self._text.y() + em * (AIR - 1) / 2, em, em)
        paint_sign(painter, sign, Sign.WARN if alarm else Sign.INFO, ink)
        painter.end()


class Banners(QWidget):
    """All banners of a window, one below the other; each has a name, under which a new one replaces it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setVisible(False)

    def __getitem__(self, name: str) -> Banner:
        return self._shown[name]

    def __contains__(self, name: str) -> bool:
        return name in self._shown

    def show_message(self, name: str, message: Message) -> None:
        """Show a message, in the place of one of the same name."""
        self.put_away(name)
        banner = Banner(self._kit, message, lambda: self.put_away(name))
        self._shown[name] = banner
        self._column.addWidget(banner)
        self.setVisible(True)

    def put_away(self, name: str) -> None:
        """Take a banner away, if it is there."""
        if banner := self._shown.pop(name, None):
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._shown))
