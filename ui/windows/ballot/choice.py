"""One step of a scale as a large radio button that paints itself."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QRadioButton, QWidget

from ui.windows.kit import Kit
from ui.windows.lines import Lines, broken
from ui.windows.ring import paint_ring
from ui.windows.signs import Sign, paint_sign
from ui.windows.wrapping import balanced, longest_word

RING = 3.0
"""Room around a choice for the ring of the focus, in device-independent pixels."""

EDGE = 4
"""From the edge of a field with its ring to the edge that is seen: texts beside it stand as far in."""

_PITCH = 1.3
"""From line to line of a label, in heights of its font."""


class Choice(QRadioButton):
    """A choice; it is checked by who holds it, never by itself.

    Args:
        number: painted large; empty for a choice that is only a word.
        label: beside or below it; may be empty.
        quiet: drawn as something that is rarely chosen.

    Signals:
        focused: the keyboard is here now.
    """

    focused = Signal()

    def __init__(
        self, kit: Kit, number: str, label: str, parent: QWidget | None = None, *, quiet: bool = False
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._number = number
        self._label = label
        self._quiet = quiet
        self._beside = False
        self._number_width = 0.0
        self._tallest = 0.0
        self._lines: Lines | None = None
        self.fixed = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(f"{number} {label}".strip())

    @property
    def labelled(self) -> bool:
        """Whether it has words."""
        return bool(self._label)

    def rename(self, label: str) -> None:
        """Another label."""
        self._label = label
        self.setAccessibleName(f"{self._number} {label}".strip())
        self.updateGeometry()
        self.update()

    def show_chosen(self, *, chosen: bool) -> None:
        """Whether it is the one chosen."""
        if chosen == self.isChecked() and self.autoExclusive():
            return
        # else Qt keeps the last one chosen; and without it screen readers are told of a check box
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)
        self.update()

    def set_fixed(self, *, fixed: bool) -> None:
        """Whether it only shows what was chosen."""
        self.fixed = fixed
        self.setCursor(Qt.CursorShape.ArrowCursor if fixed else Qt.CursorShape.PointingHandCursor)

    @property
    def number_width(self) -> float:
        """How wide the number is."""
        return QFontMetricsF(self._number_font()).horizontalAdvance(self._number)

    @property
    def word_width(self) -> float:
        """How wide a choice without a number is, its label in one line and the ring included."""
        words = QFontMetricsF(self._kit.theme.font()).horizontalAdvance(self._label)
        return words + self._kit.theme.em * 2.7 + 2 * RING

    def lines(self, width: float, number_width: float | None) -> Lines | None:
        """The label in a choice of ``width``, beside a number that wide or below it; ``None``: too narrow."""
        font, room = self._kit.theme.font(), self._room(width, number_width)
        if room < longest_word(self._label, font):
            return None
        return balanced(self._label, font, room, _PITCH)

    def height_of(self, lines: Lines | None, number_width: float | None) -> float:
        """The height that such lines need, the ring included."""
        em = self._kit.theme.em
        text = lines.height if lines else 0.0
        number = em * 1.6 if self._number else 0.0
        inner = number + text if number_width is None else max(number, text)
        return max(inner + em * (0.85 if self._number else 0.7), em * 2.0) + 2 * RING

    def take_shape(self, number_width: float | None, tallest: float = 0.0) -> None:
        """Stand with the label beside a number of this width, or below it, in the size that was given.

        Args:
            number_width: ``None`` for a label below its number.
            tallest: the height of the highest label in the row: numbers stand side by side.
        """
        self._tallest = tallest
        self._beside = number_width is not None
        self._number_width = number_width or 0.0
        room = self._room(self.width(), number_width)
        self._lines = None
        if self._label:
            self._lines = self.lines(self.width(), number_width) or broken(
                self._label, self._kit.theme.font(), room, air=_PITCH
            )
        self.update()

    def _room(self, width: float, number_width: float | None) -> float:
        em = self._kit.theme.em
        return width - 2 * RING - em * 0.8 - (0.0 if number_width is None else number_width + em * 2.0)

    def _number_font(self) -> QFont:
        return self._kit.theme.font(1.4, bold=True)

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        width = self.word_width
        return QSize(ceil(width), round(self.height_of(self.lines(width, None), None)))

    def minimumSizeHint(self) -> QSize:
        """The least room it can be shown in."""
        return QSize(0, 0)

    def hitButton(self, pos: QPoint) -> bool:
        """Any place on it can be clicked, unless it only shows what was chosen."""
        return not self.fixed and self.rect().contains(pos)

    def nextCheckState(self) -> None:
        """Nothing: who holds the choices checks the one that the sheet then has."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys are the row's."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """All keys are the row's."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard has come."""
        super().focusInEvent(event)
        self.focused.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over it."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        theme = self._kit.theme
        em, chosen = theme.em, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
        lively = self.isEnabled() and not self.fixed
        ground = "ground" if not self.isEnabled() else "hover" if lively and self.underMouse() else "card"
        edge = theme.colour(
            "accent" if chosen else "edge" if self.isEnabled() and not self._quiet else "line"
        )
        if self._quiet and self.isEnabled() and not chosen:
            edge = theme.colour("edge")
            edge.setAlphaF(0.75)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(theme.colour("accent" if chosen else ground))
        painter.drawRoundedRect(frame, em * 0.3, em * 0.3)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), theme, em * 0.3 + 2)
        quiet_ink = "muted" if self._quiet or not self.isEnabled() else "ink"
        ink = theme.colour("accent_ink" if chosen else quiet_ink)
        painter.setPen(ink)
        self._paint_words(painter, frame)
        if chosen:
            self._paint_check(painter, frame)
        painter.end()

    def _paint_words(self, painter: QPainter, frame: QRectF) -> None:
        em, lines, centre = self._kit.theme.em, self._lines, frame.center()
        text = lines.height if lines else 0.0
        number = em * 1.6 if self._number else 0.0
        below = number + max(text, self._tallest)
        top = centre.y() - (text if self._beside else below) / 2
        painter.setFont(self._number_font())
        if self._beside:
            box = QRectF(frame.left() + em * 0.6, frame.top(), self._number_width, frame.height())
        else:
            box = QRectF(frame.left(), top, frame.width(), number)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._number)
        if lines is None:
            return
        font, ink = self._kit.theme.font(), painter.pen().color()
        if self._beside:
            lines.draw(painter, QPointF(box.right() + em * 0.7, top), font, ink)
            return
        metrics = QFontMetricsF(font)
        for row, words in enumerate(lines.texts):
            left = centre.x() - metrics.horizontalAdvance(words) / 2
            one = Lines((words,), lines.pitch, 0.0, cut=False)
            one.draw(painter, QPointF(left, top + number + row * lines.pitch), font, ink)

    def _paint_check(self, painter: QPainter, frame: QRectF) -> None:
        em = self._kit.theme.em
        side = min(em * 0.9, frame.width() * 0.22)
        if self._beside:
            at = QRectF(frame.right() - side - em * 0.3, frame.center().y() - side / 2, side, side)
        elif self._number:
            at = QRectF(frame.right() - side - em * 0.3, frame.top() + em * 0.3, side, side)
        else:
            words = QFontMetricsF(self._kit.theme.font()).horizontalAdvance(self._label)
            at = QRectF(frame.center().x() - words / 2 - side - 2, frame.center().y() - side / 2, side, side)
        paint_sign(painter, at, Sign.DONE, self._kit.theme.colour("accent_ink"))
