"""A PDF to read: pages, size, contents, search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from ui.windows.busy import busy
from ui.windows.card import Note, Tone
from ui.windows.find_bar import FindBar
from ui.windows.kit import Kit
from ui.windows.menus import literal
from ui.windows.pdf_bar import PdfBar
from ui.windows.pdf_file import open_pdf
from ui.windows.pdf_layout import Fit, read_place
from ui.windows.pdf_search import Hit, PdfSearch
from ui.windows.pdf_view import PdfView
from ui.windows.signs import Sign

_MOST_HEADINGS = 300

_FEW_PAGES = 100
"""Of a longer document the headings are read when they are asked for."""


class PdfReader(QWidget):
    """Shows one PDF at a time. What cannot be shown is said in its place.

    Attributes:
        view: the pages.

    Signals:
        page_changed: the reader is at another page (from 0).
        zoom_changed: the enlargement or the fit is another one.
        place_changed: ``state()`` is another one; comes often.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()
    place_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._document: QPdfDocument | None = None
        self._search: PdfSearch | None = None
        self._error: EvalError | None = None
        self._shown_hit: Hit | None = None
        self._headings = QPdfBookmarkModel(self)
        self.view = PdfView(kit.theme)
        self._message = Note(kit.theme, Tone.ALARM)
        self._message_page = QWidget()
        self._message_column = QVBoxLayout(self._message_page)
        self._message_column.addWidget(self._message)
        self._message_column.addStretch()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._message_page)
        self._actions = self._make_actions()
        self._next_hit = self._action(lambda: self._step(1), "F3")
        self._previous_hit = self._action(lambda: self._step(-1), "Shift+F3")
        self._bar = PdfBar(kit, self._actions)
        self._find_bar = FindBar(kit, self._next_hit, self._previous_hit)
        self._find_bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._find_bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        self._bar.contents_menu.aboutToShow.connect(self._fill_contents)
        self._bar.field.asked.connect(lambda page: self.go_to(page - 1))
        self._find_bar.field.textChanged.connect(self._look_for)
        self._find_bar.stepped.connect(self._step)
        self._find_bar.left.connect(self.leave_search)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self.view.place_changed.connect(self.place_changed)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self._set_margins)
        self._set_margins()
        self.retranslate()
        self.clear()

    @property
    def pages(self) -> int:
        """How many pages are shown; 0 without a document."""
        return self._document.pageCount() if self._document else 0

    @property
    def page(self) -> int:
        """The page the reader is at, from 0."""
        return self.view.page

    @property
    def error(self) -> EvalError | None:
        """What is said in the document's place."""
        return self._error

    @property
    def message(self) -> str:
        """The sentence in the document's place; empty while one is shown."""
        return self._kit.speaker.phrase(self._error) if self._error else ""

    def hit_areas(self) -> list[QRectF]:
        """What the present place of the search covers on its page, in points; one area for each line."""
        hit = self._search.current if self._search else None
        return [area.boundingRect() for area in self._search.areas(hit)] if self._search and hit else []

    def contents(self) -> list[QAction]:
        """The document's headings, each leading to its page."""
        self._fill_contents()
        return self._bar.contents_menu.actions()

    def more(self) -> list[QAction]:
        """What a narrow window keeps in its menu."""
        return self._bar.hidden_actions()

    def show_pdf(self, name: str, content: bytes, state: str = "") -> None:
        """Show a document; if it cannot be read, that is said in its place.

        Args:
            name: of the file, for messages.
            content: its bytes.
            state: what ``state`` gave when this document was shown before.
        """
        try:
            document = open_pdf(name, content)
        except EvalError as error:
            self.show_error(error)
            return
        self._take(document, state)

    def show_error(self, error: EvalError) -> None:
        """Say why there is nothing to read."""
        self._take(None, "")
        self._error = error
        self._say_error()

    def clear(self) -> None:
        """Show nothing."""
        self._take(None, "")

    def go_to(self, page: int) -> None:
        """Bring a page (from 0; the nearest there is) to the top."""
        self.view.go_to(page)

    def state(self) -> str:
        """The page, the place on it and the size, as a short text to be kept."""
        return str(self.view.place)

    def restore(self, state: str) -> None:
        """Come back to where ``state`` was taken."""
        self.view.restore(read_place(state))

    def start_search(self) -> None:
        """Open the search and go there with the keyboard."""
        if self._document:
            self._find_bar.show()
            self._find_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._find_bar.field.selectAll()

    def leave_search(self) -> None:
        """Close the search and go back to the pages."""
        self._find_bar.field.clear()
        self._find_bar.hide()
        self.view.setFocus()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        for sign, name in (
            (Sign.CONTENTS, say("Contents")),
            (Sign.LEFT, say("Previous page")),
            (Sign.RIGHT, say("Next page")),
            (Sign.MINUS, say("Smaller")),
            (Sign.PLUS, say("Larger")),
            (Sign.FIT_WIDTH, say("Fit to width")),
            (Sign.FIT_PAGE, say("Whole page")),
            (Sign.FIND, say("Search")),
        ):
            self._actions[sign].setText(name)
        self._next_hit.setText(say("Next place"))
        self._previous_hit.setText(say("Previous place"))
        self.view.setAccessibleName(say("Pages of the document"))
        self._bar.retranslate()
        self._find_bar.retranslate()
        self._say_error()

    def _make_actions(self) -> dict[Sign, QAction]:
        actions = {
            # the bar is made after its actions
            Sign.CONTENTS: self._action(lambda: self._bar.open_contents()),  # noqa: PLW0108
            Sign.LEFT: self._action(lambda: self.go_to(self.page - 1), "Alt+PgUp"),
            Sign.RIGHT: self._action(lambda: self.go_to(self.page + 1), "Alt+PgDown"),
            Sign.MINUS: self._action(lambda: self.view.zoom_by(-1), "Ctrl+-"),
            # where + needs Shift, the key below it is pressed
            Sign.PLUS: self._action(lambda: self.view.zoom_by(1), "Ctrl++", "Ctrl+=", "Ctrl+;"),
            Sign.FIT_WIDTH: self._action(lambda: self.view.use_fit(Fit.WIDTH), "Ctrl+0"),
            Sign.FIT_PAGE: self._action(lambda: self.view.use_fit(Fit.PAGE), "Ctrl+9"),
            Sign.FIND: self._action(self.start_search, "Ctrl+F"),
        }
        actions[Sign.FIT_WIDTH].setCheckable(True)
        actions[Sign.FIT_PAGE].setCheckable(True)
        return actions

    def _action(self, act: Callable[[], None], *keys: str) -> QAction:
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        # the keys count while something of the reader has the keyboard: the score sheet has its own
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # Qt gives the state of a checkable action, for which the acts have no place
        action.triggered.connect(lambda _checked: act())
        self.addAction(action)
        return action

    def _take(self, document: QPdfDocument | None, state: str) -> None:
        if self._search:
            self._search.stop()
            self._search.deleteLater()
        self._error = None
        self._document = document
        self._search = PdfSearch(document, self) if document else None
        self.view.show_document(document, self._search, read_place(state))
        if self._search:
            self._search.changed.connect(self._show_hits)
            self._look_for(self._find_bar.field.text())
        else:
            self._find_bar.hide()
        for action in (*self._actions.values(), self._next_hit, self._previous_hit):
            action.setEnabled(document is not None)
        self._bar.setVisible(document is not None)
        self._list_contents()
        self._show_zoom()
        self._stack.setCurrentWidget(self.view)

    def _list_contents(self) -> None:
        self._bar.contents_menu.clear()
        self._headings.deleteLater()
        self._headings = QPdfBookmarkModel(self)
        # to find the pages that thousands of headings lead to takes half a second
        if self._document and self.pages <= _FEW_PAGES:
            self._headings.setDocument(self._document)
        some = self.pages > _FEW_PAGES or self._headings.rowCount(QModelIndex()) > 0
        self._actions[Sign.CONTENTS].setEnabled(some)

    def _fill_contents(self) -> None:
        """Make the menu's entries, which may be hundreds, when they are to be seen."""
        if self._document and self._bar.contents_menu.isEmpty():
            if self._headings.document() is None:
                with busy():
                    self._headings.setDocument(self._document)
            self._add_headings(self._headings, QModelIndex(), 0)

    def _add_headings(self, model: QAbstractItemModel, under: QModelIndex, level: int) -> None:
        menu = self._bar.contents_menu
        for row in range(model.rowCount(under)):
            if len(menu.actions()) >= _MOST_HEADINGS:
                return
            index = model.index(row, 0, under)
            title = str(index.data(QPdfBookmarkModel.Role.Title.value))
            page = int(index.data(QPdfBookmarkModel.Role.Page.value))
            short = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, self._most_width)
            action = menu.addAction("\u3000" * level + f"{literal(short)}\t{page + 1}")
            action.triggered.connect(lambda _checked=False, page=page: self.go_to(page))
            self._add_headings(model, index, level + 1)

    @property
    def _most_width(self) -> int:
        return round(self._kit.theme.em * 26)

    def _say_error(self) -> None:
        if self._error:
            self._message.say(self.message)
            self._stack.setCurrentWidget(self._message_page)

    def _show_page(self, page: int) -> None:
        if self.pages:
            self._bar.show_page(page + 1, self.pages)
            self._actions[Sign.LEFT].setEnabled(page > 0)
            self._actions[Sign.RIGHT].setEnabled(page + 1 < self.pages)
            self.page_changed.emit(page)

    def _show_zoom(self) -> None:
        self._bar.show_zoom(round(self.view.zoom * 100))
        self._actions[Sign.FIT_WIDTH].setChecked(self.view.fit is Fit.WIDTH)
        self._actions[Sign.FIT_PAGE].setChecked(self.view.fit is Fit.PAGE)
        self.zoom_changed.emit()

    def _look_for(self, query: str) -> None:
        if self._search:
            self._search.look_for(query, self.page)

    def _step(self, by: int) -> None:
        if self._search:
            self._search.step(by)

    def _show_hits(self) -> None:
        search = self._search
        if search is None:
            return
        if not search.query.strip():
            self._find_bar.show_nothing()
            return
        self._find_bar.show_count(search.number, search.count, complete=search.complete)
        if search.current and search.current != self._shown_hit and (areas := self.hit_areas()):
            self.view.show_area(search.current.page, areas[0])
        self._shown_hit = search.current

    def _set_margins(self) -> None:
        gap = round(self._kit.theme.em)
        self._message_column.setContentsMargins(gap, gap, gap, gap)
