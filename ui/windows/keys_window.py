"""All keys of a window on one page."""

from __future__ import annotations

from collections.abc import Sequence

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
        own: the keys of its parts, which stand first.
    """

    def __init__(self, kit: Kit, menus: Menus, parent: QWidget, *own: KeyGroup) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say, em = kit.speaker.say, kit.theme.em
        self.setWindowTitle(say("Keys"))
        of_menus = [
            (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), action.text())
            for action in menus.actions.values()
            if not action.shortcut().isEmpty()
        ]
        groups = (*own, (say("Everywhere in the window"), of_menus))
        self.rows = [row for _name, rows in groups for row in rows]
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(round(em * 1.2), round(em * 1.2), round(em * 1.2), round(em * 0.6))
        column.setSpacing(round(em * 0.9))
        widest = max(QFontMetrics(kit.theme.font(bold=True)).horizontalAdvance(keys) for keys, _ in self.rows)
        for name, rows in groups:
            column.addWidget(_group(kit, name, rows, widest))
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        use_scroll_bars(scroll, kit.theme)
        scroll.setWidget(page)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        close = Button(kit.theme)
        close.setText(say("Close"))
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(round(em * 1.2), 0, round(em * 1.92) - RING, round(em * 0.9))
        row.addStretch(1)
        row.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(round(em * 0.6))
        whole.addWidget(scroll, 1)
        whole.addLayout(row)
        room = parent.screen().availableGeometry()
        self.resize(min(round(em * 38), room.width()), min(round(em * 44), room.height() - round(em * 4)))


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
