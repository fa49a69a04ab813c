"""A sentence that comes over the window for a moment: it moves nothing and waits for nobody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from ui.windows.card import Note
from ui.windows.kit import Kit
from ui.windows.lines import broken

_STAYS = 6_000
"""Milliseconds."""


class Toast(QWidget):
    """Stands at the lower edge of ``over``, in its middle; where the keyboard or a note is, just above them.

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
        # never over what is being worked at, nor over what is said of it: just above them
        standing = [self._rect(note, note.rect()) for note in over.findChildren(Note) if note.isVisible()]
        holder = QApplication.focusWidget()
        if holder and over.isAncestorOf(holder):
            standing.append(self._rect(holder, self._worked_at(holder)))
        free = QRect(place)
        while hit := [one.top() for one in standing if one.intersects(free)]:
            free.moveBottom(min(hit) - round(em * 0.3))
        self.setGeometry(free if free.top() > 0 else place)

    def _worked_at(self, holder: QWidget) -> QRect:
        """Where in ``holder``: all of it if it is small, else the row or the line that has the keyboard."""
        if holder.height() < self._over.height() / 2:
            return holder.rect()
        if isinstance(holder, QAbstractItemView):
            row = holder.visualRect(holder.currentIndex())
            return row.translated(holder.viewport().pos())
        line = holder.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        return line.toRect() if isinstance(line, QRectF) else line if isinstance(line, QRect) else QRect()

    def _rect(self, widget: QWidget, part: QRect) -> QRect:
        return QRect(widget.mapTo(self._over, part.topLeft()), part.size())

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
