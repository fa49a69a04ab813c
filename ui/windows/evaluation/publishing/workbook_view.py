"""The sheets of a workbook, one at a time, with its tabs."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from exports.excel.preview import SheetPreview, WorkbookPreview
from ui.windows.busy import busy
from ui.windows.evaluation.publishing.sheet_view import SheetView
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.menus import literal
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign
from ui.windows.tabs import FlatTabs


class WorkbookView(QWidget):
    """Shows workbooks and single sheets.

    Attributes:
        view: the cells of the sheet shown.
        tabs: the sheets' names; hidden if there is only one.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._book: WorkbookPreview | None = None
        self.view = SheetView(kit)
        self.tabs = FlatTabs(kit)
        self.tabs.setUsesScrollButtons(True)
        self._cut = Paragraph(kit.theme, ink="muted", scale=0.9)
        self._menu = QMenu(self)
        self._all = QAction(self)
        self._all_button = SignButton(kit.theme, Sign.CONTENTS, self._all)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._all_button)
        row.addWidget(self.tabs, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self._cut)
        self._column.addWidget(self._row)
        self.setFocusProxy(self.view)
        self.tabs.currentChanged.connect(self._show_sheet)
        self._all.triggered.connect(self._open_menu)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    @property
    def sheet(self) -> SheetPreview | None:
        """The sheet shown."""
        return self.view.sheet_model.sheet

    def show_book(self, book: WorkbookPreview) -> None:
        """Show a workbook, at the sheet of the same name as before."""
        before = self.tabs.tabText(self.tabs.currentIndex())
        self._book = None
        while self.tabs.count():
            self.tabs.removeTab(0)
        self._menu.clear()
        self._book = book
        for number, name in enumerate(book.names):
            self.tabs.addTab(name)
            action = self._menu.addAction(literal(name))
            action.triggered.connect(lambda _checked=False, number=number: self.tabs.setCurrentIndex(number))
        self.tabs.setCurrentIndex(book.names.index(before) if before in book.names else 0)
        self._row.setVisible(True)
        self._show_sheet(self.tabs.currentIndex())

    def show_single(self, sheet: SheetPreview) -> None:
        """Show one sheet alone."""
        self._book = None
        self._row.hide()
        self.view.show_sheet(sheet)
        self._say_cut()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self._all.setText(say("All sheets"))
        self.tabs.setAccessibleName(say("Sheets"))
        self._say_cut()

    def relayout(self) -> None:
        """Take distances from the text size."""
        gap = round(self._kit.theme.em * 0.35)
        self._column.setSpacing(gap)

    def _show_sheet(self, number: int) -> None:
        if self._book is not None and number >= 0:
            with busy():
                self.view.show_sheet(self._book.sheet(number))
            self._say_cut()

    def _say_cut(self) -> None:
        sheet = self.sheet
        cut = sheet is not None and sheet.rows > len(sheet.heights)
        self._cut.setVisible(cut)
        if sheet and cut:
            self._cut.setText(
                self._kit.speaker.say(
                    "The first {shown} of {rows} rows. The saved file holds all of them.",
                    shown=f"{len(sheet.heights):,}",
                    rows=f"{sheet.rows:,}",
                )
            )

    def _open_menu(self) -> None:
        self._menu.popup(self._all_button.mapToGlobal(self._all_button.rect().topLeft()))
