"""How a cell of the board is painted: a tile with a sign that is told apart even at the size of a grain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from evalapp.watching import CellState
from ui.windows.theme import Theme, mixed

_INKS = {
    CellState.NOT_ISSUED: "ink",
    CellState.ISSUED: "ink",
    CellState.DRAFT: "accent",
    CellState.NEEDS_LOOK: "warn",
    CellState.HANDED_IN: "good",
    CellState.REVISED: "good",
    CellState.RECUSED: "muted",
}
_TINT = 0.14
"""How much of its ink a quiet tile's ground has."""

_LARGEST = 1.0
"""A sign is at most so many heights of a line across."""


@dataclass(frozen=True, slots=True)
class Face:
    """What there is to see of a cell.

    Attributes:
        urgent: it is still owed and the deadline has passed.
        faded: it is not among what is looked for.
    """

    state: CellState
    urgent: bool = False
    faded: bool = False


def state_ink(theme: Theme, state: CellState) -> QColor:
    """The colour of a state's sign."""
    return theme.colour(_INKS[state])


def paint_state(painter: QPainter, box: QRectF, state: CellState, ink: QColor) -> None:
    """The sign of a state in ``box``, a square.

    A dash, an empty circle, one half full, a full one, a full one with a ring; a triangle; a slash.
    """
    side = box.width()
    thick = max(1.0, side / 9)
    middle = box.center()
    painter.setPen(QPen(ink, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = side * 0.38
    match state:
        case CellState.NOT_ISSUED:
            painter.drawLine(middle - QPointF(radius * 0.8, 0), middle + QPointF(radius * 0.8, 0))
        case CellState.RECUSED:
            reach = QPointF(radius * 0.75, -radius * 0.95)
            painter.drawLine(middle - reach, middle + reach)
        case CellState.NEEDS_LOOK:
            _paint_triangle(painter, box, ink)
        case CellState.ISSUED:
            painter.drawEllipse(middle, radius, radius)
        case CellState.DRAFT:
            painter.drawEllipse(middle, radius, radius)
            painter.setBrush(ink)
            around = QRectF(0, 0, 2 * radius, 2 * radius)
            around.moveCenter(middle)
            painter.drawChord(around, 90 * 16, 180 * 16)
        case CellState.HANDED_IN:
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            # where thousands stand side by side, what is done steps back
            full = radius * (0.8 if side >= 12 else 0.6)
            painter.drawEllipse(middle, full, full)
        case CellState.REVISED:
            painter.drawEllipse(middle, radius, radius)
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(middle, radius * 0.48, radius * 0.48)


def _paint_triangle(painter: QPainter, box: QRectF, ink: QColor) -> None:
    side = box.width()
    top = QPointF(box.center().x(), box.top() + side * 0.1)
    left, right = (
        QPointF(box.center().x() + reach, box.bottom() - side * 0.14) for reach in (-side * 0.46, side * 0.46)
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([top, left, right]))
    if side >= 10:
        ground = QColor(Qt.GlobalColor.white) if ink.lightnessF() < 0.5 else QColor(Qt.GlobalColor.black)
        painter.setPen(QPen(ground, side / 10, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x = box.center().x()
        painter.drawLine(QPointF(x, box.top() + side * 0.4), QPointF(x, box.top() + side * 0.6))
        painter.drawPoint(QPointF(x, box.top() + side * 0.75))


class Tiles:
    """Cells as pictures: of thousands of cells only some are different, and each is painted once.

    Args:
        theme: colours and sizes.
        words: a state in a word or two.
    """

    def __init__(self, theme: Theme, words: Callable[[CellState], str]) -> None:
        self._theme = theme
        self._words = words
        self._made: dict[tuple[Face, int, int, float], QPixmap] = {}

    def clear(self) -> None:
        """Colours, sizes or words are others."""
        self._made.clear()

    def tile(self, face: Face, width: int, height: int, ratio: float) -> QPixmap:
        """A cell of this size in device-independent pixels, on a screen with that many pixels to one."""
        key = (face, width, height, ratio)
        if key not in self._made:
            picture = QPixmap(max(round(width * ratio), 1), max(round(height * ratio), 1))
            picture.setDevicePixelRatio(ratio)
            picture.fill(self._theme.colour("ground"))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, QRectF(0, 0, width, height), face)
            painter.end()
            self._made[key] = picture
        return self._made[key]

    def _paint(self, painter: QPainter, rect: QRectF, face: Face) -> None:
        theme, em = self._theme, self._theme.em
        if face.faded:
            painter.setOpacity(0.28)
        ink = theme.colour("fault" if face.urgent else _INKS[face.state])
        air = 0.5 if rect.width() < em else 1.0 if rect.width() < em * 2.2 else 2.0
        tile = rect.adjusted(air, air, -air, -air)
        radius = min(tile.width(), tile.height()) * 0.18
        ground, edge = self._grounds(face, ink)
        painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        if edge:
            tile.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(tile, radius, radius)
        side = min(tile.width() - 1, tile.height() - 1, em * _LARGEST)
        words, font = self._words(face.state), theme.font(0.88)
        metrics = QFontMetricsF(font)
        needed = metrics.horizontalAdvance(words) + side + em * 0.35
        # words in all cells or in none
        widest = max(metrics.horizontalAdvance(self._words(state)) for state in CellState)
        place = QRectF(0, 0, side, side)
        place.moveCenter(tile.center())
        spacious = tile.width() >= widest + side + em * 0.9 and tile.height() >= em * 1.1
        if spacious:
            place.moveLeft(tile.center().x() - needed / 2)
        paint_state(painter, place, face.state, ink)
        if spacious:
            painter.setFont(font)
            painter.setPen(theme.colour("muted" if face.state is CellState.RECUSED else "ink"))
            room = QRectF(place.right() + em * 0.35, tile.y(), tile.right() - place.right(), tile.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _grounds(self, face: Face, ink: QColor) -> tuple[QColor, QColor | None]:
        """The ground of a tile and its edge, which only what is open has."""
        colour = self._theme.colour
        if face.urgent:
            return colour("alarm"), ink
        match face.state:
            case CellState.NOT_ISSUED | CellState.ISSUED:
                return colour("card"), colour("edge")
            case CellState.NEEDS_LOOK:
                return colour("notice"), ink
            case CellState.RECUSED:
                return mixed(colour("ground"), ink, 0.06), None
            case _:
                return mixed(colour("card"), ink, _TINT), None
