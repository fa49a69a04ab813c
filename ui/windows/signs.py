"""Small signs drawn by the app itself: no font has to have them, and they take any colour and size."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


class Sign(Enum):
    """A sign as strokes in a box of 16 by 16, always beside a word that says it, or on a button with a name.

    A stroke is points to join (``3,8 13,8``), a circle (``o`` middle, radius) or a rounded box (``r`` corner,
    size); one point is a dot.
    """

    DONE = "3,8.5 6.5,12 13,4.5"
    BUSY = "3.5,8|8,8|12.5,8"
    WARN = "8,2 14.5,13.5 1.5,13.5 8,2|8,6.5 8,9.5|8,11.6"
    LOCK = "r3,7.5 10,6.5|5,7.5 5,5.5 6,3.6 8,2.8 10,3.6 11,5.5 11,7.5"
    INFO = "o8,8 6|8,7.6 8,11|8,5"
    CONTENTS = "2.2,4|6,4 14,4|2.2,8|6,8 14,8|2.2,12|6,12 14,12"
    LEFT = "10,3 5,8 10,13"
    RIGHT = "6,3 11,8 6,13"
    UP = "3,10 8,5 13,10"
    DOWN = "3,6 8,11 13,6"
    MINUS = "3,8 13,8"
    PLUS = "3,8 13,8|8,3 8,13"
    FIT_WIDTH = "2,3 2,13|14,3 14,13|4.5,8 11.5,8|6.5,6 4.5,8 6.5,10|9.5,6 11.5,8 9.5,10"
    FIT_PAGE = "4,2 12,2 12,14 4,14 4,2|6.5,5 9.5,5|6.5,8 9.5,8|6.5,11 9.5,11"
    FIND = "o7,7 4.8|10.5,10.5 14,14"
    MORE = "3.2,8|8.2,8|13.2,8"
    CLOSE = "4,4 12,12|12,4 4,12"
    SWAP = "2.5,5.5 13.5,5.5|10.5,2.5 13.5,5.5 10.5,8.5|13.5,11 2.5,11|5.5,8 2.5,11 5.5,14"
    SAVE = "8,2 8,10|4.5,6.5 8,10 11.5,6.5|2,11 2,14 14,14 14,11"


def paint_sign(painter: QPainter, rect: QRectF, sign: Sign, colour: QColor, thick: float = 1.7) -> None:
    """Draw a sign into the largest square in the middle of ``rect``; ``thick`` in sixteenths of its side."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / 16, side / 16)
    pen = QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(sign))
    painter.restore()


@lru_cache
def _path(sign: Sign) -> QPainterPath:
    path = QPainterPath()
    for stroke in sign.value.split("|"):
        first, *rest = stroke.lstrip("or").split()
        at = _point(first)
        if stroke[0] == "o":
            path.addEllipse(at, float(rest[0]), float(rest[0]))
        elif stroke[0] == "r":
            size = _point(rest[0])
            path.addRoundedRect(QRectF(at.x(), at.y(), size.x(), size.y()), 1.5, 1.5)
        else:
            path.moveTo(at)
            # a line of no length is not painted
            for point in rest or [f"{at.x() + 0.3},{at.y()}"]:
                path.lineTo(_point(point))
    return path


def _point(text: str) -> QPointF:
    x, y = text.split(",")
    return QPointF(float(x), float(y))
