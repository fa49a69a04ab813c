"""The row of controls above a PDF. What a narrow window has no room for is in its menu."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from ui.windows.controls import LineField
from ui.windows.kit import Kit
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign


class PageField(LineField):
    """The page the reader is at, to be typed over.

    Signals:
        asked: go to this page (from 1; perhaps there is no such page).
    """

    asked = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._page = 1
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.returnPressed.connect(self._ask)

    def show_page(self, page: int, pages: int) -> None:
        """Say the page (from 1) of so many."""
        self._page = page
        self.setText(str(page))
        digits = "0" * max(len(str(pages)), 2)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(digits) + self.fontMetrics().height())

    def _ask(self) -> None:
        text = unicodedata.normalize("NFKC", self.text()).strip()
        self.setText(str(self._page))
        if text.isdecimal() and len(text) < 9:
            self.asked.emit(int(text))
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape brings the present page back."""
        if event.key() == Qt.Key.Key_Escape and self.text() != str(self._page):
            self.setText(str(self._page))
            self.selectAll()
        else:
            super().keyPressEvent(event)


class PdfBar(QWidget):
    """Page, size and search of a reader.

    Attributes:
        field: where the page is shown and typed.
        contents_menu: to be filled by the reader with the document's headings.
    """

    def __init__(self, kit: Kit, actions: dict[Sign, QAction]) -> None:
        """``actions`` are what each sign's button does; the reader names and carries them out."""
        super().__init__()
        self._kit = kit
        self._pages = 0
        self.field = PageField(kit)
        self.contents_menu = QMenu(self)
        self._total = QLabel()
        self._zoom = QLabel()
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = {sign: SignButton(kit.theme, sign, action) for sign, action in actions.items()}
        self._more_menu = QMenu(self)
        self._more = QAction(self)
        self._more.triggered.connect(self._open_more)
        more = SignButton(kit.theme, Sign.MORE, self._more)
        self._more_button = more
        # what goes into the menu first when it gets narrow
        self._yielding: list[QWidget] = [
            self._zoom,
            *(
                self._buttons[sign]
                for sign in (
                    Sign.FIT_PAGE,
                    Sign.FIT_WIDTH,
                    Sign.MINUS,
                    Sign.PLUS,
                    Sign.CONTENTS,
                    Sign.FIND,
                )
                if sign in self._buttons
            ),
        ]
        row = QHBoxLayout(self)
        row.setSpacing(0)
        self._row = row
        for part in (
            self._buttons[Sign.CONTENTS],
            self._buttons[Sign.LEFT],
            self.field,
            self._total,
            self._buttons[Sign.RIGHT],
        ):
            row.addWidget(part)
        row.addStretch()
        for part in (
            self._buttons[Sign.MINUS],
            self._zoom,
            self._buttons[Sign.PLUS],
            self._buttons[Sign.FIT_WIDTH],
            self._buttons[Sign.FIT_PAGE],
            self._buttons[Sign.FIND],
            more,
        ):
            row.addWidget(part)
        kit.theme.changed.connect(self._measure)
        self._measure()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.field.setAccessibleName(say("Page"))
        self.field.setToolTip(say("Page: type a number and press Enter"))
        self._more.setText(say("More"))
        self.field.setAccessibleDescription(say("of {pages} pages", pages=self._pages))

    def show_page(self, page: int, pages: int) -> None:
        """Say the page (from 1) of so many."""
        self._pages = pages
        self.field.show_page(page, pages)
        self._total.setText(f" / {pages}")
        self.retranslate()
        self._arrange()

    def show_zoom(self, percent: int) -> None:
        """Say the enlargement."""
        self._zoom.setText(f"{percent}%")

    def hidden_actions(self) -> list[QAction]:
        """What there is no room for."""
        yielded = [button for button in self._buttons.values() if button in self._yielding]
        return [button.defaultAction() for button in yielded if button.isHidden()]

    def open_contents(self) -> None:
        """Open the menu of the document's headings."""
        button = self._buttons[Sign.CONTENTS]
        self.contents_menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _measure(self) -> None:
        gap = round(self._kit.theme.em * 0.2)
        self._row.setContentsMargins(gap, gap, gap, gap)
        self._zoom.setFixedWidth(QFontMetrics(self._kit.theme.font()).horizontalAdvance("400%") + 2 * gap)
        self._arrange()

    def _arrange(self) -> None:
        """Hide as little as needed, and the menu's button if nothing is hidden."""
        for widget in (*self._yielding, self._more_button):
            widget.setVisible(True)
        room = self.width() - self._least()
        wide = sum(widget.sizeHint().width() for widget in self._yielding)
        if wide - self._more_button.sizeHint().width() <= room:
            self._more_button.setVisible(False)
            return
        for widget in self._yielding:
            if wide <= room:
                break
            widget.setVisible(False)
            wide -= widget.sizeHint().width()

    def _least(self) -> int:
        fixed = (self._buttons[Sign.LEFT], self._total, self._buttons[Sign.RIGHT], self._more_button)
        margins = self._row.contentsMargins().left() * 2
        return margins + self.field.width() + sum(widget.sizeHint().width() for widget in fixed)

    def _open_more(self) -> None:
        self._more_menu.clear()
        for action in self.hidden_actions():
            if action is self._buttons[Sign.CONTENTS].defaultAction():
                self.contents_menu.setTitle(action.text())
                self.contents_menu.setEnabled(action.isEnabled())
                self._more_menu.addMenu(self.contents_menu)
            else:
                self._more_menu.addAction(action)
        self._more_menu.popup(self._more_button.mapToGlobal(self._more_button.rect().bottomLeft()))

    def minimumSizeHint(self) -> QSize:
        """Only what never yields."""
        return QSize(self._least(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide or show what yields."""
        super().resizeEvent(event)
        self._arrange()
