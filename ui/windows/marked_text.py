"""A text in lines with parts of it marked, for what paints itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.windows.lines import AIR
from ui.windows.theme import Theme


class MarkedText:
    """Laid out once, in the colours of now. The marks are underlined, so that colour is not their only sign.

    Attributes:
        height: of all lines in device-independent pixels.
    """

    def __init__(
        self,
        text: str,
        marks: Iterable[range],
        theme: Theme,
        width: float,
        *,
        bold: bool = False,
        ink: str = "ink",
    ) -> None:
        self._ink = theme.colour(ink)
        font = theme.font(bold=bold)
        # a line end as Qt means it inside one paragraph; as long as the sign it replaces
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats([_mark(text, part, theme) for part in marks])
        pitch = QFontMetricsF(font).height() * AIR
        self.height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, pitch))
            line.setPosition(QPointF(0, self.height + (pitch - line.height()) / 2))
            self.height += pitch
        self._layout.endLayout()

    def draw(self, painter: QPainter, place: QPointF) -> None:
        """Paint from ``place`` on, the left upper corner."""
        painter.setPen(self._ink)
        self._layout.draw(painter, place)


def _mark(text: str, part: range, theme: Theme) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    # Qt counts UTF-16 units, Python signs
    found.start = _units(text[: part.start])
    found.length = _units(text[part.start : part.stop])
    look = QTextCharFormat()
    look.setBackground(theme.colour("notice"))
    look.setFontUnderline(True)
    look.setUnderlineColor(theme.colour("warn"))
    found.format = look
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
