"""Language, colours and text size: chosen in the running app, at once for all windows, and remembered."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evalapp.language import LANGUAGES
from ui.windows.controls import ComboBox
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.speaker import Speaker
from ui.windows.theme import TEXT_SIZES, Look

LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}
"""Each in its own language: who reads only one finds it."""


class Preferences(QWidget):
    """The three choices in a row, or in as many rows as it takes."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.language = ComboBox(kit.theme)
        self.look = ComboBox(kit.theme)
        self.text_size = ComboBox(kit.theme)
        self._labels = [QLabel() for _box in range(3)]
        self._pairs = []
        self._row = Flow()
        self.setLayout(self._row)
        for label, box in zip(self._labels, (self.language, self.look, self.text_size), strict=True):
            label.setBuddy(box)
            together = QWidget()
            pair = QHBoxLayout(together)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.addWidget(label)
            pair.addWidget(box)
            self._pairs.append(pair)
            self._row.addWidget(together)
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
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
        em = self._kit.theme.em
        self._row.setSpacing(round(em * 0.9))
        for pair in self._pairs:
            pair.setSpacing(round(em * 0.4))
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.language.setCurrentIndex(self.language.findData(self._kit.speaker.language.code))
        self.look.setCurrentIndex(list(Look).index(self._kit.theme.look))
        self.text_size.setCurrentIndex(TEXT_SIZES.index(self._kit.theme.text_size))

    def _use_language(self) -> None:
        choose_language(self._kit, self.language.currentData())

    def _use_look(self) -> None:
        choose_look(self._kit, list(Look)[self.look.currentIndex()])

    def _use_text_size(self) -> None:
        choose_text_size(self._kit, TEXT_SIZES[self.text_size.currentIndex()])


def choose_language(kit: Kit, code: str) -> None:
    """Speak another language in all windows, and from now on."""
    kit.settings.language = code
    kit.speaker.use(code)


def choose_look(kit: Kit, look: Look) -> None:
    """Use other colours in all windows, and from now on."""
    kit.settings.look = look
    kit.theme.use(look=look)


def choose_text_size(kit: Kit, percent: int) -> None:
    """Use larger or smaller text, one of ``TEXT_SIZES``, in all windows and from now on."""
    kit.settings.text_size = percent
    kit.theme.use(text_size=percent)


def look_name(speaker: Speaker, look: Look) -> str:
    """A look as users read it."""
    return {
        Look.SYSTEM: speaker.say("As the system"),
        Look.LIGHT: speaker.say("Light"),
        Look.DARK: speaker.say("Dark"),
        Look.CONTRAST: speaker.say("High contrast"),
    }[look]
