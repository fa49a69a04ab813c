"""All keys of a window on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.windows.buttons import RING, Button
from ui.windows.card import Card
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.menus import Menus
from ui.windows.scroll_bar import use_scroll_bars

KeyGroup = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and below it keys and what they do."""


class KeysWindow(QDialog):
    """Keys on the left, what they do on the right; those of the menus are taken from the menus.

    Args:
        kit: the window's.
        menus: the window's.
        parent: the window.
        own: says the keys of its parts, which stand first.

    Attributes:
        rows: keys and what they do, as they are shown.
    """

    def __init__(
        self, kit: Kit, menus: Menus, parent: QWidget, own: Callable[[], Sequence[KeyGroup]]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kit, self._menus, self._own = kit, menus, own
        self.rows: list[tuple[str, str]] = []
        self._scroll = QScrollArea(widgetResizable=True)
        use_scroll_bars(self._scroll, kit.theme)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._close = Button(kit.theme)
        self._close.clicked.connect(self.reject)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(self._close)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self._scroll, 1)
        self._whole.addLayout(self._row)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.retranslate)
        self.retranslate()
        room, em = parent.screen().availableGeometry(), kit.theme.em
        self.resize(min(round(em * 38), room.width()), min(round(em * 44), room.height() - round(em * 4)))

    def retranslate(self) -> None:
        """Say all texts, in the size that they have now."""
        kit, menus = self._kit, self._menus
        say, em = kit.speaker.say, kit.theme.em
        self.setWindowTitle(say("Keys"))
        self._close.setText(say("Close"))
        self._row.setContentsMargins(round(em * 1.2), 0, round(em * 1.92) - RING, round(em * 0.9))
        self._whole.setSpacing(round(em * 0.6))
        of_menus = [
            (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), action.text())
            for action in menus.actions.values()
            if not action.shortcut().isEmpty()
        ]
        groups = (*self._own(), (say("Everywhere in the window"), of_menus))
        self.rows = [row for _name, rows in groups for row in rows]
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(round(em * 1.2), round(em * 1.2), round(em * 1.2), round(em * 0.6))
        column.setSpacing(round(em * 0.9))
        widest = max(QFontMetrics(kit.theme.font(bold=True)).horizontalAdvance(keys) for keys, _ in self.rows)
        for name, rows in groups:
            column.addWidget(_group(kit, name, rows, widest))
        column.addStretch(1)
        self._scroll.setWidget(page)


def _group(kit: Kit, name: str, rows: Sequence[tuple[str, str]], widest: int) -> Card:
    card, em = Card(kit.theme), kit.theme.em
    heading = Paragraph(kit.theme, bold=True, scale=1.08)
    heading.setText(name)
    card.rows.addWidget(heading)
    grid = QGridLayout()
    grid.setHorizontalSpacing(round(em * 1.5))
    grid.setVerticalSpacing(round(em * 0.15))
    grid.setColumnMinimumWidth(0, widest + 2)
    grid.setColumnStretch(1, 1)
    for number, (keys, does) in enumerate(rows):
        key, text = Paragraph(kit.theme, bold=True), Paragraph(kit.theme)
        key.setText(keys)
        text.setText(does)
        grid.addWidget(key, number, 0)
        grid.addWidget(text, number, 1)
    card.rows.addLayout(grid)
    return card
