"""Colours and type of what is projected: of their own, whatever the app looks like."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QFont

from ui.windows.theme import FAMILY


@dataclass(frozen=True, slots=True)
class Colours:
    """One set; every ink reaches a contrast of 7 on ``ground``."""

    ground: str
    ink: str
    muted: str
    line: str
    bar: str
    panel: str


LIGHT = Colours("#ffffff", "#101419", "#454c55", "#b4bac2", "#1f4f8f", "#eef1f5")
DARK = Colours("#0b0e12", "#f5f7fa", "#bcc4ce", "#48515c", "#8ab8f5", "#1b2129")


@dataclass(frozen=True, slots=True)
class Look:
    """How a page of one size is set.

    Attributes:
        size: of the screen in device-independent pixels.
        unit: the height of running text; all type and distances derive from it. A page takes some 15 lines.
    """

    size: QSizeF
    colours: Colours

    @property
    def unit(self) -> float:
        """See above."""
        return max(min(self.size.height() / 25, self.size.width() / 36), 6.0)

    @property
    def page(self) -> QRectF:
        """The screen without its margins."""
        side = self.unit * 1.5
        return QRectF(
            side, self.unit * 0.9, self.size.width() - 2 * side, self.size.height() - self.unit * 1.5
        )

    def colour(self, name: str) -> QColor:
        """One of ``Colours`` by its name."""
        return QColor(getattr(self.colours, name))

    def font(self, scale: float = 1.0, *, bold: bool = False) -> QFont:
        """The font in ``scale`` times the running size."""
        font = QFont([FAMILY, "Noto Sans JP"])
        font.setPixelSize(max(round(self.unit * scale), 1))
        font.setBold(bold)
        return font
