"""The part of a score sheet that scrolls, and what it brings into sight."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.windows.following import Following
from ui.windows.kit import Kit
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.theme import Theme

_WIDEST = 62
"""The cards grow no wider than so many heights of a line: longer lines are hard to read."""


class SheetScroll(QScrollArea):
    """Scrolls a column of cards up and down, never sideways."""

    def __init__(self, kit: Kit, cards: QVBoxLayout) -> None:
        super().__init__(widgetResizable=True)
        use_scroll_bars(self, kit.theme)
        # made here: to find out what kind of widget Qt's own is, all its classes would be loaded (10 ms)
        self.setViewport(QWidget())
        self._kit = kit
        self._cards = cards
        self._awaited: QWidget | None = None
        self._content = _Content(kit.theme)
        self._content.setLayout(cards)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self._content)
        Following(self, self.reveal)
        self.relayout()
        kit.theme.changed.connect(self.relayout)

    def relayout(self) -> None:
        """Take the greatest width from the text size."""
        self._content.setMaximumWidth(round(self._kit.theme.em * _WIDEST))

    def to_top(self) -> None:
        """Show the beginning."""
        self._awaited = None
        self.verticalScrollBar().setValue(0)

    def reveal(self, widget: QWidget) -> None:
        """Bring a widget into sight, its beginning if it is higher than the window; once that is shown."""
        if not self.isVisible():
            # there is no width yet to lay out for
            self._awaited = widget
            return
        self.settle()
        self.show_part(widget, widget.rect())

    def show_part(self, widget: QWidget, part: QRect) -> None:
        """Bring a part of a widget into sight with some air around it, moving as little as possible."""
        bar, air = self.verticalScrollBar(), round(self._kit.theme.em)
        top = widget.mapTo(self._content, part.topLeft()).y() - air
        bottom = widget.mapTo(self._content, QPoint(0, part.bottom())).y() + air
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(min(bottom - self.viewport().height(), top))

    def settle(self) -> None:
        """Lay out now what would be laid out before the next painting."""
        self._cards.activate()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        return wish(self._kit.theme, 40)

    def showEvent(self, event: QShowEvent) -> None:
        """Reveal what was asked for before there was anything to scroll."""
        super().showEvent(event)
        if self._awaited:
            awaited, self._awaited = self._awaited, None
            self.reveal(awaited)


def wish(theme: Theme, high: float) -> QSize:
    """What a part of the sheet answers when asked for its size; ``high`` in heights of a line.

    How high it really is follows from its width. Qt's own answer lays everything out for a width that it then
    never gets, which a window that is just opening waits for.
    """
    return QSize(round(theme.em * 43), round(theme.em * high))


class _Content(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self) -> QSize:
        return wish(self._theme, 80)
