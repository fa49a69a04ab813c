"""Buttons that show a sign in place of words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton

from ui.windows.ring import paint_ring
from ui.windows.signs import Sign, paint_sign
from ui.windows.theme import Theme


class SignButton(QToolButton):
    """A button for an action, showing a sign; its name and its keys are said in the tip."""

    def __init__(self, theme: Theme, sign: Sign, action: QAction) -> None:
        super().__init__()
        self._theme = theme
        self._sign = sign
        self.setDefaultAction(action)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action.changed.connect(self._take_name)
        theme.changed.connect(self.updateGeometry)
        self._take_name()

    def _take_name(self) -> None:
        action = self.defaultAction()
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        name = action.text().removesuffix("…")
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        side = round(self._theme.em * 1.9)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """No smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground that says its state, the ring of the keyboard, the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "ink"
        rect = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.isChecked() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(rect, 4, 4)
            ink = "accent_ink"
        elif self.isEnabled() and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(rect, 4, 4)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), self._theme, 5)
        side = self._theme.em
        painter.setOpacity(1.0 if self.isEnabled() else 0.35)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_sign(painter, place, self._sign, self._theme.colour(ink), 1.5)
