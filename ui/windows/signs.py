"""Small signs drawn by the app itself: no font has to have them, and they take any colour and size."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap


class Sign(StrEnum):
    """What a sign says, always beside a word that says it too."""

    DONE = "done"
    BUSY = "busy"
    WARN = "warn"
    LOCK = "lock"
    INFO = "info"


def paint_sign(painter: QPainter, rect: QRectF, sign: Sign, colour: QColor) -> None:
    """Draw a sign into the largest square in the middle of ``rect``."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / 16, side / 16)
    pen = QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match sign:
        case Sign.DONE:
            painter.drawPolyline([QPointF(3, 8.5), QPointF(6.5, 12), QPointF(13, 4.5)])
        case Sign.BUSY:
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            for x in (3.5, 8.0, 12.5):
                painter.drawEllipse(QPointF(x, 8), 1.4, 1.4)
        case Sign.WARN:
            path = QPainterPath(QPointF(8, 2))
            path.lineTo(14.5, 13.5)
            path.lineTo(1.5, 13.5)
            path.closeSubpath()
            painter.drawPath(path)
            painter.drawLine(QPointF(8, 6.5), QPointF(8, 9.5))
            painter.drawPoint(QPointF(8, 11.6))
        case Sign.LOCK:
            painter.drawRoundedRect(QRectF(3, 7.5, 10, 6.5), 1.5, 1.5)
            painter.drawArc(QRectF(5, 2.5, 6, 8), 0, 180 * 16)
        case Sign.INFO:
            painter.drawEllipse(QRectF(2, 2, 12, 12))
            painter.drawLine(QPointF(8, 7.6), QPointF(8, 11))
            painter.drawPoint(QPointF(8, 5))
    painter.restore()


def sign_pixmap(sign: Sign, colour: QColor, side: float, ratio: float) -> QPixmap:
    """A sign as a picture of ``side`` device-independent pixels on a screen with the pixel ``ratio``."""
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_sign(painter, QRectF(0, 0, side, side), sign, colour)
    painter.end()
    return pixmap


def sign_icon(sign: Sign, colour: QColor, side: float, ratio: float) -> QIcon:
    """A sign for a button."""
    return QIcon(sign_pixmap(sign, colour, side, ratio))
