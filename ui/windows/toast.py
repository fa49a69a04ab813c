"""A sentence that comes over the window for a moment: it moves nothing and waits for nobody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui.windows.card import Note
from ui.windows.kit import Kit
from ui.windows.lines import broken

_STAYS = 6_000
"""Milliseconds."""


class Toast(QWidget):
    """Stands at the lower edge of ``over``, in its middle; above if the keyboard or a note is there.

    Attributes:
        text: what it says; what it said last while it is hidden.
    """

    def __init__(self, kit: Kit, over: QWidget) -> None:
        super().__init__(over)
        self._kit = kit
        self._over = over
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._going = QTimer(self, singleShot=True, interval=_STAYS)
        self._going.timeout.connect(self.hide)
        over.installEventFilter(self)
        kit.theme.changed.connect(self.hide)

    def say(self, text: str) -> None:
        """Show a sentence, and have it read to those who cannot see it."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self.text = text
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._going.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def make_room(self) -> None:
        """Something else has been said below: stand where that is not covered."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        over, em = self._over, self._kit.theme.em
        lines = broken(self.text, self._kit.theme.font(), min(em * 40, over.width() - em * 5))
        width, height = round(lines.width + em * 2.4), round(lines.height + em * 0.9)
        place = QRect((over.width() - width) // 2, round(over.height() - height - em), width, height)
        above = place.translated(0, round(em) - place.top())
        # never over what has just been changed; nor over what is said of it, if there is such a place
        places: tuple[QRect, ...] = (place, above)
        holder = QApplication.focusWidget()
        # a whole page that waits for its content has it only to pass it on
        waiting = holder and holder.focusPolicy() is Qt.FocusPolicy.NoFocus
        if holder and not waiting and over.isAncestorOf(holder):
            places = tuple(one for one in places if not self._covers(holder, one)) or (above,)
        notes = [note for note in over.findChildren(Note) if note.isVisible()]
        free = (one for one in places if not any(self._covers(note, one) for note in notes))
        self.setGeometry(next(free, places[0]))

    def _covers(self, widget: QWidget, place: QRect) -> bool:
        return QRect(widget.mapTo(self._over, QPoint(0, 0)), widget.size()).intersects(place)

    # Qt's

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # the colours of the window turned round: seen on every ground
        painter.setPen(QPen(theme.colour("card"), 1))
        painter.setBrush(theme.colour("ink"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        font = theme.font()
        lines = broken(self.text, font, self.width() - em * 2.4 + 1)
        lines.draw(painter, QPointF(em * 1.2, em * 0.45), font, theme.colour("card"))
        painter.end()
