"""What the app remembers for its user on this computer: never answers, only how and where they worked."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

from evalapp.data_folder import data_folder
from evalapp.language import LANGUAGES
from ui.windows.theme import TEXT_SIZES, Look


class Settings:
    """Typed access to ``settings.ini`` in the data folder; a damaged or foreign value counts as absent."""

    def __init__(self) -> None:
        self._store = QSettings(str(data_folder() / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str | None:
        """One of ``LANGUAGES`` if it was chosen."""
        return self._choice("language", LANGUAGES)

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def look(self) -> Look:
        """The colours."""
        return Look(self._choice("look", tuple(Look)) or Look.SYSTEM)

    @look.setter
    def look(self, look: Look) -> None:
        self._store.setValue("look", look.value)

    @property
    def text_size(self) -> int:
        """One of ``TEXT_SIZES``."""
        return int(self._choice("text-size", tuple(map(str, TEXT_SIZES))) or 100)

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._store.setValue("text-size", str(percent))

    def flag(self, name: str, *, default: bool) -> bool:
        """A yes or no that a part of a window keeps under its own ``name``."""
        return (self._choice(name, ("yes", "no")) or ("yes" if default else "no")) == "yes"

    def set_flag(self, name: str, *, value: bool) -> None:
        """Keep a yes or no."""
        self._store.setValue(name, "yes" if value else "no")

    def text(self, name: str) -> str:
        """A short text that a part of a window keeps under its own ``name``; empty if it never did."""
        value = self._store.value(name)
        return value if isinstance(value, str) else ""

    def set_text(self, name: str, value: str) -> None:
        """Keep a short text."""
        self._store.setValue(name, value)

    def number(self, name: str, default: float) -> float:
        """A number that a part of a window keeps under its own ``name``."""
        try:
            return float(self.text(name))
        except ValueError:
            return default

    def set_number(self, name: str, value: float) -> None:
        """Keep a number."""
        self._store.setValue(name, repr(value))

    def state(self, name: str) -> QByteArray:
        """What Qt's ``saveState`` or ``saveGeometry`` gave; empty if never kept."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, name: str, state: QByteArray) -> None:
        """Keep what Qt's ``saveState`` or ``saveGeometry`` gives."""
        self._store.setValue(name, state)

    def write(self) -> None:
        """Bring everything to the disk now."""
        self._store.sync()

    def _choice(self, name: str, allowed: tuple[str, ...]) -> str | None:
        value = self.text(name)
        return value if value in allowed else None
