"""What comes over the page for a moment: where to jump to, and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from ui.windows.evaluation.meeting.look import Look

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_jump(painter: QPainter, look: Look, head: str, titles: Sequence[str], chosen: int) -> None:
    """The subjects by number, the chosen one in the middle as far as it goes.

    Args:
        painter: on the page.
        look: of the page.
        head: what was typed, in words.
        titles: of all subjects.
        chosen: the place in ``titles``, -1 for none.
    """
    unit = look.unit
    pitch = unit * 1.35
    most = max(int((look.size.height() * 0.7) // pitch), 1)
    first = min(max(chosen - most // 2, 0), max(len(titles) - most, 0))
    shown = titles[first : first + most]
    inner = _panel(painter, look, pitch * (len(shown) + 1.3))
    painter.setFont(look.font(0.75))
    painter.setPen(look.colour("muted"))
    painter.drawText(QRectF(inner.x(), inner.y(), inner.width(), pitch), _LEFT, head)
    font = look.font(0.85)
    number = QFontMetricsF(font).horizontalAdvance("000")
    for place, title in enumerate(shown, first):
        line = QRectF(inner.x(), inner.y() + pitch * (place - first + 1.2), inner.width(), pitch)
        if place == chosen:
            painter.fillRect(line, look.colour("ink"))
        painter.setFont(font)
        painter.setPen(look.colour("ground" if place == chosen else "ink"))
        painter.drawText(QRectF(line.x(), line.y(), number, pitch), _RIGHT, str(place + 1))
        words = line.adjusted(number + unit * 0.7, 0, -unit * 0.3, 0)
        cut = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _LEFT, cut)


def paint_keys(painter: QPainter, look: Look, head: str, keys: Sequence[tuple[str, str]]) -> None:
    """The keys and what they do."""
    unit = look.unit
    pitch = unit * 1.3
    inner = _panel(painter, look, pitch * (len(keys) + 1.3))
    painter.setFont(look.font(0.8, bold=True))
    painter.setPen(look.colour("ink"))
    painter.drawText(QRectF(inner.x(), inner.y(), inner.width(), pitch), _LEFT, head)
    font, bold = look.font(0.7), look.font(0.7, bold=True)
    left = max(QFontMetricsF(bold).horizontalAdvance(key) for key, _act in keys) + unit
    for place, (key, act) in enumerate(keys):
        line = QRectF(inner.x(), inner.y() + pitch * (place + 1.3), inner.width(), pitch)
        painter.setFont(bold)
        painter.drawText(line, _LEFT, key)
        painter.setFont(font)
        painter.drawText(line.adjusted(left, 0, 0, 0), _LEFT, act)


def _panel(painter: QPainter, look: Look, height: float) -> QRectF:
    """A field in the middle of the screen; returns what is inside."""
    unit, size = look.unit, look.size
    width = min(size.width() * 0.82, unit * 32)
    outer = QRectF(0, 0, width, height + unit * 1.4)
    outer.moveCenter(QPointF(size.width() / 2, size.height() / 2))
    painter.setPen(QPen(look.colour("ink"), max(1.0, unit * 0.06)))
    painter.setBrush(look.colour("panel"))
    painter.drawRoundedRect(outer, unit * 0.3, unit * 0.3)
    return outer.adjusted(unit, unit * 0.7, -unit, -unit * 0.7)
