"""The ring around what has the keyboard: one look for all that paints itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.windows.theme import Theme


def paint_ring(painter: QPainter, rect: QRectF, theme: Theme, radius: float = 4.0) -> None:
    """Paint the ring just inside ``rect``, two pixels thick, with corners of ``radius``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
