"""Text broken into lines for what paints itself, and labels with the line height that Japanese needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.windows.theme import Theme

AIR = 1.45
"""The distance of two lines in heights of the font."""


_JOINER = "\u2060"


def unbroken(text: str) -> str:
    """``text`` so that no line ends inside it, not even between Japanese signs; ``plain`` takes it back."""
    return _JOINER.join(text.replace(" ", "\u00a0"))


def plain(text: str) -> str:
    """What was made ``unbroken``, as others read it."""
    return text.replace(_JOINER, "").replace("\u00a0", " ")


@dataclass(frozen=True, slots=True)
class Lines:
    """A text as it is painted.

    Attributes:
        texts: the lines.
        pitch: from line to line, in device-independent pixels.
        width: of the widest line.
        cut: the text goes on behind the last line's ellipsis.
    """

    texts: tuple[str, ...]
    pitch: float
    width: float
    cut: bool

    @property
    def height(self) -> float:
        """Of all lines."""
        return self.pitch * len(self.texts)

    def draw(self, painter: QPainter, place: QPointF, font: QFont, ink: QColor) -> None:
        """Paint from ``place`` on, the left upper corner."""
        painter.setFont(font)
        painter.setPen(ink)
        metrics = QFontMetricsF(font)
        top = place.y() + (self.pitch - metrics.height()) / 2 + metrics.ascent()
        for number, text in enumerate(self.texts):
            painter.drawText(QPointF(place.x(), top + number * self.pitch), text)


# a layout asks for the same few widths again and again
@lru_cache(maxsize=4096)
def broken(text: str, font: QFont, width: float, most: int = 10_000, air: float = AIR) -> Lines:
    """``text`` in lines of at most ``width``; what ``most`` lines cannot hold is cut with an ellipsis."""
    metrics = QFontMetricsF(font)
    texts: list[str] = []
    cut = False
    for paragraph in text.split("\n"):
        starts = _starts(paragraph, font, max(width, metrics.averageCharWidth() * 2))
        for start, end in zip(starts, [*starts[1:], len(paragraph)], strict=True):
            if len(texts) == most:
                cut = True
                break
            texts.append(paragraph[start:end].rstrip())
            rest = paragraph[start:]
    if cut:
        texts[-1] = metrics.elidedText(rest + "……", Qt.TextElideMode.ElideRight, width)
    widest = max(metrics.horizontalAdvance(line) for line in texts)
    return Lines(tuple(texts), metrics.height() * air, widest, cut)


def _starts(paragraph: str, font: QFont, width: float) -> list[int]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    # Qt counts UTF-16 units, Python signs
    if len(paragraph) != len(paragraph.encode("utf-16-le")) // 2:
        units = paragraph.encode("utf-16-le")
        starts = [len(units[: start * 2].decode("utf-16-le")) for start in starts]
    return starts or [0]


class Paragraph(QLabel):
    """A label whose text wraps with air between its lines.

    Args:
        theme: colours and sizes.
        ink: the name of its colour.
        scale: of the font.
        bold: of the font.
    """

    def __init__(self, theme: Theme, *, ink: str = "ink", scale: float = 1.0, bold: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._ink = ink
        self._scale = scale
        self._bold = bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        # else QLabel takes the height for the width out of the policy whenever a text is set
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._relayout)

    def set_ink(self, ink: str) -> None:
        """Paint with another colour."""
        self._ink = ink
        self.update()

    def _relayout(self) -> None:
        self.updateGeometry()
        self.update()

    def _lines(self, width: float) -> Lines:
        return broken(self.text(), self._theme.font(self._scale, bold=self._bold), width)

    # Qt's

    def heightForWidth(self, width: int) -> int:
        """The height it needs at this width."""
        return round(self._lines(width).height + 0.5) if self.text() else 0

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        lines = self._lines(self._theme.em * 44)
        return QSize(round(lines.width + 1.5), round(lines.height + 0.5))

    def minimumSizeHint(self) -> QSize:
        """The least room it can be shown in."""
        return QSize(round(self._theme.em * 6), round(self._lines(10_000).pitch))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        painter = QPainter(self)
        font = self._theme.font(self._scale, bold=self._bold)
        ink = self._theme.colour(self._ink)
        self._lines(self.width()).draw(painter, QRectF(self.rect()).topLeft(), font, ink)
