"""Language, colours and text size: chosen in the running app, at once for all windows, and remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from evalapp.language import LANGUAGES
from ui.windows.kit import Kit
from ui.windows.speaker import Speaker
from ui.windows.theme import TEXT_SIZES, Look

_LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}
"""Each in its own language: who reads only one finds it."""


class StillComboBox(QComboBox):
    """A combo box that the wheel does not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls around it."""
        event.ignore()


class Preferences(QWidget):
    """The three choices in a row."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.language = StillComboBox()
        self.look = StillComboBox()
        self.text_size = StillComboBox()
        self._labels = [QLabel(buddy=box) for box in (self.language, self.look, self.text_size)]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for label, box in zip(self._labels, (self.language, self.look, self.text_size), strict=True):
            self._row.addWidget(label)
            self._row.addWidget(box)
        for code in LANGUAGES:
            self.language.addItem(_LANGUAGE_NAMES[code], code)
        for look in Look:
            self.look.addItem("", look)
        for percent in TEXT_SIZES:
            self.text_size.addItem(f"{percent} %", percent)
        self.retranslate()
        self.relayout()
        self.language.activated.connect(self._use_language)
        self.look.activated.connect(self._use_look)
        self.text_size.activated.connect(self._use_text_size)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    def retranslate(self) -> None:
        """Say all texts and show what is chosen."""
        say = self._kit.speaker.say
        names = say("Language"), say("Colours"), say("Text size")
        for label, box, name in zip(
            self._labels, (self.language, self.look, self.text_size), names, strict=True
        ):
            label.setText(name)
            box.setAccessibleName(name)
        for place, look in enumerate(Look):
            self.look.setItemText(place, look_name(self._kit.speaker, look))
        self._show_chosen()

    def relayout(self) -> None:
        """Take distances from the text size."""
        self._row.setSpacing(round(self._kit.theme.em * 0.4))
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.language.setCurrentIndex(self.language.findData(self._kit.speaker.language.code))
        self.look.setCurrentIndex(list(Look).index(self._kit.theme.look))
        self.text_size.setCurrentIndex(TEXT_SIZES.index(self._kit.theme.text_size))

    def _use_language(self) -> None:
        code = self.language.currentData()
        self._kit.settings.language = code
        self._kit.speaker.use(code)

    def _use_look(self) -> None:
        look = list(Look)[self.look.currentIndex()]
        self._kit.settings.look = look
        self._kit.theme.use(look=look)

    def _use_text_size(self) -> None:
        percent = TEXT_SIZES[self.text_size.currentIndex()]
        self._kit.settings.text_size = percent
        self._kit.theme.use(text_size=percent)


def look_name(speaker: Speaker, look: Look) -> str:
    """A look as users read it."""
    return {
        Look.SYSTEM: speaker.say("As the system"),
        Look.LIGHT: speaker.say("Light"),
        Look.DARK: speaker.say("Dark"),
        Look.CONTRAST: speaker.say("High contrast"),
    }[look]
