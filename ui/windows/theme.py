"""Colours and sizes of the windows: light, dark, high contrast, larger text; all can change while open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

import resources

FAMILY = "BIZ UDPGothic"
BASE_POINTS = 11.0
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Sizes of text in percent of ``BASE_POINTS``."""


class Look(StrEnum):
    """Which colours: as the system has them, or one set always."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours. Every ink reaches a contrast of 4.5 on the ground it is used on.

    Attributes:
        ground: of the window.
        card: of what is written on.
        ink: of text on ``ground`` and ``card``.
        muted: of secondary text on both.
        line: edges that only divide; ``edge``: edges of controls (contrast 3).
        accent: the ground of what is chosen, ``accent_ink`` the text on it.
        hover: the ground below the pointer.
        focus: the ring around what has the keyboard.
        good, warn, fault: inks that carry a state, never alone.
        notice, alarm: the grounds of banners, with ``ink`` on them.
    """

    ground: str
    card: str
    ink: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_ink: str
    hover: str
    focus: str
    good: str
    warn: str
    fault: str
    notice: str
    alarm: str


LIGHT = Colours(
    ground="#f3f4f6",
    card="#ffffff",
    ink="#1a1f26",
    muted="#56606b",
    line="#d9dde3",
    edge="#838c97",
    accent="#1f4f8f",
    accent_ink="#ffffff",
    hover="#e6edf6",
    focus="#c2570c",
    good="#1c6b3c",
    warn="#8a5200",
    fault="#b3261e",
    notice="#fdf3d8",
    alarm="#fce4e1",
)
DARK = Colours(
    ground="#16191d",
    card="#1f242a",
    ink="#e7eaee",
    muted="#a7b0bb",
    line="#363d46",
    edge="#7b8590",
    accent="#8ab8f5",
    accent_ink="#0d1828",
    hover="#2a323c",
    focus="#ffb454",
    good="#7fd1a0",
    warn="#f0c26b",
    fault="#ff9389",
    notice="#3a321c",
    alarm="#472523",
)
CONTRAST = Colours(
    ground="#000000",
    card="#000000",
    ink="#ffffff",
    muted="#ffffff",
    line="#ffffff",
    edge="#ffffff",
    accent="#ffee32",
    accent_ink="#000000",
    hover="#333333",
    focus="#3cf0ff",
    good="#7dff9b",
    warn="#ffee32",
    fault="#ff9d94",
    notice="#000000",
    alarm="#000000",
)


class Theme(QObject):
    """The colours and the text size used now.

    Signals:
        changed: colours or sizes are others; what paints itself is to be laid out and painted anew.
    """

    changed = Signal()

    def __init__(self, app: QApplication, look: Look = Look.SYSTEM, text_size: int = 100) -> None:
        super().__init__()
        self._app = app
        self._look = look
        self._text_size = text_size
        self._fonts: dict[tuple[float, bool], QFont] = {}
        for name in ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "NotoSansJP-Fallback.ttf"):
            QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def look(self) -> Look:
        """What was chosen."""
        return self._look

    @property
    def text_size(self) -> int:
        """In percent of the usual size."""
        return self._text_size

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        if self._look is Look.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._look is not Look.LIGHT

    @property
    def colours(self) -> Colours:
        """The colours used now."""
        if self._look is Look.CONTRAST:
            return CONTRAST
        return DARK if self.dark else LIGHT

    def colour(self, name: str) -> QColor:
        """One of ``Colours`` by its name."""
        return QColor(getattr(self.colours, name))

    def use(self, look: Look | None = None, text_size: int | None = None) -> None:
        """Change the colours or the size of all windows."""
        self._look = look or self._look
        self._text_size = text_size or self._text_size
        self._apply()

    def font(self, scale: float = 1.0, *, bold: bool = False) -> QFont:
        """The font of the windows, ``scale`` times the usual size; it is shared, so do not change it."""
        if (scale, bold) not in self._fonts:
            font = self._fonts[scale, bold] = QFont([FAMILY, "Noto Sans JP"])
            font.setPointSizeF(BASE_POINTS * self._text_size / 100 * scale)
            font.setBold(bold)
        return self._fonts[scale, bold]

    @property
    def em(self) -> float:
        """The height of a line of text in device-independent pixels: measure of all distances."""
        return self._em

    def _follow_system(self) -> None:
        if self._look is Look.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._fonts.clear()
        self._app.setFont(self.font())
        self._em = QFontMetricsF(self.font()).height()
        self._app.setPalette(_palette(self.colours))
        self.changed.emit()


def mixed(ground: QColor, ink: QColor, share: float) -> QColor:
    """``ground`` with a ``share`` (0 to 1) of ``ink``."""
    return QColor.fromRgbF(
        ground.redF() * (1 - share) + ink.redF() * share,
        ground.greenF() * (1 - share) + ink.greenF() * share,
        ground.blueF() * (1 - share) + ink.blueF() * share,
    )


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.ground,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.BrightText: colours.fault,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.accent_ink,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.ToolTipText: colours.ink,
        QPalette.ColorRole.Light: colours.card,
        QPalette.ColorRole.Midlight: colours.line,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.edge,
        QPalette.ColorRole.Shadow: colours.edge,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette
