"""The subjects or the members: a grid, and buttons for those who do not know its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.setup_draft import Part
from ui.windows.buttons import Button
from ui.windows.evaluation.grid.view import Grid
from ui.windows.evaluation.setup.tables import RowsTable
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.flow import Flow
from ui.windows.lines import Paragraph


class RowsTab(QWidget):
    """A grid with the acts on its rows above it."""

    def __init__(self, work: SetupWork, part: Part) -> None:
        super().__init__()
        kit = self._kit = work.office.kit
        self._work = work
        self.part = part
        self.table = RowsTable(work, part)
        self.grid = Grid(kit, self.table)
        self.grid.refused.connect(lambda fault: work.office.said.emit(kit.speaker.phrase(fault)))
        self.grid.told.connect(work.office.said)
        self._hint = Paragraph(kit.theme, ink="muted", scale=0.9)
        acts = self.grid.acts
        self._buttons: dict[str, Button] = {}
        self._flow = Flow()
        doing: tuple[tuple[str, Callable[[], None]], ...] = (
            ("insert", acts.insert),
            ("delete", acts.delete),
            ("up", lambda: acts.move(-1)),
            ("down", lambda: acts.move(1)),
            ("paste", self._paste),
        )
        for name, act in doing:
            button = self._buttons[name] = Button(kit.theme, quiet=True)
            button.clicked.connect(lambda _checked, act=act: act())
            self._flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._hint)
        self._column.addLayout(self._flow)
        self._column.addWidget(self.grid, 1)
        work.office.state_changed.connect(self.refresh)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        for name, button in self._buttons.items():
            button.setText(self.grid.acts.actions[name].text())
        self._hint.setText(
            say("Type into the cells as in a spreadsheet, or paste a table copied from Excel.")
            + " "
            + say("A click on a head sorts. Enter, Tab and Ctrl+Z work as you know them.")
        )
        names = {Part.SUBJECTS: say("Table of subjects"), Part.MEMBERS: say("Table of members")}
        self.grid.setAccessibleName(names[self.part])

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(em * 0.4))
        self._flow.setSpacing(round(em * 0.2))

    def refresh(self) -> None:
        """Show whether anything can be done."""
        for button in self._buttons.values():
            button.setEnabled(not self._work.office.read_only)

    def take_keyboard(self) -> None:
        """Put the keyboard on a cell."""
        if not self.grid.currentIndex().isValid():
            self.grid.go_to(0, 0)
        self.grid.setFocus()

    def show_place(self, key: int | None, column: str) -> None:
        """Go to a cell, given by its row's key; without one to the row where a new one begins."""
        if key is None:
            self.grid.show_cell(self.table.count() if self.table.editable else 0, 1)
        else:
            self.grid.show_cell(*self.table.place(key, column))

    def _paste(self) -> None:
        if not self.grid.currentIndex().isValid():
            self.grid.go_to(0, 0)
        self.grid.acts.paste()
        self.grid.setFocus()

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the rows have it all."""
        super().resizeEvent(event)
        self._hint.setVisible(self.height() > self._kit.theme.em * 18)
