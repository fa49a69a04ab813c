"""Painting of the pages that are projected."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from exports.charting import chart_ticks
from ui.windows.evaluation.meeting.look import Look
from ui.windows.evaluation.meeting.pages import Page, Table, TableRow

_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_page(painter: QPainter, page: Page, look: Look, heads: tuple[str, str, str]) -> None:
    """Paint a page on its ground; ``heads``: what stands over criteria, means and the unnamed columns."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(QPointF(0, 0), look.size), look.colour("ground"))
    for text in page.texts:
        text.lines.draw(painter, text.place, look.font(text.scale, bold=text.bold), look.colour(text.ink))
    if page.table:
        _paint_table(painter, page.table, look, heads)


def paint_foot(painter: QPainter, look: Look, left: str, right: str) -> None:
    """What is said discreetly at the foot."""
    unit, page = look.unit, look.page
    font = look.font(0.55)
    band = QRectF(page.x(), page.bottom() - unit * 0.35, page.width(), unit * 0.8)
    painter.setFont(font)
    painter.setPen(look.colour("muted"))
    painter.drawText(band, _RIGHT, right)
    metrics = QFontMetricsF(font)
    room = band.width() - metrics.horizontalAdvance(right) - unit
    painter.drawText(band, _LEFT, metrics.elidedText(left, Qt.TextElideMode.ElideRight, room))


def _paint_table(painter: QPainter, table: Table, look: Look, heads: tuple[str, str, str]) -> None:
    x, unit = table.head.x(), look.unit
    mean = x + table.title
    bar = mean + table.mean
    marks = table.head.right() - table.mark * (len(table.rows[0].row.signs) if table.mark else 0)
    painter.setFont(look.font(0.66))
    painter.setPen(look.colour("muted"))
    painter.drawText(QRectF(x, table.head.y(), table.title, table.head.height()), _LEFT, heads[0])
    painter.drawText(QRectF(mean, table.head.y(), table.mean, table.head.height()), _MIDDLE, heads[1])
    if table.mark:
        over = QRectF(marks, table.head.y(), table.head.right() - marks, table.head.height())
        painter.drawText(over, _MIDDLE, heads[2])
    if table.bar:
        _paint_axis(painter, table, look, bar)
    painter.setPen(QPen(look.colour("ink"), max(1.0, unit * 0.05)))
    painter.drawLine(table.head.bottomLeft(), table.head.bottomRight())
    for row in table.rows:
        _paint_row(painter, table, row, look, bar, marks)


def _paint_axis(painter: QPainter, table: Table, look: Look, start: float) -> None:
    unit = look.unit
    length = table.bar - unit * 0.5
    bottom = table.rows[-1].place.bottom()
    for tick in chart_ticks(table.maximum):
        x = start + length * tick / table.maximum
        painter.setPen(QPen(look.colour("line"), max(1.0, unit * 0.04)))
        painter.drawLine(QPointF(x, table.head.bottom()), QPointF(x, bottom))
        painter.setPen(look.colour("muted"))
        label = QRectF(x - unit * 2, table.head.y(), unit * 4, table.head.height())
        painter.drawText(label, _MIDDLE, str(tick))


def _paint_row(
    painter: QPainter, table: Table, shown: TableRow, look: Look, bar: float, marks: float
) -> None:
    unit, place, row = look.unit, shown.place, shown.row
    top = place.center().y() - shown.title.height / 2
    shown.title.draw(painter, QPointF(place.x(), top), look.font(0.86), look.colour("ink"))
    painter.setPen(look.colour("ink"))
    painter.setFont(look.font(1.15, bold=True))
    painter.drawText(
        QRectF(place.x() + table.title, place.y(), table.mean, place.height()), _MIDDLE, row.mean
    )
    if table.bar and row.share:
        length = (table.bar - unit * 0.5) * float(row.share)
        half = min(place.height() * 0.3, unit * 0.5)
        painter.setPen(QPen(look.colour("ink"), max(1.0, unit * 0.04)))
        painter.setBrush(look.colour("bar"))
        painter.drawRect(QRectF(bar, place.center().y() - half, length, half * 2))
    painter.setPen(look.colour("muted"))
    if table.count and row.count:
        painter.setFont(look.font(0.62))
        right = marks - (unit * 0.8 if table.mark else 0.0)
        painter.drawText(
            QRectF(right - table.count, place.y(), table.count, place.height()), _RIGHT, row.count
        )
    painter.setPen(look.colour("ink"))
    if table.mark:
        font = look.font(table.scale)
        small = look.font(min(table.scale, table.mark / unit * 0.95))
        for number, sign in enumerate(row.signs):
            painter.setFont(font if sign.isascii() else small)
            cell = QRectF(marks + table.mark * number, place.y(), table.mark, place.height())
            painter.drawText(cell, _MIDDLE, sign)
    painter.setPen(QPen(look.colour("line"), max(1.0, unit * 0.03)))
    painter.drawLine(place.bottomLeft(), place.bottomRight())
