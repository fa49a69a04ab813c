"""All keys of the member's window on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.windows.kit import Kit
from ui.windows.menus import Menus


class KeysWindow(QDialog):
    """Keys on the left, what they do on the right; those of the menus are taken from the menus."""

    def __init__(self, kit: Kit, menus: Menus, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say, em = kit.speaker.say, kit.theme.em
        self.setWindowTitle(say("Keys"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(round(em * 1.5))
        grid.setVerticalSpacing(round(em * 0.45))
        grid.setContentsMargins(round(em), round(em), round(em), round(em))
        grid.setColumnStretch(1, 1)
        self.rows: list[tuple[str, str]] = [
            *_cell_keys(kit),
            *(
                (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), action.text())
                for action in menus.actions.values()
                if not action.shortcut().isEmpty()
            ),
        ]
        for number, (keys, does) in enumerate(self.rows):
            key = QLabel(keys)
            key.setFont(kit.theme.font(bold=True))
            text = QLabel(does, wordWrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, number, 1)
        grid.setRowStretch(len(self.rows), 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(page)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(buttons)
        room = parent.screen().availableGeometry()
        self.resize(min(round(em * 36), room.width()), min(round(em * 44), room.height() - round(em * 4)))


def _cell_keys(kit: Kit) -> list[tuple[str, str]]:
    say = kit.speaker.say
    return [
        (say("0, 1, 2, 3 …"), say("gives this score")),
        ("N", say("cannot judge")),
        (say("Delete"), say("clears the score")),
        ("↑ ↓", say("previous or next criterion")),
        ("← →", say("moves among the scores; Space chooses")),
        ("Enter", say("goes to the next open field")),
        ("Tab", say("goes to the next field")),
    ]
