"""Qt's plain controls as every window uses them: edges and focus are seen, the wheel changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui.windows.ring import paint_ring
from ui.windows.signs import Sign, paint_sign
from ui.windows.theme import Theme


def paint_frame(widget: QWidget, theme: Theme) -> None:
    """An edge that is seen in every look, or the ring of the keyboard; to be painted last."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(widget.rect())
    if widget.hasFocus():
        paint_ring(painter, frame, theme)
    else:
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def paint_tick(painter: QPainter, middle: QPointF, theme: Theme, *, ticked: bool) -> None:
    """A box around ``middle``, ticked or empty."""
    em = theme.em
    box = QRectF(0, 0, em * 0.95, em * 0.95)
    box.moveCenter(middle)
    painter.setPen(QPen(theme.colour("accent" if ticked else "edge"), max(1.2, em / 12)))
    painter.setBrush(theme.colour("accent" if ticked else "card"))
    painter.drawRoundedRect(box, em * 0.15, em * 0.15)
    if ticked:
        paint_sign(painter, box.adjusted(1, 1, -1, -1), Sign.DONE, theme.colour("accent_ink"), 2.4)


class LineField(QLineEdit):
    """One line of text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self._relayout)
        self._relayout()

    def _relayout(self) -> None:
        side = round(self._theme.em * 0.25)
        self.setTextMargins(side, 0, side, 0)
        palette = QPalette()
        if self.isReadOnly():
            palette.setColor(QPalette.ColorRole.Base, self._theme.colour("ground"))
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """What can only be read is seen to be so."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ReadOnlyChange:
            self._relayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's drawing, and the frame."""
        super().paintEvent(event)
        paint_frame(self, self._theme)


class ComboBox(QComboBox):
    """A choice from a list that opens."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self) -> QSize:
        """Air around the words, in every size of text."""
        return QSize(super().sizeHint().width(), round(self._theme.em * 1.7))

    def minimumSizeHint(self) -> QSize:
        """No lower; the words may be cut short."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's drawing with what has no room shortened, and the frame."""
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideMiddle, field.width() - 2
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        paint_frame(self, self._theme)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()


def _words_size(button: QAbstractButton, theme: Theme) -> QSize:
    """The room of a circle or a box, the words beside it, and air for the ring."""
    words = button.fontMetrics().horizontalAdvance(button.text())
    return QSize(round(words + theme.em * 2.3), round(theme.em * 1.7))


def _paint_words(painter: QPainter, button: QAbstractButton, theme: Theme) -> None:
    """The words beside a circle or a box, and the ring around both."""
    painter.setPen(theme.colour("ink" if button.isEnabled() else "muted"))
    words = QRectF(button.rect()).adjusted(theme.em * 1.6, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, button.text())
    if button.hasFocus():
        paint_ring(painter, QRectF(button.rect()), theme)


class RadioButton(QRadioButton):
    """One of several choices; its circle grows with the text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The circle, the words, and air for the ring."""
        return _words_size(self, self._theme)

    def minimumSizeHint(self) -> QSize:
        """No word is cut."""
        return self.sizeHint()

    def hitButton(self, _at: QPoint) -> bool:
        """The whole of it can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Circle, words, ring."""
        em, colour = self._theme.em, self._theme.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(em * 0.85, self.height() / 2)
        painter.setPen(QPen(colour("accent" if self.isChecked() else "edge"), max(1.2, em / 12)))
        painter.setBrush(colour("card"))
        painter.drawEllipse(middle, em * 0.42, em * 0.42)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(middle, em * 0.22, em * 0.22)
        _paint_words(painter, self, self._theme)


class CheckBox(QCheckBox):
    """Something that is wanted or not; its box grows with the text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The box, the words, and air for the ring."""
        return _words_size(self, self._theme)

    def minimumSizeHint(self) -> QSize:
        """No word is cut."""
        return self.sizeHint()

    def hitButton(self, _at: QPoint) -> bool:
        """The whole of it can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, words, ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self._theme.em * 0.85, self.height() / 2)
        paint_tick(painter, middle, self._theme, ticked=self.isChecked())
        _paint_words(painter, self, self._theme)
