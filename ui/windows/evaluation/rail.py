"""The rail at the left of the secretariat's window: the pages in the order of the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.windows.evaluation.page import PageName
from ui.windows.kit import Kit
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars

_WIDEST = 11
"""The rail is at most so many heights of a line wide; longer notes are cut."""


class RailButton(QAbstractButton):
    """One page: its name, and below it how things stand there."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.note = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, name: str, note: str) -> None:
        """Show the page's name and its note, which may be empty."""
        self.note = note
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(note)
        self.setToolTip(note)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the name, and a note below."""
        theme, em = self._kit.theme, self._kit.theme.em
        widest = max(
            QFontMetricsF(theme.font(bold=True)).horizontalAdvance(self.text()),
            QFontMetricsF(theme.font(0.82)).horizontalAdvance(self.note),
        )
        return QSize(round(min(widest + em * 1.9, em * _WIDEST)), round(em * 2.75))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen page stands on the ground of the work, with a bar at its edge."""
        theme, em = self._kit.theme, self._kit.theme.em
        rect = QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(rect, theme.colour("card"))
            painter.fillRect(QRectF(0, 0, em * 0.3, rect.height()), theme.colour("accent"))
        elif self.underMouse():
            painter.fillRect(rect, theme.colour("hover"))
        words = rect.adjusted(em * 1.05, em * 0.3, -em * 0.5, -em * 0.3)
        name = words if not self.note else QRectF(words.x(), words.y(), words.width(), em * 1.3)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(bold=self.isChecked()))
        painter.setPen(theme.colour("ink"))
        painter.drawText(name, left, self.text())
        if self.note:
            font = theme.font(0.82)
            painter.setFont(font)
            painter.setPen(theme.colour("muted"))
            below = QRectF(words.x(), name.bottom(), words.width(), em)
            cut = QFontMetricsF(font).elidedText(self.note, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, left, cut)
        if self.hasFocus():
            paint_ring(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme)
        painter.end()


class Rail(QScrollArea):
    """All pages, one below the other: one of them is chosen, by click or by the arrow keys.

    Signals:
        chosen: the ``PageName`` that the user wants.
    """

    chosen = Signal(object)

    def __init__(self, kit: Kit, words: Callable[[PageName], str]) -> None:
        super().__init__()
        self._kit = kit
        self._words = words
        self._notes: dict[PageName, str] = {}
        self.buttons: dict[PageName, RailButton] = {}
        self._group = QButtonGroup(self)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        for page in PageName:
            button = self.buttons[page] = RailButton(kit)
            self._group.addButton(button)
            self._column.addWidget(button)
            button.clicked.connect(lambda _checked, page=page: self.chosen.emit(page))
        self._column.addStretch(1)
        self._column.setSpacing(0)
        use_scroll_bars(self, kit.theme)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self._relayout)

    def show_page(self, page: PageName) -> None:
        """Mark a page as the one shown."""
        self.buttons[page].setChecked(True)
        self.ensureWidgetVisible(self.buttons[page])

    def note(self, page: PageName, note: str) -> None:
        """Say below a page's name how things stand there; empty takes the note away."""
        if self._notes.get(page, "") != note:
            self._notes[page] = note
            self.retranslate()

    def retranslate(self) -> None:
        """Say all names."""
        for page, button in self.buttons.items():
            button.say(self._words(page), self._notes.get(page, ""))
        self._inside.setAccessibleName(self._kit.speaker.say("Pages"))
        self._relayout()

    def take_keyboard(self) -> None:
        """Put the keyboard on the page that is shown."""
        (self._group.checkedButton() or self.buttons[PageName.SETUP]).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def _relayout(self) -> None:
        em = self._kit.theme.em
        self._column.setContentsMargins(0, round(em * 0.4), 0, round(em * 0.4))
        longest = self._kit.speaker.say("{done} of {all} complete", done=30, all=30)
        note = QFontMetricsF(self._kit.theme.font(0.82)).horizontalAdvance(longest) + em * 1.9
        # as wide as notes become, so that nothing moves when they come
        self.setFixedWidth(round(max(note, *(button.sizeHint().width() for button in self.buttons.values()))))
        for button in self.buttons.values():
            button.updateGeometry()
            button.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End; the arrows are the button group's."""
        ends = {Qt.Key.Key_Home: PageName.SETUP, Qt.Key.Key_End: PageName.RECORD}
        if page := ends.get(Qt.Key(event.key())):
            self.buttons[page].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.chosen.emit(page)
        else:
            super().keyPressEvent(event)


class Rule(QWidget):
    """The line between the rail and the page."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedWidth(1)
        kit.theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line from top to bottom."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._kit.theme.colour("line"))
        painter.end()
